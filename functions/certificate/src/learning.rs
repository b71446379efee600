//! Papers of learning: 学習単位取得証, 認定証 and 受講証明書 (features.md #77–#79). What they state was
//! frozen when they were asked for.

use adapters::{
    identity::secret::Secret,
    store::{
        Key,
        items::{
            certificate::CertificateSummaryRecord,
            learning::{PaperLine, PaperRecord},
        },
    },
};
use certificate::{
    CertificateText, CertificateWording, IssueFacts, Learned, Statement, StatementRow,
};
use domain::{
    certificate::{CertificateKind, CertificateNumber},
    label,
};
use functions::{Scope, workers::Error};

use super::keep;

/// Prints one paper; told twice, it is printed once.
pub(super) async fn issue(scope: &Scope, number: &CertificateNumber) -> Result<(), Error> {
    let paper: PaperRecord = scope
        .store
        .read(&Key::paper(number))
        .await?
        .ok_or("no such paper")?;
    let summary: CertificateSummaryRecord = scope
        .store
        .read(&Key::certificate_summary(&paper.register_number, number))
        .await?
        .ok_or("a paper without its certificate")?;
    if summary.object.is_some() {
        return Ok(());
    }
    let secret = Secret::new(scope.derived("certificate-secret", &[number.as_str()]));
    let check_url = format!("{}/verify.html#{}", scope.world.site_url, secret.reveal());
    let text = words(&paper, &summary, &check_url)?;
    let (printed, pdf) = if paper.kind == CertificateKind::Qualification {
        let printed = text.printed_fields();
        let pdf = tokio::task::spawn_blocking(move || certificate::render(&text)).await??;
        (printed, pdf)
    } else {
        let statement = Statement {
            text,
            learned: learned(&paper),
            codes: paper.codes.clone(),
            rows: paper.lines.iter().map(row).collect(),
        };
        let printed = statement.printed_fields();
        let pdf = tokio::task::spawn_blocking(move || certificate::render_statement(&statement));
        (printed, pdf.await??)
    };
    keep(scope, summary, &secret, printed, pdf).await
}

/// The words in force on the day of the issue.
fn words(
    paper: &PaperRecord,
    summary: &CertificateSummaryRecord,
    check_url: &str,
) -> Result<CertificateText, certificate::NotInForce> {
    let wording = CertificateWording::shipped().in_force(
        paper.kind,
        summary.programme,
        &paper.association,
        summary.issued_on,
    )?;
    let facts = IssueFacts {
        number: &paper.number,
        holder: &paper.holder,
        register_number: &paper.register_number,
        association: &paper.association_name,
        completed_on: paper.to,
        issued_on: summary.issued_on,
        validity: None,
        check_url,
    };
    Ok(wording.fill_learned(&facts, learned(paper)))
}

fn learned(paper: &PaperRecord) -> Learned {
    Learned {
        from: paper.from,
        to: paper.to,
        units: paper.units,
        codes: paper.codes.len(),
    }
}

fn row(line: &PaperLine) -> StatementRow {
    StatementRow {
        date: line.date,
        title: line.title.clone(),
        kind: label::credit_origin(line.origin).ja.to_owned(),
        units: line.units,
        codes: line.codes.clone(),
    }
}
