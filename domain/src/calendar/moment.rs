//! A moment in time.

use serde::{Deserialize, Serialize};

use super::Date;

/// Milliseconds since 1970-01-01T00:00:00Z. A number in JSON.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Moment(i64);

const SECOND: i64 = 1000;
const HOUR: i64 = 60 * 60 * SECOND;
const DAY: i64 = 24 * HOUR;
/// Japan is nine hours ahead of UTC all year.
const JAPAN: i64 = 9 * HOUR;
/// Julian day of 1970-01-01.
const EPOCH: i32 = 2_440_588;

impl Moment {
    /// From milliseconds since the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Moment(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, e.g. for a time to live.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    pub(super) fn at_start_of(date: Date) -> Self {
        Moment(i64::from(date.julian_day() - EPOCH) * DAY - JAPAN)
    }

    /// The day that the calendar in Japan shows.
    #[must_use]
    pub fn date_in_japan(self) -> Date {
        let day = self.0.saturating_add(JAPAN).div_euclid(DAY);
        Date::from_julian_day(i32::try_from(day).unwrap_or(i32::MAX).saturating_add(EPOCH))
    }

    /// `2026-11-21 12:30`, as the clock in Japan shows it.
    #[must_use]
    pub fn shown_in_japan(self) -> String {
        let of_day = self.0.saturating_add(JAPAN).rem_euclid(DAY);
        let (hour, minute) = (of_day / HOUR, of_day % HOUR / (60 * SECOND));
        format!("{} {hour:02}:{minute:02}", self.date_in_japan())
    }

    /// `2026-11-21T03:30:00Z`, for machines.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let utc = self.0.div_euclid(DAY);
        let day = i32::try_from(utc).unwrap_or(i32::MAX).saturating_add(EPOCH);
        let of_day = self.0.rem_euclid(DAY);
        let (hour, minute) = (of_day / HOUR, of_day % HOUR / (60 * SECOND));
        let second = of_day % (60 * SECOND) / SECOND;
        format!(
            "{}T{hour:02}:{minute:02}:{second:02}Z",
            Date::from_julian_day(day)
        )
    }

    /// This many milliseconds later.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Moment {
        Moment(self.0.saturating_add(millis))
    }

    /// This many seconds later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Moment {
        self.plus_millis(seconds.saturating_mul(SECOND))
    }

    /// This many minutes later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Moment {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// This many hours later.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Moment {
        self.plus_millis(hours.saturating_mul(HOUR))
    }

    /// This many times 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Moment {
        self.plus_millis(days.saturating_mul(DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_japan_begins_nine_hours_before_utc() {
        // 2026-03-31T15:00:00Z
        let midnight = Moment::from_millis(1_774_969_200_000);
        assert_eq!(midnight.rfc3339(), "2026-03-31T15:00:00Z");
        assert_eq!(midnight.date_in_japan().to_string(), "2026-04-01");
        assert_eq!(
            midnight.plus_millis(-1).date_in_japan().to_string(),
            "2026-03-31"
        );
        assert_eq!(midnight.shown_in_japan(), "2026-04-01 00:00");
        assert_eq!(midnight.date_in_japan().begins(), midnight);
    }
}
