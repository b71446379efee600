//! 運営委員会の審査回にかかる研修会: approved singly or in bulk with the day of the committee, or sent
//! back one by one (features.md #58, #87).

use std::collections::BTreeSet;
use std::rc::Rc;

use api::{
    ApproveCourseAgenda, NoPath, ReadCourse, ReadCourseAgenda, SendBackCourse,
    courses::{
        AgendaCourse, AgendaQuery, CourseAgenda, CoursePath, CourseView, DecisionOutcome,
        MOST_DECISIONS, RoundApproval, RoundDecisions, RoundPath, SeenCourse,
    },
    problem::Problem,
    review::SendingBack,
};
use domain::{
    calendar::Date,
    id::CourseId,
    rejection::{FieldProblem, Problems},
    rounds::{Round, RoundId},
};
use yew::prelude::*;

use super::sending_back::ReasonDialog;
use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::organizer::{course_facts, earned};
use crate::register::address::prefecture_name;
use crate::text::review as say;
use crate::ui::{DateField, Dialog, ProblemNote, Submit, Tag, Tone, say_aloud};
use crate::words::use_words;

/// The rounds to choose from and the courses of the one chosen.
#[component]
pub fn Agenda() -> Html {
    let words = use_words();
    let chosen = use_state(|| None::<RoundId>);
    let query = AgendaQuery {
        round: (*chosen).clone(),
    };
    let load =
        use_load::<ReadCourseAgenda>(client::address_with::<ReadCourseAgenda>(&NoPath {}, &query));
    load.draw(|agenda| {
        let choice = |round: &Round| {
            let (chosen, id) = (chosen.clone(), round.id.clone());
            let pressed = round.id == agenda.round.id;
            let choose = Callback::from(move |_: MouseEvent| chosen.set(Some(id.clone())));
            html! {
                <button type="button" class="chip" aria-pressed={pressed.to_string()} onclick={choose}>{ words.round(&round.id) }</button>
            }
        };
        html! {
            <>
                <div class="chips" role="group" aria-label={words.say(say::AGENDA_ROUND)}>{ for agenda.rounds.iter().map(choice) }</div>
                <OfRound key={agenda.round.id.to_string()} agenda={Rc::clone(agenda)} again={load.again.clone()} />
            </>
        }
    })
}

#[derive(Properties)]
struct OfRoundProps {
    agenda: Rc<CourseAgenda>,
    again: Callback<()>,
}

impl PartialEq for OfRoundProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.agenda, &other.agenda)
    }
}

/// The day of the committee as typed.
#[derive(Clone)]
struct Decision {
    decided_on: String,
}

impl Decision {
    fn day(&self) -> Result<Date, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let day = problems.take("decided_on", Date::parse(&self.decided_on));
        problems.finish(day)
    }
}

