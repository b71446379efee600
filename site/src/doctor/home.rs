//! The first screen: what to do next, recent credits, three years of continuing education,
//! applications, certificates (features.md #46, #72).

use api::my_page::{MyPage, NextStep};
use domain::assurance::Assurance;
use domain::id::ApplicationId;
use domain::label;
use domain::programme::Programme;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{component, html};

use super::applications::application_rows;
use super::certificates::certificate_rows;
use super::credits::credit_rows;
use super::titles::PROGRAMMES;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::{doctor as say, learning};
use crate::ui::{Bar, Page, Tag, Tone};
use crate::words::{Words, use_words};

/// Recent credits on the first screen.
const RECENT: usize = 5;
/// Years of continuing education on the first screen.
const YEARS: usize = 3;

/// The page.
#[component]
pub fn HomePage() -> Html {
    let words = use_words();
    let page = use_load::<api::ReadMyPage>(client::address::<api::ReadMyPage>(&api::NoPath {}));
    match page.ready() {
        Some(page) => shown(page, words),
        None => html! {
            <Page title={words.say(crate::text::frame::DOCTOR_HOME)}>{ page.draw(|_| html! {}) }</Page>
        },
    }
}

fn shown(page: &MyPage, words: Words) -> Html {
    let mut who = vec![words.fill(say::REGISTER_NUMBER, &[("number", &page.register_number)])];
    if page.associations.is_empty() {
        who.push(words.say(say::NON_MEMBER).to_owned());
    }
    who.extend(page.associations.iter().cloned());
    who.push(words.say(label::assurance(page.assurance)).to_owned());
    html! {
        <Page key="home" title={words.fill(say::GREETING, &[("name", &page.name)])}
            aside={html! { <p>{ who.join(words.dot()) }</p> }}>
            { next(page, words) }
            if page.assurance == Assurance::Claimed {
                <p class="note">{ words.say(say::CLAIMED_NOTE) }</p>
            }
            { super::titles::cards(page, words) }
            <div class="two">
                <section class="card">
                    { head(words.say(say::RECENT), Some((Route::MyCredits, words.say(say::ALL)))) }
                    if page.credits.is_empty() {
                        <p class="quiet">{ words.say(say::NO_CREDITS) }</p>
                    } else {
                        { credit_rows(&page.credits[..page.credits.len().min(RECENT)], false, words) }
                    }
                    <p><Here to={Route::Catalogue}>{ words.say(crate::text::frame::DOCTOR_COURSES) }</Here></p>
                </section>
                <section class="card">{ years(page, words) }</section>
            </div>
            <div class="two">
                <section class="card">
                    { head(words.say(say::APPLICATIONS), Some((Route::MyApplications, words.say(say::ALL)))) }
                    if page.applications.is_empty() {
                        <p class="quiet">{ words.say(say::NO_APPLICATIONS) }</p>
                    } else {
                        { application_rows(&page.applications, words) }
                    }
                </section>
                <section class="card">
                    { head(words.say(say::CERTIFICATES), None) }
                    if page.certificates.is_empty() {
                        <p class="quiet">{ words.say(say::NO_CERTIFICATES) }</p>
                    } else {
                        { certificate_rows(&page.certificates, words) }
                    }
                </section>
            </div>
        </Page>
    }
}

fn headed(title: String, (to, text): (Route, &'static str)) -> Html {
    html! { <div class="head"><h2>{ title }</h2><Here {to}>{ text }</Here></div> }
}

fn head(title: &'static str, more: Option<(Route, &'static str)>) -> Html {
    html! {
        <div class="head">
            <h2>{ title }</h2>
            if let Some((to, text)) = more { <Here {to}>{ text }</Here> }
        </div>
    }
}

