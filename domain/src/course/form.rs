//! The form by which an organiser describes a course.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CourseDescription, Lecture, LectureAward, Place};
use crate::calendar::{Date, TimeOfDay};
use crate::contact::{self, PrefectureCode};
use crate::curriculum::CurriculumCode;
use crate::organizer::EnquiriesForm;
use crate::programme::{Category, Programme};
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::units::Units;
use crate::width;

/// Characters of a title of a course or lecture.
pub const TITLE_MAX: usize = 200;
/// Characters of a name of a person, hall or body.
pub const NAME_MAX: usize = 100;
/// Lectures of a course.
pub const LECTURES_MAX: usize = 50;
/// Bodies that hold a course together with its organiser.
pub const CO_ORGANIZERS_MAX: usize = 20;
/// Categories in which one lecture counts.
pub const AWARDS_MAX: usize = 20;
/// Most units that one lecture can earn: a day has 24 hours.
const LECTURE_UNITS_MAX: Units = Units::whole(24);
/// Minutes that earn one unit of continuing education (P: 1 hour = 1 unit, 30 minutes = 0.5).
const MINUTES_PER_UNIT: u16 = 60;

/// A course as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CourseForm {
    /// 研修会名
    pub title: String,
    /// 共催・後援
    pub co_organizers: Vec<String>,
    /// お問合せ先
    pub enquiries: EnquiriesForm,
    /// 制度種別
    pub programmes: Vec<String>,
    /// 開催場所
    pub place: PlaceForm,
    /// 開催日
    pub date: String,
    /// 講義
    pub lectures: Vec<LectureForm>,
    /// 定員; may stay empty.
    pub capacity: String,
    /// 対象; may stay empty.
    pub target: String,
}

/// The place as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PlaceForm {
    /// `venue`, `online` or `both`.
    pub kind: String,
    /// Name and address of the hall.
    pub venue: String,
    /// The prefecture in which it lies.
    pub prefecture: String,
    /// Where to find it on-line; may stay empty.
    pub address: String,
}

/// A lecture as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct LectureForm {
    /// 演題
    pub title: String,
    /// 講師
    pub lecturer: String,
    /// HH:MM
    pub start: String,
    /// HH:MM
    pub end: String,
    /// What it earns.
    pub awards: Vec<AwardForm>,
}

/// What a lecture earns, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AwardForm {
    /// 制度
    pub programme: String,
    /// The category within it; empty for `general`.
    pub category: String,
    /// 単位
    pub units: String,
    /// カリキュラムコード: for continuing education required, else empty.
    pub code: String,
}

