//! The addresses of the site and the areas they belong to. Secrets of links stand in the fragment
//! and never in a route.

use api::access::RoleName;
use yew_router::prelude::*;

/// A part of the site that one kind of person uses: a module of its own for the browser, so that
/// nobody fetches what others use. `static/boot.js` loads the area of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// 利用者登録: once in a doctor's life.
    Register,
    /// 医師.
    Doctor,
    /// 主催者, and officers who hold courses.
    Organizer,
    /// 審査 by officers.
    Review,
}

impl Area {
    /// Its name, in the browser's storage and in `static/boot.js`.
    pub const fn name(self) -> &'static str {
        match self {
            Area::Register => "register",
            Area::Doctor => "doctor",
            Area::Organizer => "organizer",
            Area::Review => "review",
        }
    }
}

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
    /// The area with this page; none for pages that every area has.
    pub const fn area(&self) -> Option<Area> {
        match self {
            Route::Start | Route::NotFound => None,
            Route::Register => Some(Area::Register),
            Route::Home
            | Route::MyCredits
            | Route::MyApplications
            | Route::Apply
            | Route::MyApplication { .. }
            | Route::Resubmit { .. }
            | Route::Certificates
            | Route::Profile => Some(Area::Doctor),
            Route::Courses
            | Route::NewCourse
            | Route::Course { .. }
            | Route::CorrectCourse { .. }
            | Route::Credits { .. }
            | Route::Body
            | Route::ApplyAsOrganizer
            | Route::Invitation => Some(Area::Organizer),
            Route::Applications
            | Route::CourseReviews
            | Route::OrganizerReviews
            | Route::IdentityReviews => Some(Area::Review),
        }
    }

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

#[cfg(test)]
mod tests {
    use yew_router::Routable;

    use super::Route;

    /// Loads the areas in the browser.
    const BOOT: &str = include_str!("../static/boot.js");

    #[test]
    fn every_address_loads_the_area_that_has_its_page() {
        let mut areas = 0;
        for address in Route::routes() {
            let route = Route::recognize(&address.replace(":id", "x")).expect("a page");
            let Some(area) = route.area() else {
                continue;
            };
            areas += 1;
            let first = address.split('/').nth(1).expect("a first part");
            let line = format!("\n    {first}: \"{}\",\n", area.name());
            assert!(
                BOOT.contains(&line),
                "static/boot.js needs{line}for {address}"
            );
        }
        assert!(areas > 20, "{areas}");
    }
}
