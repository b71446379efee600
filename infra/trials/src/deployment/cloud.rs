//! The emulated AWS account, and AWS's own tools before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use adapters::identity::origin::OriginSecrets;
use adapters::{Grants, aws, store::Store};
use anyhow::{Context, Result, bail, ensure};
use api::{ENDPOINTS, Need};
use aws_sdk_dynamodb::config::{Credentials, Region, SharedCredentialsProvider};
use journeys::client::Client;
use journeys::deployed::{self, NOT_AHEAD};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::build::names;
use crate::tools::{Running, provide, script};

/// Name of the stack in `samconfig.toml`, and of the installation in it.
const STACK: &str = "mamis";
const REGION: &str = "ap-northeast-1";
/// Id and key of the account's administrator: the emulator takes any.
const ANYBODY: &str = "test";
/// Sender of mails.
const SENDER: &str = "noreply@mamis.example.jp";
/// What SES usually allows when it was asked for more than its sandbox.
const MAILS_PER_SECOND: u32 = 14;
/// The route of what no other takes.
const UNROUTED: &str = "$default";
/// The file of which function gave something, in the folder.
const ANSWERED: &str = "answered";
const START_WITHIN: Duration = Duration::from_secs(60);
/// Lines of a log that are shown when something failed.
const SHOWN: usize = 40;

/// The emulator with one account; it ends with this value.
pub(super) struct Cloud {
    process: Running,
    port: u16,
    folder: PathBuf,
    /// By how much the functions are ahead of the machine's clock.
    clock: PathBuf,
    /// Programs of AWS's tools.
    aws: PathBuf,
}

