//! Writes a specimen certificate: `cargo run -p certificate --example specimen -- out.pdf`.

use certificate::{CertificateText, Issuer, render};
use time::{Date, Month};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("name the file to write: -- out.pdf")?;
    let text = CertificateText {
        title: "修了証".into(),
        programme: "かかりつけ医機能報告制度にかかる研修".into(),
        number: "第FP-2026-000128号".into(),
        holder: "髙﨑 葛󠄀 𠮷之助".into(),
        register_number: "123456".into(),
        sentence: "あなたは、かかりつけ医機能報告制度にかかる研修の所定の課程を、令和8年（2026年）11月21日に修了されたことを証します。".into(),
        issued_on: Date::from_calendar_date(2026, Month::November, 21)?,
        issuer: Issuer {
            association: "見本県医師会".into(),
            president_title: "会長".into(),
            president_name: Some("見本 太郎".into()),
            seal: "見本県医師会長之印".into(),
        },
        check_url: "https://mamis.example.jp/check/FP-2026-000128#k7Qd2mVx9TzR4bWn8LcYp3HsJf6GaE1u".into(),
    };
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
