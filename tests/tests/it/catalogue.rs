//! 研修会の一覧: approved courses to come, for everybody, and as a feed (features.md #131).

use api::{
    catalogue::{Catalogue, CatalogueCourse},
    courses::{CourseApproval, CourseView},
    problem::ProblemKind,
};
use domain::{calendar::Date, course::CourseForm};
use journeys::{
    Person, World,
    courses::{course_form, industrial_course},
};

/// Registered and approved by the prefecture of the organiser, and by nobody else.
async fn held_by(world: &World, holder: &Person, reviewer: &str, form: &CourseForm) -> CourseView {
    let made: CourseView = holder.post("/courses", form).await.read(201);
    let approval = CourseApproval {
        version: made.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let reviewer = world.officer(reviewer).await;
    reviewer.post(&path, &approval).await.read(200)
}

fn titled(title: &str, date: Date) -> CourseForm {
    CourseForm {
        title: title.to_owned(),
        ..course_form(date)
    }
}

async fn look(world: &World, query: &str) -> Catalogue {
    let path = format!("/catalogue{query}");
    world.visitor().get(&path).await.read(200)
}

fn titles(found: &Catalogue) -> Vec<&str> {
    found.courses.iter().map(|one| one.title.as_str()).collect()
}

/// A world with courses of two prefectures, on-line and in a hall, of two programmes.
async fn some_courses(world: &World) -> Date {
    let today = world.today();
    let chiyoda = world.officer("13-001").await;
    let yokohama = world.officer("14-001").await;
    let mut online = titled("心不全の地域連携", today.add_days(40));
    online.place.kind = "online".to_owned();
    online.place.address = "https://example.jp/live".to_owned();
    let mut both = titled("髙齢者の運動", today.add_days(70));
    both.place.kind = "both".to_owned();
    both.lectures[0].lecturer = "渡邊　隆".to_owned();
    let mut hall = titled("横浜の救急", today.add_days(5));
    hall.place.prefecture = "14".to_owned();
    hall.place.venue = "横浜市医師会館".to_owned();
    held_by(world, &chiyoda, "13", &titled("高血圧", today.add_days(10))).await;
    held_by(
        world,
        &chiyoda,
        "13",
        &titled("昨日の会", today.add_days(-1)),
    )
    .await;
    held_by(world, &yokohama, "14", &online).await;
    held_by(world, &chiyoda, "13", &both).await;
    held_by(world, &yokohama, "14", &hall).await;
    // Not approved yet, so nobody knows of them: one waits for the prefecture, one for the committee.
    let waiting = chiyoda
        .post("/courses", &titled("審査中", today.add_days(9)))
        .await;
    waiting.expect(201);
    held_by(world, &chiyoda, "13", &industrial_course(today.add_days(9))).await;
    today
}

#[tokio::test]
async fn everybody_finds_approved_courses_by_place_programme_code_days_and_words() {
    let world = World::start().await;
    let today = some_courses(&world).await;
    let all = look(&world, "").await;
    assert_eq!((all.from, all.next.as_ref()), (today, None));
    assert_eq!(
        titles(&all),
        ["横浜の救急", "高血圧", "心不全の地域連携", "髙齢者の運動"]
    );
    let day = |days: i32| today.add_days(days).to_string();
    for (query, expected) in [
        (
            "?prefecture=14".to_owned(),
            vec!["横浜の救急", "心不全の地域連携"],
        ),
        ("?prefecture=13".to_owned(), vec!["高血圧", "髙齢者の運動"]),
        (
            "?online=true".to_owned(),
            vec!["心不全の地域連携", "髙齢者の運動"],
        ),
        (
            "?prefecture=13&online=true".to_owned(),
            vec!["髙齢者の運動"],
        ),
        ("?programme=sports-physician".to_owned(), vec![]),
        (
            "?programme=continuing-education&code=15".to_owned(),
            vec!["横浜の救急", "高血圧", "心不全の地域連携", "髙齢者の運動"],
        ),
        ("?code=16".to_owned(), vec![]),
        (
            format!("?from={}&until={}", day(10), day(40)),
            vec!["高血圧", "心不全の地域連携"],
        ),
        // Folded: variants of kanji, width, kana; every word has to stand somewhere.
        ("?text=高齢者".to_owned(), vec!["髙齢者の運動"]),
        ("?text=渡辺%20千代田".to_owned(), vec!["髙齢者の運動"]),
        ("?text=横浜市医師会館".to_owned(), vec!["横浜の救急"]),
        ("?text=渡辺%20横浜".to_owned(), vec![]),
        // What is past is not announced.
        (
            format!("?from={}", day(-30)),
            vec!["横浜の救急", "高血圧", "心不全の地域連携", "髙齢者の運動"],
        ),
    ] {
        assert_eq!(titles(&look(&world, &query).await), expected, "{query}");
    }
    let course = &look(&world, "?prefecture=13").await.courses[0];
    assert_eq!(course.begins.to_string(), "14:00");
    assert_eq!(course.enquiries, "千代田区医師会 学術課 03-0000-0000");
    assert_eq!(course.credits[0].units.to_string(), "2");
    for wrong in ["?prefecture=48", "?unknown=1", "?after=x"] {
        let refused = world.visitor().get(&format!("/catalogue{wrong}")).await;
        let _ = refused.problem(ProblemKind::Malformed);
    }
    let answer = world.visitor().get("/catalogue").await;
    assert_eq!(answer.headers["cache-control"], "public, max-age=300");
}

#[tokio::test]
async fn many_courses_come_in_pages_without_one_missed_or_shown_twice() {
    let world = World::start().await;
    let chiyoda = world.officer("13-001").await;
    let mut expected = Vec::new();
    for number in 0..35 {
        let title = format!("第{number:02}回");
        let form = titled(&title, world.today().add_days(2 + number));
        held_by(&world, &chiyoda, "13", &form).await;
        expected.push(title);
    }
    let first = look(&world, "?prefecture=13").await;
    assert_eq!(first.courses.len(), 30);
    let next = format!("?prefecture=13&after={}", first.next.clone().unwrap());
    let second = look(&world, &next).await;
    assert_eq!(second.next, None);
    let found: Vec<&CatalogueCourse> = first.courses.iter().chain(&second.courses).collect();
    let found: Vec<&str> = found.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_catalogue_is_a_feed_for_calendars_too() {
    let world = World::start().await;
    let today = some_courses(&world).await;
    let answer = world.visitor().get("/catalogue.ics?prefecture=13").await;
    answer.expect(200);
    assert_eq!(
        answer.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    assert_eq!(answer.headers["cache-control"], "public, max-age=300");
    let text = answer.text();
    assert!(
        text.lines().all(|line| line.len() <= 75),
        "lines are folded"
    );
    let lines = text.replace("\r\n ", "");
    assert!(lines.starts_with("BEGIN:VCALENDAR\r\n") && lines.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(lines.matches("BEGIN:VEVENT").count(), 2);
    assert!(lines.contains("SUMMARY:高血圧\r\n"), "{lines}");
    assert!(lines.contains("LOCATION:千代田区医師会館"));
    // 14:00 in Japan.
    let day = today.add_days(10).to_string().replace('-', "");
    assert!(lines.contains(&format!("DTSTART:{day}T050000Z")), "{lines}");
    assert!(lines.contains(&format!("DTEND:{day}T070000Z")));
    let uid = |text: &str| {
        let uids = text.lines().filter(|line| line.starts_with("UID:"));
        uids.map(str::to_owned).collect::<Vec<_>>()
    };
    let again = world.visitor().get("/catalogue.ics?prefecture=13").await;
    assert_eq!(uid(&again.text()), uid(&text), "the same entries each time");
}

#[tokio::test]
async fn a_course_has_a_page_of_its_own_and_an_entry_for_calendars() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let day = world.today().add_days(12);
    let waiting: CourseView = holder
        .post("/courses", &titled("承認前", day))
        .await
        .read(201);
    let approved = held_by(&world, &holder, "13", &titled("承認後", day)).await;
    for path in ["", "/calendar-entry"] {
        let path = format!("/catalogue/{}{path}", waiting.line.id);
        let hidden = world.visitor().get(&path).await;
        hidden.problem(ProblemKind::NotFound);
    }
    let id = &approved.line.id;
    let page: CatalogueCourse = world
        .visitor()
        .get(&format!("/catalogue/{id}"))
        .await
        .read(200);
    assert_eq!(look(&world, "").await.courses, [page]);
    let entry = world
        .visitor()
        .get(&format!("/catalogue/{id}/calendar-entry"))
        .await;
    let entry = entry.expect(200).text().replace("\r\n ", "");
    assert_eq!(entry.matches("BEGIN:VEVENT").count(), 1);
    assert!(entry.contains(&format!("UID:course-{id}@")), "{entry}");
    assert!(entry.contains(&format!("/catalogue/{id}\r\n")), "{entry}");
}
