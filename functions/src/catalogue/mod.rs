//! 研修会の一覧 and feeds of calendars: one handler per endpoint (features.md #131, L7).

pub mod create_calendar_address;
pub mod feed;
pub mod list_catalogue;
pub mod open_calendar;
pub mod open_catalogue_feed;
pub mod open_course_entry;
pub mod read_announced_course;
pub mod read_calendar_address;
pub mod revoke_calendar_address;
pub mod search;
