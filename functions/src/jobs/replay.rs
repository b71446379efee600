//! A draft of the rules tried on every holder and applicant (features.md L9).
//!
//! - Nothing is decided and nothing written but the report.
//! - Holders are found prefecture by prefecture, applicants in the queues of the associations there.
//!   Whoever holds the title and applies as well is tried once, with the application.
//! - The report names nobody: an administrator sees nobody's data (decision 0015).

use std::collections::BTreeMap;

use adapters::store::items::job::{JobRecord, JobWork};
use api::{
    problem::ProblemKind,
    rule_sets::{ReplayCount, ReplayLine, ReplayReason, ReplayView, ReplayWhat},
};
use domain::{
    calendar::Date,
    contact::PrefectureCode,
    register_number::MedicalRegisterNumber,
    rules::{
        Bilingual, ProgrammeFacts, Replay, ReplayChange, ReplayReport, ReplaySubject,
        RequirementChange, RuleVersion,
    },
};
use serde::{Deserialize, Serialize};

use super::{
    LINES_AT_ONCE, Slice,
    walk::{self, Place},
};
use crate::{Failure, Scope, rule_book, rule_sets::case::Shelf};

/// Lines that are kept: enough to see why; the counts tell how many.
const LINES_MAX: u32 = 300;

/// Which job tries a draft; one at a time.
#[must_use]
pub fn job_id(rule_set: &str) -> String {
    format!("replay.{rule_set}")
}

/// What was found so far.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Findings {
    /// The version with which the draft is compared.
    against: Option<String>,
    on: Option<Date>,
    report: ReplayReport,
    /// Names of the requirements in the report.
    labels: BTreeMap<String, Bilingual>,
    /// Names of the goals in the report.
    goals: BTreeMap<String, Bilingual>,
}

/// One doctor to be tried.
pub struct Tried {
    /// 医籍登録番号.
    pub number: MedicalRegisterNumber,
    /// Where the title is looked after, or the application waits.
    pub prefecture: Option<PrefectureCode>,
    /// Whether it is an application.
    pub applicant: bool,
    /// What is known.
    pub facts: ProgrammeFacts,
}

/// Tries the next doctors.
///
/// # Errors
/// `WrongState` when the draft is no longer there as it was; the table's.
pub async fn slice(
    scope: &Scope,
    job: &JobRecord,
    rule_set: &str,
    draft: u32,
) -> Result<Slice, Failure> {
    let shelf = Shelf::from_items(&scope.store.query(&Shelf::range()).await?)?;
    let record = shelf
        .record(rule_set)
        .filter(|record| record.v == draft)
        .ok_or_else(changed)?;
    let new = rule_book::stored(record)?;
    let on = new.set().valid_from;
    let programme = new.set().programme;
    let old = shelf.book.version(programme, on).ok_or_else(changed)?;
    let mut replay = Replay::new(old, &new, on).map_err(|_| changed())?;
    let mut findings: Findings = read(&job.report)?;
    findings.against = Some(old.id().to_owned());
    findings.on = Some(on);
    let page = walk::page(scope, programme, Place::read(&job.cursor)?).await?;
    let mut lines = Vec::new();
    let room = usize::try_from(LINES_MAX.saturating_sub(job.lines)).unwrap_or(0);
    let room = room.min(LINES_AT_ONCE);
    for tried in &page.doctors {
        let changes = replay.see(&tried.facts);
        if changes.is_empty() {
            continue;
        }
        findings.learn(&changes, (&new, old));
        if lines.len() < room {
            let line = line(scope, tried, &changes, (&new, old));
            lines.push(serde_json::to_string(&line).map_err(Failure::internal)?);
        }
    }
    findings.report.add(replay.report());
    Ok(Slice {
        done: page.next.as_ref().map_or(walk::PARTS, Place::done),
        total: walk::PARTS,
        cursor: page.next.as_ref().map(Place::write).unwrap_or_default(),
        report: serde_json::to_string(&findings).map_err(Failure::internal)?,
        lines,
        finished: page.next.is_none(),
    })
}

fn changed() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        "試している間に下書きが変わったか、なくなりました。もう一度試してください。",
        "The draft was changed or is gone. Please try it again.",
    )
}

