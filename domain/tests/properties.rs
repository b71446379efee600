//! Properties of the rules: what holds for any input, not only for examples.

use std::collections::BTreeSet;

use domain::association::Tier;
use domain::calendar::{Date, FiscalYear, Moment, YearMonth};
use domain::certificate::{CertificateNumber, NumberPrefix};
use domain::contact::{PhoneNumber, PostalCode};
use domain::credit::{CreditEntry, CreditOrigin, EntryKind, RowId, fold};
use domain::curriculum::CurriculumCode;
use domain::folding::{fold_kana, fold_kanji};
use domain::id::CourseId;
use domain::organizer::OrganizerId;
use domain::person::{
    Agreement, KanaName, KanaPart, KanjiName, KanjiPart, NameIdentity, PersonName, PostedName,
    agreement,
};
use domain::programme::{Category, Programme};
use domain::register_number::MedicalRegisterNumber;
use domain::rules::{
    ClassroomUnits, Evaluation, Facts, HandedInFact, PracticalFact, PracticalItemFact,
    PracticalTwoFact, RuleBook, evaluate,
};
use domain::units::Units;
use domain::width;
use proptest::collection::vec;
use proptest::prelude::*;

const NAME: &str = "日医　太郎";

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn identity() -> NameIdentity {
    let kanji = |text| KanjiPart::parse(text).expect("kanji");
    let kana = |text| KanaPart::parse(text).expect("kana");
    NameIdentity {
        name: PersonName {
            kanji: KanjiName {
                family: kanji("日医"),
                given: kanji("太郎"),
            },
            kana: KanaName {
                family: kana("ニチイ"),
                given: kana("タロウ"),
            },
        },
        former: None,
        birth_date: day("1965-04-01"),
    }
}

fn dates() -> impl Strategy<Value = Date> {
    // 1873-01-01 to 2199-12-31: all days that have an era.
    (0..119_435_i32).prop_map(|days| day("1873-01-01").add_days(days))
}

fn programmes() -> impl Strategy<Value = Programme> {
    proptest::sample::select(Programme::ALL.to_vec())
}

/// Entries of few courses and rows, so that keys meet.
fn entries() -> impl Strategy<Value = CreditEntry> {
    let place = (0..3_u8, 0..4_u8, programmes());
    let amount = (1..10_u16, proptest::collection::btree_set(0..=84_u8, 0..3));
    let time = (0..3000_i32, 0..1000_i64);
    (
        place,
        amount,
        time,
        any::<bool>(),
        proptest::bool::weighted(0.2),
        proptest::bool::weighted(0.2),
    )
        .prop_map(
            |((course, row, programme), (halves, codes), (days, at), kana, wrong, reversal)| {
                let date = day("2020-04-01").add_days(days);
                let name = match (wrong, kana) {
                    (true, _) => "山田花子",
                    (false, true) => "ﾆﾁｲ ﾀﾛｳ",
                    (false, false) => NAME,
                };
                CreditEntry {
                    register_number: MedicalRegisterNumber::parse("123456").expect("number"),
                    course: Some(CourseId::new([course; 10])),
                    origin: CreditOrigin::Course,
                    row: RowId::parse(&format!("row-{row}")).expect("row"),
                    programme,
                    category: Category::general(),
                    units: Units::from_halves(halves),
                    codes: codes
                        .into_iter()
                        .filter_map(CurriculumCode::from_number)
                        .collect(),
                    date,
                    fiscal_year: FiscalYear::of(date),
                    posted: PostedName {
                        text: name.into(),
                        birth_date: None,
                    },
                    organizer: OrganizerId::parse("13").expect("organizer"),
                    organizer_name: "東京都医師会".into(),
                    title: "研修会".into(),
                    kind: if reversal {
                        EntryKind::Reversal
                    } else {
                        EntryKind::Award
                    },
                    posted_at: Moment::from_millis(at),
                }
            },
        )
}

fn tally(entries: &[CreditEntry]) -> domain::credit::Tally {
    fold(entries, &identity())
}

