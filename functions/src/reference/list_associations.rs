//! 医師会の一覧, for choosing 申請先医師会 (features.md #102).

use adapters::store::{Range, items::association::AssociationRecord};
use api::{ListAssociations, applications::TargetAssociation, reference::AssociationList};
use domain::association::Tier;

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One range: the prefectural association first, then its districts by number.
pub async fn handle(
    scope: Scope,
    call: Reading<ListAssociations>,
) -> Result<Reply<AssociationList>, Failure> {
    let range = Range::associations(&call.query.prefecture.to_string());
    let mut associations = scope
        .store
        .query(&range)
        .await?
        .iter()
        .map(|item| {
            let AssociationRecord { association } = item.decode()?;
            Ok(TargetAssociation {
                id: association.id,
                name: association.name,
                tier: association.tier,
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    associations.sort_by_key(|association| association.tier != Tier::Prefectural);
    Ok(Reply::ok(AssociationList { associations }))
}
