//! Dialogs over the page: the browser's own, which keeps focus inside and closes on Escape.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::markup::{classes, component, html};

use crate::text::frame as say;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Unique in the page.
    pub id: AttrValue,
    pub title: AttrValue,
    /// Escape was pressed.
    pub close: Callback<()>,
    #[prop_or_default]
    pub wide: bool,
    pub children: Html,
}

/// Drawn means open.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>()
                && !dialog.open()
            {
                let _ = dialog.show_modal();
            }
        });
    }
    let cancel = {
        let close = props.close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close.emit(());
        })
    };
    let title = format!("{}-title", props.id);
    html! {
        <dialog ref={node} id={props.id.clone()} class={props.wide.then_some("wide")}
            aria-labelledby={title.clone()} oncancel={cancel}>
            <h2 id={title}>{ &props.title }</h2>
            { props.children.clone() }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct ConfirmProps {
    pub id: AttrValue,
    pub title: AttrValue,
    /// The word on the button that does it.
    pub action: AttrValue,
    #[prop_or_default]
    pub danger: bool,
    #[prop_or_default]
    pub busy: bool,
    pub yes: Callback<()>,
    pub no: Callback<()>,
    #[prop_or_default]
    pub children: Html,
}

/// Asks before something is done that cannot be undone.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let words = use_words();
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} close={props.no.clone()}>
            { props.children.clone() }
            <div class="buttons">
                <button type="button" class={classes!("button", props.danger.then_some("danger"))}
                    disabled={props.busy} onclick={props.yes.reform(|_| ())}>{ &props.action }</button>
                <button type="button" class="button quiet" onclick={props.no.reform(|_| ())}>
                    { words.say(say::BACK) }
                </button>
            </div>
        </Dialog>
    }
}
