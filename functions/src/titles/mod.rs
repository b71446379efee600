//! 認定: titles in programmes, judged by the dated rules over all that a doctor ever earned.

pub mod decision;
pub mod facts;
pub mod path;
pub mod plan_title;
pub mod prepare_title;
pub mod submission;
pub mod view;
pub mod view_title;
