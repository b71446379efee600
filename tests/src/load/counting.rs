//! Each operation of a year, carried out and counted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use api::courses::{CourseApproval, CourseView};
use api::learning::{DeclarationCase, DeclarationQueue};
use api::organizers::ApiKeyCreated;
use api::rounds::RoundDecision;
use domain::calendar::{Date, FiscalYear};
use domain::credit::AttendeeRow;
use domain::id::CourseId;
use local::watch::Partition;
use operations::counted::{Counted, Operation, Units};
use serde_json::json;
use tokio::sync::Mutex;

use super::recorder::{Recorder, pattern};
use crate::client::Client;
use crate::courses::{award, course_form, post, row};
use crate::people::{Doctor, Person};
use crate::registering::{PASSWORD, form};
use crate::titles::{INDUSTRIAL, title_form};
use crate::world::World;

/// Attendees of the counted course, and people of whatever is done for many at once.
const MANY: u32 = 40;
/// Applicants of the counted round.
const APPLICANTS: u32 = 10;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

struct Counting {
    world: Arc<World>,
    recorder: Recorder,
    counted: Vec<Operation>,
}

/// Carries out everything and counts it.
///
/// # Panics
/// When a step is refused.
pub async fn count() -> Counted {
    let recorder = Recorder::default();
    let mut counting = Counting {
        world: Arc::new(World::start_watched(recorder.watch()).await),
        recorder,
        counted: Vec::new(),
    };
    counting.settle().await;
    counting.identity().await;
    counting.credits().await;
    counting.titles().await;
    counting.notices().await;
    counting.declarations().await;
    Counted {
        operation: counting.counted,
    }
}

impl Counting {
    /// Schedules run once soon after a start.
    async fn settle(&self) {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let _ = self
            .recorder
            .quiet(self.world.stack().outside.queues.store())
            .await;
    }

    /// Counts what `work` does for `people`, in `requests`.
    async fn of(
        &mut self,
        (name, what): (&str, &str),
        people: u32,
        requests: u32,
        work: impl Future<Output = ()>,
    ) {
        let _ = self
            .recorder
            .quiet(self.world.stack().outside.queues.store())
            .await;
        let mails = self.mails().await;
        work.await;
        let touches = self
            .recorder
            .quiet(self.world.stack().outside.queues.store())
            .await;
        let people = f64::from(people);
        let share = |count: f64| (count / people * 1000.0).round() / 1000.0;
        let mut keys: BTreeMap<String, Units> = BTreeMap::new();
        for touch in &touches {
            let units = keys.entry(pattern(&touch.partition)).or_default();
            units.reads += f64::from(touch.half_reads) / 2.0;
            units.writes += f64::from(touch.writes);
        }
        let calls = touches.iter().filter(|touch| touch.begins_call).count();
        let written = |touch: &&local::watch::Touch| {
            touch.writes > 0 && matches!(touch.partition, Partition::Table(_))
        };
        let records = touches.iter().filter(written).count();
        self.counted.push(Operation {
            name: name.to_owned(),
            what: what.to_owned(),
            requests: share(f64::from(requests)),
            trips: share(calls as f64),
            records: share(records as f64),
            mails: share((self.mails().await - mails) as f64),
            reads: share(keys.values().map(|units| units.reads).sum()),
            writes: share(keys.values().map(|units| units.writes).sum()),
            keys: keys
                .into_iter()
                .map(|(key, units)| {
                    let units = Units {
                        reads: share(units.reads),
                        writes: share(units.writes),
                    };
                    (key, units)
                })
                .collect(),
        });
    }

    async fn mails(&self) -> usize {
        let mails = self.world.stack().outside.mailbox.mails();
        mails.list(None).await.expect("the mailbox is read").len()
    }

    async fn identity(&mut self) {
        let world = Arc::clone(&self.world);
        let what = (
            "register",
            "POST /registrations, the mail, POST /registrations/completion",
        );
        self.of(what, 1, 2, async {
            let form = form("loadregister01", "200001");
            world.register("load-register@example.jp", form).await;
        })
        .await;
        let doctor = Doctor::member("200002").enter(&world).await;
        world.give_password(&doctor, PASSWORD).await;
        self.of(("sign-in", "POST /sign-ins"), 1, 1, async {
            world.sign_in(&doctor.login).await;
        })
        .await;
        // Fifteen attendances in each of five years.
        let mut year = FiscalYear::of(world.today());
        for _ in 0..5 {
            let day = if year.contains(world.today()) {
                world.today()
            } else {
                year.start()
            };
            for _ in 0..15 {
                world.award(&doctor, "1.5", day).await;
            }
            year = year.previous();
        }
        self.reading("my-page", &doctor, "/me").await;
        let history = format!("/me/credits?fiscal_year={}", FiscalYear::of(world.today()));
        self.reading("credit-history", &doctor, &history).await;
        self.reading("title-page", &doctor, &format!("/me/titles/{INDUSTRIAL}"))
            .await;
        self.reading("certificate-shown", &doctor, "/me/certificates")
            .await;
        let what = ("certificate-verified", "POST /certificates/verification");
        self.of(what, 1, 1, async {
            let code = json!({ "secret": "A".repeat(43) });
            world
                .visitor()
                .post("/certificates/verification", &code)
                .await;
        })
        .await;
    }

