//! The whole way on the local stack: loss, copy, comparison, switch.

use std::{path::Path, sync::Arc, time::Duration};

use adapters::{
    Grants,
    audit::Heads,
    identity::{
        origin::SECRET_HEADER,
        secret::Secret,
        sign_in::{COOKIE, Principal, SIGN_IN_HOURS, issue},
    },
    store::{
        Key, Store,
        items::{audit::AuditRecord, doctor::ProfileRecord},
    },
};
use anyhow::{Context, Result, anyhow, bail, ensure};
use api::Need;
use domain::calendar::Moment;
use functions::World;
use lambda_http::{Body, Request};
use local::{
    clients,
    demo::opening,
    stack::{Stack, StackOptions, TABLE},
    table::TableServer,
    tasks::Tasks,
};
use serde_json::json;

use super::{
    Recount, Table,
    compare::{Difference, compare},
    configuration::{Setting, complete, differences},
    copy, recount,
};
use crate::audit::{self, Checked};

/// What the new table is called.
const RESTORED: &str = "mamis-restored";
/// How often is looked whether the workers have finished what the demonstration world began.
const SETTLED_WITHIN: u32 = 60;

/// What the rehearsal found.
#[derive(Debug)]
pub struct Rehearsal {
    /// Items exported.
    pub exported: usize,
    /// Of the new table to the original.
    pub difference: Difference,
    /// Of the new table.
    pub recount: Recount,
    /// What the new table lacked as it was restored.
    pub lacked: Vec<Setting>,
    /// What it lacks after it was completed.
    pub lacks: Vec<Setting>,
    /// The audit trail in the new table, by the heads of the old one.
    pub audit: Checked,
    /// Doctors whose page the functions, switched to the new table, showed as before.
    pub pages: usize,
}

/// Goes the whole way in an empty folder, telling each step.
///
/// # Errors
/// A step that fails. What is found wrong is no error: it stands in the result.
pub async fn rehearse(folder: &Path, tell: impl Fn(&str)) -> Result<Rehearsal> {
    let data = folder.join("data");
    tell("A system with its demonstration data …");
    let stack = Stack::start(StackOptions::for_test(&data)).await?;
    opening::open(&stack).await?;
    settle(&Table {
        client: stack.outside.table.client(),
        name: TABLE.to_owned(),
    })
    .await?;
    seal(&stack.world()).await?;
    stack.stop().await;

    tell("Nobody writes any more. Exporting …");
    let mut tasks = Tasks::default();
    let credentials =
        aws_sdk_dynamodb::config::Credentials::new("drill", "drill", None, None, "drill");
    let server = TableServer::start(&data.join("table.sqlite"), &credentials, &mut tasks).await?;
    let config = clients::config(server.endpoint(), &credentials);
    let original = Table {
        client: aws_sdk_dynamodb::Client::new(&config),
        name: TABLE.to_owned(),
    };
    let file = folder.join("export.jsonl");
    let exported = copy::export(&original, &file).await?;
    tell(&format!("{exported} items. Filling a new table …"));
    let restored = copy::import(&original, &file, RESTORED).await?;
    let lacked = differences(&original, &restored).await?;
    complete(&restored).await?;
    let lacks = differences(&original, &restored).await?;
    tell("Comparing every item, and computing again what is derived …");
    let now = functions::world::system_clock();
    let difference = compare(&original, &restored, now).await?;
    let recount = recount(&restored).await?;
    tasks.stop().await;

    tell("Switching the functions to the new table …");
    let options = StackOptions {
        table: RESTORED.to_owned(),
        ..StackOptions::for_test(&data)
    };
    let stack = Stack::start(options).await?;
    let world = stack.world();
    let pages = pages(&world, &restored_on(&stack)).await?;
    let heads = heads_of(&world);
    let audit = audit::check(&heads, &store_of(&world)).await?;
    stack.stop().await;
    Ok(Rehearsal {
        exported,
        difference,
        recount,
        lacked,
        lacks,
        audit,
        pages,
    })
}

fn restored_on(stack: &Stack) -> Table {
    Table {
        client: stack.outside.table.client(),
        name: RESTORED.to_owned(),
    }
}

