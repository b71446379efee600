//! 生涯教育申告書を提出する, and again after a 差戻し (features.md #80, #104–#106, L15).
//!
//! Natural key: doctor and year. A declaration after the day on which it was due is taken and
//! marked: the rules name a day and no consequence, so the association decides.

use std::collections::BTreeSet;

use adapters::{
    mail::DeclarationStep,
    store::{
        Found, Key,
        items::{
            doctor::EvidenceRecord,
            learning::{DeclarationLine, DeclarationRecord},
        },
    },
};
use api::{SubmitDeclaration, learning::MyDeclaration, problem::ProblemKind};
use domain::{
    application::{Actor, HandedInItem},
    calendar::FiscalYear,
    id::{ApplicationId, EvidenceId},
    learning::{Deadline, DeclarationEventKind, DeclarationStatus, LearningDeclaration},
    rejection::{Code, FieldProblem, Rejection},
    rules::LearningRules,
};

use super::{
    case::Case,
    learner::{Learner, range, rules},
    read_my_declaration::{association, target, view},
};
use crate::{
    Failure, Reply, Scope,
    admission::Doctor,
    applications::{documents, submit_application::identity_pending},
    pipeline::Writing,
};

/// Most documents of one declaration: each is marked in the transaction that submits it.
const MOST_DOCUMENTS: usize = 80;

/// Checks everything first; one transaction then writes it, or nothing.
pub async fn handle(
    scope: Scope,
    call: Writing<SubmitDeclaration>,
) -> Result<Reply<MyDeclaration>, Failure> {
    let doctor = &call.caller;
    if doctor.contested {
        return Err(identity_pending());
    }
    let (year, body) = (call.path.year, &call.body);
    let found = scope.store.query(&range(&doctor.partition, year)).await?;
    let learner = Learner::from_items(&scope, &found)?;
    let before = match learner.declaration(year) {
        Some(line) => Some(Case::read(&scope, &line.id).await?),
        None => None,
    };
    if let Some(case) = &before
        && case.head.line.status != DeclarationStatus::SentBack
    {
        return if case.head.form == body.form {
            Ok(Reply::ok(
                view(&scope, &learner, before.as_ref(), year).await?,
            ))
        } else {
            Err(already_there(case.head.line.status))
        };
    }
    let (_, learning) = rules(&scope)?;
    let today = scope.today();
    let deadline = Deadline::of(learning, year).ok_or(Failure::not_found())?;
    if before.is_none() {
        open(&scope, &deadline)?;
    }
    let outside = body.form.check(learning, year, today)?;
    let id = declaration_id(&scope, doctor, year);
    let mut evidence = evidence_of(&scope, doctor, &id, learning, &outside).await?;
    let mut case = match before {
        Some(case) => {
            case.seen_as(body.version)?;
            let actor = Actor::Doctor {
                register_number: doctor.number.clone(),
            };
            let mut case =
                case.then(&scope, actor, DeclarationEventKind::Resubmitted { outside })?;
            case.head.line.resubmitted = true;
            case
        }
        None if body.version == 0 => {
            new_case(
                &scope,
                doctor,
                &learner,
                id,
                (deadline.is_late(today), outside),
                year,
            )
            .await?
        }
        None => return Err(Failure::new(ProblemKind::Changed)),
    };
    case.head.form = body.form.clone();
    case.head.outside = case.declaration.outside().to_vec();
    case.head.line.system_units = learner.year(year).units;
    let mut transaction = doctor.transaction();
    documents::take(&mut transaction, &mut evidence, &case.head.line.id)?;
    case.head.evidence = evidence;
    let place = case.write(&mut transaction)?;
    transaction.insert(&case.letter(&scope, &learner.profile, DeclarationStep::Submitted)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::created(
            view(&scope, &learner, Some(&case), year).await?,
        )),
        Err(error) if error.refused_at(place) => {
            // Another tab was faster with the same declaration.
            let stored = Case::read(&scope, &case.head.line.id).await?;
            if stored.head.form == body.form {
                Ok(Reply::ok(
                    view(&scope, &learner, Some(&stored), year).await?,
                ))
            } else {
                Err(Failure::new(ProblemKind::Changed))
            }
        }
        Err(error) => Err(Failure::of_commit(error)),
    }
}