impl CourseForm {
    /// Checks every field. A course in the past can be registered later (`today` bounds nothing but
    /// nonsense: at most five years ahead).
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, today: Date) -> Result<CourseDescription, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let title = problems.take("title", contact::free_text(&self.title, TITLE_MAX));
        let co_organizers = self.check_co_organizers(&mut problems);
        let enquiries = problems.within("enquiries.", |p| self.enquiries.check(p));
        let programmes = self.check_programmes(&mut problems);
        let place = problems.within("place.", |p| self.place.check(p));
        let date = problems.take("date", course_date(&self.date, today));
        let lectures = self.check_lectures(programmes.as_ref(), &mut problems);
        let capacity = problems.take_optional("capacity", &self.capacity, capacity);
        let target = problems.take_optional("target", &self.target, |text| {
            contact::free_text(text, NAME_MAX)
        });
        let description = (|| {
            Some(CourseDescription {
                title: title?,
                co_organizers: co_organizers?,
                enquiries: enquiries?,
                programmes: programmes?,
                place: place?,
                date: date?,
                lectures: lectures?,
                capacity: capacity?,
                target: target?,
            })
        })();
        problems.finish(description)
    }

    /// What an organiser should look at again although it is possible: units of continuing education
    /// that do not match the length of their lecture.
    #[must_use]
    pub fn warnings(&self) -> Vec<FieldProblem> {
        let mut problems = Problems::new();
        for (index, lecture) in self.lectures.iter().enumerate() {
            let times = (
                TimeOfDay::parse(&lecture.start),
                TimeOfDay::parse(&lecture.end),
            );
            let (Ok(start), Ok(end)) = times else {
                continue;
            };
            let minutes = start.minutes_until(end);
            for (place, award) in lecture.awards.iter().enumerate() {
                let education = award.programme.trim() == Programme::ContinuingEducation.as_str();
                let Ok(units) = Units::parse(&award.units) else {
                    continue;
                };
                if education && units != units_of(minutes) {
                    let rejection = Rejection::new(Code::UnitsUnlikeLength)
                        .with("minutes", minutes)
                        .with("units", units);
                    problems.add(
                        &format!("lectures[{index}].awards[{place}].units"),
                        rejection,
                    );
                }
            }
        }
        problems.into_found()
    }

    fn check_co_organizers(&self, problems: &mut Problems) -> Option<Vec<String>> {
        let (field, list) = ("co_organizers", &self.co_organizers);
        not_too_many(field, list.len(), CO_ORGANIZERS_MAX, problems)?;
        each(list, field, problems, |text| {
            contact::free_text(text, NAME_MAX)
        })
    }

    fn check_programmes(&self, problems: &mut Problems) -> Option<BTreeSet<Programme>> {
        if self.programmes.is_empty() {
            problems.add("programmes", Code::Required);
            return None;
        }
        let list = each(&self.programmes, "programmes", problems, Programme::parse)?;
        let set: BTreeSet<Programme> = list.iter().copied().collect();
        if set.len() < list.len() {
            problems.add("programmes", Code::Duplicate);
            return None;
        }
        Some(set)
    }

    fn check_lectures(
        &self,
        programmes: Option<&BTreeSet<Programme>>,
        problems: &mut Problems,
    ) -> Option<Vec<Lecture>> {
        if self.lectures.is_empty() {
            problems.add("lectures", Code::Required);
            return None;
        }
        not_too_many("lectures", self.lectures.len(), LECTURES_MAX, problems)?;
        let mut found: Vec<Option<Lecture>> = Vec::new();
        for (index, form) in self.lectures.iter().enumerate() {
            let lecture = problems.within(&format!("lectures[{index}]."), |problems| {
                form.check(programmes, problems)
            });
            if let Some(lecture) = &lecture {
                let overlaps =
                    |other: &Lecture| other.start < lecture.end && lecture.start < other.end;
                if found.iter().flatten().any(overlaps) {
                    problems.add(&format!("lectures[{index}].start"), Code::Overlapping);
                }
            }
            found.push(lecture);
        }
        let mut lectures: Vec<Lecture> = found.into_iter().collect::<Option<_>>()?;
        lectures.sort_by_key(|lecture| lecture.start);
        let awarded = |programme: &Programme| {
            lectures
                .iter()
                .flat_map(|l| &l.awards)
                .any(|award| award.programme == *programme)
        };
        if let Some(without) = programmes?.iter().find(|programme| !awarded(programme)) {
            let missing = crate::label::programme(*without).ja;
            problems.add(
                "programmes",
                Rejection::new(Code::Incomplete).with("missing", missing),
            );
            return None;
        }
        Some(lectures)
    }
}

impl PlaceForm {
    fn check(&self, problems: &mut Problems) -> Option<Place> {
        let (hall, online) = match self.kind.trim() {
            "venue" => (true, false),
            "online" => (false, true),
            "both" => (true, true),
            "" => {
                problems.add("kind", Code::Required);
                return None;
            }
            _ => {
                problems.add("kind", Code::UnknownChoice);
                return None;
            }
        };
        let venue =
            hall.then(|| problems.take("venue", contact::free_text(&self.venue, TITLE_MAX)));
        let prefecture =
            hall.then(|| problems.take("prefecture", PrefectureCode::parse(&self.prefecture)));
        let address = online.then(|| problems.take_optional("address", &self.address, web_address));
        match (venue, prefecture, address) {
            (Some(venue), Some(prefecture), None) => Some(Place::Venue {
                venue: venue?,
                prefecture: prefecture?,
            }),
            (Some(venue), Some(prefecture), Some(address)) => Some(Place::Both {
                venue: venue?,
                prefecture: prefecture?,
                address: address?,
            }),
            (_, _, address) => Some(Place::Online { address: address?? }),
        }
    }
}

