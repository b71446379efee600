//! Single writes, conditions, transactions.

use adapters::store::{Key, Store, StoreError, Transaction};
use aws_sdk_dynamodb::types::AttributeValue;

use super::{Line, cases, stands};

cases![
    an_insert_is_refused_where_something_stands,
    a_put_replaces_and_a_delete_may_come_twice,
    an_update_keeps_to_its_condition_and_answers_the_whole_item,
    a_transaction_names_the_places_that_refused_and_writes_nothing,
    a_transaction_replaces_and_removes_only_what_it_has_read,
    of_many_transactions_at_once_for_one_place_one_wins,
    every_shape_of_text_comes_back_as_it_was,
    an_item_of_400_kb_is_taken_and_a_larger_one_refused,
    an_item_with_an_end_stands_until_then,
];

async fn an_insert_is_refused_where_something_stands(store: Store) {
    store.insert(&Line::at("A", "1")).await.unwrap();
    let again = store.insert(&Line::at("A", "1").version(2)).await;
    assert!(again.unwrap_err().refused_at(0));
    assert_eq!(stands(&store, "A", "1").await.unwrap().v, 1);
}

async fn a_put_replaces_and_a_delete_may_come_twice(store: Store) {
    store.put(&Line::at("A", "1")).await.unwrap();
    store.put(&Line::at("A", "1").version(2)).await.unwrap();
    assert_eq!(stands(&store, "A", "1").await.unwrap().v, 2);
    for _ in 0..2 {
        store.delete(&Key::within("A", "1")).await.unwrap();
        assert_eq!(stands(&store, "A", "1").await, None);
    }
}

async fn an_update_keeps_to_its_condition_and_answers_the_whole_item(store: Store) {
    let key = Key::within("A", "1");
    let three = || vec![(":three", AttributeValue::N("3".to_owned()))];
    let absent: Result<Line, _> = store
        .update(
            &key,
            "SET v = :three",
            Some("attribute_exists(pk)"),
            three(),
        )
        .await;
    assert!(absent.unwrap_err().refused_at(0));
    assert_eq!(stands(&store, "A", "1").await, None, "nothing was made");
    store.put(&Line::at("A", "1").saying("kept")).await.unwrap();
    // `text` is no reserved word, but may be written like one.
    let condition = "attribute_exists(pk) AND v < :three AND attribute_not_exists(c)";
    let changed: Line = store
        .update(&key, "SET v = :three", Some(condition), three())
        .await
        .unwrap();
    assert_eq!((changed.v, &*changed.text), (3, "kept"));
    let again: Result<Line, _> = store
        .update(&key, "SET v = :three", Some(condition), three())
        .await;
    assert!(again.unwrap_err().refused_at(0));
    let emptied: Line = store
        .update(
            &key,
            "SET #text = :none",
            None,
            vec![(":none", AttributeValue::S(String::new()))],
        )
        .await
        .unwrap();
    assert_eq!((emptied.v, &*emptied.text), (3, ""));
}

async fn a_transaction_names_the_places_that_refused_and_writes_nothing(store: Store) {
    store.put(&Line::at("A", "stands")).await.unwrap();
    let mut change = Transaction::new();
    change.insert(&Line::at("A", "new")).unwrap();
    change.insert(&Line::at("A", "stands")).unwrap();
    change.put(&Line::at("B", "derived")).unwrap();
    change.require(&Key::within("S", "revoked"));
    let refused = store.commit(change).await.unwrap_err();
    match refused {
        StoreError::Refused(places) => assert_eq!(places, [1, 3]),
        other => panic!("{other}"),
    }
    for (pk, sk) in [("A", "new"), ("B", "derived")] {
        assert_eq!(stands(&store, pk, sk).await, None);
    }
}