#[component]
fn OfRound(props: &OfRoundProps) -> Html {
    let words = use_words();
    let agenda = &props.agenda;
    let ticked = use_state(BTreeSet::<String>::new);
    let looked_at = use_state(|| None::<CourseId>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let committee = agenda.round.committee.to_string();
    let form = use_form(
        move || Decision {
            decided_on: committee,
        },
        |decision| decision.day().err().unwrap_or_default(),
    );
    let open: Vec<&AgendaCourse> = agenda
        .courses
        .iter()
        .filter(|course| course.decided_on.is_none())
        .collect();
    let approve = {
        let (form, busy, problem, ticked) =
            (form.clone(), busy.clone(), problem.clone(), ticked.clone());
        let (again, round) = (props.again.clone(), agenda.round.id.clone());
        let courses: Vec<SeenCourse> = open
            .iter()
            .filter(|course| ticked.contains(course.id.as_str()))
            .map(|course| SeenCourse {
                course: course.id.clone(),
                version: course.version,
            })
            .collect();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((decision, _)) = form.submit().filter(|_| !*busy && !courses.is_empty())
            else {
                return;
            };
            let Ok(decided_on) = decision.day() else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, ticked) =
                (form.clone(), busy.clone(), problem.clone(), ticked.clone());
            let (again, courses) = (again.clone(), courses.clone());
            let path = RoundPath {
                round: round.clone(),
            };
            yew::platform::spawn_local(async move {
                let answer = decide(&path, decided_on, courses).await;
                busy.set(false);
                match answer {
                    Ok((approved, others)) => {
                        problem.set(None);
                        ticked.set(BTreeSet::new());
                        let mut said = words.fill(say::AGENDA_APPROVED, &[("count", &approved)]);
                        if others > 0 {
                            said.push_str(&words.fill(say::AGENDA_OTHERS, &[("count", &others)]));
                        }
                        say_aloud(said);
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
                again.emit(());
            });
        })
    };
    let all = {
        let ticked = ticked.clone();
        let every: BTreeSet<String> = open.iter().map(|course| course.id.to_string()).collect();
        Callback::from(move |_: MouseEvent| {
            ticked.set(if ticked.len() == every.len() {
                BTreeSet::new()
            } else {
                every.clone()
            });
        })
    };
    let row = |course: &AgendaCourse| {
        let id = course.id.to_string();
        let box_id = ["take-", &id].concat();
        let tick = {
            let (ticked, id) = (ticked.clone(), id.clone());
            Callback::from(move |_: Event| {
                let mut now = (*ticked).clone();
                if !now.remove(&id) {
                    now.insert(id.clone());
                }
                ticked.set(now);
            })
        };
        let look = {
            let (looked_at, id) = (looked_at.clone(), course.id.clone());
            Callback::from(move |_: MouseEvent| looked_at.set(Some(id.clone())))
        };
        let credits = course
            .credits
            .iter()
            .map(|award| html! { <small>{ earned(words, award, &course.categories) }</small> });
        html! {
            <tr>
                <td>
                    if course.decided_on.is_none() {
                        <input type="checkbox" id={box_id} checked={ticked.contains(&id)} onchange={tick}
                            aria-label={words.fill(say::AGENDA_TAKE, &[("name", &course.title)])} />
                    }
                </td>
                <td><button type="button" class="link" onclick={look}>{ &course.title }</button><br />
                    <small>{ &course.organizer }</small></td>
                <td>{ prefecture_name(course.prefecture, words.language) }</td>
                <td class="number">{ words.short_day(course.date) }</td>
                <td class="stack">{ for credits }</td>
                <td>
                    if let Some(day) = course.decided_on {
                        <Tag tone={Tone::Met} text={words.say(say::AGENDA_DECIDED)} /><br /><small class="number">{ words.short_day(day) }</small>
                    }
                    if course.missed.is_some() { <Tag tone={Tone::Soon} text={words.say(say::AGENDA_ROLLED)} /> }
                </td>
            </tr>
        }
    };
    let close = {
        let looked_at = looked_at.clone();
        Callback::from(move |()| looked_at.set(None))
    };
    let gone = {
        let (looked_at, again) = (looked_at.clone(), props.again.clone());
        Callback::from(move |()| {
            looked_at.set(None);
            again.emit(());
        })
    };
    let day = words.day(agenda.round.committee);
    let count = agenda.courses.len();
    html! {
        <section class="card stack">
            <div class="head">
                <h2>{ words.round(&agenda.round.id) }</h2>
                <p class="quiet">{ words.fill(say::AGENDA_COUNT, &[("day", &day), ("count", &count), ("open", &open.len())]) }</p>
            </div>
            <ProblemNote problem={(*problem).clone()} />
            if agenda.courses.is_empty() {
                <p>{ words.say(say::AGENDA_EMPTY) }</p>
            } else {
                <div class="scroll">
                    <table>
                        <thead><tr>
                            <th scope="col"><span class="away">{ words.say(say::AGENDA_CHOOSE) }</span></th>
                            <th scope="col">{ words.say(say::AGENDA_COURSE) }</th>
                            <th scope="col">{ words.say(say::AGENDA_PREFECTURE) }</th>
                            <th scope="col">{ words.say(say::AGENDA_DATE) }</th>
                            <th scope="col">{ words.say(say::UNITS) }</th>
                            <th scope="col">{ words.say(say::AGENDA_STATE) }</th>
                        </tr></thead>
                        <tbody>{ for agenda.courses.iter().map(row) }</tbody>
                    </table>
                </div>
            }
            if !open.is_empty() {
                <form class="form" novalidate=true onsubmit={approve}>
                    <p><button type="button" class="button quiet little" onclick={all}>{ words.say(say::AGENDA_ALL) }</button></p>
                    <DateField bound={form.text("decided_on", words, |decision| &mut decision.decided_on)} label={words.say(say::AGENDA_DAY)}
                        hint={Html::from(words.say(say::AGENDA_DAY_HINT))} />
                    <div class="buttons">
                        <Submit text={words.fill(say::AGENDA_APPROVE, &[("count", &ticked.len())])} busy={*busy} empty={ticked.is_empty()} />
                    </div>
                </form>
            }
            if let Some(id) = &*looked_at {
                <Looked key={id.to_string()} id={id.clone()} {close} {gone} />
            }
        </section>
    }
}

