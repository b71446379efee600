//! Every alarm goes off when what it is for happens, and is silent before.
//!
//! What our own lines say is provoked in a stack and read from those lines, as CloudWatch reads
//! them. So is what a client, a queue or an invocation shows. What only AWS can measure (the
//! account's concurrency, the table's throughput, the age of the stream, the reputation of a
//! sender) is told to the alarm as AWS would tell it; `docs/operations/vocabulary.md` names those.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use adapters::identity::origin::SECRET_HEADER;
use adapters::mail::{Letter, Mail, OutboxRecord};
use adapters::queues::QueueKind;
use adapters::store::items::job::{JobRecord, JobState, JobWork};
use adapters::store::{Record, Store, schema};
use alarms::{Alarm, Kind, Measured, State, every_alarm};
use api::{ENDPOINTS, Need, Subject};
use domain::{contact::EmailAddress, language::Language};
use functions::World as Process;
use functions::workers::{WORKERS, Worker};
use journeys::{Client, Doctor, World, eventually};
use lambda_http::http::{HeaderMap, Method};
use lambda_http::{Body, Error, Request, RequestExt, Response, service_fn};
use local::gateway::{Front, GatewayRoute, router};
use local::lambda::{HTTP_LIMIT, InvokeError, http_function, invoke};
use local::listen::Door;
use local::tasks::Tasks;
use serde_json::json;

const INSTALLATION: &str = "mamis";

/// What was measured of one fault, and when it was looked at.
struct Provoked {
    measured: Measured,
    now: i64,
}

macro_rules! stories {
    ($($name:ident: $kind:ident by $provoke:ident;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let alarms: Vec<Alarm> =
                    every_alarm().into_iter().filter(|alarm| alarm.kind == Kind::$kind).collect();
                goes_off(&alarms, $provoke(&alarms).await);
            }
        )*

        /// A kind without its story does not compile.
        const fn story_of(kind: Kind) -> &'static str {
            match kind { $(Kind::$kind => stringify!($name),)* }
        }
    };
}

stories! {
    faults_of_a_subject_wake_somebody: Faults by broken_functions;
    crashes_wake_somebody: Crashes by crashing_functions;
    errors_of_the_api_wake_somebody: ApiErrors by failing_answers;
    slow_answers_wake_somebody: ApiSlow by slow_answers;
    refused_concurrency_wakes_somebody: Throttles by told;
    a_refusing_table_wakes_somebody: TableThrottles by told;
    a_failing_worker_wakes_somebody: WorkerFailing by failing_workers;
    a_stream_left_behind_wakes_somebody: StreamBehind by told;
    an_old_message_wakes_somebody: QueueAge by told;
    dead_letters_wake_somebody: DeadLetters by given_up;
    mails_that_wait_wake_somebody: DeliveryLag by waiting_mail;
    a_task_that_stands_wakes_somebody: JobsStanding by standing_job;
    refused_mails_wake_somebody: MailFailing by unreadable_mails;
    bounces_wake_somebody: MailBounces by told;
    complaints_wake_somebody: MailComplaints by told;
    unprinted_certificates_wake_somebody: CertificatesFailing by unprintable_certificates;
    tried_passwords_wake_somebody: SignInsRefused by tried_passwords;
}

#[test]
fn every_kind_has_its_story() {
    for kind in Kind::ALL {
        assert!(story_of(kind).contains("wake"), "{kind:?}");
    }
}

fn goes_off(alarms: &[Alarm], provoked: Provoked) {
    assert!(!alarms.is_empty());
    let Provoked { measured, now } = provoked;
    let calm = Measured::new(INSTALLATION);
    for alarm in alarms {
        let name = alarm.name();
        assert_eq!(calm.state(alarm, now), State::Ok, "{name} before");
        assert_eq!(measured.state(alarm, now), State::Alarm, "{name}");
        let day = 24 * 60 * 60 * 1000;
        assert_eq!(measured.state(alarm, now + day), State::Ok, "{name} after");
    }
}

