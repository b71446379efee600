//! What officers decide of an application for a title: judged again by what is there on that day,
//! so that a credit reversed since, or a handbook that says less, is seen in time.

use std::collections::BTreeSet;

use adapters::{
    mail::{Mail, TitleMail, TitleStep},
    store::{
        Transaction,
        items::{
            application::{ApplicationLine, TitleLine},
            certificate::CertificateSummaryRecord,
            credit::CreditRecord,
            doctor::ProfileRecord,
            qualification::{ApprovalRecord, QualificationRecord},
        },
    },
};
use api::problem::ProblemKind;
use domain::{
    application::{Actor, Posting, QualificationContent, check_minutes},
    calendar::Date,
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix},
    rejection::{Code, FieldProblem},
    rules::{Evaluation, GoalKind, QualificationRules, RuleVersion, Source, needed},
};

use super::{
    facts::{TitleFile, name_of},
    submission, view,
};
use crate::{
    Failure, Scope,
    applications::case::{Case, refused},
    my_page::ledger,
    outbox,
};

/// How an application stands now.
pub struct Standing {
    /// Requirement by requirement.
    pub evaluation: Evaluation,
    /// Everything is met by what has been checked.
    pub approvable: bool,
    /// Nothing in it but credits in the system (L18).
    pub clean: bool,
    kind: GoalKind,
    needed: Vec<Source>,
    file: TitleFile,
}

/// Judges an application again, by the rules under which it was submitted: one trip.
///
/// # Errors
/// The table's; a title's application without one is a fault.
pub async fn standing(scope: &Scope, case: &Case) -> Result<Standing, Failure> {
    let line = &case.head.line;
    let file = TitleFile::read(scope, &line.register_number).await?;
    let content = case.application.content();
    let version = version_of(scope, case)?;
    let goal = content
        .qualification
        .as_ref()
        .and_then(|title| version.goal(&title.goal))
        .ok_or_else(|| Failure::internal("an application for a title without its goal"))?;
    let facts = submission::facts(&file, content, &line.id, case.application.paper());
    let days = [scope.today(), line.submitted_on];
    let judgement = submission::judged(version, goal, &facts, days);
    let needed = needed(version, goal, &facts, judgement.on);
    let in_the_system = content
        .qualification
        .as_ref()
        .is_some_and(QualificationContent::is_in_the_system);
    Ok(Standing {
        evaluation: judgement.explained(),
        approvable: judgement.approvable,
        clean: judgement.approvable && in_the_system,
        kind: goal.kind,
        needed,
        file,
    })
}

/// The rules under which an application was submitted.
fn version_of<'a>(scope: &'a Scope, case: &Case) -> Result<&'a RuleVersion, Failure> {
    scope
        .rule_book()?
        .version_by_id(&case.application.content().rule_set)
        .ok_or_else(|| Failure::internal("the rules of an application are gone"))
}

impl Standing {
    /// Refuses what cannot be passed on or approved as it stands.
    ///
    /// # Errors
    /// 422 with what is not met, or with what has not been checked.
    pub fn require_approvable(&self) -> Result<(), Failure> {
        if self.approvable {
            return Ok(());
        }
        Err(Failure::new(ProblemKind::RequirementsUnmet)
            .listing(&self.evaluation)
            .saying(
                "要件を満たしていないか、申告内容の確認が済んでいません。",
                "The requirements are not met, or what was declared has not been checked.",
            ))
    }
}

/// 日医承認: event, title and certificate in one transaction; the stream has the certificate made.
/// The day is that of the committee, that of the round where none is given; `minutes` says where its
/// minutes have it.
///
/// # Errors
/// 422 for a day that cannot be, and for requirements not met; 409 when it does not stand there.
pub async fn approve(
    scope: &Scope,
    transaction: &mut Transaction,
    actor: Actor,
    case: Case,
    profile: &ProfileRecord,
    (decided_on, minutes): (Option<Date>, Option<String>),
) -> Result<Case, Failure> {
    let Some(title) = case.head.line.title.clone() else {
        return Err(Failure::internal("an application without a title"));
    };
    let decided_on = decided_on.unwrap_or(title.committee);
    let standing = standing(scope, &case).await?;
    let application = case
        .application
        .clone()
        .approve_by_committee((decided_on, minutes.clone()), actor, scope.now)
        .map_err(|refusal| refused(&refusal))?;
    check_day(scope, &case.head.line, decided_on)?;
    standing.require_approvable()?;
    let mut case = case.after(application, scope);
    let used = used(transaction, scope, &case, &title, &standing, profile)?;
    let version = version_of(scope, &case)?;
    let rules = version
        .qualification()
        .ok_or_else(|| Failure::internal("rules without a title"))?;
    let (record, valid_until) = renewed(rules, &case, &title, (standing, used), decided_on)?;
    let certificate = certificate(scope, &case, decided_on, valid_until);
    let record = with_certificate(record, &certificate);
    case.head.line.certificate = Some(certificate.number.clone());
    case.head.line.title = Some(TitleLine {
        decided_on: Some(decided_on),
        minutes,
        ..title
    });
    case.write(transaction)?;
    if record.v == 1 {
        transaction.insert(&record)?;
    } else {
        transaction.replace(&record, record.v - 1)?;
    }
    transaction.insert(&certificate)?;
    let line = &case.head.line;
    if let Some(title) = &line.title {
        let mail = mail(line, title, TitleStep::Approved { valid_until });
        transaction.insert(&outbox::to_doctor(scope, profile, Mail::Title(mail))?)?;
    }
    Ok(case)
}

