//! The English site, page by page: nothing Japanese stands there but what is data, which are names of
//! people, bodies, places and schools, titles of courses, files and texts that people wrote, and what a
//! date field reads back in the Japanese calendar too.

use std::time::Duration;

use anyhow::{Result, ensure};
use api::holders::HolderImport;
use api::my_page::IdentityDocument;
use api::rule_sets::RuleSetDraft;
use domain::calendar::FiscalYear;
use domain::evidence::EvidenceKind;
use journeys::browser::Browser;
use journeys::courses::{course_form, industrial_course};
use journeys::holders::row;
use journeys::rounds::{applicant, applicant_with_handbook};
use journeys::rules::later_industrial_rules;
use journeys::titles::INDUSTRIAL;
use journeys::{Doctor, Person, World};
use serde_json::json;

use super::{PASSWORD, open, world};

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
    // As it stands on the licence, and before an address.
    "第123456号",
    "〒",
    // The body of administrators, as it was written when the first of them was.
    "システム管理",
    "証明書",
    // The comments in the file of a calendar.
    "# 審査回: the rounds",
    "from 2026 (令和8年度) on",
    "# 更新のお知らせ: so long",
    "but 第1回 takes",
    // Between two days.
    "〜",
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

/// Somebody who reads the English site and notes what is not English.
struct Reader {
    browser: Browser,
    found: Vec<String>,
}

impl Reader {
    /// Before the start page, in English.
    async fn open(world: &World, story: &str) -> Result<Self> {
        let browser = open(world, story).await?;
        browser.go("/").await?;
        browser.press("English").await?;
        browser.see("Not registered yet").await?;
        Ok(Self {
            browser,
            found: Vec::new(),
        })
    }

    async fn sign_in(&self, world: &World, person: &Person) -> Result<()> {
        world.give_password(person, PASSWORD).await;
        self.browser.fill("login", &person.login).await?;
        self.browser.fill("password", PASSWORD).await?;
        self.browser.press("Sign in").await?;
        self.browser.see("Sign out").await
    }

    async fn sign_out(&self) -> Result<()> {
        self.browser.press("Sign out").await?;
        self.browser.see("Not registered yet").await
    }

    /// Goes to a page of this heading, and reads it.
    async fn page(&mut self, path: &str, heading: &str) -> Result<()> {
        self.browser.go(path).await?;
        self.here(heading).await
    }

    /// Follows the first link to a page below this path, which has this heading.
    async fn follow(&mut self, below: &str, heading: &str) -> Result<()> {
        let script = format!("document.querySelector('main a[href^=\"{below}\"]').click()");
        self.browser.script(&script).await?;
        self.here(heading).await
    }

