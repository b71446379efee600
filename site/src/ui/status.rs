//! Signals, always with words: tags and bars.

use yew::prelude::*;

use crate::markup::{classes, component, html};

/// How a signal is meant; the words say it too.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to worry about, nothing done.
    #[default]
    Plain,
    /// Met, done.
    Met,
    /// Something is still missing.
    Soon,
    /// Something is wrong.
    Alert,
    /// Something can be done.
    Act,
}

impl Tone {
    /// The style's class.
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Tone::Plain => None,
            Tone::Met => Some("met"),
            Tone::Soon => Some("soon"),
            Tone::Alert => Some("alert"),
            Tone::Act => Some("act"),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct TagProps {
    #[prop_or_default]
    pub tone: Tone,
    pub text: AttrValue,
}

/// A word of status.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! { <span class={classes!("tag", props.tone.class())}>{ &props.text }</span> }
}

#[derive(Properties, PartialEq)]
pub struct BarProps {
    /// What is counted.
    pub label: AttrValue,
    /// How many halves there are.
    pub have: u16,
    /// How many are needed.
    pub need: u16,
    /// The same in words.
    pub text: AttrValue,
}

/// How far a requirement is met.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let short = props.have < props.need;
    let most = props.need.max(1);
    html! {
        <div class={classes!("bar", short.then_some("short"))}>
            <span>{ &props.label }</span>
            <progress max={most.to_string()} value={props.have.min(most).to_string()} aria-label={props.label.clone()} />
            <span>{ &props.text }</span>
        </div>
    }
}
