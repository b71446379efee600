//! Refusals: in the audit trail, without the person in the log; and in words when it takes too long.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use adapters::store::{Range, items::audit::AuditRecord};
use api::problem::{Problem, ProblemKind};
use functions::World as Process;
use journeys::courses::{award, post, receipt, row, rows};
use journeys::registering::form;
use journeys::{Doctor, World};
use lambda_http::{Body, Request};
use tempfile::NamedTempFile;

async fn refusals(world: &World, subject: &str) -> Vec<AuditRecord> {
    let found = world.items(&Range::whole(format!("AUDIT#{subject}"))).await;
    let lines = found
        .iter()
        .map(|item| item.decode::<AuditRecord>().unwrap());
    lines.filter(|line| line.refused.is_some()).collect()
}

#[tokio::test]
async fn who_tries_what_belongs_to_another_association_is_in_the_audit_trail() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    assert!(refusals(&world, course.as_str()).await.is_empty());
    let kanagawa = world.officer("14").await;
    let external = world.organizer("x0123456789abcdef", "研究会").await;
    let path = format!("/courses/{course}");
    kanagawa.get(&path).await.expect(404);
    kanagawa.get(&format!("{path}/credits")).await.expect(404);
    external.get(&path).await.expect(404);
    let tokyo = world.officer("13").await;
    post(&tokyo, &course, &award(rows(1))).await.expect(403);
    let told: Vec<(String, String, String, Option<u16>)> = refusals(&world, course.as_str())
        .await
        .into_iter()
        .map(|line| (line.who, line.association, line.endpoint, line.refused))
        .collect();
    let line = |who: &str, body: &str, endpoint: &str, status| {
        (
            who.to_owned(),
            body.to_owned(),
            endpoint.to_owned(),
            Some(status),
        )
    };
    let body = "x0123456789abcdef";
    assert_eq!(
        told,
        [
            line("clerk-14", "14", "read_course", 404),
            line("clerk-14", "14", "list_awards", 404),
            line(&external.login, body, "read_course", 404),
            line("clerk-13", "13", "award_credits", 403),
        ]
    );
}

#[tokio::test]
async fn the_log_names_no_person() {
    let log = NamedTempFile::new().unwrap();
    // For the whole process: a subscriber of one thread only is forgotten where another thread came
    // first. So the person is one whom no other story knows.
    tracing_subscriber::fmt()
        .with_writer(Arc::new(log.reopen().unwrap()))
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .init();
    let world = World::start().await;
    let (email, number) = ("washio.reiko@example.jp", "076543");
    let mut typed = form("WashioReiko1", number);
    typed.profile.family = "鷲尾".to_owned();
    typed.profile.given = "麗子".to_owned();
    typed.profile.family_kana = "ワシオ".to_owned();
    typed.profile.given_kana = "レイコ".to_owned();
    typed.profile.birth_date = "1961-12-29".to_owned();
    typed.profile.contact.mobile = "090-7654-3210".to_owned();
    world.register(email, typed).await;
    let (doctor, _) = world.sign_in("washioreiko1").await;
    doctor.get("/me").await.expect(200);
    let wrong = world.try_password("washioreiko1", "Wrong%2026").await;
    wrong.expect(401);
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, vec![row("1", number, "鷲尾麗子")]).await;
    let credits = format!("/courses/{course}/credits");
    world.officer("14").await.get(&credits).await.expect(404);
    world.mail(email, "登録が完了").await;
    let log = fs::read_to_string(log.path()).unwrap();
    for endpoint in [
        "complete_registration",
        "sign_in",
        "award_credits",
        "list_awards",
    ] {
        assert!(log.contains(endpoint), "{endpoint} left no line");
    }
    for person in [
        "washio",
        "Washio",
        number,
        "鷲尾",
        "麗子",
        "ワシオ",
        "レイコ",
        "090-7654-3210",
        "1961-12-29",
        "clerk-14",
    ] {
        let told = log.lines().find(|line| line.contains(person));
        assert_eq!(told, None, "the log names {person}");
    }
}

/// The same process before a table that never answers.
async fn before_a_silent_table(world: &World) -> (Process, tokio::net::TcpListener) {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stack = world.process();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    let config = stack.dynamodb.config().to_builder().endpoint_url(endpoint);
    let process = Process {
        dynamodb: aws_sdk_dynamodb::Client::from_conf(config.build()),
        patience: Duration::from_millis(300),
        ..world.process()
    };
    (process, silent)
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_answered_in_words_before_the_gateway_hangs_up() {
    assert!(functions::world::PATIENCE < local::lambda::HTTP_LIMIT);
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let (process, _silent) = before_a_silent_table(&world).await;
    let route = functions::ROUTES
        .iter()
        .find(|route| route.declaration.name == "read_my_page")
        .unwrap();
    let cookie = adapters::identity::sign_in::COOKIE;
    let mut request = Request::new(Body::Empty);
    let token = format!("{cookie}={}", doctor.cookie().unwrap());
    let secret = process.origin_secrets.first().unwrap().parse().unwrap();
    let headers = request.headers_mut();
    headers.insert("cookie", token.parse().unwrap());
    headers.insert(adapters::identity::origin::SECRET_HEADER, secret);
    let answer = (route.call)(Arc::new(process), request).await;
    assert_eq!(answer.status().as_u16(), 503);
    let Body::Text(body) = answer.body() else {
        panic!("no text");
    };
    let problem: Problem = serde_json::from_str(body).unwrap();
    assert_eq!(
        (problem.code, problem.retry_after),
        (ProblemKind::Busy, Some(5))
    );
}
