//! The addresses of the site. Secrets of links stand in the fragment and never in a route.

use api::access::RoleName;
use yew_router::prelude::*;

/// A page.
#[derive(Clone, PartialEq, Eq, Routable)]
pub enum Route {
    #[at("/")]
    Start,
    #[at("/register")]
    Register,
    #[at("/me")]
    Home,
    #[at("/me/credits")]
    MyCredits,
    #[at("/me/applications")]
    MyApplications,
    #[at("/me/applications/new/family-physician-function")]
    Apply,
    #[at("/me/applications/:id")]
    MyApplication { id: String },
    #[at("/me/applications/:id/resubmission")]
    Resubmit { id: String },
    #[at("/me/certificates")]
    Certificates,
    #[at("/me/profile")]
    Profile,
    #[at("/courses")]
    Courses,
    #[at("/courses/new")]
    NewCourse,
    #[at("/courses/:id")]
    Course { id: String },
    #[at("/courses/:id/correction")]
    CorrectCourse { id: String },
    #[at("/courses/:id/credits")]
    Credits { id: String },
    #[at("/organizer")]
    Body,
    #[at("/organizers/apply")]
    ApplyAsOrganizer,
    #[at("/invitation")]
    Invitation,
    #[at("/review/applications")]
    Applications,
    #[at("/review/courses")]
    CourseReviews,
    #[at("/review/organizers")]
    OrganizerReviews,
    #[at("/review/identity")]
    IdentityReviews,
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// Whether `other` lies in the same part of the site: marks the way in the menu.
    pub fn is_part_of(&self, other: &Route) -> bool {
        let (own, part) = (self.to_path(), other.to_path());
        own == part || (part != "/" && part != "/me" && own.starts_with(&[&part, "/"].concat()))
    }
}

/// Where somebody of this role begins.
pub const fn home(role: RoleName) -> Route {
    match role {
        RoleName::Officer => Route::Applications,
        RoleName::Organizer => Route::Courses,
        RoleName::Doctor => Route::Home,
        RoleName::ApiKey | RoleName::Administrator => Route::Start,
    }
}
