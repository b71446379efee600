//! What stands around every page: skip link, head with the ways of one's role, tabs on a phone,
//! what just happened, and the dialog that renews a sign-in.

use std::cell::Cell;

use api::access::RoleName;
use domain::{association::Tier, label::Label, language::Language};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::route::{Route, home};
use crate::router::{self, use_place};
use crate::session::{SignIn, use_session};
use crate::sign_in::SignInAgain;
use crate::text::{administration, frame as say, holders, learning, organizer, review};
use crate::ui::{Toasts, say_aloud};
use crate::words::{use_settings, use_words};
use crate::{browser, client};

thread_local! {
    static PAGES: Cell<u32> = const { Cell::new(0) };
}

/// Whether the visitor has moved on from the page by which the site was opened; then the heading of
/// the new page takes the focus.
pub fn has_moved() -> bool {
    PAGES.get() > 1
}

/// One way of the menu: where to, its name, its short name for the tabs of a phone.
struct Way(Route, Label, Label);

/// The ways of an officer; districts look after no titles.
fn officer_ways(tier: Option<Tier>) -> Vec<Way> {
    let mut ways = ways(RoleName::Officer);
    if matches!(tier, Some(Tier::Prefectural | Tier::National)) {
        ways.insert(1, Way(Route::Holders, holders::WAY, holders::WAY_SHORT));
    }
    ways
}

fn ways(role: RoleName) -> Vec<Way> {
    match role {
        RoleName::Officer => vec![
            Way(
                Route::Applications,
                review::WAY_APPLICATIONS,
                review::WAY_APPLICATIONS,
            ),
            Way(
                Route::Declarations,
                learning::WAY_DECLARATIONS,
                learning::WAY_DECLARATIONS_SHORT,
            ),
            Way(
                Route::CourseReviews,
                review::WAY_COURSES,
                review::WAY_COURSES_SHORT,
            ),
            Way(
                Route::Courses,
                review::WAY_OWN_COURSES,
                review::WAY_OWN_COURSES_SHORT,
            ),
            Way(
                Route::OrganizerReviews,
                review::WAY_ORGANIZERS,
                review::WAY_ORGANIZERS,
            ),
            Way(
                Route::IdentityReviews,
                review::WAY_IDENTITY,
                review::WAY_IDENTITY,
            ),
            Way(Route::Body, review::WAY_BODY, review::WAY_BODY_SHORT),
        ],
        RoleName::Organizer => vec![
            Way(Route::Courses, organizer::COURSES, organizer::COURSES),
            Way(Route::Body, review::WAY_BODY, review::WAY_BODY_SHORT),
        ],
        RoleName::Doctor => vec![
            Way(Route::Home, say::DOCTOR_HOME, say::DOCTOR_HOME),
            Way(
                Route::MyCredits,
                say::DOCTOR_CREDITS,
                say::DOCTOR_CREDITS_SHORT,
            ),
            Way(Route::Learning, learning::WAY, learning::WAY_SHORT),
            Way(
                Route::Catalogue,
                say::DOCTOR_COURSES,
                say::DOCTOR_COURSES_SHORT,
            ),
            Way(
                Route::MyApplications,
                say::DOCTOR_APPLICATIONS,
                say::DOCTOR_APPLICATIONS,
            ),
            Way(
                Route::Certificates,
                say::DOCTOR_CERTIFICATES,
                say::DOCTOR_CERTIFICATES,
            ),
            Way(
                Route::Profile,
                say::DOCTOR_PROFILE,
                say::DOCTOR_PROFILE_SHORT,
            ),
        ],
        RoleName::Administrator => {
            vec![
                Way(
                    Route::RuleSets,
                    administration::RULES,
                    administration::RULES,
                ),
                Way(
                    Route::RoundCalendars,
                    administration::ROUNDS,
                    administration::ROUNDS,
                ),
                Way(
                    Route::Notices,
                    administration::NOTICES,
                    administration::NOTICES,
                ),
            ]
        }
        RoleName::ApiKey => Vec::new(),
    }
}

