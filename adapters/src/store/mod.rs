//! The table: one DynamoDB table for everything that is not a document.
//!
//! - [`keys`]: the key design, as one table in its doc. No key is built anywhere else.
//! - [`table`]: the few ways to read and write. Every call is counted by the [`meter`].
//! - [`transaction`]: one conditional transaction per change.
//! - [`rows`]: inserting many ledger entries at one write unit each.
//! - [`schema`]: the table as the template declares it, for embedded stores.
//! - [`items`]: the records, one file per subject; short attribute names, since bytes cost units.

pub mod items;
pub mod keys;
pub mod meter;
pub mod record;
pub mod rows;
pub mod schema;
pub mod table;
pub mod transaction;

pub use keys::{Key, QueueKey, Range};
pub use meter::{Cost, Meter};
pub use record::{Found, Record};
pub use table::{Store, StoreError};
pub use transaction::Transaction;
