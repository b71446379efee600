//! What titles are judged by: every credit that a doctor ever earned, the titles held, and the
//! applications under way. One range of the own partition, and so one trip.

use std::collections::BTreeSet;

use adapters::store::{
    Found, Key, Range,
    items::{
        application::ApplicationLine, credit::CreditRecord, doctor::ProfileRecord,
        qualification::QualificationRecord,
    },
};
use domain::{
    application::{ApplicantFacts, ApplicationStatus},
    credit::{CreditEntry, counting_entries},
    id::ApplicationId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rules::{CreditFact, QualificationFact},
};

use crate::{Failure, Scope, my_page::ledger};

/// Everything that titles look at.
pub struct TitleFile {
    /// 登録情報.
    pub profile: ProfileRecord,
    /// Own applications, of every programme.
    pub applications: Vec<ApplicationLine>,
    /// Titles, one for each programme at most.
    pub titles: Vec<QualificationRecord>,
    entries: Vec<CreditEntry>,
}

impl TitleFile {
    /// Where it lies: the credits of all years to the titles.
    #[must_use]
    pub fn range(partition: &str) -> Range {
        Range::between(partition, "L#", "T#~")
    }

    /// From the items of that range.
    ///
    /// # Errors
    /// 404 when the profile is not there; items of another shape.
    pub fn from_items(scope: &Scope, found: &[Found]) -> Result<Self, Failure> {
        let of = |prefix: &'static str| {
            found
                .iter()
                .filter(move |item| item.sk().starts_with(prefix))
        };
        let records = ledger::records(scope, found)?;
        Ok(Self {
            profile: ledger::profile(found)?.ok_or(Failure::not_found())?,
            applications: of("Q#").map(Found::decode).collect::<Result<_, _>>()?,
            titles: of("T#").map(Found::decode).collect::<Result<_, _>>()?,
            entries: records.iter().flat_map(CreditRecord::entries).collect(),
        })
    }

    /// Reads the one of a doctor: one trip.
    ///
    /// # Errors
    /// 404 when the doctor has no account.
    pub async fn read(scope: &Scope, number: &MedicalRegisterNumber) -> Result<Self, Failure> {
        let range = Self::range(&Key::doctor(number));
        Self::from_items(scope, &scope.store.query(&range).await?)
    }

    /// The title in a programme, if it was ever held.
    #[must_use]
    pub fn title(&self, programme: Programme) -> Option<&QualificationRecord> {
        self.titles
            .iter()
            .find(|title| title.programme == programme)
    }

    /// The title as the rules look at it.
    #[must_use]
    pub fn qualification(&self, programme: Programme) -> QualificationFact {
        self.title(programme)
            .map(QualificationRecord::fact)
            .unwrap_or_default()
    }

    /// The credits of a programme that count for this doctor, by day; those that an approval used
    /// up are marked.
    #[must_use]
    pub fn credits(&self, programme: Programme) -> Vec<CreditFact> {
        let used: BTreeSet<&String> = self
            .title(programme)
            .into_iter()
            .flat_map(|title| &title.approvals)
            .flat_map(|approval| &approval.used)
            .collect();
        let fact = |entry: &CreditEntry| CreditFact {
            used: used.contains(&name_of(entry)),
            ..entry.fact()
        };
        self.counting(programme).into_iter().map(fact).collect()
    }

    /// What an approval notes of the credits that it used, by their places in
    /// [`credits`](Self::credits).
    #[must_use]
    pub fn names_of(&self, programme: Programme, places: &[usize]) -> Vec<String> {
        let counting = self.counting(programme);
        let named = places.iter().filter_map(|place| counting.get(*place));
        named.map(|entry| name_of(entry)).collect()
    }

    fn counting(&self, programme: Programme) -> Vec<&CreditEntry> {
        let identity = self.profile.profile.identity();
        counting_entries(&self.entries, &identity, programme)
    }

    /// The application of a programme that is still under way, other than this one.
    #[must_use]
    pub fn under_way(
        &self,
        programme: Programme,
        but: Option<&ApplicationId>,
    ) -> Option<&ApplicationLine> {
        self.applications.iter().find(|line| {
            line.programme == programme
                && Some(&line.id) != but
                && matches!(
                    line.status,
                    ApplicationStatus::Pending | ApplicationStatus::SentBack
                )
        })
    }

    /// What is known of the applicant beside the application `of`.
    #[must_use]
    pub fn applicant(
        &self,
        programme: Programme,
        of: Option<&ApplicationId>,
        identity_documents: usize,
    ) -> ApplicantFacts {
        ApplicantFacts {
            credits: self.credits(programme),
            qualification: self.qualification(programme),
            under_review: self.under_way(programme, of).is_some(),
            member: self.is_member(),
            identity_documents: u32::try_from(identity_documents).unwrap_or(u32::MAX),
        }
    }

    /// 医師会員, of any association.
    #[must_use]
    pub fn is_member(&self) -> bool {
        !self.profile.memberships.is_empty()
    }
}

/// What tells one credit of a doctor from the others.
#[must_use]
pub fn name_of(entry: &CreditEntry) -> String {
    let course = entry.course.as_ref().map(ToString::to_string);
    format!(
        "{}#{}#{}#{}",
        course.unwrap_or_default(),
        entry.organizer,
        entry.row,
        entry.category
    )
}
