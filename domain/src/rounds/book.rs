//! All calendars of rounds, and what is checked of them.

use std::collections::BTreeSet;

use super::calendar::{Round, RoundCalendar, RoundId};
use crate::calendar::{Date, FiscalYear};
use crate::contact::PrefectureCode;
use crate::programme::Programme;
use crate::rules::RuleFault;

/// Calendars without fault or overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundBook {
    /// Those that hold, by first year.
    calendars: Vec<RoundCalendar>,
    /// Those whose place others have taken: kept to be read.
    replaced: Vec<RoundCalendar>,
}

impl RoundBook {
    /// A book of these calendars.
    ///
    /// # Errors
    /// All mistakes: in the calendars, two of a programme that begin in the same year, an id given
    /// twice, one that takes the place of none.
    pub fn new(mut calendars: Vec<RoundCalendar>) -> Result<RoundBook, Vec<RuleFault>> {
        let mut found: Vec<RuleFault> = calendars.iter().flat_map(faults).collect();
        calendars.sort_by(|a, b| (a.from_year, &a.id).cmp(&(b.from_year, &b.id)));
        found.extend(misplaced(&calendars));
        let taken: BTreeSet<String> = calendars
            .iter()
            .filter_map(|calendar| calendar.replaces.clone())
            .collect();
        let (replaced, calendars): (Vec<_>, Vec<_>) = calendars
            .into_iter()
            .partition(|calendar| taken.contains(&calendar.id));
        let mut seen = BTreeSet::new();
        for calendar in &calendars {
            for programme in &calendar.programmes {
                if !seen.insert((*programme, calendar.from_year)) {
                    found.push(RuleFault::new(
                        calendar.id.clone(),
                        "from_year",
                        format!("{programme}の版が2つになります"),
                        format!("{programme} would have two calendars"),
                    ));
                }
            }
        }
        if found.is_empty() {
            Ok(RoundBook {
                calendars,
                replaced,
            })
        } else {
            Err(found)
        }
    }

    /// The book with one calendar more. It describes years that have not begun, or takes the place
    /// of another and leaves what was announced: no round that met changes, and none that takes
    /// applications closes earlier than it did, so whoever was in time stays in time.
    ///
    /// # Errors
    /// All mistakes in it, and in how it follows on the others.
    pub fn with(&self, calendar: RoundCalendar, today: Date) -> Result<RoundBook, Vec<RuleFault>> {
        if calendar.replaces.is_none() && calendar.from_year <= FiscalYear::of(today) {
            return Err(vec![RuleFault::new(
                calendar.id,
                "from_year",
                "これから始まる年度にするか、置き換える版を replaces に書いてください",
                "must be a fiscal year that has not begun, or name the calendar that it replaces",
            )]);
        }
        let (id, programmes) = (calendar.id.clone(), calendar.programmes.clone());
        let mut calendars = self.calendars.clone();
        calendars.extend(self.replaced.iter().cloned());
        calendars.push(calendar);
        let book = RoundBook::new(calendars)?;
        let changed: Vec<RuleFault> = programmes
            .into_iter()
            .flat_map(|programme| self.broken_by(&book, &id, programme, today))
            .collect();
        if changed.is_empty() {
            Ok(book)
        } else {
            Err(changed)
        }
    }

    /// What a later book would change of rounds that were announced.
    fn broken_by(
        &self,
        later: &RoundBook,
        id: &str,
        programme: Programme,
        today: Date,
    ) -> Vec<RuleFault> {
        let fault = |round: &Round, what: (&str, &str)| {
            let place = format!("{programme} {}", round.id);
            RuleFault::new(id, place, what.0, what.1)
        };
        let year = FiscalYear::of(today);
        let years = [year.previous(), year, year.next()];
        let begun = years
            .into_iter()
            .flat_map(|year| self.rounds(programme, year))
            .filter(|round| round.apply_from <= today);
        let mut found = Vec::new();
        for round in begun {
            let Some(now) = later.round(programme, &round.id) else {
                found.push(fault(
                    &round,
                    (
                        "すでに始まった回がなくなります",
                        "has begun and would be gone",
                    ),
                ));
                continue;
            };
            if round.committee < today {
                if now != round {
                    found.push(fault(
                        &round,
                        ("終わった回は変更できません", "has met and stays as it was"),
                    ));
                }
                continue;
            }
            if now.committee < today {
                found.push(fault(
                    &round,
                    (
                        "委員会の日は本日以降にしてください",
                        "cannot meet on a day that is past",
                    ),
                ));
            }
            let earlier = PrefectureCode::all().find(|prefecture| {
                let before = self.cut_off(&round, programme, *prefecture);
                before >= today && later.cut_off(&now, programme, *prefecture) < before
            });
            if let Some(prefecture) = earlier {
                let name = prefecture.name();
                let english = prefecture.name_en();
                found.push(RuleFault::new(
                    id,
                    format!("{programme} {}", round.id),
                    format!(
                        "{name}の締切が、受付中の回で早くなります。すでに案内した日までに申請する方が間に合わなくなるため、変更できません。次の回から早めるには、from に次の回を書いてください"
                    ),
                    format!(
                        "would close earlier in {english} while it takes applications; write the next round under from"
                    ),
                ));
            }
        }
        found
    }