/// 次にすること.
fn next(page: &MyPage, words: Words) -> Html {
    let programme_name = |programme: &Programme| words.say(label::programme(*programme));
    let (title, body, when) = match &page.next {
        NextStep::CorrectApplication {
            application,
            reason,
        } => (
            words.say(say::NEXT_CORRECT).to_owned(),
            html! {
                <>
                    <p class="note soon"><b>{ words.say(say::REASON) }</b><br />{ reason }</p>
                    { go(correction(page, application), words.say(say::NEXT_CORRECT_DO)) }
                </>
            },
            html! {},
        ),
        NextStep::CorrectDeclaration { year, reason } => (
            words.fill(learning::DECLARATION, &[("year", &year_name(*year, words))]),
            html! {
                <>
                    <p>{ words.say(learning::SENT_BACK) }</p>
                    <p class="note soon"><b>{ words.say(say::REASON) }</b><br />{ reason }</p>
                    { go(Route::Declaration { year: year.to_string() }, words.say(learning::CORRECT)) }
                </>
            },
            html! {},
        ),
        NextStep::RenewTitle { programme, until } => (
            words.fill(
                say::NEXT_RENEW,
                &[("programme", &programme_name(programme))],
            ),
            html! {
                <>
                    <p>{ words.fill(say::NEXT_RENEW_TEXT, &[("until", &words.day(*until))]) }</p>
                    { go(Route::title(*programme), words.say(say::NEXT_RENEW_DO)) }
                </>
            },
            html! {},
        ),
        NextStep::OpenCertificate { certificate } => {
            let found = page
                .certificates
                .iter()
                .find(|one| one.number == *certificate);
            let title = found.is_some_and(|one| PROGRAMMES.contains(&one.programme));
            let (ready, open) = if title {
                (say::NEXT_OPEN_TITLE, say::TITLE_CERTIFICATE_OF)
            } else {
                (say::NEXT_OPEN, say::NEXT_OPEN_DO)
            };
            (
                words.say(ready).to_owned(),
                html! {
                    <div class="buttons">
                        <a class="button" target="_blank" rel="noopener" href={super::certificates::document(certificate)}>
                            { words.say(open) }
                        </a>
                    </div>
                },
                html! {},
            )
        }
        NextStep::Completed { certificate } => (
            words.say(say::NEXT_NOTHING).to_owned(),
            html! {
                <>
                    <p>{ words.say(say::NEXT_NOTHING_TEXT) }</p>
                    if let Some(certificate) = certificate {
                        <div class="buttons">
                            <a class="button quiet" target="_blank" rel="noopener" href={super::certificates::document(certificate)}>
                                { words.say(say::NEXT_OPEN_DO) }
                            </a>
                        </div>
                    }
                </>
            },
            html! {},
        ),
        NextStep::AwaitReview { application, days } => (
            words.say(say::NEXT_WAIT).to_owned(),
            html! {
                <>
                    <p>{ words.say(say::NEXT_WAIT_TEXT) }</p>
                    { go(Route::MyApplication { id: application.to_string() }, words.say(say::NEXT_WAIT_DO)) }
                </>
            },
            html! {
                <div class="when">
                    <small>{ words.say(say::DAYS_SINCE) }</small>
                    <span class="number">{ days }</span>{ " " }{ words.say(say::DAYS) }
                </div>
            },
        ),
        NextStep::Apply { programme, units } => (
            words.fill(
                say::NEXT_APPLY,
                &[("programme", &programme_name(programme))],
            ),
            html! {
                <>
                    <p>{ words.fill(say::NEXT_APPLY_TEXT, &[("units", units)]) }</p>
                    { go(Route::Apply, words.say(say::NEXT_APPLY_DO)) }
                </>
            },
            html! {},
        ),
        NextStep::CollectUnits {
            programme,
            have,
            missing,
        } => {
            let need = Units::from_halves(have.halves().saturating_add(missing.halves()));
            let text = words.fill(say::UNITS_OF, &[("have", have), ("need", &need)]);
            (
                words.fill(
                    say::NEXT_COLLECT,
                    &[
                        ("programme", &programme_name(programme)),
                        ("missing", missing),
                    ],
                ),
                html! {
                    <>
                        <Bar label={words.say(say::CLASSROOM)} have={have.halves()} need={need.halves()} {text} />
                        { go(Route::Apply, words.say(say::NEXT_COLLECT_DO)) }
                    </>
                },
                html! {},
            )
        }
    };
    html! {
        <section class="card next">
            <div class="stack">
                <p class="kicker">{ words.say(say::NEXT) }</p>
                <h2>{ title }</h2>
                { body }
            </div>
            { when }
        </section>
    }
}

