//! The whole stack: the outside world, the functions on it, and the gateway before them.
//!
//! The binary starts one; a test starts one of its own ([`StackOptions::for_test`]), which takes
//! some tens of milliseconds.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use adapters::identity::{origin::OriginSecrets, seal::SealKeys};
use adapters::queues::QueueKind;
use adapters::store::schema::create_table;
use anyhow::{Context, Result, anyhow};
use aws_credential_types::provider::SharedCredentialsProvider;
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::calendar::Moment;
use functions::World;
use functions::metrics::Metrics;
use functions::pace::MailPace;
use functions::pipeline::Route;
use functions::rule_book::RuleShelf;
use functions::workers::{Trigger, Worker};
use functions::world::{PATIENCE, system_chance, system_clock};
use lambda_http::{Request, service_fn};

use crate::data_folder::DataFolder;
use crate::documents::{DOCUMENTS_BUCKET, HEADS_BUCKET};
use crate::gateway::site::Site;
use crate::gateway::{Front, GatewayRoute, router};
use crate::lambda::{CONCURRENCY, Concurrency, Function, HTTP_LIMIT, http_function};
use crate::listen::{Door, TlsFiles};
use crate::outside::{Doors, Outside};
use crate::queues::Mapping;
use crate::schedule::Rule;
use crate::stream::StreamMapping;
use crate::watch::{Watch, Watching};

/// The table's name on this machine.
pub const TABLE: &str = "mamis";
/// Whom mails come from.
const SENDER: &str = "MAMIS <noreply@mamis.example.jp>";

/// What the functions take the present moment from.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Where a stack keeps its data, listens, and finds the site.
#[derive(Debug, Clone)]
pub struct StackOptions {
    /// The data folder.
    pub data: PathBuf,
    /// Remove what an earlier stack left in it.
    pub fresh: bool,
    /// The address of gateway and documents; the rest is on loopback always.
    pub bind: IpAddr,
    /// The name people reach that address by, when it isn't the address itself.
    pub host: Option<String>,
    /// The gateway's port; 0 takes any.
    pub port: u16,
    /// The mailbox's port; 0 takes any.
    pub mailbox_port: u16,
    /// The documents' port; 0 takes any.
    pub documents_port: u16,
    /// Certificate and key, needed beyond loopback.
    pub tls: Option<TlsFiles>,
    /// The built site; without it only the API is served.
    pub site: Option<PathBuf>,
    /// Closed for maintenance.
    pub closed: bool,
    /// Mails sent a second, both queues together.
    pub mails_per_second: NonZeroU32,
    /// The table's name; another one after a restore.
    pub table: String,
    /// Who is told of every key that is touched.
    pub watch: Option<Watch>,
    /// Functions and workers that run at once.
    pub concurrency: usize,
}

/// The mailbox of this machine has no quota.
pub const MAILS_PER_SECOND: NonZeroU32 = NonZeroU32::new(2_000).unwrap();

impl StackOptions {
    /// Free ports on loopback, the folder given, and no site.
    #[must_use]
    pub fn for_test(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            fresh: false,
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            host: None,
            port: 0,
            mailbox_port: 0,
            documents_port: 0,
            tls: None,
            site: None,
            closed: false,
            mails_per_second: MAILS_PER_SECOND,
            table: TABLE.to_owned(),
            watch: None,
            concurrency: CONCURRENCY,
        }
    }

    /// Opens the doors: a taken port is told before anything else is done. Who comes now waits until
    /// the stack stands.
    ///
    /// # Errors
    /// When a port is taken.
    pub async fn doors(&self) -> Result<StackDoors> {
        let gateway = self.open(self.port, "--port").await?;
        let documents = self.open(self.documents_port, "--documents-port").await?;
        let mailbox = Door::loopback(self.mailbox_port, "--mailbox-port").await?;
        Ok(StackDoors {
            gateway,
            outside: Doors { documents, mailbox },
        })
    }

    /// A door to the outside, and whether it was the one asked for.
    async fn open(&self, port: u16, flag: &str) -> Result<Door> {
        let door = Door::open(self.bind, port, flag, self.tls.as_ref()).await?;
        Ok(match &self.host {
            Some(host) => door.named(host),
            None => door,
        })
    }
}

