//! 申請 (医師): one handler per endpoint.

pub mod begin_evidence;
pub mod case;
pub mod check_evidence;
pub mod documents;
pub mod dossier;
pub mod list_my_applications;
pub mod prepare_application;
pub mod read_my_application;
pub mod resubmit_application;
pub mod submit_application;
pub mod view_my_evidence;
pub mod withdraw_application;
