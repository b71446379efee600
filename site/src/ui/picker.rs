//! Picking from a long list by typing a part of a name (部分一致, S2): a combo box with a list of
//! what matches, by keyboard and by pointer.

use domain::reference::{Entry, search};
use yew::prelude::*;

use crate::markup::{component, html};

use super::field::{Wrap, described};
use crate::reference::{List, name_in};
use crate::text::frame as say;
use crate::words::use_words;

/// Most entries shown at once; more is narrowed by typing.
const MOST_SHOWN: usize = 60;

#[derive(Properties, PartialEq)]
pub struct ComboProps {
    id: AttrValue,
    list: List,
    /// What stands in the box while nobody types.
    shown: AttrValue,
    picked: Callback<Entry>,
    /// What was typed and matched to nothing, when the box is left.
    #[prop_or_default]
    typed: Callback<String>,
    #[prop_or_default]
    leave: Callback<()>,
    #[prop_or_default]
    chosen: Vec<AttrValue>,
    required: bool,
    invalid: bool,
    described: Option<String>,
}

/// The box and its list.
#[component]
fn Combo(props: &ComboProps) -> Html {
    let words = use_words();
    let typed = use_state(|| None::<String>);
    let active = use_state(|| 0_usize);
    let open = typed.is_some();
    let found: Vec<Entry> = match &*typed {
        None => Vec::new(),
        Some(text) => search(&props.list, text)
            .into_iter()
            .take(MOST_SHOWN)
            .cloned()
            .collect(),
    };
    let option_id = |index: usize| format!("{}-option-{index}", props.id);

    let pick = {
        let (typed, picked, active) = (typed.clone(), props.picked.clone(), active.clone());
        Callback::from(move |entry: Entry| {
            typed.set(None);
            active.set(0);
            picked.emit(entry);
        })
    };
    let input = {
        let (typed, active) = (typed.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_unchecked_into();
            typed.set(Some(input.value()));
            active.set(0);
        })
    };
    let focus = {
        let typed = typed.clone();
        Callback::from(move |_: MouseEvent| {
            if typed.is_none() {
                typed.set(Some(String::new()));
            }
        })
    };
    let keys = {
        let (typed, active, pick, found) =
            (typed.clone(), active.clone(), pick.clone(), found.clone());
        let id = props.id.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            let go = |index: usize| {
                event.prevent_default();
                active.set(index);
                let option =
                    crate::browser::document().get_element_by_id(&format!("{id}-option-{index}"));
                if let Some(option) = option {
                    crate::browser::show(&option);
                }
            };
            match event.key().as_str() {
                "ArrowDown" if typed.is_none() => {
                    event.prevent_default();
                    typed.set(Some(String::new()));
                }
                "ArrowDown" => go((*active + 1).min(last)),
                "ArrowUp" if typed.is_some() => go(active.saturating_sub(1)),
                // While a word is being converted, Enter belongs to the input method.
                "Enter" if typed.is_some() && !event.is_composing() => {
                    event.prevent_default();
                    if let Some(entry) = found.get(*active) {
                        pick.emit(entry.clone());
                    }
                }
                "Escape" if typed.is_some() => {
                    event.prevent_default();
                    typed.set(None);
                }
                _ => {}
            }
        })
    };
    let blur = {
        let (typed, tell, leave) = (typed.clone(), props.typed.clone(), props.leave.clone());
        Callback::from(move |_: FocusEvent| {
            if let Some(text) = &*typed {
                tell.emit(text.clone());
            }
            typed.set(None);
            leave.emit(());
        })
    };
    let option = |(index, entry): (usize, &Entry)| {
        let chosen = props.chosen.iter().any(|code| **code == *entry.code);
        let (pick, entry_) = (pick.clone(), entry.clone());
        // Pressed, not clicked: a click would come after the box has lost the focus.
        let press = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            pick.emit(entry_.clone());
        });
        html! {
            <li id={option_id(index)} role="option" aria-selected={chosen.to_string()}
                class={(index == *active).then_some("active")} onmousedown={press}>
                { name_in(entry, words) }
                if chosen { <small>{ words.say(say::CHOSEN) }</small> }
            </li>
        }
    };
    let value = typed
        .as_ref()
        .map_or_else(|| props.shown.clone(), |text| AttrValue::from(text.clone()));
    html! {
        <div class="picker">
            <div class="control">
                <input id={props.id.clone()} type="text" role="combobox" autocomplete="off" spellcheck="false"
                    aria-autocomplete="list" aria-expanded={open.to_string()}
                    aria-controls={format!("{}-list", props.id)}
                    aria-activedescendant={(open && !found.is_empty()).then(|| option_id(*active))}
                    aria-required={props.required.to_string()} aria-invalid={props.invalid.then_some("true")}
                    aria-describedby={props.described.clone()}
                    value={value} oninput={input} onclick={focus} onkeydown={keys} onblur={blur} />
            </div>
            <ul id={format!("{}-list", props.id)} role="listbox" hidden={!open} aria-label={props.shown.clone()}>
                { for found.iter().enumerate().map(option) }
                if open && found.is_empty() { <li class="hint">{ words.say(say::NO_MATCH) }</li> }
            </ul>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub list: List,
    /// What is chosen, as it is shown.
    pub shown: AttrValue,
    pub picked: Callback<Entry>,
    /// A name that is not in the list, where that is allowed.
    #[prop_or_default]
    pub typed: Callback<String>,
    #[prop_or_default]
    pub leave: Callback<()>,
    /// Takes the choice away again.
    #[prop_or_default]
    pub clear: Option<Callback<()>>,
    #[prop_or(true)]
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// One entry of a list.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let words = use_words();
    let hint = props
        .hint
        .clone()
        .unwrap_or_else(|| words.say(say::PICKER_HINT).into());
    let invalid = props.error.is_some();
    html! {
        <Wrap id={props.id.clone()} label={props.label.clone()} required={props.required} hint={hint}
            error={props.error.clone()} width="w-m">
            <Combo id={props.id.clone()} list={props.list.clone()} shown={props.shown.clone()}
                picked={props.picked.clone()} typed={props.typed.clone()} leave={props.leave.clone()}
                required={props.required} {invalid} described={described(&props.id, true, false, invalid)} />
            if let (Some(clear), false) = (&props.clear, props.shown.is_empty()) {
                <p><button type="button" class="link" onclick={clear.reform(|_| ())}>{ words.say(say::CLEAR) }</button></p>
            }
        </Wrap>
    }
}

