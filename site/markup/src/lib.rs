//! `html!` for the site: the language of Yew's macro of this name, written into less code.
//!
//! Yew's macro builds each element in place, some 120 bytes of WebAssembly for the plainest. This one
//! tells a builder (`crate::markup::Markup` of the site) what comes next: open this element, set this
//! attribute, add this child, close. One call each, and what is known beforehand stands in a table.
//! Components are left to Yew's macro; their children are built here.
//!
//! What is understood: elements, components, fragments, `{ expression }`, `{ for iterator }`,
//! `if … { } else { }`; attributes as `name="text"`, `name={expression}`, `{name}`, `name=true`.

mod component;
mod tree;
mod write;

use proc_macro2::TokenStream;

/// Draws a page or a part of one: an expression of type `yew::Html`.
#[proc_macro]
pub fn html(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let written = tree::read(TokenStream::from(input)).map(|nodes| write::document(&nodes));
    written.unwrap_or_else(tree::Problem::told).into()
}

/// Makes a function a component: `fn Name() -> Html` or `fn Name(props: &Props) -> Html`, which may
/// use hooks. For Yew all of them are the one component `crate::part::Part` of the site: its own kind
/// of component costs each some 2 KB of tables and copies of the same code.
#[proc_macro_attribute]
pub fn component(
    _: proc_macro::TokenStream,
    function: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let written = component::write(TokenStream::from(function));
    written.unwrap_or_else(tree::Problem::told).into()
}
