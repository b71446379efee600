//! A course's way through the stages of approval, as a fold over what happened.

use serde::{Deserialize, Serialize};

use crate::association::Tier;
use crate::calendar::Moment;

/// What happened to a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseEvent {
    /// What.
    #[serde(flatten)]
    pub kind: CourseEventKind,
    /// When.
    pub at: Moment,
    /// Who: the login's id, for the history.
    pub by: String,
}

/// The kinds of what can happen to a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum CourseEventKind {
    /// 申請: the organiser asked for approval.
    Submitted,
    /// 承認 by the stage at which it stood.
    Approved {
        /// The stage.
        tier: Tier,
    },
    /// 差戻し by the stage at which it stood.
    SentBack {
        /// The stage.
        tier: Tier,
        /// Why; the organiser reads it.
        reason: String,
    },
    /// 再申請: begins at the first stage again.
    Resubmitted,
    /// 取下げ by the organiser.
    Withdrawn,
}

/// Where a course stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum CourseState {
    /// 審査中
    Pending {
        /// The stage whose turn it is.
        stage: Tier,
    },
    /// 差戻し
    SentBack {
        /// The stage that sent it back.
        by: Tier,
        /// Why.
        reason: String,
    },
    /// 承認
    Approved,
    /// 取下げ
    Withdrawn,
}

impl CourseState {
    /// The name of the state without its particulars.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            CourseState::Pending { .. } => "pending",
            CourseState::SentBack { .. } => "sent-back",
            CourseState::Approved => "approved",
            CourseState::Withdrawn => "withdrawn",
        }
    }
}

/// Why something cannot happen to a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseRefused {
    /// Where the course stands; nothing before the first event.
    pub from: Option<CourseState>,
    /// What was to happen.
    pub event: CourseEventKind,
    /// Why it cannot.
    pub why: &'static str,
}

/// A course's approval path and where it stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseHistory {
    path: Vec<Tier>,
    state: Option<CourseState>,
}

impl CourseHistory {
    /// Nothing has happened yet. `path` is the stages in their order.
    #[must_use]
    pub fn new(path: Vec<Tier>) -> Self {
        CourseHistory { path, state: None }
    }

    /// Where the course stands after these events.
    ///
    /// # Errors
    /// The first event that cannot follow on those before it.
    pub fn fold<'a>(
        path: Vec<Tier>,
        events: impl IntoIterator<Item = &'a CourseEventKind>,
    ) -> Result<Self, CourseRefused> {
        events
            .into_iter()
            .try_fold(CourseHistory::new(path), |history, event| {
                history.then(event)
            })
    }

    /// Where the course stands; nothing before the first event.
    #[must_use]
    pub fn state(&self) -> Option<&CourseState> {
        self.state.as_ref()
    }

    /// What follows when this happens.
    ///
    /// # Errors
    /// When it cannot happen now.
    pub fn then(self, event: &CourseEventKind) -> Result<Self, CourseRefused> {
        let next =
            match (&self.state, event) {
                (None, CourseEventKind::Submitted)
                | (Some(CourseState::SentBack { .. }), CourseEventKind::Resubmitted) => {
                    Ok(self.path.first().map_or(CourseState::Approved, |stage| {
                        CourseState::Pending { stage: *stage }
                    }))
                }
                (Some(CourseState::Pending { stage }), CourseEventKind::Approved { tier })
                    if stage == tier =>
                {
                    let next = self.path.iter().skip_while(|tier| *tier != stage).nth(1);
                    Ok(
                        next.map_or(CourseState::Approved, |stage| CourseState::Pending {
                            stage: *stage,
                        }),
                    )
                }
                (
                    Some(CourseState::Pending { stage }),
                    CourseEventKind::SentBack { tier, reason },
                ) if stage == tier => Ok(CourseState::SentBack {
                    by: *tier,
                    reason: reason.clone(),
                }),
                (
                    Some(CourseState::Pending { .. }),
                    CourseEventKind::Approved { .. } | CourseEventKind::SentBack { .. },
                ) => Err("another stage has its turn"),
                (
                    Some(CourseState::Pending { .. } | CourseState::SentBack { .. }),
                    CourseEventKind::Withdrawn,
                ) => Ok(CourseState::Withdrawn),
                (None, _) => Err("it has not been submitted"),
                (Some(CourseState::Approved), _) => Err("it has been approved"),
                (Some(CourseState::Withdrawn), _) => Err("it has been withdrawn"),
                (Some(CourseState::Pending { .. }), _) => Err("it is under review"),
                (Some(CourseState::SentBack { .. }), _) => Err("it is with its organiser"),
            };
        match next {
            Ok(state) => Ok(CourseHistory {
                path: self.path,
                state: Some(state),
            }),
            Err(why) => Err(CourseRefused {
                from: self.state,
                event: event.clone(),
                why,
            }),
        }
    }
}