    async fn reading(&mut self, name: &str, who: &Client, path: &str) {
        let what = format!("GET {}", path.split('?').next().unwrap_or(path));
        self.of((name, &what), 1, 1, async {
            who.get(path).await.expect(200);
        })
        .await;
    }

    async fn credits(&mut self) {
        let world = Arc::clone(&self.world);
        let holder = world.officer("13-001").await;
        let tokyo = world.officer("13").await;
        let mut attendees = Vec::new();
        for place in 0..MANY {
            let number = format!("{}", 300_001 + place);
            Doctor::member(&number).enter(&world).await;
            attendees.push(number);
        }
        let course: Mutex<Option<CourseId>> = Mutex::new(None);
        let what = (
            "course",
            "POST /courses, POST /review/courses/{course}/approval",
        );
        self.of(what, 1, 2, async {
            let made: CourseView = holder
                .post("/courses", &course_form(world.today()))
                .await
                .read(201);
            let approval = CourseApproval {
                version: made.version,
            };
            let path = format!("/review/courses/{}/approval", made.line.id);
            tokyo.post(&path, &approval).await.expect(200);
            *course.lock().await = Some(made.line.id);
        })
        .await;
        let course = course.into_inner().expect("a course");
        let rows = |prefix: &str| -> Vec<AttendeeRow> {
            let numbers = attendees.iter().enumerate();
            numbers
                .map(|(place, number)| row(&format!("{prefix}-{place:03}"), number, "髙橋直子"))
                .collect()
        };
        let what = ("award-of-40", "POST /courses/{course}/credits with 40 rows");
        self.of(what, 1, 1, async {
            post(&holder, &course, &award(rows("award")))
                .await
                .expect(200);
        })
        .await;
        let national = world.officer("national").await;
        let key: ApiKeyCreated = national
            .post_once(
                "/api-keys",
                "load-key-1",
                &json!({ "label": "e-learning", "kind": "feed" }),
            )
            .await
            .read(201);
        let program = world.visitor().with_key(key.key);
        let today = world.today();
        let fed: Vec<serde_json::Value> = rows("feed")
            .into_iter()
            .map(|row| {
                json!({
                    "row_id": row.row_id, "register_number": row.register_number,
                    "name": row.name, "kind": "e-learning", "title": "高血圧の最新治療",
                    "units": "0.5", "codes": ["74"], "date": today,
                })
            })
            .collect();
        let what = ("feed-row", "a row of POST /learning/feed with 40 rows");
        self.of(what, MANY, 1, async {
            let body = json!({ "rows": fed });
            program.post("/learning/feed", &body).await.expect(200);
        })
        .await;
        self.catalogue(&holder, &tokyo).await;
    }

    /// With as many courses to come as a page shows.
    async fn catalogue(&mut self, holder: &Person, tokyo: &Person) {
        let world = Arc::clone(&self.world);
        for ahead in 1..=MANY {
            let day = world
                .today()
                .add_days(i32::try_from(ahead % 20).unwrap_or(1) + 1);
            let made: CourseView = holder.post("/courses", &course_form(day)).await.read(201);
            let approval = CourseApproval {
                version: made.version,
            };
            let path = format!("/review/courses/{}/approval", made.line.id);
            tokyo.post(&path, &approval).await.expect(200);
        }
        let visitor = world.visitor();
        self.reading("catalogue", &visitor, "/catalogue").await;
    }

