//! 共通の一覧: one handler per endpoint.

pub mod list_associations;
