//! Many rows by PartiQL INSERT, and many reads by key.

use adapters::store::rows::Inserted;
use adapters::store::{Key, Store, StoreError};

use super::{Line, cases, stands};

cases![
    rows_are_new_once_and_duplicates_ever_after,
    a_row_never_replaces_what_stands_there,
    rows_are_answered_in_the_order_sent,
    a_row_that_is_too_large_is_an_error_and_not_a_duplicate,
    many_keys_are_read_at_once_and_those_without_an_item_left_out,
    more_than_one_answer_holds_is_asked_for_again,
];

fn rows(count: usize) -> Vec<Line> {
    (0..count)
        .map(|row| {
            Line::at(&format!("DOCTOR#{row:06}"), "L#2026-04-01#c#r").saying("葛\u{E0100}城'?")
        })
        .collect()
}

async fn rows_are_new_once_and_duplicates_ever_after(store: Store) {
    let rows = rows(60);
    let first = store.insert_rows(&rows).await.unwrap();
    assert_eq!(first, vec![Inserted::New; 60]);
    for _ in 0..2 {
        let again = store.insert_rows(&rows).await.unwrap();
        assert_eq!(again, vec![Inserted::Duplicate; 60]);
    }
    let last = &rows[59];
    assert_eq!(
        stands(&store, &last.place.0, &last.place.1).await.as_ref(),
        Some(last)
    );
}

async fn a_row_never_replaces_what_stands_there(store: Store) {
    let row = Line::at("A", "1").saying("first");
    store.insert_rows(std::slice::from_ref(&row)).await.unwrap();
    let other = row.clone().saying("second").version(2);
    let outcome = store.insert_rows(&[other]).await.unwrap();
    assert_eq!(outcome, [Inserted::Duplicate]);
    assert_eq!(stands(&store, "A", "1").await, Some(row));
}

async fn rows_are_answered_in_the_order_sent(store: Store) {
    let rows = rows(55);
    let every_third: Vec<Line> = rows.iter().step_by(3).cloned().collect();
    store.insert_rows(&every_third).await.unwrap();
    let outcome = store.insert_rows(&rows).await.unwrap();
    for (place, inserted) in outcome.into_iter().enumerate() {
        let expected = if place % 3 == 0 {
            Inserted::Duplicate
        } else {
            Inserted::New
        };
        assert_eq!(inserted, expected, "row {place}");
    }
}

async fn a_row_that_is_too_large_is_an_error_and_not_a_duplicate(store: Store) {
    let row = Line::at("A", "1").saying("x".repeat(401 * 1024));
    let outcome = store.insert_rows(&[row]).await;
    assert!(matches!(outcome, Err(StoreError::Failed(_))), "{outcome:?}");
    assert_eq!(stands(&store, "A", "1").await, None);
}

async fn many_keys_are_read_at_once_and_those_without_an_item_left_out(store: Store) {
    store.insert_rows(&rows(60)).await.unwrap();
    let keys: Vec<Key> = (0..100)
        .map(|row| Key::within(&format!("DOCTOR#{row:06}"), "L#2026-04-01#c#r"))
        .collect();
    let mut found: Vec<String> = store
        .get_many(&keys)
        .await
        .unwrap()
        .iter()
        .map(|item| item.pk().to_owned())
        .collect();
    found.sort();
    let expected: Vec<String> = keys.into_iter().take(60).map(|key| key.pk).collect();
    assert_eq!(found, expected);
    assert!(store.get_many(&[]).await.unwrap().is_empty());
}

async fn more_than_one_answer_holds_is_asked_for_again(store: Store) {
    // 18 MB; a BatchGetItem answers at most 16.
    let (items, text) = (50, "x".repeat(360 * 1024));
    let mut keys = Vec::new();
    for number in 0..items {
        let line = Line::at(&format!("A{number}"), "1").saying(&*text);
        store.put(&line).await.unwrap();
        keys.push(Key::within(&line.place.0, &line.place.1));
    }
    assert_eq!(store.get_many(&keys).await.unwrap().len(), items);
}
