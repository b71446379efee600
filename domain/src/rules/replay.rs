//! A draft of the rules tried on everybody before it is adopted (features.md L9).
//!
//! Pure, and one doctor at a time: 340,000 doctors need the memory of one. Nothing is stored and
//! nothing decided; decisions already made keep the version by which they were made.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::evaluation::RequirementResult;
use super::goal::{GoalKind, Judgement, ProgrammeFacts, Verdict, judge};
use super::qualification::QualificationStanding;
use super::rule_set::Bilingual;
use super::version::RuleVersion;
use crate::calendar::Date;
use crate::programme::Programme;

/// How a goal, or the title itself, changes for one doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayChange {
    /// What changes.
    pub subject: ReplaySubject,
    /// Whether it is reached (the title: held) by the rules that hold.
    pub before: bool,
    /// Whether it would be by the draft.
    pub after: bool,
    /// Why: requirements that would stand otherwise, in the draft's words where it has them.
    pub because: Vec<RequirementChange>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind", content = "goal")]
pub enum ReplaySubject {
    /// A goal of the programme, by its id.
    Goal(String),
    /// The title: held before, lapsed after, or the other way round.
    Title,
}

/// A requirement that would stand otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementChange {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Whether it is met; none where the rules that hold have no such requirement.
    pub before: Option<bool>,
    /// Whether it would be; none where the draft has no such requirement.
    pub after: Option<bool>,
    /// What would be missing.
    pub missing: Option<Bilingual>,
}

/// What a draft would do, counted over the doctors seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayReport {
    /// Doctors tried.
    pub doctors: u64,
    /// Doctors for whom anything would change.
    pub changed: u64,
    /// What they would gain or lose, by goal; the title under an empty id.
    pub goals: BTreeMap<String, GainsAndLosses>,
    /// How many times each requirement would stand otherwise, by its id.
    pub requirements: BTreeMap<String, GainsAndLosses>,
}

/// How many gain and how many lose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GainsAndLosses {
    /// Not before, but after.
    pub gain: u64,
    /// Before, but not after.
    pub lose: u64,
}

impl ReplayReport {
    /// Adds what was found among other doctors: a report over everybody is made in parts.
    pub fn add(&mut self, other: &ReplayReport) {
        self.doctors += other.doctors;
        self.changed += other.changed;
        for (all, part) in [
            (&mut self.goals, &other.goals),
            (&mut self.requirements, &other.requirements),
        ] {
            for (id, counted) in part {
                let sum = all.entry(id.clone()).or_default();
                sum.gain += counted.gain;
                sum.lose += counted.lose;
            }
        }
    }
}

impl GainsAndLosses {
    fn count(&mut self, before: bool, after: bool) {
        self.gain += u64::from(after && !before);
        self.lose += u64::from(before && !after);
    }
}

/// Why two versions cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherProgramme {
    /// That of the rules that hold.
    pub old: Programme,
    /// That of the draft.
    pub new: Programme,
}

/// A draft beside the rules that hold, and what was found so far.
#[derive(Clone, Debug)]
pub struct Replay<'a> {
    old: &'a RuleVersion,
    new: &'a RuleVersion,
    on: Date,
    report: ReplayReport,
}

impl<'a> Replay<'a> {
    /// Tries a draft as if everybody applied on a day.
    ///
    /// # Errors
    /// When the two are not of the same programme.
    pub fn new(
        old: &'a RuleVersion,
        new: &'a RuleVersion,
        on: Date,
    ) -> Result<Replay<'a>, OtherProgramme> {
        let (before, after) = (old.set().programme, new.set().programme);
        if before != after {
            return Err(OtherProgramme {
                old: before,
                new: after,
            });
        }
        Ok(Replay {
            old,
            new,
            on,
            report: ReplayReport::default(),
        })
    }

    /// Tries one doctor: what would change, and why. Empty for most.
    pub fn see(&mut self, facts: &ProgrammeFacts) -> Vec<ReplayChange> {
        let changes = changes(self.old, self.new, facts, self.on);
        self.report.doctors += 1;
        self.report.changed += u64::from(!changes.is_empty());
        for change in &changes {
            let id = match &change.subject {
                ReplaySubject::Goal(id) => id.clone(),
                ReplaySubject::Title => String::new(),
            };
            self.report
                .goals
                .entry(id)
                .or_default()
                .count(change.before, change.after);
            for requirement in &change.because {
                let counted = self
                    .report
                    .requirements
                    .entry(requirement.id.clone())
                    .or_default();
                counted.count(
                    requirement.before.unwrap_or(true),
                    requirement.after.unwrap_or(true),
                );
            }
        }
        changes
    }

    /// What was found.
    #[must_use]
    pub fn report(&self) -> &ReplayReport {
        &self.report
    }
}

