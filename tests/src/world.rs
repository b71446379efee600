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

/// How long stream, queues and workers may take before a test gives up on them.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stack of its own for one test; it goes with the test.
pub struct World {
    stack: Stack,
    ahead: Arc<AtomicI64>,
    store: Store,
    // Last: the folder is removed when nothing uses it any more.
    _folder: TempDir,
}

impl World {
    /// Starts one with the associations of two prefectures, and without a site.
    ///
    /// # Panics
    /// When the stack does not start.
    pub async fn start() -> Self {
        Self::start_empty(None).await.peopled().await
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
        self.stack.world().another()
    }

    async fn start_as(change: impl FnOnce(StackOptions) -> StackOptions) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ahead = Arc::new(AtomicI64::new(0));
        let reading = Arc::clone(&ahead);
        let clock =
            move || Moment::from_millis(system_clock().millis() + reading.load(Ordering::Relaxed));
        let options = change(StackOptions::for_test(folder.path()));
        let stack = Stack::start_with(options, Arc::new(clock))
            .await
            .expect("the stack starts");
        let world = stack.world();
        let store = Store::new(
            world.dynamodb.clone(),
            world.table.clone(),
            Grants::of(&[Need::Read, Need::ReadIndex, Need::Write]),
        );
        Self {
            stack,
            ahead,
            store,
            _folder: folder,
        }
    }

    /// The stack itself.
    #[must_use]
    pub fn stack(&self) -> &Stack {
        &self.stack
    }

    /// The present moment of this world: the machine's, plus what the test has let pass.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.stack.world().clock)()
    }

    /// Today in Japan.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date_in_japan()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.ahead.fetch_add(millis, Ordering::Relaxed);
    }

    /// Lets time pass until an hour of the clock begins: what is counted by the hour from now on is
    /// counted in one, unless a test takes longer.
    pub fn pass_to_the_hour(&self) {
        const HOUR_MILLIS: i64 = 60 * 60 * 1000;
        let left = HOUR_MILLIS - self.now().millis().rem_euclid(HOUR_MILLIS);
        self.ahead.fetch_add(left, Ordering::Relaxed);
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
        Client::new(self.stack.origin())
    }

    /// Runs a worker once on an event, as what triggers it would.
    ///
    /// # Panics
    /// When there is none of this name, or it fails.
    pub async fn work_on(&self, worker: &str, event: serde_json::Value) -> serde_json::Value {
        let worker = functions::workers::WORKERS
            .iter()
            .find(|known| known.declaration.name == worker)
            .expect("a worker");
        (worker.run)(self.stack.world(), event)
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
        let mails = self.stack.outside.mailbox.mails();
        mails.list(Some(to)).await.expect("the mailbox is read")
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
