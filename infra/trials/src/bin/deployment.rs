//! `cargo deployment`: deploys the template into an emulator of AWS, tells a story through it, and
//! deletes it again. `cargo deployment FOLDER …` takes each function from the first of these folders
//! that has it, instead of building them.

use anyhow::Result;

#[tokio::main]
async fn main() -> Result<()> {
    let built: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    trials::deployment::run(&built).await
}