/// What a draft would change for one doctor on a day. Goals nobody could apply for (renewal without
/// a title, a new application while holding it) are left out.
#[must_use]
pub fn changes(
    old: &RuleVersion,
    new: &RuleVersion,
    facts: &ProgrammeFacts,
    on: Date,
) -> Vec<ReplayChange> {
    let mut found = Vec::new();
    let held = |version: &RuleVersion| {
        let title = version.qualification();
        title.map_or(QualificationStanding::None, |rules| {
            rules.standing(&facts.qualification, on)
        })
    };
    let (before, after) = (held(old).holds(), held(new).holds());
    if before != after {
        let because = Vec::new();
        found.push(ReplayChange {
            subject: ReplaySubject::Title,
            before,
            after,
            because,
        });
    }
    let ids: BTreeSet<&str> = old
        .goals()
        .iter()
        .chain(new.goals())
        .map(|goal| goal.id.as_str())
        .collect();
    for id in ids {
        let judged = |version: &'_ RuleVersion| -> Option<Judged> {
            let goal = version.goal(id)?;
            let open = match goal.kind {
                GoalKind::New => !(before && after),
                GoalKind::Renewal => facts.qualification.last().is_some(),
                GoalKind::Certificate => true,
            };
            open.then(|| Judged::of(&judge(version, goal, facts, on)))
        };
        let (was, will) = (judged(old), judged(new));
        if was.is_none() && will.is_none() || was == will {
            continue;
        }
        let reached = |judged: Option<&Judged>| judged.is_some_and(|judged| judged.reached);
        let (before, after) = (reached(was.as_ref()), reached(will.as_ref()));
        let (was, will) = (was.unwrap_or_default(), will.unwrap_or_default());
        let because = differing(
            &was,
            &will,
            || explained(new, id, facts, on),
            || explained(old, id, facts, on),
        );
        let subject = ReplaySubject::Goal(id.to_owned());
        found.push(ReplayChange {
            subject,
            before,
            after,
            because,
        });
    }
    found
}

/// A judgement without its words, which cost more than judging.
#[derive(Default, PartialEq, Eq)]
struct Judged {
    reached: bool,
    /// Places and answers, in the order of the rules.
    requirements: Vec<(String, bool)>,
}

impl Judged {
    fn of(judgement: &Judgement<'_>) -> Judged {
        let answer = |verdict: &Verdict<'_>| (verdict.requirement.id.clone(), verdict.met);
        Judged {
            reached: judgement.submittable,
            requirements: judgement.verdicts.iter().map(answer).collect(),
        }
    }

    fn met(&self, id: &str) -> Option<bool> {
        self.requirements
            .iter()
            .find(|(own, _)| own == id)
            .map(|(_, met)| *met)
    }
}

fn explained(
    version: &RuleVersion,
    goal: &str,
    facts: &ProgrammeFacts,
    on: Date,
) -> Vec<RequirementResult> {
    let goal = version.goal(goal);
    goal.map_or_else(Vec::new, |goal| {
        judge(version, goal, facts, on).explained().requirements
    })
}

fn differing(
    was: &Judged,
    will: &Judged,
    new_words: impl Fn() -> Vec<RequirementResult>,
    old_words: impl Fn() -> Vec<RequirementResult>,
) -> Vec<RequirementChange> {
    let mut words = new_words();
    let known: BTreeSet<String> = words.iter().map(|result| result.id.clone()).collect();
    words.extend(
        old_words()
            .into_iter()
            .filter(|result| !known.contains(&result.id)),
    );
    let change = |result: RequirementResult| {
        let (before, after) = (was.met(&result.id), will.met(&result.id));
        (before != after).then(|| RequirementChange {
            missing: result.missing.filter(|_| after == Some(false)),
            id: result.id,
            label: result.label,
            before,
            after,
        })
    };
    words.into_iter().filter_map(change).collect()
}

#[cfg(all(test, feature = "rule-files"))]
mod tests;