/// The same values in every period that an alarm looks at.
fn in_every_period(alarm: &Alarm, now: i64) -> impl Iterator<Item = i64> {
    let period = i64::from(alarm.period) * 1000;
    (0..i64::from(alarm.periods)).map(move |back| now - back * period)
}

fn read(lines: &[String]) -> Measured {
    let mut measured = Measured::new(INSTALLATION);
    for line in lines {
        measured.read_line(line).unwrap();
    }
    measured
}

/// What the functions and workers of this world have written so far.
fn written(world: &World) -> Provoked {
    Provoked {
        measured: read(&world.stack().outside.measured.lines()),
        now: world.now().millis(),
    }
}

/// What AWS alone measures: just above the threshold.
async fn told(alarms: &[Alarm]) -> Provoked {
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        for at in in_every_period(alarm, now) {
            measured.add(&alarm.series, at, alarm.threshold * 1.1);
        }
    }
    Provoked { measured, now }
}

/// Before a table that does not exist.
fn broken(world: &World) -> Arc<Process> {
    Arc::new(Process {
        table: "nowhere".into(),
        ..world.process()
    })
}

async fn broken_functions(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    // All at one moment, however slow this machine is: the next period begins at any time.
    let now = world.now();
    let process = Arc::new(Process {
        table: "nowhere".into(),
        clock: Arc::new(move || now),
        ..world.process()
    });
    for alarm in alarms {
        let subject = alarm.of.as_deref().unwrap();
        let mut faults = 0;
        let routes = functions::ROUTES.iter();
        for route in routes.filter(|route| route.declaration.subject.folder() == subject) {
            let cookie = someone(&world, route.declaration).await;
            for _ in 0..5 {
                let request = asking(&process, cookie.as_deref())
                    .with_path_parameters(some_path(route.declaration.path))
                    .with_query_string_parameters(needed_query(route.declaration.name));
                let answer = (route.call)(Arc::clone(&process), request).await;
                faults += u32::from(answer.status().as_u16() == 500);
            }
        }
        assert!(faults >= 5, "{subject} had {faults} faults");
    }
    Provoked {
        now: now.millis(),
        ..written(&world)
    }
}

/// Something for each `{name}` of a path.
fn some_path(path: &str) -> HashMap<String, Vec<String>> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let some = |name: &str| match name {
        "programme" => journeys::titles::INDUSTRIAL.to_string(),
        _ => "some".to_owned(),
    };
    names
        .map(|name| (name.to_owned(), vec![some(name)]))
        .collect()
}

/// What an endpoint does not go without.
fn needed_query(endpoint: &str) -> HashMap<String, Vec<String>> {
    let prefecture = ("prefecture".to_owned(), vec!["13".to_owned()]);
    (endpoint == "list_associations")
        .then_some(prefecture)
        .into_iter()
        .collect()
}

/// A request of somebody who may send it, as far as a sign-in goes.
fn asking(process: &Process, cookie: Option<&str>) -> Request {
    let mut request = Request::new(Body::Text("{}".to_owned()));
    let mut headers = HeaderMap::new();
    let secret = process.origin_secrets.first().unwrap();
    headers.insert(SECRET_HEADER, secret.parse().unwrap());
    headers.insert("content-type", "application/json".parse().unwrap());
    if let Some(cookie) = cookie {
        headers.insert("cookie", cookie.parse().unwrap());
    }
    *request.headers_mut() = headers;
    request
}

async fn someone(world: &World, endpoint: &'static api::Declaration) -> Option<String> {
    use api::access::Access;
    let person = match endpoint.access {
        Access::Anyone => return None,
        Access::Doctor | Access::SignedIn => Doctor::member("123456").enter(world).await,
        Access::Officer | Access::CourseHolder | Access::LearningFeed | Access::Staff => {
            world.officer("13").await
        }
        Access::Administrator => world.administrator().await,
    };
    let cookie = adapters::identity::sign_in::COOKIE;
    Some(format!("{cookie}={}", person.cookie().unwrap()))
}

async fn answers(_: Request) -> Result<Response<Body>, Error> {
    Ok(Response::new(Body::Text("{}".to_owned())))
}

