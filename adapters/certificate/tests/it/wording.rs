//! Which words are in force, and what a file of words may not contain.

use certificate::{CertificateWording, IssueFacts, NotInForce, WordingError, render};
use time::{Date, Month};

fn day(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).expect("a date")
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

fn id_in_force(
    wording: &CertificateWording,
    association: &str,
    date: Date,
) -> Result<String, NotInForce> {
    wording
        .in_force(
            "completion",
            "family-physician-function",
            "district",
            association,
            date,
        )
        .map(|wording| wording.id.clone())
}

const FACTS: IssueFacts<'static> = IssueFacts {
    number: "第1号",
    holder: "髙橋 一郎",
    register_number: "012345",
    association: "千代田区医師会",
    completed_on: match Date::from_calendar_date(2026, Month::March, 31) {
        Ok(date) => date,
        Err(_) => panic!("a date"),
    },
    issued_on: match Date::from_calendar_date(2026, Month::April, 1) {
        Ok(date) => date,
        Err(_) => panic!("a date"),
    },
    check_url: "https://mamis.example.jp/check/1#secret",
};

#[test]
fn a_new_wording_begins_on_its_day_and_not_the_day_before() {
    let later = entry(&[("id", "\"b\""), ("valid_from", "2026-04-01")]);
    let wording = load(&format!("{later}{}", entry(&[]))).expect("valid");
    let in_force = |date| id_in_force(&wording, "千代田区医師会", date);
    assert_eq!(in_force(day(2026, Month::April, 1)).as_deref(), Ok("b"));
    assert_eq!(in_force(day(2026, Month::March, 31)).as_deref(), Ok("a"));
    assert_eq!(in_force(day(2025, Month::April, 1)).as_deref(), Ok("a"));
    let too_early = in_force(day(2025, Month::March, 31)).expect_err("nothing yet");
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
        ("association", "\"千代田区医師会\""),
    ]);
    let general = entry(&[("id", "\"later\""), ("valid_from", "2026-01-01")]);
    let wording = load(&format!("{own}{}{general}", entry(&[]))).expect("valid");
    let in_force = |association, date| id_in_force(&wording, association, date);
    assert_eq!(
        in_force("千代田区医師会", day(2025, Month::May, 31)).as_deref(),
        Ok("a")
    );
    assert_eq!(
        in_force("千代田区医師会", day(2025, Month::June, 1)).as_deref(),
        Ok("own")
    );
    assert_eq!(
        in_force("千代田区医師会", day(2026, Month::June, 1)).as_deref(),
        Ok("own")
    );
    assert_eq!(
        in_force("港区医師会", day(2026, Month::June, 1)).as_deref(),
        Ok("later")
    );
}

#[test]
fn other_kinds_programmes_and_tiers_have_no_words_by_accident() {
    let wording = load(&entry(&[])).expect("valid");
    let date = day(2026, Month::January, 1);
    for (kind, programme, tier) in [
        ("attendance", "family-physician-function", "district"),
        ("completion", "industrial-physician", "district"),
        ("completion", "family-physician-function", "national"),
    ] {
        let refused = wording
            .in_force(kind, programme, tier, "千代田区医師会", date)
            .expect_err("no words");
        assert_eq!(
            (
                refused.kind.as_str(),
                refused.programme.as_str(),
                refused.tier.as_str()
            ),
            (kind, programme, tier)
        );
    }
}

#[test]
fn every_gap_is_filled() {
    let named = entry(&[("president_name", "\"見本 花子\"")]);
    let wording = load(&named).expect("valid");
    let words = wording
        .in_force(
            "completion",
            "family-physician-function",
            "district",
            FACTS.association,
            FACTS.issued_on,
        )
        .expect("in force");
    let text = words.fill(&FACTS).expect("dates of our era");
    assert_eq!(
        text.sentence,
        "髙橋 一郎殿は研修を令和8年（2026年）3月31日に修了した。千代田区医師会、第1号、令和8年（2026年）4月1日"
    );
    assert_eq!(text.issuer.seal, "千代田区医師会之印");
    assert_eq!(text.issuer.association, "千代田区医師会");
    assert_eq!(text.issuer.president_name.as_deref(), Some("見本 花子"));
    assert_eq!(
        (text.holder.as_str(), text.register_number.as_str()),
        ("髙橋 一郎", "012345")
    );
}

#[test]
fn the_shipped_words_make_a_certificate_for_every_tier() {
    for (tier, association) in [
        ("national", "公益社団法人日本医師会"),
        ("prefectural", "北海道医師会"),
        ("district", "千代田区医師会"),
    ] {
        let words = CertificateWording::shipped()
            .in_force(
                "completion",
                "family-physician-function",
                tier,
                association,
                day(2025, Month::April, 1),
            )
            .expect("in force since the first day");
        assert!(!words.source.is_empty());
        let text = words
            .fill(&IssueFacts {
                association,
                ..FACTS
            })
            .expect("dates of our era");
        assert_eq!(text.title, "修了証");
        assert!(render(&text).is_ok_and(|pdf| pdf.starts_with(b"%PDF-1.7")));
    }
}

#[test]
fn faults_name_file_entry_and_field() {
    for (change, expected) in [
        (
            ("sentence", "\"{doctor}は修了\""),
            "sentence has `{doctor}`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on}",
        ),
        (
            ("seal", "\"印}\""),
            "seal has `}`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on}",
        ),
        (
            ("seal", "\"{association\""),
            "seal has `{association`; placeholders are {programme} {holder} {number} {association} {completed_on} {issued_on}",
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
        (
            entry(&[("tier", "\"regional\"")]),
            "unknown variant `regional`",
        ),
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
