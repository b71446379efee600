//! 一括処理: looking at work that takes longer than a request, until it is done.

use api::jobs::{JobProgress, JobStanding};
use domain::label::Label;
use yew::prelude::*;

use crate::browser;
use crate::markup::html;
use crate::text::jobs as say;
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// Milliseconds between looks at work that is being done.
const EVERY: i32 = 1_000;
/// Milliseconds without a move after which it is said that it comes again by itself.
const STILL: i64 = 3 * 60 * 1_000;

/// Whether slices follow.
pub fn is_running(job: Option<&JobProgress>) -> bool {
    job.is_some_and(|job| job.standing == JobStanding::Running)
}

/// Looks again as long as it runs; `seen` tells one answer from the next.
#[hook]
pub fn use_watch(running: bool, seen: Option<usize>, again: Callback<()>) {
    use_effect_with((running, seen), move |(running, _)| {
        let running = *running;
        yew::platform::spawn_local(async move {
            if running {
                browser::wait(EVERY).await;
                again.emit(());
            }
        });
    });
}

/// How far it is; `parts` says what is counted, with `{done}` and `{total}`.
pub fn progress(words: Words, job: &JobProgress, parts: Label) -> Html {
    let (text, tone) = match job.standing {
        JobStanding::Running => (say::RUNNING, Tone::Soon),
        JobStanding::Done => (say::DONE, Tone::Met),
        JobStanding::Stopped => (say::STOPPED, Tone::Alert),
    };
    let running = job.standing == JobStanding::Running;
    let still = running && browser::now().millis() - job.moved_at.millis() > STILL;
    let parts = words.fill(parts, &[("done", &job.done), ("total", &job.total)]);
    html! {
        <div class="stack" role="status">
            <p><Tag {tone} text={words.say(text)} /></p>
            if let Some(trouble) = &job.trouble { <p>{ trouble }</p> }
            if still { <p>{ words.say(say::STILL) }</p> }
            if running && job.total > 0 {
                <label>{ &parts }<progress max={job.total.to_string()} value={job.done.to_string()} /></label>
            }
        </div>
    }
}
