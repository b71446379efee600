//! A world: one stack, its clock, its table and its mailbox.

use std::future::Future;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use adapters::Grants;
use adapters::store::{Found, Key, Range, Record, Store};
use api::Need;
use domain::association::{Association, AssociationId, AssociationKind};
use domain::calendar::{Date, Moment};
use functions::world::system_clock;
use local::mailbox::Mail;
use local::stack::{Stack, StackOptions};
use local::watch::Watch;
use tempfile::TempDir;

use crate::client::Client;
use crate::deployed::Deployed;

/// The associations that stand in every world: id, name, kind.
const ASSOCIATIONS: &[(&str, &str, AssociationKind)] = &[
    ("national", "日本医師会", AssociationKind::National),
    ("13", "東京都医師会", AssociationKind::Prefectural),
    (
        "13-001",
        "千代田区医師会",
        AssociationKind::MunicipalDistrict,
    ),
    ("13-002", "中央区医師会", AssociationKind::MunicipalDistrict),
    ("14", "神奈川県医師会", AssociationKind::Prefectural),
    ("14-001", "横浜市医師会", AssociationKind::MunicipalDistrict),
];

/// How a story ends that cannot be told on a deployed stack, before what it needs.
pub const NOT_DEPLOYED: &str = "this story needs";

/// How long stream, queues and workers may take before a test gives up on them.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stack of its own for one test, which goes with the test; or the one that was deployed.
pub struct World {
    ground: Ground,
    store: Store,
}

enum Ground {
    Own {
        stack: Box<Stack>,
        ahead: Arc<AtomicI64>,
        // Last: the folder is removed when nothing uses it any more.
        _folder: TempDir,
    },
    Deployed(Box<Deployed>),
}

impl Ground {
    fn process(&self) -> Arc<functions::World> {
        match self {
            Self::Own { stack, .. } => stack.world(),
            Self::Deployed(deployed) => Arc::clone(&deployed.process),
        }
    }
}

