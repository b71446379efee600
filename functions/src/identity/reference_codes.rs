//! Codes of the pickers. The browser offers only codes of the lists; what a program sends is
//! checked here, and the names that stand beside codes are those of the lists.

use domain::{
    reference::{SOCIETIES, SPECIALTIES, UNIVERSITIES},
    registration::{Profile, School},
    rejection::{Code, FieldProblem},
};

/// Checks specialties, schools and societies; a picked school gets the list's name.
#[must_use]
pub fn settle(profile: &mut Profile) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut unknown = |field: String| {
        problems.push(FieldProblem::new(
            format!("profile.{field}"),
            Code::UnknownChoice,
        ));
    };
    if SPECIALTIES
        .by_code(profile.main_specialty.as_str())
        .is_none()
    {
        unknown("main_specialty".to_owned());
    }
    for (place, code) in profile.further_specialties.iter().enumerate() {
        if SPECIALTIES.by_code(code.as_str()).is_none() {
            unknown(format!("further_specialties[{place}]"));
        }
    }
    for (place, code) in profile.societies.codes.iter().enumerate() {
        if SOCIETIES.by_code(code).is_none() {
            unknown(format!("societies[{place}]"));
        }
    }
    if !named_by_list(&mut profile.education.school) {
        unknown("education.school.code".to_owned());
    }
    if let Some(graduate) = &mut profile.education.graduate_school
        && !named_by_list(&mut graduate.school)
    {
        unknown("education.graduate_school.code".to_owned());
    }
    problems
}

fn named_by_list(school: &mut School) -> bool {
    let Some(code) = &school.code else {
        return true;
    };
    let Some(entry) = UNIVERSITIES.by_code(code) else {
        return false;
    };
    school.name.clone_from(&entry.name);
    true
}
