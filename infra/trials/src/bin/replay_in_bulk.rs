//! A draft of the rules tried on stored holders, as the product does it: a job that goes over the
//! table in slices on the local stack (features.md L9). Says how long it took, how much memory the
//! whole stack held meanwhile, what each doctor cost the table, and what all doctors of Japan would
//! take; what the rules alone take, `cargo run --release -p domain --example replay` says:
//! `cargo run --bin replay-in-bulk -- 1000 30` (doctors, credits of each)

use std::time::{Duration, Instant};

use adapters::Grants;
use adapters::identity::secret::Secret;
use adapters::identity::sign_in::{Principal, issue};
use adapters::store::items::credit::CreditRecord;
use adapters::store::items::doctor::ProfileRecord;
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Key, Range, Store};
use anyhow::{Context, Result, ensure};
use api::Need;
use api::jobs::JobStanding;
use api::rule_sets::{ReplayStart, ReplayView, RuleSetDraft, RuleSetView};
use domain::association::AssociationId;
use domain::contact::PrefectureCode;
use domain::credit::RowId;
use domain::register_number::MedicalRegisterNumber;
use journeys::holders::PROGRAMME;
use journeys::load::recorder::Recorder;
use journeys::rules::later_industrial_rules;
use journeys::{Client, Doctor, World};
use local::stack::{Stack, StackOptions};
use local::watch::Touch;

const DOCTORS: usize = 1_000;
const CREDITS: usize = 30;
/// Doctors in Japan (domain.md).
const ALL: usize = 340_000;
/// The number of the first; 900,000 of them have one.
const FIRST_NUMBER: usize = 100_000;
/// Doctors written by one call to the store.
const AT_ONCE: usize = 50;

/// What the table was asked for.
#[derive(Default)]
struct Asked {
    half_reads: u64,
    writes: u64,
    calls: u64,
}

impl Asked {
    /// Adds what was touched, which is not kept: the memory is measured.
    fn add(&mut self, touches: &[Touch]) {
        for touch in touches {
            self.half_reads += u64::from(touch.half_reads);
            self.writes += u64::from(touch.writes);
            self.calls += u64::from(touch.begins_call);
        }
    }
}

/// A holder with one credit: the others are like it. Without the item of the identity, which a trial
/// does not read, and with which each credit written would have tallies folded.
struct Template {
    profile: ProfileRecord,
    title: QualificationRecord,
    credit: CreditRecord,
}

impl Template {
    async fn make() -> Result<Self> {
        let world = World::start().await;
        let doctor = Doctor::member("900000").enter(&world).await;
        let number = doctor.number.context("a doctor")?;
        let until = world.today().add_months(14);
        world.holds(number.as_str(), "13", until).await;
        let day = world.today();
        world.earned_for_renewal(number.as_str(), "1", day).await;
        let credits = world.items(&Range::prefix(&doctor.partition, "L#")).await;
        Ok(Self {
            profile: world
                .find(&Key::profile(&doctor.partition))
                .await
                .context("profile")?,
            title: world
                .find(&Key::qualification(&number, PROGRAMME))
                .await
                .context("title")?,
            credit: credits[0].decode()?,
        })
    }

