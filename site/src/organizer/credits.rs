//! 単位の登録: enter a list, check it, post it, see each row's fate, correct and send again
//! (features.md #59, #125–#129).

mod input;
mod posted;
mod result;

pub use input::{fault_text, text_of};

use std::rc::Rc;

use api::{
    AwardCredits, ReadCourse,
    courses::CoursePath,
    credits::{Atomicity, Award, Counts, Fate, Mode, Receipt, ReceiptRow},
    problem::{FieldText, Problem},
};
use domain::{course::CourseState, credit::AttendeeRow, id::CourseId, rejection::Code};
use yew::prelude::*;

use crate::markup::{component, html};

use self::{input::ListInput, posted::PostedList, result::ReceiptTable};
use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::organizer::import::{Repeat, Seen};
use crate::text::organizer as say;
use crate::ui::{Page, ProblemNote};
use crate::words::{Words, use_words};

/// Rows of one request: answered within two seconds, and progress is seen in between.
const ROWS_AT_ONCE: usize = 500;

#[derive(Properties, PartialEq)]
pub struct CreditsProps {
    pub id: CourseId,
}

/// The page.
#[component]
pub fn CreditsPage(props: &CreditsProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let load = use_load::<ReadCourse>(client::address::<ReadCourse>(&path));
    let title = load.ready().map_or_else(
        || words.say(say::CREDITS).to_owned(),
        |course| course.line.title.clone(),
    );
    let aside = load.ready().map(|course| {
        let facts = format!(
            "{}　{}",
            words.short_day(course.line.date),
            course.line.organizer
        );
        html! { <p>{ facts }</p> }
    });
    html! {
        <Page title={title} aside={aside.unwrap_or_default()}>
            { load.draw(|course| {
                if course.line.status == CourseState::Approved {
                    let early = course.line.date > browser::today();
                    html! { <Posting id={props.id.clone()} {early} /> }
                } else {
                    html! { <p class="note soon">{ words.say(say::NOT_APPROVED) }</p> }
                }
            }) }
        </Page>
    }
}

/// A list with what became of it.
#[derive(Clone)]
struct Sent {
    rows: Rc<Vec<AttendeeRow>>,
    receipt: Rc<Receipt>,
}

#[derive(Properties, PartialEq)]
struct PostingProps {
    id: CourseId,
    /// The course is still to come: a list can be checked and not posted.
    early: bool,
}

#[component]
fn Posting(props: &PostingProps) -> Html {
    let words = use_words();
    let sent = use_state(|| None::<Sent>);
    let progress = use_state(|| None::<(usize, usize)>);
    let problem = use_state(|| None::<Problem>);
    // Drawn anew after each posting, so that the list below shows it.
    let round = use_state(|| 0_u32);
    let send = {
        let (sent, progress, problem, round) = (
            sent.clone(),
            progress.clone(),
            problem.clone(),
            round.clone(),
        );
        let course = props.id.clone();
        Callback::from(move |(rows, mode): (Rc<Vec<AttendeeRow>>, Mode)| {
            if progress.is_some() {
                return;
            }
            let (sent, progress, problem, round, course) = (
                sent.clone(),
                progress.clone(),
                problem.clone(),
                round.clone(),
                course.clone(),
            );
            progress.set(Some((0, rows.len())));
            problem.set(None);
            yew::platform::spawn_local(async move {
                let path = CoursePath { course };
                let answer = send_in_parts(&path, &rows, mode, words, |done| {
                    progress.set(Some((done, rows.len())))
                })
                .await;
                progress.set(None);
                match answer {
                    Ok(receipt) => {
                        if mode == Mode::Commit {
                            round.set(*round + 1);
                        }
                        sent.set(Some(Sent {
                            rows,
                            receipt: Rc::new(receipt),
                        }));
                        browser::focus("heading");
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let again = {
        let sent = sent.clone();
        Callback::from(move |_: MouseEvent| sent.set(None))
    };
    let mode = sent.as_ref().map(|sent| sent.receipt.mode);
    let step = |label, now: bool| html! { <li aria-current={now.then_some("step")}>{ words.say(label) }</li> };
    html! {
        <>
            if props.early { <p class="note">{ words.say(say::EARLY) }</p> }
            <ol class="steps">
                { step(say::STEP_INPUT, mode.is_none()) }
                { step(say::STEP_PREVIEW, mode == Some(Mode::Validate)) }
                { step(say::STEP_DONE, mode == Some(Mode::Commit)) }
            </ol>
            <ProblemNote problem={(*problem).clone()} />
            if let Some((done, all)) = *progress {
                <p class="note" role="status">{ words.fill(say::PROGRESS, &[("done", &done), ("all", &all)]) }
                    { " " }<progress max={all.to_string()} value={done.to_string()} />
                </p>
            }
            <div hidden={sent.is_some()}>
                <ListInput busy={progress.is_some()} check={send.reform(|rows| (rows, Mode::Validate))} />
            </div>
            if let Some(Sent { rows, receipt }) = &*sent {
                <ReceiptTable course={props.id.clone()} rows={Rc::clone(rows)} receipt={Rc::clone(receipt)}
                    busy={progress.is_some()} early={props.early} send={send.clone()} />
                <p><button type="button" class="link" onclick={again}>
                    { words.say(if mode == Some(Mode::Validate) { say::EDIT_LIST } else { say::MORE }) }
                </button></p>
            }
            <PostedList key={*round} course={props.id.clone()} />
        </>
    }
}

/// Sends a list in parts, without the rows that repeat an earlier one; the receipts are put together
/// in its order.
async fn send_in_parts(
    path: &CoursePath,
    rows: &[AttendeeRow],
    mode: Mode,
    words: Words,
    told: impl Fn(usize),
) -> Result<Receipt, Problem> {
    let mut seen = Seen::new(browser::today());
    let refused: Vec<Option<ReceiptRow>> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| Some(repeating(row, seen.look(place, row)?, words)))
        .collect();
    let to_send: Vec<AttendeeRow> = rows
        .iter()
        .zip(&refused)
        .filter(|(_, refused)| refused.is_none())
        .map(|(row, _)| row.clone())
        .collect();
    let mut answers = Vec::with_capacity(rows.len());
    for part in to_send.chunks(ROWS_AT_ONCE) {
        let award = Award {
            mode,
            atomicity: Atomicity::Row,
            rows: part.to_vec(),
        };
        let receipt = client::call::<AwardCredits>(path, &award, &browser::new_key()).await?;
        answers.extend(receipt.rows);
        told(answers.len());
    }
    let mut answers = answers.into_iter();
    let all: Vec<ReceiptRow> = refused
        .into_iter()
        .filter_map(|refused| refused.or_else(|| answers.next()))
        .collect();
    Ok(Receipt {
        mode,
        counts: Counts::of(&all),
        rows: all,
    })
}

/// The receipt of a row that repeats an earlier one, as the function would write it.
fn repeating(row: &AttendeeRow, repeat: Repeat, words: Words) -> ReceiptRow {
    let (field, code, text, first) = match repeat {
        Repeat::Id(first) => ("row_id", Code::DuplicateRow, say::SAME_ID, first),
        Repeat::Doctor(first) => (
            "register_number",
            Code::DuplicateAttendee,
            say::SAME_DOCTOR,
            first,
        ),
    };
    ReceiptRow {
        row_id: row.row_id.clone(),
        register_number: row.register_number.clone(),
        fate: Fate::Rejected,
        notes: vec![FieldText {
            field: field.to_owned(),
            code: code.as_str().to_owned(),
            text: words.fill(text, &[("row", &(first + 1))]),
        }],
        suggestion: None,
    }
}
