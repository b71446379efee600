//! 利用者登録とログイン: one handler per endpoint.

pub mod complete_registration;
pub mod open_registration;
pub mod read_sign_in;
pub mod save_registration_draft;
pub mod sign_in;
pub mod sign_out;
pub mod start_registration;
