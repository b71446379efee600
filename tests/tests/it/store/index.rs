//! Queues: the sparse index.

use adapters::store::table::QueuePlace;
use adapters::store::{Key, Store, Transaction};

use super::{Line, cases};

cases![
    only_what_waits_stands_in_a_queue_oldest_first,
    what_leaves_a_queue_or_moves_to_another_is_gone_from_it,
    pages_of_a_queue_miss_nothing_and_show_nothing_twice,
    a_part_of_a_queue_takes_both_its_ends,
];

async fn places(store: &Store, queue: &str) -> Vec<String> {
    let (items, next) = store.queue(queue, None, 100, false).await.unwrap();
    assert_eq!(next, None);
    items.iter().map(|item| item.sk().to_owned()).collect()
}

async fn only_what_waits_stands_in_a_queue_oldest_first(store: Store) {
    for (sk, since) in [("late", "0002"), ("early", "0001"), ("last", "0003")] {
        let line = Line::at("A", sk).waiting("13#application", since);
        store.put(&line).await.unwrap();
    }
    store.put(&Line::at("A", "not waiting")).await.unwrap();
    let elsewhere = Line::at("A", "elsewhere").waiting("14#application", "0001");
    store.put(&elsewhere).await.unwrap();
    let queue = "13#application";
    assert_eq!(places(&store, queue).await, ["early", "late", "last"]);
    assert_eq!(store.queue_length(queue).await.unwrap(), 3);
    assert_eq!(store.queue_length("15#application").await.unwrap(), 0);
    let (newest, _) = store.queue(queue, None, 1, true).await.unwrap();
    assert_eq!(newest[0].sk(), "last");
    // The index holds the whole item.
    assert_eq!(newest[0].decode::<Line>().unwrap().place.1, "last");
}

async fn what_leaves_a_queue_or_moves_to_another_is_gone_from_it(store: Store) {
    for sk in ["leaves", "moves", "goes"] {
        let line = Line::at("A", sk).waiting("13#application", sk);
        store.put(&line).await.unwrap();
    }
    let mut change = Transaction::new();
    change
        .replace(&Line::at("A", "leaves").version(2), 1)
        .unwrap();
    let moved = Line::at("A", "moves").version(2).waiting("national#x", "1");
    change.replace(&moved, 1).unwrap();
    change.delete(&Key::within("A", "goes"));
    store.commit(change).await.unwrap();
    assert!(places(&store, "13#application").await.is_empty());
    assert_eq!(places(&store, "national#x").await, ["moves"]);
}

async fn pages_of_a_queue_miss_nothing_and_show_nothing_twice(store: Store) {
    // Seven of the same moment: the place in the queue does not tell them apart.
    for number in 0..23 {
        let since = if number < 7 { 0 } else { number };
        let line = Line::at(&format!("APPLICATION#{number:02}"), "H");
        let line = line.waiting("13#application", &format!("{since:04}"));
        store.put(&line).await.unwrap();
    }
    for newest_first in [false, true] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store
                .queue("13#application", after.as_ref(), 5, newest_first)
                .await
                .unwrap();
            assert!(page.0.len() <= 5);
            seen.extend(page.0.iter().map(|item| item.pk().to_owned()));
            // A place travels as text between two requests.
            after = page.1.map(|place| {
                let text = place.to_text();
                QueuePlace::from_text(&text).unwrap()
            });
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 23);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 23);
    }
}

async fn a_part_of_a_queue_takes_both_its_ends(store: Store) {
    for day in ["2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01"] {
        let line = Line::at(day, "T").waiting("13#holder", &format!("{day}#123456"));
        store.put(&line).await.unwrap();
    }
    let april = ("2026-04-01", "2026-04-30~");
    let (items, _) = store
        .queue_between("13#holder", april, None, 10, false)
        .await
        .unwrap();
    let days: Vec<&str> = items.iter().map(|item| item.pk()).collect();
    assert_eq!(days, ["2026-04-01", "2026-04-30"]);
}
