//! 生涯教育申告書の受理: the association's queue, with the declaration beside it (features.md #80).

use std::rc::Rc;

use api::applications::{DocumentAddress, EvidenceView};
use api::learning::{
    Acceptance, DeclarationCase, DeclarationEvidencePath, DeclarationPath, DeclarationQueue,
    DeclarationQueueLine,
};
use api::problem::Problem;
use api::review::{QueueFilter, SendingBack};
use domain::application::HandedInForm;
use domain::association::Tier;
use domain::calendar::Date;
use domain::evidence::MediaType;
use domain::id::ApplicationId;
use domain::learning::DeclarationStatus;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{history, status_tag};
use crate::doctor::year_name;
use crate::frame::Here;
use crate::load::use_load;
use crate::review::ReasonDialog;
use crate::route::Route;
use crate::session::{SignIn, use_session};
use crate::text::{apply, learning as say};
use crate::ui::{Page, ProblemNote, Tag, Tone, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// The page.
#[component]
pub fn DeclarationsPage() -> Html {
    let words = use_words();
    let filter = QueueFilter::default();
    let address = client::address_with::<api::ListDeclarations>(&api::NoPath {}, &filter);
    let load = use_load::<api::ListDeclarations>(address);
    let count = load.ready().map(|queue| {
        let count = queue.declarations.len();
        html! { <p>{ words.fill(say::QUEUE_COUNT, &[("count", &count)]) }</p> }
    });
    let national = match use_session().sign_in {
        SignIn::Somebody(view) => {
            view.body.as_ref().and_then(|body| body.tier) == Some(Tier::National)
        }
        _ => false,
    };
    html! {
        <Page title={words.say(say::QUEUE)} aside={count.unwrap_or_default()}>
            if national {
                <p><Here to={Route::LearningImport} class="button quiet">{ words.say(say::IMPORT) }</Here></p>
            }
            { load.draw(|queue| html! { <Queue queue={Rc::clone(queue)} again={load.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties)]
struct QueueProps {
    queue: Rc<DeclarationQueue>,
    again: Callback<()>,
}

impl PartialEq for QueueProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.queue, &other.queue)
    }
}

#[component]
fn Queue(props: &QueueProps) -> Html {
    let words = use_words();
    let chosen = use_state(|| None::<ApplicationId>);
    let lines = &props.queue.declarations;
    let decided = {
        let (chosen, again) = (chosen.clone(), props.again.clone());
        Callback::from(move |()| {
            chosen.set(None);
            again.emit(());
        })
    };
    if lines.is_empty() {
        return html! { <section class="card"><p>{ words.say(say::QUEUE_EMPTY) }</p></section> };
    }
    let row = |line: &DeclarationQueueLine| {
        let selected = chosen.as_ref() == Some(&line.id);
        let (chosen, id) = (chosen.clone(), line.id.clone());
        let choose = Callback::from(move |_: MouseEvent| chosen.set(Some(id.clone())));
        html! {
            <tr aria-selected={selected.to_string()} onclick={choose}>
                <td class="number">{ words.short_day(line.waiting_since) }</td>
                <td>
                    <button type="button" class="link">{ &line.name }</button>
                    <small class="number">{ line.register_number.to_string() }</small>
                </td>
                <td>{ year_name(line.year, words) }{ " " }
                    if line.resubmitted { <Tag tone={Tone::Soon} text={words.say(say::AGAIN)} /> }
                    if line.late { <Tag tone={Tone::Alert} text={words.say(say::STATUS_LATE)} /> }
                </td>
                <td class="number end" data-label={words.say(say::SYSTEM_UNITS)}>{ line.system_units.to_string() }</td>
                <td class="number end" data-label={words.say(say::OUTSIDE_UNITS)}>{ line.outside_units.to_string() }</td>
            </tr>
        }
    };
    html! {
        <div class="queue">
            <section class="card table"><div class="scroll"><table>
                <thead><tr>
                    <th scope="col">{ words.say(say::RECEIVED) }</th>
                    <th scope="col">{ words.say(say::DOCTOR) }</th>
                    <th scope="col">{ words.say(say::YEAR) }</th>
                    <th scope="col" class="end">{ words.say(say::SYSTEM_UNITS) }</th>
                    <th scope="col" class="end">{ words.say(say::OUTSIDE_UNITS) }</th>
                </tr></thead>
                <tbody>{ for lines.iter().map(row) }</tbody>
            </table></div></section>
            <aside class="card case" aria-live="polite">
                if let Some(id) = &*chosen {
                    <CasePanel key={id.to_string()} id={id.clone()} {decided} />
                } else {
                    <p class="quiet">{ words.say(say::CHOOSE) }</p>
                }
            </aside>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CasePanelProps {
    id: ApplicationId,
    /// It was decided: on to the next.
    decided: Callback<()>,
}

#[component]
fn CasePanel(props: &CasePanelProps) -> Html {
    let path = DeclarationPath {
        declaration: props.id.clone(),
    };
    let load = use_load::<api::ReadDeclaration>(client::address::<api::ReadDeclaration>(&path));
    load.draw(|case| {
        html! { <Case case={Rc::clone(case)} decided={props.decided.clone()} /> }
    })
}

#[derive(Properties)]
struct CaseProps {
    case: Rc<DeclarationCase>,
    decided: Callback<()>,
}

impl PartialEq for CaseProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

#[component]
fn Case(props: &CaseProps) -> Html {
    let words = use_words();
    let case = &props.case;
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let done = {
        let (busy, problem, asking) = (busy.clone(), problem.clone(), asking.clone());
        let (decided, name) = (props.decided.clone(), case.line.name.clone());
        move |answer: Result<DeclarationCase, Problem>, said: domain::label::Label| {
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
    let path = DeclarationPath {
        declaration: case.line.id.clone(),
    };
    let accept = {
        let (busy, done, path, version) = (busy.clone(), done.clone(), path.clone(), case.version);
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (done, path) = (done.clone(), path.clone());
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                let body = Acceptance { version };
                let answer = client::call::<api::AcceptDeclaration>(&path, &body, &key).await;
                done(answer, say::DONE_ACCEPTED);
            });
        })
    };
    let send_back = {
        let (busy, version) = (busy.clone(), case.version);
        Callback::from(move |reason: String| {
            busy.set(true);
            let (done, path) = (done.clone(), path.clone());
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                let body = SendingBack { version, reason };
                let answer = client::call::<api::SendBackDeclaration>(&path, &body, &key).await;
                done(answer, say::DONE_SENT_BACK);
            });
        })
    };
    let set_asking = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let open = case.status == DeclarationStatus::Submitted;
    html! {
        <>
            <div class="stack">
                <div>
                    <p class="kicker">{ year_name(case.line.year, words) }</p>
                    <h2>{ &case.line.name }</h2>
                    <p class="number">{ case.line.register_number.to_string() }{ "　" }{ status_tag(case.status, words) }</p>
                </div>
                if case.line.late { <p class="note alert">{ words.say(say::LATE_NOTE) }</p> }
                <div class="sums">
                    <div><small>{ words.say(say::SYSTEM_UNITS) }</small><span class="number">{ case.line.system_units.to_string() }</span></div>
                    <div><small>{ words.say(say::OUTSIDE_UNITS) }</small><span class="number">{ case.line.outside_units.to_string() }</span></div>
                </div>
                <section class="stack">
                    <h3>{ words.say(say::ADDED) }</h3>
                    if case.outside.is_empty() {
                        <p class="quiet">{ words.say(say::NOTHING_OUTSIDE) }</p>
                    } else {
                        <ul class="plain stack">{ for case.outside.iter().map(|item| item_of(case, item, words)) }</ul>
                        <Documents case={Rc::clone(case)} />
                    }
                </section>
                <section><h3>{ words.say(say::HISTORY) }</h3>{ history(words, &case.history) }</section>
                <ProblemNote problem={(*problem).clone()} />
            </div>
            if open {
                <div class="buttons">
                    <button type="button" id="accept" class="button" disabled={*busy} onclick={accept}>{ words.say(say::ACCEPT) }</button>
                    <button type="button" id="send-back" class="button quiet" disabled={*busy} onclick={set_asking(true).reform(|_| ())}>{ words.say(say::SEND_BACK) }</button>
                </div>
            }
            if *asking {
                <ReasonDialog title={words.say(say::SEND_BACK)} label={words.say(say::REASON)} hint={words.say(say::REASON_HINT)}
                    action={words.say(say::SEND_BACK_DO)} busy={*busy} yes={send_back} no={set_asking(false)} />
            }
        </>
    }
}

