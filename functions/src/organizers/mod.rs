//! 主催者: one handler per endpoint.
//!
//! - [`body`]: the association or external body that somebody works for, and its name.
//! - [`invitation`]: links by which staff get their logins.
//! - [`review`]: the prefecture's look at external bodies.

pub mod accept_invitation;
pub mod apply_as_organizer;
pub mod approve_organizer;
pub mod body;
pub mod create_api_key;
pub mod invitation;
pub mod invite_staff;
pub mod list_organizer_reviews;
pub mod open_invitation;
pub mod read_organizer;
pub mod refuse_organizer;
pub mod review;
pub mod revoke_api_key;