/// The open doors of a stack that does not run yet.
pub struct StackDoors {
    gateway: Door,
    outside: Doors,
}

/// A running stack. Dropping it ends it like a kill would; [`stop`](Self::stop) lets it finish.
pub struct Stack {
    /// Table, documents, mailbox and queues.
    pub outside: Outside,
    world: Arc<World>,
    origin: String,
    rules: Vec<Rule>,
    concurrency: Concurrency,
    is_new: bool,
}

impl Stack {
    /// Starts everything; when it returns, requests are answered.
    ///
    /// # Errors
    /// When the data folder is in use or not ours, a port is taken, or the site can't be read.
    pub async fn start(options: StackOptions) -> Result<Self> {
        Self::start_with(options, Arc::new(system_clock)).await
    }

    /// The same by another clock: what tests set it to is the moment of every request.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_with(options: StackOptions, clock: Clock) -> Result<Self> {
        // All doors first: a taken port must not leave a half-made folder.
        let doors = options.doors().await?;
        Self::start_behind(doors, options, clock).await
    }

    /// The same behind doors that were opened before.
    ///
    /// # Errors
    /// When the data folder is in use or not ours, or the site can't be read.
    pub async fn start_behind(
        doors: StackDoors,
        options: StackOptions,
        clock: Clock,
    ) -> Result<Self> {
        let StackDoors { gateway, outside } = doors;
        let origin = gateway.origin();
        let data = DataFolder::take(&options.data, options.fresh)?;
        let queues: BTreeSet<String> = QueueKind::ALL
            .iter()
            .map(|kind| kind.name().to_owned())
            .collect();
        let mut outside = Outside::start(data, outside, &origin, queues).await?;
        let is_new = !outside.table.has_table(&options.table).await?;
        create_table(&outside.table.client(), &options.table)
            .await
            .map_err(|error| anyhow!("could not create the table: {error}"))?;
        let pace = MailPace::new(options.mails_per_second, 1);
        let mut world = world(&outside, &origin, clock, pace)?;
        world.table = options.table.into();
        if let Some(watch) = options.watch {
            let config = world.dynamodb.config().to_builder();
            let config = config.interceptor(Watching::new(watch)).build();
            world.dynamodb = aws_sdk_dynamodb::Client::from_conf(config);
        }
        let world = Arc::new(world);
        let concurrency = Concurrency::new(options.concurrency);
        let rules = map_workers(&mut outside, &world, &concurrency)?;
        let site = options
            .site
            .map(|folder| {
                Site::read(&folder, outside.documents.origin(), options.tls.is_some()).map(Arc::new)
            })
            .transpose()?;
        let front = Front::new(world.origin_secrets.first().unwrap_or_default())?;
        let front = if options.closed {
            front.closed()
        } else {
            front
        };
        let rest = unrouted(&world).map(|function| concurrency.shared_by(function));
        let app = router(routes(&world, &concurrency)?, rest, site, front)?;
        let stop = outside.tasks().stop_signal();
        outside.tasks().spawn(gateway.serve(app, stop));
        Ok(Self {
            outside,
            world,
            origin,
            rules,
            concurrency,
            is_new,
        })
    }

    /// Where site and API are, such as `http://127.0.0.1:8080`; the API is below `/api`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the functions see.
    #[must_use]
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.world)
    }

    /// Calls of functions that were refused because too many ran at once.
    #[must_use]
    pub fn throttles(&self) -> u64 {
        self.concurrency.refused()
    }

    /// Whether the table was created by this start: the moment to load demonstration data.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Runs a scheduled worker now, without waiting for its time.
    ///
    /// # Errors
    /// When there is none of this name, or it fails.
    pub async fn run_schedule(&self, name: &str) -> Result<serde_json::Value> {
        let rule = self
            .rules
            .iter()
            .find(|rule| rule.name == name)
            .with_context(|| format!("no scheduled worker is named {name}"))?;
        rule.run().await.map_err(|error| anyhow!("{name} {error}"))
    }

    /// Finishes the requests and batches under way, and ends.
    pub async fn stop(self) {
        self.outside.stop().await;
    }
}

