//! マイページ「次にすること」: what a doctor should do next.

use serde::{Deserialize, Serialize};

use crate::application::ApplicationStatus;
use crate::calendar::{Date, FiscalYear};
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
    /// A 生涯教育申告書 came back and waits for the doctor.
    CorrectDeclaration {
        /// Of which year.
        year: FiscalYear,
        /// Why it came back.
        reason: String,
    },
    /// A certificate is ready, issued within the last 30 days.
    OpenCertificate {
        /// Which.
        certificate: CertificateNumber,
    },
    /// A title ends soon, and its renewal has not been applied for.
    RenewTitle {
        /// Which.
        programme: Programme,
        /// Its last day; the renewal has to be applied for some weeks before.
        until: Date,
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
    /// In which programme.
    pub programme: Programme,
    /// Where it stands.
    pub status: ApplicationStatus,
    /// When it was submitted.
    pub submitted_on: Date,
    /// Why it came back.
    pub reason: Option<String>,
}

/// A declaration that came back.
#[derive(Debug, Clone)]
pub struct ReturnedDeclaration {
    /// Of which year.
    pub year: FiscalYear,
    /// Why it came back.
    pub reason: String,
}

/// A title held, as its last certificate says.
#[derive(Debug, Clone, Copy)]
pub struct TitleFact {
    /// In which programme.
    pub programme: Programme,
    /// Its last day.
    pub until: Date,
}

/// A certificate in force.
#[derive(Debug, Clone)]
pub struct CertificateFact {
    /// Which.
    pub number: CertificateNumber,
    /// In which programme.
    pub programme: Programme,
    /// Whether it can be opened already.
    pub ready: bool,
    /// When it was issued.
    pub issued_on: Date,
}

/// Days for which a new certificate is the first thing on the page.
const NEW_CERTIFICATE_DAYS: i32 = 30;
/// Days before its end from which a title ends soon.
pub const SOON_DAYS: i32 = 180;

/// What the next step depends on, newest first.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Applications in every programme.
    pub applications: Vec<ApplicationFact>,
    /// Declarations that came back.
    pub returned: Vec<ReturnedDeclaration>,
    /// Certificates in force, of every programme.
    pub certificates: Vec<CertificateFact>,
    /// Titles held.
    pub titles: Vec<TitleFact>,
    /// かかりつけ医: units of the classroom so far.
    pub classroom: Units,
}

/// What to do next: first what waits for the doctor, then what is new, then what ends soon, then what
/// waits for others, then かかりつけ医, which could be begun, unless it is completed. `rules` are those
/// of かかりつけ医 in force.
#[must_use]
pub fn next_step(facts: &Facts, rules: Option<&RuleSet>, today: Date) -> NextStep {
    returned(facts)
        .or_else(|| new_certificate(facts, today))
        .or_else(|| ending_title(facts, today))
        .or_else(|| under_review(facts, today))
        .unwrap_or_else(|| family_physician(facts, rules))
}

fn with(facts: &Facts, status: ApplicationStatus) -> impl Iterator<Item = &ApplicationFact> {
    let all = facts.applications.iter();
    all.filter(move |one| one.status == status)
}

fn returned(facts: &Facts) -> Option<NextStep> {
    let application = with(facts, ApplicationStatus::SentBack).next();
    let application = application.map(|back| NextStep::CorrectApplication {
        application: back.id.clone(),
        reason: back.reason.clone().unwrap_or_default(),
    });
    application.or_else(|| {
        let back = facts.returned.first()?;
        Some(NextStep::CorrectDeclaration {
            year: back.year,
            reason: back.reason.clone(),
        })
    })
}

fn new_certificate(facts: &Facts, today: Date) -> Option<NextStep> {
    let is_new = |one: &&CertificateFact| {
        one.ready && (0..=NEW_CERTIFICATE_DAYS).contains(&one.issued_on.days_until(today))
    };
    let certificate = facts.certificates.iter().find(is_new)?;
    Some(NextStep::OpenCertificate {
        certificate: certificate.number.clone(),
    })
}

fn ending_title(facts: &Facts, today: Date) -> Option<NextStep> {
    let applied =
        |programme| with(facts, ApplicationStatus::Pending).any(|one| one.programme == programme);
    let title = facts
        .titles
        .iter()
        .filter(|title| (0..=SOON_DAYS).contains(&today.days_until(title.until)))
        .filter(|title| !applied(title.programme))
        .min_by_key(|title| title.until)?;
    Some(NextStep::RenewTitle {
        programme: title.programme,
        until: title.until,
    })
}

