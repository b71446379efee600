//! Every text of the site, Japanese first, by area. Names of enum values stand in
//! `domain::label`, refusals in `domain::text`, problems in `api::problem`.
//!
//! `{name}` in a text stands for a value, see [`crate::words::Words::fill`].

/// Declares texts: name = Japanese, English.
macro_rules! texts {
    ($($name:ident = $ja:literal, $en:literal;)*) => {
        $(pub const $name: domain::label::Label = domain::label::Label { ja: $ja, en: $en };)*
    };
}

pub mod administration;
pub mod apply;
pub mod catalogue;
pub mod doctor;
pub mod events;
pub mod frame;
pub mod holders;
pub mod jobs;
pub mod learning;
pub mod organizer;
pub mod registration;
pub mod review;
pub mod rounds;
pub mod sign_in;
pub mod titles;
