//! The counts that costs and bursts are computed from, and a year in compressed time.

use journeys::load::counting::count;
use journeys::load::year::{Plan, live};
use operations::counted::Counted;

/// Workers fold what comes together at once, or one by one: some units more or less.
const NEAR: f64 = 0.15;

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= (NEAR * other).max(2.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_counted_of_each_operation_still_holds() {
    let (written, now) = (Counted::read().unwrap(), count().await);
    assert_eq!(written.operation.len(), now.operation.len());
    for (written, now) in written.operation.iter().zip(&now.operation) {
        assert_eq!(written.name, now.name);
        let holds = written.requests == now.requests
            && near(now.mails, written.mails)
            && near(now.reads, written.reads)
            && near(now.writes, written.writes);
        assert!(
            holds,
            "run `cargo load-model`: {written:#?} is now {now:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_in_compressed_time_costs_what_its_operations_were_counted_to_cost() {
    let plan = Plan {
        doctors: 8,
        days: 30,
    };
    let report = live(plan).await;
    assert_eq!((report.days, report.courses), (30, 5));
    assert!(report.renewals >= 6, "{report:?}");
    let foretold = report.foretold(&Counted::read().unwrap());
    let ratio = report.writes() / foretold;
    assert!((0.8..1.25).contains(&ratio), "{ratio}: {}", report.text());
    let committee = report
        .keys
        .keys()
        .any(|key| key == "queue national#round#*#*");
    assert!(committee, "{}", report.text());
    let doctors = &report.keys["table DOCTOR#*"];
    assert!(doctors.peak.writes < doctors.year.writes);
}
