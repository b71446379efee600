//! One holder: how the title stands, what is missing, and grace (features.md #72, #132).

use std::rc::Rc;

use api::{
    DecideGrace, ReadHolder,
    holders::{GraceDecision, GraceEvent, HolderPath, HolderView, NoticeView},
    problem::Problem,
    titles::ApprovalView,
};
use domain::rules::{GoalKind, RequirementResult};
use yew::prelude::*;

use crate::markup::{component, html};

use super::{distance, list, standing, text};
use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::holders as say;
use crate::ui::{Page, ProblemNote, Select, Submit, Tag, TextArea, Tone, say_aloud};
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct HolderPageProps {
    pub id: String,
}

/// The page.
#[component]
pub fn HolderPage(props: &HolderPageProps) -> Html {
    let words = use_words();
    let path = HolderPath {
        holder: props.id.clone(),
    };
    let load = use_load::<ReadHolder>(client::address::<ReadHolder>(&path));
    html! {
        <Page title={words.say(say::HOLDER)}>
            <p><Here to={Route::Holders}>{ words.say(say::TO_LIST) }</Here></p>
            { load.draw(|view| html! {
                <>
                    { facts(words, view) }
                    <Grace key={view.version} id={props.id.clone()} view={Rc::clone(view)} put={load.put.clone()} />
                </>
            }) }
        </Page>
    }
}

fn facts(words: Words, view: &HolderView) -> Html {
    let line = &view.line;
    let (state, tone) = standing(words, line.standing);
    let place = words
        .language
        .pick(line.prefecture.name(), line.prefecture.name_en());
    let account = if view.account {
        say::ACCOUNT_YES
    } else {
        say::ACCOUNT_NO
    };
    let safe = |safe: &domain::rounds::SafeDay| {
        html! { <dd>{ format!("{} ({})", words.day(safe.day), words.round(&safe.round.id)) }</dd> }
    };
    html! {
        <section class="card stack">
            <h2>{ list::name(words, line) }</h2>
            <p>{ text(words, &view.label) }</p>
            <dl>
                <dt>{ words.say(say::NUMBER) }</dt><dd class="number">{ line.register_number.to_string() }</dd>
                <dt>{ words.say(say::PREFECTURE) }</dt><dd>{ place.to_owned() }</dd>
                <dt>{ words.say(say::STANDING) }</dt><dd><Tag {tone} text={state} /></dd>
                <dt>{ words.say(say::EXPIRY) }</dt><dd>{ words.day(line.expiry) }</dd>
                if !line.safe.is_empty() { <dt>{ words.say(say::SAFE) }</dt>{ for line.safe.iter().map(safe) } }
                <dt>{ words.say(say::ACCOUNT) }</dt><dd>{ words.say(account) }</dd>
                <dt>{ words.say(say::REACH) }</dt><dd>{ words.say(list::reach(line.reach)) }</dd>
            </dl>
            <h3>{ words.say(say::REQUIREMENTS) }</h3>
            if let Some(renewal) = &line.renewal {
                <p><Tag tone={Tone::Act} text={words.say(say::UNDER_WAY)} />{ words.short_day(renewal.submitted_on) }</p>
            }
            <ul class="rows">{ for view.requirements.iter().map(|one| requirement(words, one)) }</ul>
            <h3>{ words.say(say::APPROVALS) }</h3>
            <ul class="rows">{ for view.approvals.iter().map(|one| approval(words, one)) }</ul>
            <h3>{ words.say(say::NOTICES) }</h3>
            if view.notices.is_empty() { <p class="quiet">{ words.say(say::NOTICES_NONE) }</p> }
            <ul class="rows">{ for view.notices.iter().map(|one| notice(words, one)) }</ul>
        </section>
    }
}

fn requirement(words: Words, result: &RequirementResult) -> Html {
    let missing = result.missing.as_ref().map(|missing| text(words, missing));
    html! {
        <li class="row">
            <div>{ text(words, &result.label) }
                if let Some(missing) = missing { <small>{ missing }</small> }</div>
            if result.met { <Tag tone={Tone::Met} text={words.say(say::MET)} /> }
            else { <Tag tone={Tone::Soon} text={words.say(say::MISSING)} /> }
        </li>
    }
}