    /// Every calendar that holds, by first year.
    #[must_use]
    pub fn calendars(&self) -> &[RoundCalendar] {
        &self.calendars
    }

    /// Every calendar, those whose place others have taken included.
    pub fn every_calendar(&self) -> impl Iterator<Item = &RoundCalendar> {
        self.replaced.iter().chain(&self.calendars)
    }

    /// Whether another has taken the place of a calendar.
    #[must_use]
    pub fn is_replaced(&self, id: &str) -> bool {
        self.replaced.iter().any(|calendar| calendar.id == id)
    }

    /// The rounds of a programme whose committees lie in a fiscal year, in their order.
    #[must_use]
    pub fn rounds(&self, programme: Programme, year: FiscalYear) -> Vec<Round> {
        let calendar = self.calendar(programme, year);
        calendar.map_or_else(Vec::new, |calendar| calendar.rounds(year).collect())
    }

    /// A round by its id.
    #[must_use]
    pub fn round(&self, programme: Programme, id: &RoundId) -> Option<Round> {
        let year = FiscalYear::parse(id.as_str().get(..4)?).ok()?;
        self.rounds(programme, year)
            .into_iter()
            .find(|round| round.id == *id)
    }

    /// The last day on which a prefecture takes applications for a round.
    #[must_use]
    pub fn cut_off(&self, round: &Round, programme: Programme, prefecture: PrefectureCode) -> Date {
        let calendar = self.calendar(programme, round.fiscal_year);
        calendar.map_or(round.apply_to, |calendar| {
            calendar.cut_off(round, programme, prefecture)
        })
    }

    /// The calendar that describes a programme's rounds of a fiscal year.
    #[must_use]
    pub fn calendar(&self, programme: Programme, year: FiscalYear) -> Option<&RoundCalendar> {
        self.calendars.iter().rfind(|calendar| {
            calendar.from_year <= year && calendar.programmes.contains(&programme)
        })
    }
}

/// Mistakes in how calendars stand to each other: an id given twice, a place that is none.
fn misplaced(calendars: &[RoundCalendar]) -> Vec<RuleFault> {
    let mut found = Vec::new();
    let mut fault = |id: &str, field: &str, ja: &str, en: &str| {
        found.push(RuleFault::new(id, field, ja, en));
    };
    let mut ids = BTreeSet::new();
    let mut taken = BTreeSet::new();
    for calendar in calendars {
        if !ids.insert(&calendar.id) {
            fault(
                &calendar.id,
                "id",
                "ほかの版と同じです",
                "is that of another calendar too",
            );
        }
        let Some(replaces) = &calendar.replaces else {
            continue;
        };
        if !taken.insert(replaces) {
            fault(
                &calendar.id,
                "replaces",
                "すでに置き換えられた版です",
                "has been replaced already",
            );
        }
        let own: BTreeSet<Programme> = calendar.programmes.iter().copied().collect();
        let fits = calendars.iter().any(|other| {
            let its: BTreeSet<Programme> = other.programmes.iter().copied().collect();
            other.id == *replaces
                && other.id != calendar.id
                && other.from_year == calendar.from_year
                && its == own
        });
        if !fits {
            fault(
                &calendar.id,
                "replaces",
                "同じ制度・同じ開始年度の版のidを書いてください",
                "must be the id of a calendar of the same programmes and first year",
            );
        }
    }
    found
}

