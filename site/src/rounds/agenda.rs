//! 議案 and 承認済み of a round: what needs an eye apart from what is rule-clean, in the order that
//! is wanted, on the screen and on paper (features.md #86, L18).

use std::rc::Rc;

use api::{
    ReadRound,
    rounds::{RoundLine, RoundPart, RoundPath, RoundQuery},
};
use domain::{
    application::FeeState, association::Tier, contact::PrefectureCode, label, programme::Programme,
    rounds::Round,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{
    decision::Decision,
    pages::use_pages,
    paper,
    table::{Rows, csv_of},
};
use crate::browser;
use crate::client;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::session::use_tier;
use crate::text::rounds as say;
use crate::ui::{is_typing, use_keys};
use crate::words::{Words, use_words};

/// Lines drawn at first: a round may have thousands.
const SHOWN: usize = 200;

#[derive(Properties, PartialEq)]
pub struct AgendaProps {
    pub programme: Programme,
    pub round: Round,
    pub part: RoundPart,
    pub show: Callback<RoundPart>,
    /// A decision was made: other lists change with it.
    pub moved: Callback<()>,
    /// Counts those decisions.
    pub times: u32,
}

/// Which lines, and in which order.
#[derive(Clone, Copy, PartialEq)]
struct Wanted {
    by_prefecture: bool,
    prefecture: Option<PrefectureCode>,
    unpaid: bool,
    /// Every line is drawn.
    all: bool,
}

/// Both lists, one shown at a time.
#[component]
pub fn Agenda(props: &AgendaProps) -> Html {
    let words = use_words();
    let tier = use_tier();
    let wanted = use_state(|| Wanted {
        by_prefecture: false,
        prefecture: None,
        unpaid: false,
        all: false,
    });
    let (programme, round) = (props.programme, props.round.id.clone());
    let path = RoundPath { programme, round };
    let read = |part: RoundPart| {
        let path = path.clone();
        move |after: Option<String>| {
            let query = RoundQuery {
                part,
                prefecture: None,
                after,
            };
            client::address_with::<ReadRound>(&path, &query)
        }
    };
    let key = props.times.to_string();
    let agenda = use_pages::<ReadRound, RoundLine>(key.clone(), read(RoundPart::Agenda), |page| {
        (page.lines, page.next)
    });
    let decided = use_pages::<ReadRound, RoundLine>(key, read(RoundPart::Decided), |page| {
        (page.lines, page.next)
    });
    use_keys(Callback::from(moved_by_keys));
    let on_agenda = props.part == RoundPart::Agenda;
    let pages = if on_agenda { &agenda } else { &decided };
    let lines = ordered(&pages.lines, &wanted);
    let unpaid = pages.lines.iter().filter(|line| is_unpaid(line)).count();
    let clean = agenda.lines.iter().filter(|line| line.clean).count();
    let csv = {
        let text = csv_of(words, &lines);
        let name = format!("round-{}.csv", props.round.id);
        Callback::from(move |_: MouseEvent| browser::download(&name, &text))
    };
    let print = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| {
            wanted.set(Wanted {
                all: true,
                ..*wanted
            });
            paper::print();
        })
    };
    let nothing = pages.whole && pages.lines.is_empty();
    let print_text = if on_agenda {
        say::PRINT_AGENDA
    } else {
        say::PRINT_MINUTES
    };
    html! {
        <>
            <div class="chips" role="group" aria-label={words.say(say::TITLE)}>
                { tab(words, props, RoundPart::Agenda, say::AGENDA, agenda.lines.len()) }
                { tab(words, props, RoundPart::Decided, say::DECIDED, decided.lines.len()) }
            </div>
            if tier == Some(Tier::National) && on_agenda {
                <Decision {programme} round={props.round.clone()} {clean} whole={agenda.whole} moved={props.moved.clone()} />
            }
            if !nothing { { filters(words, tier, &wanted, unpaid) } }
            { heading(words, props, on_agenda) }
            if nothing {
                <p class="card">{ words.say(if on_agenda { say::AGENDA_EMPTY } else { say::DECIDED_EMPTY }) }</p>
            } else if on_agenda {
                { part(words, &wanted, &lines, false) }
                { part(words, &wanted, &lines, true) }
            } else {
                { section(words, &wanted, (say::DECIDED_LIST, None), Rc::new(lines.clone()), Rows::Decided) }
            }
            { pages.draw(words) }
            if pages.whole && !lines.is_empty() {
                <div class="buttons">
                    <button type="button" class="button quiet" onclick={print}>{ words.say(print_text) }</button>
                    <button type="button" class="button quiet" onclick={csv}>{ words.say(say::CSV) }</button>
                </div>
                <p class="keys">
                    <span><kbd>{ "J" }</kbd><kbd>{ "K" }</kbd>{ words.say(say::KEY_MOVE) }</span>
                    <span><kbd>{ "Enter" }</kbd>{ words.say(say::KEY_OPEN) }</span>
                </p>
            }
        </>
    }
}

fn is_unpaid(line: &RoundLine) -> bool {
    let fee = line.fee.as_ref();
    fee.is_some_and(|fee| fee.state == FeeState::Unpaid)
}

fn tab(
    words: Words,
    props: &AgendaProps,
    part: RoundPart,
    text: domain::label::Label,
    count: usize,
) -> Html {
    let show = props.show.reform(move |_: MouseEvent| part);
    let pressed = (props.part == part).to_string();
    html! {
        <button type="button" class="chip" aria-pressed={pressed} onclick={show}>{ words.fill(text, &[("count", &count)]) }</button>
    }
}

