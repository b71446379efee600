//! What each operation of a year costs, counted on the local stack with every worker behind it.
//!
//! `cargo load-model` writes the file, a test counts again and compares. Units are those of the
//! price model; keys are written as patterns (`DOCTOR#*`), since a run makes its own ids.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::in_workspace;

/// Where the counts stand.
pub const FILE: &str = "docs/operations/counted.toml";

const HEAD: &str = "# Written by `cargo load-model`: what each operation costs, workers behind it included, counted on
# the local stack. Units of the price model; index writes stand under `queue …`.

";

/// All operations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// In the order of a doctor's life.
    pub operation: Vec<Operation>,
}

/// What one operation costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// As the workload names it.
    pub name: String,
    /// Which requests it stands for.
    pub what: String,
    /// Requests over HTTP.
    pub requests: f64,
    /// Calls of the table.
    pub trips: f64,
    /// Items written, each of which the stream carries.
    pub records: f64,
    /// Mails sent.
    pub mails: f64,
    /// Read units.
    pub reads: f64,
    /// Write units, the index included.
    pub writes: f64,
    /// The same by pattern of the key.
    pub keys: BTreeMap<String, Units>,
}

/// Read and write units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Units {
    /// Read units.
    pub reads: f64,
    /// Write units.
    pub writes: f64,
}

impl Counted {
    /// As it was last written.
    ///
    /// # Errors
    /// A file that is not there or not ours.
    pub fn read() -> Result<Self> {
        let text = fs::read_to_string(in_workspace(FILE)).context(FILE)?;
        Ok(toml::from_str(&text)?)
    }

    /// As text.
    ///
    /// # Errors
    /// Serialisation.
    pub fn text(&self) -> Result<String> {
        Ok(format!("{HEAD}{}", toml::to_string(self)?))
    }

    /// One of them.
    ///
    /// # Errors
    /// None of this name.
    pub fn of(&self, name: &str) -> Result<&Operation> {
        self.operation
            .iter()
            .find(|operation| operation.name == name)
            .with_context(|| format!("{FILE} has no operation {name}"))
    }
}
