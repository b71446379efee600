//! Which page stands at the address: reads it, changes it, tells the pages.
//!
//! Why not `yew-router`: a matcher of addresses by tables, histories for servers and states that are
//! serialized came with it, in every program of the site; here are two dozen fixed addresses.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use yew::prelude::*;

use crate::browser;
use crate::markup::{component, html};
use crate::route::Route;

/// Where the visitor is.
#[derive(Clone, PartialEq)]
pub struct Place {
    /// The page.
    pub route: Route,
    /// What stands behind `#` in the address, with the sign; else nothing.
    pub fragment: String,
}

impl Place {
    fn here() -> Self {
        let location = browser::window().location();
        Place {
            route: Route::parse(&location.pathname().unwrap_or_default()),
            fragment: location.hash().unwrap_or_default(),
        }
    }
}

thread_local! {
    static MOVED: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Goes to a page; the way back leads here.
pub fn push(to: &Route) {
    if let Ok(history) = browser::window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&to.path()));
    }
    tell();
}

/// Goes to a page in the place of this one.
pub fn replace(to: &Route) {
    if let Ok(history) = browser::window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&to.path()));
    }
    tell();
}

fn tell() {
    if let Some(moved) = MOVED.with_borrow(Clone::clone) {
        moved.emit(());
    }
}

/// Gives [`Place`] to everything below it.
#[component]
pub fn Router(props: &yew::html::ChildrenProps) -> Html {
    let place = use_state(Place::here);
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            let moved = Callback::from(move |()| place.set(Place::here()));
            MOVED.replace(Some(moved));
            // Back, forward, and another fragment typed into the address.
            let popped = Closure::<dyn Fn()>::new(tell);
            let listener = popped.as_ref().unchecked_ref();
            let _ = browser::window().add_event_listener_with_callback("popstate", listener);
            // The router is there as long as the page.
            popped.forget();
        });
    }
    let place = (*place).clone();
    html! { <yew::ContextProvider<Place> context={place}>{ props.children.clone() }</yew::ContextProvider<Place>> }
}

/// Where the visitor is.
#[hook]
pub fn use_place() -> Place {
    use_context::<Place>().expect("App wraps everything in Router")
}
