//! Stories told in a browser, by subject. Each keeps its pictures, and sees an empty console.

mod administration;
mod applying;
mod asking;
mod calendars;
mod catalogue;
mod cdn;
mod certification;
mod course_rounds;
mod english;
mod holders;
mod learning;
mod licence;
mod main_job;
mod my_page;
mod notices;
mod organizer;
mod plan;
mod posting;
mod registration;
mod review;
mod rounds;
mod sign_in;
mod starts;
mod titles;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use journeys::browser::Browser;
use journeys::{Person, World};
use site_builder::{Effort, SiteBuild};
use tempfile::TempDir;

/// The password of everybody here.
const PASSWORD: &str = "kagurazaka-no-saka-wo-noboru";

/// The site, built as fast as can be; with `SITE_AS_DEPLOYED` set, as in CI, as browsers will get it.
fn site() -> Result<PathBuf> {
    let effort = match std::env::var_os("SITE_AS_DEPLOYED") {
        Some(_) => Effort::Deploy,
        None => Effort::Quick,
    };
    SiteBuild::of_this_workspace(effort).run(|line| eprintln!("{line}"))
}

/// A world with the site.
async fn world() -> Result<World> {
    Ok(World::start_with_site(site()?).await)
}

/// A browser before the site's first page.
async fn open(world: &World, story: &str) -> Result<Browser> {
    Browser::open(world.stack().origin(), story).await
}

async fn sign_in(browser: &Browser, login: &str, password: &str) -> Result<()> {
    browser.go("/").await?;
    // The form that stands there before the application arrives is replaced by its own.
    browser.see("English").await?;
    browser.fill("login", login).await?;
    browser.fill("password", password).await?;
    browser.press("ログインする").await?;
    browser.see("ログアウト").await
}

async fn sign_out(browser: &Browser) -> Result<()> {
    browser.press("ログアウト").await?;
    browser.see("ログインする").await
}

/// Gives somebody the password and signs in by the form.
async fn enter(browser: &Browser, world: &World, person: &Person) -> Result<()> {
    world.give_password(person, PASSWORD).await;
    sign_in(browser, &person.login, PASSWORD).await
}

/// The link to a page of the site in a mail.
fn link<'a>(mail: &'a str, page: &str) -> Result<&'a str> {
    let found = mail.split_whitespace().find(|word| word.contains(page));
    found.with_context(|| format!("no link to {page} in {mail}"))
}

/// A file to choose in a dialog, kept as long as the folder.
fn file(folder: &TempDir, name: &str, content: &[u8]) -> Result<PathBuf> {
    let path = folder.path().join(name);
    std::fs::write(&path, content)?;
    Ok(path)
}

/// Chooses a file for evidence and waits until it was received.
async fn upload(browser: &Browser, id: &str, file: &Path) -> Result<()> {
    browser.attach(id, file).await?;
    let name = file.file_name().and_then(|name| name.to_str());
    browser.see(name.context("a name")?).await
}
