//! Loads the demonstration world into the store, as the site itself would have written it.
//!
//! Invariants: everything goes through the checks of the site's forms ([`super::forms`]) and is
//! written as the records of `adapters::store::items`, whose effects (tallies, certificates) then
//! follow through the table's stream as for anybody else's; loading again changes nothing, because
//! every key follows from the world and rows are only ever inserted.

mod applications;
mod certified_courses;
mod courses;
mod credits;
mod doctors;
mod holders;
mod learning;
mod staff;
mod title_applicants;
mod title_applications;

use super::world::DemoWorld;
use super::{forms, ids};
use adapters::Grants;
use adapters::documents::{DocumentError, Documents};
use adapters::store::items::association::AssociationRecord;
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Record, Store, StoreError};
use api::Need;
use domain::calendar::Moment;
use domain::rejection::FieldProblem;
use domain::rules::{RuleBook, RuleFault};

/// What loading touches; for the [`Grants`] of store and documents.
pub const NEEDS: &[Need] = &[Need::InsertRows, Need::PutEvidence];

/// Grants that are just enough.
pub fn grants() -> Grants {
    Grants::of(NEEDS)
}

/// Why the world could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The table's.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bucket's.
    #[error(transparent)]
    Documents(#[from] DocumentError),
    /// A document could not be drawn.
    #[error("a document of the demonstration cannot be drawn: {0}")]
    Picture(#[from] image::ImageError),
    /// The site would refuse something in the world: a fault of the world, which its tests find.
    #[error("{what} is not valid: {problems:?}")]
    Invalid {
        /// Which part.
        what: String,
        /// What the check says.
        problems: Vec<FieldProblem>,
    },
    /// Rules that do not hold on the day of an application, or an impossible history.
    #[error("{0}")]
    Impossible(String),
    /// The rule files have faults.
    #[error("the rule files have faults: {0:?}")]
    Rules(Vec<RuleFault>),
}

/// How much was put in; what lay there already is counted too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// 医師会.
    pub associations: usize,
    /// 医師.
    pub doctors: usize,
    /// 事務局・主催者の職員.
    pub staff: usize,
    /// 研修会.
    pub courses: usize,
    /// Posted rows.
    pub credits: usize,
    /// 申請.
    pub applications: usize,
    /// 生涯教育申告書.
    pub declarations: usize,
    /// Uploaded documents.
    pub documents: usize,
    /// 認定 from before the system.
    pub titles: usize,
}

/// Loads associations, doctors and staff with their logins, external bodies, courses, credits,
/// and applications with their documents.
///
/// # Errors
/// See [`LoadError`]; what was written before stays, and loading again goes on from there.
pub async fn load(
    world: &DemoWorld,
    store: &Store,
    documents: &Documents,
) -> Result<Loaded, LoadError> {
    let associations: Vec<AssociationRecord> = world
        .associations
        .iter()
        .map(|association| AssociationRecord {
            association: forms::association(association),
        })
        .collect();
    store.insert_rows(&associations).await?;
    let doctors = doctors::registered(world)?;
    let staff = staff::write(store, world).await?;
    let book = RuleBook::embedded().map_err(LoadError::Rules)?;
    let courses = courses::checked(world)?;
    let mut ledger = credits::ledger(world, &courses)?;
    ledger.extend(learning::fed(world, &doctors)?);
    let mut titles = holders::titles(world, &doctors)?;
    let applicants = title_applicants::applicants(world, &doctors, &titles);
    for applicant in &applicants {
        ledger.extend(applicant.credits()?);
    }
    let applied = title_applications::written(&applicants, &ledger, &book)?;
    let declarations = learning::declared(world, &doctors, &ledger, &book)?;
    ledger.extend(learning::accepted(&declarations));
    courses::write(store, world, &courses, &ledger, &book).await?;
    let certified = certified_courses::write(store, world, &book).await?;
    credits::write(store, &ledger, &doctors).await?;
    // After their credits and tallies, so that nobody is told by mail of credits that waited.
    doctors::write(store, &doctors).await?;
    let renewed = |title: &QualificationRecord| {
        let same = |after: &&QualificationRecord| {
            after.register_number == title.register_number && after.programme == title.programme
        };
        applied.titles.iter().find(same).is_some()
    };
    titles.retain(|title| !renewed(title));
    titles.extend(applied.titles.iter().cloned());
    insert(store, titles.clone()).await?;
    let mut cases = applications::cases(world, &doctors, &ledger, &book)?;
    cases.extend(applied.cases);
    let declared = learning::write(store, documents, &declarations).await?;
    let documents = declared + applications::write(store, documents, &cases).await?;
    Ok(Loaded {
        associations: associations.len(),
        doctors: doctors.len(),
        staff,
        courses: courses.len() + certified,
        credits: ledger.len(),
        applications: cases.len(),
        declarations: declarations.len(),
        documents,
        titles: titles.len(),
    })
}

/// So many hours into a day in Japan.
fn at(day: time::Date, hour: i64) -> Moment {
    forms::day(day).begins().plus_hours(hour)
}

/// Records of one kind, many at once.
async fn insert<R: Record>(store: &Store, records: Vec<R>) -> Result<(), LoadError> {
    store.insert_rows(&records).await?;
    Ok(())
}

/// A random-looking name in the bucket that follows from the world.
fn object_name(subject: &str, extension: &str) -> String {
    let bytes: [u8; 24] = ids::bytes(&format!("object/{subject}"));
    format!("{}.{extension}", hex::encode(bytes))
}
