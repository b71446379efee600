//! Entering a list: pasted, or from a CSV or Excel file; then which column is what.

use std::rc::Rc;

use api::{NoPath, ReadSpreadsheet, credits::Spreadsheet, problem::Problem};
use domain::{credit::AttendeeRow, label::Label};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::organizer::import::{Cells, Columns, Fault, checked, guess, read_separated, rows};
use crate::text::organizer as say;
use crate::ui::ProblemNote;
use crate::words::{Words, use_words};

/// Lines shown while the columns are chosen.
const SAMPLE: usize = 5;

#[derive(Properties, PartialEq)]
pub struct InputProps {
    pub busy: bool,
    /// The rows to be checked.
    pub check: Callback<Rc<Vec<AttendeeRow>>>,
}

/// The list and its columns.
#[component]
pub fn ListInput(props: &InputProps) -> Html {
    let words = use_words();
    let text = use_state(String::new);
    let cells = use_state(|| None::<Rc<Cells>>);
    let columns = use_state(Columns::default);
    let name = use_state(|| None::<String>);
    let fault = use_state(|| None::<Fault>);
    let problem = use_state(|| None::<Problem>);

    let take = {
        let (cells, columns, fault, problem) = (
            cells.clone(),
            columns.clone(),
            fault.clone(),
            problem.clone(),
        );
        Callback::from(move |read: Result<Cells, Fault>| {
            problem.set(None);
            match read {
                Ok(found) => {
                    columns.set(guess(&found));
                    cells.set(Some(Rc::new(found)));
                    fault.set(None);
                }
                Err(wrong) => {
                    cells.set(None);
                    fault.set(Some(wrong));
                }
            }
        })
    };
    let paste = {
        let (text, name, take, cells, fault) = (
            text.clone(),
            name.clone(),
            take.clone(),
            cells.clone(),
            fault.clone(),
        );
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            name.set(None);
            if typed.trim().is_empty() {
                cells.set(None);
                fault.set(None);
            } else {
                take.emit(read_separated(&typed));
            }
            text.set(typed);
        })
    };
    let choose = {
        let (name, take, problem, text) = (name.clone(), take, problem.clone(), text.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // So that the same file, corrected, can be chosen again.
            input.set_value("");
            let (name, take, problem, text) =
                (name.clone(), take.clone(), problem.clone(), text.clone());
            yew::platform::spawn_local(async move {
                text.set(String::new());
                name.set(Some(file.name()));
                match read_file(&file).await {
                    Ok(read) => take.emit(read),
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let submit = {
        let (cells, columns, fault, check) =
            (cells.clone(), *columns, fault.clone(), props.check.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(cells) = &*cells else {
                return;
            };
            match rows(cells, columns) {
                Ok(rows) => {
                    fault.set(None);
                    check.emit(Rc::new(rows));
                }
                Err(wrong) => fault.set(Some(wrong)),
            }
        })
    };
    html! {
        <section class="card stack">
            <div class="field">
                <label for="list">{ words.say(say::PASTE) }</label>
                <div class="hint" id="list-hint">{ words.say(say::PASTE_HINT) }</div>
                <textarea id="list" rows="6" spellcheck="false" aria-describedby="list-hint" value={(*text).clone()} oninput={paste} />
            </div>
            <p class="file"><span class="button quiet">{ words.say(say::FILE) }</span>
                <input type="file" id="list-file" aria-label={words.say(say::FILE)} accept=".csv,.tsv,.txt,.xlsx" onchange={choose} /></p>
            <ProblemNote problem={(*problem).clone()} />
            if let Some(fault) = &*fault { <p class="note alert" role="alert">{ fault_text(words, fault) }</p> }
            if let Some(cells) = &*cells {
                if let Some(name) = &*name {
                    <p role="status">{ words.fill(say::FILE_READ, &[("name", name), ("rows", &cells.len())]) }</p>
                }
                <Mapping cells={Rc::clone(cells)} columns={*columns} change={ { let columns = columns.clone(); Callback::from(move |new| columns.set(new)) } } />
                <div class="buttons"><button type="button" id="check" class="button" disabled={props.busy} onclick={submit}>{ words.say(say::NEXT_CHECK) }</button></div>
            }
        </section>
    }
}

/// What is wrong with a list, in words.
pub fn fault_text(words: Words, fault: &Fault) -> String {
    let values: Vec<(&str, &dyn std::fmt::Display)> = fault
        .values
        .iter()
        .map(|(name, value)| (*name, value as &dyn std::fmt::Display))
        .collect();
    words.fill(fault.text, &values)
}

/// Reads a chosen file: a sheet by a function, text by the browser itself.
async fn read_file(file: &File) -> Result<Result<Cells, Fault>, Problem> {
    if file.name().to_lowercase().ends_with(".xlsx") {
        let content = base64(&bytes(file).await);
        let answer = client::call::<ReadSpreadsheet>(
            &NoPath {},
            &Spreadsheet { content },
            &browser::new_key(),
        )
        .await?;
        return Ok(checked(answer.rows));
    }
    Ok(match text_of(file).await {
        Some(text) => read_separated(&text),
        None => Err(Fault {
            text: say::FAULT_ENCODING,
            values: Vec::new(),
        }),
    })
}

/// The text of a chosen file; none where it is neither UTF-8 nor Shift_JIS.
pub async fn text_of(file: &File) -> Option<String> {
    decoded(&buffer(file).await)
}

async fn buffer(file: &File) -> JsValue {
    JsFuture::from(file.array_buffer())
        .await
        .unwrap_or(JsValue::NULL)
}

async fn bytes(file: &File) -> Vec<u8> {
    js_sys::Uint8Array::new(&buffer(file).await).to_vec()
}

/// UTF-8 if it is, else Shift_JIS if it is.
fn decoded(buffer: &JsValue) -> Option<String> {
    let buffer = buffer.dyn_ref::<js_sys::Object>()?;
    ["utf-8", "shift_jis"].into_iter().find_map(|encoding| {
        let options = web_sys::TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = web_sys::TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
        decoder.decode_with_buffer_source(buffer).ok()
    })
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0_u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (group >> (18 - 6 * place) & 63) as usize;
            text.push(if place <= chunk.len() {
                char::from(ALPHABET[index])
            } else {
                '='
            });
        }
    }
    text
}

#[derive(Properties)]
struct MappingProps {
    cells: Rc<Cells>,
    columns: Columns,
    change: Callback<Columns>,
}

impl PartialEq for MappingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.cells, &other.cells) && self.columns == other.columns
    }
}

