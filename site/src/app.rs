//! The application: settings, session, router, frame, and who may see which page.
//!
//! Each area of the site is a module of its own for the browser (see [`Area`]); what stands here is
//! in all of them.

use api::access::RoleName;
use api::problem::Problem;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::frame::{Frame, Here};
use crate::part::{Part, PartProps};
use crate::route::{Area, Route, home};
use crate::router::{self, Router, use_place};
use crate::session::{SessionProvider, SignIn, use_session};
use crate::sign_in::{self, SignInPage};
use crate::text::frame as say;
use crate::ui::{Failed, Page, Waiting};
use crate::words::{SettingsProvider, use_words};

/// Draws the application with the pages of one area, over what the page was served with.
pub fn start(area: Area, page: fn(Route) -> Html) {
    sign_in::keep_what_was_typed_early();
    let page = Callback::from(move |route: Route| match (&route, route.area()) {
        (Route::Start, _) => html! { <Start /> },
        (_, Some(its)) if its == area => page(route),
        (_, Some(_)) => html! { <Elsewhere /> },
        (_, None) => html! { <NotFound /> },
    });
    let app = PartProps::of::<App>(AppProps { page });
    yew::Renderer::<Part>::with_root_and_props(browser::host(), app).render();
}

#[derive(Properties, PartialEq)]
struct AppProps {
    /// Draws the page at an address.
    page: Callback<Route, Html>,
}

/// Everything.
#[component]
fn App(props: &AppProps) -> Html {
    html! {
        <SettingsProvider>
            <SessionProvider>
                <Router>
                    <Frame><At page={props.page.clone()} /></Frame>
                </Router>
            </SessionProvider>
        </SettingsProvider>
    }
}

/// The page at the address.
#[component]
fn At(props: &AppProps) -> Html {
    props.page.emit(use_place().route)
}

/// For doctors.
pub fn own(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Doctor]}>{ page }</For> }
}

/// For whoever holds courses.
pub fn holder(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Organizer, RoleName::Officer]}>{ page }</For> }
}

/// For officers of associations.
pub fn officer(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Officer]}>{ page }</For> }
}

/// For administrators.
pub fn administrator(page: Html) -> Html {
    html! { <For roles={vec![RoleName::Administrator]}>{ page }</For> }
}

/// A page of another area: its address stands in the address bar already, so loading that again
/// brings the other module.
#[component]
fn Elsewhere() -> Html {
    use_effect_with((), |()| browser::reload());
    html! { <main id="main"><Waiting /></main> }
}

/// The sign-in, or the home of whoever is signed in.
#[component]
fn Start() -> Html {
    let session = use_session();
    let to = match &session.sign_in {
        SignIn::Somebody(view) => Some(home(view.role)),
        _ => None,
    };
    {
        use_effect_with(to.clone(), move |to| {
            if let Some(to) = to {
                router::replace(to);
            }
        });
    }
    if let SignIn::Unreachable(problem) = session.sign_in {
        return html! { <Unreachable {problem} /> };
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
