//! 証書: one handler per endpoint.

pub mod list_my_certificates;
pub mod open_my_certificate;
pub mod verify_certificate;