/// The frame.
#[component]
pub fn Frame(props: &yew::html::ChildrenProps) -> Html {
    let words = use_words();
    let session = use_session();
    let route = use_place().route;
    {
        use_effect_with(route.clone(), |_| PAGES.set(PAGES.get() + 1));
    }
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        browser::focus("main");
    });
    let (start, ways) = match &session.sign_in {
        SignIn::Somebody(view) if view.role == RoleName::Officer => {
            let tier = view.body.as_ref().and_then(|body| body.tier);
            (home(view.role), officer_ways(tier))
        }
        SignIn::Somebody(view) => (home(view.role), ways(view.role)),
        _ => (Route::Start, Vec::new()),
    };
    let name = match &session.sign_in {
        SignIn::Somebody(view) => view.body.as_ref().map(|body| body.name.clone()),
        _ => None,
    };
    let link = |way: &Way, text: Label| {
        let current = route.is_part_of(&way.0);
        html! {
            <Here to={way.0.clone()} {current}>{ words.say(text) }</Here>
        }
    };
    html! {
        <>
            <a class="skip" href="#main" onclick={skip}>{ words.say(say::SKIP) }</a>
            <header class="top">
                <Here to={start} class="mark">
                    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
                        <rect width="26" height="26" rx="7" /><path d="M6 18V9l7 6 7-6v9" />
                    </svg>
                    <span>{ name.unwrap_or_else(|| "MAMIS".to_owned()) }</span>
                </Here>
                if !ways.is_empty() {
                    <nav aria-label={words.say(say::WAYS)}>
                        { for ways.iter().map(|way| link(way, way.1)) }
                    </nav>
                }
                <Tools />
            </header>
            { props.children.clone() }
            if !ways.is_empty() {
                <nav class="tabs" aria-label={words.say(say::WAYS)}>
                    { for ways.iter().map(|way| link(way, way.2)) }
                </nav>
            }
            <Toasts />
            <SignInAgain />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct HereProps {
    pub to: Route,
    #[prop_or_default]
    pub current: bool,
    #[prop_or_default]
    pub class: Option<AttrValue>,
    pub children: Html,
}

/// A link within the site, marked when it is where one is.
#[component]
pub fn Here(props: &HereProps) -> Html {
    let to = props.to.clone();
    let go = Callback::from(move |event: MouseEvent| {
        // With a modifier the browser opens a tab of its own.
        if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        router::push(&to);
    });
    html! {
        <a href={props.to.path()} class={props.class.clone()} onclick={go}
            aria-current={props.current.then_some("page")}>{ props.children.clone() }</a>
    }
}

/// Size of the letters, language, sign-out.
#[component]
fn Tools() -> Html {
    let words = use_words();
    let settings = use_settings();
    let session = use_session();
    let size = {
        let settings = settings.clone();
        Callback::from(move |_: MouseEvent| settings.set_large.emit(!settings.large))
    };
    let language = {
        let settings = settings.clone();
        Callback::from(move |_: MouseEvent| {
            settings.set_language.emit(match settings.language {
                Language::Ja => Language::En,
                Language::En => Language::Ja,
            });
        })
    };
    let sign_out = {
        let set = session.set.clone();
        Callback::from(move |_: MouseEvent| {
            let set = set.clone();
            yew::platform::spawn_local(async move {
                // Signed out already is signed out.
                let _ = client::send_once(
                    "DELETE",
                    "/sign-ins/current",
                    None,
                    Some(&browser::new_key()),
                )
                .await;
                router::push(&Route::Start);
                set.emit(None);
                say_aloud(words.say(say::SIGNED_OUT));
            });
        })
    };
    let other = match settings.language {
        Language::Ja => "en",
        Language::En => "ja",
    };
    html! {
        <div class="tools">
            <button type="button" aria-pressed={settings.large.to_string()} onclick={size}>{ words.say(say::LARGE) }</button>
            <button type="button" lang={other} onclick={language}>{ words.say(say::OTHER_LANGUAGE) }</button>
            if matches!(session.sign_in, SignIn::Somebody(_)) {
                <button type="button" onclick={sign_out}>{ words.say(say::SIGN_OUT) }</button>
            }
        </div>
    }
}