/// The lines that are wanted, in the order that is wanted.
fn ordered(lines: &[RoundLine], wanted: &Wanted) -> Vec<RoundLine> {
    let fits = |line: &&RoundLine| {
        wanted.prefecture.is_none_or(|only| line.prefecture == only)
            && (!wanted.unpaid || is_unpaid(line))
    };
    let mut lines: Vec<RoundLine> = lines.iter().filter(fits).cloned().collect();
    lines.sort_by(|a, b| {
        let by_age = (a.submitted_on, &a.id).cmp(&(b.submitted_on, &b.id));
        if wanted.by_prefecture {
            a.prefecture.cmp(&b.prefecture).then(by_age)
        } else {
            by_age
        }
    });
    lines
}

/// Order, prefecture, fee.
fn filters(
    words: Words,
    tier: Option<Tier>,
    wanted: &UseStateHandle<Wanted>,
    unpaid: usize,
) -> Html {
    let now = **wanted;
    let order = |by_prefecture: bool, text: domain::label::Label| {
        let wanted = wanted.clone();
        let pressed = (now.by_prefecture == by_prefecture).to_string();
        let choose = Callback::from(move |_: MouseEvent| {
            wanted.set(Wanted {
                by_prefecture,
                ..now
            });
        });
        html! { <button type="button" class="chip" aria-pressed={pressed} onclick={choose}>{ words.say(text) }</button> }
    };
    let only_unpaid = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| {
            wanted.set(Wanted {
                unpaid: !now.unpaid,
                ..now
            });
        })
    };
    let of_prefecture = {
        let wanted = wanted.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            wanted.set(Wanted {
                prefecture: PrefectureCode::parse(&value).ok(),
                ..now
            });
        })
    };
    let place = |one: PrefectureCode| {
        let name = prefecture_name(one, words.language);
        html! { <option value={one.to_string()} selected={Some(one) == now.prefecture}>{ name }</option> }
    };
    let national = tier == Some(Tier::National);
    html! {
        <div class="filters" role="search">
            if national {
                <div class="field w-s">
                    <label for="prefecture">{ words.say(say::PREFECTURE) }</label>
                    <select id="prefecture" onchange={of_prefecture}>
                        <option value="" selected={now.prefecture.is_none()}>{ words.say(say::EVERYWHERE) }</option>
                        { for PrefectureCode::all().map(place) }
                    </select>
                </div>
                <div class="chips" role="group" aria-label={words.say(say::ORDER)}>
                    { order(false, say::OLDEST) }{ order(true, say::BY_PREFECTURE) }
                </div>
            }
            <button type="button" class="chip" aria-pressed={now.unpaid.to_string()} onclick={only_unpaid}>
                { words.fill(say::UNPAID_ONLY, &[("count", &unpaid)]) }
            </button>
        </div>
    }
}

/// What stands above the list on paper.
fn heading(words: Words, props: &AgendaProps, on_agenda: bool) -> Html {
    let round = words.round(&props.round.id);
    let programme = words.say(label::programme(props.programme));
    let title = if on_agenda {
        say::PAPER_AGENDA
    } else {
        say::PAPER_MINUTES
    };
    let title = words.fill(title, &[("round", &round), ("programme", &programme)]);
    let day = words.day(props.round.committee);
    let printed = words.day(browser::today());
    let line = words.fill(say::PAPER_DAY, &[("day", &day), ("printed", &printed)]);
    paper::heading(&title, &line)
}

/// The rule-clean ones, or those that need an eye.
fn part(words: Words, wanted: &UseStateHandle<Wanted>, lines: &[RoundLine], clean: bool) -> Html {
    let lines: Vec<RoundLine> = lines
        .iter()
        .filter(|line| line.clean == clean)
        .cloned()
        .collect();
    let (title, note, none) = if clean {
        (say::CLEAN, say::CLEAN_NOTE, say::CLEAN_NONE)
    } else {
        (say::EYE, say::EYE_NOTE, say::EYE_NONE)
    };
    if lines.is_empty() {
        let title = words.fill(title, &[("count", &0)]);
        return html! {
            <section class="card stack"><h2>{ title }</h2><p class="quiet">{ words.say(none) }</p></section>
        };
    }
    let rows = if clean { Rows::Clean } else { Rows::Eye };
    section(words, wanted, (title, Some(note)), Rc::new(lines), rows)
}

fn section(
    words: Words,
    wanted: &UseStateHandle<Wanted>,
    (title, note): (domain::label::Label, Option<domain::label::Label>),
    lines: Rc<Vec<RoundLine>>,
    rows: Rows,
) -> Html {
    let shown = if wanted.all { lines.len() } else { SHOWN };
    let rest = lines.len().saturating_sub(shown);
    let all = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| {
            wanted.set(Wanted {
                all: true,
                ..*wanted
            });
        })
    };
    html! {
        <section class="card table listed">
            <div class="above">
                <h2>{ words.fill(title, &[("count", &lines.len())]) }</h2>
                if let Some(note) = note { <p class="quiet off-paper">{ words.say(note) }</p> }
            </div>
            { rows.draw(words, lines.iter().take(shown)) }
            if rest > 0 {
                <p class="above"><button type="button" class="link" onclick={all}>{ words.fill(say::SHOW_ALL, &[("count", &rest)]) }</button></p>
            }
        </section>
    }
}

/// J and K go from one name of the lists to the next; Enter opens it, as it does any link.
fn moved_by_keys(event: KeyboardEvent) {
    if is_typing(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let forward = match event.key().as_str() {
        "j" | "J" => true,
        "k" | "K" => false,
        _ => return,
    };
    event.prevent_default();
    browser::focus_next("table.rounds a", forward);
}
