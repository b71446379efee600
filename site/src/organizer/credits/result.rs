//! Each row's fate, with a way to correct the row where it stands.

use std::rc::Rc;

use api::{
    AwardCredits, CorrectAward,
    courses::CoursePath,
    credits::{Atomicity, Award, Correction, Counts, Fate, Mode, Receipt, ReceiptRow},
    problem::{FieldText, Problem},
};
use domain::{
    credit::{AttendeeRow, RowId},
    id::CourseId,
    label::Label,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{component, html};

use super::repeating;
use crate::browser;
use crate::client;
use crate::organizer::import::{Seen, has_made_id, row_id, row_id_after};
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
    // One row alone is judged by the function; whether it repeats another of the list, here. What is
    // not posted anyway stands in nobody's way.
    let repeats = {
        let (rows, receipt) = (rows.clone(), receipt.clone());
        Callback::from(move |(place, row): (usize, AttendeeRow)| {
            let mut seen = Seen::new(browser::today());
            for (other, row) in rows.iter().enumerate() {
                if other != place && receipt.rows[other].fate != Fate::Rejected {
                    seen.look(other, row);
                }
            }
            Some(repeating(&row, seen.look(place, &row)?, words))
        })
    };
    let taken_back = receipt.rows.iter().any(|row| row.fate == Fate::Corrected);
    let commit = {
        let (send, rows) = (props.send.clone(), rows.clone());
        Callback::from(move |_: MouseEvent| send.emit((Rc::new((*rows).clone()), Mode::Commit)))
    };
    let sendable = receipt
        .rows
        .iter()
        .filter(|row| !matches!(row.fate, Fate::Rejected | Fate::Corrected))
        .count();
    let line = |place: usize, correcting: bool| {
        html! {
            <Line key={place} {place} {correcting} course={props.course.clone()} row={rows.get(place).cloned().unwrap_or_default()}
                answer={receipt.rows[place].clone()} {mode} replaced={replaced.clone()} repeats={repeats.clone()} />
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
            <details class="card" open={receipt.rows.len() <= 50 || taken_back}>
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
            if counts.corrected > 0 { { sum(say::FATE_CORRECTED, counts.corrected) } }
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
    /// The receipt of a row that repeats another one of the list.
    repeats: Callback<(usize, AttendeeRow), Option<ReceiptRow>>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let words = use_words();
    let answer = &props.answer;
    let (label, tone) = fate(answer.fate, props.mode);
    let typed = use_state(|| props.row.clone());
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let wrong = matches!(answer.fate, Fate::Held | Fate::Rejected);
    let fixable = props.correcting && wrong;
    let send = |row: AttendeeRow| {
        let (busy, problem, props) = (busy.clone(), problem.clone(), props.clone());
        Callback::from(move |_: MouseEvent| {
            let row = AttendeeRow {
                row_id: corrected_id(&props, &row.register_number),
                birth_date: row.birth_date.clone().filter(|text| !text.is_empty()),
                units: row.units.clone().filter(|text| !text.is_empty()),
                ..row.clone()
            };
            if props.mode == Mode::Validate
                && let Some(answer) = props.repeats.emit((props.place, row.clone()))
            {
                props.replaced.emit((props.place, row, answer));
                return;
            }
            busy.set(true);
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
    let input = |name: &str, label: Label, at: fn(&mut AttendeeRow) -> &mut String| {
        let value = at(&mut (*typed).clone()).clone();
        let typed = typed.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let mut row = (*typed).clone();
            *at(&mut row) = event.target_unchecked_into::<HtmlInputElement>().value();
            typed.set(row);
        });
        html! { <input id={format!("{name}-{}", props.place)} aria-label={words.say(label)} {value} {oninput} /> }
    };
    // Asked for where the list has it, or where it is what is wrong.
    let asked = |field: &str, given: &Option<String>| {
        given.is_some() || answer.notes.iter().any(|note| note.field == field)
    };
    let (row, action) = if fixable {
        ((*typed).clone(), Some(say::FIX))
    } else {
        let anew = answer.fate == Fate::Corrected;
        (props.row.clone(), anew.then_some(say::POST_ANEW))
    };
    html! {
        <tr class={wrong.then_some("fix")}>
            <td class="number end">{ props.place + 1 }</td>
            if fixable {
                <td>{ input("number", say::NUMBER, |row| &mut row.register_number) }</td>
                <td>
                    { input("name", say::NAME_COLUMN, |row| &mut row.name) }
                    if asked("birth_date", &props.row.birth_date) {
                        <small>{ words.say(say::COLUMN_BIRTH) }</small>
                        { input("birth", say::COLUMN_BIRTH, |row| row.birth_date.get_or_insert_default()) }
                    }
                    if asked("units", &props.row.units) {
                        <small>{ words.say(say::COLUMN_UNITS) }</small>
                        { input("units", say::COLUMN_UNITS, |row| row.units.get_or_insert_default()) }
                    }
                </td>
            } else {
                <td class="number">{ &answer.register_number }</td>
                <td>{ &props.row.name }</td>
            }
            <td>
                <Tag {tone} text={words.say(label)} />
                if answer.fate == Fate::Posted { <small>{ " " }{ words.say(say::AGREES) }</small> }
                { for answer.notes.iter().map(|note| html! { <p class="small">{ &note.text }</p> }) }
                if let Some(suggestion) = &answer.suggestion { <p class="small"><b>{ suggestion }</b></p> }
                if let Some(action) = action {
                    <button type="button" class="button quiet little" disabled={*busy} onclick={send(row)}>{ words.say(action) }</button>
                }
                <ProblemNote problem={(*problem).clone()} />
            </td>
        </tr>
    }
}

/// A row that stands posted (held) or was taken back is followed by one under an id of its own, and so
/// is one whose id was refused. Any other keeps its id, unless that was made from the number.
fn corrected_id(props: &LineProps, number: &str) -> String {
    let (before, answer) = (&props.row, &props.answer);
    let of_its_id = |note: &FieldText| note.field == "row_id";
    let used = match answer.fate {
        Fate::Held => props.mode == Mode::Commit,
        Fate::Rejected => answer.notes.iter().any(of_its_id),
        fate => fate == Fate::Corrected,
    };
    let follows = has_made_id(before) && row_id(number) != row_id(&before.register_number);
    if used || follows {
        row_id_after(&before.row_id, number)
    } else {
        before.row_id.clone()
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
