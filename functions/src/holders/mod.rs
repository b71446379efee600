//! 認定の保持者 for their associations: one handler per endpoint (features.md #72, #92, #94, #132).

pub mod decide_grace;
pub mod find_holder;
pub mod import_holders;
mod jurisdiction;
pub mod keep_letters;
pub mod known;
pub mod letters;
pub mod list_holders;
pub mod list_letters;
pub mod listing;
mod opaque;
pub mod read_holder;
