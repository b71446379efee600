//! Somebody who reads the English site and notes what is not English.

use std::time::Duration;

use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::{Person, World};

use super::super::{PASSWORD, open};

/// Japanese that people typed, or that is shown as an example of typing. The longer ones first.
const DATA: &[&str] = &[
    // The way back to the other language.
    "日本語",
    "髙橋",
    "直子",
    "タカハシ",
    "ナオコ",
    "鈴木",
    "一郎",
    "佐藤",
    "花子",
    "城東の会",
    "日本医師会",
    "東京都医師会",
    "千代田区医師会館",
    "千代田区医師会",
    "中央区医師会",
    "学術課",
    "担当者",
    "事務局",
    "高血圧の最新治療",
    "高血圧の診断",
    "高血圧の薬物療法",
    "地域医療研修会",
    "産業医生涯研修会",
    "産業医研修会",
    "千代田医科大学",
    "医学部",
    "千代田区外神田",
    "東京都文京区本駒込",
    "第1234567号",
    "証明書",
    // Examples of typing.
    "昭和40年4月1日",
    "平成2年3月",
    "令和9年1月20日",
    "髙",
    "﨑",
];

/// Everything on the page in the order in which it stands, folds opened, then what is only heard or
/// hinted at; what a date field read back is taken away.
const EVERYTHING: &str = r"
    document.querySelectorAll('main details').forEach(fold => { fold.open = true; });
    const heard = ['aria-label', 'placeholder', 'title', 'alt', 'data-label'];
    const of = element => heard.map(name => element.getAttribute(name) ?? '');
    let text = document.body.innerText;
    for (const reading of document.querySelectorAll('[id$=-reading]')) {
        text = text.replace(reading.innerText, '');
    }
    return [document.title, text, ...[...document.querySelectorAll('*')].flatMap(of)].join('\n');
";

/// The reader, and what was found.
pub struct Reader {
    pub browser: Browser,
    found: Vec<String>,
}

impl Reader {
    /// Before the start page, in English.
    pub async fn open(world: &World, story: &str) -> Result<Self> {
        let browser = open(world, story).await?;
        browser.go("/").await?;
        browser.press("English").await?;
        browser.see("Not registered yet").await?;
        Ok(Self {
            browser,
            found: Vec::new(),
        })
    }

    pub async fn sign_in(&self, world: &World, person: &Person) -> Result<()> {
        world.give_password(person, PASSWORD).await;
        self.browser.fill("login", &person.login).await?;
        self.browser.fill("password", PASSWORD).await?;
        self.browser.press("Sign in").await?;
        self.browser.see("Sign out").await
    }

    pub async fn sign_out(&self) -> Result<()> {
        self.browser.press("Sign out").await?;
        self.browser.see("Not registered yet").await
    }

    /// Goes to a page of this heading, and reads it.
    pub async fn page(&mut self, path: &str, heading: &str) -> Result<()> {
        self.browser.go(path).await?;
        self.here(heading).await
    }

    /// Follows the first link to a page below this path, which has this heading.
    pub async fn follow(&mut self, below: &str, heading: &str) -> Result<()> {
        let script = format!("document.querySelector('main a[href^=\"{below}\"]').click()");
        self.browser.script(&script).await?;
        self.here(heading).await
    }

    /// Presses a button, and reads what is there then, this among it.
    pub async fn press(&mut self, button: &str, text: &str) -> Result<()> {
        self.browser.press(button).await?;
        self.here(text).await
    }

    /// Reads this page, once it has all that it shows.
    pub async fn here(&mut self, heading: &str) -> Result<()> {
        self.browser.see(heading).await?;
        let mut before = String::new();
        let text = loop {
            self.browser.gone("Loading…").await?;
            let text = self.browser.script(EVERYTHING).await?;
            let text = text.as_str().unwrap_or_default().to_owned();
            if text == before {
                break text;
            }
            before = text;
            tokio::time::sleep(Duration::from_millis(300)).await;
        };
        let address = self.browser.address().await?;
        ensure!(!text.contains("Page not found"), "no page at {address}");
        let language = self.browser.script("return document.documentElement.lang");
        ensure!(language.await? == "en", "{address} says another language");
        let left = DATA.iter().fold(text, |text, data| text.replace(data, ""));
        for line in left.lines().filter(|line| is_japanese(line)) {
            self.found.push(format!("{address}: {}", line.trim()));
        }
        Ok(())
    }

    /// Nothing was found, and the browser had nothing to say.
    pub async fn done(mut self) -> Result<()> {
        self.browser.calm("last").await?;
        self.browser.close().await?;
        self.found.sort();
        self.found.dedup();
        ensure!(self.found.is_empty(), "{:#?}", self.found);
        Ok(())
    }
}

/// Kana, kanji, or the marks of Japanese writing, but for the space between the parts of a name.
fn is_japanese(line: &str) -> bool {
    line.chars().any(|c| {
        matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF9F}')
    })
}
