//! Courses of 日医生涯教育制度 from April 2021 on: past ones posted, some still to be posted, some
//! that wait for approval or were sent back, and some to come.

use super::chance::Chance;
use super::organizers::person;
use super::topics::TOPICS;
use super::world::{
    Association, AssociationKind, Contact, Course, CourseState, ExternalBody, Lecture,
    OrganizerKey, Place,
};
use super::{TODAY, date};
use time::{Date, Duration, Weekday};

/// Held, and their attendees posted.
pub const POSTED: usize = 208;
/// Held a few days ago; the organiser has until a month after the course.
pub const TO_POST: usize = 8;
/// Held more than a month ago and still not posted.
pub const OVERDUE: usize = 3;
/// Approved, to come.
pub const AHEAD: usize = 6;
/// Waiting for the prefecture.
pub const SUBMITTED: usize = 7;
/// Sent back to the organiser.
pub const SENT_BACK: usize = 2;

/// All courses, oldest first.
pub fn courses(seed: u64, associations: &[Association], bodies: &[ExternalBody]) -> Vec<Course> {
    let mut chance = Chance::about(seed, "courses");
    let first = date(2021, 4, 10);
    let last_posted = TODAY - Duration::days(32);
    let span = (last_posted - first).whole_days();
    let mut days: Vec<(Date, Fate)> = Vec::new();
    for number in 0..POSTED {
        // Evenly spread with some play: no gap without courses, no week crowded.
        let step = i64::try_from(number).unwrap_or(0) * span / i64::try_from(POSTED).unwrap_or(1);
        days.push((
            first + Duration::days(step + chance.between(0, 6)),
            Fate::Posted,
        ));
    }
    let mut several = |count: usize, from: i64, to: i64, fate: Fate| {
        for _ in 0..count {
            days.push((TODAY + Duration::days(chance.between(from, to)), fate));
        }
    };
    several(TO_POST, -25, -3, Fate::Unposted);
    several(OVERDUE, -75, -45, Fate::Unposted);
    several(AHEAD, 10, 80, Fate::Ahead);
    several(SUBMITTED, 30, 100, Fate::Submitted);
    several(SENT_BACK, 30, 60, Fate::SentBack);
    let mut courses: Vec<Course> = days
        .into_iter()
        .map(|(day, fate)| course(&mut chance, day, fate, associations, bodies))
        .collect();
    courses.sort_by_key(|course| course.date);
    for (number, course) in (1..).zip(&mut courses) {
        course.key = format!("c{number:03}");
    }
    courses
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Posted,
    Unposted,
    Ahead,
    Submitted,
    SentBack,
}

/// Organiser with what its courses take from it.
struct Host<'a> {
    key: OrganizerKey,
    name: &'a str,
    prefecture: &'a str,
    contact: Contact,
}

fn course(
    chance: &mut Chance,
    day: Date,
    fate: Fate,
    associations: &[Association],
    bodies: &[ExternalBody],
) -> Course {
    let host = host(chance, associations, bodies);
    let (date, starts) = day_and_hour(chance, day);
    let lectures = lectures(chance, starts);
    let city = associations
        .iter()
        .find(|a| a.key == host.prefecture)
        .and_then(|a| a.name.strip_suffix("医師会"))
        .unwrap_or("東京都");
    let submitted = (date - Duration::days(chance.between(60, 90))).min(TODAY - Duration::days(3));
    let approved = submitted + Duration::days(chance.between(7, 25));
    Course {
        key: String::new(),
        title: title(chance, &host, date, &lectures),
        co_organizers: co_organizers(chance, &host, city),
        place: place(chance, city),
        prefecture: host.prefecture.to_owned(),
        organizer: host.key,
        contact: host.contact,
        date,
        capacity: chance.percent(60).then(|| u16::try_from(chance.between(3, 20)).unwrap_or(5) * 10),
        target: (*chance.pick(&["医師", "会員・非会員を問わず医師", "医師・医療従事者"])).to_owned(),
        lectures,
        state: match fate {
            Fate::Submitted => CourseState::Submitted,
            Fate::SentBack => CourseState::SentBack(
                "カリキュラムコードが演題の内容と合っていません。ご確認のうえ、再度お送りください。".to_owned(),
            ),
            _ => CourseState::Approved(approved.min(date - Duration::days(5)).min(TODAY)),
        },
        submitted,
        posted: (fate == Fate::Posted).then(|| date + Duration::days(chance.between(2, 30))),
    }
}

