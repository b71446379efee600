//! 単位を付与する: rows with the organiser's own ids, receipt row by row
//! (features.md #59, #62, #125–#129, #133, L1).
//!
//! All rows or none, for as many as a call may have: one transaction writes the intent of all of
//! them, and an intent is always carried out (docs/decisions/0011-the-intent-is-the-commit.md).
//!
//! Row ids are the natural key: a row sent again changes nothing. For n new rows the trips are the
//! sign-in, the course, n/100 for the doctors' identities, one transaction for the intent, n/25 for
//! the entries, and one to mark it done. A call that dies in between is finished by the next one
//! on the course, or by the sweep ([`crate::workers`]).

use std::collections::HashMap;

use adapters::store::items::course::RosterRecord;
use api::{
    AwardCredits,
    credits::{Atomicity, Award, Counts, MOST_ROWS, Mode, Receipt},
    problem::ProblemKind,
};
use domain::{
    credit::{CheckedRow, Decision, all_or_none, decide},
    id::CourseId,
    person::NameIdentity,
    register_number::MedicalRegisterNumber,
    rejection::{Code, FieldProblem, Rejection},
};

use super::{
    receipt,
    roster::{self, CHUNK_ROWS, Posted},
};
use crate::{Failure, Reply, Scope, admission::CourseHolder, pipeline::Writing};

/// How often a call is decided anew after another one for the same course was faster.
const ROUNDS: usize = 4;

/// Decides on the rows, writes the new ones, answers row by row.
pub async fn handle(scope: Scope, call: Writing<AwardCredits>) -> Result<Reply<Receipt>, Failure> {
    let award = &call.body;
    check_size(award)?;
    for _ in 0..ROUNDS {
        if let Some(receipt) = attempt(&scope, &call.caller, &call.path.course, award).await? {
            return Ok(Reply::ok(receipt));
        }
    }
    Err(Failure::new(ProblemKind::Busy).after(1))
}

fn check_size(award: &Award) -> Result<(), Failure> {
    if award.rows.is_empty() {
        let empty = FieldProblem::new("rows", Rejection::new(Code::Required));
        return Err(Failure::invalid(vec![empty]));
    }
    if award.rows.len() > MOST_ROWS {
        return Err(Failure::new(ProblemKind::TooLarge).saying(
            format!("一度に送れるのは{MOST_ROWS}行までです。分けて送ってください。"),
            format!("At most {MOST_ROWS} rows a call. Please send them in parts."),
        ));
    }
    Ok(())
}

/// One try; nothing when another call changed the course in between.
async fn attempt(
    scope: &Scope,
    holder: &CourseHolder,
    course: &CourseId,
    award: &Award,
) -> Result<Option<Receipt>, Failure> {
    let posted = roster::read(scope, course).await?;
    posted.posted_by(holder)?;
    // Looking is possible before the course: who is expected, and do number and name agree (#125).
    if award.mode == Mode::Commit {
        posted.takes_credits(scope)?;
        posted.finish_earlier(scope).await?;
    }
    let awards = posted.course().description.awards();
    let mut decisions = decide(&award.rows, &awards, &posted.roster, scope.today());
    if award.atomicity == Atomicity::All {
        decisions = all_or_none(decisions);
    }
    let new: Vec<CheckedRow> = decisions
        .iter()
        .filter_map(|decision| match decision {
            Decision::New(row) => Some(row.clone()),
            _ => None,
        })
        .collect();
    let holders = roster::identities(scope, new.iter().map(|row| &row.register_number)).await?;
    let written = award.mode == Mode::Validate
        || new.is_empty()
        || write(scope, holder, &posted, &new).await?;
    Ok(written.then(|| receipt_of(scope, &posted, award, &decisions, &holders)))
}

/// Writes the intent, the entries and that it is done; false when another call was faster.
async fn write(
    scope: &Scope,
    holder: &CourseHolder,
    posted: &Posted,
    new: &[CheckedRow],
) -> Result<bool, Failure> {
    let mut head = posted.head.clone();
    head.v += 1;
    head.posted = head
        .posted
        .saturating_add(u32::try_from(new.len()).unwrap_or(u32::MAX));
    let call = format!("{:08}", head.v);
    let mut transaction = holder.transaction();
    transaction.replace(&head, posted.head.v)?;
    for (chunk, rows) in new.chunks(CHUNK_ROWS).enumerate() {
        let rows: Vec<_> = rows.iter().map(roster::stored).collect();
        let id = head.course.id.clone();
        let record = RosterRecord::new(id, call.clone(), chunk, scope.now, &rows)
            .map_err(Failure::internal)?;
        transaction.insert(&record)?;
    }
    transaction.insert(&roster::under_way(&head.course, &call, scope.now))?;
    match scope.store.commit(transaction).await {
        Ok(()) => {}
        Err(error) if error.refused_at(0) => {
            return Err(Failure::new(ProblemKind::SignInRequired));
        }
        Err(adapters::store::StoreError::Refused(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    let entries = roster::entries(&head.course, new, scope.now);
    scope.store.insert_rows(&entries).await?;
    roster::finished(scope, &head.course, &call).await?;
    Ok(true)
}

fn receipt_of(
    scope: &Scope,
    posted: &Posted,
    award: &Award,
    decisions: &[Decision],
    holders: &HashMap<MedicalRegisterNumber, NameIdentity>,
) -> Receipt {
    let rows: Vec<_> = award
        .rows
        .iter()
        .zip(decisions)
        .map(|(sent, decision)| receipt::row(scope, posted.course(), sent, decision, holders))
        .collect();
    Receipt {
        mode: award.mode,
        counts: Counts::of(&rows),
        rows,
    }
}
