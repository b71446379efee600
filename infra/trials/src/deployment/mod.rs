//! The deployment, tried on this machine: AWS's own tools deploy the unmodified template into an
//! emulator of AWS that enforces the roles of the functions; every function is called once, stories are
//! told through the API, and the stack is deleted. `cargo deployment` does it from nothing.
//!
//! What the emulator lacks, and what it asks otherwise than AWS, is mended in `python/emulator.py`: the
//! templates stay as they are.

mod build;
mod cloud;
mod doors;
mod journeys;
mod programs;
mod story;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

/// Runs everything; ends with the stack deleted and the emulator stopped. With folders in `built`,
/// functions are taken from there.
///
/// # Errors
/// What could not be installed, built, deployed or deleted.
///
/// # Panics
/// Where the story goes otherwise than told.
pub async fn run(built: &[PathBuf]) -> Result<()> {
    let begun = Instant::now();
    let say = |what: &str| println!("[{:3} s] {what}", begun.elapsed().as_secs());
    say("what is started beside it is compiled");
    let programs = programs::Programs::compile()?;
    say("every function is laid out beside the template");
    let folder = build::lay_out(built)?;
    say("an emulated account starts");
    let cloud = cloud::Cloud::start(&folder)?;
    say("sam deploy");
    cloud.deploy()?;
    say("every function is there, starts, and asks whether the CDN was passed");
    cloud.has_every_function()?;
    doors::knock(&cloud).await?;
    say("stored data are changed");
    story::stored_data_are_changed(&cloud).await?;
    say("a story, from the first invitation to credits on My Page");
    story::tell(&cloud, &programs.bootstrap).await?;
    say("the journeys of one machine, through the deployed stack");
    journeys::tell(&cloud, &programs.journeys)?;
    say("what a role does not allow is refused");
    story::the_wrong_role_is_denied(&cloud).await?;
    say("the stack is deleted, its data is not");
    cloud.delete()?;
    say("done");
    Ok(())
}