fn host<'a>(
    chance: &mut Chance,
    associations: &'a [Association],
    bodies: &'a [ExternalBody],
) -> Host<'a> {
    let kind = match chance.below(100) {
        0..18 => {
            let approved: Vec<_> = bodies
                .iter()
                .filter(|body| body.approved.is_some())
                .collect();
            // The persona's body holds every second one.
            let body = if chance.percent(50) {
                approved[0]
            } else {
                chance.pick(&approved)
            };
            return Host {
                key: OrganizerKey::ExternalBody(body.key.clone()),
                name: &body.name,
                prefecture: &body.prefecture,
                contact: Contact {
                    name: format!("{}事務局", body.name),
                    telephone: body.telephone.clone(),
                    email: body.email.clone(),
                },
            };
        }
        18..23 => AssociationKind::National,
        23..50 => AssociationKind::Prefectural,
        _ => AssociationKind::Area,
    };
    let tokyo = kind != AssociationKind::National && chance.percent(45);
    let hosts: Vec<&Association> = associations
        .iter()
        .filter(|a| a.kind == kind && (!tokyo || a.prefecture == "13"))
        .collect();
    let association = chance.pick(&hosts);
    Host {
        key: OrganizerKey::Association(association.key.clone()),
        name: &association.name,
        prefecture: &association.prefecture,
        contact: Contact {
            name: format!("{} 学術課", association.name),
            telephone: association.telephone.clone(),
            email: association.email.clone(),
        },
    }
}

/// Evenings of weekdays, afternoons of Saturdays, mornings of Sundays; minutes after midnight.
fn day_and_hour(chance: &mut Chance, day: Date) -> (Date, u16) {
    // Nobody holds a course over the turn of the year.
    let holidays = matches!((u8::from(day.month()), day.day()), (12, 28..) | (1, ..=4));
    let day = if holidays {
        day - Duration::days(14)
    } else {
        day
    };
    match day.weekday() {
        Weekday::Saturday => (day, 14 * 60),
        Weekday::Sunday => (day, 10 * 60),
        // Fridays' evenings are free: one day earlier.
        Weekday::Friday => (day - Duration::days(1), 19 * 60),
        _ => (day, 19 * 60 + if chance.percent(30) { 30 } else { 0 }),
    }
}

fn lectures(chance: &mut Chance, starts: u16) -> Vec<Lecture> {
    let evening = starts >= 18 * 60;
    let talks = if evening {
        1 + chance.below(2)
    } else {
        2 + chance.below(3)
    };
    let mut topics: Vec<usize> = (0..TOPICS.len()).collect();
    chance.shuffle(&mut topics);
    let mut start = starts;
    topics[..talks]
        .iter()
        .map(|topic| {
            let (title, code) = TOPICS[*topic];
            let half_hours: u16 = if chance.percent(70) { 2 } else { 1 };
            let lecture = Lecture {
                title: title.to_owned(),
                lecturer: person(chance),
                start,
                end: start + half_hours * 30,
                half_units: half_hours,
                code,
            };
            // Ten minutes to change over.
            start = lecture.end + 10;
            lecture
        })
        .collect()
}

fn title(chance: &mut Chance, host: &Host<'_>, date: Date, lectures: &[Lecture]) -> String {
    let fiscal_year = if u8::from(date.month()) < 4 {
        date.year() - 1
    } else {
        date.year()
    };
    let era_year = fiscal_year - 2018;
    let number = chance.between(1, 9);
    match &host.key {
        OrganizerKey::ExternalBody(_) => {
            format!("第{}回 {}「{}」", number + 10, host.name, lectures[0].title)
        }
        _ if chance.percent(50) => {
            format!("令和{era_year}年度 第{number}回 {}生涯教育講座", host.name)
        }
        _ if chance.percent(50) => format!("{} 学術講演会「{}」", host.name, lectures[0].title),
        _ => format!(
            "令和{era_year}年度 {} かかりつけ医研修会（第{number}回）",
            host.name
        ),
    }
}

fn co_organizers(chance: &mut Chance, host: &Host<'_>, prefecture: &str) -> Vec<String> {
    match &host.key {
        OrganizerKey::Association(key) if key.len() > 2 && chance.percent(30) => {
            vec![format!("{prefecture}医師会")]
        }
        OrganizerKey::ExternalBody(_) if chance.percent(50) => vec![format!("{prefecture}医師会")],
        _ => Vec::new(),
    }
}

fn place(chance: &mut Chance, prefecture: &str) -> Place {
    let hall = format!("{prefecture}医師会館 {}階 講堂", chance.between(2, 9));
    match chance.below(100) {
        0..35 => Place::Online,
        35..70 => Place::Hybrid(hall),
        _ => Place::Venue(hall),
    }
}
