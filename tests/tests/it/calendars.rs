//! 自分の暦: the days that matter for a doctor, at a secret address (features.md L7).

use adapters::store::items::qualification::{ApprovalRecord, QualificationRecord};
use api::{
    calendars::{CalendarAddress, CalendarState},
    problem::ProblemKind,
};
use domain::{
    association::AssociationId,
    calendar::Date,
    contact::PrefectureCode,
    programme::Programme,
    rounds::RoundBook,
    rules::{ApprovalFact, GoalKind, ValidityPeriod},
};
use journeys::{Doctor, Person, World, people::date};

/// A title of 髙橋直子 that ends on a day.
async fn certified(world: &World, doctor: &Person, until: Date) {
    let from = until.add_years(-5).add_days(1);
    let fact = ApprovalFact {
        kind: GoalKind::New,
        decided_on: from,
        validity: ValidityPeriod { from, to: until },
    };
    world
        .seed(&QualificationRecord {
            register_number: doctor.number.clone().unwrap(),
            programme: Programme::IndustrialPhysician,
            approvals: vec![ApprovalRecord {
                fact,
                certificate: None,
                application: None,
                used: Vec::new(),
            }],
            grace: None,
            prefecture: AssociationId::parse("13").unwrap(),
            on_paper: None,
            v: 1,
        })
        .await;
}

/// What a program reads at an address: lines unfolded.
async fn read(world: &World, address: &str) -> String {
    let path = address.split("/api").nth(1).unwrap();
    let answer = world.visitor().get(path).await;
    answer.expect(200);
    assert_eq!(
        answer.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    assert_eq!(answer.headers["cache-control"], "no-store");
    answer.text().replace("\r\n ", "")
}

/// The day of the entry with this in its summary.
fn day_of(calendar: &str, summary: &str) -> String {
    let entry = calendar
        .split("BEGIN:VEVENT")
        .find(|entry| {
            let own = |line: &str| line.starts_with("SUMMARY") && line.contains(summary);
            entry.lines().any(own)
        })
        .unwrap_or_else(|| panic!("{summary}: {calendar}"));
    let line = entry.lines().find(|line| line.starts_with("DTSTART"));
    line.and_then(|line| line.split(':').nth(1))
        .unwrap()
        .to_owned()
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

#[tokio::test]
async fn a_doctor_subscribes_to_the_days_that_matter_and_revokes_the_address() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    // Far enough that the last safe day for it is still to come.
    let until = world.today().add_days(400).year_month().last_day();
    certified(&world, &doctor, until).await;
    let state: CalendarState = doctor.get("/me/calendar").await.read(200);
    assert_eq!(state.since, None);

    let mut addresses = Vec::new();
    for _ in 0..2 {
        let made = doctor
            .post_once("/me/calendar", "calendar-1", &serde_json::json!({}))
            .await;
        addresses.push(made.read::<CalendarAddress>(201).address);
    }
    assert_eq!(addresses[0], addresses[1], "asked for twice, made once");
    let address = &addresses[0];
    let calendar = read(&world, address).await;
    assert_eq!(day_of(&calendar, "日医認定産業医 有効期限"), compact(until));
    let book = RoundBook::embedded().unwrap();
    let tokyo = PrefectureCode::parse("13").unwrap();
    let safe = book
        .safe_day(Programme::IndustrialPhysician, tokyo, until)
        .unwrap();
    assert_eq!(
        day_of(&calendar, "日医認定産業医 更新申請の締切"),
        compact(safe.day)
    );
    assert!(calendar.contains(&safe.round.in_words()));
    let today = world.today();
    let april = date(&format!("{}-04-30", today.year()));
    let due = if today <= april {
        april
    } else {
        april.add_years(1)
    };
    assert_eq!(day_of(&calendar, "生涯教育申告書"), compact(due));
    // Nothing says whose days these are.
    for personal in ["123456", "髙橋", "高橋", "直子", "doctor", &doctor.email] {
        assert!(!calendar.contains(personal), "{personal}");
    }
    let uids = |calendar: &str| -> Vec<String> {
        let lines = calendar.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(uids(&read(&world, address).await), uids(&calendar));

    // Only the hash is kept.
    let secret = address.rsplit('/').next().unwrap().trim_end_matches(".ics");
    let kept = world
        .items(&adapters::store::Range::whole(doctor.partition.clone()))
        .await;
    let kept = format!("{kept:?}");
    assert!(!kept.contains(secret), "{kept}");

    // Made anew, the address before leads nowhere; its entries keep their ids.
    let body = serde_json::json!({});
    let anew: CalendarAddress = doctor.post("/me/calendar", &body).await.read(201);
    let path = |address: &str| address.split("/api").nth(1).unwrap().to_owned();
    let old = world.visitor().get(&path(address)).await;
    let _ = old.problem(ProblemKind::NotFound);
    assert_eq!(uids(&read(&world, &anew.address).await), uids(&calendar));
    for _ in 0..2 {
        let state: CalendarState = doctor.delete("/me/calendar").await.read(200);
        assert_eq!(state.since, None);
    }
    let revoked = world.visitor().get(&path(&anew.address)).await;
    let _ = revoked.problem(ProblemKind::NotFound);
    for unknown in ["/calendars/x.ics", "/calendars/x", "/calendars/.ics"] {
        let _ = world
            .visitor()
            .get(unknown)
            .await
            .problem(ProblemKind::NotFound);
    }
}

#[tokio::test]
async fn two_doctors_calendars_lie_in_one_program_without_mixing() {
    let world = World::start().await;
    let mut ids = Vec::new();
    for number in ["123456", "234567"] {
        let doctor = Doctor::member(number).enter(&world).await;
        let body = serde_json::json!({});
        let made: CalendarAddress = doctor.post("/me/calendar", &body).await.read(201);
        let calendar = read(&world, &made.address).await;
        let lines = calendar.lines().filter(|line| line.starts_with("UID:"));
        ids.extend(lines.map(str::to_owned));
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
