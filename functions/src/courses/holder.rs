//! The body behind a course holder: its name and prefecture.

use adapters::store::{
    Key,
    items::{association::AssociationRecord, organizer::OrganizerRecord},
};
use api::problem::ProblemKind;
use domain::contact::PrefectureCode;

use crate::{Failure, Scope, admission::CourseHolder};

/// Name and prefecture of whoever holds a course.
pub struct Body {
    /// Its name.
    pub name: String,
    /// The prefecture whose association approves its courses.
    pub prefecture: PrefectureCode,
}

/// The national association sits in Tokyo, and its courses go through there.
const NATIONAL_SEAT: &str = "13";

/// Reads it: one trip.
///
/// # Errors
/// 403 for a body that is not approved.
pub async fn body(scope: &Scope, holder: &CourseHolder) -> Result<Body, Failure> {
    if let Some((association, _)) = &holder.association {
        let record: AssociationRecord = scope
            .store
            .read(&Key::association(association))
            .await?
            .ok_or_else(|| Failure::internal("the own association is not registered"))?;
        let prefecture = match association.prefecture() {
            Some(prefecture) => prefecture,
            None => PrefectureCode::parse(NATIONAL_SEAT)
                .map_err(|_| Failure::internal("no such prefecture"))?,
        };
        return Ok(Body {
            name: record.association.name,
            prefecture,
        });
    }
    let record: OrganizerRecord = scope
        .store
        .read(&Key::organizer_head(&holder.organizer))
        .await?
        .ok_or(Failure::new(ProblemKind::Forbidden))?;
    if record
        .decision
        .as_ref()
        .is_none_or(|decision| !decision.approved)
    {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    Ok(Body {
        name: record.organizer.name,
        prefecture: record.organizer.prefecture,
    })
}