proptest! {
    #[test]
    fn a_tally_does_not_depend_on_order_or_repetition(
        (entries, shuffled) in vec(entries(), 0..30)
            .prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
        again in any::<prop::sample::Index>(),
    ) {
        prop_assert_eq!(tally(&entries), tally(&shuffled));
        if !entries.is_empty() {
            let mut more = entries.clone();
            more.push(entries[again.index(entries.len())].clone());
            prop_assert_eq!(tally(&entries), tally(&more));
        }
    }

    #[test]
    fn a_reversed_award_never_was(entries in vec(entries(), 1..30), one in any::<prop::sample::Index>()) {
        let award = entries[one.index(entries.len())].clone();
        let mut with = entries.clone();
        with.push(award.reversed(Moment::from_millis(5000)));
        let without: Vec<CreditEntry> =
            entries.into_iter().filter(|entry| entry.key() != award.key()).collect();
        prop_assert_eq!(tally(&with), tally(&without));
    }

    #[test]
    fn every_award_is_counted_or_listed_or_reversed(entries in vec(entries(), 0..30)) {
        let of = |kind| -> BTreeSet<_> {
            entries.iter().filter(|entry| entry.kind == kind).map(CreditEntry::key).collect()
        };
        let standing = of(EntryKind::Award).difference(&of(EntryKind::Reversal)).count();
        let tally = tally(&entries);
        let counted: u32 = tally
            .years
            .values()
            .flat_map(|year| year.programmes.values())
            .map(|programme| programme.entries)
            .sum();
        prop_assert_eq!(counted as usize + tally.differing.len(), standing);
        prop_assert!(tally.differing.iter().all(|held| held.agreement == Agreement::NameDiffers));
    }

    #[test]
    fn a_closed_year_adds_up_to_what_its_entries_do(entries in vec(entries(), 0..30)) {
        // Distinct keys, so that the two halves share none.
        let mut seen = BTreeSet::new();
        let awards: Vec<CreditEntry> = entries
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::Award && seen.insert(entry.key()))
            .collect();
        let (closed, open) = awards.split_at(awards.len() / 2);
        let mut sum = tally(open);
        for year in tally(closed).years.values() {
            sum.add_closed(year);
        }
        prop_assert_eq!(sum.years, tally(&awards).years);
    }

    #[test]
    fn a_tally_travels(entries in vec(entries(), 0..10)) {
        let tally = tally(&entries);
        let json = serde_json::to_string(&tally).expect("json");
        prop_assert_eq!(serde_json::from_str::<domain::credit::Tally>(&json).expect("tally"), tally);
    }
}

fn facts() -> impl Strategy<Value = Facts> {
    let classroom = vec((2000..2026_i32, 0..20_u16), 0..4).prop_map(|years| {
        let of_year = |(year, halves): (i32, u16)| ClassroomUnits {
            year: FiscalYear::try_from(year).expect("year"),
            units: Units::from_halves(halves),
            entries: 1,
        };
        years.into_iter().map(of_year).collect()
    });
    let handed_in = vec((0..800_i32, 1..9_u16, 0..2_usize), 0..3).prop_map(|items| {
        let item = |(days, halves, evidence)| HandedInFact {
            title: "研修会".into(),
            date: day("2025-01-01").add_days(days),
            units: Units::from_halves(halves),
            evidence,
        };
        items.into_iter().map(item).collect()
    });
    let ids = ["school-doctor", "home-visits", "respite", "unknown"];
    let one = vec((proptest::sample::select(ids.to_vec()), 0..2_usize), 0..4).prop_map(|items| {
        let item = |(item, evidence): (&str, usize)| PracticalItemFact {
            item: item.into(),
            evidence,
        };
        items.into_iter().map(item).collect()
    });
    let two = proptest::option::of((any::<bool>(), 0..2_usize).prop_map(
        |(description, evidence)| PracticalTwoFact {
            kind: "other".into(),
            description,
            evidence,
        },
    ));
    let target = proptest::option::of(proptest::sample::select(Tier::ALL.to_vec()));
    (
        classroom,
        handed_in,
        one,
        two,
        target,
        any::<bool>(),
        0..2_usize,
    )
        .prop_map(
            |(classroom, handed_in, one, two, target, member, identity_documents)| Facts {
                classroom,
                handed_in,
                practical: PracticalFact { one, two },
                target,
                member,
                identity_documents,
            },
        )
}

