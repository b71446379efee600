//! 単位の付与: one handler per endpoint.

pub mod award_credits;
pub mod correct_award;
pub mod list_awards;
pub mod read_spreadsheet;
pub mod receipt;
pub mod roster;
pub mod workbook;
