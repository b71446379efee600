//! Everybody whom the rules of a programme concern, in pages: the holders of its title and whoever
//! applies for it, prefecture by prefecture, the national association last.

use std::collections::BTreeMap;

use adapters::store::{
    Found, Key, QueueKey, Range,
    items::{
        application::ApplicationLine, association::AssociationRecord,
        qualification::QualificationRecord,
    },
    table::QueuePlace,
};
use domain::{
    application::ApplicationStatus, association::AssociationId, calendar::FiscalYear,
    contact::PrefectureCode, programme::Programme, rules::ProgrammeFacts,
};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};

use super::replay::Tried;
use crate::{Failure, Scope, applications::case::Case, titles::facts::TitleFile};

/// Prefectures, and the national association.
pub const PARTS: u32 = 48;
/// Doctors of one page, about; a page takes a second or two.
const DOCTORS: usize = 200;
/// Queues looked into for one page: most are empty.
const QUEUES: usize = 200;
/// Doctors read at once.
const AT_ONCE: usize = 16;

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Prefecture 1–47; 48 is the national association.
    part: u8,
    /// 0: the holders; then the queues of applications there.
    queue: usize,
    /// The last one seen in that queue.
    after: Option<String>,
}

/// Some doctors, and where the next ones are.
pub struct Page {
    /// The doctors.
    pub doctors: Vec<Tried>,
    /// None after the last.
    pub next: Option<Place>,
}

impl Place {
    /// Reads what [`write`](Self::write) wrote; empty is the beginning.
    ///
    /// # Errors
    /// Another text: our fault.
    pub fn read(cursor: &str) -> Result<Self, Failure> {
        if cursor.is_empty() {
            return Ok(Self {
                part: 1,
                queue: 0,
                after: None,
            });
        }
        serde_json::from_str(cursor).map_err(Failure::internal)
    }

    /// As text.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Parts that lie behind.
    #[must_use]
    pub fn done(&self) -> u32 {
        u32::from(self.part) - 1
    }

    fn prefecture(&self) -> Option<PrefectureCode> {
        PrefectureCode::from_number(self.part)
    }

    fn after_queue(&self) -> Self {
        Self {
            queue: self.queue + 1,
            after: None,
            ..*self
        }
    }

    fn after_part(&self) -> Option<Self> {
        (u32::from(self.part) < PARTS).then_some(Self {
            part: self.part + 1,
            queue: 0,
            after: None,
        })
    }
}

/// The doctors from a place on.
///
/// # Errors
/// The table's.
pub async fn page(scope: &Scope, programme: Programme, from: Place) -> Result<Page, Failure> {
    let mut next = Some(from);
    let mut doctors = Vec::new();
    let mut queues = BTreeMap::new();
    for _ in 0..QUEUES {
        let Some(place) = next.clone().filter(|_| doctors.len() < DOCTORS) else {
            break;
        };
        let part = match queues.get(&place.part) {
            Some(known) => known,
            None => {
                let found = queues_of(scope, programme, place.prefecture()).await?;
                queues.entry(place.part).or_insert(found)
            }
        };
        let Some(queue) = part.get(place.queue) else {
            next = place.after_part();
            continue;
        };
        let after = place.after.as_deref().and_then(QueuePlace::from_text);
        let most = i32::try_from(DOCTORS - doctors.len()).unwrap_or(i32::MAX);
        let (found, more) = scope
            .store
            .queue(queue, after.as_ref(), most, false)
            .await?;
        // Part 48 has no holders: every holder has a prefecture.
        let holders = place.queue == 0 && place.prefecture().is_some();
        doctors.extend(load(scope, programme, (place.prefecture(), holders), &found).await?);
        next = Some(match more {
            Some(more) => Place {
                after: Some(more.to_text()),
                ..place
            },
            None => place.after_queue(),
        });
    }
    Ok(Page { doctors, next })
}

