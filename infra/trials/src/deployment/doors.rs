//! Every function as it was deployed: it starts with the environment and the role that the template
//! gives it. Endpoints refuse whoever did not come by the CDN, which only the function can know;
//! workers are content with nothing to do.

use anyhow::{Result, ensure};
use api::problem::ProblemKind;
use api::{Declaration, ENDPOINTS, Method};
use functions::workers::{DECLARATIONS, Trigger};
use journeys::client::Client;
use serde_json::json;
use tokio::task::JoinSet;

use super::cloud::Cloud;

/// Calls at the same time.
const AT_ONCE: usize = 4;

/// Calls each.
///
/// # Panics
/// When an endpoint answers otherwise than by the refusal.
pub(super) async fn knock(cloud: &Cloud) -> Result<()> {
    let stranger = cloud.stranger()?;
    let mut calls = JoinSet::new();
    for endpoint in ENDPOINTS {
        if calls.len() == AT_ONCE {
            join(&mut calls).await?;
        }
        calls.spawn(refused(stranger.clone(), endpoint));
    }
    while !calls.is_empty() {
        join(&mut calls).await?;
    }
    turned_away(&stranger).await;
    for worker in DECLARATIONS {
        if worker.trigger != Trigger::Unrouted {
            cloud.invoke(worker.name, &json!({ "Records": [] }))?;
        }
    }
    let denied = cloud.denials()?;
    ensure!(denied.is_empty(), "workers lack rights: {denied:#?}");
    Ok(())
}

async fn join(calls: &mut JoinSet<()>) -> Result<()> {
    calls.join_next().await.transpose()?;
    Ok(())
}

/// What no route takes comes to the function for it.
async fn turned_away(stranger: &Client) {
    let unknown = stranger.get("/nowhere").await;
    unknown.problem(ProblemKind::NotFound);
    let method = stranger.delete("/me").await;
    method.problem(ProblemKind::MethodNotAllowed);
}

async fn refused(stranger: Client, endpoint: &Declaration) {
    // A parameter is as good as any other: it is not looked at.
    let parts = endpoint.path.split('/');
    let filled = parts.map(|part| if part.starts_with('{') { "-" } else { part });
    let path = filled.collect::<Vec<_>>().join("/");
    let answer = match endpoint.method {
        Method::GET => stranger.get(&path).await,
        Method::POST => stranger.post(&path, &json!({})).await,
        Method::DELETE => stranger.delete(&path).await,
    };
    answer.problem(ProblemKind::NotThroughSite);
}
