//! 制度の規則: an administrator writes a new version, and only later decisions follow it
//! (features.md L9).

use std::time::Duration;

use api::{
    courses::{CourseApproval, CourseView},
    problem::ProblemKind,
    rule_sets::{Adoption, RuleSetDraft, RuleSetList, RuleSetView, Standing},
};
use domain::{association::Tier, calendar::Date, course::CourseState, rules::RuleBook};
use journeys::{World, courses::course_form};

const PRESENT: &str = "continuing-education.2016";
const NEXT: &str = "continuing-education.9001";

/// The present rules with another id and first day, and the national round for courses.
fn next_version(id: &str, from: Date) -> RuleSetDraft {
    let text = RuleBook::embedded_text(PRESENT).unwrap();
    let lines = text.lines().map(|line| match line.split(' ').next() {
        Some("id") => format!("id = \"{id}\""),
        Some("valid_from") => format!("valid_from = \"{from}\""),
        Some("course_approval") => "course_approval = [\"prefectural\", \"national\"]".to_owned(),
        _ => line.to_owned(),
    });
    // Only the head of the file: a category's id stands below.
    let head = text
        .lines()
        .take_while(|line| !line.starts_with("[["))
        .count();
    let lines: Vec<String> = lines
        .take(head)
        .chain(text.lines().skip(head).map(str::to_owned))
        .collect();
    RuleSetDraft {
        text: lines.join("\n"),
    }
}

fn standing_of(list: &RuleSetList, id: &str) -> Option<Standing> {
    let line = list.rule_sets.iter().find(|line| line.id == id)?;
    Some(line.standing)
}

/// Approves a course at the prefecture; where it stands then.
async fn approved_by_the_prefecture(world: &World, day: Date) -> CourseState {
    let holder = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let course: CourseView = holder.post("/courses", &course_form(day)).await.read(201);
    let approval = CourseApproval {
        version: course.version,
    };
    let path = format!("/review/courses/{}/approval", course.line.id);
    let approved: CourseView = tokyo.post(&path, &approval).await.read(200);
    approved.line.status
}

#[tokio::test]
async fn a_new_version_is_drafted_adopted_and_alters_only_later_decisions() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let first_day = world.today().add_days(10);
    // The process reads the rules before anything is adopted.
    let nationally = CourseState::Pending {
        stage: Tier::National,
    };
    let before = approved_by_the_prefecture(&world, first_day).await;
    assert_ne!(before, nationally);

    let draft = next_version(NEXT, first_day);
    let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    assert_eq!(drafted.line.standing, Standing::Draft);
    let again: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    assert_eq!(again, drafted);
    world.pass(Duration::from_secs(16 * 60));
    let meanwhile = approved_by_the_prefecture(&world, first_day).await;
    assert_ne!(meanwhile, nationally, "a draft holds for nobody");

    let path = format!("/rule-sets/{NEXT}");
    let adoption = Adoption {
        version: drafted.version,
    };
    let stale = Adoption { version: 9 };
    let _ = administrator
        .post(&format!("{path}/adoption"), &stale)
        .await
        .problem(ProblemKind::Changed);
    let adopted: RuleSetView = administrator
        .post(&format!("{path}/adoption"), &adoption)
        .await
        .read(200);
    assert_eq!(adopted.line.standing, Standing::Coming);
    assert_eq!(adopted.adopted.unwrap().by, administrator.login);

    world.pass(Duration::from_secs(16 * 60));
    let eve = approved_by_the_prefecture(&world, first_day.add_days(-1)).await;
    assert_ne!(eve, nationally);
    assert_eq!(
        approved_by_the_prefecture(&world, first_day).await,
        nationally
    );

    world.pass(Duration::from_secs(11 * 24 * 60 * 60));
    let administrator = world.administrator().await;
    let list: RuleSetList = administrator.get("/rule-sets").await.read(200);
    assert_eq!(standing_of(&list, NEXT), Some(Standing::InForce));
    assert_eq!(standing_of(&list, PRESENT), Some(Standing::Past));
}

