//! One case: who applies, what is met, the documents, and the decision.

use std::rc::Rc;

use api::{
    ApproveApplication, ForwardApplication, ReadApplication, SendBackApplication, ViewEvidence,
    applications::{ApplicationPath, DocumentAddress, EvidenceView},
    problem::Problem,
    review::{ApplicationCase, Approval, CaseEvidencePath, SendingBack, Turn},
    titles::Forwarding,
};
use domain::{
    application::ApplicationStatus, calendar::Date, evidence::MediaType, id::ApplicationId, label,
    rules::RequirementResult,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{history, sending_back::ReasonDialog, title::TitlePanel};
use crate::browser;
use crate::client;
use crate::doctor::counted;
use crate::load::use_load;
use crate::text::review as say;
use crate::ui::{ProblemNote, Tag, Tone, say_aloud};
use crate::words::{Words, use_words};

/// A decision asked for by keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CaseAction {
    /// 承認.
    Approve,
    /// 差戻し.
    SendBack,
}

#[derive(Properties, PartialEq)]
pub struct CasePanelProps {
    pub id: ApplicationId,
    /// What the keyboard asked for.
    pub action: Option<CaseAction>,
    /// It was decided: on to the next.
    pub decided: Callback<()>,
}

/// The panel beside the queue.
#[component]
pub fn CasePanel(props: &CasePanelProps) -> Html {
    let path = ApplicationPath {
        application: props.id.clone(),
    };
    let load = use_load::<ReadApplication>(client::address::<ReadApplication>(&path));
    load.draw(|case| {
        html! { <CaseView case={Rc::clone(case)} action={props.action} decided={props.decided.clone()} again={load.again.clone()} /> }
    })
}

#[derive(Properties)]
pub struct CaseViewProps {
    pub case: Rc<ApplicationCase>,
    /// What the keyboard asked for.
    #[prop_or_default]
    pub action: Option<CaseAction>,
    /// It was decided.
    pub decided: Callback<()>,
    /// Something of it changed: read it again.
    pub again: Callback<()>,
    /// The day of the committee and where its minutes have it, as typed.
    #[prop_or_default]
    pub committee: (Option<Date>, String),
    /// What else is asked before the decision.
    #[prop_or_default]
    pub children: Html,
}

impl PartialEq for CaseViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case) && self.action == other.action
    }
}

