//! What became of many applications at once: how far it is, how many were done, what was left and
//! why (features.md L18).

use api::{
    jobs::{JobProgress, JobStanding},
    rounds::{BulkView, LeftLine},
};
use domain::label::Label;
use yew::prelude::*;

use crate::frame::Here;
use crate::job;
use crate::markup::html;
use crate::route::Route;
use crate::text::rounds as say;
use crate::words::Words;

/// Whether slices follow.
pub fn is_running(view: &BulkView) -> bool {
    job::is_running(view.progress.as_ref())
}

/// How far it is, or how it ended; nothing when it was never started. `done` says what was done.
pub fn draw(words: Words, view: &BulkView, done: Label) -> Html {
    let Some(progress) = &view.progress else {
        return html! {};
    };
    let ended = progress.standing != JobStanding::Running;
    let count = |count: u32| words.fill(say::COUNT, &[("count", &count)]);
    html! {
        <div class="stack">
            { job::progress(words, progress, say::PARTS) }
            <p class="quiet">{ started(words, progress) }</p>
            <div class="sums">
                <div><small>{ words.say(done) }</small><span class="number" id="bulk-done">{ count(view.done) }</span></div>
                if view.late > 0 {
                    <div><small>{ words.say(say::LATE_COUNT) }</small><span class="number">{ count(view.late) }</span></div>
                }
                <div><small>{ words.say(say::LEFT_COUNT) }</small><span class="number" id="bulk-left">{ count(view.left) }</span></div>
            </div>
            if ended && !view.lines.is_empty() { { left(words, view) } }
        </div>
    }
}

fn started(words: Words, job: &JobProgress) -> String {
    let day = words.day_of(job.started_at);
    words.fill(say::STARTED, &[("day", &day), ("by", &job.by)])
}

/// What was left, each with the way to its case.
fn left(words: Words, view: &BulkView) -> Html {
    let line = |line: &LeftLine| {
        let to = Route::RoundCase {
            id: line.id.to_string(),
        };
        html! {
            <li class="row plain"><div><Here {to}>{ &line.name }</Here><small>{ line.why.text(words.language).to_owned() }</small></div></li>
        }
    };
    let shown = view.lines.len();
    let more = usize::try_from(view.left).is_ok_and(|left| left > shown);
    html! {
        <details open=true>
            <summary>{ words.say(say::LEFT) }</summary>
            if more { <p class="quiet">{ words.fill(say::LEFT_FIRST, &[("count", &shown)]) }</p> }
            <ul class="rows">{ for view.lines.iter().map(line) }</ul>
        </details>
    }
}
