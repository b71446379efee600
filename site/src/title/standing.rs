//! How a title stands, in large plain words with the days that are left.

use api::titles::StandingView;
use domain::calendar::Date;
use domain::label::Label;
use yew::prelude::*;

use crate::markup::html;

use super::last_day;
use crate::text::titles as say;
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// Fewer days than these are worth a warning: half a year, in which one round follows in any case.
pub const SOON: i32 = 180;

/// The card.
pub fn shown(standing: StandingView, today: Date, words: Words) -> Html {
    let (tag, tone) = tag(standing, today);
    let (title, text) = sentences(standing, words);
    html! {
        <section class="card standing">
            <div class="stack">
                <p><Tag {tone} text={words.say(tag)} /></p>
                <h2>{ title }</h2>
                if let Some(text) = text { <p>{ text }</p> }
            </div>
            if let Some(until) = last_day(standing) {
                <div class="when">
                    <small>{ words.say(say::LEFT) }</small>
                    <span class="number">{ today.days_until(until) }</span>{ " " }{ words.say(say::DAYS) }
                </div>
            }
        </section>
    }
}

fn tag(standing: StandingView, today: Date) -> (Label, Tone) {
    match standing {
        StandingView::None => (say::TAG_NONE, Tone::Plain),
        StandingView::Valid { until } if today.days_until(until) < SOON => {
            (say::TAG_VALID, Tone::Soon)
        }
        StandingView::Valid { .. } => (say::TAG_VALID, Tone::Met),
        StandingView::Exempt { .. } => (say::TAG_EXEMPT, Tone::Soon),
        StandingView::Grace { .. } => (say::TAG_GRACE, Tone::Soon),
        StandingView::Lapsed { .. } => (say::TAG_LAPSED, Tone::Alert),
    }
}

fn sentences(standing: StandingView, words: Words) -> (String, Option<String>) {
    let day = |date: Date| words.day(date);
    match standing {
        StandingView::None => (words.say(say::STANDING_NONE).to_owned(), None),
        StandingView::Valid { until } => (
            words.fill(say::STANDING_VALID, &[("until", &day(until))]),
            None,
        ),
        StandingView::Exempt {
            expired,
            until,
            renewals,
        } => {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("expired", &day(expired)),
                ("until", &day(until)),
                ("renewals", &renewals),
            ];
            let text = words.fill(say::STANDING_EXEMPT_TEXT, &values);
            (words.fill(say::STANDING_EXEMPT, &values), Some(text))
        }
        StandingView::Grace { expired, until } => (
            words.fill(say::STANDING_GRACE, &[("until", &day(until))]),
            Some(words.fill(say::STANDING_GRACE_TEXT, &[("expired", &day(expired))])),
        ),
        StandingView::Lapsed { expired } => (
            words.fill(say::STANDING_LAPSED, &[("expired", &day(expired))]),
            Some(words.say(say::STANDING_LAPSED_TEXT).to_owned()),
        ),
    }
}
