//! The page.

use domain::number::thousands;

use super::samples::{MOST_RESIDENT, MOST_RESIDENT_WITH_PASSWORD};
use super::{Cost, Costs, MOST_INSTRUCTIONS, MOST_START, MOST_ZIPPED, Run, STARTS};

/// Where it is written.
pub const PAGE: &str = "docs/operations/cold-start.md";

pub(super) fn write(costs: &Costs) -> String {
    let mut page = format!(
        "<!-- Written by `cargo cold-start`. -->
# Cold start

What a function costs before its first request. The functions are built as for AWS (`--release`), but
for this machine's processor, and run under AWS's Runtime Interface Emulator against the embedded
table, each with a real request. Times are medians of {STARTS} starts on the machine that wrote this page;
instructions are nearly the same everywhere. Sizes are those of what `cargo lambda build --release
--arm64` builds.

- archive: what is uploaded, ≤ {zipped} bytes;
- start: from the start of the process to its first poll for work, the table's client made, ≤ {MOST_START} ms;
- instructions up to that poll, counted by valgrind, ≤ {instructions};
- memory: the most that was in use after one request, ≤ {plain} MB, with a password ≤ {password} MB.

| function | what it does | program, bytes | archive, bytes | start, ms | instructions | first request, ms | memory, MB |
|---|---|---|---|---|---|---|---|
",
        zipped = thousands(MOST_ZIPPED),
        instructions = thousands(MOST_INSTRUCTIONS),
        plain = MOST_RESIDENT / 1_000_000,
        password = MOST_RESIDENT_WITH_PASSWORD / 1_000_000,
    );
    for cost in &costs.functions {
        page.push_str(&row(cost));
    }
    if let Some(ours) = costs.functions.first() {
        page.push_str(&against(ours, &costs.python));
    }
    page
}

fn row(cost: &Cost) -> String {
    format!(
        "| `{}` | {} | {} | {} | {:.1} | {} | {:.1} | {:.1} |\n",
        cost.name,
        cost.kind,
        thousands(cost.bytes),
        thousands(cost.zipped),
        cost.run.start,
        thousands(cost.instructions),
        cost.run.first,
        megabytes(cost.run.resident),
    )
}

fn against(ours: &Cost, python: &Run) -> String {
    format!(
        "
## Against Python

The same query of the same doctor's partition in Python with boto3, its client made at the start
([my_page.py](../../infra/trials/python/my_page.py)), which checks no sign-in and judges nothing:

| | start, ms | first request, ms | memory, MB |
|---|---|---|---|
| `{}` | {:.1} | {:.1} | {:.1} |
| Python | {:.1} | {:.1} | {:.1} |
| times as much | {:.0} | {:.1} | {:.1} |
",
        ours.name,
        ours.run.start,
        ours.run.first,
        megabytes(ours.run.resident),
        python.start,
        python.first,
        megabytes(python.resident),
        python.start / ours.run.start,
        python.first / ours.run.first,
        megabytes(python.resident) / megabytes(ours.run.resident),
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "memory of a process is far below what a float holds exactly"
)]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost() -> Cost {
        Cost {
            name: "read_my_page".to_owned(),
            kind: "reads".to_owned(),
            bytes: 5_000_000,
            zipped: 3_000_000,
            instructions: 2_500_000,
            run: Run {
                start: 10.0,
                first: 2.0,
                resident: 20_000_000,
            },
            most_resident: 20_000_000,
        }
    }

    #[test]
    fn the_page_shows_each_function_and_the_ratio_to_python() {
        let python = Run {
            start: 400.0,
            first: 5.0,
            resident: 50_000_000,
        };
        let page = write(&Costs {
            functions: vec![cost()],
            python,
        });
        for line in [
            "| `read_my_page` | reads | 5,000,000 | 3,000,000 | 10.0 | 2,500,000 | 2.0 | 20.0 |\n",
            "| Python | 400.0 | 5.0 | 50.0 |\n",
            "| times as much | 40 | 2.5 | 2.5 |\n",
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
    }

    #[test]
    fn what_is_over_its_limit_is_named() {
        assert!(cost().over().is_empty());
        let dear = Cost {
            zipped: 3_000_001,
            instructions: 2_500_001,
            run: Run {
                start: 10.1,
                resident: 20_000_001,
                ..cost().run
            },
            ..cost()
        };
        assert_eq!(dear.over(), ["archive", "start", "instructions", "memory"]);
    }
}
