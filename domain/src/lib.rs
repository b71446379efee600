//! The rules of MAMIS: what is valid, who may do what, and what follows from what.
//!
//! Invariants:
//! * **Pure.** No input or output, no clock, no chance: the present moment and random bytes are
//!   parameters. The same code runs in the browser and in the functions.
//! * **A value that exists is valid.** Value types have a private field and one `parse`, which
//!   answers a [`Rejection`](rejection::Rejection) that the [`text`] module can say in Japanese
//!   and English.
//! * **History is kept, status is computed.** Credits and decisions are lists of what happened;
//!   balances and statuses are folds over them.
//! * Whatever the rules of a programme prescribe is dated data (`domain/rules`), never code.

#[macro_use]
mod value;

pub mod access;
pub mod application;
pub mod association;
pub mod assurance;
pub mod calendar;
pub mod certificate;
pub mod contact;
pub mod course;
pub mod credit;
pub mod curriculum;
pub mod evidence;
pub mod folding;
pub mod holder;
pub mod id;
pub mod label;
pub mod language;
pub mod learning;
pub mod login;
pub mod next_step;
pub mod notice;
pub mod number;
pub mod organizer;
pub mod person;
pub mod programme;
pub mod reference;
pub mod register_number;
pub mod registration;
pub mod rejection;
pub mod rounds;
pub mod rules;
pub mod text;
pub mod units;
pub mod width;
