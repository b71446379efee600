//! A prefecture with its own handling, by setting: Osaka as the manual says, another one by a rule
//! set that an administrator adopts (features.md #81).

use std::time::Duration;

use api::{
    catalogue::Catalogue,
    courses::{CourseApproval, CourseView},
    my_page::HeldCourses,
    problem::ProblemKind,
    rule_sets::{Adoption, RuleSetDraft, RuleSetView},
};
use domain::{calendar::Date, programme::Programme, rules::RuleBook};
use journeys::{Doctor, Person, World, courses::course_form};

const PRESENT: &str = "continuing-education.2016";
const NEXT: &str = "continuing-education.9001";
const NOTE: &str = "神奈川県内で受講した研修会の単位は、神奈川県医師会にご相談ください。";

/// The present rules from a day on, with 神奈川 beside Osaka.
fn next_version(from: Date) -> String {
    let text = RuleBook::embedded_text(PRESENT).unwrap();
    let text = text.replacen(PRESENT, NEXT, 1);
    let text = text.replacen(
        "valid_from = \"2016-04-01\"",
        &format!("valid_from = \"{from}\""),
        1,
    );
    let more = format!(
        "\n[[own_handling]]\nprefecture = \"14\"\nnote = {{ ja = \"{NOTE}\", en = \"Ask Kanagawa.\" }}\nsource = \"test\"\n"
    );
    text + &more
}

async fn told(doctor: &Person, day: Date, prefecture: &str) -> Vec<String> {
    let path = format!("/me/held-courses?date={day}&prefecture={prefecture}");
    let found: HeldCourses = doctor.get(&path).await.read(200);
    assert!(
        found
            .own_handling
            .iter()
            .all(|one| one.programme == Programme::ContinuingEducation)
    );
    found
        .own_handling
        .into_iter()
        .map(|one| one.note.ja)
        .collect()
}

#[tokio::test]
async fn a_prefecture_handles_credits_in_its_own_way_by_a_rule_set() {
    let world = World::start().await;
    let today = world.today();
    let doctor = Doctor::member("123456").enter(&world).await;
    let osaka = told(&doctor, today, "27").await;
    assert_eq!(
        osaka,
        ["大阪府内で受講した研修会の単位は、大阪府医師会にご相談ください。"]
    );
    assert!(told(&doctor, today, "13").await.is_empty());

    let first_day = today.add_days(10);
    let administrator = world.administrator().await;
    let draft = RuleSetDraft {
        text: next_version(first_day),
    };
    let twice = RuleSetDraft {
        text: draft
            .text
            .replace("prefecture = \"14\"", "prefecture = \"27\""),
    };
    let refused = administrator.post("/rule-sets", &twice).await;
    let problem = refused.problem(ProblemKind::Invalid);
    assert!(
        problem.fields[0].text.contains("own_handling[1]"),
        "{problem:?}"
    );
    let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    let adoption = Adoption {
        version: drafted.version,
    };
    let path = format!("/rule-sets/{NEXT}/adoption");
    administrator.post(&path, &adoption).await.expect(200);
    world.pass(Duration::from_secs(16 * 60));

    // By the rules of the day of the course: not the day before.
    assert!(told(&doctor, first_day.add_days(-1), "14").await.is_empty());
    assert_eq!(told(&doctor, first_day, "14").await, [NOTE]);
    assert_eq!(told(&doctor, first_day, "27").await.len(), 1);

    // Whoever looks for a course there is told beforehand.
    let yokohama = world.officer("14-001").await;
    let kanagawa = world.officer("14").await;
    for day in [first_day.add_days(-1), first_day] {
        let mut form = course_form(day);
        form.place.prefecture = "14".to_owned();
        let made: CourseView = yokohama.post("/courses", &form).await.read(201);
        let approval = CourseApproval {
            version: made.version,
        };
        let path = format!("/review/courses/{}/approval", made.line.id);
        kanagawa.post(&path, &approval).await.expect(200);
    }
    let found: Catalogue = world
        .visitor()
        .get("/catalogue?prefecture=14")
        .await
        .read(200);
    let notes: Vec<Option<&str>> = found
        .courses
        .iter()
        .map(|one| one.note.as_ref().map(|note| note.ja.as_str()))
        .collect();
    assert_eq!(notes, [None, Some(NOTE)]);
}