impl LectureForm {
    fn check(
        &self,
        programmes: Option<&BTreeSet<Programme>>,
        problems: &mut Problems,
    ) -> Option<Lecture> {
        let title = problems.take("title", contact::free_text(&self.title, TITLE_MAX));
        let lecturer = problems.take("lecturer", contact::free_text(&self.lecturer, NAME_MAX));
        let start = problems.take("start", TimeOfDay::parse(&self.start));
        let end = problems.take("end", TimeOfDay::parse(&self.end));
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            problems.add("end", Code::EndNotAfterStart);
        }
        not_too_many("awards", self.awards.len(), AWARDS_MAX, problems)?;
        let mut awards: Vec<Option<LectureAward>> = Vec::new();
        for (index, form) in self.awards.iter().enumerate() {
            let award = problems.within(&format!("awards[{index}]."), |problems| {
                form.check(programmes, problems)
            });
            let twice = |other: &LectureAward| {
                award.as_ref().is_some_and(|award| {
                    award.programme == other.programme && award.category == other.category
                })
            };
            if awards.iter().flatten().any(twice) {
                problems.add(&format!("awards[{index}].programme"), Code::Duplicate);
            }
            awards.push(award);
        }
        let awards = awards.into_iter().collect::<Option<_>>();
        Some(Lecture {
            title: title?,
            lecturer: lecturer?,
            start: start?,
            end: end?,
            awards: awards?,
        })
    }
}

impl AwardForm {
    fn check(
        &self,
        programmes: Option<&BTreeSet<Programme>>,
        problems: &mut Problems,
    ) -> Option<LectureAward> {
        let among = |programme: Programme| match programmes {
            Some(programmes) if !programmes.contains(&programme) => {
                Err(Rejection::new(Code::UnknownChoice).with("given", programme))
            }
            _ => Ok(programme),
        };
        let programme = problems.take(
            "programme",
            Programme::parse(&self.programme).and_then(among),
        );
        let category = match self.category.trim() {
            "" => Some(Category::general()),
            text => problems.take("category", Category::parse(text)),
        };
        let units = problems.take("units", lecture_units(&self.units));
        let code = problems.take_optional("code", &self.code, CurriculumCode::parse);
        if programme == Some(Programme::ContinuingEducation) && code == Some(None) {
            problems.add("code", Code::Required);
        }
        let (programme, category) = (programme?, category?);
        Some(LectureAward {
            programme,
            category,
            units: units?,
            code: code?,
        })
    }
}

/// The units of continuing education that a lecture of so many minutes earns.
fn units_of(minutes: u16) -> Units {
    Units::from_halves(minutes / (MINUTES_PER_UNIT / 2))
}

fn lecture_units(text: &str) -> Result<Units, Rejection> {
    let units = Units::parse(text)?;
    if units.is_zero() {
        return Err(Code::UnitsZero.into());
    }
    if units > LECTURE_UNITS_MAX {
        return Err(Rejection::new(Code::UnitsTooMany).with("max", LECTURE_UNITS_MAX));
    }
    Ok(units)
}

fn course_date(text: &str, today: Date) -> Result<Date, Rejection> {
    let date = Date::parse(text)?;
    if date > today.add_years(5) {
        Err(Code::InFuture.into())
    } else {
        Ok(date)
    }
}

fn capacity(text: &str) -> Result<u32, Rejection> {
    let folded = width::half_width(text);
    let number = folded.strip_suffix(['名', '人']).unwrap_or(&folded);
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let number = number
        .parse()
        .ok()
        .filter(|n| digits && (1..=100_000).contains(n));
    number.ok_or_else(|| {
        Rejection::new(Code::BadNumber)
            .with("min", 1)
            .with("max", 100_000)
    })
}

fn web_address(text: &str) -> Result<String, Rejection> {
    let text = contact::free_text(text, 500)?;
    let host = text.strip_prefix("https://").unwrap_or_default();
    let valid = host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'));
    if valid {
        Ok(text)
    } else {
        Err(Code::BadWebAddress.into())
    }
}

/// Refuses a list that is too long before anything in it is looked at.
fn not_too_many(field: &str, count: usize, max: usize, problems: &mut Problems) -> Option<()> {
    if count > max {
        problems.add(field, Rejection::new(Code::TooMany).with("max", max));
        return None;
    }
    Some(())
}

/// Checks each of a list; all refusals are kept.
fn each<T>(
    list: &[String],
    field: &str,
    problems: &mut Problems,
    parse: impl Fn(&str) -> Result<T, Rejection>,
) -> Option<Vec<T>> {
    let checked: Vec<Option<T>> = list
        .iter()
        .enumerate()
        .map(|(index, text)| problems.take(&format!("{field}[{index}]"), parse(text)))
        .collect();
    checked.into_iter().collect()
}

#[cfg(test)]
mod tests;