async fn fails(_: Request) -> Result<Response<Body>, Error> {
    Err("broken".into())
}

async fn dawdles(_: Request) -> Result<Response<Body>, Error> {
    tokio::time::sleep(Duration::from_millis(3_100)).await;
    answers(Request::default()).await
}

/// A gateway before three functions, one of each sort.
async fn gateway() -> (String, Tasks) {
    let route = |path: &str, function| GatewayRoute {
        method: Method::GET,
        path: path.to_owned(),
        function,
        limit: HTTP_LIMIT,
    };
    let routes = vec![
        route("/answers", http_function("answers", || service_fn(answers))),
        route("/fails", http_function("fails", || service_fn(fails))),
        route("/dawdles", http_function("dawdles", || service_fn(dawdles))),
    ];
    let mut tasks = Tasks::default();
    let door = Door::loopback(0, "--port").await.unwrap();
    let origin = door.origin();
    let app = router(routes, None, None, Front::new("s").unwrap()).unwrap();
    tasks.spawn(door.serve(app, tasks.stop_signal()));
    (origin, tasks)
}

async fn failing_answers(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for number in 0..50 {
        let path = if number % 2 == 0 {
            "/fails"
        } else {
            "/answers"
        };
        let status = visitor.get(path).await.status;
        for at in in_every_period(&alarms[0], now) {
            let failed = f64::from(u8::from(status >= 500));
            measured.add(&alarms[0].series, at, failed);
        }
    }
    tasks.stop().await;
    Provoked { measured, now }
}

async fn crashing_functions(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for _ in 0..5 {
        let answer = visitor.get("/fails").await;
        let crashed = answer.status == 500 && !answer.headers.contains_key("server-timing");
        measured.add(&alarms[0].series, now, f64::from(u8::from(crashed)));
    }
    tasks.stop().await;
    Provoked { measured, now }
}

async fn slow_answers(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for number in 0..50 {
        let path = if number == 25 { "/dawdles" } else { "/answers" };
        let begun = std::time::Instant::now();
        visitor.get(path).await.expect(200);
        let millis = begun.elapsed().as_secs_f64() * 1000.0;
        for at in in_every_period(&alarms[0], now) {
            measured.add(&alarms[0].series, at, millis);
        }
    }
    tasks.stop().await;
    Provoked { measured, now }
}

/// Every worker, those in crates of their own included.
fn workers() -> impl Iterator<Item = &'static Worker> {
    WORKERS
        .iter()
        .chain(std::iter::once(&issue_certificate::WORKER))
}

async fn failing_workers(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let process = broken(&world);
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let name = alarm.of.as_deref().unwrap();
        let worker = workers()
            .find(|worker| worker.declaration.name == name)
            .unwrap();
        let of = Arc::clone(&process);
        let function: local::lambda::Function =
            Arc::new(move |event| (worker.run)(Arc::clone(&of), event));
        for _ in 0..3 {
            // What no version of ours has sent; who looks at no event misses the table.
            let answer = invoke(&function, json!({ "Records": 1 }), HTTP_LIMIT).await;
            assert!(matches!(answer, Err(InvokeError::Failed(_))), "{name}");
            measured.add(&alarm.series, now, 1.0);
        }
    }
    Provoked { measured, now }
}

/// Messages that nobody can read, tried until they are given up.
async fn given_up(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let process = world.process();
    let sqs = process.sqs.as_ref().unwrap();
    for kind in QueueKind::ALL {
        let url = format!("{}{}", process.queue_prefix, kind.name());
        let sent = sqs.send_message().queue_url(url).message_body("?");
        sent.send().await.unwrap();
    }
    let queues = world.stack().outside.queues.store();
    let letters = eventually("the dead letters", || async {
        let letters = queues.dead_letters().await.unwrap();
        (letters.len() == QueueKind::ALL.len()).then_some(letters)
    })
    .await;
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let of = alarm.of.as_deref().unwrap();
        let mut visible = letters.iter().filter(|letter| letter.source == of).count();
        if of == "stream" {
            // An event that cannot be dispatched is kept the same way: infra/local/tests/it/stream.rs.
            visible = 1;
        }
        measured.add(
            &alarm.series,
            now,
            f64::from(u32::try_from(visible).unwrap()),
        );
    }
    Provoked { measured, now }
}

