//! Which keys of the table are touched, and for how many units: what the load model counts.
//!
//! An interceptor of the production client, so that it sees every call of every function and worker
//! as it goes out. Units are those of the price model, as the meter of a request counts them; here
//! they stand with the key that bears them, because a key and not a table is what gets hot.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use adapters::store::keys::QUEUE_INDEX;
use adapters::store::meter::{half_reads, item_size, writes};
use adapters::store::record::Attributes;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::batch_execute_statement::BatchExecuteStatementInput;
use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemInput, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::query::{QueryInput, QueryOutput};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// A partition key, of the table or of its index.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Partition {
    /// Of the table.
    Table(String),
    /// Of the index of queues.
    Queue(String),
}

/// What one call cost one partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// Which.
    pub partition: Partition,
    /// Read units, in halves.
    pub half_reads: u32,
    /// Write units.
    pub writes: u32,
    /// Whether it is the first of its call: so many of these, so many calls.
    pub begins_call: bool,
}

/// Somebody who is told of every touch, as it happens.
#[derive(Clone)]
pub struct Watch(Arc<dyn Fn(Touch) + Send + Sync>);

impl Watch {
    /// Tells `told`.
    pub fn new(told: impl Fn(Touch) + Send + Sync + 'static) -> Self {
        Self(Arc::new(told))
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Watch")
    }
}

/// The interceptor.
#[derive(Debug)]
pub struct Watching {
    watch: Watch,
    /// The queue that an item stands in: leaving it is a write there.
    queues: Mutex<HashMap<(String, String), String>>,
}

/// A call on its way.
#[derive(Debug, Clone)]
enum Call {
    Read(Vec<Partition>),
    Update(String, String),
    Write {
        /// What is written, with the attributes that will stand there; none for what is taken away
        /// or only checked.
        steps: Vec<Step>,
        transaction: bool,
    },
}

#[derive(Debug, Clone)]
struct Step {
    pk: String,
    sk: String,
    item: Option<Attributes>,
    checked: bool,
}

impl Storable for Call {
    type Storer = StoreReplace<Self>;
}

impl Watching {
    /// For one client.
    #[must_use]
    pub fn new(watch: Watch) -> Self {
        Self {
            watch,
            queues: Mutex::default(),
        }
    }

    fn tell(&self, partition: Partition, (half_reads, writes): (u32, u32), begins_call: bool) {
        (self.watch.0)(Touch {
            partition,
            half_reads,
            writes,
            begins_call,
        });
    }

    /// What the index writes when an item stands as it does now.
    fn index(&self, pk: &str, sk: &str, item: Option<&Attributes>) {
        let now = item.and_then(|item| text(item, "qk"));
        let units = item.map_or(1, |item| writes(item_size(item)));
        let place = (pk.to_owned(), sk.to_owned());
        let before = {
            let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
            match &now {
                Some(queue) => queues.insert(place, queue.clone()),
                None => queues.remove(&place),
            }
        };
        if let Some(before) = before.filter(|before| now.as_ref() != Some(before)) {
            self.tell(Partition::Queue(before), (0, 1), false);
        }
        if let Some(now) = now {
            self.tell(Partition::Queue(now), (0, units), false);
        }
    }

    fn written(&self, steps: &[Step], transaction: bool, done: bool) {
        for (place, step) in steps.iter().enumerate() {
            let units = step.item.as_ref().map_or(1, |item| writes(item_size(item)));
            let units = if transaction { 2 * units } else { units };
            self.tell(Partition::Table(step.pk.clone()), (0, units), place == 0);
            if done && !step.checked {
                self.index(&step.pk, &step.sk, step.item.as_ref());
            }
        }
    }

    fn read(&self, asked: &[Partition], found: &[Attributes]) {
        let bytes = |partition: &Partition| {
            let name = match partition {
                Partition::Table(_) => "pk",
                Partition::Queue(_) => "qk",
            };
            let (Partition::Table(key) | Partition::Queue(key)) = partition;
            found
                .iter()
                .filter(|item| text(item, name).as_ref() == Some(key))
                .map(item_size)
                .sum()
        };
        for (place, partition) in asked.iter().enumerate() {
            let units = half_reads(bytes(partition));
            self.tell(partition.clone(), (units, 0), place == 0);
        }
    }
}