fn judge(facts: &Facts) -> Evaluation {
    let book = RuleBook::embedded().expect("rules");
    let today = day("2026-06-01");
    let rules = book
        .in_force(Programme::FamilyPhysicianFunction, today)
        .expect("in force");
    evaluate(rules, facts, today)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_credit_never_turns_met_into_unmet(facts in facts(), halves in 0..40_u16, year in 2000..2026_i32) {
        let before = judge(&facts);
        let mut more = facts;
        more.classroom.push(ClassroomUnits {
            year: FiscalYear::try_from(year).expect("year"),
            units: Units::from_halves(halves),
            entries: 1,
        });
        for (before, after) in before.requirements.iter().zip(&judge(&more).requirements) {
            prop_assert!(!before.met || after.met, "{}", before.id);
        }
    }

    #[test]
    fn an_application_is_submittable_exactly_when_nothing_is_missing(facts in facts()) {
        let evaluation = judge(&facts);
        let nothing_missing = evaluation.requirements.iter().all(|result| result.missing.is_none());
        prop_assert_eq!(evaluation.submittable, nothing_missing);
        if evaluation.submittable {
            // The rule in the words of the manual, written down a second time.
            let year = FiscalYear::of(day("2026-06-01"));
            let handed_in = facts.handed_in.iter().filter(|item| year.contains(item.date));
            let classroom: Units = facts.classroom.iter().map(|year| year.units)
                .chain(handed_in.map(|item| item.units)).sum();
            let known: BTreeSet<&str> = facts.practical.one.iter().map(|item| item.item.as_str())
                .filter(|item| *item != "unknown").collect();
            let practical = if facts.practical.two.is_some() { 5 } else { known.len() as u16 * 5 };
            prop_assert!(!classroom.is_zero() && practical > 0);
            prop_assert!(classroom.halves() + practical * 2 >= 20);
            prop_assert!(facts.practical.one.is_empty() || facts.practical.two.is_none());
            prop_assert!(facts.practical.two.is_none() || facts.target != Some(Tier::District));
            prop_assert!(facts.member || facts.identity_documents > 0);
        }
    }

    #[test]
    fn rules_travel_to_the_browser_and_judge_the_same(facts in facts()) {
        let book = RuleBook::embedded().expect("rules");
        for rules in book.versions().iter().map(domain::rules::RuleVersion::set) {
            let json = serde_json::to_string(rules).expect("json");
            let travelled: domain::rules::RuleSet = serde_json::from_str(&json).expect("rule set");
            let today = day("2026-06-01");
            prop_assert_eq!(evaluate(&travelled, &facts, today), evaluate(rules, &facts, today));
        }
    }
}

