//! マイページ of a doctor.

mod applications;
mod apply;
mod case;
mod certificates;
mod credits;
mod evidence;
mod home;
mod profile;

pub use apply::panel::counted;
use yew::prelude::*;

use crate::markup::html;

use crate::app::{NotFound, own};
use crate::route::Route;

/// The doctor's page at an address.
pub fn page(route: Route) -> Html {
    own(match route {
        Route::Home => html! { <home::HomePage /> },
        Route::MyCredits => html! { <credits::CreditsPage /> },
        Route::MyApplications => html! { <applications::ApplicationsPage /> },
        Route::Apply => html! { <apply::ApplyPage /> },
        Route::MyApplication { id } => html! { <case::ApplicationPage {id} /> },
        Route::Resubmit { id } => html! { <apply::ResubmitPage {id} /> },
        Route::Certificates => html! { <certificates::CertificatesPage /> },
        Route::Profile => html! { <profile::ProfilePage /> },
        _ => html! { <NotFound /> },
    })
}