/// The page that corrects an application of this page.
fn correction(page: &MyPage, id: &ApplicationId) -> Route {
    let found = page.applications.iter().find(|one| one.id == *id);
    let programme = found.map_or(Programme::FamilyPhysicianFunction, |one| one.programme);
    Route::correction(programme, id)
}

fn go(to: Route, text: &'static str) -> Html {
    html! { <div class="buttons"><Here {to} class="button">{ text }</Here></div> }
}

/// Units and codes of the last years, drawn and in words.
fn years(page: &MyPage, words: Words) -> Html {
    let mut lines: Vec<(String, Units, usize)> = page
        .years
        .iter()
        .take(YEARS)
        .map(|year| {
            let tally = year.programmes.get(&Programme::ContinuingEducation);
            let units = tally.map(|tally| tally.total()).unwrap_or_default();
            (
                year_name(year.year, words),
                units,
                tally.map_or(0, |tally| tally.codes.len()),
            )
        })
        .collect();
    lines.reverse();
    let title = words.fill(say::CME_YEARS, &[("count", &YEARS)]);
    if lines
        .iter()
        .all(|(_, units, codes)| units.is_zero() && *codes == 0)
    {
        return html! { <><h2>{ title }</h2><p class="quiet">{ words.say(say::NO_YEARS) }</p></> };
    }
    let spoken: Vec<String> = lines
        .iter()
        .map(|(year, units, codes)| {
            words.fill(
                say::YEAR_LINE,
                &[("year", year), ("units", units), ("codes", codes)],
            )
        })
        .collect();
    html! {
        <>
            { headed(title, (Route::Learning, words.say(say::ALL))) }
            { chart(&lines, &spoken.join(words.comma())) }
            <p class="legend">
                <span class="key units" aria-hidden="true"></span>{ words.say(say::UNITS) }{ "　" }
                <span class="key codes" aria-hidden="true"></span>{ words.say(say::CODES) }
            </p>
            <ul class="plain small quiet">{ for spoken.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
        </>
    }
}

/// The year's name.
pub fn year_name(year: domain::calendar::FiscalYear, words: Words) -> String {
    match words.language {
        domain::language::Language::Ja => year.in_words(),
        domain::language::Language::En => format!("FY{}", year.year()),
    }
}

fn chart(lines: &[(String, Units, usize)], spoken: &str) -> Html {
    /// Height of the tallest column, in the drawing's own units.
    const TALLEST: usize = 96;
    const BASE: usize = 128;
    let halves =
        |(_, units, codes): &(String, Units, usize)| usize::from(units.halves()) + 2 * codes;
    let most = lines.iter().map(halves).max().unwrap_or(0).max(1);
    let column = |(index, line): (usize, &(String, Units, usize))| {
        let x = 40 + index * 110;
        let units = usize::from(line.1.halves()) * TALLEST / most;
        let codes = 2 * line.2 * TALLEST / most;
        let top = BASE - units - codes;
        html! {
            <g>
                <rect class="units" x={x.to_string()} y={(BASE - units).to_string()} width="64" height={units.to_string()} />
                <rect class="codes" x={x.to_string()} y={top.to_string()} width="64" height={codes.saturating_sub(2).to_string()} />
                <text class="sum" x={(x + 32).to_string()} y={(top - 7).to_string()} text-anchor="middle">
                    { format!("{} + {}", line.1, line.2) }
                </text>
                <text x={(x + 32).to_string()} y="148" text-anchor="middle">{ &line.0 }</text>
            </g>
        }
    };
    html! {
        <svg class="chart" viewBox="0 0 364 156" role="img" aria-label={spoken.to_owned()}>
            { for lines.iter().enumerate().map(column) }
            <line x1="16" x2="348" y1="128" y2="128" />
        </svg>
    }
}

/// How the status of an application is meant.
pub const fn tone(status: domain::application::ApplicationStatus) -> Tone {
    use domain::application::ApplicationStatus as Status;
    match status {
        Status::Pending => Tone::Plain,
        Status::SentBack => Tone::Soon,
        Status::Approved => Tone::Met,
        Status::Rejected => Tone::Alert,
        Status::Withdrawn => Tone::Plain,
    }
}

/// A status as a tag.
pub fn status_tag(status: domain::application::ApplicationStatus, words: Words) -> Html {
    html! { <Tag tone={tone(status)} text={words.say(label::application_status(status))} /> }
}
