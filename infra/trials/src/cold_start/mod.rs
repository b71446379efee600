//! What a function costs before its first request: `cargo cold-start` writes `docs/operations/cold-start.md`.
//!
//! The functions are built as for AWS (but for this machine's processor), and run under AWS's own
//! Runtime Interface Emulator against the embedded table, each on a real request. Beside them runs a
//! function in Python that does what My Page does with the table, by boto3. Instructions are nearly the
//! same on every machine; times are those of the machine that wrote the page. Sizes are those of what is
//! deployed.

mod build;
mod emulator;
mod instructions;
mod page;
mod samples;

use std::path::Path;

use anyhow::{Context, Result};

use crate::tools::{provide, script};

pub use page::PAGE;

/// Most bytes of the archive that is uploaded.
const MOST_ZIPPED: u64 = 3_000_000;
/// Longest start, milliseconds.
const MOST_START: f64 = 10.0;
/// Most instructions up to the first poll for work.
const MOST_INSTRUCTIONS: u64 = 2_500_000;
/// Starts that are measured; the median counts.
const STARTS: usize = 9;

/// What one function of ours costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// Which.
    pub name: String,
    /// What it stands for.
    pub kind: String,
    /// The program, bytes.
    pub bytes: u64,
    /// The archive, bytes.
    pub zipped: u64,
    /// Instructions up to the first poll.
    pub instructions: u64,
    /// How it ran.
    pub run: Run,
    /// The most memory that it may use, bytes.
    pub most_resident: u64,
}

/// How a program ran under the emulator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// From the start of the process to its first poll for work, milliseconds, median.
    pub start: f64,
    /// The first request, milliseconds, median.
    pub first: f64,
    /// Most memory in use after one request, bytes, of all runs.
    pub resident: u64,
}

impl Cost {
    /// What is over its limit.
    #[must_use]
    pub fn over(&self) -> Vec<&'static str> {
        [
            ("archive", self.zipped > MOST_ZIPPED),
            ("start", self.run.start > MOST_START),
            ("instructions", self.instructions > MOST_INSTRUCTIONS),
            ("memory", self.run.resident > self.most_resident),
        ]
        .into_iter()
        .filter_map(|(what, over)| over.then_some(what))
        .collect()
    }
}

/// What was measured.
#[derive(Debug)]
pub struct Costs {
    /// Ours; the first does what Python does.
    pub functions: Vec<Cost>,
    /// The one in Python.
    pub python: Run,
}

/// Builds and measures everything, and gives the page's text. Sizes are those of what `cargo lambda`
/// has put into the folder `deployed`.
///
/// # Errors
/// A build, an installation or a function that fails.
pub async fn measure(deployed: &Path) -> Result<(Costs, String)> {
    let aws = provide("aws")?;
    let rie = emulator::find(&aws)?;
    let programs = build::functions()?;
    let stage = samples::Stage::set().await;
    let environment = stage.environment();
    let mut functions = Vec::new();
    for sample in samples::SAMPLES {
        eprintln!("Measuring {} …", sample.name);
        let program = programs.join(sample.name);
        let (bytes, zipped) = build::sizes(&deployed.join(sample.name).join("bootstrap"))?;
        let subject = emulator::Subject {
            program: &[program.as_os_str()],
            environment: &environment,
            answers: &|answer| sample.answers(answer),
        };
        let mut runs = Vec::new();
        for start in 0..STARTS {
            let event = stage.event(sample, start).await;
            runs.push(emulator::once(&rie, &subject, &event).context(sample.name)?);
        }
        functions.push(Cost {
            name: sample.name.to_owned(),
            kind: sample.kind.to_owned(),
            bytes,
            zipped,
            instructions: instructions::up_to_first_poll(&program, &environment)?,
            run: emulator::summary(&runs),
            most_resident: sample.most_resident,
        });
    }
    eprintln!("Measuring Python …");
    let (python, script) = (aws.join("python"), script("my_page.py"));
    let subject = emulator::Subject {
        program: &[python.as_os_str(), script.as_os_str()],
        environment: &environment,
        answers: &|answer| answer["statusCode"] == 200,
    };
    let event = stage.python_event();
    let runs: Result<Vec<Run>> = (0..STARTS)
        .map(|_| emulator::once(&rie, &subject, &event).context("Python"))
        .collect();
    let python = emulator::summary(&runs?);
    let costs = Costs { functions, python };
    let text = page::write(&costs);
    Ok((costs, text))
}
