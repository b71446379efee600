//! The records, one file per subject. Attribute names are short, since bytes cost units; the
//! field's doc is the attribute's.

pub mod account;
pub mod application;
pub mod association;
pub mod audit;
pub mod calendar;
pub mod certificate;
pub mod claim;
pub mod course;
pub mod credit;
pub mod doctor;
pub mod holder;
pub mod job;
pub mod learning;
pub mod notice;
pub mod organizer;
pub mod pending;
pub mod qualification;
pub mod rule_set;
pub mod version;
