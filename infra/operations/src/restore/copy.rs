//! A bare copy of a table, as AWS restores one: data and index, and nothing else.
//!
//! On AWS this is `aws dynamodb restore-table-to-point-in-time`, which moves no item through the
//! machine of an administrator. The rehearsal has no such call, so it exports and writes anew.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result, ensure};
use aws_sdk_dynamodb::types::{AttributeValue, BillingMode, PutRequest, WriteRequest};
use serde_json::Value;

use super::{Item, Table};

/// Most items of one BatchWriteItem.
const AT_ONCE: usize = 25;
/// How often leftovers are sent again.
const ROUNDS: u32 = 10;

/// Writes every item into a file, one a line; returns how many.
///
/// # Errors
/// The table's or the disk's.
pub async fn export(from: &Table, file: &Path) -> Result<usize> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut items = from
        .client
        .scan()
        .table_name(&from.name)
        .consistent_read(true)
        .into_paginator()
        .items()
        .send();
    let mut count = 0;
    while let Some(item) = items.next().await {
        serde_json::to_writer(&mut out, &written(&item?)?)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

/// Makes a table of this name with the keys and indexes of the original, and fills it from a file.
///
/// # Errors
/// A table of this name, or items that it does not take.
pub async fn import(original: &Table, file: &Path, name: &str) -> Result<Table> {
    let described = original.client.describe_table().table_name(&original.name);
    let described = described.send().await?.table.context("a description")?;
    let indexes = described.global_secondary_indexes.unwrap_or_default();
    let indexes = indexes.into_iter().map(|index| {
        aws_sdk_dynamodb::types::GlobalSecondaryIndex::builder()
            .set_index_name(index.index_name)
            .set_key_schema(index.key_schema)
            .set_projection(index.projection)
            .build()
    });
    original
        .client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(described.attribute_definitions)
        .set_key_schema(described.key_schema)
        .set_global_secondary_indexes(Some(indexes.collect::<Result<Vec<_>, _>>()?))
        .send()
        .await?;
    let table = Table {
        client: original.client.clone(),
        name: name.to_owned(),
    };
    let mut batch = Vec::with_capacity(AT_ONCE);
    for line in BufReader::new(File::open(file)?).lines() {
        let item = read(serde_json::from_str(&line?)?)?;
        let put = PutRequest::builder().set_item(Some(item)).build()?;
        batch.push(WriteRequest::builder().put_request(put).build());
        if batch.len() == AT_ONCE {
            write(&table, std::mem::take(&mut batch)).await?;
        }
    }
    write(&table, batch).await?;
    Ok(table)
}

async fn write(table: &Table, mut batch: Vec<WriteRequest>) -> Result<()> {
    for round in 0..ROUNDS {
        if batch.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50) * round).await;
        let asked = table
            .client
            .batch_write_item()
            .request_items(&table.name, std::mem::take(&mut batch));
        let left = asked.send().await?.unprocessed_items.unwrap_or_default();
        batch = left.into_values().flatten().collect();
    }
    ensure!(batch.is_empty(), "the new table stayed busy");
    Ok(())
}

/// The form that DynamoDB's own exports have: `{"pk": {"S": "…"}}`.
fn written(item: &Item) -> Result<Value> {
    let fields = item
        .iter()
        .map(|(name, value)| Ok((name.clone(), typed(value)?)));
    Ok(Value::Object(fields.collect::<Result<_>>()?))
}

fn typed(value: &AttributeValue) -> Result<Value> {
    let of =
        |kind: &str, value: Value| Value::Object([(kind.to_owned(), value)].into_iter().collect());
    Ok(match value {
        AttributeValue::S(text) => of("S", text.as_str().into()),
        AttributeValue::N(number) => of("N", number.as_str().into()),
        AttributeValue::Bool(truth) => of("BOOL", (*truth).into()),
        AttributeValue::Null(null) => of("NULL", (*null).into()),
        AttributeValue::L(list) => {
            let list = list.iter().map(typed).collect::<Result<Vec<_>>>()?;
            of("L", list.into())
        }
        AttributeValue::M(map) => of("M", written(map)?),
        AttributeValue::Ss(texts) => of("SS", texts.clone().into()),
        other => anyhow::bail!("MAMIS writes no {other:?}"),
    })
}

fn read(line: Value) -> Result<Item> {
    let Value::Object(fields) = line else {
        anyhow::bail!("an export has an object a line");
    };
    fields
        .into_iter()
        .map(|(name, value)| Ok((name, untyped(value)?)))
        .collect()
}

fn untyped(value: Value) -> Result<AttributeValue> {
    let Value::Object(field) = value else {
        anyhow::bail!("a value has its type");
    };
    let (kind, value) = field.into_iter().next().context("a value has its type")?;
    let text = |value: Value| value.as_str().map(str::to_owned).context("a text");
    Ok(match kind.as_str() {
        "S" => AttributeValue::S(text(value)?),
        "N" => AttributeValue::N(text(value)?),
        "BOOL" => AttributeValue::Bool(value.as_bool().context("a truth")?),
        "NULL" => AttributeValue::Null(true),
        "L" => {
            let Value::Array(list) = value else {
                anyhow::bail!("a list");
            };
            AttributeValue::L(list.into_iter().map(untyped).collect::<Result<_>>()?)
        }
        "M" => AttributeValue::M(read(value)?),
        "SS" => AttributeValue::Ss(serde_json::from_value(value)?),
        other => anyhow::bail!("MAMIS writes no {other}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_comes_back_from_a_line_as_it_was() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let item = Item::from([
            ("pk".to_owned(), text("DOCTOR#123456")),
            ("v".to_owned(), AttributeValue::N("12.5".to_owned())),
            ("yes".to_owned(), AttributeValue::Bool(true)),
            ("none".to_owned(), AttributeValue::Null(true)),
            (
                "list".to_owned(),
                AttributeValue::L(vec![text("髙𠮷葛\u{E0100}"), text("")]),
            ),
            (
                "map".to_owned(),
                AttributeValue::M(Item::from([("a".to_owned(), text("\"\\\n"))])),
            ),
        ]);
        let line = serde_json::to_string(&written(&item).unwrap()).unwrap();
        assert!(!line.contains('\n'));
        assert_eq!(read(serde_json::from_str(&line).unwrap()).unwrap(), item);
    }
}
