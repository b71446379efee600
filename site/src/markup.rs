//! What [`html!`](site_markup::html) builds a page with: it tells what comes next, and the nodes of
//! Yew are made here, once for all pages.
//!
//! Invariant: whatever a page says adds exactly one node, so that what stands after it keeps its
//! place whether a condition holds or not.

use std::rc::Rc;

pub use site_markup::{component, html};
use yew::AttrValue;
use yew::html::{IntoEventCallback, NodeRef};
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Listener, Listeners, VList, VNode, VTag, VText,
};

/// What is known of an element beforehand.
pub struct Shape {
    /// Its tag.
    pub tag: &'static str,
    /// The names of its attributes; those with a text known beforehand stand first.
    pub names: &'static [&'static str],
    /// Those texts.
    pub texts: &'static [&'static str],
}

/// An element that is not closed yet, or a list.
struct Open {
    /// None for a list.
    shape: Option<&'static Shape>,
    /// Its children begin here.
    from: usize,
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    node: NodeRef,
}

/// A page being built.
pub struct Markup {
    open: Vec<Open>,
    nodes: Vec<VNode>,
}

impl Markup {
    /// Nothing yet.
    #[inline(never)]
    pub fn new() -> Self {
        Markup {
            open: Vec::new(),
            nodes: Vec::new(),
        }
    }

    /// What was built: the one node.
    #[inline(never)]
    pub fn finish(mut self) -> VNode {
        self.nodes.pop().unwrap_or_default()
    }

    fn begin(&mut self, shape: Option<&'static Shape>) {
        self.open.push(Open {
            shape,
            from: self.nodes.len(),
            values: Vec::new(),
            listeners: Vec::new(),
            value: None,
            checked: None,
            node: NodeRef::default(),
        });
    }

    /// Opens an element.
    #[inline(never)]
    pub fn open(&mut self, shape: &'static Shape) {
        self.begin(Some(shape));
        let texts = shape.texts.iter();
        let known = texts.map(|text| Some(AttributeOrProperty::Static(text)));
        self.last().values.extend(known);
    }

    /// Closes the element opened last.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Some(shape) = open.shape else { return };
        let children = self.children(open.from);
        let attributes = Attributes::Dynamic {
            keys: shape.names,
            values: open.values.into(),
        };
        let listeners = if open.listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(open.listeners.into())
        };
        let tag = match shape.tag {
            "input" => VTag::__new_input(
                open.value,
                open.checked,
                open.node,
                None,
                attributes,
                listeners,
            ),
            "textarea" => {
                VTag::__new_textarea(open.value, None, open.node, None, attributes, listeners)
            }
            tag => VTag::__new_other(
                AttrValue::Static(tag),
                open.node,
                None,
                attributes,
                listeners,
                children,
            ),
        };
        self.push(VNode::VTag(Rc::new(tag)));
    }

    /// The nodes from there on as one.
    fn children(&mut self, from: usize) -> VNode {
        let mut children = self.nodes.split_off(from);
        match (children.pop(), children.is_empty()) {
            (None, _) => VNode::default(),
            (Some(one), true) => one,
            (Some(last), false) => {
                children.push(last);
                VNode::VList(Rc::new(VList::with_children(children, None)))
            }
        }
    }

    /// Begins a list, which is one node however many stand in it.
    #[inline(never)]
    pub fn open_list(&mut self) {
        self.begin(None);
    }

    /// Ends the list begun last.
    #[inline(never)]
    pub fn close_list(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let children = self.nodes.split_off(open.from);
        self.push(VNode::VList(Rc::new(VList::with_children(children, None))));
    }

    /// Adds a node.
    #[inline(never)]
    pub fn push(&mut self, node: VNode) {
        self.nodes.push(node);
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.shared(AttrValue::Static(text));
    }

    #[inline(never)]
    fn shared(&mut self, text: AttrValue) {
        self.push(VNode::VText(VText::new(text)));
    }

    /// The element opened last.
    fn last(&mut self) -> &mut Open {
        self.open.last_mut().expect("html! opens before it says")
    }

    /// The next attribute's text, or that it is not there.
    #[inline(never)]
    fn say(&mut self, text: Option<AttrValue>) {
        let value = text.map(AttributeOrProperty::Attribute);
        self.last().values.push(value);
    }

    /// The text in a field.
    pub fn value(&mut self, text: impl Into<AttrValue>) {
        self.last().value = Some(text.into());
    }

    /// Whether a box is ticked.
    pub fn checked(&mut self, checked: bool) {
        self.last().checked = Some(checked);
    }

    /// Lets the page reach the element.
    pub fn node(&mut self, node: NodeRef) {
        self.last().node = node;
    }

    #[inline(never)]
    fn listen(&mut self, listener: Rc<dyn Listener>) {
        self.last().listeners.push(Some(listener));
    }
}

