//! Tries a draft of the rules on 340,000 synthetic doctors and prints what it found, how long it
//! took and how much memory (issue: at most 60 s and 1 GB):
//! `cargo run --release -p domain --example replay`

use std::collections::BTreeSet;

use domain::calendar::Date;
use domain::credit::CreditOrigin;
use domain::programme::Programme;
use domain::rules::{
    ApprovalFact, CreditFact, GoalKind, ProgrammeFacts, QualificationFact, Replay, RuleBook,
    RuleVersion, ValidityPeriod,
};
use domain::units::Units;

const DOCTORS: u32 = 340_000;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

/// The same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from(self.0 % u64::from(limit)).unwrap_or(0)
    }
}

/// A doctor with up to 60 credits of the programme; two of three hold the title.
fn doctor(version: &RuleVersion, numbers: &mut Numbers) -> ProgrammeFacts {
    let categories = &version.set().categories;
    let count = u16::try_from(categories.len()).unwrap_or(1);
    let credits = (0..numbers.below(61)).map(|_| CreditFact {
        title: String::new(),
        category: categories[usize::from(numbers.below(count))].id.clone(),
        units: Units::from_halves(1 + numbers.below(6)),
        codes: BTreeSet::new(),
        date: day("2021-04-01").add_days(i32::from(numbers.below(1800))),
        origin: CreditOrigin::Course,
        used: false,
    });
    let credits = credits.collect();
    let mut approvals = Vec::new();
    if numbers.below(3) > 0 {
        let from = day("2015-04-01").add_days(i32::from(numbers.below(4000)));
        let validity = ValidityPeriod::years_from(from, 5);
        approvals.push(ApprovalFact {
            kind: GoalKind::New,
            decided_on: from,
            validity,
        });
    }
    ProgrammeFacts {
        credits,
        qualification: QualificationFact {
            approvals,
            grace: None,
        },
        member: true,
        ..ProgrammeFacts::default()
    }
}

/// The most memory that the process has held, in MiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}

#[expect(
    clippy::disallowed_methods,
    reason = "it measures how long the rules take"
)]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn main() {
    let today = day("2026-04-01");
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let old = book.version(Programme::IndustrialPhysician, today);
    let old = old.unwrap_or_else(|| panic!("no rules"));
    let text = include_str!("../rules/industrial-physician.2025.toml")
        .replace("at_least = \"20\"", "at_least = \"22\"")
        .replace(
            "basic-early-mental-health = \"1\"",
            "basic-early-mental-health = \"2\"",
        );
    let new = RuleVersion::from_toml("draft.toml", &text);
    let new = new.unwrap_or_else(|faults| panic!("{faults:?}"));
    let replay = Replay::new(old, &new, today);
    let mut replay = replay.unwrap_or_else(|other| panic!("{other:?}"));
    let mut numbers = Numbers(0x5DEE_CE66);
    let begun = now();
    let mut credits = 0;
    for _ in 0..DOCTORS {
        let facts = doctor(old, &mut numbers);
        credits += facts.credits.len();
        std::hint::black_box(replay.see(&facts));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let report = replay.report();
    println!("{DOCTORS} doctors with {credits} credits in {seconds:.1} s");
    println!("{} of them would stand otherwise", report.changed);
    for (goal, counted) in &report.goals {
        println!("  {goal}: {} gain, {} lose", counted.gain, counted.lose);
    }
    match peak() {
        Some(peak) => println!("at most {peak} MiB of memory"),
        None => println!("memory: not told by this system"),
    }
}
