//! An application as it was sent, to be read.

use api::applications::{ApplicationView, EvidenceView};
use domain::calendar::Date;
use domain::evidence::EvidenceId;
use yew::prelude::*;

use crate::markup::html;

use super::super::evidence::{ShowOwn, name_of};
use crate::text::apply as say;
use crate::words::Words;

/// What stands in it, with its documents.
pub fn shown(view: &ApplicationView, words: Words) -> Html {
    let form = &view.form;
    let files = |ids: &[String]| documents(ids, &view.evidence);
    let handed_in = form.handed_in.iter().map(|item| {
        let day = Date::parse(&item.date).map_or_else(|_| item.date.clone(), |date| words.short_day(date));
        let amount = words.fill(say::ITEM_SHOWN, &[("units", &item.units), ("codes", &item.codes.join(", "))]);
        html! {
            <li class="item">{ &item.title }<br /><small class="quiet">{ day }{ "・" }{ amount }</small>{ files(&item.evidence) }</li>
        }
    });
    let one = form.practical.one.iter().map(|item| {
        html! { <li class="item">{ practical_name(view, &item.item, words) }{ files(&item.evidence) }</li> }
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
                        { practical_name(view, &two.kind, words) }
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

/// The name of a practical item as the rules that were in force counted it; else its slug.
fn practical_name(view: &ApplicationView, slug: &str, words: Words) -> String {
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
