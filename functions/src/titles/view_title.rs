//! 認定の状況 (features.md #72, #82–#93, L5, L7).

use api::{ViewTitle, titles::TitleView};

use super::{facts::TitleFile, view};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip: the sign-in lies in the range of what is judged.
pub async fn handle(scope: Scope, call: Reading<ViewTitle>) -> Result<Reply<TitleView>, Failure> {
    let range = TitleFile::range(&call.caller.principal()?.partition());
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let file = TitleFile::from_items(&scope, &found)?;
    Ok(Reply::ok(view::title(&scope, &file, call.path.programme)?))
}