/// Which column is what, above the first lines of the list.
#[component]
fn Mapping(props: &MappingProps) -> Html {
    let words = use_words();
    let columns = props.columns;
    let heading = props.cells.first().cloned().unwrap_or_default();
    let names: Vec<String> = (0..heading.len())
        .map(|index| {
            let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
            if columns.heading {
                format!("{letter}: {}", heading[index])
            } else {
                letter.to_string()
            }
        })
        .collect();
    let select = |id: &'static str,
                  label: Label,
                  value: Option<usize>,
                  set: fn(&mut Columns, Option<usize>)| {
        let change = props.change.clone();
        let onchange = Callback::from(move |event: Event| {
            let mut new = columns;
            set(
                &mut new,
                event
                    .target_unchecked_into::<HtmlSelectElement>()
                    .value()
                    .parse()
                    .ok(),
            );
            change.emit(new);
        });
        html! {
            <div class="field">
                <label for={id}>{ words.say(label) }</label>
                <select {id} {onchange}>
                    <option value="" selected={value.is_none()}>{ words.say(say::COLUMN_NONE) }</option>
                    { for names.iter().enumerate().map(|(index, name)| html! {
                        <option value={index.to_string()} selected={value == Some(index)}>{ name }</option>
                    }) }
                </select>
            </div>
        }
    };
    let toggle = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            let heading = event.target_unchecked_into::<HtmlInputElement>().checked();
            change.emit(Columns { heading, ..columns });
        })
    };
    let sample = props.cells.iter().take(SAMPLE).map(|row| {
        html! { <tr>{ for row.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> }
    });
    html! {
        <fieldset class="group bare">
            <legend><h2>{ words.say(say::COLUMNS) }</h2></legend>
            <div class="pair">
                { select("column-number", say::COLUMN_NUMBER, columns.number, |columns, value| columns.number = value) }
                { select("column-name", say::COLUMN_NAME, columns.name, |columns, value| columns.name = value) }
                { select("column-birth", say::COLUMN_BIRTH, columns.birth, |columns, value| columns.birth = value) }
                { select("column-units", say::COLUMN_UNITS, columns.units, |columns, value| columns.units = value) }
                { select("column-id", say::COLUMN_ID, columns.id, |columns, value| columns.id = value) }
            </div>
            <label class="check"><input type="checkbox" id="column-heading" checked={columns.heading} onchange={toggle} /><span>{ words.say(say::HEADING) }</span></label>
            <div class="scroll"><table class="sample"><tbody>{ for sample }</tbody></table></div>
        </fieldset>
    }
}
