//! Prices, assumptions and counts, as files have them.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::Line;
use crate::{counted::Counted, in_workspace};

const PRICES: &str = "infra/operations/prices.toml";
const WORKLOAD: &str = "infra/operations/workload.toml";
/// What is deployed, as `cargo generate` writes it from the declarations.
const STACKS: &str = "infra/stacks";

/// All that a bill is computed from.
#[derive(Debug)]
pub struct Inputs {
    /// Units.
    pub counted: Counted,
    /// Prices.
    pub prices: Prices,
    /// Assumptions.
    pub workload: Workload,
    /// Memory of each function as it is deployed, GB.
    memory: BTreeMap<String, f64>,
}

/// The price file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The day for which they were written down.
    pub as_of: String,
    /// Region.
    pub region: String,
    /// For those who think in yen.
    pub yen_per_dollar: f64,
    /// Each price.
    pub price: Vec<Price>,
}

/// One price.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Name within the model.
    pub id: String,
    /// For so many units.
    pub per: f64,
    /// Of what.
    pub unit: String,
    /// US dollars.
    pub dollars: f64,
    /// Where it is public.
    pub page: String,
    /// What AWS's own price list, or its price page, says.
    pub confirmed: String,
}

/// The file of assumptions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Operations of a doctor's year, by name.
    pub per_doctor_year: BTreeMap<String, Rate>,
    /// Site and functions.
    pub traffic: Traffic,
    /// Bytes.
    pub storage: Storage,
    /// What an installation needs whatever its size.
    pub fixed: Fixed,
    /// Sizes of servers in its place.
    pub always_on: Vec<AlwaysOn>,
}

/// How often, and why we think so.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Times a doctor and year.
    pub times: f64,
    /// Why.
    pub because: String,
    /// Which functions do it.
    pub functions: Vec<String>,
}

/// Site and functions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traffic {
    pub visits_per_doctor_year: f64,
    pub megabytes_per_visit: f64,
    pub files_per_visit: f64,
    pub milliseconds_per_trip: f64,
    pub milliseconds_per_run: f64,
    pub password_gigabyte_seconds: f64,
    pub certificate_gigabyte_seconds: f64,
    pub idle_minutes: f64,
    pub milliseconds_per_start: f64,
    pub connection_gigabyte_seconds: f64,
    pub log_bytes_per_run: f64,
    pub log_days_kept: f64,
    pub log_compressed_to: f64,
}

/// Bytes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    pub table_kilobytes_per_doctor: f64,
    pub document_megabytes_per_doctor: f64,
    pub documents_per_doctor_year: f64,
    pub document_reads_per_doctor_year: f64,
}

/// Whatever the size.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    pub looks_per_queue: f64,
    pub secrets: f64,
    pub dashboards: f64,
    pub metrics: f64,
    pub keys: f64,
    pub firewalls: f64,
    pub firewall_rules: f64,
}

/// Servers for up to so many doctors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the file says what each is")]
pub struct AlwaysOn {
    pub up_to_doctors: u32,
    pub tasks: u32,
    pub processors: f64,
    pub gigabytes: f64,
    pub database: String,
}

impl Inputs {
    /// As they are in this workspace.
    ///
    /// # Errors
    /// A file that is not there or says something else.
    pub fn read() -> Result<Self> {
        let text = |file: &str| fs::read_to_string(in_workspace(file)).context(file.to_owned());
        Ok(Self {
            counted: Counted::read()?,
            prices: toml::from_str(&text(PRICES)?).context(PRICES)?,
            workload: toml::from_str(&text(WORKLOAD)?).context(WORKLOAD)?,
            memory: memory()?,
        })
    }

    /// Memory of a function, GB.
    pub(super) fn gigabytes(&self, function: &str) -> Result<f64> {
        let found = self.memory.get(function).copied();
        found.with_context(|| format!("{STACKS} has no function {function}"))
    }

    /// Memory of the functions that do an operation, GB: each as often as the others.
    pub(super) fn gigabytes_of(&self, rate: &Rate) -> Result<f64> {
        let sizes = rate.functions.iter().map(|one| self.gigabytes(one));
        let sizes = sizes.collect::<Result<Vec<f64>>>()?;
        let count = u32::try_from(sizes.len())?;
        ensure!(count > 0, "{WORKLOAD}: an operation without functions");
        Ok(sizes.iter().sum::<f64>() / f64::from(count))
    }

    /// A line of the bill.
    pub(super) fn line(&self, what: &'static str, id: &str, amount: f64) -> Result<Line> {
        let price = self.prices.price.iter().find(|price| price.id == id);
        let price = price.with_context(|| format!("{PRICES} has no price {id}"))?;
        Ok(Line {
            what,
            amount,
            unit: price.unit.clone(),
            dollars: amount / price.per * price.dollars,
        })
    }

    /// The servers for so many doctors.
    pub(super) fn always_on(&self, doctors: u32) -> Result<&AlwaysOn> {
        let sizes = self.workload.always_on.iter();
        sizes
            .filter(|size| size.up_to_doctors >= doctors)
            .min_by_key(|size| size.up_to_doctors)
            .with_context(|| format!("{WORKLOAD} has no servers for {doctors} doctors"))
    }
}

/// Memory of every function of the stacks, by the name of its declaration.
fn memory() -> Result<BTreeMap<String, f64>> {
    const NAMED: &str = "FunctionName: !Sub '${Installation}-";
    let mut found = BTreeMap::new();
    for stack in fs::read_dir(in_workspace(STACKS)).context(STACKS)? {
        let text = fs::read_to_string(stack?.path())?;
        let mut function = None;
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix(NAMED) {
                function = Some(name.trim_end_matches('\'').replace('-', "_"));
            } else if let Some(megabytes) = line.strip_prefix("MemorySize: ")
                && let Some(name) = function.take()
            {
                found.insert(name, megabytes.parse::<f64>()? / 1024.0);
            }
        }
    }
    Ok(found)
}
