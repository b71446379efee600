//! 日医生涯教育制度: declarations, rows of the feed, and what stands on papers of learning.

use domain::{
    application::HandedInItem,
    association::AssociationId,
    calendar::{Date, FiscalYear, Moment},
    certificate::{CertificateKind, CertificateNumber},
    credit::{CreditOrigin, RowId},
    id::ApplicationId,
    learning::{DeclarationEvent, DeclarationForm, DeclarationStatus},
    organizer::OrganizerId,
    register_number::MedicalRegisterNumber,
    units::Units,
};
use serde::{Deserialize, Serialize};

use super::doctor::EvidenceRecord;
use crate::store::{Key, QueueKey, Record};

/// The head of a declaration: what was last submitted. The status is the fold of the events; the
/// copy here is derived.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeclarationRecord {
    /// The line on the doctor's page and in the queue.
    #[serde(rename = "l")]
    pub line: DeclarationLine,
    /// As last submitted.
    #[serde(rename = "f")]
    pub form: DeclarationForm,
    /// The same, checked.
    #[serde(rename = "c")]
    pub outside: Vec<HandedInItem>,
    /// Documents used, as they were checked: officers need no look into the doctor's partition.
    #[serde(rename = "o")]
    pub evidence: Vec<EvidenceRecord>,
    /// Counts events.
    pub v: u32,
}

impl Record for DeclarationRecord {
    fn key(&self) -> Key {
        Key::declaration_head(&self.line.id)
    }
}

/// One event of a declaration. Append-only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeclarationEventRecord {
    /// Of which declaration.
    #[serde(rename = "i")]
    pub declaration: ApplicationId,
    /// 1, 2, 3 …
    #[serde(rename = "q")]
    pub sequence: u32,
    /// What happened.
    #[serde(rename = "e")]
    pub event: DeclarationEvent,
}

impl Record for DeclarationEventRecord {
    fn key(&self) -> Key {
        Key::declaration_event(&self.declaration, self.sequence)
    }
}

/// The line on the doctor's page. While it waits it stands in the association's queue too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeclarationLine {
    /// Which: follows from doctor and year.
    #[serde(rename = "i")]
    pub id: ApplicationId,
    /// Partition of the doctor.
    #[serde(rename = "p")]
    pub partition: String,
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// Doctor's name as typed.
    #[serde(rename = "n")]
    pub name: String,
    /// 年度.
    #[serde(rename = "y")]
    pub year: FiscalYear,
    /// 申告先医師会.
    #[serde(rename = "t")]
    pub association: AssociationId,
    /// Its name.
    #[serde(rename = "tn")]
    pub association_name: String,
    /// Day of the first submission.
    #[serde(rename = "d")]
    pub submitted_on: Date,
    /// Since when it waits where it is.
    #[serde(rename = "w")]
    pub waiting_since: Moment,
    /// Derived from the events.
    #[serde(rename = "s")]
    pub status: DeclarationStatus,
    /// 期限後: first submitted after the day on which it was due.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// Came back after a 差戻し.
    #[serde(rename = "b", default, skip_serializing_if = "std::ops::Not::not")]
    pub resubmitted: bool,
    /// Units of the year in the system when it was submitted.
    #[serde(rename = "u")]
    pub system_units: Units,
    /// Units from outside.
    #[serde(rename = "uo")]
    pub outside_units: Units,
    /// Reason of the last 差戻し, while it waits for the doctor.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Record for DeclarationLine {
    fn key(&self) -> Key {
        Key::declaration_line(&self.partition, self.year)
    }

    fn queue(&self) -> Option<QueueKey> {
        (self.status == DeclarationStatus::Submitted)
            .then(|| QueueKey::declarations(&self.association, self.waiting_since, &self.id))
    }
}

/// By which of its calls an organiser posted a row: row ids are unique within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeedChannel {
    /// E-learning and journal quiz.
    Feed,
    /// Units of earlier years.
    Import,
}

impl FeedChannel {
    /// As in keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FeedChannel::Feed => "feed",
            FeedChannel::Import => "import",
        }
    }
}

/// A row that was posted: what is needed to know it again, and to find its entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FeedRowRecord {
    /// Who posted it.
    #[serde(rename = "o")]
    pub organizer: OrganizerId,
    /// By which call.
    #[serde(rename = "c")]
    pub channel: FeedChannel,
    /// Own id of the row.
    #[serde(rename = "i")]
    pub row: RowId,
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub number: MedicalRegisterNumber,
    /// The day on which it was earned.
    #[serde(rename = "d")]
    pub date: Date,
    /// Where it comes from.
    #[serde(rename = "g")]
    pub origin: CreditOrigin,
    /// Hash of its contents.
    #[serde(rename = "h")]
    pub fingerprint: String,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
    /// When it was taken back.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub reversed_at: Option<Moment>,
    /// Counts changes.
    pub v: u32,
}

impl Record for FeedRowRecord {
    fn key(&self) -> Key {
        Key::feed_row(&self.organizer, self.channel.as_str(), &self.row)
    }
}

/// What stands on a paper of learning: frozen when it is asked for, so that it is the same however
/// often it is printed. The stream has it printed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PaperRecord {
    /// 証書番号.
    #[serde(rename = "n")]
    pub number: CertificateNumber,
    /// Whose.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// 氏名 as typed.
    #[serde(rename = "h")]
    pub holder: String,
    /// 学習単位取得証, 認定証 or 受講証明書.
    #[serde(rename = "k")]
    pub kind: CertificateKind,
    /// First day of what it states.
    #[serde(rename = "f")]
    pub from: Date,
    /// Last day of what it states.
    #[serde(rename = "t")]
    pub to: Date,
    /// 単位 in all.
    #[serde(rename = "u")]
    pub units: Units,
    /// Different codes in all.
    #[serde(rename = "c")]
    pub codes: Vec<domain::curriculum::CurriculumCode>,
    /// The credits, oldest first; of 認定証 none.
    #[serde(rename = "l", default)]
    pub lines: Vec<PaperLine>,
    /// Who issues it.
    #[serde(rename = "a")]
    pub association: AssociationId,
    /// Its name.
    #[serde(rename = "an")]
    pub association_name: String,
}

/// A credit on a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperLine {
    /// When.
    #[serde(rename = "d")]
    pub date: Date,
    /// 研修会名.
    #[serde(rename = "t")]
    pub title: String,
    /// Where it comes from.
    #[serde(rename = "g")]
    pub origin: CreditOrigin,
    /// 単位.
    #[serde(rename = "u")]
    pub units: Units,
    /// カリキュラムコード.
    #[serde(rename = "c")]
    pub codes: Vec<domain::curriculum::CurriculumCode>,
}

impl Record for PaperRecord {
    fn key(&self) -> Key {
        Key::paper(&self.number)
    }
}
