//! Form controls: label, hint, control, live reading, error; tied together for screen readers.

use domain::{
    calendar::{Date, YearMonth},
    language::Language,
};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::markup::{classes, component, html};

use crate::browser;
use crate::form::{Bound, SUMMARY, Ticked};
use crate::text::frame as say;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct WrapProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    #[prop_or_default]
    pub reading: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// `w-s`, `w-m` or nothing.
    #[prop_or_default]
    pub width: &'static str,
    pub children: Html,
}

/// What stands around every control.
#[component]
pub fn Wrap(props: &WrapProps) -> Html {
    let words = use_words();
    let id = &props.id;
    let need = if props.required {
        html! { <span class="must">{ words.say(say::REQUIRED) }</span> }
    } else {
        html! { <span class="free">{ words.say(say::OPTIONAL) }</span> }
    };
    html! {
        <div class={classes!("field", props.width, props.error.is_some().then_some("wrong"))}>
            <label for={id.clone()}>{ &props.label }{ need }</label>
            if let Some(hint) = &props.hint {
                <div class="hint" id={format!("{id}-hint")}>{ hint.clone() }</div>
            }
            { props.children.clone() }
            if let Some(reading) = &props.reading {
                <p class="reading" id={format!("{id}-reading")} aria-live="polite">{ reading }</p>
            }
            if let Some(error) = &props.error {
                <p class="error" id={format!("{id}-error")}>{ error }</p>
            }
        </div>
    }
}

/// Which ids describe the control.
pub fn described(id: &str, hint: bool, reading: bool, error: bool) -> Option<String> {
    let parts = [(error, "-error"), (hint, "-hint"), (reading, "-reading")];
    let ids: Vec<String> = parts
        .iter()
        .filter(|(there, _)| *there)
        .map(|(_, end)| [id, end].concat())
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Hands the text of an input on.
pub fn typed(change: &Callback<String>) -> Callback<InputEvent> {
    change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())
}

/// Hands on that a control was left.
pub fn left(leave: &Callback<()>) -> Callback<FocusEvent> {
    leave.reform(|_| ())
}

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub bound: Bound,
    pub label: AttrValue,
    #[prop_or(true)]
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    /// What was understood, said beside it while typing.
    #[prop_or_default]
    pub reading: Option<AttrValue>,
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub before: Option<AttrValue>,
    #[prop_or_default]
    pub after: Option<AttrValue>,
    /// `w-s`, `w-m` or nothing.
    #[prop_or_default]
    pub width: &'static str,
    /// What stands behind the control, e.g. a button.
    #[prop_or_default]
    pub children: Html,
}

/// A line of text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let bound = &props.bound;
    let described = described(
        &bound.id,
        props.hint.is_some(),
        props.reading.is_some(),
        bound.error.is_some(),
    );
    html! {
        <Wrap id={bound.id.clone()} label={props.label.clone()} required={props.required}
            hint={props.hint.clone()} reading={props.reading.clone()} error={bound.error.clone()}
            width={props.width}>
            <div class="control">
                if let Some(before) = &props.before { <span>{ before }</span> }
                <input id={bound.id.clone()} type={props.kind.clone()} value={bound.value.clone()}
                    autocomplete={props.autocomplete.clone()} inputmode={props.inputmode.clone()}
                    placeholder={props.placeholder.clone()} autocapitalize="none" spellcheck="false"
                    aria-required={props.required.to_string()}
                    aria-invalid={bound.error.is_some().then_some("true")}
                    aria-describedby={described}
                    oninput={typed(&bound.change)} onblur={left(&bound.leave)} />
                if let Some(after) = &props.after { <span>{ after }</span> }
                { props.children.clone() }
            </div>
        </Wrap>
    }
}

#[derive(Properties, PartialEq)]
pub struct SimpleFieldProps {
    pub bound: Bound,
    pub label: AttrValue,
    #[prop_or(true)]
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
}

/// A day, typed in the Western or the Japanese calendar, read back in both.
#[component]
pub fn DateField(props: &SimpleFieldProps) -> Html {
    let words = use_words();
    let reading = Date::parse(&props.bound.value)
        .ok()
        .map(|date| match words.language {
            Language::Ja => date.both_calendars(),
            Language::En => format!("{} ({})", words.short_day(date), date.in_era()),
        });
    let hint = props
        .hint
        .clone()
        .unwrap_or_else(|| words.say(say::DATE_HINT).into());
    html! {
        <TextField bound={props.bound.clone()} label={props.label.clone()} required={props.required}
            hint={hint} reading={reading.unwrap_or_default()} width="w-m"
            autocomplete={props.autocomplete.clone().unwrap_or(AttrValue::Static("off"))} />
    }
}

/// A month, typed in the Western or the Japanese calendar, read back in both.
#[component]
pub fn MonthField(props: &SimpleFieldProps) -> Html {
    let words = use_words();
    let reading = YearMonth::parse(&props.bound.value)
        .ok()
        .map(|month| words.month(month));
    let hint = props
        .hint
        .clone()
        .unwrap_or_else(|| words.say(say::MONTH_HINT).into());
    html! {
        <TextField bound={props.bound.clone()} label={props.label.clone()} required={props.required}
            hint={hint} reading={reading.unwrap_or_default()} width="w-m" />
    }
}

