//! 審査・登録料 of an application: its amount by the rules, recorded by the prefecture with the
//! receipt, and everything that was recorded before (features.md #91).

use std::rc::Rc;

use api::{
    RecordFee,
    applications::ApplicationPath,
    problem::Problem,
    review::ApplicationCase,
    rounds::{FeeChange, FeeForm},
    titles::FeeView,
};
use domain::{application::FeeState, label};
use yew::prelude::*;

use crate::client;
use crate::form::use_form;
use crate::markup::{component, html};
use crate::text::rounds as say;
use crate::ui::{ProblemNote, Select, Submit, Tag, TextField, Tone, say_aloud};
use crate::words::{Words, use_words};

const STATES: [FeeState; 3] = [FeeState::Unpaid, FeeState::Paid, FeeState::Waived];

#[derive(Properties)]
pub struct FeeProps {
    pub case: Rc<ApplicationCase>,
    /// It was recorded: the case is read again.
    pub again: Callback<()>,
}

impl PartialEq for FeeProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

/// The fee; nothing for an application without one.
#[component]
pub fn Fee(props: &FeeProps) -> Html {
    let words = use_words();
    let case = &props.case;
    let title = case.application.summary.title.as_ref();
    let Some(fee) = title.and_then(|title| title.fee.clone()) else {
        return html! {};
    };
    let yen = words.yen(fee.yen);
    html! {
        <section class="card stack off-paper">
            <div class="head">
                <h2>{ words.say(say::FEE_TITLE) }</h2>
                <p><b class="number">{ yen }</b>{ " " }{ tag(words, fee.state) }</p>
            </div>
            if case.records_fee {
                <FeeFields key={case.fees.len()} case={Rc::clone(case)} again={props.again.clone()} {fee} />
            } else if let Some(receipt) = &fee.receipt {
                <p>{ words.fill(say::FEE_RECEIPT, &[("receipt", receipt)]) }</p>
            }
            <h3>{ words.say(say::FEE_HISTORY) }</h3>
            if case.fees.is_empty() { <p class="quiet">{ words.say(say::FEE_NONE) }</p> }
            <ol class="rows">{ for case.fees.iter().map(|one| change(words, one)) }</ol>
        </section>
    }
}

fn tag(words: Words, state: FeeState) -> Html {
    let tone = match state {
        FeeState::Paid => Tone::Met,
        FeeState::Unpaid => Tone::Soon,
        FeeState::Waived => Tone::Plain,
    };
    html! { <Tag {tone} text={words.say(label::fee_state(state))} /> }
}

fn change(words: Words, change: &FeeChange) -> Html {
    let fee = &change.fee;
    html! {
        <li class="row">
            <span class="day number">{ words.day_of(change.at) }</span>
            <div>{ words.say(label::fee_state(fee.state)) }{ "　" }{ words.yen(fee.yen) }
                if let Some(receipt) = &fee.receipt { <small>{ words.fill(say::FEE_RECEIPT, &[("receipt", receipt)]) }</small> }
                <small>{ &change.by }</small></div>
        </li>
    }
}

#[derive(Clone)]
struct Typed {
    state: String,
    receipt: String,
}

#[derive(Properties)]
struct FeeFieldsProps {
    case: Rc<ApplicationCase>,
    again: Callback<()>,
    fee: FeeView,
}

impl PartialEq for FeeFieldsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

#[component]
fn FeeFields(props: &FeeFieldsProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let first = Typed {
        state: props.fee.state.as_str().to_owned(),
        receipt: props.fee.receipt.clone().unwrap_or_default(),
    };
    let form = use_form(move || first, |_: &Typed| Vec::new());
    let send = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        let (case, again) = (Rc::clone(&props.case), props.again.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            let wanted = |state: &FeeState| state.as_str() == typed.state;
            let Some(state) = STATES.into_iter().find(wanted) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, again) =
                (form.clone(), busy.clone(), problem.clone(), again.clone());
            let path = ApplicationPath {
                application: case.application.summary.id.clone(),
            };
            yew::platform::spawn_local(async move {
                // A receipt belongs to what is paid; what stood there before stays in the history.
                let paid = state == FeeState::Paid;
                let body = FeeForm {
                    state,
                    receipt: if paid { typed.receipt } else { String::new() },
                };
                let answer = client::call::<RecordFee>(&path, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(_) => {
                        problem.set(None);
                        say_aloud(words.say(say::FEE_SAVED));
                        again.emit(());
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let paid = form.value().state == FeeState::Paid.as_str();
    let choices: Vec<(AttrValue, AttrValue)> = STATES
        .into_iter()
        .map(|state| {
            let name = words.say(label::fee_state(state));
            (state.as_str().into(), name.into())
        })
        .collect();
    html! {
        <form class="form" novalidate=true onsubmit={send}>
            <ProblemNote problem={(*problem).clone()} />
            <Select bound={form.text("state", words, |form| &mut form.state)} label={words.say(say::FEE_STATE)} {choices} width="w-m" />
            if paid {
                <TextField bound={form.text("receipt", words, |form| &mut form.receipt)} label={words.say(say::RECEIPT)} width="w-m"
                    hint={Html::from(words.say(say::RECEIPT_HINT))} />
            }
            <div class="buttons"><Submit text={words.say(say::FEE_SAVE)} busy={*busy} /></div>
        </form>
    }
}
