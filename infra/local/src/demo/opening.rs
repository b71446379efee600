//! The demonstration world at the first start: loads it once, and says whom to sign in as.

use super::accounts::{DEMO_ACCOUNTS, WAITING_NAME, WAITING_NUMBER};
use super::load::{self, Loaded};
use crate::stack::{Stack, TABLE};
use adapters::documents::Documents;
use adapters::store::Store;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;

/// Stands in the data folder from the beginning of loading to its end.
const LOADING: &str = "demonstration.loading";
/// Stands there from then on.
const LOADED: &str = "demonstration.loaded";

/// Loads the world into a new stack, or goes on where an earlier start was interrupted.
///
/// Nothing is loaded into a stack that somebody began without it.
///
/// # Errors
/// The store's or the disk's; the next start goes on.
pub async fn open(stack: &Stack) -> Result<Option<Loaded>> {
    let folder = stack.outside.data_folder();
    let begun = folder.join(LOADING);
    if is_loaded(stack) || !(stack.is_new() || begun.exists()) {
        return Ok(None);
    }
    fs::write(&begun, b"").with_context(|| format!("cannot write {}", begun.display()))?;
    let world = stack.world();
    let store = Store::new(world.dynamodb.clone(), TABLE.into(), load::grants());
    let documents = Documents::new(
        world.s3.clone(),
        world.credentials.clone(),
        world.bucket.clone(),
        load::grants(),
    );
    let loaded = load::load(&super::world(super::SEED), &store, &documents).await?;
    fs::rename(&begun, folder.join(LOADED))
        .with_context(|| format!("cannot rename {}", begun.display()))?;
    Ok(Some(loaded))
}

/// Whether the demonstration's accounts are there to sign in with.
#[must_use]
pub fn is_loaded(stack: &Stack) -> bool {
    stack.outside.data_folder().join(LOADED).exists()
}

/// The accounts as a table for the terminal, and the number whose credits wait.
#[must_use]
pub fn accounts() -> String {
    let mut text = String::from("ログインID      パスワード      だれ\n");
    for account in DEMO_ACCOUNTS {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:<15} {:<15} {}",
            account.login, account.password, account.who
        );
    }
    let [(family, family_kana), (given, given_kana)] = WAITING_NAME;
    let _ = writeln!(
        text,
        "登録前の医師: 第{WAITING_NUMBER}号 {family} {given}（{family_kana} {given_kana}）で利用者登録すると、預かり中の単位がすぐに反映されます。"
    );
    text
}
