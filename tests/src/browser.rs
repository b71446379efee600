//! A person at a browser: headless Chromium, driven through its own driver, one for each test.
//!
//! Whoever leaves a page through [`Browser::calm`] has seen no error and no warning in the console.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// What keeps Chromium quiet, off-line and alone.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=ja",
    "--window-size=1280,1000",
];
/// How long a page may take to show something: a machine that builds at the same time is slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// One browser with one person before it.
pub struct Browser {
    client: Client,
    driver: String,
    session: String,
    origin: String,
    shots: PathBuf,
    taken: std::cell::Cell<u32>,
    // Killed and removed with the browser.
    _process: Child,
    _profile: TempDir,
}

impl Browser {
    /// Opens one for the site at `origin`. Screenshots go to `target/journey-screenshots/<story>`.
    ///
    /// # Errors
    /// When Chromium or its driver is not installed, or does not start.
    pub async fn open(origin: &str, story: &str) -> Result<Self> {
        let shots = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../target/journey-screenshots")
            .join(story);
        std::fs::create_dir_all(&shots)?;
        let (process, driver) = start_driver().await?;
        let profile = tempfile::tempdir()?;
        let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        flags.push(format!("--user-data-dir={}", profile.path().display()));
        let mut wanted = Capabilities::new();
        wanted.insert("goog:chromeOptions".to_owned(), json!({ "args": flags }));
        wanted.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver)
            .await
            .context("Chromium did not start")?;
        let session = client.session_id().await?.context("no session")?;
        Ok(Self {
            client,
            driver,
            session,
            origin: origin.to_owned(),
            shots,
            taken: std::cell::Cell::new(0),
            _process: process,
            _profile: profile,
        })
    }

    /// Goes to an address; one that begins with a slash is of the site.
    ///
    /// # Errors
    /// The driver's.
    pub async fn go(&self, address: &str) -> Result<()> {
        let address = match address.strip_prefix('/') {
            Some(path) => format!("{}/{path}", self.origin),
            None => address.to_owned(),
        };
        Ok(self.client.goto(&address).await?)
    }

    /// Where it is.
    ///
    /// # Errors
    /// The driver's.
    pub async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// Waits until this text can be read on the page.
    ///
    /// # Errors
    /// When it does not appear; the message has what can be read instead.
    pub async fn see(&self, text: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let shown = self.text().await.unwrap_or_default();
            if shown.contains(text) {
                return Ok(());
            }
            if Instant::now() > deadline {
                self.shot("not-seen").await?;
                bail!(
                    "“{text}” is not on the page {}:\n{shown}",
                    self.address().await?
                );
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until this text can no longer be read.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, text: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.text().await.is_ok_and(|shown| shown.contains(text)) {
            if Instant::now() > deadline {
                self.shot("still-there").await?;
                bail!("“{text}” is still on the page {}", self.address().await?);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Everything that can be read.
    ///
    /// # Errors
    /// The driver's.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Types into the field with this id, over what stands there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, id: &str, text: &str) -> Result<()> {
        self.insist(async || {
            let field = self.field(id).await?;
            // As a person does: all of it marked, then typed over.
            field.send_keys("\u{E009}a\u{E000}").await?;
            field.send_keys("\u{E003}").await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// The driver's.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// What stands in a field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn value(&self, id: &str) -> Result<String> {
        let value = self
            .insist(async || Ok(self.field(id).await?.prop("value").await?))
            .await?;
        value.context("a field has a value")
    }

    /// Waits until this stands in a field.
    ///
    /// # Errors
    /// When something else stays there.
    pub async fn see_in(&self, id: &str, text: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let value = self.value(id).await?;
            if value == text {
                return Ok(());
            }
            if Instant::now() > deadline {
                self.shot("not-in-the-field").await?;
                bail!("“{value}” stands in {id}, not “{text}”");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What is said to be wrong beside a field; waits until something is.
    ///
    /// # Errors
    /// When nothing is.
    pub async fn error_beside(&self, id: &str) -> Result<String> {
        let error = format!("[id='{id}-error']");
        self.insist(async || Ok(self.wait(Locator::Css(&error)).await?.text().await?))
            .await
    }

    /// How many elements there are of a kind.
    ///
    /// # Errors
    /// The driver's.
    pub async fn count(&self, css: &str) -> Result<usize> {
        Ok(self.client.find_all(Locator::Css(css)).await?.len())
    }

    /// Cuts the connection, or mends it.
    ///
    /// # Errors
    /// The driver's.
    pub async fn offline(&self, offline: bool) -> Result<()> {
        self.connection(offline, -1).await
    }

    /// Lets so many bytes through a second.
    ///
    /// # Errors
    /// The driver's.
    pub async fn slow(&self, bytes: i64) -> Result<()> {
        self.connection(false, bytes).await
    }

    async fn connection(&self, offline: bool, bytes: i64) -> Result<()> {
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": bytes, "uploadThroughput": bytes,
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await?;
        Ok(())
    }

    /// Puts the browser's clock ahead on every page opened from now on.
    ///
    /// # Errors
    /// The driver's.
    pub async fn ahead(&self, time: Duration) -> Result<()> {
        let source = format!(
            "const now = Date.now.bind(Date); Date.now = () => now() + {};",
            time.as_millis()
        );
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await?;
        Ok(())
    }

    /// Asks Chromium itself.
    async fn devtools(&self, command: &str, params: Value) -> Result<Value> {
        let address = format!("{}/session/{}/goog/cdp/execute", self.driver, self.session);
        let answer: Value = reqwest::Client::new()
            .post(address)
            .json(&json!({ "cmd": command, "params": params }))
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?;
        Ok(answer["value"].clone())
    }

    /// Types a part of a name into a picker and takes the first entry.
    ///
    /// # Errors
    /// When there is no such field, or no entry.
    pub async fn pick(&self, id: &str, text: &str) -> Result<()> {
        let field = self.field(id).await?;
        field.send_keys(text).await?;
        self.wait(Locator::Css(&format!("[id='{id}-option-0']")))
            .await?;
        Ok(field.send_keys("\u{E007}").await?)
    }

    /// Chooses the entry with this value.
    ///
    /// # Errors
    /// When there is none.
    pub async fn choose(&self, id: &str, value: &str) -> Result<()> {
        self.wait(Locator::Css(&format!(
            "[id='{id}'] option[value='{value}']"
        )))
        .await?;
        self.insist(async || Ok(self.field(id).await?.select_by_value(value).await?))
            .await
    }

    /// Chooses a file, as from the dialog.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attach(&self, id: &str, file: &Path) -> Result<()> {
        let path = file.to_str().context("a path in UTF-8")?;
        let field = self.wait(Locator::Css(&format!("[id='{id}']"))).await?;
        Ok(field.send_keys(path).await?)
    }

    /// Clicks the element with this id.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click(&self, id: &str) -> Result<()> {
        self.insist(async || Ok(self.field(id).await?.click().await?))
            .await
    }

    /// Clicks the button or link that says this.
    ///
    /// # Errors
    /// When there is none.
    pub async fn press(&self, text: &str) -> Result<()> {
        self.insist(async || Ok(self.button(text).await?.click().await?))
            .await
    }

    /// Goes one way of the menu.
    ///
    /// # Errors
    /// When there is none of this name.
    pub async fn menu(&self, way: &str) -> Result<()> {
        let path = format!("//header//nav//a[normalize-space(.)='{way}']");
        self.insist(async || Ok(self.wait(Locator::XPath(&path)).await?.click().await?))
            .await
    }

    /// Does a little in the page by script: what no hand can do, e.g. waiting until tomorrow.
    ///
    /// # Errors
    /// The script's.
    pub async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// The last button, link or heading of a fold that says this: a dialog's stands after that of the page.
    ///
    /// # Errors
    /// When there is none.
    pub async fn button(&self, text: &str) -> Result<Element> {
        let path = format!(
            "(//*[self::button or self::a or self::summary][not(@disabled)][contains(normalize-space(.), '{text}')])[last()]"
        );
        self.wait(Locator::XPath(&path)).await
    }

    /// Waits for a new window and goes there; says its address.
    ///
    /// # Errors
    /// When none opens.
    pub async fn new_window(&self) -> Result<String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let windows = self.client.windows().await?;
            if let [_, .., newest] = &windows[..] {
                self.client.switch_to_window(newest.clone()).await?;
                let address = self.address().await?;
                if address != "about:blank" && !address.is_empty() {
                    return Ok(address);
                }
            }
            if Instant::now() > deadline {
                bail!("no window opened");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Closes this window and goes back to the first.
    ///
    /// # Errors
    /// The driver's.
    pub async fn close_window(&self) -> Result<()> {
        self.client.close_window().await?;
        let windows = self.client.windows().await?;
        let first = windows.into_iter().next().context("a window")?;
        Ok(self.client.switch_to_window(first).await?)
    }

    /// Makes the window as wide as a telephone, or as a desk's.
    ///
    /// # Errors
    /// The driver's.
    pub async fn width(&self, width: u32) -> Result<()> {
        Ok(self.client.set_window_size(width, 1000).await?)
    }

    /// Keeps a picture of the whole page.
    ///
    /// # Errors
    /// The driver's, or a full disk.
    pub async fn shot(&self, name: &str) -> Result<()> {
        let number = self.taken.get() + 1;
        self.taken.set(number);
        let picture = self.client.screenshot().await?;
        let file = self.shots.join(format!("{number:02}-{name}.png"));
        std::fs::write(&file, picture).with_context(|| file.display().to_string())
    }

    /// What the page is on paper: keeps it as a file, and says how many sheets it takes.
    ///
    /// # Errors
    /// The driver's, or a full disk.
    pub async fn sheets(&self, name: &str) -> Result<usize> {
        let wanted = json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69 });
        let answer = self.devtools("Page.printToPDF", wanted).await?;
        let text = answer["data"].as_str().context("a document")?;
        let paper = BASE64.decode(text)?;
        std::fs::write(self.shots.join(format!("{name}.pdf")), &paper)?;
        let page = |text: &[u8]| text.starts_with(b"/Type /Page\n");
        Ok(paper.windows(12).filter(|part| page(part)).count())
    }

    /// Keeps a picture, and insists that the console is empty since the last time.
    ///
    /// # Errors
    /// What stands in the console.
    pub async fn calm(&self, name: &str) -> Result<()> {
        self.calm_but(name, "\0").await
    }

    /// The same, but for what the browser itself says of an answer that the story is about.
    ///
    /// # Errors
    /// What else stands in the console.
    pub async fn calm_but(&self, name: &str, expected: &str) -> Result<()> {
        self.shot(name).await?;
        let mut said = self.console().await?;
        said.retain(|line| !line.contains(expected));
        if said.is_empty() {
            Ok(())
        } else {
            bail!("the console says at “{name}”: {said:#?}")
        }
    }

    /// What came to the console since the last time.
    ///
    /// # Errors
    /// The driver's.
    pub async fn console(&self) -> Result<Vec<String>> {
        let address = format!("{}/session/{}/se/log", self.driver, self.session);
        let answer: Value = reqwest::Client::new()
            .post(address)
            .json(&json!({ "type": "browser" }))
            .send()
            .await?
            .json()
            .await?;
        let lines = answer["value"].as_array().context("the console")?;
        let message = |line: &Value| line["message"].as_str().unwrap_or_default().to_owned();
        Ok(lines.iter().map(message).collect())
    }

    /// Ends it.
    ///
    /// # Errors
    /// The driver's.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    /// Does something again while the page was drawn anew, or still moved, between looking for the
    /// element and touching it. What the driver refuses so has not been done.
    async fn insist<T>(&self, act: impl AsyncFn() -> Result<T>) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match act().await {
                Err(error) if moved(&error) && Instant::now() < deadline => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                done => return done,
            }
        }
    }

    async fn field(&self, id: &str) -> Result<Element> {
        self.wait(Locator::Css(&format!("[id='{id}']:not(:disabled)")))
            .await
    }

    async fn wait(&self, at: Locator<'_>) -> Result<Element> {
        let found = self.client.wait().at_most(PATIENCE).for_element(at).await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => {
                self.shot("not-found").await?;
                bail!("{at:?} on {}: {error}", self.address().await?)
            }
        }
    }
}

/// Whether the element was gone, or something else lay over it.
fn moved(error: &anyhow::Error) -> bool {
    let Some(CmdError::Standard(refused)) = error.downcast_ref::<CmdError>() else {
        return false;
    };
    matches!(
        refused.error,
        ErrorStatus::StaleElementReference
            | ErrorStatus::ElementClickIntercepted
            | ErrorStatus::ElementNotInteractable
    )
}

/// Starts the driver on a free port; says its address.
async fn start_driver() -> Result<(Child, String)> {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("chromedriver is not installed (apt-get install chromium chromium-driver fonts-noto-cjk)")?;
    let output = process.stdout.take().context("its output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        let port = line
            .split("on port ")
            .nth(1)
            .and_then(|rest| rest.trim_end_matches('.').parse::<u16>().ok());
        if let Some(port) = port.filter(|port| *port != 0) {
            // Whatever else it says is not waited for.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((process, format!("http://127.0.0.1:{port}")));
        }
    }
    bail!("chromedriver ended without a word")
}
