//! The page.

use domain::number::thousands;

use super::archives::{self, Archive};
use super::samples::{MOST_RESIDENT, MOST_RESIDENT_WITH_PASSWORD, SAME_AS_PYTHON};
use super::{Cost, Costs, MOST_INSTRUCTIONS, MOST_START, MOST_ZIPPED, Run, STARTS};

/// Where it is written.
pub const PAGE: &str = "docs/operations/cold-start.md";
/// How many of all archives are shown.
const SHOWN: usize = 10;

pub(super) fn write(costs: &Costs) -> String {
    let mut page = format!(
        "<!-- Written by `cargo cold-start`. -->
# Cold start

What a function costs before its first request. The functions are built as for AWS (`--release`), but
for this machine's processor, and run under AWS's Runtime Interface Emulator against the embedded
table, each with a real request. Times are medians of {STARTS} starts on the machine that wrote this page, which
may have had other work: compare those of one page. Instructions are nearly the same everywhere. Sizes are
those of what `cargo lambda build --release --arm64` builds. `cargo cold-start` fails when one of these is broken:

- archive: what is uploaded, ≤ {zipped} bytes (the function that prints has no limit);
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
    let mut measured = costs.functions.iter();
    if let Some(ours) = measured.find(|cost| cost.archive.name == SAME_AS_PYTHON) {
        page.push_str(&against(ours, &costs.python));
    }
    page.push_str(&largest(&costs.archives));
    page
}

fn row(cost: &Cost) -> String {
    format!(
        "| `{}` | {} | {} | {} | {:.1} | {} | {:.1} | {:.1} |\n",
        cost.archive.name,
        cost.kind,
        thousands(cost.archive.bytes),
        thousands(cost.archive.zipped),
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

The same endpoint in Python with boto3, its client made at the start
([list_notices.py](../../infra/trials/python/list_notices.py)). It is asked the same as ours in both languages
and counts only when it gives the same answer, headers included, but for the time that it took:

| | start, ms | first request, ms | memory, MB |
|---|---|---|---|
| `{}` | {:.1} | {:.1} | {:.1} |
| Python | {:.1} | {:.1} | {:.1} |
| times as much | {:.0} | {:.1} | {:.1} |
",
        ours.archive.name,
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

fn largest(archives: &[Archive]) -> String {
    let mut part = format!(
        "
## Archives

{} of {} functions were built for AWS when this page was written. The largest:

| function | program, bytes | archive, bytes |
|---|---|---|
",
        archives.len(),
        archives::all(),
    );
    for one in archives.iter().take(SHOWN) {
        part.push_str(&format!(
            "| `{}` | {} | {} |\n",
            one.name,
            thousands(one.bytes),
            thousands(one.zipped)
        ));
    }
    part
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

    fn archive(name: &str, zipped: u64) -> Archive {
        Archive {
            name: name.to_owned(),
            bytes: 5_000_000,
            zipped,
        }
    }

    fn cost() -> Cost {
        Cost {
            archive: archive(SAME_AS_PYTHON, 3_000_000),
            kind: "reads".to_owned(),
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
            archives: vec![cost().archive],
        });
        for line in [
            "| `list_notices` | reads | 5,000,000 | 3,000,000 | 10.0 | 2,500,000 | 2.0 | 20.0 |\n",
            "| `list_notices` | 5,000,000 | 3,000,000 |\n",
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
            archive: archive("sign_in", 3_000_001),
            instructions: 2_500_001,
            run: Run {
                start: 10.1,
                resident: 20_000_001,
                ..cost().run
            },
            ..cost()
        };
        assert!(dear.archive.over());
        assert_eq!(dear.over(), ["start", "instructions", "memory"]);
        let costs = Costs {
            archives: vec![
                archive("issue_certificate", 20_000_000),
                archive("read_my_page", 3_000_002),
                dear.archive.clone(),
                cost().archive,
            ],
            functions: vec![cost(), dear],
            python: cost().run,
        };
        let over = [
            "archive of read_my_page",
            "archive of sign_in",
            "start of sign_in",
            "instructions of sign_in",
            "memory of sign_in",
        ];
        assert_eq!(costs.over(), over);
    }

    /// Whoever changes the page, or the limits, sees it here.
    #[test]
    fn the_page_that_was_written_holds_the_limits() {
        let page = std::fs::read_to_string(operations::in_workspace(PAGE)).unwrap();
        let mut rows = 0;
        for line in page.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = line.split(" | ").collect();
            let [name, _, _, zipped, start, instructions, _, memory] = cells[..] else {
                continue;
            };
            let whole = |text: &str| text.replace(',', "").parse::<u64>().unwrap();
            let most = if name.contains("sign_in") {
                MOST_RESIDENT_WITH_PASSWORD
            } else {
                MOST_RESIDENT
            };
            assert!(whole(zipped) <= MOST_ZIPPED, "{line}");
            assert!(start.parse::<f64>().unwrap() <= MOST_START, "{line}");
            assert!(whole(instructions) <= MOST_INSTRUCTIONS, "{line}");
            let memory: f64 = memory.trim_end_matches(" |").parse().unwrap();
            assert!(memory <= megabytes(most), "{line}");
            rows += 1;
        }
        assert!(rows > 5, "{rows} functions");
    }
}
