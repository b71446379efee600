//! 研修会: one course of the catalogue (features.md #131, L6).

use adapters::store::{Key, items::course::HeldCourseRecord};
use api::{ReadAnnouncedCourse, catalogue::CatalogueCourse};
use domain::id::CourseId;

use super::{list_catalogue::KEPT, search};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadAnnouncedCourse>,
) -> Result<Reply<CatalogueCourse>, Failure> {
    let course = announced(&scope, &call.path.course).await?;
    Ok(Reply::ok(course).kept_for(KEPT))
}

/// An approved course, held or to come.
///
/// # Errors
/// 404 for one that is not approved, whether there is such a course or not.
pub async fn announced(scope: &Scope, id: &CourseId) -> Result<CatalogueCourse, Failure> {
    let key = Key::held_course(id, "all");
    let found: Option<HeldCourseRecord> = scope.store.read(&key).await?;
    let record = found.ok_or(Failure::not_found())?;
    Ok(search::view(record, scope.rule_book()?))
}
