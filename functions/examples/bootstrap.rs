//! For the administrator, once, after the first deployment: writes the register of associations
//! and prints two invitations, of the national officer and of the administrator.
//!
//! ```text
//! cargo run -p functions --example bootstrap -- officer@example.jp administrator@example.jp
//! ```
//!
//! Takes the same environment as a function (`docs/operations/deploying.md`) and AWS credentials that may
//! write to the table.

use std::sync::Arc;

use domain::{contact::EmailAddress, language::Language};
use functions::{Scope, World, bootstrap, environment::Clients};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let [officer, administrator] = &typed[..] else {
        return Err(
            "usage: bootstrap <e-mail of the national officer> <e-mail of the administrator>"
                .into(),
        );
    };
    let officer = EmailAddress::parse(officer)?;
    let administrator = EmailAddress::parse(administrator)?;
    let world = Arc::new(World::from_environment(Clients::of(bootstrap::NEEDS))?);
    let scope = Scope::new(world, bootstrap::NEEDS, Language::Ja);
    let cause = |failure: functions::Failure| failure.cause().unwrap_or("refused").to_owned();
    let first = bootstrap::begin(&scope, &officer, Vec::new());
    println!("National officer: {}", first.await.map_err(cause)?);
    let second = bootstrap::invite_administrator(&scope, &administrator);
    println!("Administrator:    {}", second.await.map_err(cause)?);
    Ok(())
}
