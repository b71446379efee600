//! What judging a goal finds.

use super::facts::ProgrammeFacts;
use super::rule::{Goal, GoalRequirement, RequirementPath};
use crate::calendar::Date;
use crate::evidence::EvidenceKind;
use crate::programme::Category;
use crate::rules::qualification::{QualificationStanding, ValidityPeriod};
use crate::rules::version::RuleVersion;
use crate::units::Units;

/// How a goal stands for a doctor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// The version of the rules.
    pub version: &'a RuleVersion,
    /// The goal.
    pub goal: &'a Goal,
    /// The facts by which it was judged; sources are places in them.
    pub facts: &'a ProgrammeFacts,
    /// The day for which it was judged: that of the application.
    pub on: Date,
    /// The days from which credits can count; none where none can.
    pub window: Option<ValidityPeriod>,
    /// Every requirement, in the order of the rules.
    pub verdicts: Vec<Verdict<'a>>,
    /// What does not count, and why.
    pub not_counted: Vec<NotCounted>,
    /// Whether everything that submitting asks is met.
    pub submittable: bool,
    /// Whether everything is met by what has been checked.
    pub approvable: bool,
}

/// A credit or a declared line, by its place in the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A credit in the system.
    Credit(usize),
    /// A line that the doctor declared.
    Declared(usize),
    /// A certificate from elsewhere.
    Certificate(usize),
    /// Practice.
    Activity(usize),
}

/// Something that does not count for the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCounted {
    /// What.
    pub source: Source,
    /// Why.
    pub why: WhyNot,
}

named_variants! {
    /// Why something does not count for a goal.
    pub enum WhyNot {
        /// It lies outside the days from which credits count.
        OutsideWindow = "outside-window",
        /// It has not taken place yet.
        NotYet = "not-yet",
        /// An earlier approval has used it up.
        Used = "used",
        /// The rules know no such category.
        UnknownCategory = "unknown-category",
        /// Credits of that day are in the system, and cannot be declared.
        AfterCutOver = "after-cut-over",
        /// Declared for an earlier approval and checked: it is among the credits in the system.
        InTheSystem = "in-the-system",
        /// Nothing can be declared in this programme.
        NothingDeclared = "nothing-declared",
        /// Its photo or file is missing.
        NoEvidence = "no-evidence",
        /// More units than one line can have, none at all, or days in the wrong order.
        OutOfOrder = "out-of-order",
    }
}

/// How a requirement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    /// The requirement.
    pub requirement: &'a GoalRequirement,
    /// Whether it is met, declared things included.
    pub met: bool,
    /// Whether it is met by checked things alone.
    pub firm: bool,
    /// What there is: half units where units are asked for, else a count.
    pub have: Option<u32>,
    /// What is needed, in the same measure.
    pub need: Option<u32>,
    /// What is missing; empty exactly when it is met.
    pub lacks: Vec<Lack<'a>>,
    /// What was counted.
    pub counted: Vec<Source>,
    /// The ways, where there are several.
    pub paths: Vec<PathVerdict<'a>>,
}

/// How one of several ways stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathVerdict<'a> {
    /// The way.
    pub path: &'a RequirementPath,
    /// Its requirements.
    pub verdicts: Vec<Verdict<'a>>,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack<'a> {
    /// So many more units in these categories together.
    Units {
        /// The categories.
        categories: &'a [Category],
        /// How many.
        short: Units,
    },
    /// So many more units in this category.
    CategoryUnits {
        /// The category.
        category: &'a Category,
        /// How many.
        short: Units,
    },
    /// So many more different codes.
    Codes(u32),
    /// So much more of units and different codes together, in half units.
    Score(u32),
    /// This certificate, with its document.
    Certificate(&'a str),
    /// So many more items of practice.
    Activities(u32),
    /// The last of the credits dates from this day: too long ago.
    TooLongAgo(Option<Date>),
    /// The title is held already, until this day.
    HeldUntil(Date),
    /// There is no title to renew, or it has lapsed.
    NothingToRenew(QualificationStanding),
    /// Another application is under review.
    UnderReview,
    /// Declared lines that are not in order.
    Declared(Vec<NotCounted>),
    /// What was declared has not been checked by a second person.
    Unchecked,
    /// The handbook has not arrived.
    NoHandbook,
    /// One of these documents.
    IdentityDocument(&'a [EvidenceKind]),
    /// One of the ways.
    NoPath,
}

impl PathVerdict<'_> {
    /// Whether everything on it is met.
    #[must_use]
    pub fn met(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.met)
    }

    /// Whether everything on it is met by checked things.
    #[must_use]
    pub fn firm(&self) -> bool {
        self.verdicts.iter().all(|verdict| verdict.firm)
    }
}
