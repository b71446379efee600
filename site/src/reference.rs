//! The reference lists and postal codes, fetched as files of the site when a page needs them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::reference::{Entry, PostalAddress, ReferenceList};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use crate::{browser, wire};

/// A list: `specialties`, `universities`, `societies`, `curriculum-codes`.
pub type List = Rc<Vec<Entry>>;

thread_local! {
    static LISTS: RefCell<BTreeMap<String, List>> = const { RefCell::new(BTreeMap::new()) };
}

/// A text of the site's own files; none when it cannot be had.
pub async fn text_file(path: &str) -> Option<String> {
    let answer = JsFuture::from(browser::window().fetch_with_str(path))
        .await
        .ok()?;
    let response: web_sys::Response = answer.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

async fn file<T: DeserializeOwned>(path: &str) -> Option<T> {
    wire::read(&text_file(path).await?)
}

/// A list, empty until it has come (or when it cannot be had).
#[hook]
pub fn use_list(name: &'static str) -> List {
    let list =
        use_state(|| LISTS.with_borrow(|lists| lists.get(name).cloned().unwrap_or_default()));
    {
        let list = list.clone();
        use_effect_with(name, move |name| {
            let name = *name;
            if !list.is_empty() {
                return;
            }
            yew::platform::spawn_local(async move {
                let path = format!("/reference/{name}.json");
                if let Some(found) = file::<ReferenceList>(&path).await {
                    let found: List = Rc::new(found.entries);
                    LISTS.with_borrow_mut(|lists| lists.insert(name.to_owned(), Rc::clone(&found)));
                    list.set(found);
                }
            });
        });
    }
    (*list).clone()
}

/// The name of an entry; its code while the list is not there.
pub fn name_of(list: &List, code: &str, words: crate::words::Words) -> String {
    list.iter()
        .find(|entry| entry.code == code)
        .map_or_else(|| code.to_owned(), |entry| name_in(entry, words))
}

/// The name of an entry in the language chosen, the Japanese one where there is no other.
pub fn name_in(entry: &Entry, words: crate::words::Words) -> String {
    if words.language == domain::language::Language::En && !entry.name_en.is_empty() {
        entry.name_en.clone()
    } else {
        entry.name.clone()
    }
}

/// A file of the site did not come.
pub struct NotLoaded;

/// The place of a postal code of seven digits; none for a code that does not exist.
pub async fn place_of(
    code: &domain::contact::PostalCode,
) -> Result<Option<PostalAddress>, NotLoaded> {
    let digits = code.as_str().replace('-', "");
    let path = format!("/postal/{}.json", &digits[..3]);
    let places: Option<BTreeMap<String, PostalAddress>> = file(&path).await;
    Ok(places.ok_or(NotLoaded)?.remove(&digits))
}
