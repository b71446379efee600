//! Courses and rows of attendees, for stories about credits.

use api::courses::{
    CourseApproval, CourseView, DecisionOutcome, RoundApproval, RoundDecisions, SeenCourse,
};
use api::credits::{Atomicity, Award, Mode, Receipt, ReceiptRow};
use domain::calendar::Date;
use domain::course::{AwardForm, CourseForm, LectureForm, PlaceForm};
use domain::credit::AttendeeRow;
use domain::id::CourseId;
use domain::organizer::EnquiriesForm;

use crate::client::{Answer, Client};
use crate::people::Person;
use crate::world::World;

/// 2 units of continuing education, codes 12 and 15, at 千代田区.
#[must_use]
pub fn course_form(date: Date) -> CourseForm {
    let text = str::to_owned;
    let lecture = |title: &str, start: &str, end: &str, code: &str| LectureForm {
        title: text(title),
        lecturer: text("鈴木　一郎"),
        start: text(start),
        end: text(end),
        awards: vec![AwardForm {
            programme: text("continuing-education"),
            category: String::new(),
            units: text("1"),
            code: text(code),
        }],
    };
    CourseForm {
        title: text("高血圧の最新治療"),
        enquiries: EnquiriesForm {
            name: text("千代田区医師会 学術課"),
            telephone: text("03-0000-0000"),
            email: String::new(),
        },
        programmes: vec![text("continuing-education")],
        place: PlaceForm {
            kind: text("venue"),
            venue: text("千代田区医師会館"),
            prefecture: text("13"),
            address: String::new(),
        },
        date: date.to_string(),
        lectures: vec![
            lecture("高血圧の診断", "14:00", "15:00", "12"),
            lecture("高血圧の薬物療法", "15:00", "16:00", "15"),
        ],
        ..CourseForm::default()
    }
}

/// What a lecture earns, as typed.
#[must_use]
pub fn earns(programme: &str, category: &str, units: &str, code: &str) -> AwardForm {
    let text = str::to_owned;
    AwardForm {
        programme: text(programme),
        category: text(category),
        units: text(units),
        code: text(code),
    }
}

/// The same course with one lecture of an afternoon, which earns these.
#[must_use]
pub fn course_earning(date: Date, title: &str, awards: &[AwardForm]) -> CourseForm {
    let mut form = course_form(date);
    form.title = title.to_owned();
    form.lectures.truncate(1);
    form.lectures[0].end = "17:00".to_owned();
    form.lectures[0].awards = awards.to_vec();
    form.programmes = awards.iter().map(|award| award.programme.clone()).collect();
    form.programmes.sort();
    form.programmes.dedup();
    form
}

/// 産業医: either 基礎 for those not yet certified, or 生涯 for holders.
#[must_use]
pub fn industrial_course(date: Date) -> CourseForm {
    let programme = "industrial-physician";
    let awards = [
        earns(programme, "basic-late", "2", ""),
        earns(programme, "renewal-special", "2", ""),
    ];
    course_earning(date, "産業医研修会", &awards)
}

/// A row as an organiser sends it.
#[must_use]
pub fn row(id: &str, number: &str, name: &str) -> AttendeeRow {
    AttendeeRow {
        row_id: id.to_owned(),
        register_number: number.to_owned(),
        name: name.to_owned(),
        ..AttendeeRow::default()
    }
}

/// So many rows of doctors whom nobody knows yet.
#[must_use]
pub fn rows(count: usize) -> Vec<AttendeeRow> {
    (1..=count)
        .map(|place| {
            let number = format!("{:06}", 300_000 + place);
            row(&format!("2026-{place:04}"), &number, "佐藤　一郎")
        })
        .collect()
}

/// Rows to be written, each for itself.
#[must_use]
pub fn award(rows: Vec<AttendeeRow>) -> Award {
    Award {
        mode: Mode::Commit,
        atomicity: Atomicity::Row,
        rows,
    }
}

/// Posts rows for a course.
///
/// # Panics
/// When nothing answers.
pub async fn post(holder: &Client, course: &CourseId, award: &Award) -> Answer {
    holder
        .post(&format!("/courses/{course}/credits"), award)
        .await
}

/// Posts rows for a course, and insists on a receipt.
///
/// # Panics
/// When there is none.
pub async fn receipt(
    holder: &Client,
    course: &CourseId,
    rows: Vec<AttendeeRow>,
) -> Vec<ReceiptRow> {
    let receipt: Receipt = post(holder, course, &award(rows)).await.read(200);
    receipt.rows
}

impl World {
    /// A course of 千代田区医師会 that 東京都医師会 has found in order: approved, or passed on to the
    /// national committee.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn course_in_order(&self, holder: &Person, form: &CourseForm) -> CourseView {
        let made: CourseView = holder.post("/courses", form).await.read(201);
        let approval = CourseApproval {
            version: made.version,
        };
        let path = format!("/review/courses/{}/approval", made.line.id);
        self.officer("13")
            .await
            .post(&path, &approval)
            .await
            .read(200)
    }

    /// 日医承認 of such a course, with the day of its committee; the clock goes there.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn approved_by_the_committee(&self, course: &CourseView) -> Date {
        let placed = course.round.clone().expect("a course of a round");
        self.pass_to(placed.round.committee);
        let approval = RoundApproval {
            decided_on: placed.round.committee,
            courses: vec![SeenCourse {
                course: course.line.id.clone(),
                version: course.version,
            }],
        };
        let path = format!("/review/course-agenda/{}/approvals", placed.round.id);
        let national = self.officer("national").await;
        let decisions: RoundDecisions = national.post(&path, &approval).await.read(200);
        assert_eq!(decisions.courses[0].outcome, DecisionOutcome::Approved);
        placed.round.committee
    }

    /// A course of 千代田区医師会 on a day, approved by 東京都医師会.
    ///
    /// # Panics
    /// When it is not.
    pub async fn approved_course(&self, holder: &Person, date: Date) -> CourseId {
        let made = holder.post("/courses", &course_form(date)).await;
        let made: CourseView = made.read(201);
        let approval = CourseApproval {
            version: made.version,
        };
        let path = format!("/review/courses/{}/approval", made.line.id);
        self.officer("13")
            .await
            .post(&path, &approval)
            .await
            .expect(200);
        made.line.id
    }
}
