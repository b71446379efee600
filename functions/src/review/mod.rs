//! 審査 (医師会): one handler per endpoint.

pub mod approve_application;
pub mod approve_course;
pub mod approve_course_agenda;
pub mod check_declared;
pub mod claim;
pub mod displacement;
pub mod docket;
pub mod forward_application;
pub mod list_applications;
pub mod list_course_reviews;
pub mod list_identity_claims;
pub mod paper_step;
pub mod read_application;
pub mod read_course_agenda;
pub mod receive_handbook;
pub mod send_back_application;
pub mod send_back_course;
pub mod settle_identity_claim;
pub mod view_evidence;
pub mod view_identity_document;
pub mod waiting;
