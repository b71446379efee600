//! The components of the site. For Yew they all are one, [`Part`], which is told what to draw.
//!
//! Why: Yew instantiates its life cycle for each type of component, with a dozen tables of functions
//! and the identities of a dozen types; 60 times the same was a tenth of each program.
//!
//! Invariants: what one component remembers never falls to another: [`part`] gives each kind a key of
//! its own, so that Yew replaces one by another instead of going on with it. A part is drawn whenever
//! what it stands in is drawn.

use std::marker::PhantomData;
use std::rc::Rc;

use yew::functional::{BoxedHook, Hook, HookContext};
use yew::html::{BaseComponent, Context, HtmlResult};
use yew::prelude::{Html, Properties};
use yew::virtual_dom::{Key, VChild, VList, VNode};

/// A component: `#[component]` writes this.
pub trait Component: 'static {
    /// What it is told.
    type Properties: Properties;

    /// Draws it.
    fn draw(properties: &Self::Properties, context: &mut HookContext) -> Html;
}

/// A component with what it is told.
trait Drawing {
    fn draw(&self, context: &mut HookContext) -> Html;
}

struct Told<C: Component>(Rc<C::Properties>);

impl<C: Component> Drawing for Told<C> {
    fn draw(&self, context: &mut HookContext) -> Html {
        C::draw(&self.0, context)
    }
}

/// What [`Part`] is told: what to draw.
#[derive(Clone, Properties)]
pub struct PartProps {
    drawing: Rc<dyn Drawing>,
}

impl PartProps {
    /// To draw this component.
    pub fn of<C: Component>(properties: C::Properties) -> Self {
        PartProps {
            drawing: Rc::new(Told::<C>(Rc::new(properties))),
        }
    }
}

/// Never the same: a part is drawn whenever what it stands in is drawn.
impl PartialEq for PartProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The one component.
#[yew::component]
pub fn Part(props: &PartProps) -> Html {
    use_drawing(props)
}

fn use_drawing(props: &PartProps) -> impl Hook<Output = Html> {
    BoxedHook::new(Box::new(|context: &mut HookContext| {
        props.drawing.draw(context)
    }))
}

/// Makes a part of a component with its properties, as Yew's macro has checked them. A `key` tells it
/// from its neighbours in a list, and from itself with another key.
pub fn part<C: Component>(key: Option<Key>, checked: VChild<Checked<C>>) -> VNode {
    let drawing = Rc::new(Told::<C>(Rc::clone(&checked.props)));
    // Each component is drawn by a function of its own.
    let kind = C::draw as fn(&C::Properties, &mut HookContext) -> Html as usize;
    of_kind(kind, key, drawing)
}

#[inline(never)]
fn of_kind(kind: usize, key: Option<Key>, drawing: Rc<dyn Drawing>) -> VNode {
    let own = match &key {
        None => kind.to_string(),
        Some(key) => format!("{kind} {key}"),
    };
    let part = VChild::<Part>::new(PartProps { drawing }, Some(Key::from(own)));
    // In a list of its own, since neighbours may be of the same kind. Yew compares the keys of lists
    // only among keyed neighbours, so the part itself has the key too.
    VNode::VList(Rc::new(VList::with_children(vec![part.into()], key)))
}

/// A component as Yew's macro wants it to check its properties. It is never put into a page.
pub struct Checked<C>(PhantomData<C>);

impl<C: Component> BaseComponent for Checked<C> {
    type Message = ();
    type Properties = C::Properties;

    fn create(_: &Context<Self>) -> Self {
        Checked(PhantomData)
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        false
    }

    fn changed(&mut self, _: &Context<Self>, _: &Self::Properties) -> bool {
        false
    }

    fn view(&self, _: &Context<Self>) -> HtmlResult {
        Ok(Html::default())
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {}

    fn destroy(&mut self, _: &Context<Self>) {}

    fn prepare_state(&self) -> Option<String> {
        None
    }
}
