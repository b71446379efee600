//! 利用者登録 (features.md #5–#31, S2): consents and e-mail, mail, form, confirmation, done.
//!
//! Without a link the page begins with the consents; opened by the mail's link it goes on with the
//! form, where it was left, until the registration is complete or 24 hours have passed.

pub mod address;
mod complete;
pub mod confirm;
mod document;
mod fields;
pub mod names;
mod start;

use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::draft;
use crate::router::use_place;
use crate::text::registration as say;
use crate::words::use_words;

/// Under this name the tab keeps the link's secret.
const LINK: &str = "register";

/// The page.
#[component]
pub fn RegisterPage() -> Html {
    let secret = use_state(opened_by);
    {
        // The link opened in the very tab in which it was asked for: only the fragment changes.
        let fragment = use_place().fragment;
        let secret = secret.clone();
        use_effect_with(fragment, move |fragment| {
            if fragment.len() > 1 {
                secret.set(opened_by());
            }
        });
    }
    let forget = {
        let secret = secret.clone();
        Callback::from(move |()| {
            forget_link();
            secret.set(None);
        })
    };
    match &*secret {
        // Another link is another person's form.
        Some(secret) => {
            html! { <complete::Complete key={secret.clone()} secret={secret.clone()} {forget} /> }
        }
        None => html! { <start::Start /> },
    }
}

fn kept_link() -> String {
    ["secret:", LINK].concat()
}

/// The secret of the link. What the tab kept for another one is somebody else's.
fn opened_by() -> Option<String> {
    let before = browser::kept(&kept_link());
    let secret = browser::link_secret(LINK);
    if secret != before {
        draft::forget(complete::TYPED);
    }
    secret
}

/// Forgets link and form in this tab.
fn forget_link() {
    draft::forget(&kept_link());
    draft::forget(complete::TYPED);
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    /// Counted from 0.
    at: usize,
}

/// Where one is in the procedure.
#[component]
fn Steps(props: &StepsProps) -> Html {
    let words = use_words();
    let steps = [
        say::STEP_CONSENT,
        say::STEP_MAIL,
        say::STEP_FORM,
        say::STEP_CONFIRM,
        say::STEP_DONE,
    ];
    let line = |(index, step): (usize, &domain::label::Label)| {
        html! { <li aria-current={(index == props.at).then_some("step")}>{ words.say(*step) }</li> }
    };
    html! { <ol class="steps" aria-label={words.say(say::STEPS)}>{ for steps.iter().enumerate().map(line) }</ol> }
}
