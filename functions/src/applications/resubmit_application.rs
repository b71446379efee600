//! 差戻しを直して再申請する (features.md #113).

use adapters::store::items::application::TitleLine;
use api::{ResubmitApplication, applications::ApplicationView};
use domain::{
    application::{Actor, ApplicationStatus},
    programme::Programme,
    rejection::FieldProblem,
};

use super::{
    case::{Case, refused},
    documents,
    dossier::{Dossier, Submission},
    submit_application::{identity_pending, received},
};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// The corrected form is checked as a new one; sent twice, it is submitted once.
pub async fn handle(
    scope: Scope,
    call: Writing<ResubmitApplication>,
) -> Result<Reply<ApplicationView>, Failure> {
    let doctor = &call.caller;
    if doctor.contested {
        return Err(identity_pending());
    }
    // The form says the programme; whether it is that of the case, the domain checks.
    let programme = Programme::parse(&call.body.programme)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("programme", rejection)]))?;
    let range = Dossier::range(&scope, &doctor.partition, programme)?;
    let (case, page) = futures::try_join!(Case::read(&scope, &call.path.application), async {
        scope.store.query(&range).await.map_err(Failure::from)
    })?;
    if !case.belongs_to(&doctor.partition) {
        return Err(Failure::not_found());
    }
    if case.head.line.status == ApplicationStatus::Pending && case.head.form == call.body {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    let dossier = Dossier::from_items(&scope, &page, programme)?;
    let line = &case.head.line;
    let submission =
        Submission::check(&scope, &dossier, &call.body, &line.id, line.submitted_on).await?;
    let actor = Actor::Doctor {
        register_number: doctor.number.clone(),
    };
    let application = case
        .application
        .clone()
        .resubmit(submission.content, actor, scope.now)
        .map_err(|refusal| refused(&refusal))?;
    let mut case = case.after(application, &scope);
    case.head.form = call.body.clone();
    case.head.evaluation = submission.evaluation;
    case.head.evidence = submission.evidence;
    case.head.line.target = submission.target.id;
    case.head.line.target_name = submission.target.name;
    case.head.line.units = submission.units;
    case.head.line.member = dossier.is_member();
    case.head.line.resubmitted = true;
    let before = case.head.line.title.take();
    case.head.line.title = submission.title.map(|title| TitleLine {
        fee: before.and_then(|before| before.fee).or(title.fee.clone()),
        ..title
    });

    let mut transaction = doctor.transaction();
    documents::take(
        &mut transaction,
        &mut case.head.evidence,
        &case.head.line.id,
    )?;
    case.write(&mut transaction)?;
    let mail = received(&case.head.line);
    transaction.insert(&outbox::letter(&scope, &dossier.profile.email, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(case.view(&scope)?)),
        Err(error) => {
            // Pressed twice at once: the other was faster with the same form.
            let stored = Case::read(&scope, &call.path.application).await?;
            let same = stored.head.line.status == ApplicationStatus::Pending
                && stored.head.form == call.body;
            if same {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(error.into())
            }
        }
    }
}
