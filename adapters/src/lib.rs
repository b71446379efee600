//! The outside world: the table, documents, mail, queues, and who is who.
//!
//! Everything here speaks to AWS through its own SDK clients; on one machine the same clients
//! speak to embedded servers (`infra/local`). Each adapter holds what its function declared it
//! needs ([`api::Need`]) and refuses the rest, so a policy that is too narrow shows in the first
//! test and not in production.

pub mod audit;
pub mod aws;
pub mod documents;
pub mod grants;
pub mod identity;
pub mod mail;
pub mod queues;
pub mod store;

pub use grants::{Grants, Undeclared};
