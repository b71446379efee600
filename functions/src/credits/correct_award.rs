//! 付与を訂正する: the old entry is reversed, a new one stands in its place (features.md #61).
//!
//! A row is corrected once; that is the natural key. What stands in its place can be corrected in
//! its turn.

use adapters::store::items::{course::CorrectionRecord, credit::CreditRecord};
use api::{
    CorrectAward,
    credits::{Fate, ReceiptRow},
    problem::ProblemKind,
};
use domain::{
    credit::{AttendeeRow, CheckedRow, Decision, Roster, RosterRow, decide},
    rejection::{Code, FieldProblem},
};

use super::{
    receipt,
    roster::{self, Posted},
};
use crate::{Failure, Reply, Scope, my_page::ledger, pipeline::Writing};

/// Reverses and posts in one transaction; sent twice, it is done once.
pub async fn handle(
    scope: Scope,
    call: Writing<CorrectAward>,
) -> Result<Reply<ReceiptRow>, Failure> {
    let body = &call.body;
    let posted = roster::read(&scope, &call.path.course).await?;
    posted.posted_by(&call.caller)?;
    posted.takes_credits(&scope)?;
    let wrong = posted
        .roster
        .row(&body.row_id)
        .ok_or(Failure::not_found())?;
    let replacement = match &body.replacement {
        Some(sent) => Some(check(&scope, &posted, wrong, sent)?),
        None => None,
    };
    let stored = replacement.as_ref().map(roster::stored);
    if let Some(before) = posted.corrections.get(body.row_id.as_str()) {
        return if before.replacement == stored {
            answer(
                &scope,
                &posted,
                wrong,
                body.replacement.as_ref(),
                replacement,
            )
            .await
        } else {
            Err(Failure::new(ProblemKind::WrongState).saying(
                "この行はすでに訂正されています。",
                "This row was corrected before.",
            ))
        };
    }
    // An entry that an interrupted posting still owes must not come after its own reversal.
    posted.finish_earlier(&scope).await?;
    let mut head = posted.head.clone();
    head.v += 1;
    if replacement.is_none() {
        head.posted = head.posted.saturating_sub(1);
    }
    let mut transaction = call.caller.transaction();
    transaction.insert(&CorrectionRecord {
        course: head.course.id.clone(),
        row: body.row_id.clone(),
        replacement: stored,
        at: scope.now,
    })?;
    transaction.replace(&head, posted.head.v)?;
    transaction.insert(&CreditRecord {
        reversal: true,
        posted_at: scope.now,
        late: head.course.description.date < ledger::raw_since(scope.today()),
        ..roster::entry(&head.course, &wrong.row, wrong.at)
    })?;
    if let Some(row) = &replacement {
        transaction.insert(&roster::entry(&head.course, row, scope.now))?;
    }
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    answer(
        &scope,
        &posted,
        wrong,
        body.replacement.as_ref(),
        replacement,
    )
    .await
}

/// Checks the replacement against the roster as if the wrong row were taken back already.
fn check(
    scope: &Scope,
    posted: &Posted,
    wrong: &RosterRow,
    sent: &AttendeeRow,
) -> Result<CheckedRow, Failure> {
    let own = posted
        .corrections
        .get(wrong.row.row_id.as_str())
        .and_then(|before| before.replacement.as_ref())
        .map(|row| row.0.clone());
    let others = posted
        .roster
        .rows()
        .iter()
        .filter(|row| Some(&row.row.row_id) != own.as_ref())
        .map(|row| RosterRow {
            corrected: row.corrected || row.row.row_id == wrong.row.row_id,
            ..row.clone()
        })
        .collect();
    let awards = posted.course().description.awards();
    let rows = std::slice::from_ref(sent);
    let mut decisions = decide(rows, &awards, &Roster::new(others), scope.today());
    let problems = match decisions.pop() {
        Some(Decision::New(row)) => return Ok(row),
        Some(Decision::Rejected(problems)) => problems,
        _ => vec![FieldProblem::new("row_id", Code::Conflict)],
    };
    let below = |problem: FieldProblem| {
        FieldProblem::new(format!("replacement.{}", problem.field), problem.rejection)
    };
    Err(Failure::invalid(problems.into_iter().map(below).collect()))
}

async fn answer(
    scope: &Scope,
    posted: &Posted,
    wrong: &RosterRow,
    sent: Option<&AttendeeRow>,
    replacement: Option<CheckedRow>,
) -> Result<Reply<ReceiptRow>, Failure> {
    let (Some(sent), Some(row)) = (sent, replacement) else {
        return Ok(Reply::ok(ReceiptRow {
            row_id: wrong.row.row_id.to_string(),
            register_number: wrong.row.register_number.to_string(),
            fate: Fate::Corrected,
            notes: Vec::new(),
            suggestion: None,
        }));
    };
    let holders = roster::identities(scope, [&row.register_number]).await?;
    let decision = Decision::New(row);
    Ok(Reply::ok(receipt::row(
        scope,
        posted.course(),
        sent,
        &decision,
        &holders,
    )))
}
