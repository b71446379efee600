//! Which language the site speaks, how large its letters are, and how a text is said.
//!
//! Both choices are kept in the browser's storage and stand as attributes of the page, so that
//! styles, screen readers and requests see them.

use domain::{
    calendar::{Date, Moment, YearMonth},
    label::Label,
    language::Language,
    number::thousands,
    rounds::RoundId,
};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::text::frame::YEN;

/// The choices and the ways to change them.
#[derive(Clone, PartialEq)]
pub struct Settings {
    /// 日本語 or English.
    pub language: Language,
    /// 文字 大.
    pub large: bool,
    /// Changes the language.
    pub set_language: Callback<Language>,
    /// Changes the size of the letters.
    pub set_large: Callback<bool>,
}

/// Gives [`Settings`] to everything below it.
#[component]
pub fn SettingsProvider(props: &yew::html::ChildrenProps) -> Html {
    let language = use_state(browser::language);
    let large = use_state(browser::is_large);
    let set_language = {
        let language = language.clone();
        Callback::from(move |chosen: Language| {
            browser::set_language(chosen);
            language.set(chosen);
        })
    };
    let set_large = {
        let large = large.clone();
        Callback::from(move |chosen: bool| {
            browser::set_large(chosen);
            large.set(chosen);
        })
    };
    let settings = Settings {
        language: *language,
        large: *large,
        set_language,
        set_large,
    };
    html! { <yew::ContextProvider<Settings> context={settings}>{ props.children.clone() }</yew::ContextProvider<Settings>> }
}

/// Says texts in the language chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// 日本語 or English.
    pub language: Language,
}

impl Words {
    /// A text.
    pub const fn say(self, label: Label) -> &'static str {
        label.text(self.language)
    }

    /// A text in which `{name}` stands for a value.
    pub fn fill(self, label: Label, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        let mut text = self.say(label).to_owned();
        for (name, value) in values {
            text = text.replace(&["{", name, "}"].concat(), &value.to_string());
        }
        text
    }

    /// A day: `2026年4月1日（令和8年）` or `1 April 2026`.
    pub fn day(self, date: Date) -> String {
        match self.language {
            Language::Ja => date.both_calendars(),
            Language::En => self.short_day(date),
        }
    }

    /// A day in a list: `2026.04.01` or `1 Apr 2026`.
    pub fn short_day(self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.language {
            Language::Ja => format!("{year}.{month:02}.{day:02}"),
            Language::En => format!("{day} {}", self.month(date.year_month())),
        }
    }

    /// The days of a period in a list: `2026.04.01〜2027.03.31` or `1 Apr 2026 – 31 Mar 2027`.
    pub fn period(self, from: Date, to: Date) -> String {
        self.language
            .period(&self.short_day(from), &self.short_day(to))
    }

    /// A month: `1990年3月（平成2年）` or `Mar 1990`.
    pub fn month(self, month: YearMonth) -> String {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        match self.language {
            Language::Ja => month.both_calendars(),
            Language::En => format!(
                "{} {}",
                MONTHS[usize::from(month.month() - 1)],
                month.year()
            ),
        }
    }

    /// A round of the national committee: `令和7年度第1回` or `2025-1`.
    pub fn round(self, round: &RoundId) -> String {
        match self.language {
            Language::Ja => round.in_words(),
            Language::En => round.to_string(),
        }
    }

    /// An amount of money: `10,000円` or `10,000 yen`.
    pub fn yen(self, amount: u32) -> String {
        format!("{}{}", thousands(amount), self.say(YEN))
    }

    /// What stands between two of several.
    pub const fn comma(self) -> &'static str {
        match self.language {
            Language::Ja => "、",
            Language::En => ", ",
        }
    }

    /// What stands between two things that are said of one.
    pub const fn dot(self) -> &'static str {
        match self.language {
            Language::Ja => "・",
            Language::En => " · ",
        }
    }

    /// What stands before that which was announced.
    pub const fn colon(self) -> &'static str {
        match self.language {
            Language::Ja => "：",
            Language::En => ": ",
        }
    }

    /// What is added to something.
    pub fn in_brackets(self, added: impl std::fmt::Display) -> String {
        match self.language {
            Language::Ja => format!("（{added}）"),
            Language::En => format!(" ({added})"),
        }
    }

    /// The day of a moment, in Japan.
    pub fn day_of(self, moment: Moment) -> String {
        self.short_day(moment.date_in_japan())
    }
}

/// The language in use.
#[hook]
pub fn use_words() -> Words {
    Words {
        language: use_settings().language,
    }
}

/// The choices in use.
#[hook]
pub fn use_settings() -> Settings {
    use_context::<Settings>().expect("App wraps everything in SettingsProvider")
}
