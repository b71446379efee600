//! マイページ: sign-in, profile, tallies, current year, applications and certificates in one read
//! (features.md #46, #72, L1).

use adapters::store::{
    Found,
    items::{application::ApplicationLine, qualification::QualificationRecord},
};
use api::{
    ReadMyPage,
    my_page::{HeldTitle, MyPage},
};
use domain::{
    calendar::FiscalYear,
    certificate::CertificateStatus,
    credit::YearTally,
    next_step::{ApplicationFact, CertificateFact, next_step},
    programme::Programme,
};

use super::{credit_views, ledger};
use crate::{
    Failure, Reply, Scope, applications::case::summary,
    certificates::list_my_certificates::summaries, pipeline::Reading,
};

/// One trip, whatever is on the page.
pub async fn handle(scope: Scope, call: Reading<ReadMyPage>) -> Result<Reply<MyPage>, Failure> {
    let range = ledger::page_range(&scope, &call.caller.principal()?.partition());
    let (doctor, found) = call.caller.with_own_range(&scope, &range).await?;
    let profile =
        ledger::profile(&found)?.ok_or_else(|| Failure::internal("a doctor without a profile"))?;
    let identity = profile.profile.identity();
    let tally = ledger::tally(&scope, &found, &identity)?;
    let today = scope.today();
    let current = FiscalYear::of(today);
    let mut years: Vec<YearTally> = tally.years.values().rev().cloned().collect();
    if !tally.years.contains_key(&current) {
        years.insert(0, YearTally::new(current));
    }
    let mut lines = found
        .iter()
        .filter(|item| item.sk().starts_with("Q#"))
        .map(Found::decode)
        .collect::<Result<Vec<ApplicationLine>, _>>()?;
    lines.sort_by(|a, b| (b.submitted_on, &b.id).cmp(&(a.submitted_on, &a.id)));
    let certificates = summaries(&found)?;
    let programme = Programme::FamilyPhysicianFunction;
    let facts: Vec<ApplicationFact> = lines
        .iter()
        .filter(|line| line.programme == programme)
        .map(|line| ApplicationFact {
            id: line.id.clone(),
            status: line.status,
            submitted_on: line.submitted_on,
            reason: line.reason.clone(),
        })
        .collect();
    let in_force: Vec<CertificateFact> = certificates
        .iter()
        .filter(|certificate| {
            certificate.status == CertificateStatus::Valid && certificate.programme == programme
        })
        .map(|certificate| CertificateFact {
            number: certificate.number.clone(),
            ready: certificate.ready,
            issued_on: certificate.issued_on,
        })
        .collect();
    let rules = scope.rule_book()?.in_force(programme, today);
    let classroom = tally.total(Programme::ContinuingEducation);
    Ok(Reply::ok(MyPage {
        name: profile.profile.name.kanji.to_string(),
        register_number: doctor.number,
        assurance: profile.assurance,
        associations: profile
            .memberships
            .iter()
            .map(|named| named.name.clone())
            .collect(),
        years,
        credits: credit_views::views(
            ledger::records(&scope, &found)?,
            &identity,
            scope.rule_book()?,
        ),
        applications: lines.iter().map(summary).collect(),
        certificates,
        titles: held_titles(&found)?,
        next: next_step(&facts, &in_force, rules, classroom, today),
    }))
}

/// The titles among a doctor's items, as their last certificates say.
fn held_titles(found: &[Found]) -> Result<Vec<HeldTitle>, Failure> {
    let titles = found
        .iter()
        .filter(|item| item.sk().starts_with("T#"))
        .map(Found::decode)
        .collect::<Result<Vec<QualificationRecord>, _>>()?;
    let held = titles.into_iter().filter_map(|title| {
        let last = title.last()?;
        Some(HeldTitle {
            programme: title.programme,
            valid_until: last.fact.validity.to,
            certificate: last.certificate.clone(),
        })
    });
    Ok(held.collect())
}