proptest! {
    #[test]
    fn dates_read_back_from_every_form_in_which_they_are_written(date in dates()) {
        let forms = [
            date.to_string(),
            date.to_string().replace('-', ""),
            date.in_words(),
            date.in_era(),
            date.to_string().replace('-', "／"),
        ];
        for form in forms {
            prop_assert_eq!(Date::parse(&form), Ok(date), "{}", form);
        }
    }

    #[test]
    fn a_fiscal_year_contains_its_days_and_no_others(date in dates()) {
        let date = date.max(day("1900-04-01")).min(day("2190-03-31"));
        let year = FiscalYear::of(date);
        prop_assert!(year.start() <= date && date <= year.end());
        prop_assert_eq!(FiscalYear::of(year.start().add_days(-1)), year.previous());
        prop_assert_eq!(FiscalYear::of(year.end().add_days(1)), year.next());
    }

    #[test]
    fn adding_months_keeps_the_day_or_ends_with_the_month(date in dates(), months in -1200..1200_i32) {
        let later = date.add_months(months);
        let expected = (date.year() * 12 + i32::from(date.month()) - 1) + months;
        prop_assert_eq!(later.year() * 12 + i32::from(later.month()) - 1, expected);
        let last = later.add_days(1).day() == 1;
        prop_assert!(later.day() == date.day() || (later.day() < date.day() && last));
    }

    #[test]
    fn moments_lie_in_the_day_that_japan_shows(millis in -3_000_000_000_000..7_000_000_000_000_i64) {
        let moment = Moment::from_millis(millis);
        let today = moment.date_in_japan();
        prop_assert!(today.begins() <= moment && moment < today.add_days(1).begins());
    }

    #[test]
    fn months_read_back(date in dates()) {
        let month = YearMonth::of(date);
        prop_assert_eq!(YearMonth::parse(&month.to_string()), Ok(month));
        prop_assert!(month.first_day() <= date && date <= month.last_day());
    }

    #[test]
    fn register_numbers_are_padded_and_then_stay(number in 1..=999_999_u32) {
        let (parsed, padded) = MedicalRegisterNumber::parse_noting(&number.to_string()).expect("number");
        prop_assert_eq!(parsed.as_str().len(), 6);
        prop_assert_eq!(padded, number < 100_000);
        prop_assert_eq!(MedicalRegisterNumber::parse_noting(parsed.as_str()), Ok((parsed.clone(), false)));
        let wide: String = number.to_string().chars()
            .filter_map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32)).collect();
        prop_assert_eq!(MedicalRegisterNumber::parse(&wide), Ok(parsed));
    }

    #[test]
    fn units_read_back(halves in any::<u16>()) {
        let units = Units::from_halves(halves);
        prop_assert_eq!(Units::parse(&units.to_string()), Ok(units));
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
        let (kanji, kana) = (fold_kanji(&text), fold_kana(&text));
        prop_assert_eq!(fold_kanji(&kanji), kanji);
        prop_assert_eq!(fold_kana(&kana), kana);
        let katakana = width::katakana(&text);
        prop_assert_eq!(width::katakana(&katakana), katakana);
        let half = width::half_width(&text);
        prop_assert_eq!(width::half_width(&half), half);
    }

    #[test]
    fn folding_names_twice_is_folding_once(text in "[\\u{3041}-\\u{30FF}\\u{FF66}-\\u{FF9F}々 \\u{4E00}-\\u{9FA5}\\u{F900}-\\u{FA6D}\\u{E0100}-\\u{E0110}-]{0,12}") {
        let (kanji, kana) = (fold_kanji(&text), fold_kana(&text));
        prop_assert_eq!(fold_kanji(&kanji), kanji);
        prop_assert_eq!(fold_kana(&kana), kana);
    }

    #[test]
    fn whoever_is_posted_as_registered_agrees(family in "[\\u{4E00}-\\u{9FA5}]{1,4}", given in "[ぁ-ん]{1,5}", space in "[ 　]?") {
        let identity = NameIdentity {
            name: PersonName {
                kanji: KanjiName {
                    family: KanjiPart::parse(&family).expect("kanji"),
                    given: KanjiPart::parse(&given).expect("kanji"),
                },
                ..identity().name
            },
            ..identity()
        };
        let posted = |text: String| PostedName { text, birth_date: None };
        prop_assert_eq!(agreement(&posted(format!("{family}{space}{given}")), &identity), Agreement::Agrees);
        prop_assert_eq!(agreement(&posted(format!("{family}{space}{given}殿下")), &identity), Agreement::NameDiffers);
    }

    /// Whatever is typed: no panic, and what is taken reads back as it is written.
    #[test]
    fn anything_typed_is_taken_in_normal_form_or_refused(text in "\\PC{0,40}") {
        macro_rules! reads_back {
            ($($kind:ty),+) => {$(
                if let Ok(value) = <$kind>::parse(&text) {
                    prop_assert_eq!(<$kind>::parse(&value.to_string()), Ok(value));
                }
            )+};
        }
        reads_back!(
            Date, YearMonth, Units, MedicalRegisterNumber, KanjiPart, KanaPart, PostalCode,
            PhoneNumber, RowId, CurriculumCode, CertificateNumber, OrganizerId, CourseId,
            domain::calendar::TimeOfDay, domain::contact::EmailAddress, domain::login::LoginId,
            domain::contact::PrefectureCode
        );
        let _ = domain::login::check_password(&text, "nichii01");
    }

    /// As above with texts that look like dates, numbers and addresses.
    #[test]
    fn what_looks_like_a_value_is_taken_in_normal_form_or_refused(
        text in "[0-9０-９年月日元昭和平成令SHR／/.\\-ー第号:@a-c ]{0,12}",
    ) {
        macro_rules! reads_back {
            ($($kind:ty),+) => {$(
                if let Ok(value) = <$kind>::parse(&text) {
                    prop_assert_eq!(<$kind>::parse(&value.to_string()), Ok(value));
                }
            )+};
        }
        reads_back!(
            Date, YearMonth, Units, MedicalRegisterNumber, PostalCode, PhoneNumber,
            domain::calendar::TimeOfDay, domain::contact::EmailAddress
        );
    }

    #[test]
    fn certificate_numbers_read_back_and_notice_exchanged_neighbours(random in any::<[u8; 6]>(), at in 8..17_usize) {
        let number = CertificateNumber::new(NumberPrefix::FAMILY_PHYSICIAN_FUNCTION, 2026, random);
        prop_assert_eq!(CertificateNumber::parse(number.as_str()), Ok(number.clone()));
        let mut chars: Vec<char> = number.as_str().chars().collect();
        chars.swap(at, at + 1);
        let exchanged: String = chars.into_iter().collect();
        if exchanged != number.as_str() {
            prop_assert!(CertificateNumber::parse(&exchanged).is_err());
        }
    }
}