/// Refuses a first declaration of a year that is not over, or long over.
fn open(scope: &Scope, deadline: &Deadline) -> Result<(), Failure> {
    let today = scope.today();
    let (ja, en) = if today < deadline.opens {
        let opens = deadline.opens;
        (
            format!("この年度の申告は、{}から提出できます。", opens.in_words()),
            format!("This year can be declared from {opens} on."),
        )
    } else if deadline.year < FiscalYear::of(today).previous() {
        (
            "提出できるのは前年度分の申告書のみです。それより前の年度については、所属の医師会にご相談ください。"
                .to_owned(),
            "Only the last fiscal year can be declared. Please ask your association about earlier ones."
                .to_owned(),
        )
    } else {
        return Ok(());
    };
    Err(Failure::new(ProblemKind::WrongState).saying(ja, en))
}

fn already_there(status: DeclarationStatus) -> Failure {
    let (ja, en) = if status == DeclarationStatus::Accepted {
        (
            "この年度の申告書はすでに受理されています。変更はできません。",
            "The declaration of this year has been accepted. It cannot be changed.",
        )
    } else {
        (
            "この年度の申告書はすでに提出されています。医師会の確認をお待ちください。",
            "The declaration of this year has been submitted. Please wait for the association.",
        )
    };
    Failure::new(ProblemKind::WrongState).saying(ja, en)
}

/// One for each doctor and year, so that pressing twice submits once. By the login too: who takes a
/// number over from a mere claimant declares anew.
fn declaration_id(scope: &Scope, doctor: &Doctor, year: FiscalYear) -> ApplicationId {
    let parts = [doctor.partition.as_str(), &doctor.login, &year.to_string()];
    ApplicationId::new(scope.derived("declaration", &parts))
}

async fn new_case(
    scope: &Scope,
    doctor: &Doctor,
    learner: &Learner,
    id: ApplicationId,
    (late, outside): (bool, Vec<HandedInItem>),
    year: FiscalYear,
) -> Result<Case, Failure> {
    let target = association(scope, &target(learner)).await?;
    let declaration = LearningDeclaration::submit(
        doctor.number.clone(),
        year,
        target.id.clone(),
        (late, outside),
        scope.now,
    );
    let line = DeclarationLine {
        id,
        partition: doctor.partition.clone(),
        register_number: doctor.number.clone(),
        name: learner.profile.profile.name.kanji.to_string(),
        year,
        association: target.id,
        association_name: target.name,
        submitted_on: scope.today(),
        waiting_since: scope.now,
        status: declaration.status(),
        late,
        resubmitted: false,
        system_units: learner.year(year).units,
        outside_units: declaration.outside_units(),
        reason: None,
    };
    Ok(Case {
        head: DeclarationRecord {
            line,
            form: Default::default(),
            outside: Vec::new(),
            evidence: Vec::new(),
            v: 1,
        },
        declaration,
    })
}

/// The documents that the items name: own, checked, of a kind that the rules accept there, and with
/// no other application: one trip.
async fn evidence_of(
    scope: &Scope,
    doctor: &Doctor,
    id: &ApplicationId,
    rules: &LearningRules,
    outside: &[HandedInItem],
) -> Result<Vec<EvidenceRecord>, Failure> {
    let ids: BTreeSet<&EvidenceId> = outside.iter().flat_map(|item| &item.evidence).collect();
    if ids.len() > MOST_DOCUMENTS {
        let many = Rejection::new(Code::TooMany).with("max", MOST_DOCUMENTS);
        return Err(Failure::invalid(vec![FieldProblem::new("outside", many)]));
    }
    let key = |id: &EvidenceId| Key::evidence(&doctor.partition, id);
    let keys: Vec<Key> = ids.into_iter().map(key).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let found = scope.store.get_many(&keys).await?;
    let records = found.iter().map(Found::decode);
    let records: Vec<EvidenceRecord> = records.collect::<Result<_, _>>()?;
    let usable = |record: &EvidenceRecord| {
        let free = record.used_by.as_ref().is_none_or(|user| user == id);
        record.media_type.is_some() && !record.forgotten && free
    };
    let mut wrong = Vec::new();
    for (index, item) in outside.iter().enumerate() {
        let kind = rules.outside.iter().find(|kind| kind.id == item.kind);
        for (place, id) in item.evidence.iter().enumerate() {
            let record = records.iter().find(|record| record.id == *id);
            let fits = record.is_some_and(|record| {
                usable(record) && kind.is_some_and(|kind| kind.evidence.contains(&record.kind))
            });
            if !fits {
                let field = format!("outside[{index}].evidence[{place}]");
                wrong.push(FieldProblem::new(field, Code::UnknownChoice));
            }
        }
    }
    if wrong.is_empty() {
        return Ok(records);
    }
    Err(Failure::invalid(wrong).saying(
        "アップロードが終わっていない書類、この種類では使えない書類、またはほかの申請で使われている書類があります。もう一度アップロードしてください。",
        "A document has not been uploaded completely, is of another kind, or stands with another application. Please upload it again.",
    ))
}
