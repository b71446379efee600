//! `docs/openapi.json`: OpenAPI 3.1 for people who write programs against the API.

use anyhow::{Context, Result};
use api::{
    Declaration, Endpoint, Method,
    access::{Access, RoleName},
    problem::{Problem, ProblemKind},
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::Generated;

/// Adds the description.
pub(crate) fn write(generated: &mut Generated) -> Result<()> {
    let mut text =
        serde_json::to_string_pretty(&document()?).context("writing the API's description")?;
    text.push('\n');
    generated.whole("docs/openapi.json", text);
    Ok(())
}

macro_rules! operations {
    ($($module:ident $name:ident $type:ident $method:ident;)*) => {
        fn operations(schemas: &mut SchemaGenerator) -> Vec<(&'static Declaration, Value)> {
            vec![$((
                &<api::$type as Endpoint>::DECLARATION,
                operation::<api::$type>(schemas),
            )),*]
        }
    };
}

api::for_each_endpoint!(operations);

fn document() -> Result<Value> {
    let mut schemas = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let mut paths = Map::new();
    for (endpoint, operation) in operations(&mut schemas) {
        let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        let methods = path.as_object_mut().context("a path is an object")?;
        methods.insert(endpoint.method.as_str().to_lowercase(), operation);
    }
    schemas.subschema_for::<Problem>();
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "MAMIS",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "研修の単位と認定資格: training credits and qualifications of physicians",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/api" }],
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": problems(),
            "securitySchemes": {
                "sign-in": { "type": "apiKey", "in": "cookie", "name": "__Host-s", "description": "ログイン of a person." },
                "api-key": { "type": "http", "scheme": "bearer", "description": "API キー of an organiser." },
            },
        },
    }))
}

fn operation<E>(schemas: &mut SchemaGenerator) -> Value
where
    E: Endpoint,
    E::Path: JsonSchema,
    E::Query: JsonSchema,
    E::Request: JsonSchema,
    E::Response: JsonSchema + 'static,
{
    let endpoint = &E::DECLARATION;
    let mut inputs = parameters::<E::Path>(schemas, "path");
    inputs.extend(parameters::<E::Query>(schemas, "query"));
    let mut operation = json!({
        "operationId": endpoint.name,
        "tags": [endpoint.subject.folder()],
        "summary": endpoint.summary.split_whitespace().collect::<Vec<_>>().join(" "),
        "security": security(endpoint.access),
        "responses": responses::<E>(schemas),
    });
    if endpoint.method == Method::POST {
        inputs.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "description": "Sent again with the same key, a request is done once. 8 to 200 visible ASCII characters.",
            "schema": { "type": "string", "minLength": 8, "maxLength": 200 },
        }));
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": schemas.subschema_for::<E::Request>() } },
        });
    }
    if !inputs.is_empty() {
        operation["parameters"] = Value::Array(inputs);
    }
    operation
}

/// The fields of a path or query type, one parameter each.
fn parameters<T: JsonSchema>(schemas: &mut SchemaGenerator, place: &str) -> Vec<Value> {
    let schema = T::json_schema(schemas).to_value();
    let required: Vec<&Value> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, property)| {
            json!({
                "name": name,
                "in": place,
                "required": place == "path" || required.iter().any(|known| *known == name),
                "schema": property,
            })
        })
        .collect()
}

fn security(access: Access) -> Value {
    let mut ways = Vec::new();
    if access.admits(None) {
        ways.push(json!({}));
    } else if RoleName::ALL
        .iter()
        .any(|role| !role.is_program() && access.admits(Some(*role)))
    {
        ways.push(json!({ "sign-in": [] }));
    }
    let programs = RoleName::ALL.iter().filter(|role| role.is_program());
    if !access.admits(None) && programs.copied().any(|role| access.admits(Some(role))) {
        ways.push(json!({ "api-key": [] }));
    }
    Value::Array(ways)
}

