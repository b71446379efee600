//! Applications for かかりつけ医 in every state, each fulfilling the rule when it was handed in:
//! classroom and practical part both there, ten units or more in all.

use super::chance::Chance;
use super::doctors::HOME_DISTRICT;
use super::world::{
    Application, ApplicationState, AssociationKey, Attendance, Course, Doctor, Evidence, FileType,
    HandedIn, HandedInKind, Practical, PracticalItem, RowStory,
};
use super::{TODAY, date, fiscal_year};
use std::collections::HashMap;
use time::{Date, Duration};

/// Items of 実地研修 Ⅰ by their id in the rule file, with a document that proves each.
pub const PRACTICAL_ITEMS: &[(&str, &str)] = &[
    ("school-doctor", "学校医委嘱状"),
    ("checkups-vaccination", "予防接種実施状況"),
    ("out-of-hours", "休日当番医出務証明"),
    ("occupational-health", "産業医選任報告"),
    ("home-visits", "訪問診療実績"),
    ("written-opinion", "主治医意見書作成実績"),
    ("care-assessment", "審査会委員委嘱状"),
    ("community-care", "地域ケア会議出席証明"),
    ("citizens-lecture", "市民講座チラシ"),
];

/// Half-units of one practical item: five units.
pub const PRACTICAL_HALF_UNITS: u16 = 10;
/// Least half-units of an application: ten units in all.
pub const LEAST_HALF_UNITS: u16 = 20;

const REASONS: &[&str] = &[
    "添付された証明書が不鮮明で、日付を確認できません。もう一度撮影して添付してください。",
    "学校医の委嘱期間が分かる書類を添付してください。",
    "参加証の氏名が申請者と異なります。ご本人の参加証を添付してください。",
];

/// All applications, oldest first.
pub fn applications(
    seed: u64,
    doctors: &[Doctor],
    courses: &[Course],
    attendances: &[Attendance],
) -> Vec<Application> {
    let mut chance = Chance::about(seed, "applications");
    let ledger = Ledger::of(courses, attendances);
    let mut plans = plans(&mut chance);
    let mut applicants = applicants(&mut chance, doctors, &ledger);
    let mut applications = Vec::new();
    for plan in &mut plans {
        let Some(doctor) = plan.choose(&mut applicants, doctors) else {
            continue;
        };
        applications.push(plan.apply(&mut chance, doctor, &ledger));
    }
    applications
        .sort_by(|a, b| (a.submitted, &a.register_number).cmp(&(b.submitted, &b.register_number)));
    for (number, application) in (1..).zip(&mut applications) {
        application.key = format!("a{number:02}");
    }
    applications
}

/// Classroom half-units by register number and day, as posted.
struct Ledger(HashMap<String, Vec<(Date, u16)>>);

impl Ledger {
    fn of(courses: &[Course], attendances: &[Attendance]) -> Self {
        let by_key: HashMap<&str, &Course> = courses.iter().map(|c| (c.key.as_str(), c)).collect();
        let mut ledger: HashMap<String, Vec<(Date, u16)>> = HashMap::new();
        for row in attendances
            .iter()
            .filter(|row| row.story != RowStory::Mismatch)
        {
            let course = by_key[row.course.as_str()];
            // Units count from the day on which they were posted.
            let day = course.posted.unwrap_or(course.date);
            ledger
                .entry(row.register_number.clone())
                .or_default()
                .push((day, course.half_units()));
        }
        Self(ledger)
    }

    fn half_units(&self, register_number: &str, until: Date) -> u16 {
        let entries = self.0.get(register_number).map_or(&[][..], Vec::as_slice);
        entries
            .iter()
            .filter(|(day, _)| *day < until)
            .map(|(_, halves)| halves)
            .sum()
    }
}

/// Who may apply: no persona but those that a plan names.
fn applicants(chance: &mut Chance, doctors: &[Doctor], ledger: &Ledger) -> Vec<usize> {
    let mut indices: Vec<usize> = (4..doctors.len())
        .filter(|index| ledger.half_units(&doctors[*index].register_number, TODAY) >= 4)
        .collect();
    chance.shuffle(&mut indices);
    indices
}

/// One application that the world needs.
struct Plan {
    state: ApplicationState,
    submitted: Date,
    who: Who,
    practical: Kind,
}

enum Who {
    /// This persona.
    Persona(usize),
    /// A member of the home district.
    Neighbour,
    /// Somebody who belongs to no association.
    NonMember,
    /// Any member.
    Member,
}