/// 議事録, as typed.
///
/// # Errors
/// 422 beside the field.
pub fn minutes(text: &str) -> Result<Option<String>, Failure> {
    check_minutes(text)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("minutes", rejection)]))
}

/// The day of a committee is past or today, and not before the application.
fn check_day(scope: &Scope, line: &ApplicationLine, decided_on: Date) -> Result<(), Failure> {
    let wrong = |code: Code| {
        Err(Failure::invalid(vec![FieldProblem::new(
            "decided_on",
            code,
        )]))
    };
    if decided_on > scope.today() {
        wrong(Code::InFuture)
    } else if decided_on < line.submitted_on {
        wrong(Code::InPast)
    } else {
        Ok(())
    }
}

/// The title after the approval, and until when it is valid.
fn renewed(
    rules: &QualificationRules,
    case: &Case,
    title: &TitleLine,
    (standing, used): (Standing, Vec<String>),
    decided_on: Date,
) -> Result<(QualificationRecord, Date), Failure> {
    let line = &case.head.line;
    let before = standing.file.title(line.programme).cloned();
    let held = standing.file.qualification(line.programme);
    let fact = rules
        .approval(standing.kind, &held, decided_on)
        .ok_or_else(|| Failure::internal("a renewal of a title that was never held"))?;
    let valid_until = fact.validity.to;
    let (mut approvals, v) = before.map_or((Vec::new(), 0), |one| (one.approvals, one.v));
    approvals.push(ApprovalRecord {
        fact,
        certificate: None,
        application: Some(line.id.clone()),
        used,
    });
    let record = QualificationRecord {
        register_number: line.register_number.clone(),
        programme: line.programme,
        approvals,
        grace: None,
        prefecture: title.prefecture.clone(),
        on_paper: None,
        v: v + 1,
    };
    Ok((record, valid_until))
}

/// Puts what was declared and found on paper among the doctor's credits (L14), and tells what of all
/// credits the approval uses up.
fn used(
    transaction: &mut Transaction,
    scope: &Scope,
    case: &Case,
    title: &TitleLine,
    standing: &Standing,
    profile: &ProfileRecord,
) -> Result<Vec<String>, Failure> {
    let mut credits = Vec::new();
    let mut lines = BTreeSet::new();
    for source in &standing.needed {
        match source {
            Source::Credit(place) => credits.push(*place),
            Source::Declared(place) => {
                lines.insert(*place);
            }
            Source::Certificate(_) | Source::Activity(_) => {}
        }
    }
    let mut used = standing.file.names_of(case.head.line.programme, &credits);
    let raw_since = ledger::raw_since(scope.today());
    let (name, prefecture) = (profile.profile.name.kanji.to_string(), &title.prefecture);
    let posting = Posting {
        association: prefecture,
        association_name: &view::association_name(prefecture),
        name: &name,
        at: scope.now,
    };
    for (place, entry) in case.application.paper_credits(posting) {
        if lines.contains(&place) {
            used.push(name_of(&entry));
        }
        let late = entry.date < raw_since;
        transaction.insert(&CreditRecord::outside(entry, late))?;
    }
    Ok(used)
}

/// 認定証: its number follows from the application, so it is one however often it is decided.
fn certificate(
    scope: &Scope,
    case: &Case,
    decided_on: Date,
    valid_until: Date,
) -> CertificateSummaryRecord {
    let line = &case.head.line;
    let kind = CertificateKind::Qualification;
    CertificateSummaryRecord {
        register_number: line.register_number.clone(),
        number: CertificateNumber::new(
            NumberPrefix::of(kind, line.programme),
            decided_on.year(),
            scope.derived("certificate-number", &[line.id.as_str()]),
        ),
        kind,
        programme: line.programme,
        application: line.id.clone(),
        issued_on: decided_on,
        valid_until: Some(valid_until),
        object: None,
        status: CertificateStatus::Valid,
        v: 1,
    }
}

fn with_certificate(
    mut record: QualificationRecord,
    certificate: &CertificateSummaryRecord,
) -> QualificationRecord {
    if let Some(last) = record.approvals.last_mut() {
        last.certificate = Some(certificate.number.to_string());
    }
    record
}

/// What is said of an application for a title.
#[must_use]
pub fn mail(line: &ApplicationLine, title: &TitleLine, step: TitleStep) -> TitleMail {
    TitleMail {
        step,
        programme: line.programme,
        association: line.target_name.clone(),
        round: title.round.clone(),
        committee: title.decided_on.unwrap_or(title.committee),
        missed: title.missed.clone(),
    }
}
