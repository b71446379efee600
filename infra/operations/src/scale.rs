//! 負荷の集中: how hot the hottest key gets in the worst bursts.
//!
//! A partition of the table or of its index bears 1,000 write units and 3,000 read units a second,
//! however much the table as a whole bears, and a key of the index that is too hot throttles the
//! writes to the table behind it. So each burst is taken apart: operations a second × units of one
//! operation ([`crate::counted`]) × the share of them that meets in one key.

use anyhow::Result;
use functions::{jobs::SLICES_AT_ONCE, pace::WORKERS_AT_ONCE};

use crate::{
    cost::whole,
    counted::{Counted, Units},
};

/// Where it is written.
pub const PAGE: &str = "docs/operations/scale.md";

/// Write units a second that one partition bears.
pub const MOST_WRITES: f64 = 1_000.0;
/// Read units a second that one partition bears.
pub const MOST_READS: f64 = 3_000.0;

/// The members of the association.
const DOCTORS: f64 = 178_559.0;
/// Applications that a slice of a job decides or passes on in a second: each is two reads and a
/// transaction, some 40 ms in all.
const A_SLICE: f64 = 25.0;
/// Requests a second that the gateway lets in (`ThrottlingRateLimit` of the template).
const GATEWAY: f64 = 250.0;
/// Mails a second in production (`MailsPerSecond` of samconfig.toml), once SES gives them.
pub const MAILS: u32 = 10;
/// Mails a second of an account that asked SES for nothing yet (the template's default).
pub const MAILS_BY_DEFAULT: u32 = 1;
/// Hours of the last evening, in seconds.
const EVENING: f64 = 4.0 * 3600.0;
/// The share of the largest prefecture, and of the largest district.
const LARGEST_PREFECTURE: f64 = 0.12;
const LARGEST_DISTRICT: f64 = 0.02;

/// The queue of mails that wait.
const OUTBOX: &str = "queue outbox";

/// The lines of the audit trail of one day.
const AUDIT: &str = "queue audit#*";

/// Something that many do at once.
struct Burst {
    name: &'static str,
    why: String,
    operation: &'static str,
    /// Operations a second.
    rate: f64,
}

/// A key in a burst.
#[derive(Debug, Clone)]
pub struct HotKey {
    /// Of which burst.
    pub burst: &'static str,
    /// Its pattern.
    pub key: String,
    /// Units a second on the hottest key of this pattern.
    pub units: Units,
}

impl HotKey {
    /// How much of what a partition bears: 1 is all of it.
    #[must_use]
    pub fn load(&self) -> f64 {
        (self.units.writes / MOST_WRITES).max(self.units.reads / MOST_READS)
    }
}

fn bursts() -> Vec<Burst> {
    let slices = f64::from(SLICES_AT_ONCE);
    vec![
        Burst {
            name: "month end",
            why: "half of a month's courses are posted in its last two hours".to_owned(),
            operation: "award-of-40",
            rate: DOCTORS * 0.375 / 12.0 / 2.0 / 7200.0,
        },
        Burst {
            name: "last evening before a cut-off",
            why: "half of a round's applications come then; six rounds a year".to_owned(),
            operation: "renewal",
            rate: DOCTORS * 0.24 / 6.0 / 2.0 / EVENING,
        },
        Burst {
            name: "47 prefectures pass on at once",
            why: format!(
                "{SLICES_AT_ONCE} slices of jobs at once, {A_SLICE} applications a second each"
            ),
            operation: "renewal",
            rate: slices * A_SLICE,
        },
        Burst {
            name: "committee day",
            why: format!("5,000 are decided by one job, {A_SLICE} a second: 200 seconds"),
            operation: "renewal",
            rate: A_SLICE,
        },
        Burst {
            name: "50,000 notices",
            why: format!(
                "written by one job, {A_SLICE} a second; sent at half of {MAILS} a second"
            ),
            operation: "notice",
            rate: A_SLICE,
        },
        Burst {
            name: "30 April",
            why: "a tenth of all declarations comes on the last evening".to_owned(),
            operation: "declaration",
            rate: DOCTORS * 0.1 / EVENING,
        },
        Burst {
            name: "everybody registers",
            why: format!("the gateway lets {GATEWAY} requests a second in; a registration is two"),
            operation: "register",
            rate: GATEWAY / 2.0,
        },
        Burst {
            name: "everybody looks for a course",
            why: format!("{GATEWAY} requests a second, all in one month of the catalogue"),
            operation: "catalogue",
            rate: GATEWAY,
        },
        Burst {
            name: "everybody opens My Page",
            why: format!("{GATEWAY} requests a second"),
            operation: "my-page",
            rate: GATEWAY,
        },
    ]
}

/// Operations a second of a rate that meet in one key.
fn meeting(key: &str, rate: f64) -> f64 {
    let one = [
        "queue national#",
        "queue outbox",
        "queue award",
        "queue job",
        "queue held#",
        AUDIT,
        "table RULES",
        "table JOB#",
    ];
    let share = if one.iter().any(|prefix| key.starts_with(prefix)) {
        1.0
    } else if key.contains("<prefecture>") || key == "table ASSOCIATION#*" {
        LARGEST_PREFECTURE
    } else if key.contains("<district>") {
        LARGEST_DISTRICT
    } else {
        // A key of one's own: nobody does it twice in a second.
        return 1.0_f64.min(rate);
    };
    rate * share
}