fn read(report: &str) -> Result<Findings, Failure> {
    if report.is_empty() {
        return Ok(Findings::default());
    }
    serde_json::from_str(report).map_err(Failure::internal)
}

impl Findings {
    /// Keeps the names of what changes.
    fn learn(&mut self, changes: &[ReplayChange], versions: (&RuleVersion, &RuleVersion)) {
        for change in changes {
            if let ReplaySubject::Goal(id) = &change.subject {
                self.goals.insert(id.clone(), name(change, versions));
            }
            for requirement in &change.because {
                self.labels
                    .insert(requirement.id.clone(), requirement.label.clone());
            }
        }
    }

    fn counts(&self) -> Vec<ReplayCount> {
        let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let line = |names: &BTreeMap<String, Bilingual>, id: &String, requirement| ReplayCount {
            what: names.get(id).cloned().unwrap_or_else(title),
            requirement,
            gain: 0,
            lose: 0,
        };
        let goals = self.report.goals.iter().map(|(id, counted)| ReplayCount {
            gain: small(counted.gain),
            lose: small(counted.lose),
            ..line(&self.goals, id, false)
        });
        let requirements = self.report.requirements.iter();
        let requirements = requirements.map(|(id, counted)| ReplayCount {
            gain: small(counted.gain),
            lose: small(counted.lose),
            ..line(&self.labels, id, true)
        });
        goals.chain(requirements).collect()
    }
}

fn title() -> Bilingual {
    Bilingual {
        ja: "認定".to_owned(),
        en: "Title".to_owned(),
    }
}

/// The name of what changes, in the draft's words where it has them.
fn name(change: &ReplayChange, (new, old): (&RuleVersion, &RuleVersion)) -> Bilingual {
    match &change.subject {
        ReplaySubject::Title => title(),
        ReplaySubject::Goal(id) => {
            let goal = new.goal(id).or_else(|| old.goal(id));
            goal.map_or_else(title, |goal| goal.label.clone())
        }
    }
}

fn line(
    scope: &Scope,
    tried: &Tried,
    changes: &[ReplayChange],
    versions: (&RuleVersion, &RuleVersion),
) -> ReplayLine {
    let what = |change: &ReplayChange| ReplayWhat {
        what: name(change, versions),
        before: change.before,
        after: change.after,
        because: change.because.iter().map(reason).collect(),
    };
    ReplayLine {
        mark: mark(scope, &tried.number),
        prefecture: tried.prefecture,
        applicant: tried.applicant,
        changes: changes.iter().map(what).collect(),
    }
}

fn reason(change: &RequirementChange) -> ReplayReason {
    ReplayReason {
        label: change.label.clone(),
        met: change.after != Some(false),
        missing: change.missing.clone(),
    }
}

/// 仮番号: derived with a key that stays here, so that nobody can find the number by trying.
fn mark(scope: &Scope, number: &MedicalRegisterNumber) -> String {
    let text = hex::encode_upper(scope.derived::<4>("replay-mark", &[number.as_str()]));
    let (first, second) = text.split_at(4);
    format!("{first}-{second}")
}

/// What was found until now.
///
/// # Errors
/// The table's.
pub async fn view(scope: &Scope, job: &JobRecord) -> Result<ReplayView, Failure> {
    let findings = read(&job.report)?;
    let lines = if job.lines == 0 {
        Vec::new()
    } else {
        super::lines(scope, job).await?
    };
    let JobWork::Replay { draft, .. } = &job.work else {
        return Err(Failure::internal("not a replay"));
    };
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(ReplayView {
        progress: Some(super::progress(scope, job)),
        version: *draft,
        doctors: small(findings.report.doctors),
        changed: small(findings.report.changed),
        counts: findings.counts(),
        against: findings.against,
        on: findings.on,
        lines,
    })
}

/// A draft that was never tried.
#[must_use]
pub fn untried() -> ReplayView {
    ReplayView {
        progress: None,
        version: 0,
        against: None,
        on: None,
        doctors: 0,
        changed: 0,
        counts: Vec::new(),
        lines: Vec::new(),
    }
}
