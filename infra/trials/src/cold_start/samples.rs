//! The measured functions, and real requests for each.

use adapters::identity::origin::{SECRET_HEADER, VIEWER_HEADER};
use adapters::identity::sign_in::COOKIE;
use api::identity::Credentials;
use api::notices::NoticeBoard;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::CourseId;
use domain::notice::NoticeForm;
use local::clients::{ACCESS_KEY, REGION};
use local::stack::TABLE;
use serde_json::{Value, json};

use journeys::applying::form;
use journeys::client::Client;
use journeys::courses::{award, row};
use journeys::people::{Doctor, Person};
use journeys::registering::PASSWORD;
use journeys::world::World;

/// Most memory of most functions, bytes.
pub(super) const MOST_RESIDENT: u64 = 20_000_000;
/// Of one that hashes a password: Argon2 fills 19 MiB.
pub(super) const MOST_RESIDENT_WITH_PASSWORD: u64 = 64_000_000;

/// Credits of the doctor whose page is read: some years'.
const CREDITS: usize = 30;

/// Heading of a notice that everybody sees.
const OUTAGE: &str = "定期メンテナンス";

/// One measured function.
pub(super) struct Sample {
    pub(super) name: &'static str,
    /// What it stands for.
    pub(super) kind: &'static str,
    pub(super) most_resident: u64,
    task: Task,
}

/// What it is measured on.
#[derive(Clone, Copy)]
enum Task {
    ListNotices,
    ReadMyPage,
    BeginEvidence,
    SubmitApplication,
    AwardCredits,
    SignIn,
    SendMail,
}

/// The function that there is in Python too.
pub(super) const SAME_AS_PYTHON: &str = "list_notices";

/// One of each kind, and the one that there is in Python too.
pub(super) const SAMPLES: &[Sample] = &[
    Sample {
        name: SAME_AS_PYTHON,
        kind: "reads the table, for anybody",
        most_resident: MOST_RESIDENT,
        task: Task::ListNotices,
    },
    Sample {
        name: "read_my_page",
        kind: "reads the table, judges by rules",
        most_resident: MOST_RESIDENT,
        task: Task::ReadMyPage,
    },
    Sample {
        name: "submit_application",
        kind: "reads, judges, writes a transaction",
        most_resident: MOST_RESIDENT,
        task: Task::SubmitApplication,
    },
    Sample {
        name: "award_credits",
        kind: "posts credits of an attendee",
        most_resident: MOST_RESIDENT,
        task: Task::AwardCredits,
    },
    Sample {
        name: "begin_evidence",
        kind: "writes, signs an upload to the bucket",
        most_resident: MOST_RESIDENT,
        task: Task::BeginEvidence,
    },
    Sample {
        name: "sign_in",
        kind: "hashes a password",
        most_resident: MOST_RESIDENT_WITH_PASSWORD,
        task: Task::SignIn,
    },
    Sample {
        name: "send_mail",
        kind: "worker of a queue; the mail was sent before",
        most_resident: MOST_RESIDENT,
        task: Task::SendMail,
    },
];

impl Sample {
    /// Whether this is the answer that it gives.
    pub(super) fn answers(&self, answer: &Value) -> bool {
        let done = match self.task {
            Task::ReadMyPage => 200,
            Task::BeginEvidence | Task::SubmitApplication | Task::SignIn => 201,
            Task::AwardCredits => return shows(answer, r#""waiting""#),
            Task::ListNotices => return shows(answer, OUTAGE),
            Task::SendMail => return answer["batchItemFailures"] == json!([]),
        };
        answer["statusCode"] == done
    }
}

fn shows(answer: &Value, text: &str) -> bool {
    let body = answer["body"].as_str().unwrap_or_default();
    answer["statusCode"] == 200 && body.contains(text)
}

/// The world that the functions find.
pub(super) struct Stage {
    world: World,
    doctor: Person,
    holder: Person,
    course: CourseId,
}

impl Stage {
    /// A doctor with a few years' credits, a course whose credits may be posted, and notices.
    pub(super) async fn set() -> Self {
        let world = World::start().await;
        let doctor = Doctor::member("123456").enter(&world).await;
        world.give_password(&doctor, PASSWORD).await;
        for _ in 0..CREDITS {
            world.award(&doctor, "1.5", world.today()).await;
        }
        let holder = world.officer("13-001").await;
        let course = world.approved_course(&holder, world.today()).await;
        post_notices(&world).await;
        Self {
            world,
            doctor,
            holder,
            course,
        }
    }

