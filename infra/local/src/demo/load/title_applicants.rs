//! Doctors who apply for titles before the rounds around the day of the world, what each applies for,
//! how far it has come, and the credits that it rests on (features.md #82–#91).

use super::super::world::{DemoWorld, Doctor};
use super::super::{TODAY, accounts, forms};
use super::doctors::Registered;
use super::{LoadError, at};
use adapters::store::items::credit::{CreditPart, CreditRecord};
use adapters::store::items::qualification::QualificationRecord;
use domain::association::AssociationId;
use domain::credit::{CreditOrigin, RowId};
use domain::organizer::OrganizerId;
use domain::person::PostedName;
use domain::programme::{Category, Programme};
use domain::units::Units;
use std::collections::HashMap;
use time::Duration;

/// How far an application has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It waits at the prefecture.
    Waiting,
    /// The handbook has arrived, and nobody has checked it.
    HandbookHere,
    /// 差戻し.
    SentBack,
    /// It waits for the committee.
    Forwarded,
    /// 日医承認.
    Approved,
}

/// One kind of application.
pub struct Story {
    /// Of which title.
    pub programme: Programme,
    /// For what.
    pub goal: &'static str,
    /// Something of it is on paper.
    pub paper: bool,
    /// How far it has come.
    pub step: Step,
    /// Days before [`TODAY`] on which it was handed in.
    pub ago: i64,
    /// Whether the fee is.
    pub paid: bool,
}

/// 認定産業医
pub const INDUSTRIAL: Programme = Programme::IndustrialPhysician;
/// 認定健康スポーツ医
pub const SPORTS: Programme = Programme::SportsPhysician;

const fn story(programme: Programme, paper: bool, step: Step, ago: i64, paid: bool) -> Story {
    let goal = match programme {
        Programme::IndustrialPhysician => "renewal",
        _ => "new",
    };
    Story {
        programme,
        goal,
        paper,
        step,
        ago,
        paid,
    }
}

/// Holders who renew, one after the other.
const RENEWALS: [Story; 10] = [
    story(INDUSTRIAL, false, Step::Waiting, 16, true),
    story(INDUSTRIAL, true, Step::Waiting, 11, false),
    story(INDUSTRIAL, false, Step::Forwarded, 48, true),
    story(INDUSTRIAL, false, Step::Waiting, 8, false),
    story(INDUSTRIAL, true, Step::HandbookHere, 18, true),
    story(INDUSTRIAL, true, Step::Forwarded, 61, true),
    story(INDUSTRIAL, false, Step::Approved, 105, true),
    story(INDUSTRIAL, false, Step::Waiting, 3, false),
    story(INDUSTRIAL, true, Step::SentBack, 14, false),
    story(INDUSTRIAL, false, Step::Forwarded, 52, false),
];

/// Doctors who apply for the title of sports physicians for the first time.
const FIRSTS: [Story; 6] = [
    story(SPORTS, false, Step::Waiting, 13, true),
    story(SPORTS, true, Step::Waiting, 6, false),
    story(SPORTS, false, Step::Forwarded, 44, true),
    story(SPORTS, false, Step::Approved, 98, true),
    story(SPORTS, false, Step::Forwarded, 57, false),
    story(SPORTS, true, Step::SentBack, 9, false),
];

/// The first day of units in the handbook.
pub const HANDBOOK_FROM: &str = "2025-01-10";
/// Most applications of a prefecture and programme.
const MOST: usize = 20;
/// Where there are such applications: the prefecture of the persona, and four more.
const PREFECTURES: [&str; 5] = ["13", "14", "23", "27", "26"];

/// Who applies, and how far it came.
pub struct Applicant<'a> {
    /// As the world has them.
    pub listed: &'a Doctor,
    /// As they are registered.
    pub known: &'a Registered,
    /// Through which association.
    pub prefecture: &'static str,
    /// What they apply for.
    pub story: &'static Story,
    /// The title held already.
    pub title: Option<&'a QualificationRecord>,
}

/// The applicants: doctors of associations of some prefectures that are no personas.
pub fn applicants<'a>(
    world: &'a DemoWorld,
    doctors: &'a HashMap<String, Registered>,
    titles: &'a [QualificationRecord],
) -> Vec<Applicant<'a>> {
    let mut counts: HashMap<(&str, Programme), usize> = HashMap::new();
    let mut found = Vec::new();
    for listed in &world.doctors {
        let persona = accounts::DEMO_ACCOUNTS
            .iter()
            .any(|account| account.login == listed.login);
        let member = listed.membership.as_ref().filter(|it| !it.local_only);
        let (Some(membership), Some(known), false) =
            (member, doctors.get(&listed.register_number), persona)
        else {
            continue;
        };
        let home = |prefecture: &&&str| membership.district.starts_with(**prefecture);
        let Some(prefecture) = PREFECTURES.iter().find(home) else {
            continue;
        };
        let own = |title: &&QualificationRecord| title.register_number == known.identity.number;
        let title = titles.iter().find(own);
        let stories: &'static [Story] = match title {
            None => &FIRSTS,
            Some(title) if is_valid(title) && title.programme == INDUSTRIAL => &RENEWALS,
            Some(_) => continue,
        };
        let count = counts
            .entry((prefecture, stories[0].programme))
            .or_default();
        if *count == MOST {
            continue;
        }
        found.push(Applicant {
            listed,
            known,
            prefecture,
            story: &stories[*count % stories.len()],
            title,
        });
        *count += 1;
    }
    found
}

