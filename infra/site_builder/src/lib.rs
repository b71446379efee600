//! site_builder

pub mod reference;
