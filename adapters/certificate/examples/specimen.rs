//! Writes a specimen certificate: `cargo run -p certificate --example specimen -- out.pdf`.

use certificate::{CertificateWording, IssueFacts, render};
use domain::association::AssociationId;
use domain::calendar::Date;
use domain::certificate::{CertificateKind, CertificateNumber};
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;

#[expect(
    clippy::disallowed_methods,
    reason = "a specimen tells how long it took"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("name the file to write: -- out.pdf")?;
    let number = CertificateNumber::new(
        domain::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
        2026,
        [1, 2, 3, 4, 5, 6],
    );
    let check_url =
        format!("https://mamis.example.jp/check/{number}#k7Qd2mVx9TzR4bWn8LcYp3HsJf6GaE1u");
    let facts = IssueFacts {
        number: &number,
        holder: "髙﨑 葛󠄀 𠮷之助",
        register_number: &MedicalRegisterNumber::parse("123456")?,
        association: "見本県医師会",
        completed_on: Date::parse("2026-11-14")?,
        issued_on: Date::parse("2026-11-21")?,
        validity: None,
        check_url: &check_url,
    };
    let wording = CertificateWording::shipped().in_force(
        CertificateKind::Completion,
        Programme::FamilyPhysicianFunction,
        &AssociationId::parse("13")?,
        facts.issued_on,
    )?;
    let text = wording.fill(&facts);
    let begun = std::time::Instant::now();
    let pdf = render(&text)?;
    let first = begun.elapsed();
    let begun = std::time::Instant::now();
    let again = render(&text)?;
    println!(
        "{path}: {} bytes, first {first:?}, again {:?}, same: {}",
        pdf.len(),
        begun.elapsed(),
        pdf == again
    );
    std::fs::write(path, pdf)?;
    Ok(())
}
