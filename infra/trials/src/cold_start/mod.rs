//! What a function costs before its first request: `cargo cold-start` writes `docs/operations/cold-start.md`.
//!
//! The functions are built as for AWS (but for this machine's processor), and run under AWS's own
//! Runtime Interface Emulator against the embedded table, each on a real request. Beside them runs one
//! endpoint in Python with boto3, which has to give the same answers. Instructions are nearly the same on every
//! machine; times are those of the machine that wrote the page. Sizes are those of what is deployed.

mod archives;
mod build;
mod emulator;
mod instructions;
mod page;
mod python;
mod samples;

use std::path::Path;

use anyhow::{Context, Result};

use crate::tools::provide;

pub use archives::Archive;
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
    /// What it stands for.
    pub kind: String,
    /// Its program and archive.
    pub archive: Archive,
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
    /// What of its run is over its limit.
    #[must_use]
    pub fn over(&self) -> Vec<&'static str> {
        [
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
    /// Ours.
    pub functions: Vec<Cost>,
    /// The one in Python.
    pub python: Run,
    /// All that were built for AWS, the largest first.
    pub archives: Vec<Archive>,
}

impl Costs {
    /// What is over its limit, and of which function.
    #[must_use]
    pub fn over(&self) -> Vec<String> {
        let archives = self.archives.iter().filter(|one| one.over());
        let archives = archives.map(|one| format!("archive of {}", one.name));
        let runs = self.functions.iter().flat_map(|cost| {
            let over = cost.over().into_iter();
            over.map(|what| format!("{what} of {}", cost.archive.name))
        });
        archives.chain(runs).collect()
    }
}

/// Builds and measures everything, and gives the page's text. Sizes are those of what `cargo lambda`
/// has put into the folder `deployed`.
///
/// # Errors
/// A build, an installation or a function that fails.
pub async fn measure(deployed: &Path) -> Result<(Costs, String)> {
    let archives = archives::read(deployed)?;
    let aws = provide("aws")?;
    let rie = emulator::find(&aws)?;
    let programs = build::functions()?;
    let stage = samples::Stage::set().await;
    let environment = stage.environment();
    let mut functions = Vec::new();
    for sample in samples::SAMPLES {
        eprintln!("Measuring {} …", sample.name);
        let program = programs.join(sample.name);
        let archive = archives.iter().find(|one| one.name == sample.name);
        let archive = archive.with_context(|| format!("{} was not built for AWS", sample.name))?;
        let subject = emulator::Subject {
            program: &[program.as_os_str()],
            environment: &environment,
            answers: &|answer| sample.answers(answer),
        };
        let mut runs = Vec::new();
        for start in 0..STARTS {
            let event = stage.event(sample, start).await;
            let (run, _) = emulator::once(&rie, &subject, &event).context(sample.name)?;
            runs.push(run);
        }
        functions.push(Cost {
            kind: sample.kind.to_owned(),
            archive: archive.clone(),
            instructions: instructions::up_to_first_poll(&program, &environment)?,
            run: emulator::summary(&runs),
            most_resident: sample.most_resident,
        });
    }
    eprintln!("Measuring Python …");
    let ours = programs.join(samples::SAME_AS_PYTHON);
    let python = python::measure(&rie, &aws, &ours, &stage)?;
    let costs = Costs {
        functions,
        python,
        archives,
    };
    let text = page::write(&costs);
    Ok((costs, text))
}
