//! Reads the tokens of `html!` into a tree.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

/// Something that stands in a page.
pub enum Node {
    /// `<p>…</p>`
    Element(Element),
    /// `<Page>…</Page>`
    Component(Component),
    /// `<>…</>`
    Fragment(Vec<Node>),
    /// `{ "text" }`
    Text(TokenTree),
    /// `{ expression }`
    Value(TokenStream),
    /// `{ for iterator }`
    Each(TokenStream),
    /// `if … { … } else { … }`
    If(Vec<Branch>),
}

/// `if condition { … }`, `else if condition { … }` or `else { … }`.
pub struct Branch {
    /// `if …`, or nothing.
    pub condition: TokenStream,
    /// What is drawn then.
    pub nodes: Vec<Node>,
}

/// An element of HTML or SVG.
pub struct Element {
    /// As in `<p>`.
    pub tag: String,
    /// In the order in which they stand.
    pub attributes: Vec<Attribute>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What is said about an element.
pub struct Attribute {
    /// As written: `aria-label`.
    pub name: String,
    /// Where.
    pub at: Span,
    /// Its value.
    pub value: Value,
}

/// The value of an attribute.
pub enum Value {
    /// Known beforehand.
    Literal(TokenTree),
    /// Computed.
    Expression(TokenStream),
}

/// A component of Yew.
pub struct Component {
    /// Its type.
    pub name: TokenStream,
    /// Its properties as written, for Yew's macro.
    pub properties: TokenStream,
    /// What tells it from its neighbours in a list.
    pub key: Option<Value>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What is wrong, and where.
pub struct Problem {
    pub text: String,
    pub at: Span,
}

impl Problem {
    /// A problem with the whole.
    pub fn new(text: &str) -> Self {
        Problem {
            text: text.to_owned(),
            at: Span::call_site(),
        }
    }

    /// What the compiler shows.
    pub fn told(self) -> TokenStream {
        let text = self.text;
        quote_spanned! { self.at => compile_error!(#text); }
    }
}

type Read<T> = Result<T, Problem>;
type Tokens = Peekable<IntoIter>;

fn wrong<T>(at: Span, text: impl Into<String>) -> Read<T> {
    let text = text.into();
    Err(Problem { text, at })
}

/// Reads what stands between the braces of `html!` or of a branch.
pub fn read(input: TokenStream) -> Read<Vec<Node>> {
    let mut tokens = input.into_iter().peekable();
    let nodes = nodes(&mut tokens, None)?;
    Ok(nodes)
}

/// Reads up to the closing tag of `open`, or to the end.
fn nodes(tokens: &mut Tokens, open: Option<(&str, Span)>) -> Read<Vec<Node>> {
    let mut nodes = Vec::new();
    loop {
        let Some(token) = tokens.next() else {
            return match open {
                None => Ok(nodes),
                Some((name, at)) => wrong(at, format!("<{name}> is not closed")),
            };
        };
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                nodes.push(block(&group));
            }
            TokenTree::Punct(punct) if punct.as_char() == '<' => {
                if is(tokens, '/') {
                    let name = closing(tokens)?;
                    return match open {
                        Some((opened, _)) if opened == name => Ok(nodes),
                        _ => wrong(punct.span(), format!("</{name}> closes nothing")),
                    };
                }
                nodes.push(tag(tokens, punct.span())?);
            }
            TokenTree::Ident(word) if word == "if" => {
                nodes.push(Node::If(branches(tokens, word.into())?));
            }
            other => return wrong(other.span(), "an element, `{ … }` or `if` is expected here"),
        }
    }
}

/// Takes the next token when it is this sign.
fn is(tokens: &mut Tokens, sign: char) -> bool {
    let found = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    if found {
        tokens.next();
    }
    found
}

/// Takes the next token when it is this word.
fn is_word(tokens: &mut Tokens, word: &str) -> Option<TokenTree> {
    tokens.next_if(|token| matches!(token, TokenTree::Ident(found) if found == word))
}

/// `{ expression }`, `{ for iterator }`, `{ "text" }`.
fn block(group: &Group) -> Node {
    let mut tokens = group.stream().into_iter().peekable();
    if is_word(&mut tokens, "for").is_some() {
        return Node::Each(tokens.collect());
    }
    let mut inside = group.stream().into_iter();
    match (inside.next(), inside.next()) {
        (Some(TokenTree::Literal(text)), None) if text.to_string().starts_with('"') => {
            Node::Text(text.into())
        }
        _ => Node::Value(group.stream()),
    }
}

/// After `</`: the name, and the sign that ends the tag.
fn closing(tokens: &mut Tokens) -> Read<String> {
    let mut name = TokenStream::new();
    let mut deep = 0;
    for token in tokens.by_ref() {
        match sign(&token) {
            Some('<') => deep += 1,
            Some('>') if deep == 0 => return Ok(name.to_string()),
            Some('>') => deep -= 1,
            _ => {}
        }
        token.to_tokens(&mut name);
    }
    wrong(Span::call_site(), "a closing tag has no end")
}

fn sign(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    }
}

/// After `<`.
fn tag(tokens: &mut Tokens, at: Span) -> Read<Node> {
    if is(tokens, '>') {
        return Ok(Node::Fragment(nodes(tokens, Some(("", at)))?));
    }
    let name = name(tokens);
    let text = name.to_string();
    let is_element = text.chars().all(|c| !c.is_ascii_uppercase() && c != ':');
    if is_element {
        let (attributes, closed) = attributes(tokens, at)?;
        let children = children(tokens, closed, &text, at)?;
        return Ok(Node::Element(Element {
            tag: text,
            attributes,
            children,
        }));
    }
    let (properties, key, closed) = properties(tokens, at)?;
    let children = children(tokens, closed, &text, at)?;
    Ok(Node::Component(Component {
        name,
        properties,
        key,
        children,
    }))
}

fn children(tokens: &mut Tokens, closed: bool, name: &str, at: Span) -> Read<Vec<Node>> {
    if closed {
        Ok(Vec::new())
    } else {
        nodes(tokens, Some((name, at)))
    }
}

/// The name of an element or the path of a component, with what stands in angle brackets.
fn name(tokens: &mut Tokens) -> TokenStream {
    let mut name = TokenStream::new();
    let mut deep = 0;
    let mut after_path = true;
    while let Some(token) = tokens.peek() {
        let goes_on = match token {
            TokenTree::Ident(_) => deep > 0 || after_path,
            TokenTree::Punct(punct) => match punct.as_char() {
                ':' => true,
                '<' => {
                    deep += 1;
                    true
                }
                '>' if deep > 0 => {
                    deep -= 1;
                    true
                }
                _ => deep > 0,
            },
            _ => deep > 0,
        };
        if !goes_on {
            break;
        }
        after_path = sign(token) == Some(':');
        if let Some(token) = tokens.next() {
            token.to_tokens(&mut name);
        }
    }
    name
}

/// The attributes of an element, and whether it ends with its tag (`/>`).
fn attributes(tokens: &mut Tokens, at: Span) -> Read<(Vec<Attribute>, bool)> {
    let mut attributes = Vec::new();
    loop {
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                return Ok((attributes, false));
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == '/' && is(tokens, '>') => {
                return Ok((attributes, true));
            }
            // `{name}` is `name={name}`.
            Some(TokenTree::Group(group)) => attributes.push(Attribute {
                name: group.stream().to_string(),
                at: group.span(),
                value: Value::Expression(group.stream()),
            }),
            Some(TokenTree::Ident(word)) => {
                let at = word.span();
                let mut name = word.to_string();
                while is(tokens, '-') {
                    name.push('-');
                    match tokens.next() {
                        Some(part) => name.push_str(&part.to_string()),
                        None => return wrong(at, "the name of an attribute is cut off"),
                    }
                }
                if !is(tokens, '=') {
                    return wrong(at, format!("{name} needs a value"));
                }
                let value = value(tokens, at)?;
                attributes.push(Attribute { name, at, value });
            }
            Some(other) => return wrong(other.span(), "an attribute is expected here"),
            None => return wrong(at, "this tag has no end"),
        }
    }
}

