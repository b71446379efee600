//! `cargo site`: builds the site as it is deployed, and says where it is.

use anyhow::Result;
use site_builder::{Effort, SiteBuild};

fn main() -> Result<()> {
    let dist = SiteBuild::of_this_workspace(Effort::Deploy).run(|line| eprintln!("{line}"))?;
    println!("{}", dist.display());
    Ok(())
}
