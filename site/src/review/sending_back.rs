//! Asking for the reason, before something goes back to whom it came from.

use domain::{application::check_reason, rejection::FieldProblem};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::form::use_form;
use crate::text::frame;
use crate::ui::{Dialog, TextArea};
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct ReasonProps {
    pub title: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// The word on the button.
    pub action: AttrValue,
    pub busy: bool,
    /// The checked reason.
    pub yes: Callback<String>,
    pub no: Callback<()>,
}

/// The dialog for a reason.
#[component]
pub fn ReasonDialog(props: &ReasonProps) -> Html {
    let words = use_words();
    let form = use_form(String::new, |reason: &String| {
        check_reason(reason)
            .err()
            .map(|rejection| FieldProblem::new("reason", rejection))
            .into_iter()
            .collect()
    });
    let submit = {
        let (form, yes, busy) = (form.clone(), props.yes.clone(), props.busy);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !busy && let Some((reason, _)) = form.submit() {
                yes.emit(reason);
            }
        })
    };
    html! {
        <Dialog id="reason-dialog" title={props.title.clone()} close={props.no.clone()}>
            <form class="form" novalidate=true onsubmit={submit}>
                <TextArea bound={form.text("reason", words, |reason| reason)} label={props.label.clone()}
                    hint={Html::from(props.hint.to_string())} />
                <div class="buttons">
                    <button type="submit" class="button" disabled={props.busy}>{ &props.action }</button>
                    <button type="button" class="button quiet" onclick={props.no.reform(|_| ())}>
                        { words.say(frame::BACK) }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
