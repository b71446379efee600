//! Ranges of one partition: what one trip takes, and in which order.

use adapters::store::{Found, Key, Range, Store};

use super::{Line, cases};

cases![
    a_range_takes_both_its_ends_and_nothing_beside_it,
    sort_keys_are_ordered_by_their_bytes,
    my_page_takes_what_it_needs_and_leaves_the_history,
    a_range_of_more_than_a_megabyte_is_read_to_its_end,
    the_whole_table_is_found_page_by_page,
];

async fn filled(store: &Store, pk: &str, sks: &[&str]) {
    for sk in sks {
        store.put(&Line::at(pk, sk)).await.unwrap();
    }
}

async fn found(store: &Store, range: &Range) -> Vec<String> {
    let items = store.query(range).await.unwrap();
    items.iter().map(|item| item.sk().to_owned()).collect()
}

async fn a_range_takes_both_its_ends_and_nothing_beside_it(store: Store) {
    filled(&store, "A", &["a", "b", "b#1", "b#2", "c", "d"]).await;
    filled(&store, "B", &["b"]).await;
    let between = Range::between("A", "b", "c");
    assert_eq!(found(&store, &between).await, ["b", "b#1", "b#2", "c"]);
    assert_eq!(
        found(&store, &Range::prefix("A", "b#")).await,
        ["b#1", "b#2"]
    );
    assert_eq!(found(&store, &Range::whole("A".to_owned())).await.len(), 6);
    assert!(
        found(&store, &Range::whole("C".to_owned()))
            .await
            .is_empty()
    );
}

/// UTF-8's order, and not UTF-16's: row ids of organisers are free text, and stand in sort keys.
async fn sort_keys_are_ordered_by_their_bytes(store: Store) {
    let mut ids = ["r#𠮷野", "r#\u{FF5E}", "r#髙橋", "r#Z", "r#a", "r#0", "r#é"];
    filled(&store, "A", &ids).await;
    ids.sort_unstable();
    assert_eq!(found(&store, &Range::prefix("A", "r#")).await, ids);
}

async fn my_page_takes_what_it_needs_and_leaves_the_history(store: Store) {
    let pk = "DOCTOR#123456";
    let page = [
        "L#2026-04-01#c#r",
        "L#2026-11-21#c!#r",
        "N#2024-05-01#c#r",
        "P",
        "Q#application",
        "R#certificate",
        "S#0123",
        "T#industrial-physician",
        "U#2025",
        "Y#2025",
    ];
    filled(
        &store,
        pk,
        &["B#2026-11-21", "C#terms", "D", "E#1", "I", "K"],
    )
    .await;
    filled(&store, pk, &["L#2026-03-31#c#r"]).await;
    filled(&store, pk, &page).await;
    let since = domain::calendar::Date::parse("2026-04-01").unwrap();
    assert_eq!(found(&store, &Range::page(pk, since)).await, page);
}

async fn a_range_of_more_than_a_megabyte_is_read_to_its_end(store: Store) {
    let text = "x".repeat(100 * 1024);
    for number in 0..25 {
        let line = Line::at("A", &format!("{number:02}"));
        store.put(&line.saying(&*text)).await.unwrap();
    }
    let before = store.meter().cost().trips;
    let items: Vec<Found> = store.query(&Range::whole("A".to_owned())).await.unwrap();
    let places: Vec<Key> = items.iter().map(Found::key).collect();
    assert_eq!(places.len(), 25);
    assert!(places.is_sorted());
    assert!(store.meter().cost().trips - before > 2, "a page has 1 MB");
}

async fn the_whole_table_is_found_page_by_page(store: Store) {
    let mut all = Vec::new();
    for pk in ["A", "B", "髙橋"] {
        filled(&store, pk, &["1", "2", "r#\u{FF5E}"]).await;
        all.extend(["1", "2", "r#\u{FF5E}"].map(|sk| Key::within(pk, sk)));
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let (page, next) = store.scan(after.as_ref(), 2).await.unwrap();
        assert!(page.len() <= 2);
        seen.extend(page.iter().map(Found::key));
        after = next;
        if after.is_none() {
            break;
        }
    }
    seen.sort();
    assert_eq!(seen, all);
}
