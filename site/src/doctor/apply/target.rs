//! 申請先医師会: the own one by default, any that is open for the choice made (features.md #102). Only
//! what is shown as chosen counts.

use std::rc::Rc;

use api::applications::{Preparation, TargetAssociation};
use api::reference::AssociationFilter;
use domain::association::{AssociationId, Tier};
use domain::contact::PrefectureCode;
use domain::label;
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
    let form = &props.form;
    let value = form.value();
    // What was chosen before is shown, wherever it lies.
    let prefecture = use_state(|| {
        let chosen = AssociationId::parse(&value.target).ok();
        let its = chosen.and_then(|target| target.prefecture());
        its.unwrap_or(preparation.prefecture)
    });
    let filter = AssociationFilter {
        prefecture: *prefecture,
    };
    let list = use_load::<api::ListAssociations>(client::address_with::<api::ListAssociations>(
        &api::NoPath {},
        &filter,
    ));
    let targets = list.ready().map(|list| {
        let mut targets = list.associations.clone();
        targets.push(TargetAssociation {
            id: AssociationId::national(),
            name: words.say(label::tier(Tier::National)).to_owned(),
            tier: Tier::National,
        });
        targets
    });
    {
        let chosen = targets.as_ref().map(|targets| {
            let found = targets.iter().find(|one| one.id.as_str() == value.target);
            found.map_or_else(String::new, |one| one.name.clone())
        });
        let (tell, form) = (props.name.clone(), form.clone());
        // What cannot be seen does not count.
        use_effect_with(chosen, move |chosen| {
            let name = chosen.clone().unwrap_or_default();
            if chosen.is_some() && name.is_empty() && !form.value().target.is_empty() {
                form.edit(|value| value.target.clear());
            }
            tell.set(name);
        });
    }
    let change = {
        let (prefecture, form) = (prefecture.clone(), form.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            if let Ok(chosen) = PrefectureCode::parse(&select.value()) {
                prefecture.set(chosen);
                form.edit(|value| value.target.clear());
            }
        })
    };
    let prefectures = PrefectureCode::all().map(|code| {
        html! {
            <option value={code.to_string()} selected={code == *prefecture}>{ prefecture_name(code, words.language) }</option>
        }
    });
    let rules = preparation.rules.application.as_ref();
    let open = |target: &&TargetAssociation| {
        rules.is_some_and(|rules| {
            let tiers = match value.practical.two {
                Some(_) => &rules.practical.two.targets,
                None => &rules.targets,
            };
            tiers.contains(&target.tier)
        })
    };
    let choices = targets.iter().flatten().filter(open);
    let choices = choices.map(|target| (target.id.to_string().into(), target.name.clone().into()));
    let choices: Vec<(AttrValue, AttrValue)> = choices.collect();
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
                { list.draw(|_| html! {
                    <Select bound={form.text("target", words, |form| &mut form.target)} label={words.say(say::ASSOCIATION)} {choices} />
                }) }
            </div>
        </section>
    }
}
