//! Who attended what, as the organisers typed it: most rows plain, some with another spelling of
//! the same name, some for doctors who are not registered yet, a few with a wrong number.

use super::accounts::{WAITING_NAME, WAITING_NUMBER};
use super::chance::Chance;
use super::names::{FAMILIES, FEMALE, MALE};
use super::world::{Attendance, Course, Doctor, Name, Place, RowStory};
use super::{TODAY, date};
use std::collections::{BTreeMap, HashMap, HashSet};
use time::Duration;

/// Entries of the first persona in the last five years.
pub const VETERAN_ENTRIES: usize = 150;
/// Rows of which number and name don't agree.
pub const MISMATCHES: usize = 12;
/// Doctors who attended and have not registered.
const UNREGISTERED: usize = 14;

/// All rows, course by course.
pub fn attendances(seed: u64, doctors: &[Doctor], courses: &[Course]) -> Vec<Attendance> {
    let mut chance = Chance::about(seed, "attendances");
    let posted: Vec<&Course> = courses
        .iter()
        .filter(|course| course.posted.is_some())
        .collect();
    let diligent = diligent(&mut chance, &posted);
    let mut waiting = unregistered(&mut chance, &posted);
    let mut wrong = places_of_slips(&mut chance, &posted);
    let mut rows = Vec::new();
    for course in posted {
        let present = present(&mut chance, course, doctors, &diligent);
        let mut of_course: Vec<Attendance> = present
            .iter()
            .map(|doctor| row(&mut chance, course, doctor))
            .collect();
        of_course.append(&mut waiting.remove(&course.key).unwrap_or_default());
        if wrong.remove(&course.key) {
            of_course.extend(slip(&mut chance, course, doctors, &present));
        }
        chance.shuffle(&mut of_course);
        for (number, row) in (1..).zip(&mut of_course) {
            row.row = format!("{number:04}");
        }
        rows.append(&mut of_course);
    }
    rows
}

/// Courses of those who attend much more than others, by the index of the doctor.
fn diligent(chance: &mut Chance, posted: &[&Course]) -> BTreeMap<usize, HashSet<String>> {
    let five_years = date(TODAY.year() - 5, u8::from(TODAY.month()), TODAY.day());
    let recent: Vec<&&Course> = posted
        .iter()
        .filter(|course| course.date > five_years)
        .collect();
    let mut some = |entries: usize, since: time::Date| {
        // Nobody is in two halls on one evening.
        let mut days = HashSet::new();
        let mut from: Vec<_> = recent
            .iter()
            .filter(|c| c.date > since && days.insert(c.date))
            .collect();
        chance.shuffle(&mut from);
        from.into_iter()
            .take(entries)
            .map(|course| course.key.clone())
            .collect::<HashSet<_>>()
    };
    BTreeMap::from([
        (0, some(VETERAN_ENTRIES, five_years)),
        (1, some(6, date(2025, 4, 1))),
        (2, some(11, date(2023, 4, 1))),
        (3, some(7, date(2024, 4, 1))),
        (10, some(120, five_years)),
        (11, some(90, five_years)),
    ])
}

fn present<'a>(
    chance: &mut Chance,
    course: &Course,
    doctors: &'a [Doctor],
    diligent: &BTreeMap<usize, HashSet<String>>,
) -> Vec<&'a Doctor> {
    let near = |doctor: &Doctor| doctor.home.prefecture == course.prefecture;
    let mut others: Vec<usize> = (0..doctors.len())
        .filter(|index| !diligent.contains_key(index))
        .filter(|index| doctors[*index].register_date < course.date)
        .collect();
    chance.shuffle(&mut others);
    // In a hall the neighbours; on-line whoever likes to.
    if matches!(course.place, Place::Venue(_) | Place::Hybrid(_)) {
        others.sort_by_key(|index| !near(&doctors[*index]));
    }
    let many = 8 + chance.below(12);
    diligent
        .iter()
        .filter(|(_, courses)| courses.contains(&course.key))
        .map(|(index, _)| *index)
        .chain(others.into_iter().take(many))
        .map(|index| &doctors[index])
        .collect::<Vec<_>>()
}

