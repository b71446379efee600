//! 更新のお知らせの手紙 (features.md #94): for those whom no mail reaches.

use super::{
    jurisdiction,
    letters::{self, Due},
    listing,
};
use crate::{Failure, Reply, Scope, pipeline::Reading, review::docket, titles::path};
use api::{
    ListLetters,
    holders::{LetterList, LetterView, Reach},
};

/// As the list of holders, with one read for each hundred titles more; audited.
pub async fn handle(
    scope: Scope,
    call: Reading<ListLetters>,
) -> Result<Reply<LetterList>, Failure> {
    let filter = call.query;
    let prefectures = jurisdiction::prefectures(call.caller.principal()?, filter.prefecture)?;
    let officer = call.caller.alone(&scope).await?;
    let (programme, today) = (filter.programme, scope.today());
    let version = path::version(&scope, programme, today)?;
    let rules = version.qualification().ok_or(Failure::not_found())?;
    let distances = scope.round_book()?.notice_distances(programme, today);
    let days = letters::days(rules, distances, today);
    let after = filter.after.as_deref();
    let page = listing::titles(&scope, programme, &prefectures, days, after).await?;
    let subject = format!("holders#{programme}");
    docket::audit(&scope, &officer, subject, "list_letters").await?;
    let due = letters::unsent(&scope, version, page.titles).await?;
    let letter = |due: &Due| -> Result<LetterView, Failure> {
        Ok(LetterView {
            line: due.known.line(&scope, version)?,
            label: rules.label.clone(),
            address: due
                .known
                .address()
                .map(|address| letters::address_lines(address, scope.language))
                .unwrap_or_default(),
            last: due.last,
            distance: due.distance.id(),
        })
    };
    let by_post = due.iter().filter(|due| due.known.reach() == Reach::Post);
    Ok(Reply::ok(LetterList {
        letters: by_post.map(letter).collect::<Result<_, _>>()?,
        next: page.next,
    }))
}
