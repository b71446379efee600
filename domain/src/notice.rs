//! お知らせ on the sign-in page, planned outages included (features.md #3).
//!
//! An outage is shown from the moment it is written until it is over, and says from when to when;
//! any other notice is shown from its first to its last moment. Times are those of Japan.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Moment, TimeOfDay};
use crate::contact;
use crate::language::Language;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::width;

/// Characters of a heading.
pub const TITLE_MAX: usize = 60;
/// Characters of a text.
pub const TEXT_MAX: usize = 500;

/// A notice as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NoticeForm {
    /// Whether the system is closed from then to then.
    pub outage: bool,
    /// Heading, at most 60 characters.
    pub title: String,
    /// Text, at most 500 characters.
    pub text: String,
    /// Heading in English; empty to show the Japanese one.
    pub title_en: String,
    /// Text in English; empty to show the Japanese one.
    pub text_en: String,
    /// First day.
    pub from_day: String,
    /// Time of the first day.
    pub from_time: String,
    /// Last day.
    pub until_day: String,
    /// Time of the last day.
    pub until_time: String,
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// Whether the system is closed from then to then.
    pub outage: bool,
    /// Heading.
    pub title: String,
    /// Text.
    pub text: String,
    /// Heading in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Text in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_en: Option<String>,
    /// From when on.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

impl NoticeForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals; `end-not-after-start`, and `in-past` where nobody would see it.
    pub fn check(&self, now: Moment) -> Result<Notice, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let title = problems.take("title", contact::free_text(&self.title, TITLE_MAX));
        let text = problems.take("text", paragraphs(&self.text));
        let title_en = problems.take_optional("title_en", &self.title_en, |text| {
            contact::free_text(text, TITLE_MAX)
        });
        let text_en = problems.take_optional("text_en", &self.text_en, paragraphs);
        let from = moment(&mut problems, "from", &self.from_day, &self.from_time);
        let until = moment(&mut problems, "until", &self.until_day, &self.until_time);
        if let (Some(from), Some(until)) = (from, until) {
            if until <= from {
                problems.add("until_time", Code::EndNotAfterStart);
            } else if until <= now {
                problems.add("until_day", Code::InPast);
            }
        }
        let notice = (|| {
            Some(Notice {
                outage: self.outage,
                title: title?,
                text: text?,
                title_en: title_en?,
                text_en: text_en?,
                from: from?,
                until: until?,
            })
        })();
        problems.finish(notice)
    }
}

/// Text in paragraphs: lines may end, other control characters are refused.
fn paragraphs(text: &str) -> Result<String, Rejection> {
    let text = width::trim(text).replace("\r\n", "\n");
    let in_one_line = text.replace('\n', " ");
    contact::free_text(&in_one_line, TEXT_MAX)?;
    Ok(text)
}

fn moment(problems: &mut Problems, name: &str, day: &str, time: &str) -> Option<Moment> {
    let day = problems.take(&format!("{name}_day"), Date::parse(day));
    let time = problems.take(&format!("{name}_time"), TimeOfDay::parse(time));
    Some(day?.begins().plus_minutes(i64::from(time?.minutes())))
}

impl Notice {
    /// Whether it is shown at a moment.
    #[must_use]
    pub fn is_shown(&self, now: Moment) -> bool {
        (self.outage || self.from <= now) && now < self.until
    }

    /// Heading in a language, or in Japanese.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match (language, &self.title_en) {
            (Language::En, Some(english)) => english,
            _ => &self.title,
        }
    }

    /// Text in a language, or in Japanese.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match (language, &self.text_en) {
            (Language::En, Some(english)) => english,
            _ => &self.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Date::parse("2026-11-21").expect("a day").begins()
    }

    fn form() -> NoticeForm {
        NoticeForm {
            title: "定期メンテナンス".to_owned(),
            text: "ご不便をおかけします。\n終わり次第再開します。".to_owned(),
            from_day: "2026-11-22".to_owned(),
            from_time: "22:00".to_owned(),
            until_day: "2026-11-23".to_owned(),
            until_time: "2:00".to_owned(),
            ..NoticeForm::default()
        }
    }

    fn refused(change: impl FnOnce(&mut NoticeForm)) -> Vec<(String, Code)> {
        let mut form = form();
        change(&mut form);
        let problems = form.check(now()).expect_err("refused");
        let problems = problems.into_iter();
        problems
            .map(|problem| (problem.field.to_string(), problem.rejection.code))
            .collect()
    }

    #[test]
    fn an_outage_is_shown_from_now_on_and_another_notice_from_its_first_moment() {
        let mut notice = form().check(now()).expect("a notice");
        assert_eq!(notice.from.shown_in_japan(), "2026-11-22 22:00");
        assert!(!notice.is_shown(now()));
        assert!(notice.is_shown(notice.from));
        notice.outage = true;
        assert!(notice.is_shown(now()));
        assert!(notice.is_shown(notice.until.plus_millis(-1)));
        assert!(!notice.is_shown(notice.until));
    }

    #[test]
    fn what_nobody_would_see_and_what_is_too_long_is_refused_beside_the_field() {
        let field = |name: &str, code| vec![(name.to_owned(), code)];
        assert_eq!(
            refused(|form| form.until_day = "2026-11-22".to_owned()),
            field("until_time", Code::EndNotAfterStart)
        );
        assert_eq!(
            refused(|form| {
                form.from_day = "2026-11-01".to_owned();
                form.until_day = "2026-11-02".to_owned();
            }),
            field("until_day", Code::InPast)
        );
        assert_eq!(
            refused(|form| form.title = "題".repeat(TITLE_MAX + 1)),
            field("title", Code::TooLong)
        );
        assert_eq!(
            refused(|form| form.text = "文".repeat(TEXT_MAX + 1)),
            field("text", Code::TooLong)
        );
        assert_eq!(
            refused(|form| form.from_time = "25:00".to_owned()),
            field("from_time", Code::BadTime)
        );
        let longest = NoticeForm {
            title: "題".repeat(TITLE_MAX),
            text: "文".repeat(TEXT_MAX),
            ..form()
        };
        assert!(longest.check(now()).is_ok());
    }

    #[test]
    fn english_is_shown_where_there_is_some() {
        let mut notice = form().check(now()).expect("a notice");
        assert_eq!(notice.title(Language::En), "定期メンテナンス");
        notice.title_en = Some("Maintenance".to_owned());
        assert_eq!(notice.title(Language::En), "Maintenance");
        assert_eq!(notice.title(Language::Ja), "定期メンテナンス");
    }
}
