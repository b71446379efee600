//! The name of every enum value as people read it, Japanese and English, once.
//!
//! The Japanese words are those of the manuals (style.md "Names").

use crate::access::Role;
use crate::application::{ApplicationStatus, FeeState, RefusalReason};
use crate::association::{AssociationKind, MemberType, Tier};
use crate::assurance::{Assurance, ClaimOutcome};
use crate::certificate::{CertificateKind, CertificateStatus};
use crate::course::CourseState;
use crate::credit::{CreditOrigin, EntryKind};
use crate::evidence::{EvidenceKind, MediaType};
use crate::language::Language;
use crate::organizer::ApiKeyKind;
use crate::person::{Agreement, Sex};
use crate::programme::Programme;
use crate::rules::{GoalKind, UnitSource, WhyNot};

/// A name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// 日本語
    pub ja: &'static str,
    /// English
    pub en: &'static str,
}

impl Label {
    /// The name in a language.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        language.pick(self.ja, self.en)
    }
}

const fn label(ja: &'static str, en: &'static str) -> Label {
    Label { ja, en }
}

/// 制度種別
#[must_use]
pub const fn programme(programme: Programme) -> Label {
    match programme {
        Programme::IndustrialPhysician => {
            label("日医認定産業医制度", "Certified industrial physician")
        }
        Programme::SportsPhysician => label(
            "認定健康スポーツ医制度",
            "Certified health and sports physician",
        ),
        Programme::ContinuingEducation => label("日医生涯教育制度", "Continuing medical education"),
        Programme::FamilyPhysicianFunction => label(
            "かかりつけ医機能報告制度にかかる研修",
            "Training for the family-physician function",
        ),
    }
}

/// 申請区分
#[must_use]
pub const fn goal_kind(kind: GoalKind) -> Label {
    match kind {
        GoalKind::New => label("新規", "New"),
        GoalKind::Renewal => label("更新", "Renewal"),
        GoalKind::Certificate => label("認定証", "Certificate"),
    }
}

/// What an API key opens
#[must_use]
pub const fn api_key_kind(kind: ApiKeyKind) -> Label {
    match kind {
        ApiKeyKind::Credits => label("研修会と単位", "Courses and credits"),
        ApiKeyKind::Feed => label(
            "生涯教育 on-line の単位の受け取り",
            "Feed of the continuing education site",
        ),
    }
}

/// Where a credit comes from
#[must_use]
pub const fn credit_origin(origin: CreditOrigin) -> Label {
    match origin {
        CreditOrigin::Course => label("研修会", "Course"),
        CreditOrigin::ELearning => label("e-ラーニング", "E-learning"),
        CreditOrigin::JournalQuiz => label("日医雑誌問題解答", "Journal quiz"),
        CreditOrigin::Outside => label("申告", "Handed in"),
        CreditOrigin::Import => label("過年度分", "Earlier years"),
        CreditOrigin::Paper => label("手帳など（確認済）", "On paper, checked"),
    }
}

/// Why something does not count for a goal
#[must_use]
pub const fn why_not_counted(why: WhyNot) -> Label {
    match why {
        WhyNot::OutsideWindow => label("対象期間外です", "outside the days that count"),
        WhyNot::NotYet => label("まだ開催されていません", "has not taken place yet"),
        WhyNot::Used => label(
            "以前の申請で使用済みです",
            "was used for an earlier approval",
        ),
        WhyNot::UnknownCategory => label(
            "この制度にない区分です",
            "is of a category that the programme does not have",
        ),
        WhyNot::AfterCutOver => label(
            "システムに登録される研修会のため、申告できません",
            "belongs to courses whose credits are in the system, and cannot be declared",
        ),
        WhyNot::InTheSystem => label(
            "確認のうえ、すでに登録されています",
            "was checked and is in the system already",
        ),
        WhyNot::NothingDeclared => label(
            "この制度では申告できません",
            "cannot be declared in this programme",
        ),
        WhyNot::NoEvidence => label("証明書類がありません", "has no evidence"),
        WhyNot::OutOfOrder => label(
            "単位数または日付に誤りがあります",
            "has wrong units or days",
        ),
    }
}

/// 医師会の層
#[must_use]
pub const fn tier(tier: Tier) -> Label {
    match tier {
        Tier::District => label("郡市区等医師会", "District association"),
        Tier::Prefectural => label("都道府県医師会", "Prefectural association"),
        Tier::National => label("日本医師会", "National association"),
    }
}

/// 医師会の種類
#[must_use]
pub const fn association_kind(kind: AssociationKind) -> Label {
    match kind {
        AssociationKind::MunicipalDistrict => label("郡市区医師会", "Municipal district"),
        AssociationKind::Workplace => label("職域医師会", "Workplace"),
        AssociationKind::University => label("大学医師会", "University"),
        AssociationKind::Area => label("地区医師会", "Area"),
        AssociationKind::Prefectural => label("都道府県医師会", "Prefectural"),
        AssociationKind::National => label("日本医師会", "National"),
    }
}

