//! What stands on the papers of learning (features.md #77–#79).

use adapters::store::items::learning::PaperLine;
use api::{learning::PaperRequest, problem::ProblemKind};
use domain::{
    assurance::Assurance,
    calendar::{Date, FiscalYear},
    certificate::CertificateKind,
    curriculum::CurriculumCode,
    rejection::{Code, FieldProblem, Problems, Rejection},
    rules::{CreditFact, LearningRules, RuleVersion},
    units::Units,
};

use super::learner::Learner;
use crate::{Failure, Scope};

/// Most credits on one paper.
const MOST_LINES: usize = 300;

/// What a paper states.
pub struct Statement {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// 単位 in all.
    pub units: Units,
    /// Different codes in all.
    pub codes: Vec<CurriculumCode>,
    /// The credits; of 認定証 none.
    pub lines: Vec<PaperLine>,
}

/// The period that a request asks for, before anything is read: its first fiscal year says from
/// where to read.
///
/// # Errors
/// 422 with the fields.
pub fn since(request: &PaperRequest, today: Date) -> Result<FiscalYear, Failure> {
    let current = FiscalYear::of(today);
    match request.kind {
        CertificateKind::YearlyUnits => Ok(year_of(request)?),
        // As far back as the rules can ask for, and some years more.
        CertificateKind::Qualification => {
            let last = year_of(request)?;
            if last > current {
                return Err(invalid("year", Code::BadFiscalYear));
            }
            Ok((0..9).fold(last, |year, _| year.previous()))
        }
        CertificateKind::Attendance => Ok(FiscalYear::of(period(request, today)?.0)),
        CertificateKind::Completion => Err(invalid("kind", Code::UnknownChoice)),
    }
}

/// What the paper states, from what the doctor has earned.
///
/// # Errors
/// 409 with the reason: nothing to state, the year is not over; 422 where the 認定証 is not met.
pub fn statement(
    scope: &Scope,
    request: &PaperRequest,
    learner: &Learner,
    (version, rules): (&RuleVersion, &LearningRules),
) -> Result<Statement, Failure> {
    let today = scope.today();
    // A paper speaks for the number to strangers: a mere claim on it is not enough.
    if learner.profile.assurance != Assurance::Confirmed {
        return Err(refused(
            "証書は、本人確認が済んでから発行できます。医師免許証または医師資格証の画像を「登録情報」からお送りください。",
            "Certificates can be issued once your identity is confirmed. Please send an image of your licence from “My data”.",
        ));
    }
    match request.kind {
        CertificateKind::YearlyUnits => {
            let year = year_of(request)?;
            if year >= FiscalYear::of(today) {
                return Err(refused(
                    "学習単位取得証は、年度が終わってから発行できます。",
                    "The certificate of units can be issued once the year is over.",
                ));
            }
            let (from, to) = (year.start(), year.end());
            let within = |credit: &&CreditFact| year.contains(credit.date);
            listing(
                from,
                to,
                learner.facts.credits.iter().filter(within).collect(),
            )
        }
        CertificateKind::Qualification => {
            let (window, evaluation) = learner.certificate(version, year_of(request)?)?;
            if !window.met {
                return Err(Failure::new(ProblemKind::RequirementsUnmet).listing(&evaluation));
            }
            Ok(Statement {
                from: window.first.start(),
                to: window.last.end().min(today),
                units: window.units,
                codes: window.codes,
                lines: Vec::new(),
            })
        }
        CertificateKind::Attendance => {
            let (from, to) = period(request, today)?;
            let credits = &learner.facts.credits;
            listing(from, to, rules.attendance_certificate(credits, from, to))
        }
        CertificateKind::Completion => Err(invalid("kind", Code::UnknownChoice)),
    }
}

fn listing(from: Date, to: Date, credits: Vec<&CreditFact>) -> Result<Statement, Failure> {
    if credits.is_empty() {
        return Err(refused(
            "この期間に取得した単位がありません。",
            "There are no credits in this period.",
        ));
    }
    if credits.len() > MOST_LINES {
        return Err(refused(
            "記載できる件数を超えています。期間を短くしてください。",
            "There are more credits than fit. Please choose a shorter period.",
        ));
    }
    let mut codes: Vec<CurriculumCode> = credits
        .iter()
        .flat_map(|credit| &credit.codes)
        .copied()
        .collect();
    codes.sort_unstable();
    codes.dedup();
    Ok(Statement {
        from,
        to,
        units: credits.iter().map(|credit| credit.units).sum(),
        codes,
        lines: credits
            .into_iter()
            .map(|credit| PaperLine {
                date: credit.date,
                title: credit.title.clone(),
                origin: credit.origin,
                units: credit.units,
                codes: credit.codes.iter().copied().collect(),
            })
            .collect(),
    })
}

fn year_of(request: &PaperRequest) -> Result<FiscalYear, Failure> {
    request.year.ok_or_else(|| invalid("year", Code::Required))
}

/// The days asked for: in order, and none in the future.
fn period(request: &PaperRequest, today: Date) -> Result<(Date, Date), Failure> {
    let mut problems = Problems::new();
    let from = problems.take("from", Date::parse(&request.from));
    let to = problems.take("to", Date::parse(&request.to));
    if let Some((from, to)) = from.zip(to) {
        if to > today {
            problems.add("to", Code::InFuture);
        } else if to < from {
            problems.add("to", Code::EndBeforeStart);
        }
    }
    Ok(problems.finish(from.zip(to))?)
}

fn invalid(field: &str, rejection: impl Into<Rejection>) -> Failure {
    Failure::invalid(vec![FieldProblem::new(field, rejection)])
}

fn refused(ja: &str, en: &str) -> Failure {
    Failure::new(ProblemKind::WrongState).saying(ja, en)
}
