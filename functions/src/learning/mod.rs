//! 日医生涯教育制度: one handler per endpoint, and what they share.

pub mod accept_declaration;
pub mod case;
pub mod feed_learning;
pub mod import_learning;
pub mod learner;
pub mod list_declarations;
pub mod papers;
pub mod posting;
pub mod read_declaration;
pub mod read_my_declaration;
pub mod read_my_learning;
pub mod request_paper;
pub mod reverse_feed_row;
pub mod reverse_imported_row;
pub mod send_back_declaration;
pub mod submit_declaration;
pub mod view_declaration_evidence;
