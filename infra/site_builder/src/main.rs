//! `cargo site`: builds the site as it is deployed, and says where it is. `cargo site --to <stack>`
//! brings it there.

use anyhow::{Result, bail};
use site_builder::{Effort, SiteBuild, publish::publish};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let stack = match &arguments[..] {
        [] => None,
        [to, stack] if to == "--to" => Some(stack),
        _ => bail!("usage: cargo site [--to <name of the deployed stack>]"),
    };
    let dist = SiteBuild::of_this_workspace(Effort::Deploy).run(|line| eprintln!("{line}"))?;
    println!("{}", dist.display());
    if let Some(stack) = stack {
        let place = publish("aws", &dist, stack)?;
        println!(
            "published to {} (distribution {})",
            place.bucket, place.distribution
        );
    }
    Ok(())
}
