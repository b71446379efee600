//! Writes a specimen certificate: `cargo run -p certificate --example specimen -- out.pdf`.

use certificate::{CertificateWording, IssueFacts, render};
use time::{Date, Month};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("name the file to write: -- out.pdf")?;
    let facts = IssueFacts {
        number: "第FP-2026-000128号",
        holder: "髙﨑 葛󠄀 𠮷之助",
        register_number: "123456",
        association: "見本県医師会",
        completed_on: Date::from_calendar_date(2026, Month::November, 14)?,
        issued_on: Date::from_calendar_date(2026, Month::November, 21)?,
        check_url: "https://mamis.example.jp/check/FP-2026-000128#k7Qd2mVx9TzR4bWn8LcYp3HsJf6GaE1u",
    };
    let wording = CertificateWording::shipped().in_force(
        "completion",
        "family-physician-function",
        "prefectural",
        facts.association,
        facts.issued_on,
    )?;
    let text = wording.fill(&facts)?;
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
