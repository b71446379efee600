//! 申請先医師会: the own one by default, any that is open for the choice made (features.md #102).

use std::rc::Rc;

use api::applications::{Preparation, TargetAssociation};
use api::reference::AssociationFilter;
use domain::contact::PrefectureCode;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::markup::{component, html};

use super::ApplyForm;
use crate::client;
use crate::load::use_load;
use crate::register::address::prefecture_name;
use crate::text::apply as say;
use crate::ui::Select;
use crate::words::use_words;

#[derive(Properties)]
pub struct TargetProps {
    pub form: ApplyForm,
    pub preparation: Rc<Preparation>,
    /// Is told the name of the association chosen.
    pub name: UseStateSetter<String>,
}

/// The form changes inside, so it is drawn whenever the page is.
impl PartialEq for TargetProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The part of the form.
#[component]
pub fn Target(props: &TargetProps) -> Html {
    let words = use_words();
    let preparation = &props.preparation;
    let prefecture = use_state(|| preparation.prefecture);
    let filter = AssociationFilter {
        prefecture: *prefecture,
    };
    let list = use_load::<api::ListAssociations>(client::address_with::<api::ListAssociations>(
        &api::NoPath {},
        &filter,
    ));
    let value = props.form.value();
    let rules = preparation.rules.application.as_ref();
    let open = |target: &TargetAssociation| {
        rules.is_some_and(|rules| {
            let tiers = match value.practical.two {
                Some(_) => &rules.practical.two.targets,
                None => &rules.targets,
            };
            tiers.contains(&target.tier)
        })
    };
    let mut targets: Vec<TargetAssociation> = list
        .ready()
        .map(|list| list.associations.clone())
        .unwrap_or_default();
    if let Some(own) = &preparation.default_target
        && !targets.iter().any(|target| target.id == own.id)
    {
        targets.insert(0, own.clone());
    }
    let chosen = targets
        .iter()
        .find(|target| *target.id.to_string() == value.target);
    let name = chosen.map(|target| target.name.clone()).unwrap_or_default();
    {
        let tell = props.name.clone();
        use_effect_with(name, move |name| tell.set(name.clone()));
    }
    let change = {
        let prefecture = prefecture.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(chosen) = PrefectureCode::parse(&select.value()) {
                prefecture.set(chosen);
            }
        })
    };
    let prefectures = PrefectureCode::all().map(|code| {
        html! {
            <option value={code.to_string()} selected={code == *prefecture}>{ prefecture_name(code, words.language) }</option>
        }
    });
    let choices = targets.iter().filter(|target| open(target));
    let choices = choices.map(|target| (target.id.to_string().into(), target.name.clone().into()));
    let text = if preparation.member {
        say::TARGET_TEXT
    } else {
        say::TARGET_NON_MEMBER
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::TARGET) }</h2>
            <p>{ words.say(text) }</p>
            <div class="pair">
                <div class="field">
                    <label for="target-prefecture">{ words.say(say::PREFECTURE) }</label>
                    <select id="target-prefecture" onchange={change}>{ for prefectures }</select>
                </div>
                <Select bound={props.form.text("target", words, |form| &mut form.target)} label={words.say(say::ASSOCIATION)}
                    choices={choices.collect::<Vec<_>>()} />
            </div>
        </section>
    }
}
