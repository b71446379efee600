//! Courses for industrial and sports physicians in the coming months: some approved by the national
//! committee, so that the catalogue has them, and some that wait for its next rounds
//! (features.md #58, #87, #131). Held by prefectural associations.

use super::super::world::DemoWorld;
use super::super::{TODAY, forms, ids};
use super::{LoadError, at, insert};
use adapters::store::Store;
use adapters::store::items::course::{
    CourseEventRecord, CourseFormRecord, CourseRecord, HeldCourseRecord, WaitingCourseRecord,
};
use domain::association::{AssociationId, Tier};
use domain::course::{
    AwardForm, Course, CourseEvent, CourseEventKind, CourseForm, CourseHistory, CourseState,
    LectureForm, PlaceForm,
};
use domain::organizer::{EnquiriesForm, OrganizerId};
use domain::rounds::{Placement, RoundBook};
use domain::rules::RuleBook;
use time::Duration;

const INDUSTRIAL: &str = "industrial-physician";
const SPORTS: &str = "sports-physician";
/// Days before [`TODAY`] on which approved ones were handed in: in time for 第3回.
const HANDED_IN: i64 = 100;

/// One course.
struct Listed {
    prefecture: &'static str,
    title: &'static str,
    /// Days after [`TODAY`].
    ahead: i64,
    online: bool,
    approved: bool,
    programme: &'static str,
    /// 演題 with the categories that it earns, an hour each.
    lectures: &'static [(&'static str, &'static [&'static str])],
}

const COURSES: &[Listed] = &[
    Listed {
        prefecture: "13",
        title: "令和8年度 東京都医師会 産業医研修会（第3回）",
        ahead: 22,
        online: false,
        approved: true,
        programme: INDUSTRIAL,
        lectures: &[
            (
                "労働安全衛生法の改正と産業医",
                &["basic-late", "renewal-update"],
            ),
            (
                "ストレスチェック後の面接指導",
                &["basic-late", "renewal-special"],
            ),
        ],
    },
    Listed {
        prefecture: "27",
        title: "大阪府医師会 産業医研修会 職場巡視",
        ahead: 36,
        online: false,
        approved: true,
        programme: INDUSTRIAL,
        lectures: &[("職場巡視の実際", &["basic-practical", "renewal-practical"])],
    },
    Listed {
        prefecture: "14",
        title: "産業医学基礎研修 前期（オンライン）",
        ahead: 57,
        online: true,
        approved: true,
        programme: INDUSTRIAL,
        lectures: &[
            ("産業医学総論", &["basic-early-general"]),
            ("メンタルヘルス対策", &["basic-early-mental-health"]),
            ("作業環境管理", &["basic-early-environment"]),
        ],
    },
    Listed {
        prefecture: "13",
        title: "健康スポーツ医学再研修会",
        ahead: 43,
        online: false,
        approved: true,
        programme: SPORTS,
        lectures: &[
            ("高齢者の運動処方", &["renewal"]),
            ("スポーツ現場の救急対応", &["renewal"]),
        ],
    },
    Listed {
        prefecture: "23",
        title: "健康スポーツ医学講習会 後期",
        ahead: 71,
        online: false,
        approved: true,
        programme: SPORTS,
        lectures: &[
            ("運動と内科的障害", &["late-internal-disorders"]),
            ("アンチ・ドーピング", &["late-anti-doping"]),
        ],
    },
    Listed {
        prefecture: "13",
        title: "東京都医師会 産業医研修会（第4回）",
        ahead: 92,
        online: false,
        approved: false,
        programme: INDUSTRIAL,
        lectures: &[("化学物質の自律的管理", &["basic-late", "renewal-special"])],
    },
    Listed {
        prefecture: "01",
        title: "北海道医師会 産業医研修会（オンライン）",
        ahead: 99,
        online: true,
        approved: false,
        programme: INDUSTRIAL,
        lectures: &[("高年齢労働者の健康管理", &["basic-late", "renewal-special"])],
    },
    Listed {
        prefecture: "40",
        title: "福岡県医師会 健康スポーツ医学再研修会",
        ahead: 106,
        online: false,
        approved: false,
        programme: SPORTS,
        lectures: &[("発育期のスポーツ障害", &["renewal"])],
    },
];

/// Writes them all; how many there are.
pub async fn write(store: &Store, world: &DemoWorld, book: &RuleBook) -> Result<usize, LoadError> {
    let rounds = RoundBook::embedded().map_err(LoadError::Rules)?;
    for (number, listed) in COURSES.iter().enumerate() {
        write_one(store, world, book, &rounds, number, listed).await?;
    }
    Ok(COURSES.len())
}