fn responses<E>(schemas: &mut SchemaGenerator) -> Value
where
    E: Endpoint,
    E::Response: JsonSchema + 'static,
{
    let endpoint = &E::DECLARATION;
    let answers = std::any::TypeId::of::<E::Response>();
    let body = if answers == std::any::TypeId::of::<api::CalendarFile>() {
        json!({ "text/calendar": { "schema": { "type": "string" } } })
    } else {
        json!({ "application/json": { "schema": schemas.subschema_for::<E::Response>() } })
    };
    let redirects =
        std::any::TypeId::of::<E::Response>() == std::any::TypeId::of::<api::Redirect>();
    let mut responses = Map::new();
    if redirects {
        responses.insert(
            "303".to_owned(),
            json!({
                "description": "Look there.",
                "headers": { "Location": { "schema": { "type": "string", "format": "uri" } } },
                "content": body,
            }),
        );
    } else {
        responses.insert(
            "200".to_owned(),
            json!({ "description": "Done.", "content": body }),
        );
    }
    for status in refusals(endpoint) {
        responses.insert(
            status.to_string(),
            json!({ "$ref": format!("#/components/responses/{status}") }),
        );
    }
    Value::Object(responses)
}

/// Statuses with which the pipeline or a handler of this shape may refuse.
fn refusals(endpoint: &Declaration) -> Vec<u16> {
    let signed_in = !endpoint.access.admits(None);
    let writes = endpoint.method != Method::GET;
    let mut statuses: Vec<u16> = ProblemKind::ALL
        .iter()
        .filter(|kind| match kind.status() {
            403 => signed_in || writes,
            401 => signed_in || endpoint.name == "sign_in",
            404 => endpoint.path.contains('{'),
            409 | 410 | 413 | 415 | 422 => writes,
            405 => false,
            _ => true,
        })
        .map(|kind| kind.status())
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// One response per status, with the codes that it can carry.
fn problems() -> Value {
    let mut by_status: Map<String, Value> = Map::new();
    let mut kinds: Vec<&ProblemKind> = ProblemKind::ALL.iter().collect();
    kinds.sort_by_key(|kind| kind.status());
    for kind in kinds {
        let response = by_status.entry(kind.status().to_string()).or_insert_with(|| {
            json!({
                "description": "",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            })
        });
        let title = kind.title(domain::language::Language::En);
        let text = format!(
            "{} `{}`: {title}",
            response["description"].as_str().unwrap_or_default(),
            kind.code()
        );
        response["description"] = Value::String(text.trim().to_owned());
    }
    Value::Object(by_status)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every `$ref` in a document.
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(target)) = fields.get("$ref") {
                    found.insert(target.clone());
                }
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document().unwrap();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for target in found {
            let pointer = target.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{target}");
        }
    }

    #[test]
    fn every_path_parameter_is_described_and_no_other() {
        let document = document().unwrap();
        for endpoint in api::ENDPOINTS {
            let method = endpoint.method.as_str().to_lowercase();
            let operation = &document["paths"][endpoint.path][&method];
            assert_eq!(operation["operationId"], endpoint.name);
            let described: BTreeSet<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path")
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            let named: BTreeSet<&str> = endpoint
                .path
                .split('/')
                .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
                .collect();
            assert_eq!(described, named, "{}", endpoint.path);
        }
    }

    #[test]
    fn an_open_endpoint_asks_for_no_sign_in_and_a_closed_one_does() {
        let document = document().unwrap();
        for endpoint in api::ENDPOINTS {
            let method = endpoint.method.as_str().to_lowercase();
            let security = &document["paths"][endpoint.path][&method]["security"];
            let open = security.as_array().unwrap().contains(&json!({}));
            assert_eq!(open, endpoint.access.admits(None), "{}", endpoint.name);
            assert!(
                !security.as_array().unwrap().is_empty(),
                "{}",
                endpoint.name
            );
        }
    }
}
