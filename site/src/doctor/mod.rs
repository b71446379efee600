//! マイページ of a doctor.

mod adding;
mod applications;
mod apply;
mod calendar;
mod case;
mod certificates;
mod credits;
mod evidence;
mod home;
mod missing;
mod profile;
mod titles;

pub use adding::Adding;
pub use applications::ApplicationsPage;
pub use apply::panel::counted;
pub use apply::{ApplyForm, ApplyPage, ResubmitPage, uploads};
pub use case::ApplicationPage;
pub use certificates::{CertificatesPage, certificate_rows};
pub use credits::{CreditsPage, credit_rows};
pub use evidence::name_of;
pub use home::{HomePage, year_name};
pub use profile::ProfilePage;
