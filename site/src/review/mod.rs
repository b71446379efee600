//! The pages on which associations review.

mod agenda;
mod applications;
mod case;
mod courses;
mod identity;
mod organizers;
mod sending_back;
mod title;

use api::applications::{HistoryEvent, HistoryLine};
use domain::label::Label;
use yew::prelude::*;

pub use applications::ApplicationsPage;
pub use case::CaseView;
pub use courses::CourseReviewsPage;
pub use identity::IdentityPage;
pub use organizers::OrganizerReviewsPage;
pub use sending_back::ReasonDialog;

use crate::markup::html;

use crate::text::review as say;
use crate::words::Words;

/// The name of what happened.
pub const fn event_name(event: HistoryEvent) -> Label {
    match event {
        HistoryEvent::Submitted => say::EVENT_SUBMITTED,
        HistoryEvent::SentBack => say::EVENT_SENT_BACK,
        HistoryEvent::Resubmitted => say::EVENT_RESUBMITTED,
        HistoryEvent::Forwarded => say::EVENT_FORWARDED,
        HistoryEvent::HandbookReceived => say::EVENT_HANDBOOK_RECEIVED,
        HistoryEvent::DeclaredChecked => say::EVENT_DECLARED_CHECKED,
        HistoryEvent::Approved => say::EVENT_APPROVED,
        HistoryEvent::Rejected => say::EVENT_REJECTED,
        HistoryEvent::Withdrawn => say::EVENT_WITHDRAWN,
    }
}

/// What happened, oldest first.
pub fn history(words: Words, lines: &[HistoryLine]) -> Html {
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
