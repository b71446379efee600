//! A small association lives through a year in compressed time.
//!
//! The plan is the same in every run: who does what on which day follows from their places alone.
//! Time is moved from day to day; within a day everything goes as fast as this machine can, so peaks
//! are those of days. What a second brings at full size is [`operations::scale`]'s to say, by the
//! counts; whether the counts add up to what a year really costs is seen here.

use std::collections::BTreeMap;
use std::time::Duration;

use api::rounds::RoundDecision;
use domain::calendar::Date;
use domain::id::{ApplicationId, CourseId};
use local::watch::Partition;
use operations::counted::{Counted, Units};
use serde_json::json;

use super::recorder::{Recorder, pattern};
use crate::courses::{award, post, row};
use crate::people::{Doctor, Person};
use crate::titles::{INDUSTRIAL, title_form};
use crate::world::World;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Days of the months of this year.
const MONTH: u32 = 30;
/// Days before the end of a title on which its holder applies.
const APPLIES_BEFORE: i32 = 120;

/// How much is played.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Doctors, each holder of a title.
    pub doctors: u32,
    /// Days.
    pub days: u32,
}

/// What was done and what it touched.
#[derive(Debug, Default)]
pub struct Report {
    /// Days with a doctor's visit.
    pub visits: u32,
    /// Courses held.
    pub courses: u32,
    /// Rows posted.
    pub rows: u32,
    /// Renewals decided.
    pub renewals: u32,
    /// Notices sent.
    pub notices: u32,
    /// Days.
    pub days: u32,
    /// By pattern of key.
    pub keys: BTreeMap<String, Load>,
}

/// What the keys of one pattern bore.
#[derive(Debug, Default, Clone)]
pub struct Load {
    /// All of them in all days.
    pub year: Units,
    /// The hottest key on its hottest day.
    pub peak: Units,
    /// That day.
    pub on: Option<Date>,
}

struct Life {
    world: World,
    recorder: Recorder,
    doctors: Vec<(Person, Date)>,
    unposted: Vec<CourseId>,
    applied: Vec<ApplicationId>,
    forwarded: Vec<ApplicationId>,
    report: Report,
}

