//! マイページ: sign-in, profile, tallies, current year, applications and certificates in one read
//! (features.md #46, #72, L1).

use adapters::store::{
    Found,
    items::{
        application::ApplicationLine, learning::DeclarationLine, qualification::QualificationRecord,
    },
};
use api::{
    ReadMyPage,
    certificates::CertificateSummary,
    my_page::{HeldTitle, MyPage},
};
use domain::{
    calendar::FiscalYear,
    certificate::CertificateStatus,
    credit::YearTally,
    learning::DeclarationStatus,
    next_step::{
        ApplicationFact, CertificateFact, Facts, ReturnedDeclaration, TitleFact, next_step,
    },
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
    let titles = held_titles(&found)?;
    let facts = Facts {
        applications: lines.iter().map(application).collect(),
        returned: returned(&found)?,
        certificates: in_force(&certificates),
        titles: titles.iter().map(title).collect(),
        classroom: tally.total(Programme::ContinuingEducation),
    };
    let rules = scope
        .rule_book()?
        .in_force(Programme::FamilyPhysicianFunction, today);
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
        titles,
        next: next_step(&facts, rules, today),
    }))
}

fn application(line: &ApplicationLine) -> ApplicationFact {
    ApplicationFact {
        id: line.id.clone(),
        programme: line.programme,
        status: line.status,
        submitted_on: line.submitted_on,
        reason: line.reason.clone(),
    }
}

fn title(held: &HeldTitle) -> TitleFact {
    TitleFact {
        programme: held.programme,
        until: held.valid_until,
    }
}

fn in_force(certificates: &[CertificateSummary]) -> Vec<CertificateFact> {
    certificates
        .iter()
        .filter(|certificate| certificate.status == CertificateStatus::Valid)
        .map(|certificate| CertificateFact {
            number: certificate.number.clone(),
            programme: certificate.programme,
            ready: certificate.ready,
            issued_on: certificate.issued_on,
        })
        .collect()
}

/// The declarations among a doctor's items that came back, the newest year first.
fn returned(found: &[Found]) -> Result<Vec<ReturnedDeclaration>, Failure> {
    let lines = found
        .iter()
        .rev()
        .filter(|item| item.sk().starts_with("U#"))
        .map(Found::decode)
        .collect::<Result<Vec<DeclarationLine>, _>>()?;
    let back = |line: DeclarationLine| {
        (line.status == DeclarationStatus::SentBack).then(|| ReturnedDeclaration {
            year: line.year,
            reason: line.reason.unwrap_or_default(),
        })
    };
    Ok(lines.into_iter().filter_map(back).collect())
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