async fn write_one(
    store: &Store,
    world: &DemoWorld,
    book: &RuleBook,
    rounds: &RoundBook,
    number: usize,
    listed: &Listed,
) -> Result<(), LoadError> {
    let impossible = |why: String| LoadError::Impossible(format!("{}: {why}", listed.title));
    let association = world
        .associations
        .iter()
        .find(|association| association.key == listed.prefecture)
        .ok_or_else(|| impossible("no such association".to_owned()))?;
    let form = form(listed, &association.name);
    let description = form
        .check(forms::day(TODAY))
        .map_err(|problems| LoadError::Invalid {
            what: listed.title.to_owned(),
            problems,
        })?;
    let reviewer = AssociationId::parse(listed.prefecture)
        .map_err(|rejection| impossible(rejection.to_string()))?;
    let prefecture = reviewer
        .prefecture()
        .ok_or_else(|| impossible("no prefecture".to_owned()))?;
    let handed_in = TODAY - Duration::days(if listed.approved { HANDED_IN } else { 12 });
    let passed_on = handed_in + Duration::days(7);
    let programmes = || description.programmes.iter().copied();
    let placed = rounds
        .placement_of_course(
            programmes(),
            prefecture,
            forms::day(handed_in),
            forms::day(passed_on),
        )
        .ok_or_else(|| impossible("no round".to_owned()))?;
    let path = book
        .approval_path(programmes(), description.date)
        .ok_or_else(|| impossible("no rules on its day".to_owned()))?;
    let events = events(listed, &association.name, &placed, handed_in, passed_on);
    let history = CourseHistory::fold(path.clone(), events.iter().map(|event| &event.kind))
        .map_err(|refused| impossible(format!("{refused:?}")))?;
    let state = history
        .state()
        .cloned()
        .ok_or_else(|| impossible("no state".to_owned()))?;
    let course = Course {
        id: ids::course(&format!("n{number:03}")),
        organizer: OrganizerId::from(reviewer),
        organizer_name: association.name.clone(),
        prefecture,
        description,
        state,
    };
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    if course.state == CourseState::Approved {
        insert(store, HeldCourseRecord::of(&course)).await?;
    }
    let form = CourseFormRecord {
        course: course.id.clone(),
        form,
    };
    insert(store, vec![form]).await?;
    let events = (1..)
        .zip(events)
        .map(|(sequence, event)| CourseEventRecord {
            course: course.id.clone(),
            sequence,
            event,
        });
    insert(store, events.collect()).await?;
    insert(store, vec![on_agenda(&course, &placed, passed_on, count)]).await?;
    let head = CourseRecord {
        course,
        path,
        round: Some(placed),
        posted: 0,
        events: count,
        v: count,
    };
    insert(store, vec![head]).await
}

/// Its place on the agenda, with the decision where there is one.
fn on_agenda(
    course: &Course,
    placed: &Placement,
    passed_on: time::Date,
    count: u32,
) -> WaitingCourseRecord {
    WaitingCourseRecord {
        course: course.id.clone(),
        association: AssociationId::national(),
        association_name: "日本医師会".to_owned(),
        since: at(passed_on, 15),
        title: course.description.title.clone(),
        organizer: course.organizer.clone(),
        organizer_name: course.organizer_name.clone(),
        date: course.description.date,
        programmes: course.description.programmes.iter().copied().collect(),
        state: course.state.clone(),
        prefecture: course.prefecture,
        awards: course.description.awards(),
        decided_on: (course.state == CourseState::Approved).then_some(placed.round.committee),
        round: Some(placed.clone()),
        v: count,
    }
}

fn events(
    listed: &Listed,
    association: &str,
    placed: &Placement,
    handed_in: time::Date,
    passed_on: time::Date,
) -> Vec<CourseEvent> {
    let event = |kind, at, by: &str| CourseEvent {
        kind,
        at,
        by: by.to_owned(),
    };
    let forwarded = CourseEventKind::Forwarded {
        tier: Tier::Prefectural,
        round: Some(placed.round.id.clone()),
    };
    let mut events = vec![
        event(CourseEventKind::Submitted, at(handed_in, 12), association),
        event(forwarded, at(passed_on, 15), association),
    ];
    if listed.approved {
        let approved = CourseEventKind::Approved {
            tier: Tier::National,
            decided_on: Some(placed.round.committee),
        };
        let entered = placed.round.committee.begins().plus_hours(17);
        events.push(event(approved, entered, "日本医師会"));
    }
    events
}

fn form(listed: &Listed, association: &str) -> CourseForm {
    let hour = |place: usize| format!("{:02}:00", 14 + place);
    let award = |category: &&str| AwardForm {
        programme: listed.programme.to_owned(),
        category: (*category).to_owned(),
        units: "1".to_owned(),
        code: String::new(),
    };
    let lectures = listed.lectures.iter().enumerate();
    CourseForm {
        title: listed.title.to_owned(),
        enquiries: EnquiriesForm {
            name: format!("{association} 地域医療課"),
            telephone: "000-0000-0000".to_owned(),
            email: String::new(),
        },
        programmes: vec![listed.programme.to_owned()],
        place: PlaceForm {
            kind: if listed.online { "online" } else { "venue" }.to_owned(),
            venue: if listed.online {
                String::new()
            } else {
                format!("{association}館 講堂")
            },
            prefecture: if listed.online {
                String::new()
            } else {
                listed.prefecture.to_owned()
            },
            address: String::new(),
        },
        date: forms::day(TODAY + Duration::days(listed.ahead)).to_string(),
        lectures: lectures
            .map(|(place, (title, categories))| LectureForm {
                title: (*title).to_owned(),
                lecturer: "佐藤　一郎".to_owned(),
                start: hour(place),
                end: hour(place + 1),
                awards: categories.iter().map(award).collect(),
            })
            .collect(),
        ..CourseForm::default()
    }
}