    /// What the template sets, pointed at the embedded table.
    pub(super) fn environment(&self) -> Vec<(&'static str, String)> {
        let outside = &self.world.stack().outside;
        let process = self.world.stack().world();
        let seal = outside.secret("seal-key").expect("the stack has its key");
        let credentials = outside.credentials();
        vec![
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY.to_owned()),
            (
                "AWS_SECRET_ACCESS_KEY",
                credentials.secret_access_key().to_owned(),
            ),
            ("AWS_ENDPOINT_URL", outside.table.endpoint().to_owned()),
            ("INSTALLATION", "measured".to_owned()),
            ("TABLE", TABLE.to_owned()),
            ("DOCUMENTS_BUCKET", process.bucket.clone()),
            ("MAIL_SENDER", process.sender.clone()),
            ("MAILS_PER_SECOND", "1".to_owned()),
            ("QUEUE_PREFIX", process.queue_prefix.clone()),
            (
                "SEAL_KEYS",
                format!("local:{}", URL_SAFE_NO_PAD.encode(seal.bytes())),
            ),
            ("ORIGIN_SECRETS", self.origin_secret()),
            ("SITE_URL", process.site_url.clone()),
        ]
    }

    fn origin_secret(&self) -> String {
        let process = self.world.stack().world();
        let secret = process.origin_secrets.first();
        secret.expect("the stack has its secret").to_owned()
    }

    /// The event that Lambda calls the function with after this start; what it needs is there.
    pub(super) async fn event(&self, sample: &Sample, start: usize) -> Value {
        match sample.task {
            Task::ListNotices => self.asked_for_notices("ja"),
            Task::ReadMyPage => {
                let call = Call::get("/me").by(&self.doctor);
                self.through_gateway(&call)
            }
            Task::BeginEvidence => {
                let body = json!({
                    "kind": "attendance-certificate", "media_type": "application/pdf",
                    "size": 1000, "file_name": "a.pdf",
                });
                let call = Call::post("/me/evidence", &body).by(&self.doctor);
                self.through_gateway(&call)
            }
            Task::SubmitApplication => {
                let number = (200_001 + start).to_string();
                let doctor = Doctor::member(&number).enter(&self.world).await;
                let today = self.world.today();
                self.world
                    .award_as(&doctor, "5", today, "タカハシナオコ")
                    .await;
                let body = form(&doctor.practical_evidence().await);
                let body = serde_json::to_value(body).expect("a form");
                self.through_gateway(&Call::post("/me/applications", &body).by(&doctor))
            }
            Task::AwardCredits => {
                let number = (300_001 + start).to_string();
                let rows = vec![row(&number, &number, "佐藤　一郎")];
                let body = serde_json::to_value(award(rows)).expect("rows");
                let path = "/courses/{course}/credits";
                let mut call = Call::post(path, &body).by(&self.holder);
                call.part = Some(("course", self.course.to_string()));
                self.through_gateway(&call)
            }
            Task::SignIn => {
                let credentials = Credentials {
                    login: self.doctor.login.clone(),
                    password: PASSWORD.to_owned(),
                };
                let body = serde_json::to_value(credentials).expect("credentials");
                self.through_gateway(&Call::post("/sign-ins", &body))
            }
            Task::SendMail => json!({ "Records": [{
                "messageId": "1", "body": json!({ "outbox": "sent" }).to_string(),
                "attributes": {}, "messageAttributes": {},
                "eventSource": "aws:sqs",
            }] }),
        }
    }

