//! Stories told from outside: over HTTP and in a browser, each in a world of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on says where it stopped"
)]

mod alarms;
mod api_keys;
mod applications;
mod audit;
mod browser;
mod calendars;
mod catalogue;
mod certificates;
mod claims;
mod cost;
mod course_rounds;
mod courses;
mod crash;
mod credits;
mod cut_over;
mod denial;
mod deployment;
mod ending;
mod evidence;
mod first_approvals;
mod front;
mod handbook;
mod holders;
mod languages;
mod learning;
mod licence;
mod limits;
mod load;
mod mails;
mod migrations;
mod my_page;
mod notices;
mod organizers;
mod own_cases;
mod own_handling;
mod plan;
mod refusals;
mod registration;
mod replay;
mod requirements;
mod round_calendars;
mod rounds;
mod rule_sets;
mod sign_in;
mod spreadsheets;
mod standing;
mod store;
mod titles;
mod units;
mod unrouted;
