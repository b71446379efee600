//! `cargo check-audit`: compares every sealed day of the audit trail with its head.
//!
//! Without options it looks into the data folder of this machine, whose system must not run. With
//! `--table` and `--heads` it reads those two of the account that the environment names, and writes
//! nothing (docs/operations/audit.md).

use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

use adapters::{Grants, audit::Heads, store::Store};
use anyhow::{Context, Result, ensure};
use api::Need;
use clap::Parser;
use functions::environment::sdk_config;
use local::{
    data_folder::DataFolder,
    documents::HEADS_BUCKET,
    outside::{Doors, Outside},
    stack::TABLE,
};
use operations::audit::{Checked, check, check_on_aws};
use trials::account;

#[derive(Parser)]
#[command(
    name = "check-audit",
    about = "Compares every sealed day of the audit trail with its head"
)]
struct Options {
    /// The data folder of this machine.
    #[arg(long, default_value = "data", value_name = "FOLDER")]
    data: PathBuf,
    /// A table on AWS.
    #[arg(long, requires = "heads", value_name = "TABLE")]
    table: Option<String>,
    /// Where its heads lie (output `HeadsBucket` of the stack).
    #[arg(long, requires = "table", value_name = "BUCKET")]
    heads: Option<String>,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let checked = match options.table.zip(options.heads) {
        Some((table, heads)) => {
            let config = sdk_config().context(account::ASKED)?;
            check_on_aws(&config, table, heads).await?
        }
        None => here(options.data).await?,
    };
    print!("{checked}");
    Ok(if checked.wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn here(folder: PathBuf) -> Result<Checked> {
    // A new folder would be made, and nothing in it is wrong.
    ensure!(
        folder.is_dir(),
        "there is no data folder {}: name it by --data, or a table and its heads on AWS",
        folder.display()
    );
    let data = DataFolder::take(&folder, false)?;
    let nobody = "http://127.0.0.1";
    let outside = Outside::start(data, Doors::anywhere().await?, nobody, BTreeSet::new()).await?;
    let heads = Heads::new(
        Some(outside.documents.client().into()),
        HEADS_BUCKET.to_owned(),
        Grants::of(&[Need::SealAudit]),
    );
    let grants = Grants::of(&[Need::ReadIndex]);
    let store = Store::new(outside.table.client(), TABLE.into(), grants);
    let checked = check(&heads, &store).await;
    outside.stop().await;
    checked
}
