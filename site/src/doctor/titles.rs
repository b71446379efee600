//! 認定 on My Page, and what an application for a title has beside the others (features.md #72, #85–#91).

use api::my_page::{HeldTitle, MyPage};
use api::titles::{FeeView, TitleSummary};
use domain::application::FeeState;
use domain::calendar::Date;
use domain::label;
use domain::next_step::SOON_DAYS;
use domain::programme::Programme;
use yew::prelude::*;

use crate::browser;
use crate::frame::Here;
use crate::markup::html;
use crate::route::Route;
use crate::text::{doctor, titles as say};
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// Programmes that award a title.
pub const PROGRAMMES: [Programme; 2] = [Programme::IndustrialPhysician, Programme::SportsPhysician];

/// A card for each title, with the days that are left, and the way to its page.
pub fn cards(page: &MyPage, words: Words) -> Html {
    let today = browser::today();
    let card = |programme: &Programme| {
        let held = page.titles.iter().find(|one| one.programme == *programme);
        one(*programme, held, today, words)
    };
    html! {
        <section class="titles" aria-label={words.say(say::HOME)}>{ for PROGRAMMES.iter().map(card) }</section>
    }
}

fn one(programme: Programme, held: Option<&HeldTitle>, today: Date, words: Words) -> Html {
    let left = held.map(|held| today.days_until(held.valid_until));
    let state = |held: &HeldTitle| {
        let until = words.day(held.valid_until);
        let text = if today > held.valid_until {
            say::ENDED
        } else {
            say::HELD_UNTIL
        };
        let number = held.certificate.as_ref();
        html! {
            <p>{ words.fill(text, &[("until", &until)]) }
                if let Some(number) = number {
                    <small>{ words.fill(say::CERTIFICATE_NUMBER, &[("number", number)]) }</small>
                }
            </p>
        }
    };
    let days = left.map(|left| {
        let (tone, tag) = match left {
            ..0 => (Tone::Alert, words.say(say::AGO).to_owned()),
            0..=SOON_DAYS => (Tone::Soon, words.fill(say::IN_DAYS, &[("days", &left)])),
            _ => (Tone::Met, words.fill(say::IN_DAYS, &[("days", &left)])),
        };
        html! { <Tag {tone} text={tag} /> }
    });
    html! {
        <section class="card">
            <div class="head"><h2>{ words.say(label::programme(programme)) }</h2>{ days }</div>
            { held.map(state) }
            <p><Here to={Route::title(programme)}>
                { words.say(if held.is_some() { say::OPEN_TITLE } else { say::NOT_HELD }) }
            </Here></p>
        </section>
    }
}

/// 区分, 審査回 and the like, as lines of a list of terms.
pub fn facts(title: &TitleSummary, words: Words) -> Html {
    let line = |name: domain::label::Label, text: String| {
        html! { <><dt>{ words.say(name) }</dt><dd>{ text }</dd></> }
    };
    let fee = title.fee.as_ref().map(|fee| fee_shown(fee, words));
    html! {
        <>
            { line(say::KIND, words.say(label::goal_kind(title.kind)).to_owned()) }
            { line(say::STAGE, words.say(label::tier(title.stage)).to_owned()) }
            { line(say::ROUND, words.round(&title.round)) }
            { match title.decided_on {
                Some(day) => line(say::DECIDED_ON, words.day(day)),
                None => line(say::COMMITTEE_DAY, words.day(title.committee)),
            } }
            { title.missed.as_ref().map(|round| line(say::MISSED_ROUND, words.round(round))) }
            { fee.map(|fee| line(say::FEE_NAME, fee)) }
        </>
    }
}

fn fee_shown(fee: &FeeView, words: Words) -> String {
    let state = words.say(match fee.state {
        FeeState::Unpaid => say::FEE_UNPAID,
        FeeState::Paid => say::FEE_PAID,
        FeeState::Waived => say::FEE_WAIVED,
    });
    let mut shown = words.fill(
        say::FEE_SHOWN,
        &[("yen", &words.yen(fee.yen)), ("state", &state)],
    );
    if let Some(number) = &fee.receipt {
        shown.push_str(words.dot());
        shown.push_str(&words.fill(say::RECEIPT, &[("number", number)]));
    }
    shown
}

/// One line for the history: `更新・令和8年度第5回（2027.01.20）`.
pub fn in_short(title: &TitleSummary, words: Words) -> String {
    let kind = words.say(label::goal_kind(title.kind));
    let day = words.short_day(title.decided_on.unwrap_or(title.committee));
    let committee = words.say(say::COMMITTEE);
    let (dot, round) = (words.dot(), words.round(&title.round));
    format!("{kind}{dot}{round} {committee} {day}")
}

/// The name of what an approval gives: 認定証 for titles, else 修了証.
pub const fn opens(programme: Programme) -> domain::label::Label {
    match programme {
        Programme::IndustrialPhysician | Programme::SportsPhysician => doctor::TITLE_CERTIFICATE_OF,
        _ => doctor::CERTIFICATE_OF,
    }
}
