//! Which rounds concern people today.

use domain::{calendar::FiscalYear, programme::Programme, rounds::Round};

use crate::{Failure, Scope};

/// The rounds of last year, this one and the next, in their order.
///
/// # Errors
/// Our fault when the calendars cannot be read.
pub fn today(scope: &Scope, programme: Programme) -> Result<Vec<Round>, Failure> {
    let this = FiscalYear::of(scope.today());
    let book = scope.round_book()?;
    let years = [this.previous(), this, this.next()];
    let rounds = years.into_iter().map(|year| book.rounds(programme, year));
    Ok(rounds.flatten().collect())
}
