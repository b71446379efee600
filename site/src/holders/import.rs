//! The list of holders from before the system, by the national association (features.md #72).

use std::rc::Rc;

use api::{
    ImportHolders, NoPath,
    holders::{HolderImport, IMPORT_MOST, ImportLine},
    problem::Problem,
};
use domain::holder::{HolderRow, ImportFate};
use domain::label::Label;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::organizer::import::{Cells, Fault, read_separated};
use crate::organizer::{fault_text, text_of};
use crate::route::Route;
use crate::text::holders as say;
use crate::text::organizer::FAULT_ENCODING;
use crate::ui::{Page, ProblemNote, Tag, Tone};
use crate::words::{Words, use_words};

/// Columns of a line.
const COLUMNS: usize = 13;
/// Columns that a line must have: the postal address may be left out.
const COLUMNS_LEAST: usize = 9;

const FATES: [(ImportFate, Label, Tone); 6] = [
    (ImportFate::Added, say::FATE_ADDED, Tone::Met),
    (ImportFate::Renewed, say::FATE_RENEWED, Tone::Met),
    (ImportFate::Unchanged, say::FATE_UNCHANGED, Tone::Plain),
    (ImportFate::Older, say::FATE_OLDER, Tone::Plain),
    (ImportFate::Conflict, say::FATE_CONFLICT, Tone::Alert),
    (ImportFate::Refused, say::FATE_REFUSED, Tone::Alert),
];

/// The page.
#[component]
pub fn ImportPage() -> Html {
    let words = use_words();
    let typed = use_state(String::new);
    let rows = use_state(|| Rc::new(Vec::<HolderRow>::new()));
    let fault = use_state(|| None::<String>);
    let problem = use_state(|| None::<Problem>);
    let lines = use_state(|| Rc::new(Vec::<ImportLine>::new()));
    let busy = use_state(|| false);
    let take = {
        let (rows, fault, lines) = (rows.clone(), fault.clone(), lines.clone());
        Callback::from(move |read: Result<Cells, Fault>| {
            lines.set(Rc::new(Vec::new()));
            let read = read.map_err(|wrong| fault_text(words, &wrong));
            match read.and_then(|cells| rows_of(words, &cells)) {
                Ok(found) => {
                    rows.set(Rc::new(found));
                    fault.set(None);
                }
                Err(wrong) => {
                    rows.set(Rc::new(Vec::new()));
                    fault.set(Some(wrong));
                }
            }
        })
    };
    let paste = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            take.emit(read_separated(&text));
            typed.set(text);
        })
    };
    let choose = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            input.set_value("");
            let (typed, take) = (typed.clone(), take.clone());
            yew::platform::spawn_local(async move {
                typed.set(String::new());
                take.emit(match text_of(&file).await {
                    Some(text) => read_separated(&text),
                    None => Err(Fault {
                        text: FAULT_ENCODING,
                        values: Vec::new(),
                    }),
                });
            });
        })
    };
    let send = {
        let (rows, lines, busy, problem) =
            (rows.clone(), lines.clone(), busy.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            problem.set(None);
            let (rows, lines, busy, problem) = (
                Rc::clone(&rows),
                lines.clone(),
                busy.clone(),
                problem.clone(),
            );
            yew::platform::spawn_local(async move {
                let mut done: Vec<ImportLine> = Vec::new();
                for part in rows.chunks(IMPORT_MOST) {
                    let body = HolderImport {
                        rows: part.to_vec(),
                    };
                    let key = browser::new_key();
                    match client::call::<ImportHolders>(&NoPath {}, &body, &key).await {
                        Ok(receipt) => done.extend(receipt.rows),
                        Err(failed) => {
                            problem.set(Some(failed));
                            break;
                        }
                    }
                    lines.set(Rc::new(done.clone()));
                }
                busy.set(false);
            });
        })
    };
    let count = rows.len();
    html! {
        <Page title={words.say(say::IMPORT)}>
            <p><Here to={Route::Holders}>{ words.say(say::TO_LIST) }</Here></p>
            <p>{ words.say(say::IMPORT_LEAD) }</p>
            <section class="card stack">
                <div class="field">
                    <label for="list">{ words.say(say::IMPORT_TEXT) }</label>
                    <div class="hint" id="list-hint">{ words.say(say::IMPORT_COLUMNS) }</div>
                    <textarea id="list" rows="8" spellcheck="false" aria-describedby="list-hint" value={(*typed).clone()} oninput={paste} />
                </div>
                <p class="file"><span class="button quiet">{ words.say(say::IMPORT_FILE) }</span>
                    <input type="file" id="list-file" aria-label={words.say(say::IMPORT_FILE)} accept=".csv,.tsv,.txt" onchange={choose} /></p>
                if let Some(fault) = &*fault { <p class="note alert" role="alert">{ fault }</p> }
                if count > 0 {
                    <p role="status">{ words.fill(say::IMPORT_READ, &[("rows", &count)]) }</p>
                    <div class="buttons"><button type="button" class="button" disabled={*busy} onclick={send}>
                        { words.fill(say::IMPORT_DO, &[("rows", &count)]) }</button></div>
                }
                <ProblemNote problem={(*problem).clone()} />
                if *busy { <p role="status">{ words.fill(say::IMPORT_PROGRESS, &[("done", &lines.len()), ("total", &count)]) }</p> }
            </section>
            if !lines.is_empty() { { result(words, &lines) } }
        </Page>
    }
}

