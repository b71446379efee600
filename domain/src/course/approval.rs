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

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: [Tier; 2] = [Tier::Prefectural, Tier::National];

    fn fold(events: &[CourseEventKind]) -> Result<Option<CourseState>, &'static str> {
        CourseHistory::fold(PATH.to_vec(), events)
            .map(|history| history.state().cloned())
            .map_err(|refused| refused.why)
    }

    fn approved(tier: Tier) -> CourseEventKind {
        CourseEventKind::Approved { tier }
    }

    fn sent_back(tier: Tier) -> CourseEventKind {
        CourseEventKind::SentBack {
            tier,
            reason: "x".into(),
        }
    }

    #[test]
    fn a_course_is_approved_when_its_last_stage_has_approved() {
        use CourseEventKind::Submitted;
        let pending = |stage| Ok(Some(CourseState::Pending { stage }));
        assert_eq!(fold(&[]), Ok(None));
        assert_eq!(fold(&[Submitted]), pending(Tier::Prefectural));
        assert_eq!(
            fold(&[Submitted, approved(Tier::Prefectural)]),
            pending(Tier::National)
        );
        let all = [
            Submitted,
            approved(Tier::Prefectural),
            approved(Tier::National),
        ];
        assert_eq!(fold(&all), Ok(Some(CourseState::Approved)));
    }

    #[test]
    fn sent_back_it_begins_again_at_the_first_stage() {
        use CourseEventKind::{Resubmitted, Submitted};
        let events = [
            Submitted,
            approved(Tier::Prefectural),
            sent_back(Tier::National),
            Resubmitted,
        ];
        let state = |events| fold(events).map(|state| state.map(|state| state.name()));
        assert_eq!(state(&events[..3]), Ok(Some("sent-back")));
        assert_eq!(
            fold(&events),
            Ok(Some(CourseState::Pending {
                stage: Tier::Prefectural
            }))
        );
    }

    /// Every state × every event: what is possible is exactly this table.
    #[test]
    fn every_transition_is_possible_or_refused_as_the_table_says() {
        use CourseEventKind::{Resubmitted, Submitted, Withdrawn};
        let histories = [
            ("nothing", vec![]),
            ("prefectural", vec![Submitted]),
            ("national", vec![Submitted, approved(Tier::Prefectural)]),
            (
                "approved",
                vec![
                    Submitted,
                    approved(Tier::Prefectural),
                    approved(Tier::National),
                ],
            ),
            ("sent-back", vec![Submitted, sent_back(Tier::Prefectural)]),
            ("withdrawn", vec![Submitted, Withdrawn]),
        ];
        let events = [
            ("submitted", Submitted),
            ("resubmitted", Resubmitted),
            ("withdrawn", Withdrawn),
            ("approved-district", approved(Tier::District)),
            ("approved-prefectural", approved(Tier::Prefectural)),
            ("approved-national", approved(Tier::National)),
            ("sent-back-prefectural", sent_back(Tier::Prefectural)),
            ("sent-back-national", sent_back(Tier::National)),
        ];
        let mut possible = Vec::new();
        for (from, history) in &histories {
            for (name, event) in &events {
                let mut all = history.clone();
                all.push(event.clone());
                if fold(&all).is_ok() {
                    possible.push((*from, *name));
                }
            }
        }
        let table = [
            ("nothing", "submitted"),
            ("prefectural", "withdrawn"),
            ("prefectural", "approved-prefectural"),
            ("prefectural", "sent-back-prefectural"),
            ("national", "withdrawn"),
            ("national", "approved-national"),
            ("national", "sent-back-national"),
            ("sent-back", "resubmitted"),
            ("sent-back", "withdrawn"),
        ];
        assert_eq!(possible, table);
    }

    #[test]
    fn events_travel_flat() {
        let event = CourseEvent {
            kind: approved(Tier::National),
            at: Moment::from_millis(5),
            by: "o".into(),
        };
        let json = serde_json::to_string(&event).unwrap_or_default();
        assert_eq!(
            json,
            r#"{"kind":"approved","tier":"national","at":5,"by":"o"}"#
        );
        assert_eq!(serde_json::from_str::<CourseEvent>(&json).ok(), Some(event));
    }
}
