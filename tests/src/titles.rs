//! What applicants for titles and their reviewers do again and again, step by step over HTTP.

use adapters::store::Range;
use adapters::store::items::credit::CreditRecord;
use api::review::ApplicationCase;
use api::titles::{Forwarding, GoalView, TitlePreparation, TitleView};
use domain::application::{ApplicantFacts, ApplicationForm, TitleChoices, TitleForm};
use domain::calendar::Date;
use domain::id::ApplicationId;
use domain::programme::Programme;
use domain::rules::judge;

use crate::client::Answer;
use crate::holders::title_until;
use crate::people::{Doctor, Person};
use crate::world::World;

/// 認定産業医
pub const INDUSTRIAL: Programme = Programme::IndustrialPhysician;
/// 認定健康スポーツ医
pub const SPORTS: Programme = Programme::SportsPhysician;

/// The form of an application for a title, through the own prefecture.
#[must_use]
pub fn title_form(programme: Programme, goal: &str) -> ApplicationForm {
    ApplicationForm {
        programme: programme.as_str().to_owned(),
        title: Some(TitleForm {
            goal: goal.to_owned(),
            ..TitleForm::default()
        }),
        ..ApplicationForm::default()
    }
}

/// The form as the browser judges it while it is typed: by what the preparation carried, after it
/// travelled as JSON.
///
/// # Panics
/// When the form names no goal, or more lines than there can be.
#[must_use]
pub fn judged(preparation: &TitlePreparation, form: &ApplicationForm, today: Date) -> GoalView {
    let json = serde_json::to_string(preparation).expect("JSON");
    let there: TitlePreparation = serde_json::from_str(&json).expect("a preparation");
    let version = there.rules.into_version();
    let title = form.title.as_ref().expect("a title");
    let applicant = ApplicantFacts {
        identity_documents: u32::try_from(form.identity_documents.len()).unwrap_or(u32::MAX),
        ..there.applicant
    };
    let choices = TitleChoices::of(&version, &title.goal);
    let facts = title.facts_as_typed(&choices, applicant, today);
    let goal = title.goal(&version).expect("the goal");
    GoalView::of(&judge(&version, goal, &facts.expect("readable"), today))
}

impl Person {
    /// 認定の状況.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn title(&self, programme: Programme) -> TitleView {
        self.get(&format!("/me/titles/{programme}")).await.read(200)
    }

    /// 進達.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn forward(&self, id: &ApplicationId, version: u32, compared: bool) -> Answer {
        let body = Forwarding {
            version,
            identity_confirmed: compared,
        };
        self.post(&format!("/review/applications/{id}/forwarding"), &body)
            .await
    }

    /// 進達, which must succeed on the case as it is now.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn forwarded(&self, id: &ApplicationId) -> ApplicationCase {
        let case = self.case(id).await;
        self.forward(id, case.application.version, true)
            .await
            .read(200)
    }

    /// 手帳の到着.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn receive_handbook(&self, id: &ApplicationId, version: u32) -> Answer {
        let body = serde_json::json!({ "version": version });
        self.post(&format!("/review/applications/{id}/handbook"), &body)
            .await
    }

    /// 申告内容の確認.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn check_declared(
        &self,
        id: &ApplicationId,
        version: u32,
        declared: &[&str],
        certificates: &[bool],
    ) -> Answer {
        let body = serde_json::json!({
            "version": version, "declared": declared, "certificates": certificates,
        });
        self.post(&format!("/review/applications/{id}/declared-check"), &body)
            .await
    }
}

impl World {
    /// A title from before the system, 第1234567号, managed by 東京都, whose five years end on a day.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn hold_title(&self, doctor: &Person, programme: Programme, until: Date) {
        let number = doctor.number.clone().expect("a doctor");
        let certificate = "第1234567号".to_owned();
        self.seed(&title_until((number, programme), until, certificate))
            .await;
    }

    /// The credits of 生涯研修 that a renewal of 認定産業医 needs: 20 units, of each kind some.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn earn_renewal(&self, doctor: &Person, on: Date) {
        for (category, units) in [
            ("renewal-update", "5"),
            ("renewal-practical", "5"),
            ("renewal-special", "10"),
        ] {
            self.earn(doctor, (INDUSTRIAL, category), units, on).await;
        }
    }

    /// A holder of 認定産業医 until so many days from now, with everything that the renewal needs.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn holder_who_can_renew(&self, doctor: Doctor, days: i32) -> Person {
        let doctor = self.holder(doctor, days).await;
        self.earn_renewal(&doctor, self.today().add_days(-30)).await;
        doctor
    }

    /// The same with a unit of 更新 and one of 実地: 18 units of 専門 are lacking.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn holder_who_lacks_special(&self, doctor: Doctor, days: i32) -> Person {
        let doctor = self.holder(doctor, days).await;
        let day = self.today().add_days(-10);
        for category in ["renewal-update", "renewal-practical"] {
            self.earn(&doctor, (INDUSTRIAL, category), "1", day).await;
        }
        doctor
    }

    async fn holder(&self, doctor: Doctor, days: i32) -> Person {
        let doctor = doctor.enter(self).await;
        let until = self.today().add_days(days);
        self.hold_title(&doctor, INDUSTRIAL, until).await;
        doctor
    }

    /// The committee decides on its day, to which the clock goes.
    ///
    /// # Panics
    /// When it does not approve.
    pub async fn approved_on(&self, id: &ApplicationId, day: Date) -> ApplicationCase {
        self.pass_to(day);
        let national = self.officer("national").await;
        let version = national.case(id).await.application.version;
        national.approve(id, version, false).await.read(200)
    }

    /// Takes one credit of a doctor back, as its organiser's correction leaves it.
    ///
    /// # Panics
    /// When there is none.
    pub async fn take_back_one(&self, doctor: &Person) {
        let items = self.items(&Range::prefix(&doctor.partition, "L#")).await;
        let award: CreditRecord = items[0].decode().expect("a credit");
        self.seed(&CreditRecord {
            reversal: true,
            ..award
        })
        .await;
    }
}
