//! Holders of titles, put into a world as the association's list or an approval would have.

use adapters::store::items::{
    credit::{CreditPart, CreditRecord},
    qualification::{ApprovalRecord, PaperHolder, QualificationRecord},
};
use domain::association::AssociationId;
use domain::calendar::Date;
use domain::credit::{CreditOrigin, RowId};
use domain::holder::HolderRow;
use domain::id::CourseId;
use domain::organizer::OrganizerId;
use domain::person::PostedName;
use domain::programme::{Category, Programme};
use domain::register_number::MedicalRegisterNumber;
use domain::rules::{ApprovalFact, GoalKind, ValidityPeriod};
use domain::units::Units;

use crate::people::random;
use crate::world::{World, name_of};

/// The programme of these holders.
pub const PROGRAMME: Programme = Programme::IndustrialPhysician;

/// The row of 髙橋直子 in the list of 東京都医師会, valid until a day.
#[must_use]
pub fn row(number: &str, until: Date) -> HolderRow {
    let from = until.add_years(-5).add_days(1);
    HolderRow {
        programme: PROGRAMME.to_string(),
        register_number: number.to_owned(),
        name: "髙橋　直子".to_owned(),
        kind: "更新".to_owned(),
        decided_on: from.add_days(-60).to_string(),
        valid_from: from.to_string(),
        valid_to: until.to_string(),
        certificate: format!("C{number}"),
        prefecture: "13".to_owned(),
        postal_code: "113-8621".to_owned(),
        address_prefecture: "東京都".to_owned(),
        street: "文京区本駒込2-28-16".to_owned(),
        building: String::new(),
    }
}

fn number_of(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).expect("a register number")
}

/// A title through 東京都, given for five years that end on a day.
pub(crate) fn title_until(
    (register_number, programme): (MedicalRegisterNumber, Programme),
    until: Date,
    certificate: String,
) -> QualificationRecord {
    let from = until.add_years(-5).add_days(1);
    QualificationRecord {
        register_number,
        programme,
        approvals: vec![ApprovalRecord {
            fact: ApprovalFact {
                kind: GoalKind::New,
                decided_on: from,
                validity: ValidityPeriod { from, to: until },
            },
            certificate: Some(certificate),
            application: None,
            used: Vec::new(),
        }],
        grace: None,
        prefecture: AssociationId::parse("13").expect("東京都"),
        on_paper: None,
        v: 1,
    }
}

impl World {
    /// A title that ends on a day, through a prefectural association; on paper for 髙橋直子 there.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn holds(&self, number: &str, prefecture: &str, until: Date) {
        let title = (number_of(number), PROGRAMME);
        self.seed(&QualificationRecord {
            prefecture: AssociationId::parse(prefecture).expect("an association"),
            on_paper: Some(PaperHolder {
                name: "髙橋直子".to_owned(),
                address: None,
            }),
            ..title_until(title, until, format!("C{number}"))
        })
        .await;
    }

    /// Units of the renewal that 髙橋直子 earned on a day: of 専門 so many, of 更新 and 実地 one each.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn earned_for_renewal(&self, number: &str, special: &str, on: Date) {
        let parts = [
            ("renewal-special", special),
            ("renewal-update", "1"),
            ("renewal-practical", "1"),
        ];
        let part = |(category, units): (&str, &str)| CreditPart {
            programme: PROGRAMME,
            category: Category::parse(category).expect("a category"),
            units: Units::parse(units).expect("units"),
            codes: [].into(),
        };
        let organizer = AssociationId::parse("13").expect("an association");
        self.seed(&CreditRecord {
            number: number_of(number),
            course: Some(CourseId::new(random())),
            origin: CreditOrigin::Course,
            row: RowId::parse("1").expect("a row id"),
            parts: parts.into_iter().map(part).collect(),
            date: on,
            posted: PostedName {
                text: "髙橋直子".to_owned(),
                birth_date: None,
            },
            organizer: OrganizerId::from(organizer),
            organizer_name: name_of("13").to_owned(),
            title: "産業医生涯研修会".to_owned(),
            enquiries: None,
            posted_at: self.now(),
            reversal: false,
            late: false,
        })
        .await;
    }
}
