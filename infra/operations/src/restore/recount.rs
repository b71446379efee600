//! Everything that is derived, computed again from what happened, and compared with what is stored.

use std::collections::BTreeMap;

use adapters::store::{
    Found, Key, Record,
    items::{
        application::ApplicationLine, audit::AuditRecord, credit::TallyRecord,
        learning::DeclarationLine, qualification::QualificationRecord,
    },
};
use anyhow::Result;
use domain::{application::ApplicationStatus, calendar::FiscalYear};
use functions::{
    applications::case::Case, courses::case::CourseCase, learning::case::Case as Declaration,
    workers::tallies,
};
use futures::{StreamExt, TryStreamExt, stream};

use super::{Table, found};

/// Partitions read at once.
const AT_ONCE: usize = 16;

/// What was computed again, and where it does not agree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// Balances of a doctor's year.
    pub balances: usize,
    /// Statuses of applications and declarations, and what a course went through.
    pub statuses: usize,
    /// Approvals that stand in a title.
    pub approvals: usize,
    /// Lines of the audit trail that stand among those of their day.
    pub audited: usize,
    /// Where the stored copy says something else: key, and what.
    pub wrong: Vec<String>,
}

impl Recount {
    fn add(mut self, other: Self) -> Self {
        self.balances += other.balances;
        self.statuses += other.statuses;
        self.approvals += other.approvals;
        self.audited += other.audited;
        self.wrong.extend(other.wrong);
        self
    }

    fn expect(&mut self, right: bool, pk: &str, what: &str) {
        if !right {
            self.wrong.push(format!("{pk}: {what}"));
        }
    }
}

/// Recounts a whole table.
///
/// # Errors
/// The table's, or items of another shape.
pub async fn recount(table: &Table) -> Result<Recount> {
    stream::iter(table.partitions().await?)
        .map(|pk| async move {
            let items = found(&table.partition(&pk).await?);
            match pk.split_once('#').map_or("", |(kind, _)| kind) {
                "DOCTOR" => balances(&pk, &items),
                "APPLICATION" => application(table, &pk, &items).await,
                "DECLARATION" => declaration(table, &pk, &items).await,
                "COURSE" => Ok(course(&pk, &items)),
                "AUDIT" => audit(&pk, &items),
                _ => Ok(Recount::default()),
            }
        })
        .buffer_unordered(AT_ONCE)
        .try_fold(
            Recount::default(),
            |all, one| async move { Ok(all.add(one)) },
        )
        .await
}

fn balances(pk: &str, items: &[Found]) -> Result<Recount> {
    let mut recount = Recount::default();
    let stored = items.iter().filter(|item| item.sk().starts_with("Y#"));
    let mut stored: BTreeMap<FiscalYear, TallyRecord> = stored
        .map(|item| {
            item.decode()
                .map(|record: TallyRecord| (record.tally.year, record))
        })
        .collect::<Result<_, _>>()?;
    for expected in tallies::expected(items)? {
        let year = expected.tally.year;
        let right = stored.remove(&year).is_some_and(|stored| {
            stored.tally == expected.tally && stored.entries == expected.entries
        });
        recount.expect(right, pk, &format!("the balance of {year}"));
        recount.balances += 1;
    }
    for year in stored.into_keys() {
        recount.expect(false, pk, &format!("a balance of {year} without credits"));
    }
    Ok(recount)
}

async fn application(table: &Table, pk: &str, items: &[Found]) -> Result<Recount> {
    let mut recount = Recount::default();
    let case = match Case::from_items(items) {
        Ok(Some(case)) => case,
        Ok(None) => return Ok(recount),
        Err(_) => {
            recount.expect(false, pk, "a history that cannot have happened");
            return Ok(recount);
        }
    };
    let (line, status) = (&case.head.line, case.application.status());
    recount.statuses += 1;
    recount.expect(line.status == status, pk, "the status of its head");
    let doctor = found(&table.partition(&line.partition).await?);
    let key = Key::application_summary(&line.partition, &line.id);
    let shown: Option<ApplicationLine> = decoded(&doctor, &key)?;
    let right = shown.is_some_and(|shown| shown.status == status);
    recount.expect(right, pk, "the status on the doctor's page");
    if status == ApplicationStatus::Approved && line.title.is_some() {
        let key = Key::qualification(&line.register_number, line.programme);
        let title: Option<QualificationRecord> = decoded(&doctor, &key)?;
        let right = title.is_some_and(|title| {
            let mut approvals = title.approvals.iter();
            approvals.any(|approval| approval.application.as_ref() == Some(&line.id))
        });
        recount.approvals += 1;
        recount.expect(right, pk, "its approval in the title");
    }
    Ok(recount)
}

async fn declaration(table: &Table, pk: &str, items: &[Found]) -> Result<Recount> {
    let mut recount = Recount {
        statuses: 1,
        ..Recount::default()
    };
    let Ok(case) = Declaration::from_items(items) else {
        recount.expect(false, pk, "a history that cannot have happened");
        return Ok(recount);
    };
    let (line, status) = (&case.head.line, case.declaration.status());
    recount.expect(line.status == status, pk, "the status of its head");
    let doctor = found(&table.partition(&line.partition).await?);
    let key = Key::declaration_line(&line.partition, line.year);
    let shown: Option<DeclarationLine> = decoded(&doctor, &key)?;
    let right = shown.is_some_and(|shown| shown.status == status);
    recount.expect(right, pk, "the status on the doctor's page");
    Ok(recount)
}

fn course(pk: &str, items: &[Found]) -> Recount {
    let mut recount = Recount::default();
    match CourseCase::from_items(items) {
        Ok(Some(case)) => {
            recount.statuses += 1;
            let right = case.history().is_ok();
            recount.expect(right, pk, "a history that cannot have happened");
        }
        Ok(None) => {}
        Err(_) => recount.expect(false, pk, "an item of another shape"),
    }
    recount
}

/// What stands among no day's lines is in no head, so nobody would miss it.
fn audit(pk: &str, items: &[Found]) -> Result<Recount> {
    let mut recount = Recount::default();
    for item in items {
        let line: AuditRecord = item.decode()?;
        recount.audited += 1;
        let right = line.queue() == item.queue();
        recount.expect(right, pk, "a line that stands among those of another day");
    }
    Ok(recount)
}

fn decoded<T: serde::de::DeserializeOwned>(items: &[Found], key: &Key) -> Result<Option<T>> {
    let item = items.iter().find(|item| item.sk() == key.sk);
    Ok(item.map(Found::decode).transpose()?)
}
