//! Nobody gets in without the right: every declared endpoint, tried by everybody who may not call
//! it, with a request that would not parse. That the answer is the refusal, and not a complaint
//! about the request, shows that admission comes before parsing.

use std::time::Duration;

use adapters::{
    Grants,
    identity::{
        seal::{KEY_LENGTH, SealKeys},
        secret::Secret,
        sign_in::{self, COOKIE, NewSignIn, Principal},
    },
    store::Store,
};
use api::{
    Declaration, ENDPOINTS, Method, Need,
    access::{Access, RoleName},
    problem::ProblemKind,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    application::ApplicationId,
    association::AssociationId,
    calendar::Moment,
    certificate::CertificateNumber,
    course::CourseId,
    evidence::EvidenceId,
    organizer::{ApiKeyKind, OrganizerId},
    register_number::MedicalRegisterNumber,
};
use local::stack::{Stack, StackOptions};
use reqwest::{Client, Response, StatusCode};

/// A body that no parser takes.
const GARBLED: &str = "{\"rows\": [";

/// A stack of its own, and whoever knocks at it.
struct House {
    stack: Stack,
    client: Client,
    _folder: tempfile::TempDir,
}

/// How a request is filled in.
#[derive(Clone, Copy)]
enum Form {
    /// Path, query and body are such as no parser takes.
    Garbled,
    /// Path and query are in order, the body is garbled.
    GarbledBody,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            stack: Stack::start(StackOptions::for_test(folder.path()))
                .await
                .unwrap(),
            client: Client::new(),
            _folder: folder,
        }
    }

    /// A sign-in as the seal of this house would make it, not stored anywhere.
    fn sign_in(&self, role: RoleName, keys: &SealKeys, expires_at: Option<Moment>) -> NewSignIn {
        sign_in::issue(
            keys,
            &principal(role),
            &Secret::new(random()),
            random(),
            expires_at,
        )
    }

    /// The token of a sign-in that is stored.
    async fn stored(&self, role: RoleName, expires_at: Moment) -> String {
        let world = self.stack.world();
        let made = self.sign_in(role, &world.seal_keys, Some(expires_at));
        Store::new(
            world.dynamodb.clone(),
            world.table.clone(),
            Grants::of(&[Need::Write]),
        )
        .insert(&made.record)
        .await
        .unwrap();
        made.token
    }

    async fn live(&self, role: RoleName) -> String {
        self.stored(role, self.now().plus_hours(1)).await
    }

    fn now(&self) -> Moment {
        (self.stack.world().clock)()
    }

    async fn call(
        &self,
        endpoint: &Declaration,
        role: RoleName,
        token: Option<&str>,
        form: Form,
    ) -> Response {
        let query = match form {
            Form::Garbled => "?no-such-parameter=1",
            Form::GarbledBody => needed_query(endpoint.name),
        };
        let url = format!(
            "{}/api{}{query}",
            self.stack.origin(),
            filled(endpoint.path, form)
        );
        let mut request = match endpoint.method {
            Method::GET => self.client.get(url),
            Method::POST => self.client.post(url).body(GARBLED),
            Method::DELETE => self.client.delete(url).body(GARBLED),
        }
        .header("content-type", "application/json")
        .header("idempotency-key", "denial-matrix")
        .timeout(Duration::from_secs(20));
        if let Some(token) = token {
            request = match role {
                role if role.is_program() => request.bearer_auth(token),
                _ => request.header("cookie", format!("{COOKIE}={token}")),
            };
        }
        request.send().await.unwrap()
    }
}

/// The answer is this refusal, in the form that programs understand.
async fn refused(answer: Response, kind: ProblemKind, story: &str) {
    let status = answer.status();
    let body: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(body["code"], kind.code(), "{story}: {status} {body}");
    assert_eq!(status.as_u16(), kind.status(), "{story}");
}

