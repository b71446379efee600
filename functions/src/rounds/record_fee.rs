//! 審査・登録料を記録する (features.md #91), by the prefecture to which it is paid.

use adapters::store::items::application::{
    ApplicationRecord, FeeChangeRecord, FeeRecord, TitleLine,
};
use api::{RecordFee, problem::ProblemKind, titles::FeeView};
use domain::{
    application::FeeState,
    contact::free_text,
    rejection::{Code, FieldProblem, Rejection},
};

use crate::{
    Failure, Reply, Scope, admission::Officer, applications::case::Case, pipeline::Writing,
    review::docket, titles::view,
};

/// Characters of a receipt number.
const RECEIPT_MAX: usize = 40;

/// Keeps state and receipt with the application, and what was recorded, when and by whom, in its
/// history; the same again changes nothing. No step of the review: whoever has the case before them need not read it
/// again.
pub async fn handle(scope: Scope, call: Writing<RecordFee>) -> Result<Reply<FeeView>, Failure> {
    let officer = &call.caller;
    let case = Case::read(&scope, &call.path.application).await?;
    let case = docket::within(officer, Some(case))?;
    officer.other_than(&case.head.line.register_number)?;
    let (title, fee) = of(officer, &case)?;
    let receipt = receipt(call.body.state, &call.body.receipt)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("receipt", rejection)]))?;
    let recorded = FeeRecord {
        yen: fee.yen,
        state: call.body.state,
        receipt,
    };
    if recorded != fee {
        let subject = case.head.line.register_number.to_string();
        docket::audit(&scope, officer, subject, "record_fee").await?;
        let mut head: ApplicationRecord = case.head.clone();
        head.line.title = Some(TitleLine {
            fee: Some(recorded.clone()),
            ..title
        });
        let mut transaction = officer.transaction();
        transaction.replace(&head, head.v)?;
        transaction.put(&head.line)?;
        transaction.insert(&FeeChangeRecord {
            application: head.line.id.clone(),
            at: scope.now,
            unique: hex::encode(scope.random::<4>()),
            by: officer.login.clone(),
            fee: recorded.clone(),
        })?;
        scope
            .store
            .commit(transaction)
            .await
            .map_err(Failure::of_commit)?;
    }
    Ok(Reply::ok(view::fee(&recorded)))
}

/// The title and its fee, of which the prefecture keeps the record.
fn of(officer: &Officer, case: &Case) -> Result<(TitleLine, FeeRecord), Failure> {
    let title = case.head.line.title.clone();
    let title = title.filter(|_| docket::records_fee(officer, case));
    let fee = title.as_ref().and_then(|title| title.fee.clone());
    title
        .zip(fee)
        .ok_or(Failure::new(ProblemKind::WrongState).saying(
            "この申請の審査・登録料は、申請先の都道府県医師会が記録します。",
            "The fee of this application is recorded by its prefectural association.",
        ))
}

/// A receipt for what is paid, and for nothing else.
fn receipt(state: FeeState, text: &str) -> Result<Option<String>, Rejection> {
    match (state, text.trim()) {
        (FeeState::Paid, text) => free_text(text, RECEIPT_MAX).map(Some),
        (_, "") => Ok(None),
        _ => Err(Code::UnknownChoice.into()),
    }
}