fn value(tokens: &mut Tokens, at: Span) -> Read<Value> {
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Ok(Value::Expression(group.stream()))
        }
        Some(token @ (TokenTree::Literal(_) | TokenTree::Ident(_))) => Ok(Value::Literal(token)),
        _ => wrong(at, "a value is expected: \"text\", true or { expression }"),
    }
}

/// The properties of a component as they stand, its key, and whether it ends with its tag.
fn properties(tokens: &mut Tokens, at: Span) -> Read<(TokenStream, Option<Value>, bool)> {
    let mut properties = TokenStream::new();
    let mut key = None;
    while let Some(token) = tokens.next() {
        let is_key = matches!(&token, TokenTree::Ident(word) if word == "key");
        match sign(&token) {
            Some('>') => return Ok((properties, key, false)),
            Some('/') if is(tokens, '>') => return Ok((properties, key, true)),
            _ if is_key && is(tokens, '=') => key = Some(value(tokens, at)?),
            _ => token.to_tokens(&mut properties),
        }
    }
    wrong(at, "this tag has no end")
}

/// After `if`, the word itself given.
fn branches(tokens: &mut Tokens, first: TokenTree) -> Read<Vec<Branch>> {
    let mut branches = Vec::new();
    let mut condition = TokenStream::from(first);
    loop {
        // Between `let` and `=` braces belong to the pattern.
        let mut in_pattern = false;
        let inside = loop {
            match tokens.next() {
                Some(TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Brace && !in_pattern =>
                {
                    break group.stream();
                }
                Some(token) => {
                    match &token {
                        TokenTree::Ident(word) if word == "let" => in_pattern = true,
                        TokenTree::Punct(punct) if punct.as_char() == '=' => in_pattern = false,
                        _ => {}
                    }
                    token.to_tokens(&mut condition);
                }
                None => return wrong(Span::call_site(), "`if` needs a block"),
            }
        };
        branches.push(Branch {
            condition,
            nodes: read(inside)?,
        });
        if is_word(tokens, "else").is_none() {
            return Ok(branches);
        }
        condition = is_word(tokens, "if").map_or_else(TokenStream::new, TokenStream::from);
    }
}