/// Plays a plan.
///
/// # Panics
/// When a step is refused.
pub async fn live(plan: Plan) -> Report {
    let recorder = Recorder::default();
    let world = World::start_watched(recorder.watch()).await;
    let mut doctors = Vec::new();
    for place in 0..plan.doctors {
        let until = world.today().add_days(APPLIES_BEFORE);
        let until = until.add_days(i32::try_from(place * plan.days / plan.doctors).unwrap_or(0));
        let number = (300_001 + place).to_string();
        let doctor = Doctor::member(&number).enter(&world).await;
        world.hold_title(&doctor, INDUSTRIAL, until).await;
        world
            .earn_renewal(&doctor, world.today().add_days(-30))
            .await;
        doctors.push((doctor, until));
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let _ = recorder.quiet(world.stack().outside.queues.store()).await;
    let mut life = Life {
        world,
        recorder,
        doctors,
        unposted: Vec::new(),
        applied: Vec::new(),
        forwarded: Vec::new(),
        report: Report::default(),
    };
    for day in 0..plan.days {
        life.day(day).await;
    }
    let rest = life
        .recorder
        .quiet(life.world.stack().outside.queues.store())
        .await;
    life.note(rest);
    let mails = life.world.stack().outside.mailbox.mails();
    let mails = mails.list(None).await.expect("the mailbox is read");
    let notices = mails
        .iter()
        .filter(|mail| mail.subject.contains("更新のお知らせ"));
    life.report.notices = u32::try_from(notices.count()).unwrap_or(u32::MAX);
    life.report
}

impl Life {
    async fn day(&mut self, day: u32) {
        self.visits(day).await;
        if day.is_multiple_of(7) {
            self.course(day).await;
        }
        if day % MONTH == MONTH - 1 {
            for course in std::mem::take(&mut self.unposted) {
                self.post(&course, day).await;
            }
        }
        self.renewals(day).await;
        self.world.work("start_notices").await;
        self.report.days += 1;
        let touches = self.recorder.take();
        self.note(touches);
        self.world.pass(DAY);
    }

    /// Everybody comes twice a month.
    async fn visits(&mut self, day: u32) {
        for place in 0..self.doctors.len() {
            let turn = day + u32::try_from(place).unwrap_or(0);
            if !turn.is_multiple_of(15) {
                continue;
            }
            let doctor = self.world.again(&self.doctors[place].0).await;
            doctor.get("/me").await.expect(200);
            if turn.is_multiple_of(60) {
                doctor.get("/catalogue").await.expect(200);
            }
            self.report.visits += 1;
        }
    }

    /// Every other course is posted on its day, the others wait for the end of the month.
    async fn course(&mut self, day: u32) {
        let district = self.world.officer("13-001").await;
        let course = self
            .world
            .approved_course(&district, self.world.today())
            .await;
        self.report.courses += 1;
        if (day / 7).is_multiple_of(2) {
            self.post(&course, day).await;
        } else {
            self.unposted.push(course);
        }
    }

    /// Half of the doctors were there.
    async fn post(&mut self, course: &CourseId, day: u32) {
        let district = self.world.officer("13-001").await;
        let here = self.doctors.iter().skip((day % 2) as usize).step_by(2);
        let rows: Vec<_> = here
            .enumerate()
            .filter_map(|(place, (doctor, _))| {
                let number = doctor.number.as_ref()?.to_string();
                Some(row(&format!("{place:04}"), &number, "髙橋直子"))
            })
            .collect();
        self.report.rows += u32::try_from(rows.len()).unwrap_or(0);
        post(&district, course, &award(rows)).await.expect(200);
    }

    /// Applied for when it is time, passed on on the 25th, decided on the 28th.
    async fn renewals(&mut self, day: u32) {
        let today = self.world.today();
        for (doctor, until) in &self.doctors {
            if until.add_days(-APPLIES_BEFORE) == today {
                let doctor = self.world.again(doctor).await;
                let made = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
                self.applied.push(made.summary.id);
            }
        }
        if day % MONTH == 25 && !self.applied.is_empty() {
            self.forwarded.append(&mut self.applied);
            let tokyo = self.world.officer("13").await;
            let start = json!({ "programme": INDUSTRIAL.as_str() });
            tokyo.post("/forwardings", &start).await.expect(200);
            let touches = self
                .recorder
                .quiet(self.world.stack().outside.queues.store())
                .await;
            self.note(touches);
        }
        if day % MONTH == 28 && !self.forwarded.is_empty() {
            let national = self.world.officer("national").await;
            let mut rounds = std::collections::BTreeSet::new();
            for id in std::mem::take(&mut self.forwarded) {
                let case = national.case(&id).await;
                let title = case.application.summary.title.expect("a title");
                rounds.insert(title.round.to_string());
                self.report.renewals += 1;
            }
            for round in rounds {
                let decision = RoundDecision {
                    decided_on: Some(today),
                    minutes: "第1回".to_owned(),
                };
                let path = format!("/rounds/{INDUSTRIAL}/{round}/decision");
                national.post(&path, &decision).await.expect(200);
            }
            let touches = self
                .recorder
                .quiet(self.world.stack().outside.queues.store())
                .await;
            self.note(touches);
        }
    }

    fn note(&mut self, touches: Vec<local::watch::Touch>) {
        let mut today: BTreeMap<Partition, Units> = BTreeMap::new();
        for touch in touches {
            let units = today.entry(touch.partition).or_default();
            units.reads += f64::from(touch.half_reads) / 2.0;
            units.writes += f64::from(touch.writes);
        }
        for (partition, units) in today {
            let load = self.report.keys.entry(pattern(&partition)).or_default();
            load.year.reads += units.reads;
            load.year.writes += units.writes;
            if units.reads + units.writes > load.peak.reads + load.peak.writes {
                load.peak = units;
                load.on = Some(self.world.today());
            }
        }
    }
}

impl Report {
    /// Write units of everything that was played.
    #[must_use]
    pub fn writes(&self) -> f64 {
        self.keys.values().map(|load| load.year.writes).sum()
    }

    /// Write units that the counts foretell for it.
    ///
    /// # Panics
    /// When an operation was not counted.
    #[must_use]
    pub fn foretold(&self, counted: &Counted) -> f64 {
        let of = |name: &str| counted.of(name).expect("a counted operation").writes;
        // A visit's sign-in is put into the table as it is, one unit.
        f64::from(self.visits)
            + f64::from(self.courses) * of("course")
            + f64::from(self.rows) / 40.0 * of("award-of-40")
            + f64::from(self.renewals) * of("renewal")
            + f64::from(self.notices) * of("notice")
            + f64::from(self.days) * of("notices-day")
    }

    /// As a table for the terminal, the most written first.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} days: {} visits, {} courses, {} rows, {} renewals, {} notices.\n\n{:<42} {:>10} {:>10}   {:<12} {:>8} {:>8}\n",
            self.days,
            self.visits,
            self.courses,
            self.rows,
            self.renewals,
            self.notices,
            "key",
            "reads",
            "writes",
            "hottest day",
            "reads",
            "writes"
        );
        let mut keys: Vec<_> = self.keys.iter().collect();
        keys.sort_by(|one, other| other.1.year.writes.total_cmp(&one.1.year.writes));
        for (key, load) in keys {
            text.push_str(&format!(
                "{key:<42} {:>10.1} {:>10.0}   {:<12} {:>8.1} {:>8.0}\n",
                load.year.reads,
                load.year.writes,
                load.on.map_or(String::new(), |day| day.to_string()),
                load.peak.reads,
                load.peak.writes,
            ));
        }
        text
    }
}