fn row(chance: &mut Chance, course: &Course, doctor: &Doctor) -> Attendance {
    let everyday = Name {
        family: everyday(&doctor.kanji.family),
        given: everyday(&doctor.kanji.given),
    };
    let former = doctor.former.as_ref().map(|former| Name {
        family: former.kanji.clone(),
        given: doctor.kanji.given.clone(),
    });
    let (name, story) = match (chance.below(100), former) {
        (0..6, _) => (doctor.kana.full(), RowStory::AgreesFolded),
        (6..26, Some(former)) => (former.full(), RowStory::AgreesFolded),
        (26..80, _) if everyday != doctor.kanji => (everyday.full(), RowStory::AgreesFolded),
        _ => (doctor.kanji.full(), RowStory::Plain),
    };
    Attendance {
        course: course.key.clone(),
        row: String::new(),
        register_number: doctor.register_number.clone(),
        name,
        birth: chance.percent(20).then_some(doctor.birth),
        story,
    }
}

/// The spelling that an organiser's keyboard gives first.
fn everyday(name: &str) -> String {
    name.chars()
        .filter(|c| !('\u{E0100}'..='\u{E01EF}').contains(c))
        .map(|c| match c {
            '髙' => '高',
            '﨑' => '崎',
            '𠮷' => '吉',
            '𡈽' => '土',
            '德' => '徳',
            '濵' => '浜',
            '邊' | '邉' => '辺',
            '齋' => '斎',
            '齊' => '斉',
            '廣' => '広',
            '瀨' => '瀬',
            '國' => '国',
            '櫻' => '桜',
            '眞' => '真',
            '黑' => '黒',
            '冨' => '富',
            other => other,
        })
        .collect()
}

/// Rows of doctors without an account, by course. The first of them is printed on starting.
fn unregistered(chance: &mut Chance, posted: &[&Course]) -> HashMap<String, Vec<Attendance>> {
    let recent: Vec<&&Course> = posted
        .iter()
        .filter(|course| course.date > TODAY - Duration::days(2 * 365))
        .collect();
    let mut rows: HashMap<String, Vec<Attendance>> = HashMap::new();
    for place in 0..UNREGISTERED {
        let (number, name) = if place == 0 {
            let [(family, _), (given, _)] = WAITING_NAME;
            (WAITING_NUMBER.to_owned(), format!("{family}　{given}"))
        } else {
            let given = if chance.percent(40) {
                chance.pick(FEMALE)
            } else {
                chance.pick(MALE)
            };
            (
                format!("{}", 999_001 + place * 37),
                format!("{}　{}", chance.pick(FAMILIES).0, given.0),
            )
        };
        let mut from: Vec<_> = recent.iter().collect();
        chance.shuffle(&mut from);
        let many = if place == 0 { 5 } else { 1 + chance.below(4) };
        for course in from.into_iter().take(many) {
            rows.entry(course.key.clone())
                .or_default()
                .push(Attendance {
                    course: course.key.clone(),
                    row: String::new(),
                    register_number: number.clone(),
                    name: name.clone(),
                    birth: None,
                    story: RowStory::Waiting,
                });
        }
    }
    rows
}

fn places_of_slips(chance: &mut Chance, posted: &[&Course]) -> HashSet<String> {
    let mut recent: Vec<_> = posted
        .iter()
        .filter(|course| course.date > TODAY - Duration::days(500))
        .collect();
    chance.shuffle(&mut recent);
    recent
        .into_iter()
        .take(MISMATCHES)
        .map(|course| course.key.clone())
        .collect()
}

/// A row that bears the number of one doctor and the name of another.
fn slip(
    chance: &mut Chance,
    course: &Course,
    doctors: &[Doctor],
    present: &[&Doctor],
) -> Option<Attendance> {
    let absent = |doctor: &&Doctor| !present.contains(doctor);
    let number: Vec<&Doctor> = doctors[4..].iter().filter(absent).collect();
    let number = *chance.pick(&number);
    let unlike = |doctor: &&Doctor| {
        doctor.kana.family != number.kana.family
            && doctor.kana.given != number.kana.given
            && number
                .former
                .as_ref()
                .is_none_or(|former| former.kana != doctor.kana.family)
    };
    let meant: Vec<&Doctor> = doctors[4..].iter().filter(absent).filter(unlike).collect();
    (!meant.is_empty()).then(|| Attendance {
        course: course.key.clone(),
        row: String::new(),
        register_number: number.register_number.clone(),
        name: chance.pick(&meant).kanji.full(),
        birth: None,
        story: RowStory::Mismatch,
    })
}
