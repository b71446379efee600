//! The calendar of rounds as the files say it, and a round with its days.

use serde::{Deserialize, Serialize};

use super::notice::NoticeRules;
use crate::calendar::{Date, FiscalYear, YearMonth};
use crate::contact::PrefectureCode;
use crate::programme::Programme;
use crate::rejection::{Code, Rejection};

text_value! {
    /// A round: fiscal year of its committee and number, `2025-1` (令和7年度第1回).
    RoundId,
    pattern = "^[0-9]{4}-[1-9][0-9]?$",
    description = "Round of the national committee: 2025-1."
}

impl RoundId {
    /// The id of a round.
    #[must_use]
    pub fn new(year: FiscalYear, number: u8) -> Self {
        RoundId(format!("{year:04}-{number}"))
    }

    /// Reads an id.
    ///
    /// # Errors
    /// `required`, `bad-id`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        let parts = text.split_once('-').and_then(|(year, number)| {
            let year = FiscalYear::parse(year).ok()?;
            let number: u8 = number
                .parse()
                .ok()
                .filter(|number| (1..=99).contains(number))?;
            Some(RoundId::new(year, number))
        });
        parts
            .filter(|id| id.as_str() == text)
            .ok_or_else(|| Code::BadId.into())
    }

    /// Fiscal year and number, by which rounds follow each other.
    fn parts(&self) -> (Option<FiscalYear>, u8) {
        let (year, number) = self.0.split_once('-').unwrap_or_default();
        (FiscalYear::parse(year).ok(), number.parse().unwrap_or(0))
    }

    /// `令和7年度第1回`
    #[must_use]
    pub fn in_words(&self) -> String {
        let parts = self.0.split_once('-');
        let year = parts.and_then(|(year, _)| FiscalYear::parse(year).ok());
        let year = year.map_or_else(String::new, FiscalYear::in_era);
        format!("{year}第{}回", parts.map_or("", |(_, number)| number))
    }
}

/// The rounds of fiscal years from one on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundCalendar {
    /// `rounds.2025`
    pub id: String,
    /// The programmes that go through these rounds.
    pub programmes: Vec<Programme>,
    /// The first fiscal year whose committees it describes; it ends with the next calendar.
    pub from_year: FiscalYear,
    /// The calendar whose place it takes, with the same programmes and first year: exact days of
    /// committees and cut-offs become known when a year has begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Where it stands, and what of it is unconfirmed.
    pub source: String,
    /// The rounds of each year, in their order.
    pub rounds: Vec<RoundRule>,
    /// Days that differ from the ends of the months, once they are set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<RoundDates>,
    /// Until when prefectures take applications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut_offs: Vec<CutOff>,
    /// When holders are told that their title ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notices: Option<NoticeRules>,
}

/// A round by its months, 1–12. The committee's lies in the fiscal year; the others are the nearest
/// before (applications) or after it (paper, expiry).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundRule {
    /// 第…回
    pub number: u8,
    /// The first month of applications to the prefecture.
    pub apply_from: u8,
    /// The last one.
    pub apply_to: u8,
    /// 運営委員会: 日医承認 at the end of this month.
    pub committee: u8,
    /// Paper arrives from the end of this month on.
    pub paper: u8,
    /// Titles that end in this month are renewed in the round.
    pub expiry: u8,
}

/// The days of one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundDates {
    /// 年度 of the committee.
    pub year: FiscalYear,
    /// 第…回
    pub number: u8,
    /// The day of the committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<Date>,
    /// The last day of applications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply_to: Option<Date>,
}

/// Until when a prefecture takes applications for a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutOff {
    /// The prefecture.
    pub prefecture: PrefectureCode,
    /// One programme only, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// One round only, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u8>,
    /// The first round for which it holds; none where it always did. A round that takes applications
    /// closes no earlier than was announced, so a new cut-off begins with the next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RoundId>,
    /// The last day, in the last month of applications; its end where there is no such day.
    pub day: u8,
    /// Where it stands.
    pub source: String,
}

/// A round with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// 年度 of the committee.
    pub fiscal_year: FiscalYear,
    /// 第…回
    pub number: u8,
    /// The first day of applications to the prefecture.
    pub apply_from: Date,
    /// The last one; prefectures may close earlier.
    pub apply_to: Date,
    /// The day of the committee, which the decision bears.
    pub committee: Date,
    /// The day from which on the paper arrives.
    pub paper_from: Date,
    /// Titles that end in this month are renewed in the round.
    pub expiry: YearMonth,
}

impl Round {
    /// `令和7年度第1回`
    #[must_use]
    pub fn in_words(&self) -> String {
        self.id.in_words()
    }
}

impl RoundCalendar {
    /// The rounds of a fiscal year, in their order.
    pub fn rounds(&self, year: FiscalYear) -> impl Iterator<Item = Round> + '_ {
        self.rounds
            .iter()
            .filter_map(move |rule| self.round(rule, year))
    }

    fn round(&self, rule: &RoundRule, year: FiscalYear) -> Option<Round> {
        let set = self
            .dates
            .iter()
            .find(|set| set.year == year && set.number == rule.number);
        let of_year = year.year() + i32::from(rule.committee < 4);
        let committee = YearMonth::new(of_year, rule.committee)?;
        let apply_to = nearest(committee, rule.apply_to, Side::Before)?;
        let apply_from = nearest(apply_to, rule.apply_from, Side::Before)?;
        Some(Round {
            id: RoundId::new(year, rule.number),
            fiscal_year: year,
            number: rule.number,
            apply_from: apply_from.first_day(),
            apply_to: set
                .and_then(|set| set.apply_to)
                .unwrap_or(apply_to.last_day()),
            committee: set
                .and_then(|set| set.committee)
                .unwrap_or(committee.last_day()),
            paper_from: nearest(committee, rule.paper, Side::After)?.last_day(),
            expiry: nearest(committee, rule.expiry, Side::After)?,
        })
    }

    /// The last day on which a prefecture takes applications for a round: what is set for the round
    /// and programme goes before what is set for all of them.
    #[must_use]
    pub fn cut_off(&self, round: &Round, programme: Programme, prefecture: PrefectureCode) -> Date {
        let of_round = round.id.parts();
        let fits = |cut_off: &&CutOff| {
            cut_off.prefecture == prefecture
                && cut_off.programme.is_none_or(|own| own == programme)
                && cut_off.number.is_none_or(|own| own == round.number)
                && cut_off
                    .from
                    .as_ref()
                    .is_none_or(|from| from.parts() <= of_round)
        };
        // What is said of the round, then of the programme; of two such, the later.
        let closest = |cut_off: &&CutOff| {
            let from = cut_off.from.as_ref().map(RoundId::parts);
            (cut_off.number.is_some(), cut_off.programme.is_some(), from)
        };
        let Some(found) = self.cut_offs.iter().filter(fits).max_by_key(closest) else {
            return round.apply_to;
        };
        let month = round.apply_to.year_month();
        let day = month.first_day().add_days(i32::from(found.day) - 1);
        day.min(month.last_day()).min(round.apply_to)
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The nearest such month before or after another; that month itself if it is the same.
fn nearest(from: YearMonth, month: u8, side: Side) -> Option<YearMonth> {
    let year = match side {
        Side::Before => from.year() - i32::from(month > from.month()),
        Side::After => from.year() + i32::from(month < from.month()),
    };
    YearMonth::new(year, month)
}