/// Every key of every burst, hottest first within its burst.
///
/// # Errors
/// An operation that was not counted.
pub fn hot_keys(counted: &Counted) -> Result<Vec<HotKey>> {
    let mut all = Vec::new();
    for burst in bursts() {
        let operation = counted.of(burst.operation)?;
        let mut keys: Vec<HotKey> = operation
            .keys
            .iter()
            .map(|(key, units)| {
                let times = meeting(key, burst.rate);
                let mut units = Units {
                    reads: units.reads * times,
                    writes: units.writes * times,
                };
                if key == OUTBOX {
                    // Written with the burst; claimed and taken away at the pace of mails.
                    units.writes = operation.mails * burst.rate + 2.0 * f64::from(MAILS);
                }
                if key == AUDIT {
                    // A line is written by a request of staff, of which the gateway lets so many in.
                    units.writes = units.writes.min(GATEWAY);
                }
                HotKey {
                    burst: burst.name,
                    key: key.clone(),
                    units,
                }
            })
            .collect();
        keys.sort_by(|one, other| other.load().total_cmp(&one.load()));
        all.extend(keys);
    }
    Ok(all)
}

/// Hours that 50,000 notices take: they have half of the rate.
fn hours_of_notices(mails_a_second: u32) -> f64 {
    50_000.0 / (f64::from(mails_a_second) / 2.0) / 3600.0
}

/// Keys shown of each burst.
const SHOWN: usize = 3;

/// The page.
///
/// # Errors
/// An operation that was not counted.
pub fn write(counted: &Counted) -> Result<String> {
    let mut page = format!(
        "<!-- Written by `cargo load-model`. -->
# How hot it gets

A partition of the table or of its index bears {writes} write units and {reads} read units a second,
whatever the table bears. Each burst below is operations a second × units of one operation
([counted.toml](counted.toml), counted on the local stack with every worker behind it) × the share
that meets in one key: all of them in a national queue, {prefecture} % in the largest prefecture's,
{district} % in the largest district's; a key of one's own is touched once a second at most. An operation
is taken whole: a renewal is applying, passing on and deciding, although these are months apart, so
the numbers are too high rather than too low. A mail stands in the outbox's queue with the burst, and
leaves it at the pace at which mails are sent.

| burst | operations a second | hottest keys | writes a second | reads a second | of what it bears |
|---|---:|---|---:|---:|---:|
",
        writes = whole(MOST_WRITES),
        reads = whole(MOST_READS),
        prefecture = LARGEST_PREFECTURE * 100.0,
        district = LARGEST_DISTRICT * 100.0,
    );
    let keys = hot_keys(counted)?;
    for burst in bursts() {
        let hottest = keys.iter().filter(|key| key.burst == burst.name);
        for (place, key) in hottest.take(SHOWN).enumerate() {
            let (name, rate) = match place {
                0 => (burst.name, format!("{:.2}", burst.rate)),
                _ => ("", String::new()),
            };
            page.push_str(&format!(
                "| {name} | {rate} | `{}` | {:.1} | {:.1} | {:.1} % |\n",
                key.key,
                key.units.writes,
                key.units.reads,
                key.load() * 100.0,
            ));
        }
    }
    page.push_str("\nWhere the rates come from:\n\n");
    for burst in bursts() {
        page.push_str(&format!("- **{}**: {}.\n", burst.name, burst.why));
    }
    page.push_str(&format!(
        "
## What keeps it there

- **Jobs** work on {slices} slices at once (`MaximumConcurrency` of their queue). Without that bound, 47
  prefectures that pass on at once would write {unbounded} times a second to the one key of the
  committee's queue, more than it bears.
- **Mails** keep the rate of the mail service (`MailsPerSecond`): each of the two queues has half of it
  and {workers} workers, which keep their distance each for itself. 50,000 notices take {hours:.1} hours
  at {mails} a second, as in production, and {default_hours:.0} at {default}, the default, which wakes somebody
  ([queue-age](alarms/queue-age.md)); a link to register never waits behind them. What the daily quota refuses
  stays in the outbox, and the sweep brings it again every quarter of an hour.
- **Awards** write one item for each row, in as many partitions as there are doctors; the course's own
  partition gets one item for 100 rows.
- **The gateway** lets {gateway} requests a second in. At 50 ms each that is {concurrency:.0} functions at
  once; the account's limit is 1,000 by default, and stream and queues take at most
  {behind} more.
",
        slices = SLICES_AT_ONCE,
        unbounded = whole(47.0 * A_SLICE),
        workers = WORKERS_AT_ONCE,
        hours = hours_of_notices(MAILS),
        mails = MAILS,
        default = MAILS_BY_DEFAULT,
        default_hours = hours_of_notices(MAILS_BY_DEFAULT),
        gateway = GATEWAY,
        concurrency = GATEWAY * 0.05,
        behind = 2 * WORKERS_AT_ONCE + SLICES_AT_ONCE + 10,
    ));
    Ok(page)
}
