//! One version of a programme's rules: what its file says, and what the evaluator looks up in it.
//!
//! A [`RuleSet`] is the part that travels to the browser with an application of かかりつけ医, and
//! [`TitleRules`](super::TitleRules) the one of titles: an area of the site carries only the readers
//! of what it judges.

use serde::Deserialize;

use super::declared::DeclaredRules;
use super::goal::{CertificateRule, Goal, StagePath};
use super::learning::LearningRules;
use super::qualification::QualificationRules;
use super::rule_set::{Bilingual, RuleSet};
use super::validation::{self, RuleFault};
use crate::association::Tier;
use crate::contact::PrefectureCode;
use crate::programme::Category;

/// The most categories that a programme can have: their sets are bits of a `u64`.
pub const CATEGORIES_MAX: usize = 64;

/// Everything that one file says of a programme, without fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleVersion {
    set: RuleSet,
    parts: RuleParts,
    /// Categories in the order of [`in_index`], with their place in the rule set.
    index: Vec<(Category, u8)>,
}

/// What stands in a file beside the [`RuleSet`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleParts {
    /// What can be reached: 新規, 更新, 認定証.
    pub goals: Vec<Goal>,
    /// Certificates from elsewhere that stand for a requirement.
    pub certificates: Vec<CertificateRule>,
    /// The title, its validity, and how it lapses; for programmes that award one.
    pub qualification: Option<QualificationRules>,
    /// Credits from before the system, and the days of the cut-over.
    pub declared: Option<DeclaredRules>,
    /// 日医生涯教育制度
    pub learning: Option<LearningRules>,
    /// Prefectures whose applications take another way than the goal says.
    pub stage_paths: Vec<StagePath>,
    /// Prefectures that handle credits of the programme in their own way.
    pub own_handling: Vec<OwnHandling>,
}

/// A prefecture with its own handling (features.md #81): credits of courses there are not to be
/// looked for here alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnHandling {
    /// The prefecture.
    pub prefecture: PrefectureCode,
    /// What doctors who attended a course there are told.
    pub note: Bilingual,
    /// Where it stands.
    pub source: String,
}

/// Categories of one programme, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CategoryMask(u64);

impl CategoryMask {
    pub(super) fn insert(&mut self, place: u8) {
        self.0 |= 1_u64 << u32::from(place).min(63);
    }

    pub(super) fn contains(self, place: u8) -> bool {
        self.0 & (1_u64 << u32::from(place).min(63)) != 0
    }
}

impl RuleVersion {
    /// A version of these parts.
    ///
    /// # Errors
    /// All mistakes in them.
    pub fn new(set: RuleSet, parts: RuleParts) -> Result<RuleVersion, Vec<RuleFault>> {
        let faults = validation::faults(&set, &parts);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(RuleVersion::indexed(set, parts))
    }

    /// A version of parts that have been validated.
    pub(super) fn indexed(set: RuleSet, parts: RuleParts) -> RuleVersion {
        let places = set.categories.iter().zip(0_u8..);
        let mut index: Vec<(Category, u8)> = places
            .map(|(rule, place)| (rule.id.clone(), place))
            .collect();
        index.sort_by(|(a, _), (b, _)| in_index(a, b));
        RuleVersion { set, parts, index }
    }

    /// Its id, kept with each decision.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.set.id
    }

    /// The part that courses and the application of かかりつけ医 look at.
    #[must_use]
    pub fn set(&self) -> &RuleSet {
        &self.set
    }

    /// What can be reached in the programme.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.parts.goals
    }

    /// A goal by its id.
    #[must_use]
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.parts.goals.iter().find(|goal| goal.id == id)
    }

    /// The title, for programmes that award one.
    #[must_use]
    pub fn qualification(&self) -> Option<&QualificationRules> {
        self.parts.qualification.as_ref()
    }

    /// Credits from before the system.
    #[must_use]
    pub fn declared(&self) -> Option<&DeclaredRules> {
        self.parts.declared.as_ref()
    }

    /// 日医生涯教育制度
    #[must_use]
    pub fn learning(&self) -> Option<&LearningRules> {
        self.parts.learning.as_ref()
    }

    /// Certificates from elsewhere.
    #[must_use]
    pub fn certificates(&self) -> &[CertificateRule] {
        &self.parts.certificates
    }

    /// A certificate from elsewhere by its id.
    #[must_use]
    pub fn certificate(&self, id: &str) -> Option<&CertificateRule> {
        self.parts.certificates.iter().find(|rule| rule.id == id)
    }

    /// The stages of an application for a goal through the association of a prefecture
    /// (domain.md "Applications": data per prefecture).
    #[must_use]
    pub fn stages<'a>(&'a self, goal: &'a Goal, prefecture: PrefectureCode) -> &'a [Tier] {
        let own = |path: &&StagePath| path.prefecture == prefecture && path.goal == goal.id;
        let path = self.parts.stage_paths.iter().find(own);
        path.map_or(&goal.stages, |path| &path.stages)
    }

    /// What doctors are told of courses in a prefecture with its own handling.
    #[must_use]
    pub fn own_handling(&self, prefecture: PrefectureCode) -> Option<&Bilingual> {
        let own = |handling: &&OwnHandling| handling.prefecture == prefecture;
        let handling = self.parts.own_handling.iter().find(own);
        handling.map(|handling| &handling.note)
    }

    /// The name of a category.
    #[must_use]
    pub fn category_label(&self, category: &Category) -> Option<&Bilingual> {
        let place = self.place(category)?;
        let rule = self.set.categories.get(usize::from(place))?;
        Some(&rule.label)
    }

    /// The place of a category in the rule set.
    pub(super) fn place(&self, category: &Category) -> Option<u8> {
        let found = self
            .index
            .binary_search_by(|(own, _)| in_index(own, category));
        found.ok().map(|at| self.index[at].1)
    }

    pub(super) fn mask<'a>(
        &self,
        categories: impl IntoIterator<Item = &'a Category>,
    ) -> CategoryMask {
        let mut mask = CategoryMask::default();
        for place in categories.into_iter().filter_map(|one| self.place(one)) {
            mask.insert(place);
        }
        mask
    }
}

/// By length and then by letters: most of the slugs that a search meets differ in length, and
/// comparing lengths costs nothing. Each credit of each doctor is looked up here.
fn in_index(a: &Category, b: &Category) -> std::cmp::Ordering {
    let (a, b) = (a.as_str(), b.as_str());
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}
