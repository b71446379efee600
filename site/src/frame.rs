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
use crate::text::{administration, frame as say, holders, learning, organizer, review, rounds};
use crate::ui::{Toasts, say_aloud};
use crate::words::{use_settings, use_words};
use crate::{browser, client, draft};

thread_local! {
    static PAGES: Cell<u32> = const { Cell::new(0) };
}

/// Whether the visitor has moved on from the page by which the site was opened; then the heading of
/// the new page takes the focus.
pub fn has_moved() -> bool {
    PAGES.get() > 1
}

/// One way of the menu: where to, its name, its short name for the tabs of a phone, and the pages that
/// belong together there, if it has several.
struct Way {
    to: Route,
    name: Label,
    short: Label,
    below: &'static [(Route, Label)],
}

impl Way {
    const fn to(to: Route, name: Label) -> Self {
        Self::called(to, name, name)
    }

    const fn called(to: Route, name: Label, short: Label) -> Self {
        Way {
            to,
            name,
            short,
            below: &[],
        }
    }

    const fn with(to: Route, name: Label, below: &'static [(Route, Label)]) -> Self {
        Way {
            to,
            name,
            short: name,
            below,
        }
    }

    /// Whether a page belongs to it.
    fn leads_to(&self, route: &Route) -> bool {
        let below = |(to, _): &(Route, Label)| route.is_part_of(to);
        route.is_part_of(&self.to) || self.below.iter().any(below)
    }
}

static DOCTOR: [Way; 7] = [
    Way::to(Route::Home, say::DOCTOR_HOME),
    Way::called(
        Route::MyCredits,
        say::DOCTOR_CREDITS,
        say::DOCTOR_CREDITS_SHORT,
    ),
    Way::called(Route::Learning, learning::WAY, learning::WAY_SHORT),
    Way::called(
        Route::Catalogue,
        say::DOCTOR_COURSES,
        say::DOCTOR_COURSES_SHORT,
    ),
    Way::to(Route::MyApplications, say::DOCTOR_APPLICATIONS),
    Way::to(Route::Certificates, say::DOCTOR_CERTIFICATES),
    Way::called(
        Route::Profile,
        say::DOCTOR_PROFILE,
        say::DOCTOR_PROFILE_SHORT,
    ),
];

static ORGANIZER: [Way; 2] = [Way::to(Route::Courses, organizer::COURSES), BODY];

static ADMINISTRATOR: [Way; 3] = [
    Way::to(Route::RuleSets, administration::RULES),
    Way::to(Route::RoundCalendars, administration::ROUNDS),
    Way::to(Route::Notices, administration::NOTICES),
];

/// What is reviewed stands together.
const REVIEW: Way = Way::with(Route::Applications, review::WAY_REVIEW, &REVIEWED);

static REVIEWED: [(Route, Label); 5] = [
    (Route::Applications, review::WAY_APPLICATIONS),
    (Route::Declarations, learning::WAY_DECLARATIONS),
    (Route::CourseReviews, review::WAY_COURSES),
    (Route::OrganizerReviews, review::WAY_ORGANIZERS),
    (Route::IdentityReviews, review::WAY_IDENTITY),
];

static ROUNDS: [(Route, Label); 2] = [
    (Route::Forwarding, rounds::FORWARDING_WAY),
    (Route::Rounds, rounds::ROUND_WAY),
];

const HOLDERS: Way = Way::called(Route::Holders, holders::WAY, holders::WAY_SHORT);

const OWN_COURSES: Way = Way::called(
    Route::Courses,
    review::WAY_OWN_COURSES,
    review::WAY_OWN_COURSES_SHORT,
);

const BODY: Way = Way::called(Route::Body, review::WAY_BODY, review::WAY_BODY_SHORT);

/// Districts look after no titles, and pass nothing on to the committee.
static DISTRICT: [Way; 3] = [REVIEW, OWN_COURSES, BODY];

static PREFECTURE: [Way; 5] = [
    REVIEW,
    Way::with(Route::Forwarding, rounds::WAY, &ROUNDS),
    HOLDERS,
    OWN_COURSES,
    BODY,
];

static NATIONAL: [Way; 5] = [
    REVIEW,
    Way::to(Route::Rounds, rounds::WAY),
    HOLDERS,
    OWN_COURSES,
    BODY,
];

fn ways(role: RoleName, tier: Option<Tier>) -> &'static [Way] {
    match (role, tier) {
        (RoleName::CreditsKey | RoleName::FeedKey, _) => &[],
        (RoleName::Organizer, _) => &ORGANIZER,
        (RoleName::Doctor, _) => &DOCTOR,
        (RoleName::Administrator, _) => &ADMINISTRATOR,
        (RoleName::Officer, Some(Tier::Prefectural)) => &PREFECTURE,
        (RoleName::Officer, Some(Tier::National)) => &NATIONAL,
        (RoleName::Officer, _) => &DISTRICT,
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
    let (start, ways): (Route, &[Way]) = match &session.sign_in {
        SignIn::Somebody(view) => {
            let tier = view.body.as_ref().and_then(|body| body.tier);
            (home(view.role), ways(view.role, tier))
        }
        _ => (Route::Start, &[]),
    };
    let name = match &session.sign_in {
        SignIn::Somebody(view) => view.body.as_ref().map(|body| body.name.clone()),
        _ => None,
    };
    let link = |way: &Way, text: Label| {
        let current = way.leads_to(&route);
        html! {
            <Here to={way.to.clone()} {current}>{ words.say(text) }</Here>
        }
    };
    let here = ways.iter().find(|way| way.leads_to(&route));
    let below: &[(Route, Label)] = here.map_or(&[], |way| way.below);
    let page = |(to, name): &(Route, Label)| {
        let current = route.is_part_of(to);
        html! { <Here to={to.clone()} {current}>{ words.say(*name) }</Here> }
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
                        { for ways.iter().map(|way| link(way, way.name)) }
                    </nav>
                }
                <Tools />
                if !below.is_empty() {
                    <nav class="below" aria-label={words.say(say::WAYS_BELOW)}>{ for below.iter().map(page) }</nav>
                }
            </header>
            { props.children.clone() }
            if !ways.is_empty() {
                <nav class="tabs" aria-label={words.say(say::WAYS)}>
                    { for ways.iter().map(|way| link(way, way.short)) }
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
                draft::forget_all();
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
