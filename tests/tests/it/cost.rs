//! What a request may cost at most (issue "Main job", Speed and cost).

use adapters::{
    Grants,
    store::{
        Key, Record, Store, Transaction,
        items::course::{OpenAwardRecord, RosterRecord},
        record::encode,
    },
};
use api::Need;
use aws_sdk_dynamodb::types::{Put, ReturnConsumedCapacity, TransactWriteItem};
use journeys::{
    World,
    courses::{receipt, rows},
    figures,
};

#[tokio::test]
async fn my_page_and_awards_keep_their_limits_of_trips_and_units() {
    let exact = figures::credits::measure().await.unwrap().exact;
    assert!(exact.len() > 10);
    for figure in exact {
        assert!(figure.keeps_its_limit(), "{figure:?}");
    }
}

#[tokio::test]
async fn signing_in_keeps_its_limit_of_trips() {
    let exact = figures::sign_in::measure().await.unwrap().exact;
    assert!(!exact.is_empty());
    for figure in exact {
        assert!(figure.keeps_its_limit(), "{figure:?}");
    }
}

/// Write units that the emulator reports for items that lie in the index and one that does not,
/// written for themselves and in a transaction.
async fn reported(world: &World, items: &[adapters::store::record::Attributes]) -> (f64, f64) {
    let stack = world.stack().world();
    let mut alone = 0.0;
    for item in items {
        let put = stack
            .dynamodb
            .put_item()
            .table_name(&*stack.table)
            .set_item(Some(item.clone()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let capacity = put.send().await.unwrap().consumed_capacity.unwrap();
        alone += capacity.capacity_units().unwrap();
    }
    for item in items {
        let key = ["pk", "sk"].map(|name| (name.to_owned(), item[name].clone()));
        let delete = stack.dynamodb.delete_item().table_name(&*stack.table);
        delete.set_key(Some(key.into())).send().await.unwrap();
    }
    let steps = items.iter().map(|item| {
        let put = Put::builder().table_name(&*stack.table);
        let put = put.set_item(Some(item.clone())).build().unwrap();
        TransactWriteItem::builder().put(put).build()
    });
    let transaction = stack
        .dynamodb
        .transact_write_items()
        .set_transact_items(Some(steps.collect()))
        .return_consumed_capacity(ReturnConsumedCapacity::Total);
    let capacity = transaction.send().await.unwrap();
    let together = capacity.consumed_capacity()[0].capacity_units().unwrap();
    (alone, together)
}

#[tokio::test]
async fn the_meter_counts_what_the_index_costs_as_the_emulator_does() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let of = |call: &str, course: &domain::id::CourseId| {
        let open = OpenAwardRecord {
            course: course.clone(),
            call: call.to_owned(),
            since: world.now(),
        };
        let id = course.clone();
        let chunk = RosterRecord::new(id, call.to_owned(), 0, world.now(), &[]).unwrap();
        (open, chunk)
    };
    let course = world.approved_course(&holder, world.today()).await;
    let (open, chunk) = of("emulator", &course);
    let items = [encode(&open).unwrap(), encode(&chunk).unwrap()];
    let (alone, together) = reported(&world, &items).await;

    let stack = world.stack().world();
    let store = || {
        let grants = Grants::of(&[Need::Write]);
        Store::new(stack.dynamodb.clone(), stack.table.clone(), grants)
    };
    let (open, chunk) = of("ours", &course);
    let ours = store();
    ours.put(&open).await.unwrap();
    ours.put(&chunk).await.unwrap();
    assert_eq!(f64::from(ours.meter().cost().writes), alone);
    let (open, chunk) = of("ours-at-once", &course);
    let ours = store();
    let mut transaction = Transaction::new();
    transaction.insert(&open).unwrap().insert(&chunk).unwrap();
    ours.commit(transaction).await.unwrap();
    assert_eq!(f64::from(ours.meter().cost().writes), together);
    assert!(Record::key(&open).may_queue() && !Record::key(&chunk).may_queue());
}

#[tokio::test]
async fn reading_a_course_costs_the_same_however_long_its_roster_is() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    let path = format!("/courses/{course}");
    let before = holder.get(&path).await.reads();
    receipt(&holder, &course, rows(600)).await;
    let roster = world
        .items(&adapters::store::Range::prefix(&Key::course(&course), "A#"))
        .await;
    assert_eq!(roster.len(), 6);
    assert_eq!(holder.get(&path).await.reads(), before);
}