impl Intercept for Watching {
    fn name(&self) -> &'static str {
        "watch of keys"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let call = None
            .or_else(|| input.downcast_ref::<PutItemInput>().and_then(put))
            .or_else(|| input.downcast_ref::<DeleteItemInput>().and_then(delete))
            .or_else(|| input.downcast_ref::<UpdateItemInput>().and_then(update))
            .or_else(|| input.downcast_ref().map(transaction))
            .or_else(|| input.downcast_ref().map(statements))
            .or_else(|| input.downcast_ref::<GetItemInput>().and_then(get))
            .or_else(|| input.downcast_ref().map(get_many))
            .or_else(|| input.downcast_ref::<QueryInput>().and_then(query));
        if let Some(call) = call {
            bag.interceptor_state().store_put(call);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let output = context.output_or_error().and_then(Result::ok);
        match bag.load::<Call>() {
            Some(Call::Write { steps, transaction }) => {
                self.written(steps, *transaction, output.is_some());
            }
            Some(Call::Update(pk, sk)) => {
                let output = output.and_then(|output| output.downcast_ref::<UpdateItemOutput>());
                let item = output.and_then(|output| output.attributes.as_ref());
                let units = item.map_or(1, |item| writes(item_size(item)));
                self.tell(Partition::Table(pk.clone()), (0, units), true);
                if item.is_some() {
                    self.index(pk, sk, item);
                }
            }
            Some(Call::Read(asked)) => {
                let found = output.map(|output| {
                    let one = output.downcast_ref::<GetItemOutput>();
                    let range = output.downcast_ref::<QueryOutput>();
                    let many = output.downcast_ref::<BatchGetItemOutput>();
                    let many = many.and_then(BatchGetItemOutput::responses);
                    one.and_then(|one| one.item.clone())
                        .into_iter()
                        .chain(range.into_iter().flat_map(|found| found.items().to_vec()))
                        .chain(
                            many.into_iter()
                                .flat_map(|many| many.values().flatten().cloned()),
                        )
                        .collect::<Vec<_>>()
                });
                self.read(asked, &found.unwrap_or_default());
            }
            None => {}
        }
        Ok(())
    }
}

fn text(item: &Attributes, name: &str) -> Option<String> {
    item.get(name)?.as_s().ok().cloned()
}

fn put(input: &PutItemInput) -> Option<Call> {
    let step = Step::put(input.item.as_ref()?)?;
    Some(single(step))
}

fn delete(input: &DeleteItemInput) -> Option<Call> {
    Some(single(Step::at(input.key.as_ref()?, false)?))
}

fn update(input: &UpdateItemInput) -> Option<Call> {
    let key = input.key.as_ref()?;
    Some(Call::Update(text(key, "pk")?, text(key, "sk")?))
}

fn single(step: Step) -> Call {
    Call::Write {
        steps: vec![step],
        transaction: false,
    }
}

fn transaction(input: &TransactWriteItemsInput) -> Call {
    let step = |item: &aws_sdk_dynamodb::types::TransactWriteItem| {
        let put = item.put().and_then(|put| Step::put(put.item()));
        let gone = item.delete().and_then(|gone| Step::at(gone.key(), false));
        let check = item.condition_check();
        put.or(gone)
            .or_else(|| check.and_then(|check| Step::at(check.key(), true)))
    };
    Call::Write {
        steps: input.transact_items().iter().filter_map(step).collect(),
        transaction: true,
    }
}

/// `INSERT INTO "table" VALUE {'a': ?, 'b': ?}` with its parameters.
fn statements(input: &BatchExecuteStatementInput) -> Call {
    let item = |statement: &aws_sdk_dynamodb::types::BatchStatementRequest| {
        let (_, fields) = statement.statement().split_once('{')?;
        let names = fields.split('\'').skip(1).step_by(2).map(str::to_owned);
        let item: Attributes = names.zip(statement.parameters().iter().cloned()).collect();
        Step::put(&item)
    };
    Call::Write {
        steps: input.statements().iter().filter_map(item).collect(),
        transaction: false,
    }
}

fn get(input: &GetItemInput) -> Option<Call> {
    let pk = text(input.key.as_ref()?, "pk")?;
    Some(Call::Read(vec![Partition::Table(pk)]))
}

fn get_many(input: &BatchGetItemInput) -> Call {
    let tables = input.request_items().into_iter().flat_map(HashMap::values);
    let keys = tables.flat_map(|asked| asked.keys());
    Call::Read(
        keys.filter_map(|key| text(key, "pk"))
            .map(Partition::Table)
            .collect(),
    )
}

fn query(input: &QueryInput) -> Option<Call> {
    let values = input.expression_attribute_values()?;
    let value = |name: &str| {
        values
            .get(name)
            .and_then(|value: &AttributeValue| value.as_s().ok())
    };
    let partition = if input.index_name() == Some(QUEUE_INDEX) {
        Partition::Queue(value(":qk")?.clone())
    } else {
        Partition::Table(value(":pk")?.clone())
    };
    Some(Call::Read(vec![partition]))
}

impl Step {
    fn put(item: &Attributes) -> Option<Self> {
        Some(Self {
            item: Some(item.clone()),
            ..Self::at(item, false)?
        })
    }

    fn at(key: &Attributes, checked: bool) -> Option<Self> {
        Some(Self {
            pk: text(key, "pk")?,
            sk: text(key, "sk")?,
            item: None,
            checked,
        })
    }
}
