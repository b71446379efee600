//! The site of MAMIS: pages for doctors, organisers and associations, in the browser.
//!
//! Invariants: rules are `domain`'s, the same code as in the functions; every request goes through
//! [`client::call`], typed by `api`; every text stands in [`text`] in both languages; no style
//! attribute and no inline script (content security policy); what was typed survives an expired
//! sign-in.

mod app;
mod browser;
mod client;
mod doctor;
mod form;
mod frame;
mod load;
mod organizer;
mod reference;
mod register;
mod review;
mod route;
mod session;
mod sign_in;
mod text;
mod ui;
mod words;

fn main() {
    sign_in::keep_what_was_typed_early();
    yew::Renderer::<app::App>::with_root(browser::host()).render();
}
