//! 過年度の単位の取込み: a list from the national association's own files, pasted, posted in parts, and
//! answered row by row (features.md #73).

use std::rc::Rc;

use api::credits::{Fate, Receipt, ReceiptRow};
use api::learning::ImportUpload;
use api::problem::Problem;
use domain::learning::{FEED_ROWS_MAX, ImportRow};
use domain::rejection::{Code, FieldProblem};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::form::use_form;
use crate::organizer::{Fault, read_separated};
use crate::text::learning as say;
use crate::ui::{Page, ProblemNote, Submit, TextArea};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// Columns of the list: id, register number, name, year, units, codes.
const COLUMNS: usize = 6;

/// The rows of a pasted list; a first line without a register number is its heading.
fn rows(text: &str) -> Result<Vec<ImportRow>, Fault> {
    let cells = read_separated(text)?;
    let heading = cells
        .first()
        .and_then(|row| row.get(1))
        .is_some_and(|cell| !cell.chars().any(char::is_numeric));
    let cell = |row: &[String], place: usize| row.get(place).cloned().unwrap_or_default();
    let row = |row: &Vec<String>| ImportRow {
        row_id: cell(row, 0),
        register_number: cell(row, 1),
        name: cell(row, 2),
        fiscal_year: cell(row, 3),
        units: cell(row, 4),
        codes: cell(row, 5)
            .split(|c: char| c.is_whitespace() || matches!(c, '、' | ';' | '/'))
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect(),
    };
    Ok(cells.iter().skip(usize::from(heading)).map(row).collect())
}

fn check(text: &str) -> Vec<FieldProblem> {
    let refused = |code| vec![FieldProblem::new("list", code)];
    match read_separated(text) {
        Ok(cells) if cells.iter().all(|row| row.len() == COLUMNS) => Vec::new(),
        Ok(_) => refused(Code::Incomplete),
        Err(_) => refused(Code::Required),
    }
}

/// The page.
#[component]
pub fn ImportPage() -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let answered = use_state(|| None::<Rc<Vec<ReceiptRow>>>);
    let form = use_form(String::new, |text: &String| check(text));
    let submit = {
        let (form, busy, problem, answered) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            answered.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((text, _)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            let Ok(rows) = rows(&text) else {
                return;
            };
            busy.set(true);
            problem.set(None);
            let (busy, problem, answered) = (busy.clone(), problem.clone(), answered.clone());
            yew::platform::spawn_local(async move {
                let mut all = Vec::new();
                for part in rows.chunks(FEED_ROWS_MAX) {
                    let body = ImportUpload {
                        rows: part.to_vec(),
                    };
                    let key = browser::new_key();
                    match client::call::<api::ImportLearning>(&api::NoPath {}, &body, &key).await {
                        Ok(Receipt { rows, .. }) => all.extend(rows),
                        Err(failed) => {
                            problem.set(Some(failed));
                            break;
                        }
                    }
                }
                busy.set(false);
                answered.set(Some(Rc::new(all)));
            });
        })
    };
    html! {
        <Page title={words.say(say::IMPORT)}>
            <form class="form" onsubmit={submit} novalidate=true>
                <section class="card stack">
                    <p>{ words.say(say::IMPORT_TEXT) }</p>
                    <p class="small quiet">{ words.say(say::IMPORT_AGAIN) }</p>
                    <TextArea bound={form.text("list", words, |text| text)} label={words.say(say::IMPORT_LIST)}
                        hint={Html::from(words.say(say::IMPORT_HINT))} />
                    <ProblemNote problem={(*problem).clone()} />
                    <div class="buttons"><Submit text={words.say(say::IMPORT_DO)} busy={*busy} /></div>
                </section>
            </form>
            if let Some(rows) = &*answered { { receipt(rows, words) } }
        </Page>
    }
}

fn receipt(rows: &[ReceiptRow], words: Words) -> Html {
    let count = |fate: Fate| rows.iter().filter(|row| row.fate == fate).count();
    let sum = |label, number: usize| {
        html! { <div><small>{ words.say(label) }</small><span class="number">{ number.to_string() }</span></div> }
    };
    let noted = rows
        .iter()
        .filter(|row| matches!(row.fate, Fate::Rejected | Fate::Held));
    let line = |row: &ReceiptRow| {
        let texts: Vec<&str> = row.notes.iter().map(|note| note.text.as_str()).collect();
        html! {
            <li class="row">
                <span class="day number">{ &row.row_id }</span>
                <div>
                    <span class="number">{ &row.register_number }</span>{ "　" }{ texts.join("") }
                    if let Some(suggestion) = &row.suggestion { <small>{ suggestion }</small> }
                </div>
            </li>
        }
    };
    html! {
        <section class="card stack" role="status">
            <h2>{ words.say(say::IMPORT_RESULT) }</h2>
            <div class="sums">
                { sum(say::IMPORT_POSTED, count(Fate::Posted)) }
                { sum(say::IMPORT_WAITING, count(Fate::Waiting)) }
                { sum(say::IMPORT_UNCHANGED, count(Fate::Unchanged)) }
                { sum(say::IMPORT_HELD, count(Fate::Held)) }
                { sum(say::IMPORT_REJECTED, count(Fate::Rejected)) }
            </div>
            <ul class="rows">{ for noted.map(line) }</ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_heading_is_left_out_and_codes_are_taken_apart() {
        let list = "行ID,医籍登録番号,氏名,年度,単位,コード\n1,123456,髙橋直子,2023,12.5,1 2;15\n";
        let Ok(rows) = rows(list) else {
            panic!("a list");
        };
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].codes, ["1", "2", "15"]);
        assert_eq!(rows[0].fiscal_year, "2023");
    }
}