fn world(outside: &Outside, origin: &str, clock: Clock, mail_pace: MailPace) -> Result<World> {
    let origin_secret = outside.secret("origin-secret")?.to_hex();
    let seal = outside.secret("seal-key")?;
    let seal_keys = SealKeys::parse(&format!("local:{}", URL_SAFE_NO_PAD.encode(seal.bytes())))?;
    Ok(World {
        dynamodb: outside.table.client(),
        table: TABLE.into(),
        s3: Some(outside.documents.client().into()),
        credentials: SharedCredentialsProvider::new(outside.credentials().clone()),
        bucket: DOCUMENTS_BUCKET.to_owned(),
        heads_bucket: HEADS_BUCKET.to_owned(),
        ses: Some(outside.mailbox.client().into()),
        sender: SENDER.to_owned(),
        mail_configuration: TABLE.to_owned(),
        mail_pace,
        sqs: Some(outside.queues.client().into()),
        queue_prefix: outside.queues.url(""),
        seal_keys,
        origin_secrets: OriginSecrets::parse(&origin_secret)?,
        site_url: origin.to_owned(),
        metrics: Metrics::new(TABLE, outside.measured.sink()),
        clock,
        chance: Arc::new(system_chance),
        rules: RuleShelf::default(),
        patience: PATIENCE,
    })
}

fn routes(world: &Arc<World>, concurrency: &Concurrency) -> Result<Vec<GatewayRoute>> {
    functions::ROUTES
        .iter()
        .map(|route| {
            let declaration = route.declaration;
            Ok(GatewayRoute {
                method: Method::from_bytes(declaration.method.as_str().as_bytes())?,
                path: declaration.path.to_owned(),
                function: concurrency.shared_by(endpoint(route, Arc::clone(world))),
                limit: HTTP_LIMIT,
            })
        })
        .collect()
}

/// What answers a request that no route takes.
fn unrouted(world: &Arc<World>) -> Option<Function> {
    functions::workers::WORKERS
        .iter()
        .find(|worker| worker.declaration.trigger == Trigger::Unrouted)
        .map(|worker| behind(worker, Arc::clone(world)))
}

fn endpoint(route: &'static Route, world: Arc<World>) -> Function {
    http_function(route.declaration.name, move || {
        let world = Arc::clone(&world);
        service_fn(move |request: Request| {
            functions::lambda::answer(route, Arc::clone(&world), request)
        })
    })
}

/// Connects every worker to its trigger; returns the scheduled ones.
fn map_workers(
    outside: &mut Outside,
    world: &Arc<World>,
    concurrency: &Concurrency,
) -> Result<Vec<Rule>> {
    let mut rules = Vec::new();
    let workers = functions::workers::WORKERS
        .iter()
        .chain(std::iter::once(&issue_certificate::WORKER));
    for worker in workers {
        let function = concurrency.shared_by(behind(worker, Arc::clone(world)));
        match worker.declaration.trigger {
            Trigger::Stream => outside.map_stream(StreamMapping::new(&*world.table, function))?,
            Trigger::Queue(kind) => outside.map_queue(Mapping::new(kind.name(), function)),
            Trigger::Schedule { every_minutes } => rules.push(Rule {
                name: worker.declaration.name.to_owned(),
                every: Duration::from_secs(u64::from(every_minutes) * 60),
                worker: function,
            }),
            // The gateway calls it.
            Trigger::Unrouted => {}
        }
    }
    for rule in &rules {
        outside.map_schedule(rule.clone());
    }
    Ok(rules)
}

fn behind(worker: &'static Worker, world: Arc<World>) -> Function {
    Arc::new(move |event| (worker.run)(Arc::clone(&world), event))
}
