//! マイページ: one handler per endpoint.

pub mod read_my_page;
pub mod list_my_credits;
pub mod read_my_profile;
pub mod change_my_contact;
