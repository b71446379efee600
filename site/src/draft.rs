//! What was typed and not yet sent, kept in this tab so that a reload or a sign-in that ended loses
//! nothing.
//!
//! It is for the person who typed it: it goes with the sign-out, and when somebody else signs in. A
//! registration, which begins before there is a sign-in, belongs to its link.

use serde::{Serialize, de::DeserializeOwned};
use yew::prelude::*;

use crate::{browser, wire};

/// Under this name the tab keeps whose the drafts are: a login ID.
const OWNER: &str = "drafts-of";

/// What was kept under a name, if it can still be read.
pub fn kept<F: DeserializeOwned>(name: &str) -> Option<F> {
    wire::read(&browser::kept(name)?)
}

/// Keeps a form under a name.
pub fn keep<F: Serialize>(name: &str, form: &F) {
    browser::keep(name, serde_json::to_string(form).ok().as_deref());
}

/// Forgets what was kept under a name: it was sent, or given up.
pub fn forget(name: &str) {
    browser::keep(name, None);
}

/// Forgets everything.
pub fn forget_all() {
    browser::forget_tab();
}

/// Somebody is signed in: what others left goes.
pub fn belong_to(login_id: &str) {
    if browser::kept(OWNER).as_deref() != Some(login_id) {
        forget_all();
        browser::keep(OWNER, Some(login_id));
    }
}

/// Keeps a form under a name whenever it changes.
#[hook]
pub fn use_draft<F: Serialize + PartialEq + 'static>(name: String, form: F) {
    use_effect_with((name, form), |(name, form)| keep(name, form));
}