    /// Puts doctors into the table, spread over the prefectures, with up to twice as many credits as
    /// said: some lose by the draft, most do not.
    async fn put(
        &self,
        store: &Store,
        places: std::ops::Range<usize>,
        credits: usize,
    ) -> Result<()> {
        let (mut profiles, mut titles, mut earned) = (Vec::new(), Vec::new(), Vec::new());
        for place in places {
            let number = MedicalRegisterNumber::parse(&(FIRST_NUMBER + place).to_string())
                .map_err(|rejection| anyhow::anyhow!("{rejection}"))?;
            let prefecture = PrefectureCode::from_number(u8::try_from(place % 47 + 1)?);
            profiles.push(ProfileRecord {
                partition: Key::doctor(&number),
                number: number.clone(),
                ..self.profile.clone()
            });
            titles.push(QualificationRecord {
                register_number: number.clone(),
                prefecture: AssociationId::prefectural(prefecture.context("a prefecture")?),
                ..self.title.clone()
            });
            for row in 0..place % (2 * credits + 1) {
                earned.push(CreditRecord {
                    number: number.clone(),
                    row: RowId::parse(&row.to_string())
                        .map_err(|rejection| anyhow::anyhow!("{rejection}"))?,
                    ..self.credit.clone()
                });
            }
        }
        store.insert_rows(&earned).await?;
        store.insert_rows(&profiles).await?;
        store.insert_rows(&titles).await?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<usize>());
    let doctors = arguments.next().transpose()?.unwrap_or(DOCTORS);
    let credits = arguments.next().transpose()?.unwrap_or(CREDITS);
    let template = Template::make().await?;
    let folder = tempfile::tempdir()?;
    let recorder = Recorder::default();
    let stack = Stack::start(StackOptions {
        watch: Some(recorder.watch()),
        ..StackOptions::for_test(folder.path().join("data"))
    })
    .await?;
    let world = stack.world();
    let grants = Grants::of(&[Need::Read, Need::Write, Need::InsertRows]);
    let store = Store::new(world.dynamodb.clone(), world.table.clone(), grants);
    let begun = Instant::now();
    for from in (0..doctors).step_by(AT_ONCE) {
        let places = from..doctors.min(from + AT_ONCE);
        template.put(&store, places, credits).await?;
        drop(recorder.take());
    }
    let queues = stack.outside.queues.store();
    drop(recorder.quiet(queues).await);
    println!(
        "{doctors} holders with some {credits} credits each written in {:.0?}",
        begun.elapsed()
    );

    let now = (world.clock)();
    let administrator = Principal::Administrator {
        login: "administrator".to_owned(),
    };
    let secret = Secret::new([9; 32]);
    let until = Some(now.plus_hours(12));
    let made = issue(&world.seal_keys, &administrator, &secret, [7; 24], until);
    store.put(&made.record).await?;
    let administrator = Client::new(stack.origin()).with_cookie(&made.token);
    let first_day = now.date_in_japan().add_days(30);
    let more = [("at_least = \"20\"", "at_least = \"22\"")];
    let draft = RuleSetDraft {
        text: later_industrial_rules(first_day, &more, ""),
    };
    let draft: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
    let path = format!("/rule-sets/{}/replay", draft.line.id);

    drop(recorder.quiet(queues).await);
    let before = memory("VmRSS:");
    // So that the most from now on is told, not the most of writing.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let begun = Instant::now();
    let start = ReplayStart {
        version: draft.version,
    };
    administrator.post(&path, &start).await.expect(200);
    let mut asked = Asked::default();
    let view = watch(&administrator, &path, || asked.add(&recorder.take())).await;
    let took = begun.elapsed();
    let progress = view.progress.context("progress")?;
    ensure!(progress.standing == JobStanding::Done, "{progress:?}");
    ensure!(
        usize::try_from(view.doctors)? == doctors,
        "{}",
        view.doctors
    );
    println!(
        "tried in {:.1} s; {} of them would stand otherwise",
        took.as_secs_f64(),
        view.changed
    );
    if let (Some(before), Some(most)) = (before, memory("VmHWM:")) {
        println!("at most {most} MiB of memory, the table in it; {before} MiB before");
    }
    let each = |count: u64| count as f64 / doctors as f64;
    println!(
        "each doctor: {:.2} read units, {:.3} write units, {:.2} calls",
        each(asked.half_reads) / 2.0,
        each(asked.writes),
        each(asked.calls)
    );
    let all = ALL as f64;
    println!(
        "{ALL} doctors: {:.0} s here, {:.0} read units",
        took.as_secs_f64() * all / doctors as f64,
        each(asked.half_reads) / 2.0 * all
    );
    stack.stop().await;
    Ok(())
}

/// Looks at the job until it is done. Seldom, because looking reads the table too.
async fn watch(administrator: &Client, path: &str, mut looked: impl FnMut()) -> ReplayView {
    loop {
        let view: ReplayView = administrator.get(path).await.read(200);
        looked();
        let standing = view.progress.as_ref().map(|job| job.standing);
        if standing != Some(JobStanding::Running) {
            return view;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// A line of what this system tells of the process, in MiB.
fn memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}
