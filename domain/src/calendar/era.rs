//! Eras (元号), and the reading of dates as people write them.

use super::Date;
use crate::rejection::{Code, Rejection};
use crate::width;

/// An era of the modern calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Era(usize);

struct Row {
    name: &'static str,
    short: char,
    letter: char,
    first: (i32, u8, u8),
    last: (i32, u8, u8),
}

/// The day of a change belongs to both eras until 昭和; since then eras change at midnight.
/// 明治 counts from its 6th year: before it Japan had another calendar.
const ERAS: [Row; 5] = [
    Row {
        name: "明治",
        short: '明',
        letter: 'M',
        first: (1873, 1, 1),
        last: (1912, 7, 30),
    },
    Row {
        name: "大正",
        short: '大',
        letter: 'T',
        first: (1912, 7, 30),
        last: (1926, 12, 25),
    },
    Row {
        name: "昭和",
        short: '昭',
        letter: 'S',
        first: (1926, 12, 25),
        last: (1989, 1, 7),
    },
    Row {
        name: "平成",
        short: '平',
        letter: 'H',
        first: (1989, 1, 8),
        last: (2019, 4, 30),
    },
    Row {
        name: "令和",
        short: '令',
        letter: 'R',
        first: (2019, 5, 1),
        last: (2199, 12, 31),
    },
];

impl Era {
    fn row(self) -> &'static Row {
        &ERAS[self.0]
    }

    /// The era of a day; on the day of a change the new one.
    pub(super) fn of(date: Date) -> Option<Era> {
        (0..ERAS.len())
            .rev()
            .map(Era)
            .find(|era| era.contains(date))
    }

    pub(super) fn name(self) -> &'static str {
        self.row().name
    }

    pub(super) fn first_year(self) -> i32 {
        // 明治 began in 1868, five years before its row.
        if self.0 == 0 {
            1868
        } else {
            self.row().first.0
        }
    }

    pub(super) fn western(self, year: u32) -> Option<i32> {
        let year = i32::try_from(year)
            .ok()
            .filter(|year| (1..=400).contains(year))?;
        Some(self.first_year() + year - 1)
    }

    pub(super) fn contains(self, date: Date) -> bool {
        let day = (date.year(), date.month(), date.day());
        (self.row().first..=self.row().last).contains(&day)
    }

    /// Whether any day of the month lies in the era.
    pub(super) fn touches(self, year: i32, month: u8) -> bool {
        let (first, last) = (self.row().first, self.row().last);
        ((first.0, first.1)..=(last.0, last.1)).contains(&(year, month))
    }

    /// `令和7年`, `令和元年`.
    pub(super) fn year_shown(self, western: i32) -> String {
        match western - self.first_year() + 1 {
            1 => format!("{}元年", self.name()),
            year => format!("{}{year}年", self.name()),
        }
    }
}

/// What was read: the era, if one was named, and the numbers in their order.
pub(super) struct Read {
    pub(super) era: Option<Era>,
    pub(super) numbers: Vec<u32>,
    /// The only run of digits, when there was one and no era.
    run: Option<String>,
}

impl Read {
    /// Year, month and day out of eight digits in a row (`19650401`).
    pub(super) fn compact(&self) -> Option<(i32, u8, u8)> {
        let run = self.run.as_deref().filter(|run| run.len() == 8)?;
        Some((
            run[..4].parse().ok()?,
            run[4..6].parse().ok()?,
            run[6..].parse().ok()?,
        ))
    }

    /// Year and month out of six digits in a row (`196504`).
    pub(super) fn compact_month(&self) -> Option<(i32, u8)> {
        let run = self.run.as_deref().filter(|run| run.len() == 6)?;
        Some((run[..4].parse().ok()?, run[4..].parse().ok()?))
    }
}

/// Splits a date into era and numbers; `refusal` is the code for anything that is no date at all.
pub(super) fn read(text: &str, refusal: Code) -> Result<Read, Rejection> {
    let folded: String = width::digits_and_hyphens(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if folded.is_empty() {
        return Err(Code::Required.into());
    }
    let (era, rest) = take_era(&folded);
    let rest = match rest.strip_prefix('元') {
        Some(rest) => format!("1{rest}"),
        None => rest.to_owned(),
    };
    let rest = rest.strip_suffix(['日', '月']).unwrap_or(&rest);
    let mut numbers = Vec::new();
    for run in rest.split(['年', '月', '/', '.', '-']) {
        let valid = !run.is_empty() && run.len() <= 8 && run.bytes().all(|b| b.is_ascii_digit());
        let number = run.parse().ok().filter(|_| valid);
        numbers.push(number.ok_or_else(|| Rejection::new(refusal))?);
    }
    let run = (era.is_none() && numbers.len() == 1).then(|| rest.to_owned());
    Ok(Read { era, numbers, run })
}

fn take_era(text: &str) -> (Option<Era>, &str) {
    for (index, row) in ERAS.iter().enumerate() {
        let letters = [row.letter, row.letter.to_ascii_lowercase()];
        let rest = text
            .strip_prefix(row.name)
            .or_else(|| text.strip_prefix(row.short))
            .or_else(|| text.strip_prefix(letters));
        if let Some(rest) = rest {
            return (Some(Era(index)), rest);
        }
    }
    (None, text)
}
