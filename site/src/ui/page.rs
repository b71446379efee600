//! The outline of a page: its title, waiting, failure, and the button that sends.

use api::problem::Problem;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::text::frame as say;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Heading and title of the window.
    pub title: AttrValue,
    /// What stands small beside the heading.
    #[prop_or_default]
    pub aside: Html,
    /// For forms and texts.
    #[prop_or_default]
    pub narrow: bool,
    pub children: Html,
}

/// A page. Its heading takes the focus when the page opens, so that screen readers begin there.
#[component]
pub fn Page(props: &PageProps) -> Html {
    {
        use_effect_with(props.title.clone(), |title| {
            browser::document().set_title(&format!("{title} | MAMIS"));
        });
        use_effect_with((), |()| {
            if crate::frame::has_moved() {
                browser::window().scroll_to_with_x_and_y(0.0, 0.0);
                browser::focus("heading");
            }
        });
    }
    html! {
        <main id="main" tabindex="-1" class={props.narrow.then_some("narrow")}>
            <div class="title">
                <h1 id="heading" tabindex="-1">{ &props.title }</h1>
                { props.aside.clone() }
            </div>
            { props.children.clone() }
        </main>
    }
}

/// Waiting for an answer.
#[component]
pub fn Waiting() -> Html {
    let words = use_words();
    html! { <p class="waiting" role="status">{ words.say(say::WAITING) }</p> }
}

#[derive(Properties, PartialEq)]
pub struct FailedProps {
    pub problem: Problem,
    pub again: Callback<()>,
}

/// The answer was a failure; try again.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let words = use_words();
    html! {
        <div class="stack">
            <ProblemNote problem={props.problem.clone()} />
            <p><button type="button" class="button quiet" onclick={props.again.reform(|_| ())}>
                { words.say(say::TRY_AGAIN) }
            </button></p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ProblemNoteProps {
    #[prop_or_default]
    pub problem: Option<Problem>,
}

/// What went wrong, in words, brought into view; nothing when nothing did.
#[component]
pub fn ProblemNote(props: &ProblemNoteProps) -> Html {
    let note = use_node_ref();
    {
        let note = note.clone();
        // Whoever pressed the button at the end of a long form must see it.
        use_effect_with(props.problem.clone(), move |_| {
            if let Some(note) = note.cast::<web_sys::Element>() {
                browser::show(&note);
            }
        });
    }
    let Some(problem) = &props.problem else {
        return html! {};
    };
    html! {
        <div ref={note} class="note alert" role="alert">
            <p><b>{ &problem.title }</b></p>
            if let Some(detail) = &problem.detail { <p>{ detail }</p> }
            if !problem.fields.is_empty() {
                <ul>{ for problem.fields.iter().map(|field| html! { <li>{ &field.text }</li> }) }</ul>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SubmitProps {
    pub text: AttrValue,
    /// Being sent: a second press does nothing.
    pub busy: bool,
    /// There is nothing to send yet.
    #[prop_or_default]
    pub empty: bool,
}

/// The button that sends its form.
#[component]
pub fn Submit(props: &SubmitProps) -> Html {
    let words = use_words();
    html! {
        <button type="submit" class="button" aria-disabled={(props.busy || props.empty).then_some("true")}>
            if props.busy { { words.say(say::SENDING) } } else { { &props.text } }
        </button>
    }
}