#[derive(Properties, PartialEq)]
pub struct ManyPickerProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub list: List,
    /// Codes chosen.
    pub chosen: Vec<AttrValue>,
    /// Adds one, or takes it away when it is chosen already.
    pub toggle: Callback<String>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// Several entries of a list.
#[component]
pub fn ManyPicker(props: &ManyPickerProps) -> Html {
    let words = use_words();
    let hint = props
        .hint
        .clone()
        .unwrap_or_else(|| words.say(say::PICKER_HINT).into());
    let invalid = props.error.is_some();
    let line = |code: &AttrValue| {
        let name = crate::reference::name_of(&props.list, code, words);
        let (toggle, gone) = (props.toggle.clone(), code.to_string());
        let remove = Callback::from(move |_: MouseEvent| toggle.emit(gone.clone()));
        let label = words.fill(say::REMOVE_NAMED, &[("name", &name)]);
        html! {
            <li>{ name }<button type="button" aria-label={label} onclick={remove}>{ "✕" }</button></li>
        }
    };
    html! {
        <Wrap id={props.id.clone()} label={props.label.clone()} required={props.required} hint={hint}
            error={props.error.clone()} width="w-m">
            if !props.chosen.is_empty() { <ul class="picked">{ for props.chosen.iter().map(line) }</ul> }
            <Combo id={props.id.clone()} list={props.list.clone()} shown="" chosen={props.chosen.clone()}
                picked={props.toggle.reform(|entry: Entry| entry.code)}
                required={props.required} {invalid} described={described(&props.id, true, false, invalid)} />
        </Wrap>
    }
}
