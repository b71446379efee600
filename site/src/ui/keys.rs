//! Commands by a single letter, on pages where clerks work through a list.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser;

/// Tells the newest `keys` of every key pressed on the page: the queue is worked without clicking
/// into it first.
#[hook]
pub fn use_keys(keys: Callback<KeyboardEvent>) {
    let newest = use_mut_ref(|| keys.clone());
    newest.replace(keys);
    use_effect_with((), move |()| {
        let listening = browser::Keys::listen(move |event| {
            let keys = newest.borrow().clone();
            keys.emit(event);
        });
        move || drop(listening)
    });
}

/// A letter typed into a field or a dialog is not a command.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    is_in(event, "input, textarea, select, dialog")
}

/// Whether the key was pressed within such an element.
pub fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}
