//! What was posted for this course so far, each row's fate as it is now.

use api::{
    CorrectAward, ListAwards,
    courses::CoursePath,
    credits::{AwardLine, Correction, Fate, Mode},
};
use domain::id::CourseId;
use yew::prelude::*;

use crate::markup::{component, html};

use super::result::fate;
use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::question::use_question;
use crate::text::organizer as say;
use crate::ui::{Confirm, ProblemNote, Tag, say_aloud};
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct PostedProps {
    pub course: CourseId,
}

/// The list.
#[component]
pub fn PostedList(props: &PostedProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.course.clone(),
    };
    let load = use_load::<ListAwards>(client::address::<ListAwards>(&path));
    let question = use_question::<AwardLine>();
    let take_back = {
        let again = load.again.clone();
        question.yes(
            move |line: AwardLine| {
                let path = path.clone();
                let correction = Correction {
                    row_id: line.row_id,
                    replacement: None,
                };
                async move {
                    client::call::<CorrectAward>(&path, &correction, &browser::new_key()).await
                }
            },
            move |_| {
                say_aloud(words.say(say::TAKEN_BACK));
                again.emit(());
            },
        )
    };
    let row = |line: &AwardLine| {
        let (label, tone) = fate(line.fate, Mode::Commit);
        html! {
            <tr>
                <td class="number">{ line.register_number.to_string() }</td>
                <td>{ &line.name }</td>
                <td><Tag {tone} text={words.say(label)} /></td>
                <td class="number">{ words.day_of(line.posted_at) }</td>
                <td class="end">
                    if line.fate != Fate::Corrected {
                        <button type="button" class="link" onclick={question.ask(line)}>{ words.say(say::TAKE_BACK) }</button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <section class="card">
            <h2>{ words.say(say::POSTED_LIST) }</h2>
            <ProblemNote problem={question.problem()} />
            { load.draw(|list| html! {
                if list.rows.is_empty() {
                    <p class="quiet">{ words.say(say::POSTED_EMPTY) }</p>
                } else {
                    <div class="scroll"><table class="lines"><tbody>{ for list.rows.iter().map(row) }</tbody></table></div>
                }
            }) }
            if let Some(line) = question.asked() {
                <Confirm id="take-back" title={words.say(say::TAKE_BACK)} action={words.say(say::TAKE_BACK)} danger=true busy={question.is_busy()} yes={take_back} no={question.no()}>
                    <p>{ words.fill(say::TAKE_BACK_ASK, &[("name", &line.name)]) }</p>
                </Confirm>
            }
        </section>
    }
}
