//! Applications: head, events, and the doctor's line.

use domain::{
    application::{ApplicationEvent, ApplicationForm, ApplicationStatus},
    association::AssociationId,
    calendar::{Date, FiscalYear, Moment},
    certificate::CertificateNumber,
    id::ApplicationId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::RoundId,
    rules::{Evaluation, GoalKind},
    units::Units,
};
use serde::{Deserialize, Serialize};

use super::doctor::EvidenceRecord;
use crate::store::{Key, QueueKey, Record};

/// The head: what was last submitted. The status is the fold of the events; the copy here is
/// derived.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApplicationRecord {
    /// The line on the doctor's page and in the queue.
    #[serde(rename = "l")]
    pub line: ApplicationLine,
    /// As last submitted.
    #[serde(rename = "f")]
    pub form: ApplicationForm,
    /// Requirements as evaluated at the last submission.
    #[serde(rename = "ev")]
    pub evaluation: Evaluation,
    /// Documents used, as they were checked: officers need no look into the doctor's partition.
    #[serde(rename = "o")]
    pub evidence: Vec<EvidenceRecord>,
    /// Counts events.
    pub v: u32,
}

impl Record for ApplicationRecord {
    fn key(&self) -> Key {
        Key::application_head(&self.line.id)
    }
}

/// One event. Append-only; the stream makes certificates of decisions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApplicationEventRecord {
    /// Of which application.
    #[serde(rename = "i")]
    pub application: ApplicationId,
    /// 1, 2, 3 …
    #[serde(rename = "q")]
    pub sequence: u32,
    /// What happened.
    #[serde(rename = "e")]
    pub event: ApplicationEvent,
}

impl Record for ApplicationEventRecord {
    fn key(&self) -> Key {
        Key::application_event(&self.application, self.sequence)
    }
}

/// The line on the doctor's page. While it waits it stands in the association's queue too, so it
/// carries what the queue shows and stays small: a queue is read by the hundred.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApplicationLine {
    /// Which.
    #[serde(rename = "i")]
    pub id: ApplicationId,
    /// Partition of the applicant.
    #[serde(rename = "p")]
    pub partition: String,
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// Applicant's name as typed.
    #[serde(rename = "n")]
    pub name: String,
    /// 会員 or 非会員, at submission.
    #[serde(rename = "e")]
    pub member: bool,
    /// Identity confirmed, when last written.
    #[serde(rename = "c")]
    pub confirmed: bool,
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// 申請先医師会.
    #[serde(rename = "t")]
    pub target: AssociationId,
    /// Its name.
    #[serde(rename = "tn")]
    pub target_name: String,
    /// 申告年度.
    #[serde(rename = "y")]
    pub fiscal_year: FiscalYear,
    /// Day of the first submission.
    #[serde(rename = "d")]
    pub submitted_on: Date,
    /// Since when it waits where it is.
    #[serde(rename = "w")]
    pub waiting_since: Moment,
    /// 審査状況, derived from the events.
    #[serde(rename = "s")]
    pub status: ApplicationStatus,
    /// Came back after a 差戻し.
    #[serde(rename = "b")]
    pub resubmitted: bool,
    /// Units in all.
    #[serde(rename = "u")]
    pub units: Units,
    /// Reason of the last 差戻し, while it waits for the doctor.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The certificate, once approved.
    #[serde(rename = "z", default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateNumber>,
    /// What an application for a title has beside that.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub title: Option<TitleLine>,
}

/// What the line of an application for a title has beside the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TitleLine {
    /// 新規 or 更新.
    #[serde(rename = "k")]
    pub kind: GoalKind,
    /// Whose turn it is: the target, or a stage above it.
    #[serde(rename = "s")]
    pub stage: AssociationId,
    /// The prefectural association through which it goes.
    #[serde(rename = "p")]
    pub prefecture: AssociationId,
    /// The round foreseen for it; once passed on, the round of its committee.
    #[serde(rename = "r")]
    pub round: RoundId,
    /// The day of that committee.
    #[serde(rename = "o")]
    pub committee: Date,
    /// The round that it came too late for.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<RoundId>,
    /// Passed on to the committee.
    #[serde(rename = "f", default, skip_serializing_if = "std::ops::Not::not")]
    pub forwarded: bool,
    /// Nothing but credits in the system: nothing in it needs an eye (L18).
    #[serde(rename = "c", default, skip_serializing_if = "std::ops::Not::not")]
    pub clean: bool,
    /// 審査・登録料 (#91).
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<FeeRecord>,
    /// The day of the committee that approved it.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// 議事録: where the minutes of that committee have it.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
}

/// 審査・登録料, as the prefecture recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRecord {
    /// In yen.
    #[serde(rename = "y")]
    pub yen: u32,
    /// Paid or not yet; or waived.
    #[serde(rename = "s")]
    pub state: domain::application::FeeState,
    /// 領収書番号.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// One entry of the fee's history. Append-only: the head has what holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeChangeRecord {
    /// Of which application.
    #[serde(rename = "i")]
    pub application: ApplicationId,
    /// When.
    #[serde(rename = "t")]
    pub at: Moment,
    /// Tells apart what was recorded in the same moment.
    #[serde(rename = "u")]
    pub unique: String,
    /// ログインID of who recorded it.
    #[serde(rename = "b")]
    pub by: String,
    /// What was recorded.
    #[serde(rename = "f")]
    pub fee: FeeRecord,
}

impl Record for FeeChangeRecord {
    fn key(&self) -> Key {
        Key::fee_change(&self.application, self.at, &self.unique)
    }
}

/// How a queue of a round builds its key.
type RoundKey =
    fn(&AssociationId, (Programme, &RoundId), &AssociationId, &ApplicationId) -> QueueKey;

impl ApplicationLine {
    /// The association whose turn it is.
    #[must_use]
    pub fn stage(&self) -> &AssociationId {
        self.title
            .as_ref()
            .map_or(&self.target, |title| &title.stage)
    }
}

impl Record for ApplicationLine {
    fn key(&self) -> Key {
        Key::application_summary(&self.partition, &self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        let round = |title: &TitleLine, key: RoundKey| {
            let of = (self.programme, &title.round);
            key(&title.stage, of, &title.prefecture, &self.id)
        };
        match (self.status, &self.title) {
            (ApplicationStatus::Pending, Some(title)) if title.forwarded => {
                Some(round(title, QueueKey::round))
            }
            (ApplicationStatus::Pending, _) => Some(QueueKey::applications(
                self.stage(),
                self.waiting_since,
                &self.id,
            )),
            (ApplicationStatus::Approved, Some(title)) => Some(round(title, QueueKey::decided)),
            _ => None,
        }
    }
}
