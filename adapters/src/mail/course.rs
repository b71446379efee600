//! Mails to organisers about their courses (features.md #58, #87).

use askama::Template;
use domain::{language::Language, rounds::Placement};
use serde::{Deserialize, Serialize};

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
}

#[derive(Template)]
#[template(path = "course_forwarded/ja.txt", escape = "none")]
struct ForwardedJa<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    placement: &'a Option<Placement>,
    url: &'a str,
    footer: String,
}

#[derive(Template)]
#[template(path = "course_forwarded/en.txt", escape = "none")]
struct ForwardedEn<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    placement: &'a Option<Placement>,
    url: &'a str,
    footer: String,
}

#[derive(Template)]
#[template(path = "course_approved/ja.txt", escape = "none")]
struct ApprovedJa<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    decided_on: &'a str,
    url: &'a str,
    footer: String,
}

#[derive(Template)]
#[template(path = "course_approved/en.txt", escape = "none")]
struct ApprovedEn<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    decided_on: &'a str,
    url: &'a str,
    footer: String,
}

#[derive(Template)]
#[template(path = "course_sent_back/ja.txt", escape = "none")]
struct SentBackJa<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    reason: &'a str,
    url: &'a str,
    footer: String,
}

#[derive(Template)]
#[template(path = "course_sent_back/en.txt", escape = "none")]
struct SentBackEn<'a> {
    mail: &'a CourseMail,
    association: &'a str,
    reason: &'a str,
    url: &'a str,
    footer: String,
}

/// Renders the template of the language.
macro_rules! render {
    ($language:ident, $ja:ident, $en:ident { $($field:ident),* }) => {
        match $language {
            Language::Ja => $ja { $($field),* }.render(),
            Language::En => $en { $($field),* }.render(),
        }
    };
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
        ];
        let about = |step| Self {
            course: "0a1b2c".to_owned(),
            title: "産業医研修会".to_owned(),
            date: "2027-02-13".to_owned(),
            step,
        };
        steps.into_iter().map(about).collect()
    }

    /// Subject in both languages.
    pub(super) const fn subject(&self, language: Language) -> &'static str {
        let (ja, en) = match self.step {
            CourseStep::Forwarded { .. } => (
                "【MAMIS】研修会が日本医師会の審査に進みました",
                "[MAMIS] Your course has gone on to the national association",
            ),
            CourseStep::Approved { .. } => (
                "【MAMIS】研修会が承認されました",
                "[MAMIS] Your course was approved",
            ),
            CourseStep::SentBack { .. } => (
                "【MAMIS】研修会の差戻しのお知らせ",
                "[MAMIS] Your course was sent back",
            ),
        };
        match language {
            Language::Ja => ja,
            Language::En => en,
        }
    }

    pub(super) fn body(
        &self,
        language: Language,
        site: &str,
        footer: String,
    ) -> Result<String, askama::Error> {
        let url = &format!("{site}/courses/{}", self.course);
        let mail = self;
        match &self.step {
            CourseStep::Forwarded {
                association,
                placement,
            } => render!(
                language,
                ForwardedJa,
                ForwardedEn {
                    mail,
                    association,
                    placement,
                    url,
                    footer
                }
            ),
            CourseStep::Approved {
                association,
                decided_on,
            } => render!(
                language,
                ApprovedJa,
                ApprovedEn {
                    mail,
                    association,
                    decided_on,
                    url,
                    footer
                }
            ),
            CourseStep::SentBack {
                association,
                reason,
            } => render!(
                language,
                SentBackJa,
                SentBackEn {
                    mail,
                    association,
                    reason,
                    url,
                    footer
                }
            ),
        }
    }
}
