//! 研修会を申請する (features.md #58).

use adapters::store::items::course::CourseRecord;
use api::{CreateCourse, courses::CourseView, problem::ProblemKind};
use domain::{
    course::{Course, CourseEventKind, CourseState},
    id::CourseId,
};

use super::{
    case::{self, CourseCase},
    holder,
};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// The id follows from organiser and key: sent twice, it is one course.
pub async fn handle(
    scope: Scope,
    call: Writing<CreateCourse>,
) -> Result<Reply<CourseView>, Failure> {
    let key = call.idempotency_key()?.to_owned();
    let holder = &call.caller;
    let description = call.body.check(scope.today())?;
    let body = holder::body(&scope, holder).await?;
    let id = CourseId::new(scope.derived("course", &[holder.organizer.as_str(), &key]));
    let case = CourseCase {
        head: CourseRecord {
            course: Course {
                id: id.clone(),
                organizer: holder.organizer.clone(),
                organizer_name: body.name.clone(),
                prefecture: body.prefecture,
                description,
                state: CourseState::Withdrawn,
            },
            path: Vec::new(),
            round: None,
            posted: 0,
            events: 0,
            v: 0,
        },
        form: call.body.clone(),
        events: Vec::new(),
        waiting: None,
    };
    case::check_categories(&scope, &case.form, case.course())?;
    let case = case
        .after(&scope, CourseEventKind::Submitted, &body.name)
        .await?;
    let mut transaction = holder.transaction();
    let place = case.write(&mut transaction)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::created(case.view(&scope)?)),
        Err(error) if error.refused_at(place) => {
            let stored = CourseCase::read(&scope, &id).await?;
            if stored.form == call.body {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(Failure::new(ProblemKind::KeyReused))
            }
        }
        Err(error) => Err(error.into()),
    }
}
