//! What the stories in `tests/it` stand on, and the figures that are asked for.
//!
//! A test starts a [`World`] of its own: the whole stack in this process, on free ports and an
//! empty folder, with a clock that the test moves. People are [`people`]: put straight into the
//! table where no endpoint is the subject of the test, with a live sign-in. They speak through a
//! [`Client`], which is plain HTTP: a path, a body, an [`Answer`].

pub mod applying;
pub mod browser;
pub mod client;
pub mod courses;
pub mod deployed;
pub mod figures;
pub mod holders;
pub mod load;
pub mod paper;
pub mod people;
pub mod registering;
pub mod rounds;
pub mod rules;
pub mod sheets;
pub mod stores;
pub mod titles;
pub mod world;

pub use client::{Answer, Client};
pub use people::{Doctor, Person};
pub use world::{World, eventually};
