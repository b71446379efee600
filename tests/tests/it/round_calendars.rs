//! 審査回の暦: an administrator enters the days that became known, and what is placed after that
//! follows them (features.md #88, #93).

use std::time::Duration;

use api::{
    courses::CourseView,
    problem::ProblemKind,
    round_calendars::{CalendarDraft, CalendarList, CalendarView},
    rule_sets::{Adoption, Standing},
};
use domain::{
    contact::PrefectureCode,
    programme::Programme,
    rounds::{Round, RoundBook},
};
use journeys::titles::{INDUSTRIAL, title_form};
use journeys::{Doctor, Person, World, courses::industrial_course};

const PRESENT: &str = "rounds.2026";
const NEXT: &str = "rounds.2026-9001";

/// The present calendar under another id and in its place, with these lines more.
fn in_its_place(more: &str) -> CalendarDraft {
    let text = RoundBook::embedded_text(PRESENT).unwrap();
    let text = text.replace(
        &format!("id = \"{PRESENT}\""),
        &format!("id = \"{NEXT}\"\nreplaces = \"{PRESENT}\""),
    );
    CalendarDraft {
        text: format!("{text}{more}"),
    }
}

fn day_of(round: &Round, committee: &str) -> String {
    let (year, number) = (round.fiscal_year, round.number);
    format!("\n[[dates]]\nyear = {year}\nnumber = {number}\ncommittee = \"{committee}\"\n")
}

fn cut_off(prefecture: &str, round: &Round) -> String {
    let number = round.number;
    format!(
        "\n[[cut_offs]]\nprefecture = \"{prefecture}\"\nnumber = {number}\nday = 10\nsource = \"東京都医師会の通知\"\n"
    )
}

/// The round in which what reaches a prefecture today falls, and the one after it.
fn rounds(world: &World) -> (Round, Round) {
    let book = RoundBook::embedded().unwrap();
    let tokyo = PrefectureCode::parse("13").unwrap();
    let programme = Programme::IndustrialPhysician;
    let today = world.today();
    let present = book.placement(programme, tokyo, today).unwrap().round;
    let later = present.apply_to.add_days(1);
    let next = book.placement(programme, tokyo, later).unwrap().round;
    (present, next)
}

async fn adopt(administrator: &Person, drafted: &CalendarView) -> CalendarView {
    let adoption = Adoption {
        version: drafted.version,
    };
    let path = format!("/round-calendars/{}/adoption", drafted.line.id);
    administrator.post(&path, &adoption).await.read(200)
}

