//! A start without demonstration data: the register of associations, and the invitations with
//! which everything begins.

use anyhow::{Result, anyhow};
use domain::{contact::EmailAddress, language::Language};
use functions::{Failure, Scope, bootstrap};

use crate::stack::Stack;

/// Where the first invitation goes: to the mailbox on this machine.
pub const FIRST_OFFICER: &str = "first.officer@example.jp";
/// Where the administrator's invitation goes.
pub const ADMINISTRATOR: &str = "administrator@example.jp";

/// The links of the first invitations.
#[derive(Debug, Clone)]
pub struct FirstLinks {
    /// For the national officer.
    pub officer: String,
    /// For the administrator.
    pub administrator: String,
}

/// On the first start, the links of the first invitations; later starts make none.
///
/// # Errors
/// When the table refuses.
pub async fn open(stack: &Stack) -> Result<Option<FirstLinks>> {
    if !stack.is_new() {
        return Ok(None);
    }
    let scope = Scope::new(stack.world(), bootstrap::NEEDS, Language::Ja);
    let officer = EmailAddress::parse(FIRST_OFFICER)?;
    let administrator = EmailAddress::parse(ADMINISTRATOR)?;
    let links = async {
        Ok(FirstLinks {
            officer: bootstrap::begin(&scope, &officer, Vec::new()).await?,
            administrator: bootstrap::invite_administrator(&scope, &administrator).await?,
        })
    };
    links
        .await
        .map(Some)
        .map_err(|failure: Failure| anyhow!(failure.cause().unwrap_or("refused").to_owned()))
}