    fn through_gateway(&self, call: &Call<'_>) -> Value {
        let key = format!("{} {}", call.method, call.path);
        let (path, parts) = match &call.part {
            Some((name, value)) => (
                call.path.replace(&format!("{{{name}}}"), value),
                json!({ *name: value }),
            ),
            None => (call.path.to_owned(), json!({})),
        };
        let cookies: Vec<String> = call
            .token
            .iter()
            .map(|token| format!("{COOKIE}={token}"))
            .collect();
        let mut event = json!({
            "version": "2.0",
            "routeKey": key,
            "rawPath": path,
            "rawQueryString": "",
            "cookies": cookies,
            "pathParameters": parts,
            "headers": {
                "host": "localhost",
                "content-type": "application/json",
                "idempotency-key": "cold-start",
                SECRET_HEADER: self.origin_secret(),
                VIEWER_HEADER: "127.0.0.1",
            },
            "requestContext": {
                "accountId": "000000000000",
                "apiId": "local",
                "domainName": "localhost",
                "domainPrefix": "local",
                "http": {
                    "method": call.method, "path": path, "protocol": "HTTP/1.1",
                    "sourceIp": "127.0.0.1", "userAgent": "cold start",
                },
                "requestId": "cold-start",
                "routeKey": key,
                "stage": "api",
                "time": "01/Apr/2026:00:00:00 +0000",
                "timeEpoch": 1_775_001_600_000_u64,
            },
            "isBase64Encoded": false,
        });
        if let Some(body) = &call.body {
            event["body"] = body.to_string().into();
        }
        event
    }

    /// Anybody who opens the page of signing in, in a language.
    pub(super) fn asked_for_notices(&self, language: &str) -> Value {
        let mut event = self.through_gateway(&Call::get("/notices"));
        event["headers"]["accept-language"] = language.into();
        event
    }
}

/// What is shown now and what is not, outages and others, in one language and in two. The functions look at
/// the clock on the wall, so they are shown for long.
async fn post_notices(world: &World) {
    let administrator = world.administrator().await;
    let notice = |title: &str, from: &str, until: &str| NoticeForm {
        title: title.to_owned(),
        text: "ご不便をおかけします。\n終わり次第再開します。".to_owned(),
        from_day: from.to_owned(),
        from_time: "22:00".to_owned(),
        until_day: until.to_owned(),
        until_time: "23:30".to_owned(),
        ..NoticeForm::default()
    };
    let outage = |title: &str, until: &str| NoticeForm {
        outage: true,
        title_en: "Maintenance".to_owned(),
        ..notice(title, "2098-03-31", until)
    };
    let english = NoticeForm {
        text_en: "Please read the guide.".to_owned(),
        ..notice("ご利用の手引き", "2026-04-01", "2097-03-31")
    };
    for form in [
        notice("受付時間の変更", "2026-04-01", "2099-03-31"),
        english,
        outage(OUTAGE, "2098-03-31"),
        outage("年度末の停止", "2098-04-01"),
        notice("来世紀のお知らせ", "2098-04-01", "2098-04-02"),
    ] {
        administrator.post("/notices", &form).await.expect(201);
    }
    let form = notice("取り下げたお知らせ", "2026-04-01", "2096-03-31");
    let board: NoticeBoard = administrator.post("/notices", &form).await.read(201);
    let path = format!("/notices/{}", board.notices[0].id);
    administrator.delete(&path).await.expect(200);
}

/// A request to an endpoint.
struct Call<'a> {
    method: &'static str,
    /// As the endpoint declares it.
    path: &'static str,
    /// The parameter in the path.
    part: Option<(&'static str, String)>,
    token: Option<&'a str>,
    body: Option<&'a Value>,
}

impl<'a> Call<'a> {
    fn get(path: &'static str) -> Self {
        Self {
            method: "GET",
            path,
            part: None,
            token: None,
            body: None,
        }
    }

    fn post(path: &'static str, body: &'a Value) -> Self {
        Self {
            method: "POST",
            body: Some(body),
            ..Self::get(path)
        }
    }

    fn by(self, caller: &'a Client) -> Self {
        Self {
            token: caller.cookie(),
            ..self
        }
    }
}
