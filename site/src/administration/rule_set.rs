//! One version of the rules: read, drafted anew, adopted, discarded (features.md L9).

use std::rc::Rc;

use api::{
    AdoptRuleSet, DiscardRuleSet, DraftRuleSet, NoBody, NoPath, ReadRuleSet,
    problem::Problem,
    rule_sets::{Adoption, RuleSetDraft, RuleSetPath, RuleSetView, Standing},
};
use domain::label;
use yew::prelude::*;

use super::draft::{Origin, Said, Written, origin, use_draft};
use super::replay::Trial;
use super::rule_sets::{name, period, tone};
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::route::Route;
use crate::text::administration as say;
use crate::ui::{Page, Tag};
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct RuleSetPageProps {
    pub id: String,
}

/// The page.
#[component]
pub fn RuleSetPage(props: &RuleSetPageProps) -> Html {
    let words = use_words();
    let path = RuleSetPath {
        rule_set: props.id.clone(),
    };
    let load = use_load::<ReadRuleSet>(client::address::<ReadRuleSet>(&path));
    let put = load.put.clone();
    html! {
        <Page title={words.say(say::RULES)}>
            <p><Here to={Route::RuleSets}>{ words.say(say::BACK_TO_LIST) }</Here></p>
            { load.draw(|view| html! {
                <Version key={format!("{}/{}", view.line.id, view.version)} view={Rc::clone(view)} changed={put} />
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct VersionProps {
    view: Rc<RuleSetView>,
    changed: Callback<RuleSetView>,
}

#[component]
fn Version(props: &VersionProps) -> Html {
    let words = use_words();
    let line = &props.view.line;
    let is_draft = line.standing == Standing::Draft;
    let writing = use_state(|| is_draft);
    let write = {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(true))
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(label::programme(line.programme)) }</h2>
            <dl>
                <dt>{ words.say(say::VERSION) }</dt><dd>{ &line.id }</dd>
                <dt>{ words.say(say::PERIOD) }</dt><dd>{ period(words, line) }</dd>
                <dt>{ words.say(say::STANDING) }</dt>
                <dd><Tag tone={tone(line.standing)} text={words.say(name(line.standing))} /></dd>
            </dl>
            { origin(words, &*props.view) }
            if *writing {
                <Draft view={Rc::clone(&props.view)} changed={props.changed.clone()} />
            } else {
                <pre class="source" tabindex="0">{ &props.view.text }</pre>
                <div class="buttons">
                    <button type="button" class="button" onclick={write}>{ words.say(say::NEW_VERSION) }</button>
                </div>
            }
        </section>
    }
}

/// The text of a draft: a new one, or the one looked at, which can be tried.
#[component]
fn Draft(props: &VersionProps) -> Html {
    let view = &props.view;
    let draft = use_draft(view, &props.changed);
    html! {
        { draft.form }
        if draft.kept {
            <Trial key={format!("trial/{}/{}", view.line.id, view.version)} id={view.line.id.clone()} version={view.version} />
        }
        { draft.question }
    }
}

impl Written for RuleSetView {
    const SAID: Said = Said {
        text: say::TEXT,
        hint: say::TEXT_HINT,
        adopt: say::ADOPT,
        adopted: say::ADOPTED,
    };

    fn id(&self) -> &str {
        &self.line.id
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn standing(&self) -> Standing {
        self.line.standing
    }

    fn origin(&self) -> Origin<'_> {
        Origin {
            built_in: self.line.built_in,
            drafted: self.drafted.as_ref(),
            adopted: self.adopted.as_ref(),
        }
    }

    fn adopt_ask(&self, words: Words) -> String {
        let from = words.day(self.line.valid_from);
        words.fill(say::ADOPT_ASK, &[("from", &from)])
    }

    fn page(id: &str) -> Route {
        Route::rule_set(id)
    }

    fn pages() -> Route {
        Route::RuleSets
    }

    async fn keep(text: String, key: String) -> Result<Self, Problem> {
        client::call::<DraftRuleSet>(&NoPath {}, &RuleSetDraft { text }, &key).await
    }

    async fn adopt(id: String, version: u32, key: String) -> Result<Self, Problem> {
        let path = RuleSetPath { rule_set: id };
        client::call::<AdoptRuleSet>(&path, &Adoption { version }, &key).await
    }

    async fn discard(id: String, key: String) -> Result<(), Problem> {
        let path = RuleSetPath { rule_set: id };
        client::call::<DiscardRuleSet>(&path, &NoBody {}, &key)
            .await
            .map(drop)
    }
}