/// 会員区分
#[must_use]
pub const fn member_type(kind: MemberType) -> Label {
    match kind {
        MemberType::A1 => label("A①会員", "A1"),
        MemberType::A2B => label("A②会員（B）", "A2(B)"),
        MemberType::A2C => label("A②会員（C）", "A2(C)"),
        MemberType::B => label("B会員", "B"),
        MemberType::C => label("C会員", "C"),
    }
}

/// 性別
#[must_use]
pub const fn sex(sex: Sex) -> Label {
    match sex {
        Sex::Male => label("男", "Male"),
        Sex::Female => label("女", "Female"),
        Sex::Other => label("その他", "Other"),
    }
}

/// 本人確認. The same neutral words for a claimant and for a contested claim.
#[must_use]
pub const fn assurance(assurance: Assurance) -> Label {
    match assurance {
        Assurance::Claimed => label("本人確認中", "Identity check in progress"),
        Assurance::Confirmed => label("本人確認済", "Identity confirmed"),
    }
}

/// 氏名の一致
#[must_use]
pub const fn agreement(agreement: Agreement) -> Label {
    match agreement {
        Agreement::Agrees => label("一致", "Agrees"),
        Agreement::NameDiffers => label("氏名が一致しません", "Name differs"),
        Agreement::BirthDateDiffers => label("生年月日が一致しません", "Birth date differs"),
    }
}

/// 研修会の状態
#[must_use]
pub const fn course_state(state: &CourseState) -> Label {
    match state {
        CourseState::Pending { .. } => label("審査中", "Under review"),
        CourseState::SentBack { .. } => label("差戻し", "Sent back"),
        CourseState::Approved => label("承認", "Approved"),
        CourseState::Withdrawn => label("取下げ", "Withdrawn"),
    }
}

/// 単位の記録
#[must_use]
pub const fn entry_kind(kind: EntryKind) -> Label {
    match kind {
        EntryKind::Award => label("付与", "Award"),
        EntryKind::Reversal => label("取消", "Reversal"),
    }
}

/// 審査状況
#[must_use]
pub const fn application_status(status: ApplicationStatus) -> Label {
    match status {
        ApplicationStatus::Pending => label("審査中", "Under review"),
        ApplicationStatus::SentBack => label("差戻し", "Sent back"),
        ApplicationStatus::Approved => label("承認", "Approved"),
        ApplicationStatus::Rejected => label("却下", "Rejected"),
        ApplicationStatus::Withdrawn => label("取下げ", "Withdrawn"),
    }
}

/// 審査・登録料
#[must_use]
pub const fn fee_state(state: FeeState) -> Label {
    match state {
        FeeState::Unpaid => label("未納", "Not paid"),
        FeeState::Paid => label("納付済", "Paid"),
        FeeState::Waived => label("免除", "Waived"),
    }
}

/// 証明書類
#[must_use]
pub const fn evidence_kind(kind: EvidenceKind) -> Label {
    match kind {
        EvidenceKind::AttendanceCertificate => label("参加証", "Certificate of attendance"),
        EvidenceKind::PracticalEvidence => {
            label("実地研修の証明書", "Evidence of practical training")
        }
        EvidenceKind::PracticalDescription => label(
            "実地研修の内容がわかる資料（自由記載）",
            "Description of practical training",
        ),
        EvidenceKind::Licence => label("医師免許証", "Medical licence"),
        EvidenceKind::DoctorCard => label("医師資格証", "Doctor's identity card"),
        EvidenceKind::Other => label("その他の証明書", "Other evidence"),
    }
}

/// ファイルの種類
#[must_use]
pub const fn media_type(kind: MediaType) -> Label {
    match kind {
        MediaType::Pdf => label("PDF", "PDF"),
        MediaType::Jpeg => label("JPEG", "JPEG"),
        MediaType::Png => label("PNG", "PNG"),
    }
}

/// 証書の種類
#[must_use]
pub const fn certificate_kind(kind: CertificateKind) -> Label {
    match kind {
        CertificateKind::Completion => label("修了証", "Certificate of completion"),
        CertificateKind::Qualification => label("認定証", "Certificate of qualification"),
        CertificateKind::Attendance => label("受講証明書", "Certificate of attendance"),
        CertificateKind::YearlyUnits => label("学習単位取得証", "Certificate of units"),
    }
}

/// 証書の有効性
#[must_use]
pub const fn certificate_status(status: CertificateStatus) -> Label {
    match status {
        CertificateStatus::Valid => label("有効", "Valid"),
        CertificateStatus::Revoked => label("失効", "Revoked"),
        CertificateStatus::Superseded => label("再交付により無効", "Superseded by a re-issue"),
    }
}