/// A password, which can be shown. `autocomplete` is `new-password` or `current-password`.
#[component]
pub fn PasswordField(props: &SimpleFieldProps) -> Html {
    let words = use_words();
    let shown = use_state(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    html! {
        <TextField bound={props.bound.clone()} label={props.label.clone()} required={props.required}
            hint={props.hint.clone()} kind={if *shown { "text" } else { "password" }}
            autocomplete={props.autocomplete.clone().unwrap_or(AttrValue::Static("current-password"))}>
            <button type="button" class="button quiet little" aria-pressed={shown.to_string()}
                aria-controls={props.bound.id.clone()} onclick={toggle}>
                { words.say(if *shown { say::HIDE_PASSWORD } else { say::SHOW_PASSWORD }) }
            </button>
        </TextField>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(props: &SimpleFieldProps) -> Html {
    let bound = &props.bound;
    let input = bound
        .change
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    html! {
        <Wrap id={bound.id.clone()} label={props.label.clone()} required={props.required}
            hint={props.hint.clone()} error={bound.error.clone()}>
            <textarea id={bound.id.clone()} value={bound.value.clone()} rows="4"
                aria-required={props.required.to_string()}
                aria-invalid={bound.error.is_some().then_some("true")}
                aria-describedby={described(&bound.id, props.hint.is_some(), false, bound.error.is_some())}
                oninput={input} onblur={left(&bound.leave)} />
        </Wrap>
    }
}

#[derive(Properties, PartialEq)]
pub struct SelectProps {
    pub bound: Bound,
    pub label: AttrValue,
    /// Value and text of each choice; the empty choice stands before them.
    pub choices: Vec<(AttrValue, AttrValue)>,
    #[prop_or(true)]
    pub required: bool,
    #[prop_or_default]
    pub hint: Option<Html>,
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    /// `w-s`, `w-m` or nothing.
    #[prop_or_default]
    pub width: &'static str,
}

/// One of few choices.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let words = use_words();
    let bound = &props.bound;
    let change = {
        let leave = bound.leave.clone();
        let change = bound.change.clone();
        Callback::from(move |event: Event| {
            change.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
            leave.emit(());
        })
    };
    let option = |value: &AttrValue, text: &AttrValue| {
        html! { <option value={value.clone()} selected={*value == bound.value}>{ text }</option> }
    };
    html! {
        <Wrap id={bound.id.clone()} label={props.label.clone()} required={props.required}
            hint={props.hint.clone()} error={bound.error.clone()} width={props.width}>
            <div class="control">
                <select id={bound.id.clone()} onchange={change} autocomplete={props.autocomplete.clone()}
                    aria-required={props.required.to_string()}
                    aria-invalid={bound.error.is_some().then_some("true")}
                    aria-describedby={described(&bound.id, props.hint.is_some(), false, bound.error.is_some())}>
                    { option(&AttrValue::Static(""), &AttrValue::Static(words.say(say::CHOOSE))) }
                    { for props.choices.iter().map(|(value, text)| option(value, text)) }
                </select>
            </div>
        </Wrap>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    pub ticked: Ticked,
    pub children: Html,
}

/// A tick with its text.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let ticked = &props.ticked;
    let change = ticked
        .change
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    let wrong = ticked.error.is_some();
    html! {
        <div class={classes!("field", wrong.then_some("wrong"))}>
            <label class="check">
                <input id={ticked.id.clone()} type="checkbox" checked={ticked.value} onchange={change}
                    aria-invalid={wrong.then_some("true")} aria-describedby={described(&ticked.id, false, false, wrong)} />
                <span>{ props.children.clone() }</span>
            </label>
            if let Some(error) = &ticked.error {
                <p class="error" id={format!("{}-error", ticked.id)}>{ error }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    /// Path of each field with what is wrong; nothing is drawn when there is none.
    pub errors: Vec<(AttrValue, AttrValue)>,
    /// The name of the field at a path, as its label says it.
    #[prop_or_else(|| Callback::from(|_| AttrValue::Static("")))]
    pub name: Callback<AttrValue, AttrValue>,
}

/// Everything that is wrong, at the top of the form, each with the way to its field.
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let words = use_words();
    if props.errors.is_empty() {
        return html! {};
    }
    let line = |(path, error): &(AttrValue, AttrValue)| {
        let name = props.name.emit(path.clone());
        let target = path.clone();
        let go = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            browser::focus(&target);
        });
        html! {
            <li><a href={format!("#{path}")} onclick={go}>
                if !name.is_empty() { { &name }{ words.colon() } }
                { error }
            </a></li>
        }
    };
    html! {
        <section class="summary" id={SUMMARY} tabindex="-1" aria-labelledby="error-summary-title">
            <h2 id="error-summary-title">{ words.fill(say::CHECK_FIELDS, &[("count", &props.errors.len())]) }</h2>
            <ul>{ for props.errors.iter().map(line) }</ul>
        </section>
    }
}