/// All mistakes of a calendar.
fn faults(calendar: &RoundCalendar) -> Vec<RuleFault> {
    let mut found = Vec::new();
    let mut fault = |field: String, ja: &str, en: &str| {
        found.push(RuleFault::new(calendar.id.clone(), field, ja, en));
    };
    if calendar.source.trim().is_empty() {
        fault("source".into(), "出典がありません", "says nothing");
    }
    for (field, empty) in [
        ("programmes", calendar.programmes.is_empty()),
        ("rounds", calendar.rounds.is_empty()),
    ] {
        if empty {
            fault(field.into(), "空です", "is empty");
        }
    }
    for (index, rule) in calendar.rounds.iter().enumerate() {
        let months = [
            rule.apply_from,
            rule.apply_to,
            rule.committee,
            rule.paper,
            rule.expiry,
        ];
        if months.iter().any(|month| !(1..=12).contains(month)) {
            fault(
                format!("rounds[{index}]"),
                "月は1〜12です",
                "months are 1 to 12",
            );
        }
        if usize::from(rule.number) != index + 1 {
            fault(
                format!("rounds[{index}].number"),
                "第1回から順に番号を付けてください",
                "rounds are numbered from 1 on",
            );
        }
    }
    // By their months: exact days that were set may close a round early.
    let months = RoundCalendar {
        dates: Vec::new(),
        ..calendar.clone()
    };
    let days: Vec<Round> = months.rounds(calendar.from_year).collect();
    for (index, pair) in days.windows(2).enumerate() {
        let index = index + 1;
        if pair[0].committee >= pair[1].committee {
            fault(
                format!("rounds[{index}].committee"),
                "前の回より後にしてください",
                "must lie after that of the round before",
            );
        }
        if pair[0].apply_to >= pair[1].apply_from {
            fault(
                format!("rounds[{index}].apply_from"),
                "申請期間が前の回と重なっています",
                "applications of two rounds overlap",
            );
        } else if pair[0].apply_to.add_days(1) < pair[1].apply_from {
            fault(
                format!("rounds[{index}].apply_from"),
                "申請期間が前の回から続いていません",
                "leaves days that belong to no round",
            );
        }
    }
    for (index, cut_off) in calendar.cut_offs.iter().enumerate() {
        let field = format!("cut_offs[{index}]");
        if !(1..=31).contains(&cut_off.day) {
            fault(format!("{field}.day"), "日は1〜31です", "days are 1 to 31");
        }
        if cut_off.source.trim().is_empty() {
            fault(
                format!("{field}.source"),
                "出典がありません",
                "says nothing",
            );
        }
        let of = |one: &super::CutOff| {
            let from = one.from.as_ref().map(ToString::to_string);
            (one.prefecture, one.programme, one.number, from)
        };
        let earlier = &calendar.cut_offs[..index];
        if earlier.iter().any(|other| of(other) == of(cut_off)) {
            fault(field.clone(), "重複しています", "stands there twice");
        }
        if cut_off
            .number
            .is_some_and(|number| usize::from(number) > calendar.rounds.len())
        {
            fault(
                format!("{field}.number"),
                "その回はありません",
                "is no round",
            );
        }
    }
    if let Some(notices) = &calendar.notices {
        if notices.source.trim().is_empty() {
            fault("notices.source".into(), "出典がありません", "says nothing");
        }
        for (index, distance) in notices.distances.iter().enumerate() {
            if (distance.months == 0) == (distance.days == 0) {
                fault(
                    format!("notices.distances[{index}]"),
                    "月か日のどちらかを書いてください",
                    "is months or days, one of them",
                );
            }
        }
        let day = Date::new(2027, 12, 31).unwrap_or(calendar.from_year.start());
        let far: Vec<Date> = notices.distances.iter().map(|it| it.before(day)).collect();
        if let Some(index) = far.windows(2).position(|pair| pair[0] >= pair[1]) {
            fault(
                format!("notices.distances[{}]", index + 1),
                "前のものより期限に近くしてください",
                "must lie nearer to the last day than the one before",
            );
        }
    }
    for (index, set) in calendar.dates.iter().enumerate() {
        let field = format!("dates[{index}]");
        let round = calendar
            .rounds(set.year)
            .find(|round| round.number == set.number);
        match round {
            None => fault(field, "その回はありません", "is no round"),
            Some(round)
                if round.apply_to < round.apply_from || round.committee < round.apply_to =>
            {
                fault(
                    field,
                    "申請期間と委員会の順序が合いません",
                    "application and committee are out of order",
                );
            }
            Some(_) => {}
        }
    }
    found
}