    async fn titles(&mut self) {
        let world = Arc::clone(&self.world);
        let mut doctors = Vec::new();
        for place in 0..APPLICANTS {
            let doctor = Doctor::member(&(400_001 + place).to_string());
            doctors.push(world.holder_who_can_renew(doctor, 180).await);
        }
        let tokyo = world.officer("13").await;
        let national = world.officer("national").await;
        let recorder = self.recorder.clone();
        let noted = Mutex::new(Vec::new());
        let what = (
            "renewal",
            "POST /me/applications, POST /forwardings and POST /rounds/…/decision in bulk, the certificate",
        );
        self.of(what, APPLICANTS, APPLICANTS + 2, async {
            let mut id = None;
            for doctor in &doctors {
                let made = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
                id = Some(made.summary.id);
            }
            let start = json!({ "programme": INDUSTRIAL.as_str() });
            tokyo.post("/forwardings", &start).await.expect(200);
            // Each look at the job would be counted too.
            noted
                .lock()
                .await
                .extend(recorder.quiet(world.stack().outside.queues.store()).await);
            let case = tokyo.case(&id.expect("an application")).await;
            let _ = recorder.take();
            let round = case.application.summary.title.expect("a title").round;
            let decided_on = Some(world.today());
            let path = format!("/rounds/{INDUSTRIAL}/{round}/decision");
            let decision = RoundDecision {
                decided_on,
                minutes: "第1回".to_owned(),
            };
            national.post(&path, &decision).await.expect(200);
            noted
                .lock()
                .await
                .extend(recorder.quiet(world.stack().outside.queues.store()).await);
            recorder.put_back(std::mem::take(&mut *noted.lock().await));
        })
        .await;
        for doctor in &doctors {
            assert_eq!(doctor.title(INDUSTRIAL).await.approvals.len(), 2);
        }
    }

    /// A day without anybody to be told, then one with ten.
    async fn notices(&mut self) {
        let world = Arc::clone(&self.world);
        // Today's search was begun by its schedule when the world started, and is not begun twice.
        world.pass(DAY);
        let what = ("notices-day", "the search for whom to tell, once a day");
        self.of(what, 1, 0, async {
            world.work("start_notices").await;
        })
        .await;
        let day = self.counted.last().cloned().expect("it was counted");
        for place in 0..APPLICANTS {
            let number = (500_001 + place).to_string();
            world.holds(&number, "13", world.today().add_days(76)).await;
            Doctor::member(&number).enter(&world).await;
        }
        world.pass(DAY);
        let what = ("notice", "one notice of renewal by mail");
        self.of(what, APPLICANTS, 0, async {
            world.work("start_notices").await;
        })
        .await;
        let notice = self.counted.last_mut().expect("it was counted");
        assert!((notice.mails - 1.0).abs() < 1e-9, "{notice:?}");
        less(notice, &day, f64::from(APPLICANTS));
    }

    /// In the month of declarations.
    async fn declarations(&mut self) {
        let world = Arc::clone(&self.world);
        let today = world.today();
        let this = Date::new(today.year(), 4, 10).expect("a day");
        let april = if this > today {
            this
        } else {
            Date::new(today.year() + 1, 4, 10).expect("a day")
        };
        world.pass_to(april);
        let year = FiscalYear::of(april).previous();
        let doctor = Doctor::member("600001").enter(&world).await;
        for _ in 0..15 {
            world.award(&doctor, "1.5", year.start()).await;
        }
        let district = world.officer("13-001").await;
        let what = (
            "declaration",
            "GET and POST /me/learning/declarations/{year}, GET /review/declarations, its reading and acceptance",
        );
        self.of(what, 1, 5, async {
            let path = format!("/me/learning/declarations/{year}");
            doctor.get(&path).await.expect(200);
            let form = json!({ "version": 0, "form": { "outside": [], "confirmed": true } });
            doctor.post(&path, &form).await.expect(201);
            let queue: DeclarationQueue = district.get("/review/declarations").await.read(200);
            let path = format!("/review/declarations/{}", queue.declarations[0].id);
            let case: DeclarationCase = district.get(&path).await.read(200);
            let seen = json!({ "version": case.version });
            let accept = format!("{path}/acceptance");
            district.post(&accept, &seen).await.expect(200);
        })
        .await;
    }
}

/// One of `people` without what the day costs anyway.
fn less(one: &mut Operation, day: &Operation, people: f64) {
    let without = |all: f64, day: f64| (((all - day / people).max(0.0)) * 1000.0).round() / 1000.0;
    one.trips = without(one.trips, day.trips);
    one.records = without(one.records, day.records);
    one.reads = without(one.reads, day.reads);
    one.writes = without(one.writes, day.writes);
    for (key, units) in &mut one.keys {
        let day = day.keys.get(key).copied().unwrap_or_default();
        units.reads = without(units.reads, day.reads);
        units.writes = without(units.writes, day.writes);
    }
    one.keys
        .retain(|_, units| units.reads > 0.0 || units.writes > 0.0);
}