async fn a_transaction_replaces_and_removes_only_what_it_has_read(store: Store) {
    store.put(&Line::at("A", "head").version(4)).await.unwrap();
    store.put(&Line::at("A", "wait").version(4)).await.unwrap();
    store.put(&Line::at("S", "sign-in")).await.unwrap();
    let change = |read: u32| {
        let mut change = Transaction::new();
        change.require(&Key::within("S", "sign-in"));
        let head = Line::at("A", "head").version(read + 1);
        change.replace(&head, read).unwrap();
        change.remove(&Key::within("A", "wait"), read);
        change.delete(&Key::within("A", "never there"));
        let nothing_yet = "attribute_not_exists(pk) OR v < :most";
        let most = vec![(":most", AttributeValue::N("9".to_owned()))];
        let mark = Line::at("A", "mark");
        change.put_when(&mark, nothing_yet, most).unwrap();
        change
    };
    let stale = store.commit(change(3)).await.unwrap_err();
    assert!(stale.refused_at(1) && stale.refused_at(2) && !stale.refused_at(0));
    store.commit(change(4)).await.unwrap();
    assert_eq!(stands(&store, "A", "head").await.unwrap().v, 5);
    assert_eq!(stands(&store, "A", "wait").await, None);
    assert!(stands(&store, "A", "mark").await.is_some());
}

async fn of_many_transactions_at_once_for_one_place_one_wins(store: Store) {
    let attempts = (0..8).map(|number| {
        let store = store.clone();
        async move {
            let mut change = Transaction::new();
            let own = format!("own-{number}");
            change.insert(&Line::at("A", &own)).unwrap();
            let shared = Line::at("A", "shared").version(number);
            change.insert(&shared).unwrap();
            (number, store.commit(change).await)
        }
    });
    let mut winners = Vec::new();
    for (number, outcome) in futures::future::join_all(attempts).await {
        match outcome {
            Ok(()) => winners.push(number),
            // Who loses is refused, or gave up on a table that is busy: never half written.
            Err(StoreError::Busy(_)) => {}
            Err(error) => assert!(error.refused_at(1), "{error}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(stands(&store, "A", "shared").await.unwrap().v, winners[0]);
    for number in 0..8 {
        let own = stands(&store, "A", &format!("own-{number}")).await;
        assert_eq!(own.is_some(), number == winners[0]);
    }
}

async fn every_shape_of_text_comes_back_as_it_was(store: Store) {
    for (place, text) in [
        ("empty", ""),
        ("kanji", "髙﨑 𠮷野 葛\u{E0100}城"),
        ("marks", "'\"\\\n\t{\"a\": ?}"),
    ] {
        let line = Line::at("A", place).saying(text);
        store.put(&line).await.unwrap();
        assert_eq!(stands(&store, "A", place).await, Some(line));
    }
}

/// DynamoDB counts names and values of an item: 400 KB at most.
const MOST_BYTES: usize = 400 * 1024;

async fn an_item_of_400_kb_is_taken_and_a_larger_one_refused(store: Store) {
    let sized = |sk: &str, bytes: usize| {
        let line = Line::at("A", sk);
        let item = adapters::store::record::encode(&line).unwrap();
        let rest = bytes - adapters::store::meter::item_size(&item);
        line.saying("x".repeat(rest))
    };
    // A few bytes apart: how long a number is, emulators count differently.
    store.put(&sized("fits", MOST_BYTES - 64)).await.unwrap();
    let too_large = sized("too-large", MOST_BYTES + 64);
    assert!(matches!(
        store.put(&too_large).await,
        Err(StoreError::Failed(_))
    ));
    let mut change = Transaction::new();
    change.insert(&Line::at("A", "with it")).unwrap();
    change.insert(&too_large).unwrap();
    assert!(matches!(
        store.commit(change).await,
        Err(StoreError::Failed(_))
    ));
    assert_eq!(stands(&store, "A", "with it").await, None);
    assert_eq!(stands(&store, "A", "too-large").await, None);
}

async fn an_item_with_an_end_stands_until_then(store: Store) {
    let line = Line {
        // The year 2100.
        ends: Some(4_102_444_800_000),
        ..Line::at("A", "1")
    };
    store.put(&line).await.unwrap();
    let found = store.get(&Key::within("A", "1")).await.unwrap().unwrap();
    assert!(found.has(adapters::store::schema::TTL_ATTRIBUTE));
}
