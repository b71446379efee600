//! Each row's fate, with a way to correct the row where it stands.

use std::rc::Rc;

use api::{
    AwardCredits, CorrectAward,
    courses::CoursePath,
    credits::{Atomicity, Award, Correction, Counts, Fate, Mode, Receipt, ReceiptRow},
    problem::Problem,
};
use domain::{
    credit::{AttendeeRow, RowId},
    id::CourseId,
    label::Label,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::organizer::import::row_id_after;
use crate::text::organizer as say;
use crate::ui::{ProblemNote, Tag, Tone};
use crate::words::{Words, use_words};

type Send = Callback<(Rc<Vec<AttendeeRow>>, Mode)>;

#[derive(Properties)]
pub struct ReceiptProps {
    pub course: CourseId,
    pub rows: Rc<Vec<AttendeeRow>>,
    pub receipt: Rc<Receipt>,
    pub busy: bool,
    /// The course is still to come: nothing can be posted.
    pub early: bool,
    pub send: Send,
}

impl PartialEq for ReceiptProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.receipt, &other.receipt) && self.busy == other.busy
    }
}

/// Name and tone of a fate; before posting, "can be posted".
pub const fn fate(fate: Fate, mode: Mode) -> (Label, Tone) {
    match (fate, mode) {
        (Fate::Posted, Mode::Validate) => (say::FATE_WOULD, Tone::Met),
        (Fate::Posted, Mode::Commit) => (say::FATE_POSTED, Tone::Met),
        (Fate::Unchanged, _) => (say::FATE_UNCHANGED, Tone::Plain),
        (Fate::Waiting, _) => (say::FATE_WAITING, Tone::Act),
        (Fate::Held, _) => (say::FATE_HELD, Tone::Soon),
        (Fate::Corrected, _) => (say::FATE_CORRECTED, Tone::Plain),
        (Fate::Rejected, _) => (say::FATE_REJECTED, Tone::Alert),
    }
}

/// The sums and the rows, those to be corrected first.
#[component]
pub fn ReceiptTable(props: &ReceiptProps) -> Html {
    let words = use_words();
    // Rows corrected here stand in the place of those first sent.
    let rows = use_state(|| (*props.rows).clone());
    let receipt = use_state(|| (*props.receipt).clone());
    {
        let (rows, receipt) = (rows.clone(), receipt.clone());
        use_effect_with(
            (Rc::clone(&props.rows), Rc::as_ptr(&props.receipt) as usize),
            {
                let (new_rows, new_receipt) = (Rc::clone(&props.rows), Rc::clone(&props.receipt));
                move |_| {
                    rows.set((*new_rows).clone());
                    receipt.set((*new_receipt).clone());
                }
            },
        );
    }
    let mode = receipt.mode;
    let places: Vec<usize> = (0..receipt.rows.len()).collect();
    let to_fix: Vec<usize> = places
        .iter()
        .copied()
        .filter(|&place| matches!(receipt.rows[place].fate, Fate::Held | Fate::Rejected))
        .collect();
    let replaced = {
        let (rows, receipt) = (rows.clone(), receipt.clone());
        Callback::from(
            move |(place, row, answer): (usize, AttendeeRow, ReceiptRow)| {
                let (mut new_rows, mut new_receipt) = ((*rows).clone(), (*receipt).clone());
                new_rows[place] = row;
                new_receipt.rows[place] = answer;
                new_receipt.counts = Counts::of(&new_receipt.rows);
                rows.set(new_rows);
                receipt.set(new_receipt);
            },
        )
    };
    let commit = {
        let (send, rows) = (props.send.clone(), rows.clone());
        Callback::from(move |_: MouseEvent| send.emit((Rc::new((*rows).clone()), Mode::Commit)))
    };
    let sendable = receipt
        .rows
        .iter()
        .filter(|row| row.fate != Fate::Rejected)
        .count();
    let line = |place: usize, correcting: bool| {
        html! {
            <Line key={place} {place} {correcting} course={props.course.clone()} row={rows.get(place).cloned().unwrap_or_default()}
                answer={receipt.rows[place].clone()} {mode} replaced={replaced.clone()} />
        }
    };
    html! {
        <div class="stack">
            { sums(words, mode, receipt.counts) }
            if mode == Mode::Validate && !props.early {
                <div class="buttons"><button type="button" id="commit" class="button" disabled={props.busy || sendable == 0} onclick={commit}>
                    { words.fill(say::COMMIT, &[("count", &sendable)]) }
                </button></div>
            }
            if !to_fix.is_empty() {
                <section class="card">
                    <div class="head"><h2>{ words.fill(say::TO_FIX, &[("count", &to_fix.len())]) }</h2><p>{ words.say(say::NOTHING_LOST) }</p></div>
                    { table(words, to_fix.into_iter().map(|place| line(place, true)).collect()) }
                </section>
            }
            <details class="card" open={receipt.rows.len() <= 50}>
                <summary>{ words.say(say::ALL_ROWS) }</summary>
                { table(words, places.into_iter().map(|place| line(place, false)).collect()) }
            </details>
        </div>
    }
}

