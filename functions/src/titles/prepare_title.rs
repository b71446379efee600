//! 認定の申請の準備 (features.md #68–#71, #82–#84, L5).

use adapters::store::{Found, Range, items::doctor::EvidenceRecord};
use api::{PrepareTitle, titles::TitlePreparation};

use super::{facts::TitleFile, path, view};
use crate::{
    Failure, Reply, Scope,
    applications::{case::evidence_view, documents::is_free},
    pipeline::Reading,
};

/// Two trips, issued together: what is judged, and the uploaded documents, which sort before it.
pub async fn handle(
    scope: Scope,
    call: Reading<PrepareTitle>,
) -> Result<Reply<TitlePreparation>, Failure> {
    let programme = call.path.programme;
    let partition = call.caller.principal()?.partition();
    let documents = Range::prefix(&partition, "E#");
    let range = TitleFile::range(&partition);
    let (found, documents) =
        futures::try_join!(call.caller.with_own_range(&scope, &range), async {
            scope.store.query(&documents).await.map_err(Failure::from)
        })?;
    let version = path::version(&scope, programme, scope.today())?;
    let file = TitleFile::from_items(&scope, &found.1)?;
    let evidence = documents
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<EvidenceRecord>, _>>()?;
    // One that is being corrected does not stand in its own way.
    let own = file.under_way(programme, None).map(|line| &line.id);
    let home = path::prefecture(version, &file.profile, "")?;
    let rounds = scope.round_book()?;
    Ok(Reply::ok(TitlePreparation {
        prefecture: home.map(view::association),
        placement: home.and_then(|home| rounds.placement(programme, home, scope.today())),
        open: own.is_some(),
        rules: version.of_title().ok_or(Failure::not_found())?,
        applicant: file.applicant(programme, own, 0),
        evidence: evidence
            .iter()
            .filter(|record| is_free(record, &file.applications))
            .filter_map(evidence_view)
            .collect(),
    }))
}
