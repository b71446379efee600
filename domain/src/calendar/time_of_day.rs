//! A time of day to the minute: when a lecture begins and ends.

use std::fmt;

use crate::rejection::{Code, Rejection};
use crate::width;

/// Minutes since midnight, 00:00–24:00. Written "HH:MM".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

travels_as_text!(
    TimeOfDay,
    pattern = "^[0-2][0-9]:[0-5][0-9]$",
    description = "Time: HH:MM."
);

impl TimeOfDay {
    /// Reads `9:00`, `13:30`, `１３：３０`, `13時30分`, `13時`.
    ///
    /// # Errors
    /// `required`, `bad-time`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::half_width(text);
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        let (hour, minute) = match folded.split_once(':') {
            Some(parts) => parts,
            None => {
                let (hour, rest) = folded
                    .split_once('時')
                    .ok_or(Rejection::new(Code::BadTime))?;
                (
                    hour,
                    if rest.is_empty() {
                        "0"
                    } else {
                        rest.trim_end_matches('分')
                    },
                )
            }
        };
        let number = |text: &str| {
            let valid = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<u16>()
                .ok()
                .filter(|_| valid)
                .ok_or(Rejection::new(Code::BadTime))
        };
        let (hour, minute) = (number(hour)?, number(minute)?);
        let minutes = hour * 60 + minute;
        if minute < 60 && minutes <= 24 * 60 {
            Ok(TimeOfDay(minutes))
        } else {
            Err(Code::BadTime.into())
        }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// Minutes from this time until `end`; zero when that is earlier.
    #[must_use]
    pub const fn minutes_until(self, end: TimeOfDay) -> u16 {
        end.0.saturating_sub(self.0)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_typed() {
        for (typed, written) in [
            ("9:00", "09:00"),
            ("１３：３０", "13:30"),
            ("13時", "13:00"),
            ("9時5分", "09:05"),
            ("24:00", "24:00"),
        ] {
            assert_eq!(
                TimeOfDay::parse(typed).map(|time| time.to_string()),
                Ok(written.to_owned())
            );
        }
        for typed in ["24:01", "12:60", "1200", "12:", "-1:00", "時"] {
            assert_eq!(
                TimeOfDay::parse(typed).map_err(|r| r.code),
                Err(Code::BadTime),
                "{typed}"
            );
        }
    }
}