/// Nothing was read to find that out.
fn cost_nothing(answer: &Response, story: &str) {
    let timing = answer.headers()["server-timing"].to_str().unwrap();
    assert!(timing.contains("trips;desc=\"0\""), "{story}: {timing}");
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn principal(role: RoleName) -> Principal {
    let login = "matrix-0001".to_owned();
    match role {
        RoleName::Doctor => Principal::Doctor {
            n: MedicalRegisterNumber::parse("123456").unwrap(),
            claim: None,
            login,
        },
        RoleName::Officer => {
            let a = AssociationId::parse("13").unwrap();
            Principal::Officer {
                t: a.tier(),
                a,
                login,
                n: None,
            }
        }
        RoleName::Organizer => Principal::Organizer {
            o: external_body(),
            login,
        },
        RoleName::CreditsKey => key(external_body(), ApiKeyKind::Credits),
        RoleName::FeedKey => key(AssociationId::national().into(), ApiKeyKind::Feed),
        RoleName::Administrator => Principal::Administrator { login },
    }
}

fn key(o: OrganizerId, kind: ApiKeyKind) -> Principal {
    Principal::ApiKey {
        o,
        key: "k1".to_owned(),
        kind,
    }
}

fn external_body() -> OrganizerId {
    OrganizerId::parse("x0123456789abcdef").unwrap()
}

/// The path with every parameter filled in.
fn filled(path: &str, form: Form) -> String {
    path.split('/')
        .map(|part| {
            match part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'))
            {
                Some(_) if matches!(form, Form::Garbled) => "%7Bno-such-thing".to_owned(),
                // Other programmes award no title, and have no rounds.
                Some("programme") if path.contains("/titles/") || path.contains("/rounds/") => {
                    "industrial-physician".to_owned()
                }
                Some(name) => sample(name),
                None => part.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// A well-formed value of each path parameter; a new parameter needs one here.
fn sample(parameter: &str) -> String {
    match parameter {
        "application" => ApplicationId::new([1; 10]).to_string(),
        "certificate" => CertificateNumber::new(
            domain::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
            2026,
            [1; _],
        )
        .to_string(),
        "calendar" => "rounds.2026".to_owned(),
        "calendar_file" => "x.ics".to_owned(),
        "claim" => "0123456789abcdef".to_owned(),
        "declaration" => ApplicationId::new([2; 10]).to_string(),
        "year" => "2025".to_owned(),
        "course" => CourseId::new([1; 10]).to_string(),
        "evidence" => EvidenceId::new([1; 10]).to_string(),
        "holder" => "local~0123456789abcdef".to_owned(),
        "key" => "k1".to_owned(),
        "notice" => "17950000000000123456789abcdef0".to_owned(),
        "organizer" => external_body().to_string(),
        "round" => "2026-5".to_owned(),
        "rule_set" => "continuing-education.2016".to_owned(),
        "programme" => "family-physician-function".to_owned(),
        other => panic!("give a sample of the path parameter {other}"),
    }
}

/// A well-formed query where an endpoint does not go without one.
fn needed_query(endpoint: &str) -> &'static str {
    match endpoint {
        "list_my_credits" => "?fiscal_year=2025",
        "list_rounds" | "read_forwarding" | "list_holders" | "list_letters" => {
            "?programme=industrial-physician"
        }
        "plan_title" => "?goal=renewal",
        "list_held_courses" => "?date=2026-10-03&prefecture=13",
        _ => "",
    }
}

fn closed() -> impl Iterator<Item = &'static Declaration> {
    ENDPOINTS
        .iter()
        .filter(|endpoint| !endpoint.access.admits(None))
}

fn admitted(access: Access) -> impl Iterator<Item = RoleName> {
    RoleName::ALL
        .into_iter()
        .filter(move |role| access.admits(Some(*role)))
}

fn story(endpoint: &Declaration, who: &str) -> String {
    format!("{} {} by {who}", endpoint.method.as_str(), endpoint.path)
}

#[tokio::test]
async fn a_stranger_and_a_forged_or_damaged_seal_are_refused_everywhere_without_a_read() {
    let house = House::open().await;
    let world = house.stack.world();
    let foreign = format!("local:{}", URL_SAFE_NO_PAD.encode([7; KEY_LENGTH]));
    let foreign = SealKeys::parse(&foreign).unwrap();
    for endpoint in closed() {
        for role in admitted(endpoint.access) {
            let forged = house.sign_in(role, &foreign, None).token;
            let damaged = house.sign_in(role, &world.seal_keys, None).token;
            let place = damaged.find('.').unwrap() + 9;
            let other = if damaged.as_bytes()[place] == b'A' {
                "B"
            } else {
                "A"
            };
            let damaged = format!("{}{other}{}", &damaged[..place], &damaged[place + 1..]);
            for (who, token) in [
                ("nobody", None),
                ("a forger", Some(forged.as_str())),
                ("a damaged seal", Some(damaged.as_str())),
                ("nonsense", Some("a.b.c")),
            ] {
                let story = story(endpoint, who);
                let answer = house.call(endpoint, role, token, Form::Garbled).await;
                cost_nothing(&answer, &story);
                refused(answer, ProblemKind::SignInRequired, &story).await;
            }
        }
    }
}

#[tokio::test]
async fn a_role_without_the_right_is_refused_everywhere_without_a_read() {
    let house = House::open().await;
    for role in RoleName::ALL {
        let token = house.live(role).await;
        for endpoint in closed().filter(|endpoint| !endpoint.access.admits(Some(role))) {
            let story = story(endpoint, &format!("{role:?}"));
            let answer = house
                .call(endpoint, role, Some(&token), Form::Garbled)
                .await;
            cost_nothing(&answer, &story);
            refused(answer, ProblemKind::Forbidden, &story).await;
        }
    }
}

#[tokio::test]
async fn an_expired_and_a_revoked_sign_in_are_refused_everywhere() {
    let house = House::open().await;
    let world = house.stack.world();
    for role in RoleName::ALL {
        let expired = house.stored(role, house.now().plus_hours(-1)).await;
        let revoked = house.sign_in(role, &world.seal_keys, None).token;
        for endpoint in closed().filter(|endpoint| endpoint.access.admits(Some(role))) {
            for (who, token) in [("an expired", &expired), ("a revoked", &revoked)] {
                let story = story(endpoint, &format!("{who} {role:?}"));
                let answer = house
                    .call(endpoint, role, Some(token), Form::GarbledBody)
                    .await;
                refused(answer, ProblemKind::SignInRequired, &story).await;
            }
        }
    }
}

/// The other side of the matrix: without it, a house that refuses everybody would pass.
#[tokio::test]
async fn the_right_role_is_admitted_everywhere_and_only_then_is_the_body_read() {
    let house = House::open().await;
    for role in RoleName::ALL {
        let token = house.live(role).await;
        for endpoint in closed().filter(|endpoint| endpoint.access.admits(Some(role))) {
            let story = story(endpoint, &format!("{role:?}"));
            let answer = house
                .call(endpoint, role, Some(&token), Form::GarbledBody)
                .await;
            if endpoint.method == Method::GET {
                let status = answer.status();
                let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status);
                assert!(!refused, "{story}: {status}");
            } else {
                refused(answer, ProblemKind::Malformed, &story).await;
            }
        }
    }
}

#[tokio::test]
async fn a_form_on_another_site_is_refused_everywhere() {
    let house = House::open().await;
    for endpoint in ENDPOINTS
        .iter()
        .filter(|endpoint| endpoint.method == Method::POST)
    {
        let url = format!(
            "{}/api{}",
            house.stack.origin(),
            filled(endpoint.path, Form::Garbled)
        );
        let request = house
            .client
            .post(url)
            .header("sec-fetch-site", "cross-site")
            .body(GARBLED);
        refused(
            request.send().await.unwrap(),
            ProblemKind::CrossSite,
            &story(endpoint, "another site"),
        )
        .await;
    }
}
