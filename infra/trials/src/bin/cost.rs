//! `cargo cost`: computes what MAMIS costs, prints it, and writes the page and its chart.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};
use operations::{
    cost::{CHART, Inputs, PAGE, draw, write},
    in_workspace,
};

fn main() -> Result<ExitCode> {
    let inputs = Inputs::read()?;
    let page = write(&inputs)?;
    println!("{page}");
    for (file, text) in [(PAGE, page), (CHART, draw(&inputs)?)] {
        fs::write(in_workspace(file), text).context(file)?;
    }
    Ok(ExitCode::SUCCESS)
}
