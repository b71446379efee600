//! A stack that was deployed, for stories told through it: `cargo deployment` says in the environment
//! where it is, as a function finds the rest of the account.
//!
//! There is one table for all, so it is emptied for each story, and stories are told one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use std::{env, fs};

use adapters::Grants;
use adapters::store::{Key, Store};
use api::Need;
use functions::World as Process;
use functions::environment::Clients;
use local::mailbox::Mail;
use serde::Deserialize;
use tokio::time::sleep;

use crate::client::Client;
use crate::world::clock_ahead;

/// Names the variable with the address of the deployed API, without its stage.
pub const API: &str = "DEPLOYED_API";
/// Names the variable with the address to call a function at, up to its name.
pub const FUNCTIONS: &str = "DEPLOYED_FUNCTIONS";
/// Names the variable with the file that says by how much the functions are ahead of the machine's clock.
pub const CLOCK: &str = "DEPLOYED_CLOCK";
/// Names the variable with the address of the mails that were sent.
pub const MAILS: &str = "DEPLOYED_MAILS";

/// What stands in the file of the clock while time passes as it does.
pub const NOT_AHEAD: &str = "+0s";
/// Who signs calls of functions, and for where.
const ANYBODY: &str = "test";
const REGION: &str = "ap-northeast-1";
/// What a process of an administrator has.
const CLIENTS: Clients = Clients::of(&[Need::ReadEvidence, Need::SendMail, Need::Enqueue]);
/// Items of a page of the table.
const PAGE: i32 = 100;
/// How often in a row the table must be found empty: what stream and queues still hold of the story before
/// may write to it.
const QUIET: u32 = 3;
/// Between two looks at it.
const BETWEEN: Duration = Duration::from_millis(250);

/// The stack.
pub(crate) struct Deployed {
    /// A process of the installation, with all rights.
    pub(crate) process: Arc<Process>,
    api: String,
    functions: String,
    mails: String,
    clock: PathBuf,
    /// By how much this story is ahead of the machine's clock, milliseconds.
    ahead: Arc<AtomicI64>,
    /// Mails of earlier stories.
    old: BTreeSet<String>,
}

/// What the emulator keeps of mails, by account.
#[derive(Deserialize)]
struct Kept {
    messages: BTreeMap<String, Vec<KeptMail>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeptMail {
    message_id: String,
    source: String,
    to: Vec<String>,
    subject: String,
    body_text: String,
    body_html: Option<String>,
}

impl Deployed {
    /// The one that the environment names, if it does, with nothing in its table.
    ///
    /// # Panics
    /// When the environment says half of it, or the table does not become empty.
    pub(crate) async fn named() -> Option<Self> {
        let api = env::var(API).ok()?;
        let functions = env::var(FUNCTIONS).expect(FUNCTIONS);
        let mails = env::var(MAILS).expect(MAILS);
        let clock = env::var_os(CLOCK).expect(CLOCK).into();
        let process = Process::from_environment(CLIENTS).expect("the environment of a function");
        let ahead = Arc::new(AtomicI64::new(0));
        let mut deployed = Self {
            process: Arc::new(Process {
                clock: Arc::new(clock_ahead(&ahead)),
                ..process
            }),
            api,
            functions,
            mails,
            clock,
            ahead,
            old: BTreeSet::new(),
        };
        deployed.pass(0);
        deployed.empty().await;
        let old = kept_mails(&deployed.mails).await;
        deployed.old = old.into_iter().map(|mail| mail.message_id).collect();
        Some(deployed)
    }

    async fn empty(&self) {
        let grants = Grants::of(&[Need::Scan, Need::Write]);
        let store = Store::new(
            self.process.dynamodb.clone(),
            self.process.table.clone(),
            grants,
        );
        let mut quiet = 0;
        while quiet < QUIET {
            let (found, _) = store.scan(None, PAGE).await.expect("the table is read");
            quiet = if found.is_empty() { quiet + 1 } else { 0 };
            for item in &found {
                let key = Key::within(item.pk(), item.sk().to_owned());
                store.delete(&key).await.expect("the item is deleted");
            }
            if found.is_empty() {
                sleep(BETWEEN).await;
            }
        }
    }

    /// Lets time pass for its functions.
    ///
    /// # Panics
    /// When the file of the clock cannot be written.
    pub(crate) fn pass(&self, millis: i64) {
        let ahead = self.ahead.fetch_add(millis, Ordering::Relaxed) + millis;
        let text = match ahead {
            0 => NOT_AHEAD.to_owned(),
            _ => format!("+{}.{:03}s", ahead / 1000, ahead % 1000),
        };
        // Put in its place whole: a function may look at any moment.
        let new = self.clock.with_extension("new");
        fs::write(&new, text).expect("the clock is written");
        fs::rename(&new, &self.clock).expect("the clock is put in its place");
    }

    /// Somebody before its API, with the proof that the CDN adds.
    pub(crate) fn visitor(&self) -> Client {
        let secret = self.process.origin_secrets.first();
        Client::new(&self.api).through_the_cdn(secret.expect("an origin secret"))
    }

    /// Calls a function by itself; what it answers.
    ///
    /// # Panics
    /// When it fails.
    pub(crate) async fn call(&self, name: &str, event: &serde_json::Value) -> serde_json::Value {
        let name = name.replace('_', "-");
        let address = format!("{}{name}/invocations", self.functions);
        // The emulator looks at who signs, not at what.
        let signed =
            format!("AWS4-HMAC-SHA256 Credential={ANYBODY}/20260101/{REGION}/lambda/aws4_request");
        let called = reqwest::Client::new()
            .post(address)
            .header("authorization", signed);
        let answer = called.json(event).send().await.expect("an answer");
        let failed = answer.headers().contains_key("x-amz-function-error");
        let text = answer.text().await.expect("a body");
        assert!(!failed, "{name}: {text}");
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{name}: {text}"))
    }

    /// The mails to an address in this story, newest first.
    pub(crate) async fn mails(&self, to: &str) -> Vec<Mail> {
        let mut mails = mails_to(&self.mails, to).await;
        mails.retain(|mail| !self.old.contains(&mail.message_id));
        mails.reverse();
        mails
    }
}

/// The mails that a deployed stack sent to an address, however that is written, oldest first.
///
/// # Panics
/// When the emulator does not tell.
pub async fn mails_to(kept: &str, to: &str) -> Vec<Mail> {
    let mut mails = kept_mails(kept).await;
    mails.retain(|mail| {
        let mut recipients = mail.recipients.iter();
        recipients.any(|one| one.eq_ignore_ascii_case(to))
    });
    mails
}

async fn kept_mails(address: &str) -> Vec<Mail> {
    let kept: Kept = Client::new("").fetch(address).await.read(200);
    let mails = kept.messages.into_values().flatten();
    (1..)
        .zip(mails)
        .map(|(number, mail)| mail.numbered(number))
        .collect()
}

impl KeptMail {
    fn numbered(self, number: i64) -> Mail {
        Mail {
            number,
            message_id: self.message_id,
            sent_ms: 0,
            sender: self.source,
            recipients: self.to,
            reply_to: Vec::new(),
            subject: self.subject,
            text: self.body_text,
            html: self.body_html,
        }
    }
}
