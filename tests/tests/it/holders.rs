//! 認定の保持者: brought in from before the system, listed before their title lapses, told in time
//! (features.md #72, #92, #94, #132).

use std::time::Duration;

use adapters::store::{Key, Range, items::qualification::QualificationRecord};
use api::{
    holders::{
        GraceDecision, HolderImport, HolderLine, HolderList, HolderView, ImportReceipt, LetterList,
        LettersKept, LettersPrinted, Reach,
    },
    problem::ProblemKind,
    titles::{StandingView, TitleView},
};
use domain::calendar::Date;
use domain::holder::{HolderRow, ImportFate};
use domain::register_number::MedicalRegisterNumber;
use journeys::holders::{PROGRAMME, row};
use journeys::people::date;
use journeys::{Doctor, Person, World, eventually};

const LIST: &str = "/holders?programme=industrial-physician";
const LETTERS: &str = "/holder-letters?programme=industrial-physician";

async fn import(officer: &Person, rows: Vec<HolderRow>) -> Vec<ImportFate> {
    let import = HolderImport { rows };
    let receipt: ImportReceipt = officer.post("/holders/imports", &import).await.read(200);
    receipt.rows.iter().map(|line| line.fate).collect()
}

async fn listed(officer: &Person, path: &str) -> Vec<HolderLine> {
    let list: HolderList = officer.get(path).await.read(200);
    list.holders
}

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).unwrap()
}

#[tokio::test]
async fn titles_from_before_the_system_come_in_row_by_row_and_never_over_a_newer_approval() {
    let world = World::start().await;
    let national = world.officer("national").await;
    let until = world.today().add_months(5);
    let wrong = HolderRow {
        valid_to: "2026-02-30".to_owned(),
        kind: String::new(),
        ..row("000002", until)
    };
    let before = until.add_years(-5);
    let rows = vec![row("12345", until), wrong, row("000003", before)];
    let import_all = HolderImport { rows: rows.clone() };
    let receipt = national.post("/holders/imports", &import_all).await;
    let receipt: ImportReceipt = receipt.read(200);
    let fates: Vec<ImportFate> = receipt.rows.iter().map(|line| line.fate).collect();
    let expected = [ImportFate::Added, ImportFate::Refused, ImportFate::Added];
    assert_eq!(fates, expected);
    let fields: Vec<&str> = receipt.rows[1]
        .fields
        .iter()
        .map(|field| field.field.as_str())
        .collect();
    assert_eq!(fields, ["kind", "valid_to"]);

    // Sent again, with a correction, an older approval of one and a newer one of another.
    let again = vec![
        row("12345", until),
        row("000002", until),
        row("12345", before),
        row("000003", until),
    ];
    assert_eq!(
        import(&national, again).await,
        [
            ImportFate::Unchanged,
            ImportFate::Added,
            ImportFate::Older,
            ImportFate::Renewed
        ]
    );
    assert_eq!(
        import(&national, vec![row("000003", before)]).await,
        [ImportFate::Unchanged]
    );
    let other = HolderRow {
        certificate: "C9".to_owned(),
        ..row("12345", until)
    };
    assert_eq!(import(&national, vec![other]).await, [ImportFate::Conflict]);
    let key = Key::qualification(&number("000003"), PROGRAMME);
    let renewed: QualificationRecord = world.find(&key).await.unwrap();
    assert_eq!((renewed.approvals.len(), renewed.v), (2, 2));

    // The doctor sees certificate number and expiry (features.md #72).
    let doctor = Doctor::member("12345").enter(&world).await;
    let path = format!("/me/titles/{PROGRAMME}");
    let title: TitleView = doctor.get(&path).await.read(200);
    assert_eq!(title.approvals[0].certificate.as_deref(), Some("C12345"));
    assert_eq!(title.standing, StandingView::Valid { until });

    for clerk in ["13", "13-001"] {
        let clerk = world.officer(clerk).await;
        let refused = clerk.post("/holders/imports", &import_all).await;
        let _ = refused.problem(ProblemKind::Forbidden);
    }
    let many = HolderImport {
        rows: vec![row("000009", until); 201],
    };
    let refused = national.post("/holders/imports", &many).await;
    assert_eq!(
        refused.problem(ProblemKind::Invalid).fields[0].field,
        "rows"
    );
}

