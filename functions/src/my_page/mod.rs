//! マイページ: one handler per endpoint.

pub mod ask_organizer;
pub mod change_my_contact;
pub mod credit_views;
pub mod ledger;
pub mod list_held_courses;
pub mod list_my_credits;
pub mod read_my_page;
pub mod read_my_profile;
pub mod send_identity_document;
