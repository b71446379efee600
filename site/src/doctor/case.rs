//! One application: where it stands, why it came back, what happened, what stands in it
//! (features.md #113–#115).

use std::rc::Rc;

use api::applications::{ApplicationPath, ApplicationView, HistoryLine};
use api::problem::Problem;
use domain::application::{ApplicationId, ApplicationStatus};
use domain::label;
use yew::prelude::*;

use crate::markup::{component, html};

use super::apply::{content, panel};
use super::home::status_tag;
use super::titles;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::doctor as say;
use crate::ui::{Confirm, Page, ProblemNote, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

#[derive(Properties, PartialEq)]
pub struct ApplicationPageProps {
    pub id: String,
}

/// The page of an address; an id that is none is not found.
#[component]
pub fn ApplicationPage(props: &ApplicationPageProps) -> Html {
    match ApplicationId::parse(&props.id) {
        Ok(application) => html! { <Case {application} /> },
        Err(_) => html! { <crate::app::NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct CaseProps {
    application: ApplicationId,
}

#[component]
fn Case(props: &CaseProps) -> Html {
    let words = use_words();
    let path = ApplicationPath {
        application: props.application.clone(),
    };
    let case = use_load::<api::ReadMyApplication>(client::address::<api::ReadMyApplication>(&path));
    let title = case.ready().map_or(words.say(say::APPLICATIONS), |view| {
        words.say(label::programme(view.summary.programme))
    });
    html! {
        <Page {title}>
            { case.draw(|view| html! { <Shown view={Rc::clone(view)} put={case.put.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties)]
struct ShownProps {
    view: Rc<ApplicationView>,
    put: Callback<ApplicationView>,
}

impl PartialEq for ShownProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let words = use_words();
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let view = &props.view;
    let summary = &view.summary;
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let withdraw = {
        let (asking, busy, problem, put) = (
            asking.clone(),
            busy.clone(),
            problem.clone(),
            props.put.clone(),
        );
        let path = ApplicationPath {
            application: summary.id.clone(),
        };
        Callback::from(move |()| {
            let (asking, busy, problem, put) =
                (asking.clone(), busy.clone(), problem.clone(), put.clone());
            let path = path.clone();
            busy.set(true);
            yew::platform::spawn_local(async move {
                match client::call::<api::WithdrawApplication>(
                    &path,
                    &api::NoBody {},
                    &browser::new_key(),
                )
                .await
                {
                    Ok(view) => {
                        say_aloud(words.say(say::WITHDRAWN));
                        put.emit(view);
                    }
                    Err(found) => problem.set(Some(found)),
                }
                asking.set(false);
                busy.set(false);
            });
        })
    };
    let open = matches!(
        summary.status,
        ApplicationStatus::Pending | ApplicationStatus::SentBack
    );
    html! {
        <>
            <ProblemNote problem={(*problem).clone()} />
            <div class="two">
                <section class="card stack">
                    <div class="head"><h2>{ words.say(say::PROGRESS) }</h2>{ status_tag(summary.status, words) }</div>
                    if let Some(reason) = &summary.reason {
                        <p class="note soon"><b>{ words.say(say::REASON) }</b><br />{ reason }</p>
                    }
                    <dl>
                        <dt>{ words.say(say::TARGET) }</dt><dd>{ &summary.target.name }</dd>
                        <dt>{ words.say(say::APPLIED_ON) }</dt><dd>{ words.day(summary.submitted_on) }</dd>
                        { summary.title.as_ref().map(|title| titles::facts(title, words)) }
                    </dl>
                    <div class="buttons">
                        if summary.status == ApplicationStatus::SentBack {
                            <Here to={Route::correction(summary.programme, &summary.id)} class="button">{ words.say(say::RESUBMIT) }</Here>
                        }
                        if let Some(certificate) = &summary.certificate {
                            <a class="button" target="_blank" rel="noopener" href={super::certificates::document(certificate)}>
                                { words.say(titles::opens(summary.programme)) }
                            </a>
                        }
                        if open {
                            <button type="button" class="button danger" onclick={ask(true).reform(|_| ())}>{ words.say(say::WITHDRAW) }</button>
                        }
                    </div>
                </section>
                <section class="card"><h2>{ words.say(say::HISTORY) }</h2>{ history(&view.history, words) }</section>
            </div>
            <div class="two">
                <section class="card stack"><h2>{ words.say(say::CONTENT) }</h2>{ content::shown(view, words) }</section>
                <section class="card stack"><h2>{ words.say(say::REQUIREMENTS) }</h2>{ panel::requirements(&view.evaluation, words) }</section>
            </div>
            if *asking {
                <Confirm id="withdraw" title={words.say(say::WITHDRAW_SURE)} action={words.say(say::WITHDRAW)} danger=true
                    busy={*busy} yes={withdraw} no={ask(false)}>
                    <p>{ words.say(say::WITHDRAW_TEXT) }</p>
                </Confirm>
            }
        </>
    }
}

/// What happened, oldest first.
pub fn history(lines: &[HistoryLine], words: Words) -> Html {
    let line = |line: &HistoryLine| {
        html! {
            <li class="row">
                <span class="day number">{ words.day_of(line.at) }</span>
                <div>
                    <b>{ words.say(event(line.what)) }</b><small>{ &line.by }</small>
                    if let Some(note) = &line.note { <p>{ note }</p> }
                </div>
            </li>
        }
    };
    html! { <ol class="rows">{ for lines.iter().map(line) }</ol> }
}

/// The name of an event.
pub const fn event(event: api::applications::HistoryEvent) -> domain::label::Label {
    use crate::text::events as say;
    use api::applications::HistoryEvent as Event;
    match event {
        Event::Submitted => say::SUBMITTED,
        Event::SentBack => say::SENT_BACK,
        Event::Resubmitted => say::RESUBMITTED,
        Event::Forwarded => say::FORWARDED,
        Event::HandbookReceived => say::HANDBOOK_RECEIVED,
        Event::DeclaredChecked => say::DECLARED_CHECKED,
        Event::Approved => say::APPROVED,
        Event::Rejected => say::REJECTED,
        Event::Withdrawn => say::WITHDRAWN,
    }
}
