//! The files, and what is wrong with files.

use super::*;

fn faults_of(name: &str, from: &str, to: &str) -> Vec<String> {
    let text = FILES
        .iter()
        .find(|(file, _)| *file == name)
        .map(|(_, text)| *text);
    let text = text.unwrap_or_default();
    assert!(text.contains(from), "{from} is not in {name}");
    match RuleBook::from_files([(name, text.replacen(from, to, 1).as_str())]) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(RuleFault::to_string).collect(),
    }
}

#[test]
fn the_files_are_all_listed_and_without_fault() {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let names = std::fs::read_dir(folder).map(|entries| {
        entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".toml"))
            .collect::<std::collections::BTreeSet<_>>()
    });
    let listed = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names.ok(), Some(listed));
    let today = Date::new(2026, 4, 1).unwrap_or_else(|| panic!("a day"));
    for programme in Programme::ALL {
        assert!(book.in_force(*programme, today).is_some(), "{programme}");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let family = "family-physician-function.2025.toml";
    let cases = [
        ("valid_from", "valid_form", "unknown field"),
        (
            "\"prefectural\"]\n\n[[cat",
            "\"regional\"]\n\n[[cat",
            "line 10, column 19: 読み取れません：unknown-choice",
        ),
        (
            "at_least = \"0.5\"",
            "at_least = \"0.3\"",
            "units-not-halves",
        ),
        (
            "at_least = \"0.5\"",
            "at_least = \"0\"",
            "application.requirements[0].kind.at_least: 0より大きくしてください（must be more than zero）",
        ),
        (
            "id = \"other\"\nlabel = { ja = \"その他生",
            "id = \"writing\"\nlabel = { ja = \"その他生",
            "\"writing\" stands there twice",
        ),
        (
            "id = \"family-physician-function.2025\"",
            "id = \"family-physician-function.2026\"",
            "is not the name of the file",
        ),
        (
            "[\"prefectural\", \"national\"]\n# S1 注1",
            "[\"national\", \"prefectural\"]\n# S1 注1",
            "from the lowest layer up",
        ),
        (
            "valid_from",
            "valid_to = \"2025-03-31\"\nvalid_from",
            "lies before valid_from",
        ),
    ];
    for (from, to, expected) in cases {
        let faults = faults_of(family, from, to);
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{expected}: {faults:?}"
        );
    }
}

#[test]
fn mistakes_in_goals_are_told_with_their_place_in_both_languages() {
    let industrial = "industrial-physician.2025.toml";
    let cases = [
        (
            "categories = [\"basic-late\"]",
            "categories = [\"basic-lat\"]",
            "goals[0].requirements[2].kind.paths[0].requirements[3].kind.categories: \
             「basic-lat」はcategoriesにありません（\"basic-lat\" is not one of categories）",
        ),
        (
            "basic-early-mental-health = \"1\"",
            "basic-early-mental-health = \"0.7\"",
            "units-not-halves",
        ),
        (
            "basic-early-mental-health = \"1\"",
            "basic-early-mental-health = \"0\"",
            "minima.basic-early-mental-health: 0より大きくしてください",
        ),
        (
            "certificate = \"uoeh-course\"",
            "certificate = \"uoeh\"",
            "\"uoeh\" is not one of certificates",
        ),
        (
            "expiry_from = \"2023-04-01\"",
            "expiry_from = \"2023-03-31\"",
            "2023-03-31の満了が2つの区分にあたります",
        ),
        (
            "expiry_from = \"2023-04-01\"",
            "expiry_from = \"2023-04-02\"",
            "2023-04-01の満了がどの区分にもあたりません",
        ),
        (
            "before = \"approval\"",
            "before = \"submission\"",
            "needs before = \"approval\"",
        ),
        (
            "original = true",
            "original = false",
            "原本の郵送がない制度です",
        ),
        (
            "online_from = \"2025-04-07\"",
            "online_from = \"2025-03-31\"",
            "must lie after declared.until",
        ),
        (
            "window = { kind = \"validity\" }",
            "window = { kind = \"fiscal-years\", years = 0 }",
            "goals[1].window.years",
        ),
        (
            "validity_years = 5",
            "validity_years = 0",
            "qualification.validity_years",
        ),
        (
            "stages = [\"prefectural\", \"national\"]",
            "stages = []",
            "goals[0].stages: 空です（is empty）",
        ),
        ("yen = 10000", "yen = 0", "goals[0].fee.yen"),
        (
            "id = \"practical\"",
            "id = \"early\"",
            "「early」が重複しています",
        ),
        (
            "[qualification]\n",
            "[qualification]\nyears = 5\n",
            "unknown field",
        ),
    ];
    for (from, to, expected) in cases {
        let faults = faults_of(industrial, from, to);
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{expected}: {faults:?}"
        );
    }
    let learning = "continuing-education.2016.toml";
    for (from, to, expected) in [
        (
            "day = 30",
            "day = 31",
            "learning.declaration_due: 存在しない日です",
        ),
        (
            "half_unit_minutes = 30",
            "half_unit_minutes = 0",
            "learning.half_unit_minutes",
        ),
        (
            "kind = \"fiscal-years\", years = 3",
            "kind = \"validity\"",
            "goals[0].window",
        ),
        (
            "at_least = 60",
            "at_least = 0",
            "goals[0].requirements[0].kind.at_least",
        ),
    ] {
        let faults = faults_of(learning, from, to);
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{expected}: {faults:?}"
        );
    }
}

#[test]
fn a_version_is_added_at_run_time_by_the_same_reader() {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let today = Date::new(2026, 4, 1).unwrap_or_else(|| panic!("a day"));
    let text = FILES[2].1;
    let later = text
        .replacen("industrial-physician.2025", "industrial-physician.2027", 1)
        .replacen(
            "valid_from = \"2025-04-01\"",
            "valid_from = \"2027-04-01\"",
            1,
        )
        .replace("at_least = \"20\"", "at_least = \"25\"");
    let adopted = book.adopting("industrial-physician.2027.toml", &later, today);
    let adopted = adopted.unwrap_or_else(|faults| panic!("{faults:?}"));
    let id = |day: &str| {
        let day = Date::parse(day).unwrap_or_else(|rejection| panic!("{rejection}"));
        let version = adopted.version(Programme::IndustrialPhysician, day);
        version.map(|version| version.id().to_owned())
    };
    assert_eq!(
        id("2027-03-31").as_deref(),
        Some("industrial-physician.2025")
    );
    assert_eq!(
        id("2027-04-01").as_deref(),
        Some("industrial-physician.2027")
    );
    let again = book.adopting("industrial-physician.2025.toml", text, today);
    assert!(again.is_err(), "an old version is never replaced");
}