#[derive(Clone, Copy)]
enum Kind {
    /// Ⅰ with so many items.
    Recognized(usize),
    /// Ⅱ, to the prefecture or the national association.
    Other,
    /// Ⅱ, to the national association.
    OtherNational,
}

fn plans(chance: &mut Chance) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut add = |count: usize,
                   who: fn() -> Who,
                   days: (i64, i64),
                   state: &dyn Fn(&mut Chance) -> ApplicationState| {
        for _ in 0..count {
            let practical = if chance.percent(20) {
                Kind::Other
            } else {
                Kind::Recognized(1 + chance.below(2))
            };
            plans.push(Plan {
                submitted: TODAY - Duration::days(chance.between(days.0, days.1)),
                who: who(),
                practical,
                state: state(chance),
            });
        }
    };
    let reason = |chance: &mut Chance| (*chance.pick(REASONS)).to_owned();
    add(1, || Who::Persona(0), (150, 160), &|_| {
        ApplicationState::Approved
    });
    add(1, || Who::Persona(2), (20, 24), &|_| {
        ApplicationState::SentBack(REASONS[0].to_owned())
    });
    add(6, || Who::Neighbour, (1, 20), &|_| {
        ApplicationState::Submitted
    });
    add(2, || Who::Neighbour, (10, 30), &|c| {
        ApplicationState::Resubmitted(reason(c))
    });
    add(5, || Who::Neighbour, (60, 500), &|_| {
        ApplicationState::Approved
    });
    add(3, || Who::NonMember, (1, 25), &|_| {
        ApplicationState::Submitted
    });
    add(2, || Who::NonMember, (90, 300), &|_| {
        ApplicationState::Approved
    });
    add(7, || Who::Member, (1, 25), &|_| ApplicationState::Submitted);
    add(4, || Who::Member, (10, 40), &|c| {
        ApplicationState::SentBack(reason(c))
    });
    add(2, || Who::Member, (10, 40), &|c| {
        ApplicationState::Resubmitted(reason(c))
    });
    add(6, || Who::Member, (60, 500), &|_| {
        ApplicationState::Approved
    });
    add(3, || Who::Member, (60, 400), &|c| {
        ApplicationState::ApprovedAfterSendBack(reason(c))
    });
    add(2, || Who::Member, (60, 300), &|_| {
        ApplicationState::Rejected("医籍登録の内容を確認できませんでした。".to_owned())
    });
    add(3, || Who::Member, (30, 300), &|_| {
        ApplicationState::Withdrawn
    });
    // So that the national officer has a case, whatever chance does.
    plans.push(Plan {
        submitted: TODAY - Duration::days(6),
        who: Who::Member,
        practical: Kind::OtherNational,
        state: ApplicationState::Submitted,
    });
    plans
}

impl Plan {
    /// Takes a suitable doctor out of `applicants`.
    fn choose<'a>(&self, applicants: &mut Vec<usize>, doctors: &'a [Doctor]) -> Option<&'a Doctor> {
        let district = |doctor: &Doctor| doctor.membership.as_ref().map(|m| m.district.clone());
        let suits = |doctor: &Doctor| {
            doctor.register_date < self.submitted
                && match self.who {
                    Who::Persona(_) => false,
                    Who::Neighbour => district(doctor).as_deref() == Some(HOME_DISTRICT),
                    Who::NonMember => doctor.membership.is_none(),
                    Who::Member => district(doctor).is_some_and(|key| key != HOME_DISTRICT),
                }
        };
        if let Who::Persona(index) = self.who {
            return doctors.get(index);
        }
        let place = applicants
            .iter()
            .position(|index| suits(&doctors[*index]))?;
        Some(&doctors[applicants.remove(place)])
    }

    fn apply(&self, chance: &mut Chance, doctor: &Doctor, ledger: &Ledger) -> Application {
        let classroom = ledger.half_units(&doctor.register_number, self.submitted);
        let practical = practical(chance, self.practical, self.submitted);
        let target = match self.practical {
            Kind::OtherNational => "00".to_owned(),
            _ => target(chance, doctor, &practical),
        };
        let missing = LEAST_HALF_UNITS.saturating_sub(classroom + half_units(&practical));
        // Whoever lacks classroom units hands some in, and one in five does so anyhow.
        let handed_in = if missing > 0 || classroom == 0 || chance.percent(20) {
            vec![handed_in(chance, self.submitted, missing.max(2))]
        } else {
            Vec::new()
        };
        let settled = !matches!(self.state, ApplicationState::Submitted);
        let last_step = if settled {
            (self.submitted + Duration::days(chance.between(4, 18))).min(TODAY)
        } else {
            self.submitted
        };
        Application {
            key: String::new(),
            register_number: doctor.register_number.clone(),
            target,
            submitted: self.submitted,
            last_step,
            handed_in,
            practical,
            licence: doctor.membership.is_none().then(|| Evidence {
                file_name: "医師免許証.jpg".to_owned(),
                file_type: FileType::Jpeg,
                lines: vec![
                    "SAMPLE".into(),
                    "ISHI MENKYOSHO".into(),
                    format!("NO. {}", doctor.register_number),
                ],
            }),
            state: self.state.clone(),
        }
    }
}