#[tokio::test]
async fn whoever_must_renew_soonest_stands_first_with_what_is_missing() {
    let world = World::start().await;
    let today = world.today();
    let soon = today.add_months(4);
    for (holder, until) in [("000101", soon), ("000102", soon), ("000103", today)] {
        world.holds(holder, "13", until).await;
        Doctor::member(holder).enter(&world).await;
    }
    world.holds("000104", "14", today.add_months(6)).await;
    world.holds("000105", "13", today.add_months(14)).await;
    world.holds("000106", "13", date("2021-06-30")).await;
    world.holds("000107", "13", today.add_days(-400)).await;
    // 20 units for one of them, 19 for the other.
    world.earned_for_renewal("000101", "18", today).await;
    world.earned_for_renewal("000102", "17", today).await;

    let tokyo = world.officer("13").await;
    let lines = listed(&tokyo, LIST).await;
    let numbers: Vec<String> = lines
        .iter()
        .map(|line| line.register_number.to_string())
        .collect();
    assert_eq!(numbers, ["000103", "000101", "000102"]);
    assert_eq!(lines[0].safe.len(), 1);
    assert!(lines[0].safe[0].day <= lines[1].safe[0].day);
    assert!(lines[1].missing.is_empty(), "{:?}", lines[1].missing);
    assert!(
        lines[2].missing[0].ja.contains('1'),
        "{:?}",
        lines[2].missing
    );
    assert_eq!(
        (lines[1].reach, lines[1].name.as_str()),
        (Reach::Mail, "髙橋　直子")
    );

    // コロナ特例: two renewals by the end of March 2028, each with its own day.
    let exempt = listed(&tokyo, &format!("{LIST}&part=exempt")).await;
    assert_eq!(exempt.len(), 2, "{exempt:?}");
    let until = date("2028-03-31");
    let early = exempt.iter().find(|it| it.expiry == date("2021-06-30"));
    let early = early.unwrap();
    assert!(
        matches!(early.standing, StandingView::Exempt { until: last, renewals: 2, .. } if last == until)
    );
    assert_eq!(early.safe.len(), 2);
    assert!(early.safe[0].round.committee < early.safe[1].day);
    assert!(early.safe[1].round.committee <= until);
    assert!(
        listed(&tokyo, &format!("{LIST}&part=lapsed"))
            .await
            .is_empty()
    );

    let national = world.officer("national").await;
    let all = listed(&national, LIST).await;
    assert_eq!(all.len(), 4);
    let kanagawa = listed(&national, &format!("{LIST}&prefecture=14")).await;
    assert_eq!(kanagawa.len(), 1);
    assert_eq!(kanagawa[0].register_number, number("000104"));
}

