//! Which words are in force, and what a file of words may not contain.

use certificate::{
    CertificateText, CertificateWording, IssueFacts, NotInForce, Wording, WordingError, render,
};
use domain::association::{AssociationId, Tier};
use domain::calendar::Date;
use domain::certificate::{CertificateKind, CertificateNumber};
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;

fn day(year: i32, month: u8, day: u8) -> Date {
    Date::new(year, month, day).expect("a date")
}

/// One entry; `changes` replaces lines by their key, or adds them.
fn entry(changes: &[(&str, &str)]) -> String {
    let mut lines = vec![
        ("id", "\"a\""),
        ("kind", "\"completion\""),
        ("programme", "\"family-physician-function\""),
        ("tier", "\"district\""),
        ("valid_from", "2025-04-01"),
        ("title", "\"修了証\""),
        ("programme_name", "\"研修\""),
        (
            "sentence",
            "\"{holder}殿は{programme}を{completed_on}に修了した。{association}、{number}、{issued_on}\"",
        ),
        ("president_title", "\"会長\""),
        ("seal", "\"{association}之印\""),
        ("source", "\"D\""),
    ];
    for &(key, value) in changes {
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some(line) => line.1 = value,
            None => lines.push((key, value)),
        }
    }
    let lines: String = lines
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    format!("[[wording]]\n{lines}")
}

fn load(content: &str) -> Result<CertificateWording, WordingError> {
    CertificateWording::load(&[("texts.toml", content)])
}

fn refusal(content: &str) -> String {
    load(content).expect_err("a fault").to_string()
}

fn association(id: &str) -> AssociationId {
    AssociationId::parse(id).expect("an id")
}

fn id_in_force(
    wording: &CertificateWording,
    issuer: &str,
    date: Date,
) -> Result<String, NotInForce> {
    wording
        .in_force(
            CertificateKind::Completion,
            Programme::FamilyPhysicianFunction,
            &association(issuer),
            date,
        )
        .map(|wording| wording.id.clone())
}

/// `words`, filled in for one doctor and an association of this name.
fn filled(words: &Wording, association: &str) -> CertificateText {
    words.fill(&IssueFacts {
        number: &CertificateNumber::new(
            domain::certificate::NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
            2026,
            [1, 2, 3, 4, 5, 6],
        ),
        holder: "髙橋 一郎",
        register_number: &MedicalRegisterNumber::parse("12345").expect("a number"),
        association,
        completed_on: day(2026, 3, 31),
        issued_on: day(2026, 4, 1),
        validity: None,
        check_url: "https://mamis.example.jp/check/1#secret",
    })
}

#[test]
fn a_new_wording_begins_on_its_day_and_not_the_day_before() {
    let later = entry(&[("id", "\"b\""), ("valid_from", "2026-04-01")]);
    let wording = load(&format!("{later}{}", entry(&[]))).expect("valid");
    let in_force = |date| id_in_force(&wording, "13-001", date);
    assert_eq!(in_force(day(2026, 4, 1)).as_deref(), Ok("b"));
    assert_eq!(in_force(day(2026, 3, 31)).as_deref(), Ok("a"));
    assert_eq!(in_force(day(2025, 4, 1)).as_deref(), Ok("a"));
    let too_early = in_force(day(2025, 3, 31)).expect_err("nothing yet");
    assert_eq!(
        too_early.to_string(),
        "no wording of `completion` for programme `family-physician-function`, issuer tier `district`, \
         is in force on 2025-03-31"
    );
}

#[test]
fn an_association_with_words_of_its_own_uses_them_from_their_day() {
    let own = entry(&[
        ("id", "\"own\""),
        ("valid_from", "2025-06-01"),
        ("association", "\"13-001\""),
    ]);
    let general = entry(&[("id", "\"later\""), ("valid_from", "2026-01-01")]);
    let wording = load(&format!("{own}{}{general}", entry(&[]))).expect("valid");
    let in_force = |association, date| id_in_force(&wording, association, date);
    assert_eq!(in_force("13-001", day(2025, 5, 31)).as_deref(), Ok("a"));
    assert_eq!(in_force("13-001", day(2025, 6, 1)).as_deref(), Ok("own"));
    assert_eq!(in_force("13-001", day(2026, 6, 1)).as_deref(), Ok("own"));
    assert_eq!(in_force("13-002", day(2026, 6, 1)).as_deref(), Ok("later"));
}