/// Two looks of staff, and the day on which they were written down sealed, as the worker does when that
/// day is over.
async fn seal(world: &Arc<World>) -> Result<()> {
    let now = (world.clock)();
    for id in ["1", "2"] {
        let look = AuditRecord {
            subject: "123456".to_owned(),
            at: now,
            id: id.to_owned(),
            who: "clerk".to_owned(),
            association: "13".to_owned(),
            endpoint: "read_application".to_owned(),
            refused: None,
        };
        store_of(world).write_down(&look).await?;
    }
    let tomorrow = now.plus_hours(26);
    let world = World {
        clock: Arc::new(move || tomorrow),
        ..world.another()
    };
    let sealed = (functions::workers::seal_audit().run)(Arc::new(world), json!({})).await;
    sealed.map_err(|error| anyhow!("the audit trail was not sealed: {error}"))?;
    Ok(())
}

fn heads_of(world: &World) -> Heads {
    let grants = Grants::of(&[Need::SealAudit]);
    Heads::new(world.s3.clone(), world.heads_bucket.clone(), grants)
}

/// Until stream and workers have done what was begun.
async fn settle(table: &Table) -> Result<()> {
    let mut wrong = Vec::new();
    for _ in 0..SETTLED_WITHIN {
        wrong = recount(table).await?.wrong;
        if wrong.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    bail!("the workers did not finish: {}", wrong.join("; "))
}

/// Shows every doctor's page before and after, by the functions themselves; returns how many.
async fn pages(world: &Arc<World>, restored: &Table) -> Result<usize> {
    let now = (world.clock)();
    let at = |table: &str| {
        Arc::new(World {
            table: table.into(),
            clock: Arc::new(move || now),
            ..world.another()
        })
    };
    let (before, after) = (at(TABLE), at(RESTORED));
    let mut shown = 0;
    for pk in restored.partitions().await? {
        if !pk.starts_with("DOCTOR#") {
            continue;
        }
        let store = store_of(&after);
        let Some(doctor) = store.read::<ProfileRecord>(&Key::profile(&pk)).await? else {
            continue;
        };
        let token = sign_in(&doctor, now, [&before, &after]).await?;
        let (old, new) = (page(&before, &token).await?, page(&after, &token).await?);
        ensure!(
            old == new,
            "the page of a doctor changed: {old} became {new}"
        );
        shown += 1;
    }
    Ok(shown)
}

fn store_of(world: &World) -> Store {
    let grants = Grants::of(&[Need::Read, Need::ReadIndex, Need::Write]);
    Store::new(world.dynamodb.clone(), Arc::clone(&world.table), grants)
}

/// The same sign-in in both tables.
async fn sign_in(doctor: &ProfileRecord, now: Moment, worlds: [&Arc<World>; 2]) -> Result<String> {
    let principal = Principal::Doctor {
        n: doctor.number.clone(),
        claim: None,
        login: doctor.login.clone(),
    };
    let (mut secret, mut nonce) = ([0; 32], [0; 24]);
    (worlds[0].chance)(&mut secret);
    (worlds[0].chance)(&mut nonce);
    let ends = Some(now.plus_hours(SIGN_IN_HOURS));
    let made = issue(
        &worlds[0].seal_keys,
        &principal,
        &Secret::new(secret),
        nonce,
        ends,
    );
    for world in worlds {
        store_of(world).put(&made.record).await?;
    }
    Ok(made.token)
}

async fn page(world: &Arc<World>, token: &str) -> Result<String> {
    let mut routes = functions::ROUTES.iter();
    let route = routes.find(|route| route.declaration.name == "read_my_page");
    let route = route.context("the endpoint of My Page")?;
    let mut request = Request::new(Body::Empty);
    let headers = request.headers_mut();
    headers.insert("cookie", format!("{COOKIE}={token}").parse()?);
    let secret = world.origin_secrets.first().context("an origin secret")?;
    headers.insert(SECRET_HEADER, secret.parse()?);
    let answer = (route.call)(Arc::clone(world), request).await;
    let status = answer.status();
    let Body::Text(text) = answer.into_body() else {
        bail!("a page without a text");
    };
    ensure!(status.is_success(), "My Page answers {status}: {text}");
    Ok(text)
}
