//! Writes a component of the site: a type, and how it is drawn.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::tree::Problem;

/// Writes `fn Name(props: &Props) -> Html { … }` as the type `Name`.
pub fn write(function: TokenStream) -> Result<TokenStream, Problem> {
    let mut before = TokenStream::new();
    let mut tokens = function.into_iter();
    for token in tokens.by_ref() {
        if matches!(&token, TokenTree::Ident(word) if word == "fn") {
            break;
        }
        token.to_tokens(&mut before);
    }
    let mut parts = tokens.filter(|token| {
        matches!(token, TokenTree::Ident(word) if word != "Html")
            || matches!(token, TokenTree::Group(_))
    });
    let (Some(name), Some(TokenTree::Group(given)), Some(TokenTree::Group(body))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return Err(Problem::new(
            "a component is `fn Name() -> Html` or `fn Name(props: &Props) -> Html`",
        ));
    };
    if given.delimiter() != Delimiter::Parenthesis || body.delimiter() != Delimiter::Brace {
        return Err(Problem::new("a component has no generic parameters"));
    }
    // Its properties stand behind the `&`.
    let mut properties = given.stream().into_iter();
    let found =
        properties.any(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '&'));
    let (properties, call) = if found {
        (properties.collect(), quote!(use_it(props)))
    } else {
        (quote!(()), quote!(use_it()))
    };
    Ok(quote! {
        #before struct #name;

        const _: () = {
            #[::yew::functional::hook]
            fn use_it #given -> ::yew::Html #body

            impl crate::part::Component for #name {
                type Properties = #properties;

                fn draw(
                    props: &Self::Properties,
                    context: &mut ::yew::functional::HookContext,
                ) -> ::yew::Html {
                    let _ = props;
                    ::yew::functional::Hook::run(#call, context)
                }
            }
        };
    })
}