fn table(words: Words, lines: Vec<Html>) -> Html {
    html! {
        <div class="scroll"><table class="lines">
            <thead><tr>
                <th scope="col" class="end">{ words.say(say::ROW) }</th>
                <th scope="col">{ words.say(say::NUMBER) }</th>
                <th scope="col">{ words.say(say::NAME_COLUMN) }</th>
                <th scope="col">{ words.say(say::WHAT) }</th>
            </tr></thead>
            <tbody>{ for lines }</tbody>
        </table></div>
    }
}

fn sums(words: Words, mode: Mode, counts: Counts) -> Html {
    let posted = if mode == Mode::Validate {
        say::FATE_WOULD
    } else {
        say::FATE_POSTED
    };
    let sum = |label: Label, count: u32| {
        html! { <div><small>{ words.say(label) }</small><span class="number">{ count }</span></div> }
    };
    html! {
        <div class="sums" role="status">
            { sum(say::RECEIVED, counts.received) }
            { sum(posted, counts.posted) }
            { sum(say::FATE_UNCHANGED, counts.unchanged) }
            { sum(say::SUM_WAITING, counts.waiting) }
            { sum(say::FATE_HELD, counts.held) }
            { sum(say::FATE_REJECTED, counts.rejected) }
        </div>
    }
}

#[derive(Properties, PartialEq, Clone)]
struct LineProps {
    place: usize,
    /// Whether it can be corrected here; the list of all rows only shows.
    correcting: bool,
    course: CourseId,
    row: AttendeeRow,
    answer: ReceiptRow,
    mode: Mode,
    replaced: Callback<(usize, AttendeeRow, ReceiptRow)>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let words = use_words();
    let (label, tone) = fate(props.answer.fate, props.mode);
    let number = use_state(|| props.row.register_number.clone());
    let name = use_state(|| props.row.name.clone());
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let wrong = matches!(props.answer.fate, Fate::Held | Fate::Rejected);
    let fixable = props.correcting && wrong;
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| {
            state.set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let fix = {
        let (number, name, busy, problem) =
            (number.clone(), name.clone(), busy.clone(), problem.clone());
        let props = props.clone();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let row = AttendeeRow {
                row_id: corrected_id(&props, &number),
                register_number: (*number).clone(),
                name: (*name).clone(),
                ..props.row.clone()
            };
            let (busy, problem, props) = (busy.clone(), problem.clone(), props.clone());
            yew::platform::spawn_local(async move {
                let answer = send_corrected(&props, &row).await;
                busy.set(false);
                match answer {
                    Ok(answer) => {
                        problem.set(None);
                        props.replaced.emit((props.place, row, answer));
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let id = |field: &str| format!("{field}-{}", props.place);
    html! {
        <tr class={wrong.then_some("fix")}>
            <td class="number end">{ props.place + 1 }</td>
            if fixable {
                <td><input id={id("number")} aria-label={words.say(say::NUMBER)} value={(*number).clone()} oninput={typed(&number)} /></td>
                <td><input id={id("name")} aria-label={words.say(say::NAME_COLUMN)} value={(*name).clone()} oninput={typed(&name)} /></td>
            } else {
                <td class="number">{ &props.answer.register_number }</td>
                <td>{ &props.row.name }</td>
            }
            <td>
                <Tag {tone} text={words.say(label)} />
                if props.answer.fate == Fate::Posted { <small>{ " " }{ words.say(say::AGREES) }</small> }
                { for props.answer.notes.iter().map(|note| html! { <p class="small">{ &note.text }</p> }) }
                if let Some(suggestion) = &props.answer.suggestion { <p class="small"><b>{ suggestion }</b></p> }
                if fixable {
                    <button type="button" class="button quiet little" disabled={*busy} onclick={fix}>{ words.say(say::FIX) }</button>
                }
                <ProblemNote problem={(*problem).clone()} />
            </td>
        </tr>
    }
}

/// A row that stands posted (held) is replaced by one under an id of its own; one that was never
/// written keeps its id.
fn corrected_id(props: &LineProps, number: &str) -> String {
    if props.answer.fate == Fate::Held && props.mode == Mode::Commit {
        row_id_after(&props.row.row_id, number)
    } else {
        props.row.row_id.clone()
    }
}

async fn send_corrected(props: &LineProps, row: &AttendeeRow) -> Result<ReceiptRow, Problem> {
    let path = CoursePath {
        course: props.course.clone(),
    };
    let posted = RowId::parse(&props.row.row_id)
        .ok()
        .filter(|_| props.answer.fate == Fate::Held && props.mode == Mode::Commit);
    if let Some(row_id) = posted {
        let correction = Correction {
            row_id,
            replacement: Some(row.clone()),
        };
        return client::call::<CorrectAward>(&path, &correction, &browser::new_key()).await;
    }
    let award = Award {
        mode: props.mode,
        atomicity: Atomicity::Row,
        rows: vec![row.clone()],
    };
    let mut receipt = client::call::<AwardCredits>(&path, &award, &browser::new_key()).await?;
    Ok(receipt.rows.remove(0))
}
