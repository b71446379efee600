//! The name of each field of the registration, by its path: for the summary of errors.

use domain::label::Label;
use yew::AttrValue;

use crate::text::registration as say;
use crate::words::Words;

const NAMES: &[(&str, Label)] = &[
    ("login_id", say::LOGIN_ID),
    ("password", say::PASSWORD),
    ("register_number", say::REGISTER_NUMBER),
    ("register_date", say::REGISTER_DATE),
    ("profile.family_kana", say::FAMILY_KANA),
    ("profile.given_kana", say::GIVEN_KANA),
    ("profile.family", say::FAMILY),
    ("profile.given", say::GIVEN),
    ("profile.former_family_kana", say::FORMER_FAMILY_KANA),
    ("profile.former_given_kana", say::FORMER_GIVEN_KANA),
    ("profile.former_family", say::FORMER_FAMILY),
    ("profile.former_given", say::FORMER_GIVEN),
    ("profile.birth_date", say::BIRTH_DATE),
    ("profile.sex", say::SEX),
    ("profile.main_specialty", say::MAIN_SPECIALTY),
    ("profile.further_specialties", say::FURTHER_SPECIALTIES),
    ("profile.education.school", say::SCHOOL),
    ("profile.education.faculty", say::FACULTY),
    ("profile.education.graduation_month", say::GRADUATION),
    ("profile.education.graduate_school", say::GRADUATE_SCHOOL),
    (
        "profile.education.graduate_department",
        say::GRADUATE_DEPARTMENT,
    ),
    (
        "profile.education.graduate_completion_month",
        say::GRADUATE_COMPLETION,
    ),
    ("profile.education.degree_month", say::DEGREE),
    ("profile.societies", say::SOCIETIES),
    ("profile.other_society", say::OTHER_SOCIETY),
    ("postal_code", say::POSTAL_CODE),
    ("prefecture", say::PREFECTURE),
    ("street", say::STREET),
    ("building", say::BUILDING),
    ("mobile", say::MOBILE),
    ("telephone", say::TELEPHONE),
    ("fax", say::FAX),
];

/// The name of the field at `path`; of its list or group where it has none of its own.
pub fn of(path: &str, words: Words) -> AttrValue {
    let path = path
        .trim_start_matches("profile.contact.")
        .trim_start_matches("form.");
    let field = path.split('[').next().unwrap_or(path);
    let group = field.rsplit_once('.').map_or(field, |(group, _)| group);
    let named = |path: &str| NAMES.iter().find(|(name, _)| *name == path);
    let found = named(field).or_else(|| named(group));
    AttrValue::Static(found.map_or("", |(_, label)| words.say(*label)))
}

#[cfg(test)]
mod tests {
    use domain::calendar::Date;
    use domain::language::Language;
    use domain::registration::RegistrationForm;

    use super::*;

    #[test]
    fn every_refusal_of_an_empty_form_names_its_field() {
        let words = Words {
            language: Language::Ja,
        };
        let problems = {
            let today = Date::new(2026, 11, 21).expect("a day");
            RegistrationForm::default()
                .check(today)
                .err()
                .unwrap_or_default()
        };
        assert!(problems.len() > 15, "{problems:?}");
        for problem in problems {
            assert_ne!(of(&problem.field, words), "", "{}", problem.field);
        }
        assert_eq!(
            of("profile.societies[2]", words),
            "日本医学会分科会等の名称"
        );
    }
}
