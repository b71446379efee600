//! 生涯教育: the doctor's years, declaration and papers, and the association's queue of declarations.

mod declaration;
mod import;
mod papers;
mod queue;
mod years;

use api::applications::{HistoryEvent, HistoryLine};
use domain::label::Label;
use domain::learning::DeclarationStatus;
use yew::prelude::*;

pub use declaration::DeclarationPage;
pub use import::ImportPage;
pub use queue::DeclarationsPage;
pub use years::LearningPage;

use crate::markup::html;

use crate::text::learning as say;
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// A status as a tag.
fn status_tag(status: DeclarationStatus, words: Words) -> Html {
    let (tone, said) = match status {
        DeclarationStatus::Submitted => (Tone::Plain, say::STATUS_SUBMITTED),
        DeclarationStatus::SentBack => (Tone::Soon, say::STATUS_SENT_BACK),
        DeclarationStatus::Accepted => (Tone::Met, say::STATUS_ACCEPTED),
    };
    html! { <Tag {tone} text={words.say(said)} /> }
}

/// The name of what happened.
const fn event_name(event: HistoryEvent) -> Label {
    match event {
        HistoryEvent::SentBack => say::EVENT_SENT_BACK,
        HistoryEvent::Resubmitted => say::EVENT_RESUBMITTED,
        HistoryEvent::Approved => say::EVENT_ACCEPTED,
        _ => say::EVENT_SUBMITTED,
    }
}

/// What happened, oldest first.
fn history(words: Words, lines: &[HistoryLine]) -> Html {
    let line = |line: &HistoryLine| {
        html! {
            <li class="row">
                <span class="day number">{ words.day_of(line.at) }</span>
                <div>
                    { words.say(event_name(line.what)) }
                    <small>{ &line.by }</small>
                    if let Some(note) = &line.note { <p class="said">{ note }</p> }
                </div>
            </li>
        }
    };
    html! { <ol class="rows">{ for lines.iter().map(line) }</ol> }
}