#[tokio::test]
async fn an_association_looks_after_its_own_holders_and_each_look_is_in_the_trail() {
    let world = World::start().await;
    world
        .holds("000201", "13", world.today().add_months(3))
        .await;
    let (tokyo, kanagawa) = (world.officer("13").await, world.officer("14").await);
    let line = listed(&tokyo, LIST).await.remove(0);
    // Nothing of the person stands in the address.
    assert!(!line.holder.contains("201"));
    let path = format!("/holders/{}", line.holder);
    let view: HolderView = tokyo.get(&path).await.read(200);
    assert_eq!(view.approvals[0].certificate.as_deref(), Some("C000201"));
    assert!(!view.account);
    assert!(view.requirements.iter().any(|one| !one.met));
    let looks = world.items(&Range::whole("AUDIT#000201".to_owned())).await;
    assert_eq!(looks.len(), 1);
    let queue = format!("AUDIT#holders#{PROGRAMME}");
    assert_eq!(world.items(&Range::whole(queue)).await.len(), 1);

    let _ = kanagawa.get(&path).await.problem(ProblemKind::NotFound);
    let other = kanagawa.get(&format!("{LIST}&prefecture=13")).await;
    let _ = other.problem(ProblemKind::Forbidden);
    let district = world.officer("13-001").await;
    let _ = district.get(LIST).await.problem(ProblemKind::Forbidden);
    let forged = format!("/holders/{}x", line.holder);
    let _ = tokyo.get(&forged).await.problem(ProblemKind::NotFound);

    let search = |number: &str| serde_json::json!({ "programme": PROGRAMME.as_str(), "register_number": number });
    let found: HolderList = tokyo
        .post("/holders/searches", &search("201"))
        .await
        .read(200);
    assert_eq!(found.holders.len(), 1);
    let none: HolderList = kanagawa
        .post("/holders/searches", &search("201"))
        .await
        .read(200);
    assert!(none.holders.is_empty());
}

#[tokio::test]
async fn grace_is_set_with_a_reason_and_withdrawn() {
    let world = World::start().await;
    // Ended three months ago; the pandemic exemption holds until March 2028 at most.
    world.pass(Duration::from_secs(2 * 366 * 24 * 60 * 60));
    let ended = world.today().add_months(-3);
    world.holds("000301", "13", ended).await;
    let tokyo = world.officer("13").await;
    assert!(listed(&tokyo, LIST).await.is_empty());
    let lapsed = listed(&tokyo, &format!("{LIST}&part=lapsed")).await;
    assert_eq!(lapsed[0].standing, StandingView::Lapsed { expired: ended });
    let path = format!("/holders/{}/grace", lapsed[0].holder);
    let decide = |version: u32, reason: &str, note: &str| GraceDecision {
        version,
        reason: reason.to_owned(),
        note: note.to_owned(),
    };
    let refused = tokyo.post(&path, &decide(1, "holiday", "")).await;
    assert_eq!(refused.wrong_fields(), ["reason", "note"]);
    let set = decide(1, "illness", "診断書の写し");
    let view: HolderView = tokyo.post(&path, &set).await.read(200);
    assert!(matches!(view.line.standing, StandingView::Grace { .. }));
    // Sent twice, it is set once.
    let again: HolderView = tokyo.post(&path, &set).await.read(200);
    assert_eq!((again.version, again.grace_events.len()), (2, 1));
    assert_eq!(listed(&tokyo, LIST).await.len(), 1);

    let stale = tokyo.post(&path, &decide(1, "", "誤り")).await;
    let _ = stale.problem(ProblemKind::Changed);
    let withdrawn = decide(2, "", "別の方の診断書でした");
    let view: HolderView = tokyo.post(&path, &withdrawn).await.read(200);
    assert_eq!(view.line.standing, StandingView::Lapsed { expired: ended });
    assert_eq!(view.grace_events.len(), 2);
    let kanagawa = world.officer("14").await;
    let other = kanagawa.post(&path, &set).await;
    let _ = other.problem(ProblemKind::NotFound);
}

/// Starts the notices of today and waits until they are done.
async fn notices(world: &World) {
    world.work("start_notices").await;
    done(world).await;
}

async fn done(world: &World) {
    let key = Key::job(&format!("notices.{}", world.today()));
    eventually("the notices", || async {
        let job: Option<adapters::store::items::job::JobRecord> = world.find(&key).await;
        job.filter(|job| !job.is_running())
    })
    .await;
}

async fn reminders(world: &World, doctor: &Person, count: usize) {
    eventually(&format!("{count} reminders"), || async {
        let mails = world.mails(&doctor.email).await;
        let found = mails
            .iter()
            .filter(|mail| mail.subject.contains("更新のお知らせ"));
        (found.count() == count).then_some(())
    })
    .await;
}

