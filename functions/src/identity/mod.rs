//! 利用者登録とログイン: one handler per endpoint.
//!
//! - [`flooding`]: how many mails an address or a client may ask for.
//! - [`links`]: secrets sent by mail.
//! - [`accounts`]: making a login, under its ID and its e-mail address.
//! - [`passwords`]: hashing beside the requests, a few at a time.
//! - [`reference_codes`]: codes of the pickers, checked against the lists.

pub mod accounts;
pub mod complete_registration;
pub mod flooding;
pub mod links;
pub mod open_registration;
pub mod passwords;
pub mod read_sign_in;
pub mod reference_codes;
pub mod save_registration_draft;
pub mod sign_in;
pub mod sign_out;
pub mod start_registration;
