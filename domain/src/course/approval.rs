//! A course's way through the stages of approval, as a fold over what happened.

use serde::{Deserialize, Serialize};

use crate::association::Tier;
use crate::calendar::{Date, Moment};
use crate::rounds::RoundId;

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
    /// 進達 by the stage at which it stood: in order, and passed on to the next one.
    Forwarded {
        /// The stage.
        tier: Tier,
        /// The round for which, where the next stage decides in rounds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round: Option<RoundId>,
    },
    /// 承認 by the last stage.
    Approved {
        /// The stage.
        tier: Tier,
        /// The day of the committee; none where the day of the event decides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_on: Option<Date>,
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

    /// The stage after the one whose turn it is.
    #[must_use]
    pub fn next_stage(&self) -> Option<Tier> {
        let Some(CourseState::Pending { stage }) = &self.state else {
            return None;
        };
        let mut rest = self.path.iter().skip_while(|tier| *tier != stage);
        rest.nth(1).copied()
    }

    /// What follows when this happens.
    ///
    /// # Errors
    /// When it cannot happen now.
    pub fn then(self, event: &CourseEventKind) -> Result<Self, CourseRefused> {
        match self.following(event) {
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

    fn following(&self, event: &CourseEventKind) -> Result<CourseState, &'static str> {
        let pending = |stage: Tier| CourseState::Pending { stage };
        match (&self.state, event) {
            (None, CourseEventKind::Submitted)
            | (Some(CourseState::SentBack { .. }), CourseEventKind::Resubmitted) => {
                let first = self.path.first().copied();
                Ok(first.map_or(CourseState::Approved, pending))
            }
            (Some(CourseState::Pending { stage }), CourseEventKind::Forwarded { tier, .. })
                if stage == tier =>
            {
                self.next_stage()
                    .map(pending)
                    .ok_or("no stage comes after this one")
            }
            (Some(CourseState::Pending { stage }), CourseEventKind::Approved { tier, .. })
                if stage == tier =>
            {
                match self.next_stage() {
                    None => Ok(CourseState::Approved),
                    Some(_) => Err("a stage comes after this one"),
                }
            }
            (Some(CourseState::Pending { stage }), CourseEventKind::SentBack { tier, reason })
                if stage == tier =>
            {
                Ok(CourseState::SentBack {
                    by: *tier,
                    reason: reason.clone(),
                })
            }
            (
                Some(CourseState::Pending { .. }),
                CourseEventKind::Forwarded { .. }
                | CourseEventKind::Approved { .. }
                | CourseEventKind::SentBack { .. },
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
        CourseEventKind::Approved {
            tier,
            decided_on: None,
        }
    }

    fn forwarded(tier: Tier) -> CourseEventKind {
        CourseEventKind::Forwarded { tier, round: None }
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
            fold(&[Submitted, forwarded(Tier::Prefectural)]),
            pending(Tier::National)
        );
        let all = [
            Submitted,
            forwarded(Tier::Prefectural),
            approved(Tier::National),
        ];
        assert_eq!(fold(&all), Ok(Some(CourseState::Approved)));
    }

    #[test]
    fn sent_back_it_begins_again_at_the_first_stage() {
        use CourseEventKind::{Resubmitted, Submitted};
        let events = [
            Submitted,
            forwarded(Tier::Prefectural),
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
            ("national", vec![Submitted, forwarded(Tier::Prefectural)]),
            (
                "approved",
                vec![
                    Submitted,
                    forwarded(Tier::Prefectural),
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
            ("forwarded-prefectural", forwarded(Tier::Prefectural)),
            ("forwarded-national", forwarded(Tier::National)),
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
            ("prefectural", "forwarded-prefectural"),
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
            kind: CourseEventKind::Approved {
                tier: Tier::National,
                decided_on: Date::parse("2027-01-31").ok(),
            },
            at: Moment::from_millis(5),
            by: "o".into(),
        };
        let json = serde_json::to_string(&event).unwrap_or_default();
        assert_eq!(
            json,
            r#"{"kind":"approved","tier":"national","decided_on":"2027-01-31","at":5,"by":"o"}"#
        );
        assert_eq!(serde_json::from_str::<CourseEvent>(&json).ok(), Some(event));
    }
}