/// 役割
#[must_use]
pub const fn role(role: Role) -> Label {
    match role {
        Role::Doctor => label("医師", "Doctor"),
        Role::Organizer => label("研修会主催者", "Organiser"),
        Role::DistrictOfficer => label("郡市区等医師会事務局", "District secretariat"),
        Role::PrefecturalOfficer => label("都道府県医師会事務局", "Prefectural secretariat"),
        Role::NationalOfficer => label("日本医師会事務局", "National secretariat"),
        Role::Administrator => label("システム管理者", "Administrator"),
    }
}

/// What administrators work for, where others have a body.
pub const ADMINISTRATION: Label = label("システム管理", "Administration");

/// 登録の受付. A contested claim reads like any other that is being checked.
#[must_use]
pub const fn claim_outcome(outcome: ClaimOutcome) -> Label {
    match outcome {
        ClaimOutcome::First => label("登録完了", "Registered"),
        ClaimOutcome::Contested => assurance(Assurance::Claimed),
    }
}

/// 操作できない理由
#[must_use]
pub const fn refusal_reason(reason: RefusalReason) -> Label {
    match reason {
        RefusalReason::WrongStatus => label(
            "現在の審査状況ではこの操作はできません。",
            "Not possible in the present status.",
        ),
        RefusalReason::NotTheTarget => label(
            "この申請は、現在ほかの医師会が審査しています。",
            "Another association is reviewing it at present.",
        ),
        RefusalReason::OwnApplication => label(
            "ご自身の申請は審査できません。",
            "Nobody decides on their own application.",
        ),
        RefusalReason::NotTheApplicant => label(
            "申請者のみが操作できます。",
            "Only the applicant can do this.",
        ),
        RefusalReason::NotAnOfficer => label(
            "医師会事務局のみが操作できます。",
            "Only an officer can do this.",
        ),
        RefusalReason::ProgrammeChanged => label(
            "制度種別は変更できません。新しく申請してください。",
            "The programme cannot be changed. Please apply anew.",
        ),
        RefusalReason::StagesRemain => label(
            "次の審査段階があるため、承認ではなく進達してください。",
            "Another stage comes after this one: please pass it on.",
        ),
        RefusalReason::LastStage => label(
            "最後の審査段階のため、進達できません。",
            "This is the last stage: it cannot be passed on.",
        ),
        RefusalReason::Unchecked => label(
            "申告された内容の確認、または手帳の原本の到着を待っています。",
            "What was declared has not been checked, or the handbook has not arrived.",
        ),
        RefusalReason::SamePerson => label(
            "手帳を受領した担当者とは別の方が確認してください。",
            "Somebody who did not receive the handbook must check it.",
        ),
        RefusalReason::NothingDeclared => label(
            "確認の対象となる申告がありません。",
            "Nothing was declared that could be checked.",
        ),
    }
}

/// 単位の出所
#[must_use]
pub const fn unit_source(source: UnitSource) -> Label {
    match source {
        UnitSource::Classroom => label("座学研修", "Classroom"),
        UnitSource::HandedIn => label("座学研修（追加分）", "Classroom, added"),
        UnitSource::Practical => label("実地研修", "Practical"),
    }
}

/// 言語, each in its own.
#[must_use]
pub const fn language(language: Language) -> Label {
    match language {
        Language::Ja => label("日本語", "日本語"),
        Language::En => label("English", "English"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn different(labels: impl Iterator<Item = Label>) {
        let labels: Vec<Label> = labels.collect();
        let ja: BTreeSet<&str> = labels.iter().map(|label| label.ja).collect();
        let en: BTreeSet<&str> = labels.iter().map(|label| label.en).collect();
        assert!(
            ja.len() == labels.len() && en.len() == labels.len(),
            "{labels:?}"
        );
    }

    #[test]
    fn no_two_values_of_an_enum_have_the_same_name() {
        different(Programme::ALL.iter().map(|value| programme(*value)));
        different(Tier::ALL.iter().map(|value| tier(*value)));
        different(
            AssociationKind::ALL
                .iter()
                .map(|value| association_kind(*value)),
        );
        different(MemberType::ALL.iter().map(|value| member_type(*value)));
        different(Sex::ALL.iter().map(|value| sex(*value)));
        different(Assurance::ALL.iter().map(|value| assurance(*value)));
        different(Agreement::ALL.iter().map(|value| agreement(*value)));
        different(EntryKind::ALL.iter().map(|value| entry_kind(*value)));
        different(
            ApplicationStatus::ALL
                .iter()
                .map(|value| application_status(*value)),
        );
        different(EvidenceKind::ALL.iter().map(|value| evidence_kind(*value)));
        different(MediaType::ALL.iter().map(|value| media_type(*value)));
        different(
            CertificateKind::ALL
                .iter()
                .map(|value| certificate_kind(*value)),
        );
        different(
            CertificateStatus::ALL
                .iter()
                .map(|value| certificate_status(*value)),
        );
    }
}
