//! What a request may cost at most (issue "Main job", Speed and cost).

use journeys::figures;

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
