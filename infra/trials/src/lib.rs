//! What is measured and tried out as it is deployed, in the world of the journeys: each module is a
//! command. The tests of the house do not depend on it.

pub mod account;
pub mod cold_start;
pub mod deployment;
mod tools;
