//! Mails about courses: to their organisers, and to the association that need not look at one any
//! more (features.md #58, #87).

use domain::{label::Label, language::Language, rounds::Placement};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What became of a course.
#[derive(Clone, Serialize, Deserialize)]
pub struct CourseMail {
    /// Id of the course.
    pub course: String,
    /// 研修会名.
    pub title: String,
    /// 開催日.
    pub date: String,
    /// What happened.
    pub step: CourseStep,
}

/// What happened to a course.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum CourseStep {
    /// 進達 to the national committee, with the round and whether one was missed.
    Forwarded {
        /// Who passed it on.
        association: String,
        /// Where it stands; none where the next stage does not decide in rounds.
        placement: Option<Placement>,
    },
    /// 承認.
    Approved {
        /// Who approved it.
        association: String,
        /// The day that the decision bears.
        decided_on: String,
    },
    /// 差戻し. The reason is about a course, not a person, and can be read at once.
    SentBack {
        /// Who sent it back.
        association: String,
        /// Why.
        reason: String,
    },
    /// 取下げ, told to the association in whose queue it was.
    Withdrawn {
        /// Who withdrew it.
        organizer: String,
        /// Whose queue it was in.
        association: String,
    },
}

impl CourseMail {
    /// One sample of each.
    pub(super) fn samples() -> Vec<Self> {
        let association = || "東京都医師会".to_owned();
        let steps = [
            CourseStep::Forwarded {
                association: association(),
                placement: None,
            },
            CourseStep::Approved {
                association: "日本医師会".to_owned(),
                decided_on: "2027-01-31".to_owned(),
            },
            CourseStep::SentBack {
                association: association(),
                reason: "講師の所属を書いてください。".to_owned(),
            },
            CourseStep::Withdrawn {
                organizer: "千代田区医師会".to_owned(),
                association: association(),
            },
        ];
        let about = |step| Self {
            course: "0a1b2c".to_owned(),
            title: "産業医研修会".to_owned(),
            date: "2027-02-13".to_owned(),
            step,
        };
        steps.into_iter().map(about).collect()
    }
}

impl Message for CourseMail {
    fn subject(&self) -> Label {
        match self.step {
            CourseStep::Forwarded { .. } => subject(
                "【MAMIS】研修会が日本医師会の審査に進みました",
                "[MAMIS] Your course has gone on to the national association",
            ),
            CourseStep::Approved { .. } => subject(
                "【MAMIS】研修会が承認されました",
                "[MAMIS] Your course was approved",
            ),
            CourseStep::SentBack { .. } => subject(
                "【MAMIS】研修会の差戻しのお知らせ",
                "[MAMIS] Your course was sent back",
            ),
            CourseStep::Withdrawn { .. } => subject(
                "【MAMIS】審査中の研修会が取り下げられました",
                "[MAMIS] A course under review was withdrawn",
            ),
        }
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let url = format!("{site}/courses/{}", self.course);
        let mail = self;
        match &self.step {
            CourseStep::Forwarded {
                association,
                placement,
            } => {
                letter!(language, "course_forwarded/ja.txt", "course_forwarded/en.txt", { mail: CourseMail, association: str, placement: Option<Placement>, url: str, footer: str })
            }
            CourseStep::Approved {
                association,
                decided_on,
            } => {
                letter!(language, "course_approved/ja.txt", "course_approved/en.txt", { mail: CourseMail, association: str, decided_on: str, url: str, footer: str })
            }
            CourseStep::SentBack {
                association,
                reason,
            } => {
                letter!(language, "course_sent_back/ja.txt", "course_sent_back/en.txt", { mail: CourseMail, association: str, reason: str, url: str, footer: str })
            }
            CourseStep::Withdrawn {
                organizer,
                association,
            } => {
                let url = format!("{site}/review/courses");
                letter!(language, "course_withdrawn/ja.txt", "course_withdrawn/en.txt", { mail: CourseMail, organizer: str, association: str, url: str, footer: str })
            }
        }
    }
}