macro_rules! events {
    ($($name:ident)*) => {$(
        impl Markup {
            #[doc = concat!("Calls on `", stringify!($name), "`.")]
            pub fn $name(&mut self, told: impl IntoEventCallback<yew::html::$name::Event>) {
                if let Some(callback) = told.into_event_callback() {
                    self.listen(Rc::new(yew::html::$name::Wrapper::new(callback)));
                }
            }
        }
    )*};
}

// Those in use; Yew knows more.
events! { onblur oncancel onchange onclick oninput onkeydown onmousedown onsubmit }

/// What can stand in an element.
pub trait Child {
    /// Adds it.
    fn add_to(self, markup: &mut Markup);
}

impl Child for VNode {
    #[inline(always)]
    fn add_to(self, markup: &mut Markup) {
        markup.push(self);
    }
}

impl Child for &'static str {
    #[inline(always)]
    fn add_to(self, markup: &mut Markup) {
        markup.text(self);
    }
}

impl Child for AttrValue {
    #[inline(always)]
    fn add_to(self, markup: &mut Markup) {
        markup.shared(self);
    }
}

impl Child for &AttrValue {
    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.shared(self.clone());
    }
}

impl Child for String {
    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.shared(AttrValue::from(self));
    }
}

impl Child for &String {
    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.shared(AttrValue::from(self.clone()));
    }
}

impl Child for Option<VNode> {
    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.push(self.unwrap_or_default());
    }
}

impl Child for Vec<VNode> {
    #[inline(never)]
    fn add_to(self, markup: &mut Markup) {
        markup.push(VNode::VList(Rc::new(VList::with_children(self, None))));
    }
}

macro_rules! shown {
    ($($number:ty)*) => {$(
        impl Child for $number {
            fn add_to(self, markup: &mut Markup) {
                self.to_string().add_to(markup);
            }
        }

        impl Child for &$number {
            fn add_to(self, markup: &mut Markup) {
                self.to_string().add_to(markup);
            }
        }
    )*};
}

shown! { usize u32 u16 i64 i32 }

/// What an attribute can be said with.
pub trait Said {
    /// Says it.
    fn say_to(self, markup: &mut Markup);
}

impl Said for &'static str {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(Some(AttrValue::Static(self)));
    }
}

impl Said for AttrValue {
    #[inline(always)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(Some(self));
    }
}

impl Said for &AttrValue {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(Some(self.clone()));
    }
}

impl Said for String {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(Some(AttrValue::from(self)));
    }
}

/// There or not.
impl Said for bool {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(self.then_some(AttrValue::Static("")));
    }
}

impl Said for Option<&'static str> {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(self.map(AttrValue::Static));
    }
}

impl Said for Option<String> {
    #[inline(never)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(self.map(AttrValue::from));
    }
}

impl Said for Option<AttrValue> {
    #[inline(always)]
    fn say_to(self, markup: &mut Markup) {
        markup.say(self);
    }
}

/// Classes of a style, those that are there: `classes!("field", wrong.then_some("wrong"))`.
macro_rules! classes {
    ($($class:expr),+ $(,)?) => { [$(Option::<&'static str>::from($class)),+] };
}

pub(crate) use classes;

impl<const N: usize> Said for [Option<&'static str>; N] {
    #[inline(always)]
    fn say_to(self, markup: &mut Markup) {
        joined(&self).say_to(markup);
    }
}

/// The classes that are there, in one text.
#[inline(never)]
fn joined(all: &[Option<&'static str>]) -> Option<String> {
    let there = all.iter().filter_map(|one| *one);
    let there: Vec<&str> = there.filter(|one| !one.is_empty()).collect();
    (!there.is_empty()).then(|| there.join(" "))
}
