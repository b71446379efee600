//! 研修会の一覧: approved courses to come, for everybody, without a sign-in (features.md #131).

use domain::{
    calendar::{Date, TimeOfDay},
    contact::PrefectureCode,
    course::{CourseAward, Place},
    curriculum::CurriculumCode,
    id::CourseId,
    programme::{Category, Programme},
    rules::Bilingual,
};
use serde::{Deserialize, Serialize};

use crate::courses::CategoryName;

/// Which courses; everything that is left out is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CatalogueQuery {
    /// 都道府県 of the hall; of courses on-line only that of the approving association.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<PrefectureCode>,
    /// `true`: on-line, or on-line too, from anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// 制度種別.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// 区分 of that programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// カリキュラムコード.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<CurriculumCode>,
    /// First day; never before today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; half a year on when it is left out, a year at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Words that stand in title, organiser, place, 演題 or 講師, whatever their width, kana or
    /// variant of kanji.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Go on after this one; as answered in `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A page of courses, by day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Catalogue {
    /// The days that were looked through.
    pub from: Date,
    /// The last one.
    pub until: Date,
    /// At most 30; there may be fewer, and more after them.
    pub courses: Vec<CatalogueCourse>,
    /// There may be more after this.
    pub next: Option<String>,
}

/// A course to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CatalogueCourse {
    /// Which.
    pub id: CourseId,
    /// 研修会名.
    pub title: String,
    /// 主催者.
    pub organizer: String,
    /// 開催日.
    pub date: Date,
    /// The first lecture begins.
    pub begins: TimeOfDay,
    /// The last one ends.
    pub ends: TimeOfDay,
    /// 開催場所.
    pub place: Place,
    /// 都道府県 of the hall, of courses on-line only that of the approving association.
    pub prefecture: PrefectureCode,
    /// What attending it earns.
    pub credits: Vec<CourseAward>,
    /// The names of those categories.
    pub categories: Vec<CategoryName>,
    /// 講義, in order of time.
    pub lectures: Vec<AnnouncedLecture>,
    /// 定員.
    pub capacity: Option<u32>,
    /// 対象.
    pub target: Option<String>,
    /// お問合せ先: name and telephone.
    pub enquiries: String,
    /// What the prefecture of the hall says of its own handling (#81).
    pub note: Option<Bilingual>,
}

/// 講義.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnnouncedLecture {
    /// 演題.
    pub title: String,
    /// 講師.
    pub lecturer: String,
}
