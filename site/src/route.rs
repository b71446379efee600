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
        RoleName::Doctor | RoleName::Officer | RoleName::Organizer | RoleName::ApiKey => {
            Route::Start
        }
    }
}