impl World {
    /// One with the associations of two prefectures, and without a site: a stack of its own, or the
    /// deployed one that the environment names.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start() -> Self {
        let world = match Deployed::named().await {
            Some(deployed) => Self::on(Ground::Deployed(Box::new(deployed))),
            None => Self::start_empty(None).await,
        };
        world.peopled().await
    }

    /// The same with the built site.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_with_site(site: PathBuf) -> Self {
        Self::start_empty(Some(site)).await.peopled().await
    }

    async fn peopled(self) -> Self {
        for (id, name, kind) in ASSOCIATIONS {
            self.seed(&association(id, name, *kind)).await;
        }
        self
    }

    /// The same, closed for maintenance; with the built site when there is one.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_closed(site: Option<PathBuf>) -> Self {
        Self::start_as(|options| StackOptions {
            site,
            closed: true,
            ..options
        })
        .await
        .peopled()
        .await
    }

    /// Starts one with nothing in its table, serving the built site when there is one.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_empty(site: Option<PathBuf>) -> Self {
        Self::start_as(|options| StackOptions { site, ..options }).await
    }

    /// One with nothing in its table that sends so many mails a second.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_pacing(mails_per_second: u32) -> Self {
        let mails_per_second = NonZeroU32::new(mails_per_second).expect("at least one");
        Self::start_as(|options| StackOptions {
            mails_per_second,
            ..options
        })
        .await
    }

    /// One with the associations of two prefectures in an account that runs so many functions at once.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_narrow(concurrency: usize) -> Self {
        let world = Self::start_as(|options| StackOptions {
            concurrency,
            ..options
        })
        .await;
        world.peopled().await
    }

    /// One with the associations of two prefectures that tells of every key its functions touch.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start_watched(watch: Watch) -> Self {
        let watch = Some(watch);
        let world = Self::start_as(|options| StackOptions { watch, ..options }).await;
        world.peopled().await
    }

    /// Another process of this installation, to be changed and run beside the gateway.
    #[must_use]
    pub fn process(&self) -> functions::World {
        self.ground.process().another()
    }

    async fn start_as(change: impl FnOnce(StackOptions) -> StackOptions) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ahead = Arc::new(AtomicI64::new(0));
        let options = change(StackOptions::for_test(folder.path()));
        let stack = Stack::start_with(options, Arc::new(clock_ahead(&ahead)))
            .await
            .expect("the stack starts");
        Self::on(Ground::Own {
            stack: Box::new(stack),
            ahead,
            _folder: folder,
        })
    }

    fn on(ground: Ground) -> Self {
        let process = ground.process();
        let store = Store::new(
            process.dynamodb.clone(),
            process.table.clone(),
            Grants::of(&[Need::Read, Need::ReadIndex, Need::Write]),
        );
        Self { ground, store }
    }

    /// The stack itself.
    ///
    /// # Panics
    /// When it is a deployed one: that is not in this process.
    #[must_use]
    pub fn stack(&self) -> &Stack {
        match &self.ground {
            Ground::Own { stack, .. } => stack,
            Ground::Deployed(_) => panic!("{NOT_DEPLOYED} a stack in its own process"),
        }
    }

    /// Address of the site, without a slash at the end.
    #[must_use]
    pub fn site(&self) -> String {
        self.ground.process().site_url.clone()
    }

    /// The present moment of this world: the machine's, plus what the test has let pass.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.ground.process().clock)()
    }

    /// Today in Japan.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date_in_japan()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        match &self.ground {
            Ground::Own { ahead, .. } => {
                ahead.fetch_add(millis, Ordering::Relaxed);
            }
            Ground::Deployed(deployed) => deployed.pass(millis),
        }
    }

    /// Lets time pass until an hour of the clock begins: what is counted by the hour from now on is
    /// counted in one, unless a test takes longer.
    pub fn pass_to_the_hour(&self) {
        const HOUR_MILLIS: i64 = 60 * 60 * 1000;
        let left = HOUR_MILLIS - self.now().millis().rem_euclid(HOUR_MILLIS);
        self.pass(Duration::from_millis(left.unsigned_abs()));
    }

    /// Lets time pass until a day has come; does nothing when it has.
    pub fn pass_to(&self, day: Date) {
        let days = u64::try_from(self.today().days_until(day)).unwrap_or_default();
        self.pass(Duration::from_secs(days * 24 * 60 * 60));
    }

    /// Lets time pass until so long after a day has begun; does nothing when it has.
    pub fn pass_into(&self, day: Date, time: Duration) {
        let left = day.begins().millis() - self.now().millis();
        let left = Duration::from_millis(u64::try_from(left).unwrap_or_default());
        self.pass(left + time);
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn visitor(&self) -> Client {
        match &self.ground {
            Ground::Own { stack, .. } => Client::new(stack.origin()),
            Ground::Deployed(deployed) => deployed.visitor(),
        }
    }

    /// Runs a worker once on an event, as what triggers it would.
    ///
    /// # Panics
    /// When there is none of this name, or it fails.
    pub async fn work_on(&self, worker: &str, event: serde_json::Value) -> serde_json::Value {
        let stack = match &self.ground {
            Ground::Own { stack, .. } => stack,
            Ground::Deployed(deployed) => return deployed.call(worker, &event).await,
        };
        let worker = functions::workers::WORKERS
            .iter()
            .find(|known| known.declaration.name == worker)
            .expect("a worker");
        (worker.run)(stack.world(), event)
            .await
            .expect("the worker is done")
    }

    /// Runs a scheduled worker now.
    ///
    /// # Panics
    /// When there is none of this name, or it fails.
    pub async fn work(&self, worker: &str) {
        self.work_on(worker, serde_json::json!({})).await;
    }

    /// Puts a record into the table, whatever stood there.
    ///
    /// # Panics
    /// When the table refuses it.
    pub async fn seed<R: Record>(&self, record: &R) {
        self.store.put(record).await.expect("the record is written");
    }

    /// A record of the table.
    ///
    /// # Panics
    /// When the table fails or the item is of another shape.
    pub async fn find<R: Record>(&self, key: &Key) -> Option<R> {
        self.store.read(key).await.expect("the table is read")
    }

    /// The items of a range.
    ///
    /// # Panics
    /// When the table fails.
    pub async fn items(&self, range: &Range) -> Vec<Found> {
        self.store.query(range).await.expect("the table is read")
    }

    /// The first hundred items of a queue.
    ///
    /// # Panics
    /// When the table fails.
    pub async fn queue(&self, queue: &str) -> Vec<Found> {
        let page = self.store.queue(queue, None, 100, false).await;
        page.expect("the table is read").0
    }

    /// The mails to an address so far, newest first.
    ///
    /// # Panics
    /// When the mailbox fails.
    pub async fn mails(&self, to: &str) -> Vec<Mail> {
        let stack = match &self.ground {
            Ground::Own { stack, .. } => stack,
            Ground::Deployed(deployed) => return deployed.mails(to).await,
        };
        let mails = stack.outside.mailbox.mails();
        mails.list(Some(to)).await.expect("the mailbox is read")
    }

    /// Where answers to a mail go.
    ///
    /// # Panics
    /// On a deployed stack, whose emulator does not keep it.
    #[must_use]
    pub fn reply_to<'a>(&self, mail: &'a Mail) -> &'a [String] {
        if let Ground::Deployed(_) = self.ground {
            panic!("{NOT_DEPLOYED} a mailbox that keeps where answers go")
        }
        &mail.reply_to
    }

    /// The newest mail to an address whose subject has these words; waits until it is there.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn mail(&self, to: &str, subject: &str) -> Mail {
        eventually(&format!("a mail “{subject}” to {to}"), || async {
            let mut mails = self.mails(to).await.into_iter();
            mails.find(|mail| mail.subject.contains(subject))
        })
        .await
    }
}

/// The machine's clock, and so many milliseconds more.
pub(crate) fn clock_ahead(ahead: &Arc<AtomicI64>) -> impl Fn() -> Moment + Send + Sync + use<> {
    let ahead = Arc::clone(ahead);
    move || Moment::from_millis(system_clock().millis() + ahead.load(Ordering::Relaxed))
}

/// An association's record; the id tells its tier and prefecture.
///
/// # Panics
/// On an id that is none.
#[must_use]
pub fn association(
    id: &str,
    name: &str,
    kind: AssociationKind,
) -> adapters::store::items::association::AssociationRecord {
    let id = AssociationId::parse(id).expect("an id");
    let prefecture = id.prefecture();
    let parent = match (id.tier(), prefecture) {
        (domain::association::Tier::District, Some(prefecture)) => {
            Some(AssociationId::prefectural(prefecture))
        }
        (domain::association::Tier::Prefectural, _) => Some(AssociationId::national()),
        _ => None,
    };
    adapters::store::items::association::AssociationRecord {
        association: Association {
            tier: id.tier(),
            id,
            name: name.to_owned(),
            kind,
            parent,
            prefecture,
        },
    }
}

/// The name of an association that stands in every world.
///
/// # Panics
/// When it is none of them.
#[must_use]
pub fn name_of(id: &str) -> &'static str {
    ASSOCIATIONS
        .iter()
        .find(|(known, ..)| *known == id)
        .map(|(_, name, _)| *name)
        .expect("an association of every world")
}

/// Waits until `ready` gives something.
///
/// # Panics
/// When it gives nothing for half a minute.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, ready: impl Fn() -> F) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(value) = ready().await {
            return value;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
