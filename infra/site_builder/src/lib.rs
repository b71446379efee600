//! site_builder
