//! 主催者: one handler per endpoint.

pub mod apply_as_organizer;
pub mod list_organizer_reviews;
pub mod approve_organizer;
pub mod refuse_organizer;
pub mod read_organizer;
pub mod invite_staff;
pub mod open_invitation;
pub mod accept_invitation;
pub mod create_api_key;
pub mod revoke_api_key;
