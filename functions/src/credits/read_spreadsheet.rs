//! Excel を読む: sheet to rows, nothing is kept (features.md #59).

use api::{ReadSpreadsheet, credits::SpreadsheetRows, problem::ProblemKind};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::workbook::{self, Unreadable};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads it beside the async threads: unpacking takes a while.
pub async fn handle(
    scope: Scope,
    call: Writing<ReadSpreadsheet>,
) -> Result<Reply<SpreadsheetRows>, Failure> {
    drop(scope);
    let bytes = STANDARD
        .decode(call.body.content.trim())
        .map_err(|error| unreadable(Unreadable::Base64(error.to_string())))?;
    let sheet = tokio::task::spawn_blocking(move || workbook::first_sheet(&bytes))
        .await
        .map_err(Failure::internal)?
        .map_err(unreadable)?;
    Ok(Reply::ok(sheet))
}

fn unreadable(why: Unreadable) -> Failure {
    let (ja, en) = why.texts();
    let kind = match why {
        Unreadable::TooLarge => ProblemKind::TooLarge,
        _ => ProblemKind::BadFile,
    };
    Failure::new(kind).saying(ja, en)
}
