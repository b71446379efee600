//! The rules of programmes as dated data, and their evaluation (features.md L5, L9).
//!
//! A rule set holds for a programme from a day on; the files are `domain/rules/*.toml`. Code holds
//! the evaluator only: no number, list or date of a programme stands in it. Files are read natively
//! (feature `rule-files`); the browser gets the rule set as JSON and evaluates it by the same code.

mod book;
mod declared;
mod evaluation;
mod facts;
#[cfg(feature = "rule-files")]
pub(crate) mod file;
mod goal;
mod learning;
mod qualification;
mod replay;
mod rule_set;
mod travel;
mod validation;
mod version;

pub use book::RuleBook;
pub use declared::{CutOver, DeclaredRules};
pub use evaluation::{Evaluation, RequirementResult, evaluate};
pub use facts::{
    ClassroomUnits, Facts, HandedInFact, PracticalFact, PracticalItemFact, PracticalTwoFact,
};
pub use goal::{
    ActivityFact, Ask, Before, CertificateClaim, CertificateRule, Climb, ClimbStep, CreditFact,
    DeclaredFact, Fee, Goal, GoalKind, GoalRequirement, HandbookFact, Judgement, Lack, NotCounted,
    PathVerdict, ProgrammeFacts, RequirementPath, Source, StagePath, Verdict, WhyNot, Window,
    climb, judge, needed,
};
pub use learning::{LearningRules, LearningYear, MonthDay, certificate_of, learning_years};
pub use qualification::{
    ApprovalFact, ExemptionClass, ExemptionRules, GraceReason, GraceRules, PrefectureSource,
    QualificationFact, QualificationRules, QualificationStanding, ValidityPeriod,
};
pub use replay::{
    GainsAndLosses, OtherProgramme, Replay, ReplayChange, ReplayReport, ReplaySubject,
    RequirementChange, changes,
};
pub use rule_set::{
    ApplicationRules, Bilingual, CategoryRule, HandedInKind, HandedInRules, PracticalItem,
    PracticalOne, PracticalRules, PracticalTwo, PracticalTwoKind, Requirement, RequirementKind,
    RuleSet, UnitSource,
};
pub use travel::TitleRules;
pub use validation::RuleFault;
pub use version::{CATEGORIES_MAX, OwnHandling, RuleParts, RuleVersion};
