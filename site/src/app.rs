//! The application: settings, session, router, frame, and which page stands at which address.

use api::access::RoleName;
use api::problem::Problem;
use domain::id::CourseId;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::browser;
use crate::doctor;
use crate::doctor::{ApplicationPage, CertificatesPage, HomePage, ProfilePage, ResubmitPage};
use crate::frame::{Frame, Here};
use crate::organizer::{
    ApplyPage, BodyPage, CorrectCoursePage, CoursePage, CoursesPage, CreditsPage, InvitationPage,
    NewCoursePage,
};
use crate::register::RegisterPage;
use crate::review::{ApplicationsPage, CourseReviewsPage, IdentityPage, OrganizerReviewsPage};
use crate::route::{Route, home};
use crate::session::{SessionProvider, SignIn, use_session};
use crate::sign_in::SignInPage;
use crate::text::frame as say;
use crate::ui::{Failed, Page, Waiting};
use crate::words::{SettingsProvider, use_words};

/// Everything.
#[component]
pub fn App() -> Html {
    html! {
        <SettingsProvider>
            <SessionProvider>
                <BrowserRouter>
                    <Frame><Switch<Route> render={page} /></Frame>
                </BrowserRouter>
            </SessionProvider>
        </SettingsProvider>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Start => html! { <Start /> },
        Route::Register => html! { <RegisterPage /> },
        Route::Home => own(html! { <HomePage /> }),
        Route::MyCredits => own(html! { <doctor::CreditsPage /> }),
        Route::MyApplications => own(html! { <doctor::ApplicationsPage /> }),
        Route::Apply => own(html! { <doctor::ApplyPage /> }),
        Route::MyApplication { id } => own(html! { <ApplicationPage {id} /> }),
        Route::Resubmit { id } => own(html! { <ResubmitPage {id} /> }),
        Route::Certificates => own(html! { <CertificatesPage /> }),
        Route::Profile => own(html! { <ProfilePage /> }),
        Route::Courses => holder(html! { <CoursesPage /> }),
        Route::NewCourse => holder(html! { <NewCoursePage /> }),
        Route::Course { id } => of_course(&id, |id| html! { <CoursePage {id} /> }),
        Route::CorrectCourse { id } => of_course(&id, |id| html! { <CorrectCoursePage {id} /> }),
        Route::Credits { id } => of_course(&id, |id| html! { <CreditsPage {id} /> }),
        Route::Body => holder(html! { <BodyPage /> }),
        Route::ApplyAsOrganizer => html! { <ApplyPage /> },
        Route::Invitation => html! { <InvitationPage /> },
        Route::Applications => officer(html! { <ApplicationsPage /> }),
        Route::CourseReviews => officer(html! { <CourseReviewsPage /> }),
        Route::OrganizerReviews => officer(html! { <OrganizerReviewsPage /> }),
        Route::IdentityReviews => officer(html! { <IdentityPage /> }),
        Route::NotFound => html! { <NotFound /> },
    }
}

/// For doctors.
fn own(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Doctor]}>{ page }</For> }
}

/// For whoever holds courses.
fn holder(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Organizer, RoleName::Officer]}>{ page }</For> }
}

/// For officers of associations.
fn officer(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Officer]}>{ page }</For> }
}

/// For whoever holds the course of the address; an address without one leads nowhere.
fn of_course(id: &str, page: impl FnOnce(CourseId) -> Html) -> Html {
    match CourseId::parse(id) {
        Ok(id) => holder(page(id)),
        Err(_) => html! { <NotFound /> },
    }
}

/// The sign-in, or the home of whoever is signed in.
#[component]
fn Start() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let to = match &session.sign_in {
        SignIn::Somebody(view) => Some(home(view.role)),
        _ => None,
    };
    {
        use_effect_with(to.clone(), move |to| {
            if let (Some(to), Some(navigator)) = (to, navigator)
                && *to != Route::Start
            {
                navigator.replace(to);
            }
        });
    }
    if let SignIn::Unreachable(problem) = session.sign_in {
        return html! { <Unreachable {problem} /> };
    }
    if to == Some(Route::Start) {
        let text = words.say(say::NO_PAGES_TEXT);
        return html! { <Page title={words.say(say::NO_PAGES)} narrow=true><p>{ text }</p></Page> };
    }
    if to.is_some() {
        return html! { <main id="main"><Waiting /></main> };
    }
    // While it is not known yet, the form stands already: it was there before the application.
    html! { <SignInPage /> }
}

#[derive(Properties, PartialEq)]
struct UnreachableProps {
    problem: Problem,
}

/// Whether somebody is signed in could not be asked; trying again loads the page anew.
#[component]
fn Unreachable(props: &UnreachableProps) -> Html {
    let words = use_words();
    html! {
        <Page title={words.say(say::NO_CONNECTION)} narrow=true>
            <Failed problem={props.problem.clone()} again={|()| browser::reload()} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct ForProps {
    /// Whose page it is.
    pub roles: Vec<RoleName>,
    pub children: Html,
}

/// A page for some roles: others sign in first, at this very address.
#[component]
pub fn For(props: &ForProps) -> Html {
    let words = use_words();
    match use_session().sign_in {
        SignIn::Unknown => html! { <main id="main"><Waiting /></main> },
        SignIn::Nobody => html! { <SignInPage /> },
        SignIn::Unreachable(problem) => html! { <Unreachable {problem} /> },
        SignIn::Somebody(view) if props.roles.contains(&view.role) => props.children.clone(),
        SignIn::Somebody(view) => html! {
            <Page title={words.say(say::OTHER_ROLE)} narrow=true>
                <p><Here to={home(view.role)} class="button">{ words.say(say::TO_START) }</Here></p>
            </Page>
        },
    }
}

#[component]
pub fn NotFound() -> Html {
    let words = use_words();
    html! {
        <Page title={words.say(say::NOT_FOUND)} narrow=true>
            <p>{ words.say(say::NOT_FOUND_TEXT) }</p>
            <p><Here to={Route::Start} class="button">{ words.say(say::TO_START) }</Here></p>
        </Page>
    }
}