    /// Reads this page, once it has all that it shows.
    async fn here(&mut self, heading: &str) -> Result<()> {
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
    async fn done(mut self) -> Result<()> {
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

#[tokio::test(flavor = "multi_thread")]
async fn visitors_read_english() -> Result<()> {
    let world = world().await?;
    let district = world.officer("13-001").await;
    let course = world
        .approved_course(&district, world.today().add_days(20))
        .await;
    let link = world.begin_registration("naoko@example.jp").await;
    let mut reader = Reader::open(&world, "english-visitor").await?;
    reader.here("Not registered yet").await?;
    reader.page("/register", "Registration").await?;
    reader.page("/catalogue", "Find a course").await?;
    let course = format!("/catalogue/{course}");
    reader.page(&course, "高血圧の最新治療").await?;
    let apply = "Application for an organiser account";
    reader.page("/organizers/apply", apply).await?;
    reader.page("/invitation", "Staff registration").await?;
    let form = format!("/register#{}", link.secret);
    reader.page(&form, "Login ID").await?;
    // Everything that can be wrong is said in English too.
    reader.browser.press("Go on to confirm").await?;
    reader.here("Please check what you entered").await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn doctors_read_english() -> Result<()> {
    let world = world().await?;
    let (doctor, title) = applicant_with_handbook(&world, Doctor::member("123456")).await;
    world.award(&doctor, "6", world.today()).await;
    let evidence = doctor.practical_evidence().await;
    let applied = doctor.applied(&journeys::applying::form(&evidence)).await;
    let year = FiscalYear::of(world.today());
    let mut reader = Reader::open(&world, "english-doctor").await?;
    reader.sign_in(&world, &doctor).await?;
    for (path, heading) in [
        ("/me", "What to do next"),
        ("/me/credits", "Credits and courses"),
        ("/me/certificates", "Certificates"),
        ("/me/learning", "Continuing medical education"),
        ("/me/titles/industrial-physician", "Valid until"),
        ("/me/titles/industrial-physician/plan", "Plan of courses"),
        (
            "/me/titles/sports-physician",
            "You do not hold this title yet",
        ),
        ("/me/titles/sports-physician/plan", "Plan of courses"),
        ("/me/titles/sports-physician/apply/new", "Requirements"),
        ("/me/profile", "My data"),
        ("/me/applications", "Applications"),
        ("/catalogue", "Find a course"),
    ] {
        reader.page(path, heading).await?;
    }
    let declaration = format!("/me/learning/{}", year.previous());
    reader.page(&declaration, "Declaration of").await?;
    for id in [&title, &applied.summary.id] {
        let path = format!("/me/applications/{id}");
        reader.page(&path, "What happened").await?;
    }
    reader.sign_out().await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn organisers_read_english() -> Result<()> {
    let world = world().await?;
    Doctor::member("123456").enter(&world).await;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let course = world.approved_course(&organizer, world.today()).await;
    let later = course_form(world.today().add_days(60));
    organizer.post("/courses", &later).await.expect(201);
    let label = json!({ "label": "reception" });
    organizer.post("/api-keys", &label).await.expect(201);
    let mut reader = Reader::open(&world, "english-organiser").await?;
    reader.sign_in(&world, &organizer).await?;
    reader.page("/courses", "Courses").await?;
    reader
        .page("/courses/new", "Application for a course")
        .await?;
    reader.browser.press("Submit").await?;
    reader.here("Please check what you entered").await?;
    reader
        .page(&format!("/courses/{course}"), "History")
        .await?;
    reader.page("/organizer", "API keys").await?;
    let path = format!("/courses/{course}/credits");
    reader.page(&path, "Paste the list").await?;
    let list = "register number,name\n123456,Takahashi\n9999999,Nobody\n";
    reader.browser.fill("list", list).await?;
    reader.browser.click("check").await?;
    reader.here("All rows").await?;
    reader.sign_out().await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn associations_read_english() -> Result<()> {
    let world = world().await?;
    let (doctor, title) = applicant_with_handbook(&world, Doctor::member("123456")).await;
    let (_, clean) = applicant(&world, Doctor::member("901")).await;
    world.award(&doctor, "6", world.today()).await;
    let evidence = doctor.practical_evidence().await;
    doctor.applied(&journeys::applying::form(&evidence)).await;
    let district = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let national = world.officer("national").await;
    for form in [
        course_form(world.today().add_days(60)),
        industrial_course(world.today().add_days(60)),
    ] {
        district.post("/courses", &form).await.expect(201);
    }
    let soon = industrial_course(world.today().add_days(90));
    world.course_in_order(&district, &soon).await;
    tokyo.forwarded(&clean).await;
    let round = tokyo.case(&clean).await.application.summary.title;
    let round = round.expect("a title").round;
    let body = HolderImport {
        rows: vec![row("801", world.today().add_days(40))],
    };
    national.post("/holders/imports", &body).await.expect(200);
    let claimant = Doctor::non_member("902").claimed().enter(&world).await;
    let document = IdentityDocument {
        evidence: claimant.evidence(EvidenceKind::Licence).await,
    };
    let path = "/me/identity-documents";
    claimant.post(path, &document).await.expect(200);

    let mut reader = Reader::open(&world, "english-associations").await?;
    reader.sign_in(&world, &district).await?;
    reader
        .page("/review/applications", "Waiting for review")
        .await?;
    reader.browser.press("髙橋").await?;
    reader.here("Send back").await?;
    let declarations = "Declarations of continuing education";
    reader.page("/review/declarations", declarations).await?;
    reader.page("/courses", "Courses").await?;
    reader.sign_out().await?;

    reader.sign_in(&world, &tokyo).await?;
    for (path, heading) in [
        ("/review/applications", "Waiting for review"),
        ("/review/courses", "高血圧の最新治療"),
        ("/review/identity", "Registrations to be settled"),
        ("/review/organizers", "Organisers' applications"),
        (
            "/review/forwarding",
            "Passing on to the national association",
        ),
        ("/review/holder-letters", "Letters about renewals"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.page("/review/holders", "髙橋").await?;
    reader
        .follow("/review/holders/", "Grace for illness")
        .await?;
    reader
        .page(&format!("/review/rounds/cases/{title}"), "Handbook")
        .await?;
    reader.sign_out().await?;

    reader.sign_in(&world, &national).await?;
    let agenda = format!("/review/rounds/{INDUSTRIAL}/{round}");
    let (dispatch, case) = (
        format!("{agenda}/dispatch"),
        format!("/review/rounds/cases/{clean}"),
    );
    for (path, heading) in [
        ("/review/rounds", "Rounds of the committee"),
        (&*agenda, "髙橋"),
        (&*dispatch, "Dispatch list"),
        (&*case, "Decision of the committee"),
        ("/review/courses", "Courses before the national committee"),
        ("/review/learning-import", "Units of earlier years"),
        ("/review/holder-import", "Import holders"),
        ("/organizer", "API keys"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.sign_out().await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_read_english() -> Result<()> {
    let world = world().await?;
    let administrator = world.administrator().await;
    let text = later_industrial_rules(world.today().add_days(30), &[], "");
    let draft = RuleSetDraft { text };
    administrator.post("/rule-sets", &draft).await.expect(201);
    let mut reader = Reader::open(&world, "english-administrator").await?;
    reader.sign_in(&world, &administrator).await?;
    for (path, heading) in [
        ("/rule-sets", "Rules"),
        ("/rule-sets/industrial-physician/9001", "Adopt"),
        ("/notices", "Notices"),
        ("/round-calendars", "Rounds"),
        ("/round-calendars/rounds/2026", "Committee"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.sign_out().await?;
    reader.done().await
}
