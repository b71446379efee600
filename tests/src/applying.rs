//! What applicants and reviewers do again and again, step by step over HTTP.

use api::applications::{
    ApplicationSummary, ApplicationView, EvidenceStart, EvidenceUpload, EvidenceView,
};
use api::certificates::{CertificateList, CertificateSummary};
use api::review::{ApplicationCase, Approval};
use domain::application::{
    ApplicationForm, HandedInForm, PracticalForm, PracticalItemForm, PracticalTwoForm,
};
use domain::evidence::EvidenceKind;
use domain::id::{ApplicationId, EvidenceId};

use crate::client::Answer;
use crate::people::Person;
use crate::world::eventually;

/// かかりつけ医機能報告制度にかかる研修.
pub const PROGRAMME: &str = "family-physician-function";

/// A small PDF, as far as its first bytes tell.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
/// A PNG, as far as its first bytes tell.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

/// A form for 千代田区 with one item of Ⅰ (5 units) and nothing handed in.
#[must_use]
pub fn form(practical_evidence: &EvidenceId) -> ApplicationForm {
    ApplicationForm {
        programme: PROGRAMME.to_owned(),
        target: "13-001".to_owned(),
        practical: PracticalForm {
            one: vec![practical("home-visits", practical_evidence)],
            two: None,
        },
        ..ApplicationForm::default()
    }
}

/// One item of Ⅰ.
#[must_use]
pub fn practical(item: &str, evidence: &EvidenceId) -> PracticalItemForm {
    PracticalItemForm {
        item: item.to_owned(),
        evidence: vec![evidence.to_string()],
    }
}

/// Ⅱ, with its description.
#[must_use]
pub fn practical_two(description: &EvidenceId, evidence: &EvidenceId) -> PracticalTwoForm {
    PracticalTwoForm {
        kind: "simulation-lab".to_owned(),
        description: description.to_string(),
        evidence: vec![evidence.to_string()],
    }
}

/// Units handed in with a certificate of attendance.
#[must_use]
pub fn handed_in(units: &str, date: &str, evidence: &EvidenceId) -> HandedInForm {
    HandedInForm {
        kind: "unregistered-course".to_owned(),
        title: "地域医療を考える会".to_owned(),
        date: date.to_owned(),
        units: units.to_owned(),
        codes: vec!["12".to_owned()],
        evidence: vec![evidence.to_string()],
    }
}

impl Person {
    /// Begins an upload.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn begin_upload(
        &self,
        kind: EvidenceKind,
        media_type: &str,
        size: usize,
    ) -> EvidenceUpload {
        let start = EvidenceStart {
            kind,
            media_type: media_type.to_owned(),
            size: size as u64,
            file_name: "証明書".to_owned(),
        };
        self.post("/me/evidence", &start).await.read(201)
    }

    /// Begins, posts the file to the documents' origin, and has it checked; the answer of the check.
    ///
    /// # Panics
    /// When begin or post is refused.
    pub async fn try_upload(&self, kind: EvidenceKind, media_type: &str, file: &[u8]) -> Answer {
        let form = self.begin_upload(kind, media_type, file.len()).await;
        let posted = self.upload(&form.url, &form.fields, file.to_vec()).await;
        assert!(posted.status < 300, "{}: {}", posted.status, posted.text());
        self.check_upload(&form.evidence).await
    }

    /// Has an upload checked.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn check_upload(&self, evidence: &EvidenceId) -> Answer {
        let path = format!("/me/evidence/{evidence}/check");
        self.post(&path, &serde_json::json!({})).await
    }

    /// A usable PDF that shows `kind`.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn evidence(&self, kind: EvidenceKind) -> EvidenceId {
        let answer = self.try_upload(kind, "application/pdf", PDF).await;
        answer.read::<EvidenceView>(200).id
    }

    /// A usable PDF about practical training.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn practical_evidence(&self) -> EvidenceId {
        self.evidence(EvidenceKind::PracticalEvidence).await
    }

    /// 申請する.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn apply(&self, form: &ApplicationForm) -> Answer {
        self.post("/me/applications", form).await
    }

    /// 申請する, which must succeed.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn applied(&self, form: &ApplicationForm) -> ApplicationView {
        self.apply(form).await.read(201)
    }

    /// The own application.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn application(&self, id: &ApplicationId) -> ApplicationView {
        self.get(&format!("/me/applications/{id}")).await.read(200)
    }

    /// 申請履歴.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn applications(&self) -> Vec<ApplicationSummary> {
        let answer = self.get("/me/applications").await;
        answer
            .read::<api::applications::ApplicationList>(200)
            .applications
    }

    /// The case as an officer opens it.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn case(&self, id: &ApplicationId) -> ApplicationCase {
        let path = format!("/review/applications/{id}");
        self.get(&path).await.read(200)
    }

    /// 承認.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn approve(&self, id: &ApplicationId, version: u32, confirmed: bool) -> Answer {
        let approval = Approval {
            decided_on: None,
            minutes: String::new(),
            version,
            identity_confirmed: confirmed,
        };
        let path = format!("/review/applications/{id}/approval");
        self.post(&path, &approval).await
    }

    /// 差戻し.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn send_back(&self, id: &ApplicationId, version: u32, reason: &str) -> Answer {
        let path = format!("/review/applications/{id}/sending-back");
        let body = serde_json::json!({ "version": version, "reason": reason });
        self.post(&path, &body).await
    }

    /// The own certificates.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn certificates(&self) -> Vec<CertificateSummary> {
        let answer = self.get("/me/certificates").await;
        answer.read::<CertificateList>(200).certificates
    }

    /// The only certificate, once its PDF can be opened.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn ready_certificate(&self) -> CertificateSummary {
        eventually("the certificate", || async {
            let mut own = self.certificates().await.into_iter();
            own.find(|certificate| certificate.ready)
        })
        .await
    }
}
