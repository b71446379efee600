//! The local stack: the whole of MAMIS in one process, on this machine only.
//!
//! It is for two readers: somebody who wants to see the system (`cargo start`), and the tests,
//! which start one of their own per test. Invariants (architecture.md, 7 and 8):
//!
//! - The handlers are the production handlers, called through the production (de)serialisation
//!   ([`gateway`], [`lambda`]), and they reach the outside world with the production SDK clients.
//! - What is embedded is the outside world alone: a DynamoDB-compatible table ([`table`]), an
//!   S3-compatible store ([`documents`]), mail ([`mailbox`]), queues ([`queues`]), the table's
//!   stream ([`stream`]) and the clockwork ([`schedule`]). There is no second store and no mock.
//! - Whatever was acknowledged is on disk: killing the process loses nothing, and what was under
//!   way is delivered again.
//! - Who wants to know which keys are touched may [`watch`].
//! - It listens on loopback unless a TLS certificate is given ([`listen`]).

pub mod clients;
pub mod data_folder;
pub mod demo;
pub mod documents;
pub mod empty;
pub mod gateway;
pub mod journal;
pub mod lambda;
pub mod listen;
pub mod mailbox;
pub mod measured;
pub mod options;
pub mod outside;
pub mod queues;
pub mod schedule;
pub mod secrets;
pub mod stack;
pub mod stream;
pub mod table;
pub mod tasks;
pub mod watch;
