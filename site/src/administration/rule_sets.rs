//! 制度の規則の一覧 (features.md L9).

use api::{
    ListRuleSets, NoPath,
    rule_sets::{RuleSetLine, Standing},
};
use domain::{label, label::Label};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::administration as say;
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn RuleSetsPage() -> Html {
    let words = use_words();
    let load = use_load::<ListRuleSets>(client::address::<ListRuleSets>(&NoPath {}));
    html! {
        <Page title={words.say(say::RULES)}>
            <p>{ words.say(say::RULES_NOTE) }</p>
            { load.draw(|list| html! {
                <section class="card">
                    <ul class="rows">{ for list.rule_sets.iter().map(|line| row(words, line)) }</ul>
                </section>
            }) }
        </Page>
    }
}

fn row(words: Words, line: &RuleSetLine) -> Html {
    html! {
        <li class="row">
            <span class="day number">{ words.short_day(line.valid_from) }</span>
            <div>
                <Here to={Route::rule_set(&line.id)}>{ words.say(label::programme(line.programme)) }</Here>
                <small>{ &line.id }</small>
            </div>
            <div><Tag tone={tone(line.standing)} text={words.say(name(line.standing))} /></div>
        </li>
    }
}

/// From which day on, and until which.
pub fn period(words: Words, line: &RuleSetLine) -> String {
    match line.valid_to {
        None => words.fill(say::FROM, &[("from", &words.short_day(line.valid_from))]),
        Some(to) => words.period(line.valid_from, to),
    }
}

/// The name of a state.
pub const fn name(standing: Standing) -> Label {
    match standing {
        Standing::Draft => say::DRAFT,
        Standing::Coming => say::COMING,
        Standing::InForce => say::IN_FORCE,
        Standing::Past => say::PAST,
    }
}

/// How a state is meant.
pub const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Draft => Tone::Soon,
        Standing::Coming => Tone::Act,
        Standing::InForce => Tone::Met,
        Standing::Past => Tone::Plain,
    }
}
