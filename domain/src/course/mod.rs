//! 研修会: courses, their lectures, and their way through the stages of approval
//! (features.md #58, domain.md "Courses").

mod approval;
mod form;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use crate::id::CourseId;
pub use approval::{CourseEvent, CourseEventKind, CourseHistory, CourseRefused, CourseState};
pub use form::{AwardForm, CourseForm, LectureForm, PlaceForm};

use crate::calendar::{Date, TimeOfDay};
use crate::contact::PrefectureCode;
use crate::curriculum::CurriculumCode;
use crate::organizer::{Enquiries, OrganizerId};
use crate::programme::{Category, Programme};
use crate::units::Units;

/// Where a course takes place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Place {
    /// 会場
    Venue {
        /// Name and address of the hall.
        venue: String,
        /// The prefecture in which it lies.
        prefecture: PrefectureCode,
    },
    /// オンライン
    Online {
        /// Where to find it, if that may be public (https).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
    },
    /// 会場とオンラインの併用
    Both {
        /// Name and address of the hall.
        venue: String,
        /// The prefecture in which it lies.
        prefecture: PrefectureCode,
        /// Where to find it, if that may be public (https).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
    },
}

/// What attending a lecture earns in one programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LectureAward {
    /// 制度
    pub programme: Programme,
    /// The category within it.
    pub category: Category,
    /// 単位
    pub units: Units,
    /// カリキュラムコード: one per talk (P), for continuing education only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CurriculumCode>,
}

/// 講義
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lecture {
    /// 演題
    pub title: String,
    /// 講師
    pub lecturer: String,
    /// Begins.
    pub start: TimeOfDay,
    /// Ends.
    pub end: TimeOfDay,
    /// What it earns, per programme: one attendance may count in several (features.md L8).
    pub awards: Vec<LectureAward>,
}

impl Lecture {
    /// Its length in minutes.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.start.minutes_until(self.end)
    }
}

/// A course as its organiser describes it: everything that the form says, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseDescription {
    /// 研修会名
    pub title: String,
    /// 共催・後援
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_organizers: Vec<String>,
    /// お問合せ先
    pub enquiries: Enquiries,
    /// 制度種別
    pub programmes: BTreeSet<Programme>,
    /// 開催場所
    pub place: Place,
    /// 開催日
    pub date: Date,
    /// 講義, in order of time.
    pub lectures: Vec<Lecture>,
    /// 定員
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// 対象
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// What a full attendance of a course earns in one category of one programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseAward {
    /// 制度
    pub programme: Programme,
    /// The category within it.
    pub category: Category,
    /// 単位, the sum over the lectures.
    pub units: Units,
    /// カリキュラムコード, each once.
    pub codes: BTreeSet<CurriculumCode>,
}

impl CourseDescription {
    /// What a full attendance earns, one entry per programme and category.
    #[must_use]
    pub fn awards(&self) -> Vec<CourseAward> {
        let mut found: Vec<CourseAward> = Vec::new();
        for award in self.lectures.iter().flat_map(|lecture| &lecture.awards) {
            let same = |sum: &&mut CourseAward| {
                sum.programme == award.programme && sum.category == award.category
            };
            if let Some(sum) = found.iter_mut().find(same) {
                sum.units = sum.units.saturating_add(award.units);
                sum.codes.extend(award.code);
            } else {
                found.push(CourseAward {
                    programme: award.programme,
                    category: award.category.clone(),
                    units: award.units,
                    codes: award.code.into_iter().collect(),
                });
            }
        }
        found.sort_by(|a, b| (a.programme, &a.category).cmp(&(b.programme, &b.category)));
        found
    }
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// 主催者
    pub organizer: OrganizerId,
    /// The organiser's name on the day of submission.
    pub organizer_name: String,
    /// The prefecture whose association approves it.
    pub prefecture: PrefectureCode,
    /// What it is.
    pub description: CourseDescription,
    /// Where it stands.
    pub state: CourseState,
}

/// Days after a course within which its credits should be posted (S0 Q4: about a month).
pub const POSTING_DAYS: i32 = 31;

impl Course {
    /// The last day on which its credits are in time.
    #[must_use]
    pub fn post_by(&self) -> Date {
        self.description.date.add_days(POSTING_DAYS)
    }

    /// Whether credits can be posted: approved, and the day has come.
    #[must_use]
    pub fn takes_credits(&self, today: Date) -> bool {
        self.state == CourseState::Approved && self.description.date <= today
    }
}