impl Cloud {
    /// Starts the emulator, empty, on a free port of loopback.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let (aws, emulator) = (provide("aws")?, provide("emulator")?);
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let state = folder.join("account");
        fs::create_dir_all(&state)?;
        let answered = folder.join(ANSWERED);
        fs::write(&answered, "")?;
        let clock = folder.join("clock");
        fs::write(&clock, NOT_AHEAD)?;
        let log = File::create(folder.join("emulator.log"))?;
        let process = Running::start(
            Command::new(emulator.join("python"))
                .arg(script("emulator.py"))
                .env("BIND_HOST", "127.0.0.1")
                .env("GATEWAY_PORT", port.to_string())
                .env("AUTH", "true")
                .env("MINISTACK_REGION", REGION)
                .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
                .env("S3_DATA_DIR", state.join("s3"))
                .env("STATE_DIR", state.join("state"))
                .env("CLOCK", &clock)
                .env("ANSWERED", &answered)
                .env("TMPDIR", &state)
                .stdin(Stdio::null())
                .stdout(log.try_clone()?)
                .stderr(log),
        )?;
        let mut cloud = Self {
            process,
            port,
            folder: folder.to_owned(),
            clock,
            aws,
        };
        cloud.await_port().with_context(|| {
            format!(
                "the emulator did not start:\n{}",
                cloud.end_of("emulator.log")
            )
        })?;
        Ok(cloud)
    }

    fn await_port(&mut self) -> Result<()> {
        let deadline = Instant::now() + START_WITHIN;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            self.process.still()?;
            ensure!(Instant::now() < deadline, "nobody listens");
            sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// The last lines of a log in its folder.
    fn end_of(&self, log: &str) -> String {
        let text = fs::read_to_string(self.folder.join(log)).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(SHOWN)..].join("\n")
    }

    fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What reaches the account instead of AWS.
    pub(super) fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT_URL", self.endpoint()),
            ("AWS_ACCESS_KEY_ID", ANYBODY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", ANYBODY.to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("SAM_CLI_TELEMETRY", "0".to_owned()),
        ]
    }

    /// As an administrator deploys, without the questions.
    pub(super) fn deploy(&self) -> Result<()> {
        let log = File::create(self.folder.join("sam.log"))?;
        let status = Command::new(self.aws.join("sam"))
            .current_dir(&self.folder)
            .args(["deploy", "--no-confirm-changeset", "--no-progressbar"])
            .args(["--parameter-overrides", "Architecture=x86_64"])
            .arg(format!("MailAddress={SENDER}"))
            .arg(format!("MailsPerSecond={MAILS_PER_SECOND}"))
            .envs(self.environment())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()?;
        ensure!(
            status.success(),
            "sam deploy failed:\n{}\nand the emulator:\n{}",
            self.end_of("sam.log"),
            self.end_of("emulator.log")
        );
        Ok(())
    }

    /// Deletes the stack: nothing that runs is left, and what keeps data stays, as the template says.
    /// (Not by `sam delete`, which cannot read the addresses of files in an emulated bucket.)
    pub(super) fn delete(&self) -> Result<()> {
        let table = self.resource("Table")?;
        let documents = self.resource("DocumentsBucket")?;
        let heads = self.resource("HeadsBucket")?;
        self.ask::<String>(&["delete", STACK])?;
        let left: Vec<String> = self.ask(&["functions"])?;
        ensure!(left.is_empty(), "functions were left: {left:?}");
        let stacks: Vec<String> = self.ask(&["stacks"])?;
        ensure!(
            stacks.iter().all(|name| !name.starts_with(STACK)),
            "stacks were left: {stacks:?}"
        );
        for (kind, name) in [
            ("tables", table),
            ("buckets", documents),
            ("buckets", heads),
        ] {
            let kept: Vec<String> = self.ask(&[kind])?;
            ensure!(kept.contains(&name), "{name} is not among the {kind}");
        }
        Ok(())
    }

    /// The routes are those of the list of endpoints, each, and the one for all the rest; and every
    /// function is there.
    pub(super) fn has_every_function(&self) -> Result<()> {
        let found: BTreeSet<String> = self
            .ask::<Vec<String>>(&["routes", &self.resource("HttpApi")?])?
            .into_iter()
            .collect();
        let declared: BTreeSet<String> = ENDPOINTS
            .iter()
            .map(|endpoint| format!("{} {}", endpoint.method.as_str(), endpoint.path))
            .chain([UNROUTED.to_owned()])
            .collect();
        ensure!(
            found == declared,
            "routes missing: {:?}; too many: {:?}",
            declared.difference(&found),
            found.difference(&declared)
        );
        let functions: BTreeSet<String> = self
            .ask::<Vec<String>>(&["functions"])?
            .into_iter()
            .collect();
        let wanted: BTreeSet<String> = names().map(function).collect();
        ensure!(
            functions == wanted,
            "functions missing: {:?}; too many: {:?}",
            wanted.difference(&functions),
            functions.difference(&wanted)
        );
        println!("{} routes, {} functions", found.len(), functions.len());
        Ok(())
    }

    /// A resource of the root stack by its name in the template.
    fn resource(&self, name: &str) -> Result<String> {
        let all: BTreeMap<String, String> = self.ask(&["resources", STACK])?;
        all.get(name)
            .cloned()
            .with_context(|| format!("no resource {name}"))
    }

    /// Somebody before the deployed API, with the proof that the CDN adds.
    pub(super) fn visitor(&self) -> Result<Client> {
        let environment = self.function_environment("sign_in")?;
        let secrets = environment
            .get("ORIGIN_SECRETS")
            .context("a function has an origin secret")?;
        let secrets = OriginSecrets::parse(secrets)?;
        let secret = secrets.first().context("one secret at least")?;
        Ok(self.stranger()?.through_the_cdn(secret))
    }

    /// Somebody who found the bare address of the API.
    pub(super) fn stranger(&self) -> Result<Client> {
        Ok(Client::new(&self.api()?))
    }

    /// The bare address of the API. Its stage is the `/api` that a client adds.
    pub(super) fn api(&self) -> Result<String> {
        let api = self.resource("HttpApi")?;
        Ok(format!("{}/_aws/execute-api/{api}", self.endpoint()))
    }

    /// The file that says by how much the functions are ahead of the machine's clock.
    pub(super) fn clock(&self) -> &Path {
        &self.clock
    }

    /// Time passes for functions as it does again.
    pub(super) fn stop_being_ahead(&self) -> Result<()> {
        Ok(fs::write(&self.clock, NOT_AHEAD)?)
    }

    /// Where functions are called by name: the address up to it.
    pub(super) fn functions(&self) -> String {
        format!("{}/2015-03-31/functions/{}", self.endpoint(), function(""))
    }

    /// Where the mails are that were sent.
    pub(super) fn mails_address(&self) -> String {
        format!("{}/_ministack/ses/messages", self.endpoint())
    }

    /// The environment that a function was deployed with.
    pub(super) fn function_environment(&self, name: &str) -> Result<BTreeMap<String, String>> {
        self.ask(&["environment", &function(name)])
    }

    /// The table, as a command of an administrator has it.
    pub(super) fn table(&self, needs: &'static [Need]) -> Result<Store> {
        let credentials = Credentials::new(ANYBODY, ANYBODY, None, None, "the emulator");
        let credentials = SharedCredentialsProvider::new(credentials);
        let region = Region::new(REGION);
        let config = aws::config(region, credentials, Some(self.endpoint()));
        let client = aws_sdk_dynamodb::Client::new(&config);
        let name = self.resource("Table")?;
        Ok(Store::new(client, name.into(), Grants::of(needs)))
    }

    /// Calls a function by itself; what it answers.
    pub(super) fn invoke(&self, name: &str, event: &Value) -> Result<Value> {
        self.ask(&["invoke", &function(name), &event.to_string()])
    }

    /// Lines of the functions' logs that tell of a call that was denied.
    pub(super) fn denials(&self) -> Result<Vec<String>> {
        self.ask(&["denials", &format!("/{STACK}/")])
    }

    /// Names of the functions that gave somebody what was asked for.
    pub(super) fn answered(&self) -> Result<BTreeSet<String>> {
        let text = fs::read_to_string(self.folder.join(ANSWERED))?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// Gives a function the role of another; the one that it had.
    pub(super) fn take_role_of(&self, name: &str, other: &str) -> Result<String> {
        let had: String = self.ask(&["role", &function(name)])?;
        let role: String = self.ask(&["role", &function(other)])?;
        self.take_role(name, &role)?;
        Ok(had)
    }

    /// Gives a function this role.
    pub(super) fn take_role(&self, name: &str, role: &str) -> Result<()> {
        self.ask::<String>(&["take-role", &function(name), role])
            .map(drop)
    }

    /// Texts of the mails that were sent to somebody, oldest first.
    pub(super) async fn mails(&self, to: &str) -> Vec<String> {
        let mails = deployed::mails_to(&self.mails_address(), to).await;
        mails.into_iter().map(|mail| mail.text).collect()
    }

    fn ask<T: DeserializeOwned>(&self, words: &[&str]) -> Result<T> {
        let output = Command::new(self.aws.join("python"))
            .arg(script("cloud.py"))
            .args(words)
            .envs(self.environment())
            .stdin(Stdio::null())
            .output()?;
        if !output.status.success() {
            bail!(
                "{words:?} failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// What the template calls it.
pub(super) fn function(name: &str) -> String {
    format!("{STACK}-{}", name.replace('_', "-"))
}
