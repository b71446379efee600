//! マイページ of a doctor.

mod applications;
mod apply;
mod case;
mod certificates;
mod credits;
mod evidence;
mod home;
mod missing;
mod profile;

pub use applications::ApplicationsPage;
pub use apply::panel::counted;
pub use apply::{ApplyPage, ResubmitPage};
pub use case::ApplicationPage;
pub use certificates::CertificatesPage;
pub use credits::CreditsPage;
pub use home::HomePage;
pub use profile::ProfilePage;
