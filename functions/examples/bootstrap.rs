//! For the administrator, once, after the first deployment: writes the register of associations
//! and prints the invitation of the national officer.
//!
//! ```text
//! cargo run -p functions --example bootstrap -- officer@example.jp
//! ```
//!
//! Takes the same environment as a function (`docs/operations.md`) and AWS credentials that may
//! write to the table.

use std::sync::Arc;

use domain::{contact::EmailAddress, language::Language};
use functions::{Scope, World, bootstrap};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let typed = std::env::args()
        .nth(1)
        .ok_or("usage: bootstrap <e-mail address of the national officer>")?;
    let email = EmailAddress::parse(&typed)?;
    let world = Arc::new(World::from_environment().await?);
    let scope = Scope::new(world, bootstrap::NEEDS, Language::Ja);
    let link = bootstrap::begin(&scope, &email, Vec::new())
        .await
        .map_err(|failure| failure.cause().unwrap_or("refused").to_owned())?;
    println!("{link}");
    Ok(())
}
