//! 更新のお知らせ: how long before a title ends its holder is told (features.md #94).

use serde::{Deserialize, Serialize};

use super::book::RoundBook;
use crate::calendar::{Date, FiscalYear};
use crate::programme::Programme;

/// When holders are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRules {
    /// Where it stands.
    pub source: String,
    /// The farthest first.
    pub distances: Vec<NoticeDistance>,
}

/// So long before the last day: months or days, not both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDistance {
    /// Months.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub months: u8,
    /// Days.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub days: u8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(number: &u8) -> bool {
    *number == 0
}

impl NoticeDistance {
    /// The day on which it is reached.
    #[must_use]
    pub fn before(self, last: Date) -> Date {
        last.add_months(-i32::from(self.months))
            .add_days(-i32::from(self.days))
    }

    /// `12m`, `14d`: names it in what was sent.
    #[must_use]
    pub fn id(self) -> String {
        match self.months {
            0 => format!("{}d", self.days),
            months => format!("{months}m"),
        }
    }

    /// 12か月, 2週間, 10日.
    #[must_use]
    pub fn in_words(self, language: crate::language::Language) -> String {
        let days = self.days;
        let (ja, en) = match (self.months, days) {
            (0, days) if days % 7 == 0 => {
                (format!("{}週間", days / 7), format!("{} weeks", days / 7))
            }
            (0, days) => (format!("{days}日"), format!("{days} days")),
            (months, _) => (format!("{months}か月"), format!("{months} months")),
        };
        language.pick(&ja, &en).to_owned()
    }
}

impl RoundBook {
    /// How long before the last day holders are told in the year of `on`; the farthest first.
    #[must_use]
    pub fn notice_distances(&self, programme: Programme, on: Date) -> &[NoticeDistance] {
        let calendar = self.calendar(programme, FiscalYear::of(on));
        let rules = calendar.and_then(|calendar| calendar.notices.as_ref());
        rules.map_or(&[], |rules| &rules.distances)
    }

    /// The notice that is due on a day for a title that can be renewed until `last`: the nearest
    /// distance that was reached. Earlier ones that were missed are not made up for.
    #[must_use]
    pub fn notice_due(&self, programme: Programme, last: Date, on: Date) -> Option<NoticeDistance> {
        if on > last {
            return None;
        }
        let reached = |distance: &&NoticeDistance| distance.before(last) <= on;
        let distances = self.notice_distances(programme, on);
        distances.iter().rfind(reached).copied()
    }
}

#[cfg(all(test, feature = "rule-files"))]
mod tests {
    use super::*;

    const PROGRAMME: Programme = Programme::SportsPhysician;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
    }

    /// What is due on a day for a title until the end of July 2027.
    fn due(on: &str) -> Option<String> {
        let book = RoundBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
        let due = book.notice_due(PROGRAMME, day("2027-07-31"), day(on));
        due.map(NoticeDistance::id)
    }

    #[test]
    fn each_distance_is_due_from_its_day_until_the_next() {
        for (on, expected) in [
            ("2026-07-30", None),
            ("2026-07-31", Some("12m")),
            ("2027-01-30", Some("12m")),
            ("2027-01-31", Some("6m")),
            ("2027-03-30", Some("6m")),
            // Four months before the end of July: the end of March.
            ("2027-03-31", Some("4m")),
            ("2027-05-31", Some("2m")),
            ("2027-07-16", Some("2m")),
            ("2027-07-17", Some("14d")),
            ("2027-07-31", Some("14d")),
            ("2027-08-01", None),
        ] {
            assert_eq!(due(on).as_deref(), expected, "{on}");
        }
    }

    #[test]
    fn other_distances_in_the_calendar_are_other_notices() {
        let text = include_str!("../../rules/rounds/rounds.2026.toml");
        let (head, _) = text.split_once("distances = ").unwrap_or_default();
        let text = format!("{head}distances = [{{ months = 3 }}, {{ days = 10 }}]\n");
        let book = RoundBook::from_files([("rounds.2026.toml", text.as_str())]);
        let book = book.unwrap_or_else(|faults| panic!("{faults:?}"));
        for (on, expected) in [
            ("2027-04-29", None),
            ("2027-04-30", Some("3m")),
            ("2027-07-20", Some("3m")),
            ("2027-07-21", Some("10d")),
        ] {
            let due = book.notice_due(PROGRAMME, day("2027-07-31"), day(on));
            let due = due.map(NoticeDistance::id);
            assert_eq!(due.as_deref(), expected, "{on}");
        }
    }

    #[test]
    fn distances_are_said_in_words() {
        use crate::language::Language;
        let months = NoticeDistance { months: 4, days: 0 };
        let days = NoticeDistance {
            months: 0,
            days: 14,
        };
        assert_eq!(months.in_words(Language::Ja), "4か月");
        assert_eq!(days.in_words(Language::Ja), "2週間");
    }

    #[test]
    fn distances_out_of_order_or_of_nothing_are_refused() {
        let text = include_str!("../../rules/rounds/rounds.2026.toml");
        for wrong in [
            "distances = [{ months = 2 }, { months = 4 }]",
            "distances = [{ months = 2, days = 1 }]",
            "distances = [{}]",
        ] {
            let (head, _) = text.split_once("distances = ").unwrap_or_default();
            let text = format!("{head}{wrong}\n");
            let faults = RoundBook::from_files([("rounds.2026.toml", text.as_str())]);
            let faults = faults.err().unwrap_or_default();
            assert!(
                faults
                    .iter()
                    .any(|fault| fault.field.starts_with("notices")),
                "{wrong}: {faults:?}"
            );
        }
    }
}
