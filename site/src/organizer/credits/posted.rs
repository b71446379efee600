//! What was posted for this course so far, each row's fate as it is now.

use api::{
    CorrectAward, ListAwards,
    courses::CoursePath,
    credits::{AwardLine, Correction, Fate, Mode},
    problem::Problem,
};
use domain::id::CourseId;
use yew::prelude::*;

use crate::markup::{component, html};

use super::result::fate;
use crate::browser;
use crate::client;
use crate::load::use_load;
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
    let asked = use_state(|| None::<AwardLine>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let take_back = {
        let (asked, busy, problem, again) = (
            asked.clone(),
            busy.clone(),
            problem.clone(),
            load.again.clone(),
        );
        Callback::from(move |()| {
            let Some(line) = (*asked).clone() else {
                return;
            };
            busy.set(true);
            let (asked, busy, problem, again, path) = (
                asked.clone(),
                busy.clone(),
                problem.clone(),
                again.clone(),
                path.clone(),
            );
            yew::platform::spawn_local(async move {
                let correction = Correction {
                    row_id: line.row_id,
                    replacement: None,
                };
                let answer =
                    client::call::<CorrectAward>(&path, &correction, &browser::new_key()).await;
                busy.set(false);
                asked.set(None);
                match answer {
                    Ok(_) => {
                        say_aloud(words.say(say::TAKEN_BACK));
                        again.emit(());
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let row = |line: &AwardLine| {
        let (label, tone) = fate(line.fate, Mode::Commit);
        let (asked, line_) = (asked.clone(), line.clone());
        let ask = Callback::from(move |_: MouseEvent| asked.set(Some(line_.clone())));
        html! {
            <tr>
                <td class="number">{ line.register_number.to_string() }</td>
                <td>{ &line.name }</td>
                <td><Tag {tone} text={words.say(label)} /></td>
                <td class="number">{ words.day_of(line.posted_at) }</td>
                <td class="end">
                    if line.fate != Fate::Corrected {
                        <button type="button" class="link" onclick={ask}>{ words.say(say::TAKE_BACK) }</button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <section class="card">
            <h2>{ words.say(say::POSTED_LIST) }</h2>
            <ProblemNote problem={(*problem).clone()} />
            { load.draw(|list| html! {
                if list.rows.is_empty() {
                    <p class="quiet">{ words.say(say::POSTED_EMPTY) }</p>
                } else {
                    <div class="scroll"><table class="lines"><tbody>{ for list.rows.iter().map(row) }</tbody></table></div>
                }
            }) }
            if let Some(line) = &*asked {
                <Confirm id="take-back" title={words.say(say::TAKE_BACK)} action={words.say(say::TAKE_BACK)} danger=true busy={*busy} yes={take_back} no={close}>
                    <p>{ words.fill(say::TAKE_BACK_ASK, &[("name", &line.name)]) }</p>
                </Confirm>
            }
        </section>
    }
}
