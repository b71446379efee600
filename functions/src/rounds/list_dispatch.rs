//! 認定証の発送リスト (features.md #90): who gets paper in a round, by prefecture, with addresses.

use adapters::store::{
    Key,
    items::{application::ApplicationLine, doctor::ProfileRecord},
    table::BATCH_GET_MOST,
};
use api::{
    ListDispatch,
    rounds::{DispatchLine, DispatchList, RoundPart},
};

use super::lines;
use crate::{
    Failure, Reply, Scope, holders::letters::address_lines, jobs, pipeline::Reading, review::docket,
};

/// As the list of the round, and one trip for each hundred addresses; audited.
pub async fn handle(
    scope: Scope,
    call: Reading<ListDispatch>,
) -> Result<Reply<DispatchList>, Failure> {
    let (programme, round) = (call.path.programme, call.path.round);
    let query = call.query;
    let officer = call.caller.alone(&scope).await?;
    let (which, after) = (
        (programme, &round, RoundPart::Decided),
        query.after.as_deref(),
    );
    let (found, next) = lines::page(&scope, &officer, which, query.prefecture, after).await?;
    let subject = jobs::bulk::decision_id(programme, &round);
    docket::audit(&scope, &officer, subject, "list_dispatch").await?;
    let mut dispatch = Vec::with_capacity(found.len());
    for part in found.chunks(BATCH_GET_MOST) {
        let profiles = profiles(&scope, part).await?;
        for line in part {
            let home = profiles.iter().find(|it| it.partition == line.partition);
            let home = home.map(|profile| &profile.profile.contact.home);
            let address = home.map(|home| address_lines(home, scope.language));
            dispatch.push(DispatchLine {
                address: address.unwrap_or_default(),
                line: lines::view(line.clone())?,
            });
        }
    }
    Ok(Reply::ok(DispatchList {
        lines: dispatch,
        next,
    }))
}

async fn profiles(scope: &Scope, lines: &[ApplicationLine]) -> Result<Vec<ProfileRecord>, Failure> {
    let keys: Vec<Key> = lines
        .iter()
        .map(|line| Key::profile(&line.partition))
        .collect();
    let found = scope.store.get_many(&keys).await?;
    Ok(found
        .iter()
        .map(adapters::store::Found::decode)
        .collect::<Result<_, _>>()?)
}