fn under_review(facts: &Facts, today: Date) -> Option<NextStep> {
    let waiting = with(facts, ApplicationStatus::Pending).next()?;
    Some(NextStep::AwaitReview {
        application: waiting.id.clone(),
        days: u32::try_from(waiting.submitted_on.days_until(today)).unwrap_or(0),
    })
}

fn family_physician(facts: &Facts, rules: Option<&RuleSet>) -> NextStep {
    let programme = Programme::FamilyPhysicianFunction;
    let classroom = facts.classroom;
    let certificates = facts.certificates.iter();
    let mut held = certificates.filter(|one| one.programme == programme);
    if let Some(newest) = held.next() {
        let ready = std::iter::once(newest).chain(held).find(|one| one.ready);
        return NextStep::Completed {
            certificate: ready.map(|one| one.number.clone()),
        };
    }
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
            programme: Programme::IndustrialPhysician,
            status,
            submitted_on: day("2026-05-01"),
            reason: Some("書類が不鮮明です".into()),
        }
    }

    fn step(facts: &Facts) -> NextStep {
        next_step(facts, None, day("2026-05-11"))
    }

    fn applied(statuses: &[ApplicationStatus]) -> Facts {
        Facts {
            applications: statuses.iter().copied().map(application).collect(),
            classroom: Units::whole(8),
            ..Facts::default()
        }
    }

    #[test]
    fn what_waits_for_the_doctor_comes_before_what_waits_for_others() {
        let both = [ApplicationStatus::Pending, ApplicationStatus::SentBack];
        assert!(matches!(
            step(&applied(&both)),
            NextStep::CorrectApplication { .. }
        ));
        let mut waiting = applied(&both[..1]);
        assert!(matches!(
            step(&waiting),
            NextStep::AwaitReview { days: 10, .. }
        ));
        waiting.returned.push(ReturnedDeclaration {
            year: FiscalYear::of(day("2026-03-31")),
            reason: "日付が読めません".into(),
        });
        assert!(matches!(
            step(&waiting),
            NextStep::CorrectDeclaration { year, .. } if year.year() == 2025
        ));
    }

    #[test]
    fn an_application_makes_sense_once_there_are_units() {
        assert!(matches!(
            step(&Facts::default()),
            NextStep::CollectUnits { .. }
        ));
        assert!(matches!(step(&applied(&[])), NextStep::Apply { .. }));
    }

    #[test]
    fn a_title_that_ends_soon_is_renewed_unless_it_was_applied_for() {
        let ending = |until: &str, statuses: &[ApplicationStatus]| {
            let title = |programme, until| TitleFact { programme, until };
            step(&Facts {
                titles: vec![
                    title(Programme::SportsPhysician, day("2026-11-08")),
                    title(Programme::IndustrialPhysician, day(until)),
                ],
                ..applied(statuses)
            })
        };
        let renewed = |step: NextStep| match step {
            NextStep::RenewTitle { programme, .. } => Some(programme),
            _ => None,
        };
        let industrial = Programme::IndustrialPhysician;
        assert_eq!(renewed(ending("2026-11-07", &[])), Some(industrial));
        assert_eq!(renewed(ending("2026-05-11", &[])), Some(industrial));
        assert_eq!(renewed(ending("2026-11-08", &[])), None, "not soon");
        assert_eq!(renewed(ending("2026-05-10", &[])), None, "ended");
        let pending = [ApplicationStatus::Pending];
        assert_eq!(renewed(ending("2026-11-07", &pending)), None);
    }

    #[test]
    fn a_new_certificate_is_shown_for_thirty_days() {
        let mut certificate = CertificateFact {
            number: CertificateNumber::new(
                crate::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
                2026,
                [1; crate::certificate::NUMBER_RANDOM_BYTES],
            ),
            programme: Programme::FamilyPhysicianFunction,
            ready: true,
            issued_on: day("2026-05-01"),
        };
        let on = |certificate: &CertificateFact, today: &str| {
            let facts = Facts {
                certificates: vec![certificate.clone()],
                classroom: Units::whole(3),
                ..Facts::default()
            };
            next_step(&facts, None, day(today))
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
        // That of a title completes nothing else.
        certificate.programme = Programme::IndustrialPhysician;
        certificate.ready = true;
        assert!(matches!(
            on(&certificate, "2026-05-31"),
            NextStep::OpenCertificate { .. }
        ));
        assert!(matches!(
            on(&certificate, "2026-06-01"),
            NextStep::Apply { .. }
        ));
    }
}