#[tokio::test]
async fn days_that_became_known_are_entered_and_later_placements_follow_them() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let holder = world.officer("13-001").await;
    let (present, next) = rounds(&world);
    let course = |title: &str| {
        let mut form = industrial_course(world.today().add_days(200));
        form.title = title.to_owned();
        form
    };
    // The process reads the rounds before anything is adopted.
    let before: CourseView = holder.post("/courses", &course("前")).await.read(201);
    assert_eq!(before.round.unwrap().round, present);

    let known = present.committee.add_days(-2);
    let more = [day_of(&present, &known.to_string()), cut_off("13", &next)];
    let draft = in_its_place(&more.concat());
    let drafted: CalendarView = administrator
        .post("/round-calendars", &draft)
        .await
        .read(201);
    assert_eq!(drafted.line.standing, Standing::Draft);
    let again: CalendarView = administrator
        .post("/round-calendars", &draft)
        .await
        .read(201);
    assert_eq!(again, drafted);
    // The draft shows its days as a table.
    let line = |view: &CalendarView, round: &Round| {
        let own = |line: &&api::round_calendars::CalendarRound| line.round.id == round.id;
        view.rounds.iter().find(own).cloned().unwrap()
    };
    assert_eq!(line(&drafted, &present).round.committee, known);
    let tokyo = line(&drafted, &next).cut_offs;
    assert_eq!(tokyo.len(), 2, "for both programmes: {tokyo:?}");
    assert_eq!(tokyo[0].day.day(), 10);

    let adopted = adopt(&administrator, &drafted).await;
    assert_eq!(adopted.line.standing, Standing::InForce);
    assert_eq!(adopted.adopted.clone().unwrap().by, administrator.login);
    assert_eq!(
        adopt(&administrator, &drafted).await,
        adopted,
        "adopted once"
    );
    world.pass(Duration::from_secs(16 * 60));
    let after: CourseView = holder.post("/courses", &course("後")).await.read(201);
    assert_eq!(after.round.unwrap().round.committee, known);
    let list: CalendarList = administrator.get("/round-calendars").await.read(200);
    let standing = |id: &str| {
        let line = list.calendars.iter().find(|line| line.id == id);
        line.map(|line| (line.standing, line.built_in))
    };
    assert_eq!(standing(PRESENT), Some((Standing::Past, true)));
    assert_eq!(standing(NEXT), Some((Standing::InForce, false)));
    let built_in: CalendarView = administrator
        .get(&format!("/round-calendars/{PRESENT}"))
        .await
        .read(200);
    assert!(built_in.text.contains("[[rounds]]") && built_in.rounds.len() == 12);

    // What was decided is not written anew, nor discarded.
    let edited = in_its_place("");
    let refused = administrator.post("/round-calendars", &edited).await;
    let _ = refused.problem(ProblemKind::WrongState);
    let refused = administrator
        .delete(&format!("/round-calendars/{NEXT}"))
        .await;
    let _ = refused.problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn who_applies_after_the_cut_off_of_the_own_prefecture_is_told_of_the_next_round() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let (_, next) = rounds(&world);
    let draft = in_its_place(&cut_off("13", &next));
    let drafted: CalendarView = administrator
        .post("/round-calendars", &draft)
        .await
        .read(201);
    let adopted = adopt(&administrator, &drafted).await;
    let line = adopted.rounds.iter().find(|one| one.round.id == next.id);
    let last = line.unwrap().cut_offs[0].day;
    assert!(last < next.apply_to);
    world.pass(Duration::from_secs(16 * 60));
    let mut doctors = Vec::new();
    for number in ["100001", "100002"] {
        let doctor = Doctor::member(number).enter(&world).await;
        let until = last.add_days(300);
        world.hold_title(&doctor, INDUSTRIAL, until).await;
        world.earn_renewal(&doctor, world.today()).await;
        doctors.push(doctor);
    }
    let form = title_form(INDUSTRIAL, "renewal");
    world.pass_to(last);
    let in_time = world.again(&doctors[0]).await;
    let title = in_time.applied(&form).await.summary.title.unwrap();
    assert_eq!((title.round, title.missed), (next.id.clone(), None));

    world.pass_to(last.add_days(1));
    let late = world.again(&doctors[1]).await;
    let title = late.applied(&form).await.summary.title.unwrap();
    assert!(title.committee > next.committee);
    assert_eq!(title.missed.as_ref(), Some(&next.id));
    let mail = world.mail(&late.email, "申請を受け付けました").await;
    let said = format!("{}の締切を過ぎているため", next.id.in_words());
    assert!(mail.text.contains(&said), "{}", mail.text);
    assert!(mail.text.contains(&title.round.in_words()), "{}", mail.text);
    let mail = world.mail(&in_time.email, "申請を受け付けました").await;
    assert!(!mail.text.contains("締切を過ぎている"), "{}", mail.text);
}

#[tokio::test]
async fn mistakes_in_a_calendar_are_told_and_what_was_announced_stays() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let (present, _) = rounds(&world);
    let mistakes = [
        (String::new(), "missing field `id`"),
        ("id = x".to_owned(), "line 1, column 6"),
        (
            in_its_place("\n[[cut_offs]]\nprefecture = \"13\"\nday = 32\nsource = \"x\"\n").text,
            "cut_offs[0].day: 日は1〜31です",
        ),
        (
            in_its_place("")
                .text
                .replace("replaces = \"rounds.2026\"\n", ""),
            "from_year: これから始まる年度",
        ),
        (
            in_its_place("")
                .text
                .replace("replaces = \"rounds.2026\"", "replaces = \"rounds.1999\""),
            "replaces: 同じ制度・同じ開始年度の版",
        ),
        (
            in_its_place(&cut_off("13", &present)).text,
            "東京都の締切が、受付中の回で早くなります",
        ),
        (
            in_its_place(&day_of(&present, &world.today().add_days(-1).to_string())).text,
            "委員会",
        ),
    ];
    for (text, expected) in mistakes {
        let refused = administrator
            .post("/round-calendars", &CalendarDraft { text })
            .await;
        let problem = refused.problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, "text");
        let told: Vec<&str> = problem.fields.iter().map(|one| one.text.as_str()).collect();
        assert!(told.concat().contains(expected), "{expected}: {told:?}");
    }
    let list: CalendarList = administrator.get("/round-calendars").await.read(200);
    assert!(
        list.calendars.iter().all(|line| line.built_in),
        "nothing was kept"
    );
    // A draft can be discarded, once or twice.
    let drafted = administrator
        .post("/round-calendars", &in_its_place(""))
        .await;
    drafted.expect(201);
    for _ in 0..2 {
        let path = format!("/round-calendars/{NEXT}");
        let list: CalendarList = administrator.delete(&path).await.read(200);
        assert_eq!(list.calendars.len(), 2);
    }
}
