//! The printed certificate.

use crate::reading::{qr_codes, shapes, text, text_of_all};
use certificate::{
    CertificateText, Field, Issuer, Learned, RenderError, Statement, StatementRow, render,
    render_statement,
};
use domain::calendar::Date;
use domain::certificate::CertificateNumber;
use domain::curriculum::CurriculumCode;
use domain::language::Language;
use domain::register_number::MedicalRegisterNumber;
use domain::units::Units;

fn of_takahashi() -> CertificateText {
    CertificateText {
        title: "修了証".into(),
        programme: "かかりつけ医機能報告制度にかかる研修".into(),
        number: CertificateNumber::new(
            domain::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
            2026,
            [1, 2, 3, 4, 5, 6],
        ),
        holder: "髙橋 一郎".into(),
        register_number: MedicalRegisterNumber::parse("12345").expect("a number"),
        sentence: "あなたは、所定の課程を修了されたことを証します。".into(),
        issued_on: Date::new(2026, 11, 21).expect("a date"),
        valid_until: None,
        issuer: Issuer {
            association: "見本県医師会".into(),
            president_title: "会長".into(),
            president_name: Some("見本 花子".into()),
            seal: "見本県医師会之印".into(),
        },
        check_url: "https://mamis.example.jp/check/1#k7Qd2mVx9TzR4bWn8LcYp3HsJf6GaE1u".into(),
    }
}

fn held_by(holder: &str) -> CertificateText {
    CertificateText {
        holder: holder.into(),
        ..of_takahashi()
    }
}

#[test]
fn every_field_stands_on_the_page() {
    let certificate = of_takahashi();
    let page = text(&render(&certificate).expect("a certificate"));
    for expected in [
        "修了証",
        "かかりつけ医機能報告制度にかかる研修",
        &format!("証書番号{}", certificate.number),
        "髙橋一郎殿",
        "医籍登録番号第012345号",
        "あなたは、所定の課程を修了されたことを証します。",
        "2026年11月21日（令和8年）",
        "見本県医師会",
        "会長見本花子",
        "見本県医師会之印",
        &certificate.check_url,
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
}

#[test]
fn what_the_check_page_shows_stands_on_the_page() {
    let certificate = of_takahashi();
    let page = text(&render(&certificate).expect("a certificate"));
    let shown = certificate.printed_fields();
    let register_number = shown.register_number.shown(Language::Ja);
    let issued_on = shown.issued_on.both_calendars();
    let mut fields = vec![
        &shown.title,
        &shown.programme,
        &shown.name,
        &register_number,
        &shown.sentence,
        &issued_on,
    ];
    fields.extend(&shown.issuer);
    for field in fields {
        let printed: String = field.split_whitespace().collect();
        assert!(page.contains(&printed), "{field} is not in\n{page}");
    }
    assert!(page.contains(shown.number.as_str()));
    // The seal is read in columns from the right, so its characters stand apart.
    for character in shown.seal.chars() {
        assert!(page.contains(character), "{character} of the seal");
    }
}

#[test]
fn names_are_printed_as_typed() {
    for name in [
        "髙﨑 𠮷之助",
        "葛\u{E0100}城 德子",
        "辻\u{E0100} 濵邉",
        "齋藤 ヴィクトリア",
    ] {
        let page = text(&render(&held_by(name)).expect("a certificate"));
        let typed = name.replace(' ', "");
        assert!(page.contains(&typed), "{typed:?} is not in\n{page:?}");
    }
}

#[test]
fn the_two_forms_of_one_character_look_different() {
    let shape = |name: &str| {
        let mut drawn = shapes(&render(&held_by(name)).expect("a certificate"), '葛');
        assert_eq!(drawn.len(), 1, "{name}");
        drawn.remove(0)
    };
    assert_ne!(shape("葛城 一"), shape("葛\u{E0100}城 一"));
}

#[test]
fn the_code_leads_to_the_check_page() {
    let certificate = of_takahashi();
    assert_eq!(
        qr_codes(&render(&certificate).expect("a certificate")),
        [certificate.check_url]
    );
}

#[test]
fn it_says_that_it_keeps_for_decades_and_can_be_read_aloud() {
    let pdf = render(&of_takahashi()).expect("a certificate");
    let metadata = String::from_utf8_lossy(&pdf);
    for claim in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>ja-JP</rdf:li>",
        "<xmp:CreateDate>2026-11-21T00:00:00Z</xmp:CreateDate>",
    ] {
        assert!(metadata.contains(claim), "{claim}");
    }
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let certificate = of_takahashi();
    let first = render(&certificate).expect("a certificate");
    render(&held_by("別 人")).expect("a certificate in between");
    assert_eq!(render(&certificate).expect("a certificate"), first);
}

