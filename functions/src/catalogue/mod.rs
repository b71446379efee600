//! 研修会の一覧 and feeds of calendars: one handler per endpoint (features.md #131, L7).

pub mod feed;
pub mod list_catalogue;
pub mod open_catalogue_feed;
mod search;