/// The queues of a prefecture, or of the national association.
async fn queues_of(
    scope: &Scope,
    programme: Programme,
    prefecture: Option<PrefectureCode>,
) -> Result<Vec<String>, Failure> {
    let waiting = |id: &AssociationId| QueueKey::queue_of(id, "application");
    let Some(prefecture) = prefecture else {
        let national = AssociationId::national();
        let this = FiscalYear::of(scope.today());
        let rounds = scope.round_book()?;
        let queues = [this.previous(), this, this.next()]
            .into_iter()
            .flat_map(|year| rounds.rounds(programme, year))
            .map(|round| QueueKey::round_of(&national, programme, &round.id));
        return Ok(std::iter::once(waiting(&national)).chain(queues).collect());
    };
    let range = Range::associations(&prefecture.to_string());
    let found = scope.store.query(&range).await?;
    let bodies = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<AssociationRecord>, _>>()?;
    let home = AssociationId::prefectural(prefecture);
    let holders = QueueKey::holders(&home, programme);
    let applications = bodies.iter().map(|body| waiting(&body.association.id));
    Ok(std::iter::once(holders).chain(applications).collect())
}

async fn load(
    scope: &Scope,
    programme: Programme,
    (prefecture, holders): (Option<PrefectureCode>, bool),
    found: &[Found],
) -> Result<Vec<Tried>, Failure> {
    let one = |item: Found| async move {
        if holders {
            holder(scope, programme, item.decode()?).await
        } else {
            applicant(scope, programme, prefecture, item.decode()?).await
        }
    };
    stream::iter(found.to_vec())
        .map(one)
        .buffered(AT_ONCE)
        .try_filter_map(|tried| async move { Ok(tried) })
        .try_collect()
        .await
}

/// A holder; none where an application for the same title is tried instead.
async fn holder(
    scope: &Scope,
    programme: Programme,
    title: QualificationRecord,
) -> Result<Option<Tried>, Failure> {
    let number = title.register_number.clone();
    let found = scope
        .store
        .query(&TitleFile::range(&Key::doctor(&number)))
        .await?;
    let mut facts = ProgrammeFacts {
        qualification: title.fact(),
        ..ProgrammeFacts::default()
    };
    // Without an account nothing counts yet, but the title is held all the same.
    if found.iter().any(|item| item.sk() == "P") {
        let file = TitleFile::from_items(scope, &found)?;
        let pending = |line: &ApplicationLine| line.status == ApplicationStatus::Pending;
        if file.under_way(programme, None).is_some_and(pending) {
            return Ok(None);
        }
        facts.credits = file.credits(programme);
        facts.member = file.is_member();
    }
    Ok(Some(Tried {
        number,
        prefecture: title.prefecture.prefecture(),
        applicant: false,
        facts,
    }))
}

/// An application under review; none for one of another programme, or decided in between.
async fn applicant(
    scope: &Scope,
    programme: Programme,
    prefecture: Option<PrefectureCode>,
    line: ApplicationLine,
) -> Result<Option<Tried>, Failure> {
    if line.programme != programme || line.title.is_none() {
        return Ok(None);
    }
    let file = TitleFile::range(&line.partition);
    let (case, found) = futures::try_join!(
        async { scope.store.query(&Case::range(&line.id)).await },
        async { scope.store.query(&file).await },
    )?;
    let (Some(case), file) = (
        Case::from_items(&case)?,
        TitleFile::from_items(scope, &found)?,
    ) else {
        return Ok(None);
    };
    let content = case.application.content();
    let Some(title) = &content.qualification else {
        return Ok(None);
    };
    let documents = content.identity_documents.len();
    let applicant = file.applicant(programme, Some(&line.id), documents);
    Ok(Some(Tried {
        number: line.register_number,
        prefecture,
        applicant: true,
        facts: title.facts(applicant, case.application.paper()),
    }))
}
