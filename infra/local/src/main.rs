//! `cargo start`: the whole system on this machine, until Ctrl-C.

use std::sync::Arc;

use adapters::{Grants, store::Store};
use anyhow::{Context, Result};
use clap::Parser;
use functions::{jobs::migrations, world::system_clock};
use local::demo::opening;
use local::empty;
use local::options::Options;
use local::stack::Stack;
use site_builder::{Effort, SiteBuild};
use tracing_subscriber::EnvFilter;

fn main() -> std::process::ExitCode {
    let options = Options::parse();
    // Pre-signed addresses are credentials, so the stores' own logs stay out.
    let quiet = EnvFilter::try_from_env("MAMIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,local=info,functions=info,s3s=off,s3s_fs=off"));
    tracing_subscriber::fmt()
        .with_env_filter(quiet)
        .with_writer(std::io::stderr)
        .init();
    match run(&options) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mamis: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime could be started")?
        .block_on(async {
            let mut stack_options = options.stack()?;
            let doors = stack_options.doors().await?;
            if !options.no_site {
                // The one that tests use too: the smallest one (`cargo site`) takes minutes more.
                let build = SiteBuild::of_this_workspace(Effort::Quick);
                stack_options.site = Some(build.run(|line| eprintln!("{line}"))?);
            }
            let clock = Arc::new(system_clock);
            let stack = Stack::start_behind(doors, stack_options, clock).await?;
            if !options.no_demo {
                open_demonstration(&stack).await?;
            } else if let Some(links) = empty::open(&stack).await? {
                println!(
                    "Nobody can sign in yet. These links make the first logins, within 7 days:"
                );
                println!("National officer  {}", links.officer);
                println!("Administrator     {}", links.administrator);
            }
            bring_data_up_to_date(&stack).await?;
            println!("MAMIS     {}", stack.origin());
            println!("Mailbox   {}", stack.outside.mailbox.origin());
            println!("Documents {}", stack.outside.documents.origin());
            println!("Data      {}", stack.outside.data_folder().display());
            println!("Ctrl-C stops it.");
            wait_for_the_end().await?;
            eprintln!("Stopping …");
            stack.stop().await;
            Ok(())
        })
}

/// Loads the demonstration data at the first start, and says whom to sign in as at every one.
async fn open_demonstration(stack: &Stack) -> Result<()> {
    if stack.is_new() {
        eprintln!("Loading the demonstration data …");
    }
    if let Some(loaded) = opening::open(stack).await? {
        eprintln!(
            "{} doctors, {} credits, {} applications",
            loaded.doctors, loaded.credits, loaded.applications
        );
    }
    if opening::is_loaded(stack) {
        println!("{}", opening::accounts());
    }
    Ok(())
}

/// Data that an earlier version left in the folder are changed while the system runs, as on AWS.
async fn bring_data_up_to_date(stack: &Stack) -> Result<()> {
    let world = stack.world();
    let store = Store::new(
        world.dynamodb.clone(),
        world.table.clone(),
        Grants::of(migrations::NEEDS),
    );
    if stack.is_new() {
        migrations::mark_new(&store, system_clock()).await?;
    } else if let Some(job) = migrations::begin(&store, system_clock()).await? {
        eprintln!("Data of an earlier version are being changed ({}).", job.id);
    }
    Ok(())
}

/// Ctrl-C, or what `kill` sends by default.
async fn wait_for_the_end() -> Result<()> {
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed?,
        _ = terminated.recv() => {}
    }
    Ok(())
}
