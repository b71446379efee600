//! 研修会: one handler per endpoint.

pub mod addressees;
pub mod case;
pub mod create_course;
pub mod holder;
pub mod list_course_programmes;
pub mod list_courses;
pub mod read_course;
pub mod resubmit_course;
pub mod withdraw_course;
