//! What a case of a title shows beside the others: its round, the paper that was declared, and what
//! officers found of it (features.md #68–#71, #85–#87, L14).

use std::rc::Rc;

use api::{
    CheckDeclared, ReceiveHandbook,
    applications::{ApplicationPath, ItemLabel},
    problem::Problem,
    review::{ApplicationCase, Turn},
    titles::{DeclaredFindings, HandbookReceipt, PaperView, TitleSummary},
};
use domain::{
    application::{CertificateForm, DeclaredForm, TitleForm},
    label,
    units::Units,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser;
use crate::client;
use crate::markup::{component, html};
use crate::text::review as say;
use crate::ui::{ProblemNote, Tag, Tone};
use crate::words::{Words, use_words};

#[derive(Properties)]
pub struct TitlePanelProps {
    pub case: Rc<ApplicationCase>,
    /// Something was ticked: the case is read again.
    pub again: Callback<()>,
}

impl PartialEq for TitlePanelProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

/// Round, fee and paper; nothing for an application without a title.
#[component]
pub fn TitlePanel(props: &TitlePanelProps) -> Html {
    let words = use_words();
    let application = &props.case.application;
    let Some(title) = &application.summary.title else {
        return html! {};
    };
    html! {
        <section class="stack">
            <h3>{ words.say(say::ROUND_AND_PAPER) }</h3>
            { facts(words, title) }
            if let (Some(paper), Some(form)) = (&props.case.paper, &application.form.title) {
                <Paper case={Rc::clone(&props.case)} paper={paper.clone()} form={form.clone()} again={props.again.clone()} />
            }
        </section>
    }
}

fn facts(words: Words, title: &TitleSummary) -> Html {
    let kind = label::goal_kind(title.kind);
    html! {
        <dl>
            <dt>{ words.say(say::GOAL) }</dt><dd>{ words.say(kind) }</dd>
            <dt>{ words.say(say::ROUND) }</dt>
            <dd>{ words.round(&title.round) }{ "　" }{ words.day(title.committee) }</dd>
            if let Some(missed) = &title.missed {
                <dt>{ words.say(say::MISSED) }</dt><dd>{ words.round(missed) }</dd>
            }
            if let Some(fee) = &title.fee {
                <dt>{ words.say(say::FEE) }</dt>
                <dd class="number">{ words.yen(fee.yen) }{ "　" }{ words.say(label::fee_state(fee.state)) }
                    { fee.receipt.as_ref().map(|receipt| format!("　{receipt}")).unwrap_or_default() }</dd>
            }
            if let Some(day) = title.decided_on {
                <dt>{ words.say(say::DECIDED) }</dt><dd>{ words.day(day) }</dd>
            }
        </dl>
    }
}

#[derive(Properties)]
struct PaperProps {
    case: Rc<ApplicationCase>,
    paper: PaperView,
    form: TitleForm,
    again: Callback<()>,
}

impl PartialEq for PaperProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

/// What was declared, line by line, with what the original shows.
#[component]
fn Paper(props: &PaperProps) -> Html {
    let words = use_words();
    let found = use_state(|| {
        let lines = props.form.declared.iter();
        lines
            .map(|line| line.units.clone())
            .collect::<Vec<String>>()
    });
    let in_order = use_state(|| vec![false; props.form.certificates.len()]);
    let problem = use_state(|| None::<Problem>);
    let wrong = use_state(|| None::<usize>);
    let done = {
        let (problem, again) = (problem.clone(), props.again.clone());
        move |answer: Result<ApplicationCase, Problem>| match answer {
            Ok(_) => again.emit(()),
            Err(failed) => problem.set(Some(failed)),
        }
    };
    let receive = {
        let (case, done) = (Rc::clone(&props.case), done.clone());
        Callback::from(move |_: MouseEvent| {
            let (path, done) = (path_of(&case), done.clone());
            let body = HandbookReceipt {
                version: case.application.version,
            };
            yew::platform::spawn_local(async move {
                done(client::call::<ReceiveHandbook>(&path, &body, &browser::new_key()).await);
            });
        })
    };
    let check = {
        let (case, done) = (Rc::clone(&props.case), done);
        let (found, in_order, wrong) = (found.clone(), in_order.clone(), wrong.clone());
        Callback::from(move |_: MouseEvent| {
            let mut declared = Vec::new();
            for (place, text) in found.iter().enumerate() {
                match Units::parse(text) {
                    Ok(units) => declared.push(units),
                    Err(_) => {
                        wrong.set(Some(place));
                        browser::focus(&field_id(place));
                        return;
                    }
                }
            }
            wrong.set(None);
            let (path, done) = (path_of(&case), done.clone());
            let body = DeclaredFindings {
                version: case.application.version,
                declared,
                certificates: (*in_order).clone(),
            };
            yew::platform::spawn_local(async move {
                done(client::call::<CheckDeclared>(&path, &body, &browser::new_key()).await);
            });
        })
    };
    let paper = &props.paper;
    let here = props.case.turn == Some(Turn::Forward);
    let waits_for_original = paper.original && !paper.received;
    let labels = &props.case.application.labels;
    html! {
        <>
            <p>{ state(words, paper) }</p>
            <ul class="rows">
                { for props.form.declared.iter().enumerate().map(|(place, line)| {
                    declared(words, labels, line, place, &found, *wrong == Some(place), here)
                }) }
                { for props.form.certificates.iter().enumerate().map(|(place, item)| {
                    certificate(words, labels, item, place, &in_order, here)
                }) }
            </ul>
            <ProblemNote problem={(*problem).clone()} />
            if here {
                <div class="buttons">
                    if waits_for_original {
                        <button type="button" class="button quiet" onclick={receive}>{ words.say(say::HANDBOOK_ARRIVED) }</button>
                    } else if paper.received_by_me {
                        <p class="note soon">{ words.say(say::SECOND_PERSON) }</p>
                    } else {
                        <button type="button" class="button quiet" onclick={check}>{ words.say(say::RECORD_CHECK) }</button>
                    }
                </div>
            }
        </>
    }
}

fn path_of(case: &ApplicationCase) -> ApplicationPath {
    ApplicationPath {
        application: case.application.summary.id.clone(),
    }
}

fn field_id(place: usize) -> String {
    format!("found-{place}")
}

fn state(words: Words, paper: &PaperView) -> Html {
    let tag = |met: bool, yes, no| {
        let (tone, said) = if met {
            (Tone::Met, yes)
        } else {
            (Tone::Alert, no)
        };
        html! { <Tag {tone} text={words.say(said)} /> }
    };
    html! {
        <>
            if paper.original {
                { tag(paper.received, say::HANDBOOK_HERE, say::HANDBOOK_AWAITED) }{ " " }
            }
            { tag(paper.checked, say::CHECKED, say::UNCHECKED) }
        </>
    }
}

fn name(words: Words, labels: &[ItemLabel], id: &str) -> String {
    let found = labels.iter().find(|one| one.id == id);
    found.map_or_else(
        || id.to_owned(),
        |one| one.label.text(words.language).to_owned(),
    )
}

fn declared(
    words: Words,
    labels: &[ItemLabel],
    line: &DeclaredForm,
    place: usize,
    found: &UseStateHandle<Vec<String>>,
    wrong: bool,
    here: bool,
) -> Html {
    let change = {
        let found = found.clone();
        Callback::from(move |event: InputEvent| {
            let mut next = (*found).clone();
            next[place] = event.target_unchecked_into::<HtmlInputElement>().value();
            found.set(next);
        })
    };
    let id = field_id(place);
    html! {
        <li class="row plain">
            <div>{ name(words, labels, &line.category) }
                <small>{ format!("{} – {}", line.from, line.to) }</small>
                <small>{ words.fill(say::DECLARED_UNITS, &[("units", &line.units)]) }</small>
            </div>
            if here {
                <div class="field w-s">
                    <label for={id.clone()}>{ words.say(say::FOUND_UNITS) }</label>
                    <input type="text" inputmode="decimal" id={id.clone()} value={found[place].clone()} oninput={change} />
                    if wrong { <p class="error" id={format!("{id}-error")}>{ words.say(say::UNITS_IN_HALVES) }</p> }
                </div>
            }
        </li>
    }
}

fn certificate(
    words: Words,
    labels: &[ItemLabel],
    item: &CertificateForm,
    place: usize,
    in_order: &UseStateHandle<Vec<bool>>,
    here: bool,
) -> Html {
    let tick = {
        let in_order = in_order.clone();
        Callback::from(move |event: Event| {
            let mut next = (*in_order).clone();
            next[place] = event.target_unchecked_into::<HtmlInputElement>().checked();
            in_order.set(next);
        })
    };
    html! {
        <li class="row plain">
            <div>{ name(words, labels, &item.certificate) }<small>{ item.date.clone() }</small></div>
            if here {
                <label class="check"><input type="checkbox" id={format!("certificate-{place}")} checked={in_order[place]} onchange={tick} />
                    <span>{ words.say(say::IN_ORDER) }</span></label>
            }
        </li>
    }
}