/// A table without a stream, so that nothing in it is delivered; the same world otherwise.
async fn beside(world: &World, record: &impl Record) -> Arc<Process> {
    let process = Process {
        table: "beside".into(),
        ..world.process()
    };
    schema::create_table(&process.dynamodb, "beside")
        .await
        .unwrap();
    let grants = adapters::Grants::of(&[Need::Write]);
    let store = Store::new(process.dynamodb.clone(), process.table.clone(), grants);
    store.put(record).await.unwrap();
    Arc::new(process)
}

async fn run(process: Arc<Process>, name: &str, event: serde_json::Value) {
    let worker = workers()
        .find(|worker| worker.declaration.name == name)
        .unwrap();
    (worker.run)(process, event).await.unwrap();
}

async fn waiting_mail(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let letter = Letter {
        to: EmailAddress::parse("waiting@example.jp").unwrap(),
        language: Language::Ja,
        mail: Mail::samples().remove(0),
    };
    let keys = world.process().seal_keys;
    let record = OutboxRecord::new(&keys, [7; 24], "old".to_owned(), &letter, world.now());
    let process = beside(&world, &record.unwrap()).await;
    run(Arc::clone(&process), "sweep_outbox", json!({})).await;
    let alarms: Vec<Alarm> = every_alarm();
    let lag = alarms
        .iter()
        .find(|alarm| alarm.kind == Kind::DeliveryLag)
        .unwrap();
    let young = written(&world);
    assert_eq!(young.measured.state(lag, young.now), State::Ok);
    world.pass(Duration::from_secs(31 * 60));
    run(process, "sweep_outbox", json!({})).await;
    written(&world)
}

async fn standing_job(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let now = world.now();
    let record = JobRecord {
        id: "standing".to_owned(),
        work: JobWork::Notices { on: world.today() },
        by: "clerk".to_owned(),
        register_number: None,
        started_at: now,
        moved_at: now,
        state: JobState::Running,
        done: 0,
        total: 1,
        cursor: String::new(),
        report: String::new(),
        lines: 0,
        v: 1,
    };
    let process = beside(&world, &record).await;
    world.pass(Duration::from_secs(6 * 60));
    for _ in 0..alarms[0].to_alarm {
        run(Arc::clone(&process), "sweep_jobs", json!({})).await;
        world.pass(Duration::from_secs(5 * 60));
    }
    written(&world)
}

fn unreadable(messages: u32) -> serde_json::Value {
    let records: Vec<serde_json::Value> = (0..messages)
        .map(|number| json!({ "messageId": number.to_string(), "body": "?" }))
        .collect();
    json!({ "Records": records })
}

async fn unreadable_mails(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    run(world.stack().world(), "send_mail", unreadable(10)).await;
    written(&world)
}

async fn unprintable_certificates(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    run(world.stack().world(), "issue_certificate", unreadable(3)).await;
    written(&world)
}

async fn tried_passwords(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    // From the beginning of a period on, so that it is not over before the last of them.
    let period = 5 * 60 * 1000;
    let left = period - world.now().millis().rem_euclid(period);
    world.pass(Duration::from_millis(left.unsigned_abs()));
    for _ in 0..301 {
        let answer = world.try_password("nobody1234", "Wrong%2026").await;
        assert!(matches!(answer.status, 401 | 429), "{}", answer.status);
    }
    written(&world)
}

#[test]
fn every_subject_has_its_alarm() {
    let alarms = every_alarm();
    for endpoint in ENDPOINTS {
        let subject: Subject = endpoint.subject;
        let of = Some(subject.folder().to_owned());
        assert!(
            alarms
                .iter()
                .any(|alarm| alarm.kind == Kind::Faults && alarm.of == of)
        );
    }
}