/// Half-units of the practical part: an item each, or one item's worth in all.
pub fn half_units(practical: &Practical) -> u16 {
    match practical {
        Practical::Recognized(items) => {
            PRACTICAL_HALF_UNITS * u16::try_from(items.len()).unwrap_or(u16::MAX)
        }
        Practical::Other { .. } => PRACTICAL_HALF_UNITS,
    }
}

/// Own district, or the nearest one; Ⅱ その他 goes to the prefecture or the national association.
fn target(chance: &mut Chance, doctor: &Doctor, practical: &Practical) -> AssociationKey {
    let prefecture = doctor
        .membership
        .as_ref()
        .map_or(doctor.home.prefecture.as_str(), |m| &m.district[..2]);
    match (practical, &doctor.membership) {
        (Practical::Other { .. }, _) if chance.percent(30) => "00".to_owned(),
        (Practical::Recognized(_), Some(membership)) if chance.percent(85) => {
            membership.district.clone()
        }
        (Practical::Recognized(_), None) if chance.percent(75) => format!("{prefecture}-01"),
        _ => prefecture.to_owned(),
    }
}

fn practical(chance: &mut Chance, kind: Kind, submitted: Date) -> Practical {
    match kind {
        Kind::Recognized(count) => {
            let mut items: Vec<_> = PRACTICAL_ITEMS.to_vec();
            chance.shuffle(&mut items);
            Practical::Recognized(
                items[..count]
                    .iter()
                    .map(|(item, document)| PracticalItem {
                        item: (*item).to_owned(),
                        evidence: evidence(chance, document, "JITCHI KENSHU", submitted),
                    })
                    .collect(),
            )
        }
        Kind::Other | Kind::OtherNational => Practical::Other {
            simulation_lab: chance.percent(50),
            description: evidence(chance, "実地研修の内容", "NAIYOU SHIRYOU", submitted),
            evidence: evidence(chance, "受講証明書", "SIMULATION LAB", submitted),
        },
    }
}

fn handed_in(chance: &mut Chance, submitted: Date, half_units: u16) -> HandedIn {
    const KINDS: &[(HandedInKind, &str, &str, u8)] = &[
        (
            HandedInKind::OutsideCourse,
            "地域医療連携セミナー",
            "参加証",
            12,
        ),
        (
            HandedInKind::SocietyMeeting,
            "日本内科学会 地方会",
            "参加証",
            15,
        ),
        (
            HandedInKind::Teaching,
            "臨床研修医の指導（地域医療研修）",
            "指導証明書",
            12,
        ),
        (
            HandedInKind::Writing,
            "症例報告「高齢者の失神の一例」",
            "論文別刷",
            33,
        ),
    ];
    let (kind, title, document, code) = *chance.pick(KINDS);
    // Only what lies in the fiscal year of the application may be handed in.
    let start = date(fiscal_year(submitted), 4, 1);
    let days = (submitted - start).whole_days();
    let day = start + Duration::days(chance.between(0, (days - 1).max(0)));
    HandedIn {
        kind,
        title: title.to_owned(),
        date: day,
        half_units,
        codes: vec![code],
        evidence: evidence(chance, document, "SANKASHO", day),
    }
}

fn evidence(chance: &mut Chance, document: &str, heading: &str, day: Date) -> Evidence {
    let file_type = *chance.pick(&[FileType::Pdf, FileType::Pdf, FileType::Jpeg, FileType::Png]);
    let extension = match file_type {
        FileType::Pdf => "pdf",
        FileType::Jpeg => "jpg",
        FileType::Png => "png",
    };
    Evidence {
        file_name: format!("{document}.{extension}"),
        file_type,
        lines: vec!["SAMPLE".into(), heading.into(), day.to_string()],
    }
}
