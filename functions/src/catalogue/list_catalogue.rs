//! 研修会の一覧: approved courses to come, for everybody (features.md #131).

use api::{ListCatalogue, catalogue::Catalogue};

use super::search::{self, Search};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of a page.
const PAGE: usize = 30;
/// Items looked through for a page.
const ITEMS: usize = 600;
/// How long a copy may be kept, seconds: an approval shows within five minutes.
pub(super) const KEPT: u32 = 5 * 60;

/// A trip for each month looked through.
pub async fn handle(
    scope: Scope,
    call: Reading<ListCatalogue>,
) -> Result<Reply<Catalogue>, Failure> {
    let (wanted, cursor) = Search::new(&scope, call.query)?;
    let (found, next) = wanted.run(&scope, cursor, PAGE, ITEMS).await?;
    let rules = scope.rule_book()?;
    Ok(Reply::ok(Catalogue {
        from: wanted.from,
        until: wanted.until,
        courses: found
            .into_iter()
            .map(|record| search::view(record, rules))
            .collect(),
        next,
    })
    .kept_for(KEPT))
}