fn approval(words: Words, approval: &ApprovalView) -> Html {
    let kind = if approval.kind == GoalKind::Renewal {
        say::KIND_RENEWAL
    } else {
        say::KIND_NEW
    };
    let validity = words.period(approval.validity.from, approval.validity.to);
    html! {
        <li class="row">
            <span class="day number">{ words.short_day(approval.decided_on) }</span>
            <div>{ words.say(kind) }
                <small class="number">{ validity }</small></div>
            if let Some(certificate) = &approval.certificate {
                <small>{ format!("{} {certificate}", words.say(say::CERTIFICATE)) }</small>
            }
        </li>
    }
}

fn notice(words: Words, notice: &NoticeView) -> Html {
    let last = words.short_day(notice.last);
    let far = distance(words, &notice.distance);
    let way = words.say(if notice.mail {
        say::BY_MAIL
    } else {
        say::BY_POST
    });
    html! {
        <li class="row">
            <span class="day number">{ words.day_of(notice.at) }</span>
            <div>{ words.fill(say::NOTICE_LINE, &[("last", &last), ("distance", &far), ("way", &way)]) }</div>
        </li>
    }
}

#[derive(Properties)]
struct GraceProps {
    id: String,
    view: Rc<HolderView>,
    put: Callback<HolderView>,
}

impl PartialEq for GraceProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// Grace set or withdrawn, with what was seen.
#[component]
fn Grace(props: &GraceProps) -> Html {
    let words = use_words();
    let view = &props.view;
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let first = GraceDecision {
        version: view.version,
        reason: String::new(),
        note: String::new(),
    };
    let form = use_form(move || first, |_: &GraceDecision| Vec::new());
    let send = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        let (id, put) = (props.id.clone(), props.put.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((body, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
            let (path, put) = (HolderPath { holder: id.clone() }, put.clone());
            yew::platform::spawn_local(async move {
                let answer = client::call::<DecideGrace>(&path, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(view) => {
                        say_aloud(words.say(say::GRACE_DONE));
                        put.emit(view);
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let label = |id: &String| {
        let known = view.grace_reasons.iter().find(|reason| reason.id == *id);
        known.map_or_else(|| id.clone(), |reason| text(words, &reason.label))
    };
    let holds = view.grace.as_ref().map(label);
    let choices: Vec<(AttrValue, AttrValue)> = view
        .grace_reasons
        .iter()
        .map(|reason| (reason.id.clone().into(), text(words, &reason.label).into()))
        .collect();
    let event = |event: &GraceEvent| {
        let what = match &event.reason {
            Some(reason) => words.fill(say::GRACE_EVENT_SET, &[("reason", &label(reason))]),
            None => words.say(say::GRACE_EVENT_WITHDRAWN).to_owned(),
        };
        html! {
            <li class="row"><span class="day number">{ words.day_of(event.at) }</span>
                <div>{ what }<small>{ &event.by }</small><p class="said">{ &event.note }</p></div></li>
        }
    };
    let withdraws = holds.is_some();
    let action = words.say(if withdraws {
        say::GRACE_WITHDRAW
    } else {
        say::GRACE_SET
    });
    html! {
        <section class="card stack">
            <h2>{ words.say(say::GRACE_TITLE) }</h2>
            if let Some(reason) = &holds { <p>{ words.fill(say::GRACE_HOLDS, &[("reason", reason)]) }</p> }
            else { <p>{ words.say(say::GRACE_NONE) }</p> }
            <form class="form" novalidate=true onsubmit={send}>
                <ProblemNote problem={(*problem).clone()} />
                if !withdraws {
                    <Select bound={form.text("reason", words, |form| &mut form.reason)} label={words.say(say::GRACE_REASON)} {choices} />
                }
                <TextArea bound={form.text("note", words, |form| &mut form.note)} label={words.say(say::GRACE_NOTE)}
                    hint={Html::from(words.say(say::GRACE_NOTE_HINT))} />
                <div class="buttons"><Submit text={action} busy={*busy} /></div>
            </form>
            if !view.grace_events.is_empty() { <ul class="rows">{ for view.grace_events.iter().map(event) }</ul> }
        </section>
    }
}
