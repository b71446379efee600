//! マイページ「次にすること」: what a doctor should do next.

use serde::{Deserialize, Serialize};

use crate::application::ApplicationStatus;
use crate::calendar::Date;
use crate::certificate::CertificateNumber;
use crate::id::ApplicationId;
use crate::programme::Programme;
use crate::rules::{RequirementKind, RuleSet, UnitSource};
use crate::units::Units;

/// What to do next; the site words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum NextStep {
    /// An application came back and waits for the doctor.
    CorrectApplication {
        /// Which.
        application: ApplicationId,
        /// Why it came back.
        reason: String,
    },
    /// A certificate is ready, issued within the last 30 days.
    OpenCertificate {
        /// Which.
        certificate: CertificateNumber,
    },
    /// An application is under review; nothing to do.
    AwaitReview {
        /// Which.
        application: ApplicationId,
        /// Days since it was submitted.
        days: u32,
    },
    /// かかりつけ医 can be applied for: classroom units are there.
    Apply {
        /// For which programme.
        programme: Programme,
        /// Classroom units found.
        units: Units,
    },
    /// Units are still missing.
    CollectUnits {
        /// For which programme.
        programme: Programme,
        /// Found.
        have: Units,
        /// Still missing before an application makes sense.
        missing: Units,
    },
    /// 修了: nothing to do.
    Completed {
        /// The certificate, once it can be opened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certificate: Option<CertificateNumber>,
    },
}

/// An application, as far as the next step depends on it.
#[derive(Debug, Clone)]
pub struct ApplicationFact {
    /// Which.
    pub id: ApplicationId,
    /// Where it stands.
    pub status: ApplicationStatus,
    /// When it was submitted.
    pub submitted_on: Date,
    /// Why it came back.
    pub reason: Option<String>,
}

/// A certificate in force.
#[derive(Debug, Clone)]
pub struct CertificateFact {
    /// Which.
    pub number: CertificateNumber,
    /// Whether it can be opened already.
    pub ready: bool,
    /// When it was issued.
    pub issued_on: Date,
}

/// Days for which a new certificate is the first thing on the page.
const NEW_CERTIFICATE_DAYS: i32 = 30;

/// What to do next: first what waits for the doctor, then what is new, then what waits for others,
/// then what could be begun, unless it is completed. `rules` are those of the programme in force, `classroom` its units so
/// far; applications and certificates come newest first.
#[must_use]
pub fn next_step(
    applications: &[ApplicationFact],
    certificates: &[CertificateFact],
    rules: Option<&RuleSet>,
    classroom: Units,
    today: Date,
) -> NextStep {
    let with = |status| applications.iter().find(move |one| one.status == status);
    if let Some(back) = with(ApplicationStatus::SentBack) {
        return NextStep::CorrectApplication {
            application: back.id.clone(),
            reason: back.reason.clone().unwrap_or_default(),
        };
    }
    let ready = certificates.iter().find(|one| one.ready);
    let is_new = |one: &&CertificateFact| {
        (0..=NEW_CERTIFICATE_DAYS).contains(&one.issued_on.days_until(today))
    };
    if let Some(certificate) = ready.filter(is_new) {
        return NextStep::OpenCertificate {
            certificate: certificate.number.clone(),
        };
    }
    if let Some(waiting) = with(ApplicationStatus::Pending) {
        return NextStep::AwaitReview {
            application: waiting.id.clone(),
            days: u32::try_from(waiting.submitted_on.days_until(today)).unwrap_or(0),
        };
    }
    if !certificates.is_empty() {
        return NextStep::Completed {
            certificate: ready.map(|one| one.number.clone()),
        };
    }
    let programme = Programme::FamilyPhysicianFunction;
    let missing = rules
        .map_or(Units::ZERO, least_classroom)
        .saturating_sub(classroom);
    if missing.is_zero() && !classroom.is_zero() {
        NextStep::Apply {
            programme,
            units: classroom,
        }
    } else {
        NextStep::CollectUnits {
            programme,
            have: classroom,
            missing,
        }
    }
}

/// The units of the classroom part without which an application makes no sense: what is asked of
/// the classroom (handed-in units may do as well, but nobody should count on them).
fn least_classroom(rules: &RuleSet) -> Units {
    let requirements = rules
        .application
        .iter()
        .flat_map(|application| &application.requirements);
    requirements
        .filter_map(|requirement| match &requirement.kind {
            RequirementKind::Units { sources, at_least }
                if sources.contains(&UnitSource::Classroom)
                    && !sources.contains(&UnitSource::Practical) =>
            {
                Some(*at_least)
            }
            _ => None,
        })
        .max()
        .unwrap_or(Units::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
    }

    fn application(status: ApplicationStatus) -> ApplicationFact {
        ApplicationFact {
            id: ApplicationId::new([1; 10]),
            status,
            submitted_on: day("2026-05-01"),
            reason: Some("書類が不鮮明です".into()),
        }
    }

    fn step(applications: &[ApplicationFact], units: u16) -> NextStep {
        next_step(
            applications,
            &[],
            None,
            Units::whole(units),
            day("2026-05-11"),
        )
    }

    #[test]
    fn what_waits_for_the_doctor_comes_before_what_waits_for_others() {
        let both = [
            application(ApplicationStatus::Pending),
            application(ApplicationStatus::SentBack),
        ];
        assert!(matches!(
            step(&both, 8),
            NextStep::CorrectApplication { .. }
        ));
        assert!(matches!(
            step(&both[..1], 8),
            NextStep::AwaitReview { days: 10, .. }
        ));
    }

    #[test]
    fn an_application_makes_sense_once_there_are_units() {
        assert!(matches!(step(&[], 0), NextStep::CollectUnits { .. }));
        assert!(matches!(step(&[], 3), NextStep::Apply { .. }));
    }

    #[test]
    fn a_new_certificate_is_shown_for_thirty_days() {
        let mut certificate = CertificateFact {
            number: CertificateNumber::new(
                crate::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
                2026,
                [1; crate::certificate::NUMBER_RANDOM_BYTES],
            ),
            ready: true,
            issued_on: day("2026-05-01"),
        };
        let on = |certificate: &CertificateFact, today: &str| {
            next_step(
                &[],
                std::slice::from_ref(certificate),
                None,
                Units::whole(3),
                day(today),
            )
        };
        assert!(matches!(
            on(&certificate, "2026-05-31"),
            NextStep::OpenCertificate { .. }
        ));
        assert!(matches!(
            on(&certificate, "2026-06-01"),
            NextStep::Completed {
                certificate: Some(_)
            }
        ));
        // While it is being made nobody is asked to apply again.
        certificate.ready = false;
        assert_eq!(
            on(&certificate, "2026-05-31"),
            NextStep::Completed { certificate: None }
        );
    }
}
