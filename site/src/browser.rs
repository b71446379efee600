//! What the site asks of the browser: storage, the present day, chance, focus, the link's secret.

use domain::{
    calendar::{Date, Moment},
    language::Language,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, HtmlElement, KeyboardEvent, Storage, Window};

use crate::route::Area;

const LANGUAGE: &str = "language";
const SIZE: &str = "size";
const LARGE: &str = "large";
/// Until when somebody is signed in, in milliseconds, so that the sign-in form does not flash up on
/// `/` and nobody is asked for whose sign-in has ended.
const SIGNED_IN: &str = "signed-in";
/// The area of whoever signed in last: `boot.js` loads it at `/`.
const AREA: &str = "area";

pub fn window() -> Window {
    web_sys::window().expect("the site runs in a window")
}

pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Where the application is drawn: over the prerendered sign-in form, or into the empty shell.
pub fn host() -> Element {
    let document = document();
    document
        .get_element_by_id("site")
        .unwrap_or_else(|| document.body().expect("a page has a body").into())
}

/// Storage that outlives the tab; none where the browser forbids it.
fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Storage of this tab: what was typed and not yet sent. Never a password.
fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn write(storage: Option<Storage>, key: &str, value: Option<&str>) {
    let Some(storage) = storage else { return };
    // A full or forbidden storage only loses the convenience.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

/// What this tab kept under `key`.
pub fn kept(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Keeps a text for this tab, or forgets it.
pub fn keep(key: &str, value: Option<&str>) {
    write(session(), key, value);
}

/// Forgets everything that this tab kept.
pub fn forget_tab() {
    if let Some(storage) = session() {
        let _ = storage.clear();
    }
}

/// The language chosen earlier.
pub fn language() -> Language {
    let chosen = local().and_then(|storage| storage.get_item(LANGUAGE).ok().flatten());
    let language = chosen
        .and_then(|text| Language::parse(&text).ok())
        .unwrap_or_default();
    set_attribute("lang", Some(language.as_str()));
    language
}

/// Keeps the language and tells the page.
pub fn set_language(language: Language) {
    write(local(), LANGUAGE, Some(language.as_str()));
    set_attribute("lang", Some(language.as_str()));
}

/// The language as the page has it: for requests.
pub fn page_language() -> Language {
    let lang = document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"));
    lang.and_then(|text| Language::parse(&text).ok())
        .unwrap_or_default()
}

/// Whether large letters were chosen earlier.
pub fn is_large() -> bool {
    local()
        .and_then(|storage| storage.get_item(SIZE).ok().flatten())
        .as_deref()
        == Some(LARGE)
}

/// Keeps the size of the letters and tells the page.
pub fn set_large(large: bool) {
    let value = large.then_some(LARGE);
    write(local(), SIZE, value);
    set_attribute("data-size", value);
}

/// Whether somebody who was signed in at the last visit still may be; true where that cannot be
/// known.
pub fn was_signed_in() -> bool {
    local().is_none_or(|storage| {
        let until = storage.get_item(SIGNED_IN).ok().flatten();
        until
            .and_then(|text| text.parse::<i64>().ok())
            .is_some_and(|until| until > now().millis())
    })
}

/// Remembers for the next visit until when somebody is signed in (not who).
pub fn set_signed_in(until: Option<Moment>) {
    let text = until.map(|until| until.millis().to_string());
    write(local(), SIGNED_IN, text.as_deref());
    if until.is_none() {
        set_attribute("data-signed-in", None);
    }
}

fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The present moment.
pub fn now() -> Moment {
    // Milliseconds fit an i64 for the next 292 million years.
    Moment::from_millis(js_sys::Date::now() as i64)
}

/// Today in Japan.
pub fn today() -> Date {
    now().date_in_japan()
}

/// A key for a request that must be done once: 32 hexadecimal digits of chance.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    let filled = window()
        .crypto()
        .is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    assert!(
        filled,
        "a browser without a source of chance cannot be used"
    );
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Moves the focus to the element with this id and brings it into view.
///
/// A field of a list (`societies[2]`) has no control of its own: its list takes the focus.
pub fn focus(id: &str) {
    let list = id.split('[').next().unwrap_or(id);
    let document = document();
    let found = document.get_element_by_id(id);
    if let Some(element) = found.or_else(|| document.get_element_by_id(list)) {
        focus_element(&element);
    }
}

/// Moves the focus to an element.
pub fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Scrolls no further than needed for the element to be seen.
pub fn show(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Saves a text as a file.
pub fn download(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&wasm_bindgen::JsValue::from_str(text));
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else {
        return;
    };
    let (Ok(address), Ok(link)) = (
        web_sys::Url::create_object_url_with_blob(&blob),
        document().create_element("a"),
    ) else {
        return;
    };
    let _ = link.set_attribute("href", &address);
    let _ = link.set_attribute("download", name);
    if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

/// Waits, in milliseconds.
pub async fn wait(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// The secret of the link by which this page was opened, taken out of the address bar and kept for
/// this tab, so that a reload works and the history keeps nothing.
pub fn link_secret(page: &str) -> Option<String> {
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    let key = ["secret:", page].concat();
    let secret = fragment.trim_start_matches('#');
    if secret.is_empty() {
        return kept(&key);
    }
    keep(&key, Some(secret));
    let path = location.pathname().unwrap_or_default();
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&path));
    }
    Some(secret.to_owned())
}

/// Leaves for another address, loading it anew.
pub fn go_to(address: &str) {
    let _ = window().location().assign(address);
}

/// Remembers for the next visit the area of whoever signed in last (not who).
pub fn set_area(area: Area) {
    write(local(), AREA, Some(area.name()));
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Moves the focus to the next element of a kind, or the one before; to the first where none has it.
pub fn focus_next(selector: &str, forward: bool) {
    let Ok(found) = document().query_selector_all(selector) else {
        return;
    };
    let now = document().active_element();
    let place = (0..found.length()).find(|place| {
        let node = found.get(*place);
        node.as_ref() == now.as_deref()
    });
    let wanted = match (place, forward) {
        (None, _) => 0,
        (Some(place), true) => place + 1,
        (Some(place), false) => place.saturating_sub(1),
    };
    if let Some(element) = found.get(wanted).and_then(|node| node.dyn_into().ok()) {
        focus_element(&element);
    }
}

/// Keys pressed anywhere on the page, told while this is kept.
pub struct Keys {
    told: Closure<dyn Fn(KeyboardEvent)>,
}

impl Keys {
    /// Begins to listen.
    pub fn listen(told: impl Fn(KeyboardEvent) + 'static) -> Self {
        let told = Closure::<dyn Fn(KeyboardEvent)>::new(told);
        let _ =
            document().add_event_listener_with_callback("keydown", told.as_ref().unchecked_ref());
        Keys { told }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        let _ = document()
            .remove_event_listener_with_callback("keydown", self.told.as_ref().unchecked_ref());
    }
}

/// Puts a text on the clipboard; whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let written = window().navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}