/// Valid, and long enough for units of the handbook to count.
fn is_valid(title: &QualificationRecord) -> bool {
    let last = title.approvals.last();
    last.is_some_and(|approval| {
        let validity = approval.fact.validity;
        validity.to >= forms::day(TODAY) && validity.from.to_string().as_str() <= HANDBOOK_FROM
    })
}

impl Applicant<'_> {
    /// The credits that they have for it.
    pub fn credits(&self) -> Result<Vec<CreditRecord>, LoadError> {
        let parts: Vec<Vec<(&str, &str)>> = match (self.story.programme, self.story.paper) {
            (Programme::IndustrialPhysician, false) => vec![
                vec![("renewal-update", "3"), ("renewal-special", "2")],
                vec![("renewal-practical", "5")],
                vec![("renewal-special", "10")],
            ],
            (Programme::IndustrialPhysician, true) => {
                vec![vec![("renewal-update", "1"), ("renewal-practical", "1")]]
            }
            // Whoever has the certificate of the second part attended the first one.
            (_, paper) => SUBJECTS
                .iter()
                .filter(|subjects| !paper || subjects[0].starts_with("early"))
                .map(|subjects| subjects.iter().map(|subject| (*subject, "1")).collect())
                .collect(),
        };
        let records = parts.into_iter().enumerate();
        records
            .map(|(place, parts)| self.credit(place, &parts))
            .collect()
    }

    fn credit(&self, place: usize, parts: &[(&str, &str)]) -> Result<CreditRecord, LoadError> {
        let wrong = |what: String| self.impossible(&what);
        let days = self.story.ago + 20 + 30 * i64::try_from(place).unwrap_or(0);
        let day = TODAY - Duration::days(days);
        let organizer = AssociationId::parse(self.prefecture)
            .map_err(|rejection| wrong(rejection.to_string()))?;
        let kind = if self.story.programme == INDUSTRIAL {
            "産業医生涯研修会"
        } else {
            "健康スポーツ医学講習会"
        };
        let part = |(category, units): &(&str, &str)| {
            Ok(CreditPart {
                programme: self.story.programme,
                category: Category::parse(category)
                    .map_err(|rejection| wrong(rejection.to_string()))?,
                units: Units::parse(units).map_err(|rejection| wrong(rejection.to_string()))?,
                codes: [].into(),
            })
        };
        Ok(CreditRecord {
            number: self.known.identity.number.clone(),
            course: None,
            origin: CreditOrigin::Course,
            row: RowId::parse(&format!("title-{}", place + 1))
                .map_err(|rejection| wrong(rejection.to_string()))?,
            parts: parts.iter().map(part).collect::<Result<_, LoadError>>()?,
            date: forms::day(day),
            posted: PostedName {
                text: self.listed.kanji.full(),
                birth_date: None,
            },
            organizer: OrganizerId::from(organizer),
            organizer_name: self.association_name(),
            title: format!("{kind}（第{}回）", place + 1),
            enquiries: Some(format!(
                "{} 地域医療課　000-0000-0000",
                self.association_name()
            )),
            posted_at: at(day + Duration::days(5), 10),
            reversal: false,
            late: false,
        })
    }

    /// The name of their association.
    pub fn association_name(&self) -> String {
        let code = domain::contact::PrefectureCode::parse(self.prefecture);
        code.map_or_else(|_| String::new(), |code| format!("{}医師会", code.name()))
    }

    /// A fault in the world.
    pub fn impossible(&self, what: &dyn std::fmt::Display) -> LoadError {
        LoadError::Impossible(format!("{}: {what}", self.listed.register_number))
    }

    /// Sets what they write apart from all else.
    pub fn key(&self) -> String {
        format!("t{}", self.listed.register_number)
    }
}

/// 健康スポーツ医学講習会, day by day.
const SUBJECTS: [&[&str]; 4] = [
    &[
        "early-overview",
        "early-neuromuscular",
        "early-cardiopulmonary",
        "early-endocrine",
        "early-nutrition",
        "early-women",
        "early-growth-paediatric",
    ],
    &[
        "early-older-internal",
        "early-growth-orthopaedic",
        "early-older-orthopaedic",
        "early-mental-health",
        "early-check-internal",
        "early-check-orthopaedic",
    ],
    &[
        "late-internal-disorders",
        "late-injury-upper-limb",
        "late-injury-lower-limb",
        "late-injury-spine",
        "late-injury-head",
        "late-load-test",
    ],
    &[
        "late-rehabilitation-internal",
        "late-rehabilitation-locomotor",
        "late-anti-doping",
        "late-disability",
        "late-guidance",
        "late-first-aid",
    ],
];
