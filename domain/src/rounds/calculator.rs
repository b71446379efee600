//! In which round something falls, and until when a doctor is safe (features.md #87, #88, L7).

use serde::{Deserialize, Serialize};

use super::book::RoundBook;
use super::calendar::Round;
use crate::calendar::{Date, FiscalYear};
use crate::contact::PrefectureCode;
use crate::programme::Programme;
use crate::rules::QualificationStanding;

/// The round in which an application or a course falls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Placement {
    /// The round.
    pub round: Round,
    /// The last day on which the prefecture takes applications for it.
    pub cut_off: Date,
    /// The round that was missed: the prefecture had closed for it. The doctor is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Round>,
}

/// The last day on which an application is in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SafeDay {
    /// The day.
    pub day: Date,
    /// The round in which it is then decided.
    pub round: Round,
}

impl RoundBook {
    /// The round of what reaches a prefecture on a day: the first whose cut-off has not passed.
    #[must_use]
    pub fn placement(
        &self,
        programme: Programme,
        prefecture: PrefectureCode,
        on: Date,
    ) -> Option<Placement> {
        let year = FiscalYear::of(on);
        let mut missed = None;
        for round in self.following(programme, year) {
            let cut_off = self.cut_off(&round, programme, prefecture);
            if cut_off >= on {
                return Some(Placement {
                    round,
                    cut_off,
                    missed,
                });
            }
            if (round.apply_from..=round.apply_to).contains(&on) {
                missed = Some(round);
            }
        }
        None
    }

    /// The round of a course of these programmes that reached a prefecture on a day and is passed on
    /// on a later one: the first whose cut-off had not passed then and whose committee has not met
    /// yet (features.md #87); of several programmes, the one that meets last. None when no
    /// programme of it is decided in rounds.
    #[must_use]
    pub fn placement_of_course(
        &self,
        programmes: impl IntoIterator<Item = Programme>,
        prefecture: PrefectureCode,
        reached: Date,
        passed_on: Date,
    ) -> Option<Placement> {
        let of = |programme| self.placement_by(programme, prefecture, reached, passed_on);
        let placements = programmes.into_iter().filter_map(of);
        placements.max_by_key(|placement| placement.round.committee)
    }

    fn placement_by(
        &self,
        programme: Programme,
        prefecture: PrefectureCode,
        reached: Date,
        passed_on: Date,
    ) -> Option<Placement> {
        let expected = self.placement(programme, prefecture, reached)?;
        if expected.round.committee >= passed_on {
            return Some(expected);
        }
        let year = FiscalYear::of(passed_on).previous();
        let round = self
            .following_years(programme, year, 3)
            .find(|round| round.committee >= passed_on)?;
        Some(Placement {
            cut_off: self.cut_off(&round, programme, prefecture),
            round,
            missed: Some(expected.missed.unwrap_or(expected.round)),
        })
    }

    /// The last day on which a renewal of a title that ends on a day is safe: the cut-off of the
    /// round that the calendar foresees for the month, or for the last month before it that has one.
    #[must_use]
    pub fn safe_day(
        &self,
        programme: Programme,
        prefecture: PrefectureCode,
        expiry: Date,
    ) -> Option<SafeDay> {
        let year = FiscalYear::of(expiry).previous();
        let in_time = |round: &Round| round.expiry <= expiry.year_month();
        let round = self.following(programme, year).filter(in_time).last()?;
        let day = self.cut_off(&round, programme, prefecture);
        Some(SafeDay { day, round })
    }

    /// The last safe days of several renewals that are due by a day, one after the other (features.md
    /// #92): each is decided before the next is applied for, and the last by that day.
    #[must_use]
    pub fn safe_days_until(
        &self,
        programme: Programme,
        prefecture: PrefectureCode,
        due: Date,
        renewals: u8,
    ) -> Vec<SafeDay> {
        let mut years = FiscalYear::of(due);
        for _ in 0..=renewals {
            years = years.previous();
        }
        let mut rounds: Vec<Round> = self
            .following_years(programme, years, renewals + 2)
            .collect();
        let mut days = Vec::new();
        let mut decided_by = due;
        while days.len() < usize::from(renewals) {
            let Some(round) = rounds.pop() else { break };
            if round.committee <= decided_by {
                let day = self.cut_off(&round, programme, prefecture);
                // The one before must be decided on an earlier day than this one is applied for.
                decided_by = day.add_days(-1);
                days.push(SafeDay { day, round });
            }
        }
        days.reverse();
        days
    }

    /// Until when the renewals that are due are safe, one after the other; nothing where none is.
    #[must_use]
    pub fn safe_days(
        &self,
        programme: Programme,
        prefecture: PrefectureCode,
        standing: QualificationStanding,
    ) -> Vec<SafeDay> {
        match standing {
            QualificationStanding::Valid { until } => {
                let safe = self.safe_day(programme, prefecture, until);
                safe.into_iter().collect()
            }
            // The title has ended already: who applies by the last day is in time, whichever round
            // decides.
            QualificationStanding::Grace { until, .. } => {
                let placement = self.placement(programme, prefecture, until);
                let safe = placement.map(|placement| SafeDay {
                    day: until,
                    round: placement.round,
                });
                safe.into_iter().collect()
            }
            QualificationStanding::Exempt {
                until, renewals, ..
            } => self.safe_days_until(programme, prefecture, until, renewals),
            QualificationStanding::None | QualificationStanding::Lapsed { .. } => Vec::new(),
        }
    }

    /// The rounds of a year and the next, in their order.
    fn following(
        &self,
        programme: Programme,
        year: FiscalYear,
    ) -> impl Iterator<Item = Round> + '_ {
        self.following_years(programme, year, 2)
    }

    fn following_years(
        &self,
        programme: Programme,
        first: FiscalYear,
        years: u8,
    ) -> impl Iterator<Item = Round> + '_ {
        std::iter::successors(Some(first), |year| Some(year.next()))
            .take(usize::from(years))
            .flat_map(move |year| self.rounds(programme, year))
    }
}