fn item_of(case: &DeclarationCase, item: &HandedInForm, words: Words) -> Html {
    let kind = case.kinds.iter().find(|kind| kind.id == item.kind);
    let kind = kind.map(|kind| kind.label.text(words.language).to_owned());
    let day =
        Date::parse(&item.date).map_or_else(|_| item.date.clone(), |date| words.short_day(date));
    let codes = item.codes.join(", ");
    html! {
        <li class="item">
            <b>{ &item.title }</b><br />
            <small class="quiet">{ kind.unwrap_or_default() }</small><br />
            <small>{ day }{ words.dot() }{ words.fill(apply::ITEM_SHOWN, &[("units", &item.units), ("codes", &codes)]) }</small>
        </li>
    }
}

#[derive(Properties)]
struct DocumentsProps {
    case: Rc<DeclarationCase>,
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
    let button = |one: &EvidenceView| {
        let path = DeclarationEvidencePath {
            declaration: props.case.line.id.clone(),
            evidence: one.id.clone(),
        };
        let (shown, problem) = (shown.clone(), problem.clone());
        let look = Callback::from(move |_: MouseEvent| {
            let address = client::address::<api::ViewDeclarationEvidence>(&path);
            let (shown, problem) = (shown.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                match client::get::<api::ViewDeclarationEvidence>(&address).await {
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
                { words.say(domain::label::evidence_kind(one.kind)) }{ words.colon() }{ &one.file_name }
            </button></li>
        }
    };
    html! {
        <>
            <ul class="chips bare">{ for props.case.evidence.iter().map(button) }</ul>
            <ProblemNote problem={(*problem).clone()} />
            if let Some(document) = &*shown { { viewer(words, document) } }
        </>
    }
}

/// The document, and the way to open it in a tab.
fn viewer(words: Words, document: &DocumentAddress) -> Html {
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
