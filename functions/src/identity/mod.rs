//! 利用者登録とログイン: one handler per endpoint.

pub mod start_registration;
pub mod open_registration;
pub mod save_registration_draft;
pub mod complete_registration;
pub mod sign_in;
pub mod read_sign_in;
pub mod sign_out;