#[test]
fn the_longest_name_and_a_long_sentence_fit() {
    let long = CertificateText {
        holder: format!("{} {}", "長".repeat(32), "名".repeat(32)),
        sentence: "あなたは、所定の課程を修了されたことを証します。".repeat(6),
        ..of_takahashi()
    };
    let page = text(&render(&long).expect("a certificate"));
    assert!(page.contains(&format!("{}{}殿", "長".repeat(32), "名".repeat(32))));
}

#[test]
fn a_president_may_stay_unnamed() {
    let mut certificate = of_takahashi();
    certificate.issuer.president_name = None;
    assert!(text(&render(&certificate).expect("a certificate")).contains("見本県医師会会長"));
}

#[test]
fn a_character_the_fonts_lack_is_named_with_its_field() {
    let refused = render(&held_by("山😀田 葛\u{E01C8}子")).expect_err("unprintable");
    assert!(
        matches!(&refused, RenderError::UnsupportedCharacters { field: Field::Holder, characters }
            if *characters == ["😀", "葛\u{E01C8}"]),
        "{refused:?}"
    );
    assert_eq!(
        refused.to_string(),
        "氏名に印字できない文字があります: 😀、葛\u{E01C8}"
    );
}

#[test]
fn a_blank_field_is_refused_by_name() {
    let refused = render(&held_by("　 ")).expect_err("blank");
    assert_eq!(refused.to_string(), "氏名が空欄です");
}

#[test]
fn words_without_end_are_refused_not_cut() {
    let endless = CertificateText {
        sentence: "修了。".repeat(1000),
        ..of_takahashi()
    };
    assert!(matches!(render(&endless), Err(RenderError::DoesNotFit(pages)) if pages > 1));
}

#[test]
fn an_address_is_refused_when_its_code_would_be_too_fine_to_read() {
    let checked_at = |bytes: usize| {
        let start = "https://mamis.example.jp/check/1#";
        let check_url = format!("{start}{}", "a".repeat(bytes - start.len()));
        render(&CertificateText {
            check_url,
            ..of_takahashi()
        })
    };
    assert!(checked_at(251).is_ok());
    let refused = checked_at(252);
    assert!(
        matches!(refused, Err(RenderError::CheckUrlTooLong(252))),
        "{refused:?}"
    );
}

#[test]
fn markup_in_a_name_is_only_letters() {
    let page = text(&render(&held_by("#pagebreak() *太* \"$x$\"")).expect("a certificate"));
    assert!(page.contains("#pagebreak()*太*\"$x$\"殿"), "{page}");
}

fn of_learning(rows: usize) -> Statement {
    let day = Date::new(2025, 6, 1).expect("a date");
    let codes: Vec<CurriculumCode> = [12, 15]
        .into_iter()
        .filter_map(CurriculumCode::from_number)
        .collect();
    Statement {
        text: CertificateText {
            title: "学習単位取得証".into(),
            programme: "日医生涯教育制度".into(),
            ..of_takahashi()
        },
        learned: Learned {
            from: day,
            to: day.add_days(300),
            units: Units::from_halves(25),
            codes: 2,
        },
        codes: codes.clone(),
        rows: (0..rows)
            .map(|place| StatementRow {
                date: day,
                title: format!("第{place}回　高血圧の最新治療と地域連携を考える研修会"),
                kind: "研修会".into(),
                units: Units::from_halves(3),
                codes: codes.clone(),
            })
            .collect(),
    }
}

#[test]
fn every_row_of_a_statement_stands_on_its_pages_and_on_the_check_page() {
    let statement = of_learning(120);
    let pages = text_of_all(&render_statement(&statement).expect("a statement"));
    assert!(pages.len() > 3, "{} pages", pages.len());
    let pages = pages.concat();
    for expected in [
        "学習単位取得証",
        "12.5単位",
        "2種類",
        "120件",
        "第119回",
        "見本県医師会之印",
    ] {
        assert!(pages.contains(expected), "{expected} is not in\n{pages}");
    }
    let details = statement.printed_fields().details;
    assert_eq!(details.len(), 120);
    assert!(
        details[7].contains("第7回") && details[7].contains("1.5"),
        "{}",
        details[7]
    );
    assert_eq!(
        render_statement(&statement).ok(),
        render_statement(&statement).ok()
    );
}

#[test]
fn a_title_that_cannot_be_printed_is_named() {
    let mut statement = of_learning(1);
    statement.rows[0].title = "研修会\u{1F600}".into();
    let refused = render_statement(&statement);
    assert!(
        matches!(
            refused,
            Err(RenderError::UnsupportedCharacters {
                field: Field::Row,
                ..
            })
        ),
        "{refused:?}"
    );
}