#[tokio::test]
async fn adopted_rules_are_not_edited_and_drafts_can_be_discarded() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let day = world.today().add_days(30);
    let built_in: RuleSetView = administrator
        .get(&format!("/rule-sets/{PRESENT}"))
        .await
        .read(200);
    assert!(built_in.line.built_in && built_in.text.contains("course_approval"));
    let draft = next_version(NEXT, day);
    let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    let changed = next_version(NEXT, day.add_days(1));
    let changed: RuleSetView = administrator.post("/rule-sets", &changed).await.read(201);
    assert_eq!(changed.version, drafted.version + 1);

    let path = format!("/rule-sets/{NEXT}");
    let list: RuleSetList = administrator.delete(&path).await.read(200);
    assert_eq!(standing_of(&list, NEXT), None);
    let _: RuleSetList = administrator.delete(&path).await.read(200);
    let _ = administrator
        .get(&path)
        .await
        .problem(ProblemKind::NotFound);

    let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    let adoption = Adoption {
        version: drafted.version,
    };
    let adopt = format!("{path}/adoption");
    administrator.post(&adopt, &adoption).await.expect(200);
    // Adopting twice adopts once.
    administrator.post(&adopt, &adoption).await.expect(200);
    let edited = next_version(NEXT, day.add_days(1));
    let _ = administrator
        .post("/rule-sets", &edited)
        .await
        .problem(ProblemKind::WrongState);
    let _ = administrator
        .delete(&path)
        .await
        .problem(ProblemKind::WrongState);
    let other = next_version("continuing-education.9002", day);
    let refused = administrator.post("/rule-sets", &other).await;
    let problem = refused.problem(ProblemKind::Invalid);
    let last = day.to_string();
    assert!(problem.fields[0].text.contains(&last), "{problem:?}");
}

#[tokio::test]
async fn of_two_drafts_for_the_same_days_only_one_is_adopted_and_the_other_stays_a_draft() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let day = world.today().add_days(30);
    let other = "continuing-education.9002";
    let mut versions = Vec::new();
    // Either is in order while it is the only one.
    for (id, from) in [(NEXT, day), (other, day)] {
        let draft = next_version(id, from);
        let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
        versions.push(drafted.version);
    }
    let adopt = async |id: &str, version: u32| {
        let path = format!("/rule-sets/{id}/adoption");
        administrator.post(&path, &Adoption { version }).await
    };
    adopt(NEXT, versions[0]).await.expect(200);
    let refused = adopt(other, versions[1]).await;
    let problem = refused.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "text");
    let said = &problem.fields[0].text;
    assert!(
        said.contains("valid_from") && said.contains(&day.to_string()),
        "{said}"
    );
    let list: RuleSetList = administrator.get("/rule-sets").await.read(200);
    assert_eq!(standing_of(&list, NEXT), Some(Standing::Coming));
    assert_eq!(standing_of(&list, other), Some(Standing::Draft));
    // With days of its own it follows on the first.
    let later = next_version(other, day.add_days(1));
    let later: RuleSetView = administrator.post("/rule-sets", &later).await.read(201);
    adopt(other, later.version).await.expect(200);
}

#[tokio::test]
async fn mistakes_are_told_with_their_place() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let good = next_version(NEXT, world.today().add_days(30)).text;
    let mistakes = [
        ("", "missing field `id`"),
        ("id = x", "line 1, column 6"),
        ("id = \"a\"\n規則", "line 2, column 3"),
    ];
    for (text, expected) in mistakes {
        let draft = RuleSetDraft {
            text: text.to_owned(),
        };
        let problem = administrator.post("/rule-sets", &draft).await;
        let problem = problem.problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, "text");
        assert!(problem.fields[0].text.contains(expected), "{problem:?}");
    }
    let today = RuleSetDraft {
        text: good.replace(
            &world.today().add_days(30).to_string(),
            &world.today().to_string(),
        ),
    };
    let problem = administrator.post("/rule-sets", &today).await;
    let problem = problem.problem(ProblemKind::Invalid);
    assert!(problem.fields[0].text.contains("valid_from"), "{problem:?}");
    // Nothing was kept.
    let list: RuleSetList = administrator.get("/rule-sets").await.read(200);
    assert!(list.rule_sets.iter().all(|line| line.built_in));
}
