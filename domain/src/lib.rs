//! domain

pub mod reference;