#[test]
fn other_kinds_programmes_and_tiers_have_no_words_by_accident() {
    let wording = load(&entry(&[])).expect("valid");
    let (completion, function) = (
        CertificateKind::Completion,
        Programme::FamilyPhysicianFunction,
    );
    for (kind, programme, issuer, tier) in [
        (
            CertificateKind::Attendance,
            function,
            "13-001",
            Tier::District,
        ),
        (
            completion,
            Programme::IndustrialPhysician,
            "13-001",
            Tier::District,
        ),
        (completion, function, "13", Tier::Prefectural),
        (completion, function, "national", Tier::National),
    ] {
        let date = day(2026, 1, 1);
        let refused = wording
            .in_force(kind, programme, &association(issuer), date)
            .expect_err("no words");
        assert_eq!(
            refused,
            NotInForce {
                kind,
                programme,
                tier,
                date
            }
        );
    }
}

#[test]
fn every_gap_is_filled() {
    let named = entry(&[("president_name", "\"見本 花子\"")]);
    let wording = load(&named).expect("valid");
    let words = wording
        .in_force(
            CertificateKind::Completion,
            Programme::FamilyPhysicianFunction,
            &association("13-001"),
            day(2026, 4, 1),
        )
        .expect("in force");
    let text = filled(words, "千代田区医師会");
    assert_eq!(
        text.sentence,
        format!(
            "髙橋 一郎殿は研修を2026年3月31日（令和8年）に修了した。千代田区医師会、{}、2026年4月1日（令和8年）",
            text.number
        )
    );
    assert_eq!(text.issuer.seal, "千代田区医師会之印");
    assert_eq!(text.issuer.association, "千代田区医師会");
    assert_eq!(text.issuer.president_name.as_deref(), Some("見本 花子"));
    assert_eq!(
        (text.holder.as_str(), text.register_number.as_str()),
        ("髙橋 一郎", "012345")
    );
    assert_eq!(
        text.printed_fields().issuer,
        ["千代田区医師会", "会長　見本 花子"]
    );
}

#[test]
fn the_shipped_words_make_a_certificate_for_every_tier() {
    for (issuer, name) in [
        ("national", "公益社団法人日本医師会"),
        ("01", "北海道医師会"),
        ("13-001", "千代田区医師会"),
    ] {
        let words = CertificateWording::shipped()
            .in_force(
                CertificateKind::Completion,
                Programme::FamilyPhysicianFunction,
                &association(issuer),
                day(2025, 4, 1),
            )
            .expect("in force since the first day");
        assert!(!words.source.is_empty());
        let text = filled(words, name);
        assert_eq!(text.title, "修了証");
        assert!(render(&text).is_ok_and(|pdf| pdf.starts_with(b"%PDF-1.7")));
    }
}

#[test]
fn faults_name_file_entry_and_field() {
    for (change, expected) in [
        (
            ("sentence", "\"{doctor}は修了\""),
            "sentence has `{doctor}`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on} {valid_from} {valid_until} {from} {to} {fiscal_year} {units} {codes}",
        ),
        (
            ("seal", "\"印}\""),
            "seal has `}`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on} {valid_from} {valid_until} {from} {to} {fiscal_year} {units} {codes}",
        ),
        (
            ("seal", "\"{association\""),
            "seal has `{association`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on} {valid_from} {valid_until} {from} {to} {fiscal_year} {units} {codes}",
        ),
        (
            ("association", "\"13\""),
            "association `13` is not of tier `district`",
        ),
        (("title", "\" \""), "title is blank"),
        (
            ("title", "\"修了証😀\""),
            "title has characters that cannot be printed: 😀",
        ),
        (
            ("valid_from", "2025-04-01T00:00:00"),
            "valid_from must be a date such as 2025-04-01, not `2025-04-01T00:00:00`",
        ),
    ] {
        assert_eq!(
            refusal(&entry(&[change])),
            format!("texts.toml: entry `a`: {expected}")
        );
    }
}

#[test]
fn two_entries_may_not_share_an_id_or_a_day() {
    let same_id = entry(&[("valid_from", "2026-04-01")]);
    assert_eq!(
        refusal(&(entry(&[]) + &same_id)),
        "texts.toml: entry `a`: this id is already taken"
    );
    let same_day = entry(&[("id", "\"b\"")]);
    assert_eq!(
        refusal(&(entry(&[]) + &same_day)),
        "texts.toml: entry `b`: `a` says the same case from the same day"
    );
}

#[test]
fn what_the_file_format_refuses_comes_with_its_line() {
    for (content, expected) in [
        (
            entry(&[("valid_form", "2025-04-01")]),
            "unknown field `valid_form`",
        ),
        (entry(&[("tier", "\"regional\"")]), "line 5"),
        (
            entry(&[]).replace("title = \"修了証\"\n", ""),
            "missing field `title`",
        ),
        (entry(&[("valid_from", "2025-02-30")]), "line 6"),
    ] {
        let message = refusal(&content);
        assert!(
            message.starts_with("texts.toml: TOML parse error at line "),
            "{message}"
        );
        assert!(message.contains(expected), "{message}");
    }
}
