//! A doctor's question to the organiser of a course (features.md #60).
//!
//! It names the doctor, the number and the address to answer to: that is what the organiser needs
//! to find the attendance, and the doctor has sent it for that.

use domain::{contact::EmailAddress, label::Label, language::Language};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What was asked, by whom, about which course.
#[derive(Clone, Serialize, Deserialize)]
pub struct CourseEnquiry {
    /// Id of the course.
    pub course: String,
    /// 研修会名.
    pub title: String,
    /// 開催日.
    pub date: String,
    /// 氏名 of the doctor.
    pub name: String,
    /// 医籍登録番号.
    pub number: String,
    /// What the doctor wrote.
    pub message: String,
    /// Where the answer goes.
    pub reply_to: EmailAddress,
}

impl CourseEnquiry {
    #[expect(
        clippy::expect_used,
        reason = "a sample that is none must fail the test"
    )]
    pub(super) fn sample() -> Self {
        Self {
            course: "0a1b2c".to_owned(),
            title: "高血圧の最新治療".to_owned(),
            date: "2026-10-03".to_owned(),
            name: "髙橋　直子".to_owned(),
            number: "012345".to_owned(),
            message: "受講しましたが、単位が見当たりません。".to_owned(),
            reply_to: EmailAddress::parse("naoko@example.jp").expect("an address"),
        }
    }
}

impl Message for CourseEnquiry {
    fn subject(&self) -> Label {
        subject(
            "【MAMIS】研修会の単位についてのお問合せ",
            "[MAMIS] A question about credits of a course",
        )
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let url = format!("{site}/courses/{}/credits", self.course);
        let enquiry = self;
        letter!(language, "course_enquiry/ja.txt", "course_enquiry/en.txt", { enquiry: CourseEnquiry, url: str, footer: str })
    }

    fn reply_to(&self) -> Option<&EmailAddress> {
        Some(&self.reply_to)
    }
}