fn days_until(world: &World, day: Date) -> u64 {
    u64::try_from(world.today().days_until(day)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn holders_are_told_at_each_distance_once_and_left_in_peace_while_they_renew() {
    let world = World::start().await;
    let last = world.today().add_days(75);
    world.holds("000401", "13", last).await;
    world
        .holds("000402", "13", world.today().add_days(500))
        .await;
    let doctor = Doctor::member("000401").enter(&world).await;
    let early = Doctor::member("000402").enter(&world).await;
    world
        .earned_for_renewal("000401", "15", world.today())
        .await;
    notices(&world).await;
    reminders(&world, &doctor, 1).await;
    let mail = world.mail(&doctor.email, "更新のお知らせ").await;
    assert!(mail.text.contains(&last.both_calendars()), "{}", mail.text);
    assert!(mail.text.contains("あと3単位"), "{}", mail.text);
    assert!(mail.text.contains("申請の締切"), "{}", mail.text);
    assert!(!mail.subject.contains("髙橋"));

    // The same day again, from the beginning: nobody is told twice.
    let key = Key::job(&format!("notices.{}", world.today()));
    let mut job: adapters::store::items::job::JobRecord = world.find(&key).await.unwrap();
    job.state = adapters::store::items::job::JobState::Running;
    job.cursor = String::new();
    job.v += 1;
    world.seed(&job).await;
    done(&world).await;
    // A day later nothing new is due.
    world.pass(Duration::from_secs(24 * 60 * 60));
    notices(&world).await;
    reminders(&world, &doctor, 1).await;

    // Two months before, and two weeks before.
    for (days, count) in [(59, 2), (10, 3)] {
        let ahead = days_until(&world, last.add_days(-days));
        world.pass(Duration::from_secs(ahead * 24 * 60 * 60));
        notices(&world).await;
        reminders(&world, &doctor, count).await;
    }
    assert!(world.mails(&early.email).await.is_empty());

    // Whoever merely claimed the number of a holder of another name is not told.
    world
        .holds("000403", "13", world.today().add_days(20))
        .await;
    let stranger = Doctor::non_member("000403").named("鈴木", "一", "スズキ", "ハジメ");
    let stranger = stranger.enter(&world).await;
    world.pass(Duration::from_secs(24 * 60 * 60));
    notices(&world).await;
    assert!(world.mails(&stranger.email).await.is_empty());
}

#[tokio::test]
async fn whom_no_mail_reaches_gets_each_letter_once() {
    let world = World::start().await;
    let national = world.officer("national").await;
    let soon = world.today().add_days(40);
    let rows = vec![row("000501", soon), row("000502", soon)];
    assert_eq!(import(&national, rows).await, [ImportFate::Added; 2]);
    Doctor::member("000502").enter(&world).await;
    let tokyo = world.officer("13").await;
    let list: LetterList = tokyo.get(LETTERS).await.read(200);
    assert_eq!(list.letters.len(), 1);
    let letter = &list.letters[0];
    assert_eq!(letter.line.register_number, number("000501"));
    assert_eq!(letter.address, ["〒113-8621", "東京都文京区本駒込2-28-16"]);
    assert_eq!((letter.last, letter.distance.as_str()), (soon, "2m"));
    let printed = LettersPrinted {
        holders: vec![letter.line.holder.clone()],
    };
    for expected in [1, 0] {
        let kept = tokyo.post("/holder-letters/printed", &printed).await;
        assert_eq!(kept.read::<LettersKept>(200).printed, expected);
    }
    let list: LetterList = tokyo.get(LETTERS).await.read(200);
    assert!(list.letters.is_empty());
    // Two weeks before there is another one.
    world.pass(Duration::from_secs(30 * 24 * 60 * 60));
    let tokyo = world.officer("13").await;
    let list: LetterList = tokyo.get(LETTERS).await.read(200);
    assert_eq!(list.letters[0].distance, "14d");
}
