//! 認定産業医 and 認定健康スポーツ医 of a doctor: how the title stands, what is missing by when, the
//! courses that fill it, the application, and what comes after it (features.md #68–#72, #82–#92, L5–L7).

mod done;
mod form;
mod page;
mod plan;
mod records;
mod requirements;
mod standing;
mod timeline;
mod todo;

pub use done::SubmittedPage;
pub use form::{ApplyPage, CorrectPage};
pub use page::TitlePage;
pub use plan::PlanPage;

use api::titles::{GoalView, StandingView, TitleView};
use domain::calendar::Date;
use domain::rules::GoalKind;

use crate::words::Words;

/// What the doctor would apply for: to renew what goes on, else a new approval.
fn main_goal(view: &TitleView) -> Option<&GoalView> {
    let wanted = match view.standing {
        StandingView::Valid { .. } | StandingView::Exempt { .. } | StandingView::Grace { .. } => {
            GoalKind::Renewal
        }
        StandingView::None | StandingView::Lapsed { .. } => GoalKind::New,
    };
    let found = view.goals.iter().find(|goal| goal.kind == wanted);
    found.or(view.goals.first())
}

/// The last day of the title, exemption or grace included.
const fn last_day(standing: StandingView) -> Option<Date> {
    match standing {
        StandingView::Valid { until }
        | StandingView::Exempt { until, .. }
        | StandingView::Grace { until, .. } => Some(until),
        StandingView::None | StandingView::Lapsed { .. } => None,
    }
}

/// A text of the rules in the language chosen.
fn in_words(text: &domain::rules::Bilingual, words: Words) -> String {
    text.text(words.language).to_owned()
}
