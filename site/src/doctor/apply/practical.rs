//! 実地研修（経験）: items of Ⅰ with their documents, or Ⅱ with its description; never both (S1).

use std::rc::Rc;

use api::applications::EvidenceView;
use domain::application::{ApplicationForm, PracticalItemForm, PracticalTwoForm};
use domain::evidence::EvidenceKind;
use domain::rules::{PracticalItem, PracticalRules, PracticalTwoKind};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{classes, html};

use super::{ApplyForm, uploads};
use crate::text::apply as say;
use crate::words::Words;

/// The part of the form.
pub fn part(
    form: &ApplyForm,
    rules: &PracticalRules,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let value = form.value();
    let one = rules
        .one
        .items
        .iter()
        .map(|item| one_item(form, item, &value, known, learn, words));
    let two = rules
        .two
        .kinds
        .iter()
        .map(|kind| two_kind(form, kind, &value, words));
    html! {
        <section class="card stack">
            <h2>{ words.say(say::PRACTICAL) }</h2>
            <p>{ words.say(say::PRACTICAL_TEXT) }</p>
            <fieldset class="group">
                <legend>{ rules.one.label.text(words.language).to_owned() }
                    { words.in_brackets(words.fill(say::EACH, &[("units", &rules.one.units_each)])) }</legend>
                { for one }
            </fieldset>
            <fieldset class="group">
                <legend>{ rules.two.label.text(words.language).to_owned() }
                    { words.in_brackets(words.fill(say::IN_ALL, &[("units", &rules.two.units)])) }</legend>
                <p class="note">{ rules.two.hint.text(words.language).to_owned() }</p>
                { for two }
                if value.practical.two.is_some() {
                    <p class="note soon">{ words.say(say::TWO_TARGET) }</p>
                    { two_documents(form, known, learn, words) }
                }
            </fieldset>
        </section>
    }
}

fn ticked(event: &Event) -> bool {
    event.target_unchecked_into::<HtmlInputElement>().checked()
}

fn one_item(
    form: &ApplyForm,
    item: &PracticalItem,
    value: &ApplicationForm,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let index = value
        .practical
        .one
        .iter()
        .position(|chosen| chosen.item == item.id);
    let change = {
        let (form, slug) = (form.clone(), item.id.clone());
        Callback::from(move |event: Event| {
            let on = ticked(&event);
            form.edit(|value| {
                let one = &mut value.practical.one;
                one.retain(|chosen| chosen.item != slug);
                if on {
                    one.push(PracticalItemForm {
                        item: slug.clone(),
                        evidence: Vec::new(),
                    });
                }
            });
        })
    };
    let documents = index.map(|index| {
        let slug = item.id.clone();
        uploads(
            form,
            format!("practical.one[{index}].evidence"),
            words.say(say::EVIDENCE),
            EvidenceKind::PracticalEvidence,
            known,
            learn,
            words,
            move |value| {
                let found = value
                    .practical
                    .one
                    .iter_mut()
                    .find(|chosen| chosen.item == slug);
                found.map(|chosen| &mut chosen.evidence)
            },
        )
    });
    html! {
        <div class={classes!("item", index.is_some().then_some("on"))}>
            <label class="check">
                <input type="checkbox" id={format!("practical-{}", item.id)} checked={index.is_some()} onchange={change}
                    disabled={value.practical.two.is_some() && index.is_none()} />
                <span>{ item.label.text(words.language).to_owned() }
                    <small>{ words.fill(say::DOCUMENTS, &[("documents", &item.documents.text(words.language))]) }</small>
                </span>
            </label>
            { documents.unwrap_or_default() }
        </div>
    }
}

fn two_kind(
    form: &ApplyForm,
    kind: &PracticalTwoKind,
    value: &ApplicationForm,
    words: Words,
) -> Html {
    let chosen = value
        .practical
        .two
        .as_ref()
        .is_some_and(|two| two.kind == kind.id);
    let change = {
        let (form, slug) = (form.clone(), kind.id.clone());
        Callback::from(move |event: Event| {
            let on = ticked(&event);
            form.edit(|value| {
                let two = value.practical.two.take().unwrap_or_default();
                value.practical.two = on.then(|| PracticalTwoForm {
                    kind: slug.clone(),
                    ..two
                });
            });
        })
    };
    html! {
        <label class="check">
            <input type="checkbox" id={format!("practical-{}", kind.id)} checked={chosen} onchange={change}
                disabled={!value.practical.one.is_empty() && !chosen} />
            <span>{ kind.label.text(words.language).to_owned() }</span>
        </label>
    }
}

fn two_documents(
    form: &ApplyForm,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let chosen = form
        .value()
        .practical
        .two
        .map(|two| two.description)
        .filter(|id| !id.is_empty());
    let put = {
        let form = form.clone();
        move |id: String| {
            form.edit(|value| {
                if let Some(two) = &mut value.practical.two {
                    two.description = id;
                }
            });
        }
    };
    let add = {
        let (put, learn) = (put.clone(), learn.clone());
        Callback::from(move |view: EvidenceView| {
            put(view.id.to_string());
            learn.emit(view);
        })
    };
    let remove = Callback::from(move |_: String| put(String::new()));
    html! {
        <>
            <super::Uploads id="practical.two.description" label={words.say(say::DESCRIPTION)}
                kind={EvidenceKind::PracticalDescription} chosen={chosen.into_iter().collect::<Vec<_>>()}
                known={Rc::clone(known)} {add} {remove} error={form.error("practical.two.description", words)} />
            { uploads(form, "practical.two.evidence".to_owned(), words.say(say::EVIDENCE), EvidenceKind::PracticalEvidence,
                known, learn, words, |value| value.practical.two.as_mut().map(|two| &mut two.evidence)) }
        </>
    }
}
