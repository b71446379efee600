//! API キー: shown once, of one kind, revocable (features.md #75, #123).

use api::credits::{Fate, Receipt, ReceiptRow};
use api::organizers::{ApiKeyCreated, ApiKeyForm, OrganizerHome};
use api::problem::ProblemKind;
use domain::organizer::ApiKeyKind;
use journeys::courses::course_form;
use journeys::{Doctor, World};
use serde_json::json;

fn form(label: &str, kind: ApiKeyKind) -> ApiKeyForm {
    ApiKeyForm {
        label: label.to_owned(),
        kind,
    }
}

#[tokio::test]
async fn an_api_key_is_shown_once_opens_the_own_courses_only_and_can_be_revoked() {
    let world = World::start().await;
    let tokyo = world.officer("13").await;
    let form = form("研修管理システム", ApiKeyKind::Credits);
    let created: ApiKeyCreated = tokyo
        .post_once("/api-keys", "api-key-1", &form)
        .await
        .read(201);
    let again: ApiKeyCreated = tokyo
        .post_once("/api-keys", "api-key-1", &form)
        .await
        .read(201);
    assert_eq!(created.key, again.key, "asked for twice, made once");
    let home: OrganizerHome = tokyo.get("/organizer").await.read(200);
    assert_eq!(home.api_keys, std::slice::from_ref(&created.line));
    let stored = world
        .items(&adapters::store::Range::whole("ORGANIZER#13".to_owned()))
        .await;
    let secret = created.key.rsplit('.').next().unwrap();
    assert!(
        !format!("{stored:?}").contains(secret),
        "only a hash is stored"
    );

    let program = world.visitor().with_key(&created.key);
    program.get("/courses").await.expect(200);
    for path in ["/organizer", "/review/applications", "/me"] {
        let _ = program.get(path).await.problem(ProblemKind::Forbidden);
    }
    let more = program.post("/api-keys", &form).await;
    let _ = more.problem(ProblemKind::Forbidden);

    let path = format!("/api-keys/{}", created.line.id);
    let elsewhere = world.officer("14").await;
    let _ = elsewhere.delete(&path).await.problem(ProblemKind::NotFound);
    for _ in 0..2 {
        let home: OrganizerHome = tokyo.delete(&path).await.read(200);
        assert!(home.api_keys.is_empty());
    }
    let _ = program
        .get("/courses")
        .await
        .problem(ProblemKind::SignInRequired);
    let reused = tokyo.post_once("/api-keys", "api-key-1", &form).await;
    let _ = reused.problem(ProblemKind::KeyReused);
}

#[tokio::test]
async fn a_key_for_the_feed_is_the_national_associations_alone_and_opens_nothing_else() {
    let world = World::start().await;
    let asked = form("生涯教育 on-line", ApiKeyKind::Feed);
    for other in [
        world.officer("13").await,
        world.officer("13-001").await,
        world.organizer("x0123456789abcdef", "城東の会").await,
    ] {
        let refused = other.post("/api-keys", &asked).await;
        let problem = refused.problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, "kind");
    }
    let national = world.officer("national").await;
    let feed: ApiKeyCreated = national
        .post_once("/api-keys", "national-key-1", &asked)
        .await
        .read(201);
    let credits = form("生涯教育 on-line", ApiKeyKind::Credits);
    let reused = national
        .post_once("/api-keys", "national-key-1", &credits)
        .await;
    let _ = reused.problem(ProblemKind::KeyReused);
    // A program from before kinds says none, and gets what it got.
    let unsaid = json!({ "label": "研修管理システム" });
    let credits: ApiKeyCreated = national
        .post_once("/api-keys", "national-key-2", &unsaid)
        .await
        .read(201);
    let home: OrganizerHome = national.get("/organizer").await.read(200);
    assert_eq!(home.api_keys.len(), 2);
    assert!(home.api_keys.contains(&feed.line) && home.api_keys.contains(&credits.line));
    assert_eq!(
        (feed.line.kind, credits.line.kind),
        (ApiKeyKind::Feed, ApiKeyKind::Credits)
    );

    Doctor::member("123456").enter(&world).await;
    let rows = json!({ "rows": [{
        "row_id": "e-1", "register_number": "123456", "name": "髙橋直子", "kind": "e-learning",
        "title": "高血圧の最新治療", "units": "0.5", "codes": ["74"], "date": world.today(),
    }] });
    let back = json!({ "row_id": "e-1" });
    let feeder = world.visitor().with_key(&feed.key);
    let holder = world.visitor().with_key(&credits.key);
    for (path, body) in [
        ("/learning/feed", &rows),
        ("/learning/feed/reversals", &back),
    ] {
        let refused = holder.post(path, body).await;
        let _ = refused.problem(ProblemKind::Forbidden);
    }
    let fed: Receipt = feeder.post("/learning/feed", &rows).await.read(200);
    assert_eq!(fed.rows[0].fate, Fate::Posted);
    let reversed: ReceiptRow = feeder
        .post("/learning/feed/reversals", &back)
        .await
        .read(200);
    assert_eq!(reversed.row_id, "e-1");
    // Courses of the national association are no longer within its reach.
    let refused = feeder.post("/courses", &course_form(world.today())).await;
    let _ = refused.problem(ProblemKind::Forbidden);
    for path in ["/courses", "/organizer", "/me", "/review/applications"] {
        let _ = feeder.get(path).await.problem(ProblemKind::Forbidden);
    }
    holder
        .post("/courses", &course_form(world.today()))
        .await
        .expect(201);

    let path = format!("/api-keys/{}", feed.line.id);
    national.delete(&path).await.expect(200);
    let refused = feeder.post("/learning/feed", &rows).await;
    let _ = refused.problem(ProblemKind::SignInRequired);
}