/// A case, with what can be done with it.
#[component]
pub fn CaseView(props: &CaseViewProps) -> Html {
    let words = use_words();
    let case = &props.case;
    let identity = use_state(|| false);
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    {
        let asking = asking.clone();
        use_effect_with(props.action, move |action| match action {
            Some(CaseAction::Approve) => browser::focus("approve"),
            Some(CaseAction::SendBack) => asking.set(true),
            None => {}
        });
    }
    let done = {
        let (busy, problem, asking) = (busy.clone(), problem.clone(), asking.clone());
        let (decided, name) = (props.decided.clone(), case.name.clone());
        move |answer: Result<ApplicationCase, Problem>, said: domain::label::Label| {
            busy.set(false);
            match answer {
                Ok(_) => {
                    say_aloud(words.fill(said, &[("name", &name)]));
                    decided.emit(());
                }
                Err(failed) => {
                    asking.set(false);
                    problem.set(Some(failed));
                }
            }
        }
    };
    let approve = {
        let (case, busy, identity, done) = (
            Rc::clone(case),
            busy.clone(),
            identity.clone(),
            done.clone(),
        );
        let (decided_on, minutes) = props.committee.clone();
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (path, done) = (path_of(&case), done.clone());
            let body = Approval {
                version: case.application.version,
                identity_confirmed: *identity,
                decided_on,
                minutes: minutes.clone(),
            };
            let forwarding = Forwarding {
                version: case.application.version,
                identity_confirmed: *identity,
            };
            let turn = case.turn;
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                if turn == Some(Turn::Forward) {
                    let answer = client::call::<ForwardApplication>(&path, &forwarding, &key).await;
                    done(answer, say::FORWARDED);
                } else {
                    let answer = client::call::<ApproveApplication>(&path, &body, &key).await;
                    done(answer, say::APPROVED);
                }
            });
        })
    };
    let send_back = {
        let (case, busy, done) = (Rc::clone(case), busy.clone(), done);
        Callback::from(move |reason: String| {
            busy.set(true);
            let (path, done) = (path_of(&case), done.clone());
            let body = SendingBack {
                version: case.application.version,
                reason,
            };
            yew::platform::spawn_local(async move {
                let answer =
                    client::call::<SendBackApplication>(&path, &body, &browser::new_key()).await;
                done(answer, say::SENT_BACK);
            });
        })
    };
    let tick = {
        let identity = identity.clone();
        Callback::from(move |event: Event| {
            identity.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let open = case.turn.is_some();
    let elsewhere = !open && case.application.summary.status == ApplicationStatus::Pending;
    let onward = match case.turn {
        Some(Turn::Forward) => say::FORWARD_NEXT,
        _ => say::APPROVE_NEXT,
    };
    html! {
        <>
            <div class="stack">
                { person(words, case) }
                <section class="stack">
                    <h3>{ words.say(say::REQUIREMENTS) }</h3>
                    <ul class="rows">{ for case.application.evaluation.requirements.iter().map(|one| requirement(words, one)) }</ul>
                </section>
                <TitlePanel case={Rc::clone(case)} again={props.again.clone()} />
                <section class="stack">
                    <h3>{ words.say(say::EVIDENCE) }</h3>
                    <Documents case={Rc::clone(case)} />
                </section>
                <section><h3>{ words.say(say::HISTORY) }</h3>{ history(words, &case.application.history) }</section>
                <ProblemNote problem={(*problem).clone()} />
                if elsewhere { <p class="note">{ words.say(say::ELSEWHERE) }</p> }
                if open && !case.confirmed {
                    <p class="note soon">{ words.say(say::IDENTITY_NOTE) }</p>
                    <label class="check"><input type="checkbox" id="identity" checked={*identity} onchange={tick} />
                        <span>{ words.say(say::IDENTITY_CHECK) }</span></label>
                }
                { props.children.clone() }
            </div>
            if open {
                <div class="buttons">
                    <button type="button" id="approve" class="button" disabled={*busy} onclick={approve}>{ words.say(onward) }</button>
                    <button type="button" id="send-back" class="button quiet" disabled={*busy} onclick={ask}>{ words.say(say::SEND_BACK) }</button>
                </div>
            }
            if *asking {
                <ReasonDialog title={words.say(say::SEND_BACK)} label={words.say(say::REASON)} hint={words.say(say::REASON_HINT)}
                    action={words.say(say::SEND_BACK_DO)} busy={*busy} yes={send_back} no={close} />
            }
        </>
    }
}

fn path_of(case: &ApplicationCase) -> ApplicationPath {
    ApplicationPath {
        application: case.application.summary.id.clone(),
    }
}

fn person(words: Words, case: &ApplicationCase) -> Html {
    let summary = &case.application.summary;
    let member = if case.member {
        say::MEMBER
    } else {
        say::NON_MEMBER
    };
    html! {
        <div>
            <p class="kicker">{ words.say(label::programme(summary.programme)) }</p>
            <h2>{ &case.name }</h2>
            <dl>
                <dt>{ words.say(say::KANA) }</dt><dd>{ &case.kana }</dd>
                if let Some(former) = &case.former_name { <dt>{ words.say(say::FORMER) }</dt><dd>{ former }</dd> }
                <dt>{ words.say(say::NUMBER) }</dt><dd class="number">{ case.register_number.to_string() }</dd>
                <dt>{ words.say(say::REGISTERED) }</dt><dd>{ words.day(case.register_date) }</dd>
                <dt>{ words.say(say::BORN) }</dt><dd>{ words.day(case.birth_date) }</dd>
                <dt>{ words.say(say::BELONGS) }</dt>
                <dd>{ words.say(member) }{ case.associations.iter().map(|name| format!("　{name}")).collect::<String>() }</dd>
            </dl>
        </div>
    }
}

fn requirement(words: Words, one: &RequirementResult) -> Html {
    let (tone, said) = if one.met {
        (Tone::Met, say::MET)
    } else {
        (Tone::Alert, say::UNMET)
    };
    let amount = one.have.as_ref().zip(one.need.as_ref());
    html! {
        <li class="row plain">
            <div>{ one.label.text(words.language).to_owned() }
                if let Some(missing) = &one.missing { <small>{ missing.text(words.language).to_owned() }</small> }
                { counted(one, words) }
            </div>
            <div>
                if let Some((have, need)) = amount { <span class="number">{ format!("{have} / {need} ") }</span> }
                <Tag {tone} text={words.say(said)} />
            </div>
        </li>
    }
}

#[derive(Properties)]
struct DocumentsProps {
    case: Rc<ApplicationCase>,
}

impl PartialEq for DocumentsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

/// The documents, one shown at a time; each look is written down by the server.
#[component]
fn Documents(props: &DocumentsProps) -> Html {
    let words = use_words();
    let shown = use_state(|| None::<DocumentAddress>);
    let problem = use_state(|| None::<Problem>);
    let evidence = &props.case.application.evidence;
    let button = |one: &EvidenceView| {
        let path = CaseEvidencePath {
            application: props.case.application.summary.id.clone(),
            evidence: one.id.clone(),
        };
        let (shown, problem) = (shown.clone(), problem.clone());
        let look = Callback::from(move |_: MouseEvent| {
            let (address, shown, problem) = (
                client::address::<ViewEvidence>(&path),
                shown.clone(),
                problem.clone(),
            );
            yew::platform::spawn_local(async move {
                match client::get::<ViewEvidence>(&address).await {
                    Ok(found) => {
                        problem.set(None);
                        shown.set(Some(found));
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        });
        html! {
            <li><button type="button" class="chip" onclick={look}>
                { words.say(label::evidence_kind(one.kind)) }{ words.colon() }{ &one.file_name }
            </button></li>
        }
    };
    if evidence.is_empty() {
        return html! { <p class="quiet">{ words.say(say::NO_EVIDENCE) }</p> };
    }
    html! {
        <>
            <ul class="chips bare">{ for evidence.iter().map(button) }</ul>
            <ProblemNote problem={(*problem).clone()} />
            if let Some(document) = &*shown { { viewer(words, document) } }
        </>
    }
}

/// The document, and the way to open it in a tab.
pub fn viewer(words: Words, document: &DocumentAddress) -> Html {
    let title = words.fill(say::LOOKING, &[("name", &document.file_name)]);
    html! {
        <figure class="evidence">
            if document.media_type == MediaType::Pdf {
                <iframe src={document.url.clone()} title={title} />
            } else {
                <img src={document.url.clone()} alt={title} />
            }
            <figcaption><a href={document.url.clone()} target="_blank" rel="noreferrer">{ words.say(say::OPEN_IN_TAB) }</a></figcaption>
        </figure>
    }
}
