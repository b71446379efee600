//! Writes the tree as calls of the builder.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::tree::{Attribute, Branch, Component, Element, Node, Value};

/// The name of the builder in what is written; no name of the page can be the same.
fn builder() -> Ident {
    Ident::new("markup", Span::mixed_site())
}

/// The expression that draws the nodes.
pub fn document(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(::yew::virtual_dom::VNode::default()),
        // Nothing to build around it.
        [Node::Component(component)] => self::component(component),
        [node] => {
            let calls = self::node(node);
            built(&calls)
        }
        several => {
            let calls = list(several);
            built(&calls)
        }
    }
}

fn built(calls: &TokenStream) -> TokenStream {
    let m = builder();
    quote! {{
        let mut #m = crate::markup::Markup::new();
        #calls
        #m.finish()
    }}
}

/// The calls that add one node.
fn node(node: &Node) -> TokenStream {
    let m = builder();
    match node {
        Node::Element(element) => self::element(element),
        Node::Component(component) => {
            let component = self::component(component);
            quote!(#m.push(#component);)
        }
        Node::Fragment(nodes) => list(nodes),
        Node::Text(text) => quote!(#m.text(#text);),
        Node::Value(value) => quote!(crate::markup::Child::add_to(#value, &mut #m);),
        Node::Each(iterator) => quote! {
            #m.open_list();
            for node in #iterator {
                crate::markup::Child::add_to(node, &mut #m);
            }
            #m.close_list();
        },
        Node::If(branches) => conditional(branches),
    }
}

fn all(nodes: &[Node]) -> TokenStream {
    nodes.iter().map(node).collect()
}

fn list(nodes: &[Node]) -> TokenStream {
    let m = builder();
    let calls = all(nodes);
    quote! {
        #m.open_list();
        #calls
        #m.close_list();
    }
}

/// One node whichever branch is taken, so that those after it keep their places.
fn conditional(branches: &[Branch]) -> TokenStream {
    let m = builder();
    let mut written = TokenStream::new();
    for Branch { condition, nodes } in branches {
        let calls = all(nodes);
        if !written.is_empty() {
            written.extend(quote!(else));
        }
        written.extend(quote!(#condition { #calls }));
    }
    quote! {
        #m.open_list();
        #written
        #m.close_list();
    }
}

fn component(component: &Component) -> TokenStream {
    let Component {
        name,
        properties,
        key,
        children,
    } = component;
    let children = (!children.is_empty()).then(|| {
        let children = document(children);
        quote!(children={#children})
    });
    if name.to_string().starts_with("yew ::") {
        return quote!(::yew::html! { <#name #properties #children /> });
    }
    let key = match key {
        None => quote!(::std::option::Option::None),
        Some(Value::Literal(key)) => key_of(&quote!(#key)),
        Some(Value::Expression(key)) => key_of(key),
    };
    quote! {
        crate::part::part(#key, ::yew::html_nested! {
            <crate::part::Checked<#name> #properties #children />
        })
    }
}

fn key_of(key: &TokenStream) -> TokenStream {
    quote!(::std::option::Option::Some(::yew::virtual_dom::Key::from(#key)))
}

/// Opens the element with its table, says what is computed, adds the children, closes.
fn element(element: &Element) -> TokenStream {
    let m = builder();
    let is_field = matches!(element.tag.as_str(), "input" | "textarea");
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    let (mut computed, mut said) = (Vec::new(), TokenStream::new());
    for attribute in &element.attributes {
        let Attribute { name, at, value } = attribute;
        let span = *at;
        let is_special = name == "ref"
            || name.starts_with("on")
            || (is_field && matches!(name.as_str(), "value" | "checked"));
        match value {
            Value::Literal(literal) if !is_special => {
                if let Some(text) = literal_text(name, literal) {
                    names.push(name.clone());
                    texts.push(text);
                }
            }
            Value::Literal(literal) => {
                let method = method(name, span);
                said.extend(quote_spanned!(span=> #m.#method(#literal);));
            }
            Value::Expression(expression) if is_special => {
                let method = method(name, span);
                said.extend(quote_spanned!(span=> #m.#method(#expression);));
            }
            Value::Expression(expression) => computed.push((name, span, expression)),
        }
    }
    for (name, span, expression) in computed {
        names.push(name.clone());
        said.extend(quote_spanned!(span=> crate::markup::Said::say_to(#expression, &mut #m);));
    }
    let tag = &element.tag;
    let children = all(&element.children);
    quote! {
        #m.open({
            static SHAPE: crate::markup::Shape = crate::markup::Shape {
                tag: #tag,
                names: &[#(#names),*],
                texts: &[#(#texts),*],
            };
            &SHAPE
        });
        #said
        #children
        #m.close();
    }
}

/// The builder's method for what is no plain attribute.
fn method(name: &str, span: Span) -> Ident {
    match name {
        "ref" => Ident::new("node", span),
        other => Ident::new(other, span),
    }
}

/// A literal as the text of an attribute: `true` is the attribute's own name, `false` is none.
fn literal_text(name: &str, literal: &TokenTree) -> Option<TokenStream> {
    let text = literal.to_string();
    match text.as_str() {
        "true" => Some(quote!(#name)),
        "false" => None,
        text if text.starts_with('"') => Some(quote!(#literal)),
        _ => Some(quote!(#text)),
    }
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::tree::read;

    /// What is written, without the builder's own name and paths.
    fn written(page: &str) -> String {
        let nodes = read(page.parse().expect("tokens")).unwrap_or_else(|problem| {
            panic!("{page}: {}", problem.text);
        });
        let text = document(&nodes).to_string().replace(' ', "");
        text.replace("crate::markup::", "")
    }

    fn refused(page: &str) -> String {
        match read(page.parse().expect("tokens")) {
            Ok(_) => panic!("{page} was understood"),
            Err(problem) => problem.text,
        }
    }

    #[test]
    fn an_element_is_opened_with_what_is_known_and_told_the_rest() {
        let text = written(r#"<p id={id} class="note" onclick={go}>{ "x" }{ name }</p>"#);
        let shape = r#"Shape{tag:"p",names:&["class","id"],texts:&["note"],}"#;
        assert!(text.contains(shape), "{text}");
        let calls = [
            "Said::say_to(id,&mutmarkup);",
            "markup.onclick(go);",
            r#"markup.text("x");"#,
            "Child::add_to(name,&mutmarkup);",
            "markup.close();",
        ];
        // Attributes first, then children, then the end.
        let found = calls.map(|call| text.find(call).unwrap_or_else(|| panic!("{call}: {text}")));
        assert!(found[0].max(found[1]) < found[2], "{text}");
        assert!(found[2] < found[3] && found[3] < found[4], "{text}");
    }

    #[test]
    fn attributes_that_are_no_plain_texts_are_told_apart() {
        let text = written("<input value={v} checked={on} novalidate=true hidden=false />");
        assert!(text.contains("markup.value(v);"), "{text}");
        assert!(text.contains("markup.checked(on);"), "{text}");
        let shape = r#"names:&["novalidate"],texts:&["novalidate"],"#;
        assert!(text.contains(shape), "{text}");
        // An option's value is a plain attribute.
        let text = written("<option {value} aria-label={label}></option>");
        assert!(text.contains(r#"names:&["value","aria-label"]"#), "{text}");
    }

    #[test]
    fn a_condition_is_one_node_whichever_way_it_goes() {
        let text =
            written("<p>if let Some(Point { x, .. }) = point { <b>{ x }</b> } else { <i /> }</p>");
        let (before, after) = text.split_once("else").expect("both ways");
        assert!(before.contains("markup.open_list();ifletSome(Point{x,..})=point{"));
        assert!(
            after.ends_with("markup.close();}markup.close_list();markup.close();markup.finish()}")
        );
    }

    #[test]
    fn yew_checks_the_properties_of_components_and_the_site_makes_parts_of_them() {
        let text = written("<ui::Page key={id} title={t}><p /></ui::Page>");
        let start = "crate::part::part(::std::option::Option::Some(::yew::virtual_dom::Key::from(id)),\
                     ::yew::html_nested!{<crate::part::Checked<ui::Page>title={t}children={{letmutmarkup=";
        assert!(text.starts_with(start), "{text}");
        let text = written("<yew::ContextProvider<T> context={t}><p /></yew::ContextProvider<T>>");
        let start = "::yew::html!{<yew::ContextProvider<T>context={t}children={{letmutmarkup=";
        assert!(text.starts_with(start), "{text}");
        assert_eq!(written(""), "::yew::virtual_dom::VNode::default()");
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(refused("<p><b></p>"), "</p> closes nothing");
        assert_eq!(refused("<p>"), "<p> is not closed");
        assert_eq!(refused("<p hidden></p>"), "hidden needs a value");
        assert_eq!(
            refused("<p>text</p>"),
            "an element, `{ … }` or `if` is expected here"
        );
    }
}
