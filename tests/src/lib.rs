//! What the stories in `tests/it` stand on, and the figures that are asked for.

pub mod figures;
