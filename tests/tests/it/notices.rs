//! お知らせ and the maintenance mode (features.md #3).

use std::time::Duration;

use api::notices::{NoticeBoard, NoticeList};
use api::problem::ProblemKind;
use domain::notice::NoticeForm;
use functions::metrics::Metric;
use journeys::{Doctor, Person, World};

const HOUR: Duration = Duration::from_hours(1);

fn form(world: &World, title: &str, first_day: i32, last_day: i32) -> NoticeForm {
    NoticeForm {
        title: title.to_owned(),
        text: "ご確認ください。".to_owned(),
        from_day: world.today().add_days(first_day).to_string(),
        from_time: "0:00".to_owned(),
        until_day: world.today().add_days(last_day).to_string(),
        until_time: "24:00".to_owned(),
        ..NoticeForm::default()
    }
}

async fn seen(world: &World) -> Vec<String> {
    let list: NoticeList = world.visitor().get("/notices").await.read(200);
    list.notices
        .into_iter()
        .map(|notice| notice.title)
        .collect()
}

async fn post(administrator: &Person, form: &NoticeForm) -> NoticeBoard {
    administrator.post("/notices", form).await.read(201)
}

#[tokio::test]
async fn notices_are_shown_to_everybody_in_their_time_and_outages_before_it() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    assert!(seen(&world).await.is_empty());
    post(&administrator, &form(&world, "本日のお知らせ", 0, 1)).await;
    post(&administrator, &form(&world, "来週のお知らせ", 7, 8)).await;
    let outage = NoticeForm {
        outage: true,
        title_en: "Maintenance".to_owned(),
        ..form(&world, "定期メンテナンス", 3, 3)
    };
    let board = post(&administrator, &outage).await;
    let by: Vec<&str> = board.notices.iter().map(|one| one.by.as_str()).collect();
    assert_eq!(by, ["administrator"; 3]);
    assert_eq!(seen(&world).await, ["定期メンテナンス", "本日のお知らせ"]);
    let answer = world.visitor().in_english().get("/notices").await;
    assert_eq!(answer.trips(), 1);
    let list: NoticeList = answer.read(200);
    assert_eq!(list.notices[0].title, "Maintenance");
    let closed = list.notices[0].closed.as_deref().unwrap();
    assert!(closed.contains(&outage.from_day), "{closed}");
    world.pass_to(world.today().add_days(7));
    assert_eq!(seen(&world).await, ["来週のお知らせ"]);
    world.pass(HOUR * 48);
    assert!(seen(&world).await.is_empty());
}

#[tokio::test]
async fn a_notice_sent_twice_stands_once_and_a_withdrawn_one_is_gone() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let typed = form(&world, "お知らせ", 0, 1);
    for _ in 0..2 {
        let answer = administrator
            .post_once("/notices", "notice-1", &typed)
            .await;
        let board: NoticeBoard = answer.read(201);
        assert_eq!(board.notices.len(), 1);
    }
    let other = NoticeForm {
        title: "別のお知らせ".to_owned(),
        ..typed
    };
    let answer = administrator
        .post_once("/notices", "notice-1", &other)
        .await;
    answer.problem(ProblemKind::KeyReused);
    let board: NoticeBoard = administrator.get("/notices/every").await.read(200);
    let path = format!("/notices/{}", board.notices[0].id);
    for _ in 0..2 {
        let board: NoticeBoard = administrator.delete(&path).await.read(200);
        assert!(board.notices.is_empty());
    }
    assert!(seen(&world).await.is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_a_notice_is_said_beside_the_field_and_nothing_is_shown() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let wrong = NoticeForm {
        title: String::new(),
        from_time: "25:00".to_owned(),
        ..form(&world, "", 0, 1)
    };
    let problem = administrator
        .post("/notices", &wrong)
        .await
        .problem(ProblemKind::Invalid);
    let fields: Vec<&str> = problem
        .fields
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(fields, ["title", "from_time"]);
    assert!(seen(&world).await.is_empty());
    let doctor = Doctor::member("123456").enter(&world).await;
    doctor
        .post("/notices", &form(&world, "医師から", 0, 1))
        .await
        .problem(ProblemKind::Forbidden);
}

#[tokio::test]
async fn a_closed_system_says_so_and_shows_its_notices_alone() {
    let world = World::start_closed(None).await;
    let doctor = Doctor::member("123456").enter(&world).await;
    for path in ["/me", "/sign-ins/current", "/associations"] {
        let answer = doctor.get(path).await;
        let problem = answer.problem(ProblemKind::Maintenance);
        assert_eq!(problem.retry_after, Some(600));
        assert_eq!(answer.headers["retry-after"], "600");
        assert!(problem.title.contains("お知らせ"), "{}", problem.title);
    }
    let tried = world.try_password("doctor123456", "Kagurazaka%2026").await;
    tried.problem(ProblemKind::Maintenance);
    assert!(seen(&world).await.is_empty());
    // Workers go on, and write their gauges when their time comes.
    let lines = world.stack().outside.measured.lines();
    for counted in [Metric::Faults, Metric::RefusedSignIns] {
        let name = format!("\"{}\":", counted.name());
        assert!(
            !lines.iter().any(|line| line.contains(&name)),
            "a closed system is nobody's fault: {lines:?}"
        );
    }
}
