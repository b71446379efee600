//! What a non-member adds: the licence, and the prefecture of the workplace.

use std::rc::Rc;

use api::applications::EvidenceView;
use domain::association::AssociationId;
use domain::contact::PrefectureCode;
use domain::evidence::EvidenceKind;
use domain::language::Language;
use yew::prelude::*;

use crate::markup::html;

use crate::doctor::{ApplyForm, uploads};
use crate::register::address::prefecture_name;
use crate::text::titles as say;
use crate::ui::Select;
use crate::words::Words;

/// The part of the form.
pub fn part(
    form: &ApplyForm,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let choices = PrefectureCode::all().map(|code| {
        (
            AttrValue::from(AssociationId::prefectural(code).to_string()),
            AttrValue::Static(prefecture_name(code, words.language)),
        )
    });
    html! {
        <section class="card stack">
            <h2>{ words.say(say::NON_MEMBER) }</h2>
            <p>{ words.say(say::NON_MEMBER_TEXT) }</p>
            { uploads(form, "identity_documents".to_owned(), words.say(say::LICENCE), EvidenceKind::Licence, known, learn, words,
                |form| Some(&mut form.identity_documents)) }
            <Select bound={form.text("target", words, |form| &mut form.target)} label={words.say(say::WORKPLACE)}
                choices={choices.collect::<Vec<_>>()} width="w-m" />
        </section>
    }
}

/// The prefectural association that the form names.
pub fn association_name(target: &str, words: Words) -> Option<String> {
    let prefecture = AssociationId::parse(target).ok()?.prefecture()?;
    let name = prefecture_name(prefecture, words.language);
    Some(match words.language {
        Language::Ja => format!("{name}医師会"),
        Language::En => format!("Medical association of {name}"),
    })
}
