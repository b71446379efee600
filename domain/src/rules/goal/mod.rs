//! What can be reached in a programme (新規, 更新, 認定証), and whether it has been
//! (features.md #63–#66, #82–#84, L5).
//!
//! Invariants:
//! * No number, list or date of a programme stands here: [`Goal`]s are data.
//! * [`judge`] is pure, needs no order of the credits, and says for each requirement what it counted.
//! * What a doctor declared counts at once for submitting; only what was checked counts for approval.

mod climb;
mod evaluation;
mod explanation;
mod facts;
mod judgement;
mod rule;
#[cfg(all(test, feature = "rule-files"))]
mod tests;
mod verdicts;

pub use climb::{Climb, ClimbStep, climb};
pub use evaluation::{judge, needed};
pub use facts::{
    ActivityFact, CertificateClaim, CreditFact, DeclaredFact, HandbookFact, ProgrammeFacts,
};
pub use judgement::{Judgement, Lack, NotCounted, PathVerdict, Source, Verdict, WhyNot};
pub use rule::{
    Ask, Before, CertificateRule, Fee, Goal, GoalKind, GoalRequirement, RequirementPath, StagePath,
    Window,
};
