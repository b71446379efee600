//! The local stack's own tests: what it claims to be, tried with the production SDK clients.

mod demo;
mod documents;
mod gateway;
mod log;
mod mailbox;
mod personas;
mod queues;
mod restart;
mod stack;
mod stream;
mod table;
mod tls;
