//! A start without demonstration data: the register of associations, and the one invitation with
//! which everything begins.

use anyhow::{Result, anyhow};
use domain::{contact::EmailAddress, language::Language};
use functions::{Scope, bootstrap};

use crate::stack::Stack;

/// Where the first invitation goes: to the mailbox on this machine.
pub const FIRST_OFFICER: &str = "first.officer@example.jp";

/// On the first start, the link of the national officer's invitation; later starts make none.
///
/// # Errors
/// When the table refuses.
pub async fn open(stack: &Stack) -> Result<Option<String>> {
    if !stack.is_new() {
        return Ok(None);
    }
    let scope = Scope::new(stack.world(), bootstrap::NEEDS, Language::Ja);
    let email = EmailAddress::parse(FIRST_OFFICER)?;
    bootstrap::begin(&scope, &email, Vec::new())
        .await
        .map(Some)
        .map_err(|failure| anyhow!(failure.cause().unwrap_or("refused").to_owned()))
}