/// Sends the decisions in parts; how many were approved, and how many were not.
async fn decide(
    path: &RoundPath,
    decided_on: Date,
    courses: Vec<SeenCourse>,
) -> Result<(usize, usize), Problem> {
    let (mut approved, mut others) = (0, 0);
    for part in courses.chunks(MOST_DECISIONS) {
        let body = RoundApproval {
            decided_on,
            courses: part.to_vec(),
        };
        let key = browser::new_key();
        let answer: RoundDecisions = client::call::<ApproveCourseAgenda>(path, &body, &key).await?;
        let yes = |one: &&api::courses::RoundDecision| one.outcome == DecisionOutcome::Approved;
        let done = answer.courses.iter().filter(yes).count();
        approved += done;
        others += answer.courses.len() - done;
    }
    Ok((approved, others))
}

#[derive(Properties, PartialEq)]
struct LookedProps {
    id: CourseId,
    close: Callback<()>,
    gone: Callback<()>,
}

/// One course over the page, with the way to send it back.
#[component]
fn Looked(props: &LookedProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let load = use_load::<ReadCourse>(client::address::<ReadCourse>(&path));
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let send_back = {
        let version = load.ready().map_or(0, |course| course.version);
        let (busy, asking, problem) = (busy.clone(), asking.clone(), problem.clone());
        let gone = props.gone.clone();
        Callback::from(move |reason: String| {
            busy.set(true);
            let (busy, asking, problem) = (busy.clone(), asking.clone(), problem.clone());
            let (path, gone) = (path.clone(), gone.clone());
            yew::platform::spawn_local(async move {
                let body = SendingBack { version, reason };
                let answer: Result<CourseView, Problem> =
                    client::call::<SendBackCourse>(&path, &body, &browser::new_key()).await;
                busy.set(false);
                asking.set(false);
                match answer {
                    Ok(course) => {
                        say_aloud(words.fill(say::SENT_BACK, &[("name", &course.line.title)]));
                        gone.emit(());
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let no = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let title = load
        .ready()
        .map_or_else(String::new, |course| course.line.title.clone());
    html! {
        <>
            <Dialog id="course" {title} close={props.close.clone()} wide=true>
                { load.draw(|course| html! {
                    <div class="stack">
                        { course_facts(words, course) }
                        <section><h3>{ words.say(say::HISTORY) }</h3>{ super::history(words, &course.history) }</section>
                        <ProblemNote problem={(*problem).clone()} />
                        <div class="buttons">
                            <button type="button" class="button quiet" onclick={props.close.reform(|_: MouseEvent| ())}>{ words.say(say::AGENDA_CLOSE) }</button>
                            if course.approved_on.is_none() {
                                <button type="button" class="button danger" disabled={*busy} onclick={ask}>{ words.say(say::SEND_BACK) }</button>
                            }
                        </div>
                    </div>
                }) }
            </Dialog>
            if *asking {
                <ReasonDialog title={words.say(say::SEND_BACK)} label={words.say(say::REASON)} hint={words.say(say::REASON_HINT)}
                    action={words.say(say::SEND_BACK_DO)} busy={*busy} yes={send_back} {no} />
            }
        </>
    }
}
