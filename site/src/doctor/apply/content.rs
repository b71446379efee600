//! An application as it was sent, to be read.

use api::applications::{ApplicationView, EvidenceView};
use domain::application::TitleForm;
use domain::calendar::Date;
use domain::evidence::EvidenceId;
use yew::prelude::*;

use crate::markup::html;

use super::super::evidence::{ShowOwn, name_of};
use crate::text::{apply as say, titles};
use crate::words::Words;

/// What stands in it, with its documents.
pub fn shown(view: &ApplicationView, words: Words) -> Html {
    let form = &view.form;
    if let Some(title) = &form.title {
        return title_shown(view, title, words);
    }
    let files = |ids: &[String]| documents(ids, &view.evidence);
    let handed_in = form.handed_in.iter().map(|item| {
        let day = Date::parse(&item.date).map_or_else(|_| item.date.clone(), |date| words.short_day(date));
        let amount = words.fill(say::ITEM_SHOWN, &[("units", &item.units), ("codes", &item.codes.join(", "))]);
        html! {
            <li class="item">{ &item.title }<br /><small class="quiet">{ day }{ words.dot() }{ amount }</small>{ files(&item.evidence) }</li>
        }
    });
    let one = form.practical.one.iter().map(|item| {
        html! { <li class="item">{ named(view, &item.item, words) }{ files(&item.evidence) }</li> }
    });
    html! {
        <>
            if !form.handed_in.is_empty() {
                <h3>{ words.say(say::MORE) }</h3>
                <ul class="plain stack">{ for handed_in }</ul>
            }
            <h3>{ words.say(say::PRACTICAL) }</h3>
            <ul class="plain stack">
                { for one }
                if let Some(two) = &form.practical.two {
                    <li class="item">
                        { named(view, &two.kind, words) }
                        { files(std::slice::from_ref(&two.description)) }
                        { files(&two.evidence) }
                    </li>
                }
            </ul>
            if !form.identity_documents.is_empty() {
                <h3>{ words.say(say::IDENTITY) }</h3>
                { files(&form.identity_documents) }
            }
        </>
    }
}

/// What an application for a title says beside the credits on record.
fn title_shown(view: &ApplicationView, title: &TitleForm, words: Words) -> Html {
    let day = |text: &String| {
        Date::parse(text).map_or_else(|_| text.clone(), |date| words.short_day(date))
    };
    let item = |name: String, amount: String, ids: &[String]| {
        html! {
            <li class="item">{ name }<br /><small class="quiet">{ amount }</small>{ documents(ids, &view.evidence) }</li>
        }
    };
    let declared = title.declared.iter().map(|line| {
        let period = words.language.period(&day(&line.from), &day(&line.to));
        let amount = words.fill(
            titles::DECLARED_SHOWN,
            &[("units", &line.units), ("period", &period)],
        );
        item(named(view, &line.category, words), amount, &line.evidence)
    });
    let certificates = title.certificates.iter().map(|one| {
        item(
            named(view, &one.certificate, words),
            day(&one.date),
            &one.evidence,
        )
    });
    let activities = title
        .activities
        .iter()
        .map(|one| item(one.title.clone(), day(&one.date), &one.evidence));
    let lines: Vec<Html> = declared.chain(certificates).chain(activities).collect();
    html! {
        <>
            if lines.is_empty() {
                <p class="quiet">{ words.say(titles::NOTHING_ADDED) }</p>
            } else {
                <ul class="plain stack">{ for lines }</ul>
            }
            if !view.form.identity_documents.is_empty() {
                <h3>{ words.say(titles::LICENCE) }</h3>
                { documents(&view.form.identity_documents, &view.evidence) }
            }
        </>
    }
}

/// The name of a practical item, category or certificate as the rules that were in force counted it; else its slug.
fn named(view: &ApplicationView, slug: &str, words: Words) -> String {
    let named = view.labels.iter().find(|label| label.id == slug);
    named.map_or_else(
        || slug.to_owned(),
        |label| label.label.text(words.language).to_owned(),
    )
}

fn documents(ids: &[String], known: &[EvidenceView]) -> Html {
    let line = |id: &String| {
        let name = name_of(known, id);
        html! {
            <li>
                <span>{ &name }</span>
                if let Ok(evidence) = EvidenceId::parse(id) { <ShowOwn {evidence} name={name} /> }
            </li>
        }
    };
    let ids: Vec<&String> = ids.iter().filter(|id| !id.is_empty()).collect();
    html! { <ul class="uploads">{ for ids.into_iter().map(line) }</ul> }
}
