//! 更新のお知らせ (features.md #94): each holder is told at each distance before the last day, once.
//!
//! What was sent stands under holder, programme, last day and distance, written in the transaction
//! that puts the mail into the outbox: however often a slice is begun, one mail goes out. A renewal
//! under way is left in peace; should it be withdrawn, the notice that is due then goes out.

use adapters::{
    mail::{Mail, RenewalNotice, SafeRound},
    store::{
        StoreError, Transaction,
        items::{
            holder::{NoticeRecord, NoticeWay},
            job::JobRecord,
        },
    },
};
use api::holders::Reach;
use domain::{
    calendar::Date,
    contact::PrefectureCode,
    programme::Programme,
    rules::{QualificationStanding, RuleVersion},
};
use serde::{Deserialize, Serialize};

use super::Slice;
use crate::{
    Failure, Scope,
    holders::{known, letters, letters::Due, listing},
    outbox,
};

/// Titles looked at in one slice, about.
const TITLES: usize = 100;

/// The job of a day.
#[must_use]
pub fn job_id(on: Date) -> String {
    format!("notices.{on}")
}

/// Where a slice begins.
#[derive(Serialize, Deserialize)]
struct Place {
    /// Place of the programme among all.
    programme: usize,
    /// Prefecture 1–47.
    prefecture: u8,
    /// The last title seen there.
    after: Option<String>,
}

/// What was done so far.
#[derive(Default, Serialize, Deserialize)]
struct Sent {
    mails: u32,
    /// Waiting to be printed as letters.
    letters: u32,
    /// Neither mail nor address.
    nobody: u32,
}

/// Tells the next holders.
///
/// # Errors
/// The table's.
pub async fn slice(scope: &Scope, job: &JobRecord, on: Date) -> Result<Slice, Failure> {
    let mut place = read(&job.cursor)?;
    let mut sent: Sent = if job.report.is_empty() {
        Sent::default()
    } else {
        serde_json::from_str(&job.report).map_err(Failure::internal)?
    };
    let mut seen = 0;
    // A job of a day that is over is not made up for: today's tells what is due today.
    while let Some(now) = place.take_if(|_| seen < TITLES && on == scope.today()) {
        place = next_page(scope, now, &mut sent, &mut seen).await?;
    }
    let finished = place.is_none() || on != scope.today();
    let all = Programme::ALL.len() * 47;
    let done = place.as_ref().map_or(all, |place| {
        place.programme * 47 + usize::from(place.prefecture) - 1
    });
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Slice {
        done: small(done),
        total: small(all),
        cursor: match &place {
            Some(place) => serde_json::to_string(place).map_err(Failure::internal)?,
            None => String::new(),
        },
        report: serde_json::to_string(&sent).map_err(Failure::internal)?,
        lines: Vec::new(),
        finished,
    })
}

fn read(cursor: &str) -> Result<Option<Place>, Failure> {
    if cursor.is_empty() {
        return Ok(Some(Place {
            programme: 0,
            prefecture: 1,
            after: None,
        }));
    }
    serde_json::from_str(cursor).map_err(Failure::internal)
}

impl Place {
    fn next_programme(&self) -> Option<Place> {
        (self.programme + 1 < Programme::ALL.len()).then_some(Place {
            programme: self.programme + 1,
            prefecture: 1,
            after: None,
        })
    }

    fn next_prefecture(&self) -> Option<Place> {
        if PrefectureCode::from_number(self.prefecture + 1).is_none() {
            return self.next_programme();
        }
        Some(Place {
            prefecture: self.prefecture + 1,
            after: None,
            ..*self
        })
    }
}

async fn next_page(
    scope: &Scope,
    place: Place,
    sent: &mut Sent,
    seen: &mut usize,
) -> Result<Option<Place>, Failure> {
    let today = scope.today();
    let programme = Programme::ALL[place.programme];
    let version = scope.rule_book()?.version(programme, today);
    let rules = version.and_then(|version| Some((version, version.qualification()?)));
    let distances = scope.round_book()?.notice_distances(programme, today);
    let home = PrefectureCode::from_number(place.prefecture);
    let (Some((version, rules)), Some(home), false) = (rules, home, distances.is_empty()) else {
        return Ok(place.next_programme());
    };
    let days = letters::days(rules, distances, today);
    let after = place.after.as_deref();
    let page = listing::titles(scope, programme, &[home], days, after).await?;
    *seen += page.titles.len();
    for due in letters::unsent(scope, version, page.titles).await? {
        match due.known.reach() {
            Reach::Mail => sent.mails += u32::from(tell(scope, version, &due).await?),
            Reach::Post => sent.letters += 1,
            Reach::Nobody => sent.nobody += 1,
        }
    }
    Ok(match page.next {
        Some(after) => Some(Place {
            after: Some(after),
            ..place
        }),
        None => place.next_prefecture(),
    })
}

/// Sends one notice; false where it was sent already.
async fn tell(scope: &Scope, version: &RuleVersion, due: &Due) -> Result<bool, Failure> {
    let Some(file) = &due.known.file else {
        return Ok(false);
    };
    let record = NoticeRecord {
        register_number: due.known.title.register_number.clone(),
        programme: due.known.title.programme,
        last: due.last,
        distance: due.distance.id(),
        way: NoticeWay::Mail,
        at: scope.now,
        by: None,
    };
    let mail = Mail::RenewalNotice(notice(scope, version, due)?);
    let mut transaction = Transaction::new();
    transaction.insert(&record)?;
    transaction.insert(&outbox::to_doctor(scope, &file.profile, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(true),
        Err(StoreError::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn notice(scope: &Scope, version: &RuleVersion, due: &Due) -> Result<RenewalNotice, Failure> {
    let today = scope.today();
    let rules = version
        .qualification()
        .ok_or_else(|| Failure::internal("a title without rules"))?;
    let standing = due.known.standing(version, today);
    let ended = match standing {
        QualificationStanding::Exempt { expired, .. }
        | QualificationStanding::Grace { expired, .. } => Some(expired),
        _ => None,
    };
    let safe = due.known.safe_days(scope, standing)?;
    let requirements = due.known.requirements(version, today);
    Ok(RenewalNotice {
        title: rules.label.clone(),
        last: due.last,
        ended,
        safe: safe
            .into_iter()
            .map(|safe| SafeRound {
                round: safe.round.in_words(),
                missed: safe.day < today,
                day: safe.day,
            })
            .collect(),
        missing: known::missing(requirements),
    })
}
