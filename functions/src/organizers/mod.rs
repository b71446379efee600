//! 主催者: one handler per endpoint.

pub mod accept_invitation;
pub mod apply_as_organizer;
pub mod approve_organizer;
pub mod create_api_key;
pub mod invite_staff;
pub mod list_organizer_reviews;
pub mod open_invitation;
pub mod read_organizer;
pub mod refuse_organizer;
pub mod revoke_api_key;
