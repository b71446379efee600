//! The figures that are asked for: what a page costs, how big the site is, how long an answer takes.
//!
//! What is counted is the same on every machine and held to its limit: trips and units by tests,
//! bytes of the site by `cargo figures --check`, which builds it as it is deployed. What is measured
//! on this machine is printed, never asserted. `cargo figures` writes both to `docs/figures.md`.

pub mod credits;
pub mod sign_in;
mod site;

use anyhow::Result;
use domain::number::thousands;

/// Where the figures are written.
pub const PAGE: &str = "docs/figures.md";
/// What writes them.
pub const COMMAND: &str = "cargo figures";

/// One figure with the limit that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// How much.
    pub value: f64,
    /// The most it may be.
    pub most: Option<f64>,
    /// Of what: `round trips`, `write units a row`, `bytes`, `ms`.
    pub unit: &'static str,
}

impl Figure {
    /// A figure that may be at most `most`.
    #[must_use]
    pub fn at_most(name: impl Into<String>, value: f64, most: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            most: Some(most),
            unit,
        }
    }

    /// A figure that nobody set a limit for.
    #[must_use]
    pub fn plain(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            most: None,
            unit,
        }
    }

    /// Whether it is within its limit.
    #[must_use]
    pub fn keeps_its_limit(&self) -> bool {
        self.most.is_none_or(|most| self.value <= most)
    }

    fn row(&self) -> String {
        let limit = self
            .most
            .map_or("–".to_owned(), |most| format!("≤ {}", shown(most)));
        let value = format!("{} {}", shown(self.value), self.unit);
        format!(
            "| {} | {} | {limit} | `{COMMAND}` |\n",
            self.name,
            value.trim_end()
        )
    }
}

/// Figures of one run: those that are the same on every machine, and those that depend on it.
#[derive(Debug, Default)]
pub struct Figures {
    /// Counted.
    pub exact: Vec<Figure>,
    /// Measured.
    pub timed: Vec<Figure>,
}

impl Figures {
    fn extend(&mut self, other: Self) {
        self.exact.extend(other.exact);
        self.timed.extend(other.timed);
    }
}

/// Everything that is asked for.
///
/// # Errors
/// A build or a stack that fails.
pub async fn measure() -> Result<Figures> {
    let mut figures = Figures {
        exact: site::size()?,
        timed: Vec::new(),
    };
    figures.extend(credits::measure().await?);
    figures.extend(sign_in::measure().await?);
    Ok(figures)
}

/// What of the site is over its limit, or has no row in the page; a line each.
///
/// # Errors
/// The site doesn't build, or the page can't be read.
pub fn check_site(page: &str) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for figure in site::size()? {
        if !figure.keeps_its_limit() {
            wrong.push(format!("over its limit: {}", figure.row().trim_end()));
        }
        if !page.contains(&format!("| {} |", figure.name)) {
            wrong.push(format!("{PAGE} has no row {}: run {COMMAND}", figure.name));
        }
    }
    Ok(wrong)
}

/// The page.
#[must_use]
pub fn page(Figures { exact, timed }: &Figures) -> String {
    let mut page = format!(
        "<!-- Written by `{COMMAND}`. -->
# Figures

## Counted

The same on every machine. Tests hold trips and units to their limits, `{COMMAND} --check` the bytes.
Trips and units are those of `Server-Timing`, by the price model of DynamoDB.

{HEAD}"
    );
    page.extend(exact.iter().map(Figure::row));
    if !timed.is_empty() {
        page.push_str(&format!(
            "\n## Measured\n\nOn the machine that wrote this page, dependencies unoptimised; only printed.\n\n{HEAD}"
        ));
        page.extend(timed.iter().map(Figure::row));
    }
    page.push_str(ALONE);
    page
}

/// What is measured optimised, and so by commands of its own.
const ALONE: &str = "
## The rules alone

Optimised, as the functions and the site run them; these commands print what they find.

| figure | limit | command |
|---|---|---|
| every programme of one doctor with 300 credits | ≤ 50 µs | `cargo bench -p domain` |
| a draft of the rules tried on 340,000 doctors | ≤ 60 s, ≤ 1 GB | `cargo run --release -p domain --example replay` |
";

const HEAD: &str = "| figure | value | limit | command |\n|---|---|---|---|\n";

/// Thousands apart, at most two decimals.
fn shown(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut out = thousands(whole);
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_with_its_limit_and_judged_by_it() {
        let figure = Figure::at_most("write units a row", 1.2, 1.25, "units");
        assert!(figure.keeps_its_limit());
        assert!(
            !Figure {
                value: 1.26,
                ..figure.clone()
            }
            .keeps_its_limit()
        );
        assert!(
            figure.row().contains("| 1.2 units | ≤ 1.25 |"),
            "{}",
            figure.row()
        );
        let bytes = Figure::at_most("site", 123_456.0, 204_800.0, "bytes");
        assert!(
            bytes.row().contains("| 123,456 bytes | ≤ 204,800 |"),
            "{}",
            bytes.row()
        );
    }

    #[test]
    fn a_page_without_timings_promises_none() {
        let page = page(&Figures {
            exact: vec![Figure::plain("trips", 1.0, "")],
            timed: Vec::new(),
        });
        assert!(page.contains("| trips | 1 | – |"), "{page}");
        assert!(
            page.contains("## Counted") && !page.contains("## Measured"),
            "{page}"
        );
    }
}