/// Lines below the headings; what is missing at the end is an address that was left out.
fn rows_of(words: Words, cells: &Cells) -> Result<Vec<HolderRow>, String> {
    let found = cells.first().map_or(0, Vec::len);
    if found < COLUMNS_LEAST {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("wanted", &COLUMNS), ("found", &found)];
        return Err(words.fill(say::IMPORT_NARROW, &values));
    }
    Ok(cells.iter().skip(1).map(|cells| row(cells)).collect())
}

fn row(cells: &[String]) -> HolderRow {
    let cell = |place: usize| cells.get(place).cloned().unwrap_or_default();
    HolderRow {
        programme: cell(0),
        register_number: cell(1),
        name: cell(2),
        kind: cell(3),
        decided_on: cell(4),
        valid_from: cell(5),
        valid_to: cell(6),
        certificate: cell(7),
        prefecture: cell(8),
        postal_code: cell(9),
        address_prefecture: cell(10),
        street: cell(11),
        building: cell(12),
    }
}

fn result(words: Words, lines: &[ImportLine]) -> Html {
    let sum = |(fate, label, tone): &(ImportFate, Label, Tone)| {
        let count = lines.iter().filter(|line| line.fate == *fate).count();
        let text = format!("{} {count}", words.say(*label));
        html! { if count > 0 { <Tag tone={*tone} {text} /> } }
    };
    let wrong = |fate: ImportFate| {
        matches!(
            fate,
            ImportFate::Refused | ImportFate::Conflict | ImportFate::Older
        )
    };
    let told: Vec<(usize, &ImportLine)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| wrong(line.fate))
        .collect();
    let line = |(place, line): &(usize, &ImportLine)| {
        // The first line of the list names the columns.
        let number = place + 2;
        let label = FATES.iter().find(|(fate, ..)| *fate == line.fate);
        let texts: Vec<&str> = line
            .fields
            .iter()
            .map(|field| field.text.as_str())
            .collect();
        html! {
            <li class="row">
                <span class="day number">{ words.fill(say::IMPORT_LINE, &[("line", &number)]) }</span>
                <div>{ label.map_or("", |(_, label, _)| words.say(*label)) }
                    if let Some(number) = &line.register_number { <small class="number">{ number.to_string() }</small> }
                    if !texts.is_empty() { <p class="said">{ texts.join("\n") }</p> }</div>
            </li>
        }
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::IMPORT_RESULT) }</h2>
            <p class="side-by-side">{ for FATES.iter().map(sum) }</p>
            if told.is_empty() { <p>{ words.say(say::IMPORT_ALL_WELL) }</p> }
            else { <ul class="rows">{ for told.iter().map(line) }</ul> }
        </section>
    }
}
