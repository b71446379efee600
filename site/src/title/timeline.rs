//! The years of a title to look at: units climbing to what is needed, and the days that matter, drawn
//! and in words.

use api::titles::{GoalView, StandingView, TitleCredit, TitleView};
use domain::calendar::Date;
use domain::rules::RequirementResult;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{classes, html};

use super::last_day;
use crate::text::titles as say;
use crate::words::Words;

// The drawing's own units.
const WIDTH: i32 = 360;
const LEFT: i32 = 8;
const RIGHT: i32 = 352;
const ROW: i32 = 17;
const BASE: i32 = 196;
/// Height of the tallest step.
const TALLEST: i32 = 90;

/// A day that matters.
struct Mark {
    day: Date,
    /// On the drawing.
    short: &'static str,
    /// In the list.
    text: String,
    class: &'static str,
}

/// The drawing, and the same as a list.
pub fn shown(view: &TitleView, goal: Option<&GoalView>, today: Date, words: Words) -> Html {
    let climb = Climb::of(view, goal);
    let mut marks = marks(view, words);
    let list = listed(&marks, &climb, today, words);
    // The latest stands highest, so that no line crosses a name.
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.day));
    html! {
        <>
            <h2>{ words.say(say::TIMELINE) }</h2>
            { drawing(&marks, &climb, goal, today, words) }
            <ol class="rows dates">{ list }</ol>
        </>
    }
}

/// The credits drawn, by day.
struct Climb {
    steps: Vec<(Date, u32)>,
    /// In halves.
    sum: u32,
    /// In halves, where a requirement counts just these credits.
    need: Option<u32>,
}

impl Climb {
    fn of(view: &TitleView, goal: Option<&GoalView>) -> Self {
        let window = goal.and_then(|goal| goal.window);
        let counts = |credit: &&TitleCredit| {
            !credit.used && window.is_none_or(|days| (days.from..=days.to).contains(&credit.date))
        };
        let mut credits: Vec<&TitleCredit> = view.credits.iter().filter(counts).collect();
        credits.sort_by_key(|credit| credit.date);
        let mut sum = 0;
        let steps = credits
            .iter()
            .map(|credit| {
                sum += u32::from(credit.units.halves());
                (credit.date, sum)
            })
            .collect();
        let need = goal.and_then(|goal| need_of(goal, sum));
        Climb { steps, sum, need }
    }

    fn in_words(&self) -> String {
        Units::from_halves(u16::try_from(self.sum).unwrap_or(u16::MAX)).to_string()
    }
}

/// What is needed in all: of the largest requirement that counts every credit drawn.
fn need_of(goal: &GoalView, sum: u32) -> Option<u32> {
    let ways = goal.ways.iter().flat_map(|way| &way.requirements);
    let all = goal.evaluation.requirements.iter().chain(ways);
    let halves = |text: &Option<String>| {
        let units = Units::parse(text.as_ref()?);
        Some(u32::from(units.unwrap_or(Units::ZERO).halves()))
    };
    let needs = |result: &RequirementResult| {
        halves(&result.have)
            .filter(|have| *have == sum)
            .and(halves(&result.need))
    };
    all.filter_map(needs).max()
}

fn marks(view: &TitleView, words: Words) -> Vec<Mark> {
    let mut marks = Vec::new();
    let end = match view.standing {
        StandingView::Exempt { .. } => say::EXEMPT_END,
        StandingView::Grace { .. } => say::GRACE_END,
        _ => say::EXPIRY,
    };
    if let Some(day) = last_day(view.standing) {
        marks.push(Mark {
            day,
            short: words.say(end),
            text: words.say(end).to_owned(),
            class: "end",
        });
    }
    let committee = |day: Date, text: String| Mark {
        day,
        short: words.say(say::COMMITTEE),
        text,
        class: "committee",
    };
    if let Some(title) = view.open.as_ref().and_then(|open| open.title.as_ref()) {
        let round = title.round.in_words();
        let text = words.fill(say::COMMITTEE_OPEN, &[("round", &round)]);
        marks.push(committee(title.committee, text));
        return marks;
    }
    marks.extend(view.safe.iter().map(|safe| Mark {
        day: safe.day,
        short: words.say(say::SAFE),
        text: words.say(say::SAFE).to_owned(),
        class: "safe",
    }));
    if let Some(placement) = &view.placement {
        let round = placement.round.in_words();
        let text = words.fill(say::COMMITTEE_IF, &[("round", &round)]);
        marks.push(committee(placement.round.committee, text));
    }
    marks
}

fn listed(marks: &[Mark], climb: &Climb, today: Date, words: Words) -> Html {
    let sum = words.fill(say::TODAY_SUM, &[("units", &climb.in_words())]);
    let mut lines: Vec<(Date, Html)> = marks
        .iter()
        .map(|mark| {
            let left = today.days_until(mark.day);
            let left = if left < 0 {
                words.say(say::AGO).to_owned()
            } else {
                words.fill(say::IN_DAYS, &[("days", &left)])
            };
            (
                mark.day,
                date_line(mark.day, mark.class, &mark.text, &left, words),
            )
        })
        .collect();
    let now = words.say(say::TODAY);
    lines.push((today, date_line(today, "now", &sum, now, words)));
    lines.sort_by_key(|(day, _)| *day);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn date_line(day: Date, class: &'static str, text: &str, left: &str, words: Words) -> Html {
    html! {
        <li class="row">
            <span class="day number"><span class={classes!("dot", Some(class))} aria-hidden="true"></span>{ words.short_day(day) }</span>
            <span>{ text.to_owned() }</span>
            <span class="number">{ left.to_owned() }</span>
        </li>
    }
}

/// Where days stand on the drawing.
struct Axis {
    from: Date,
    days: i32,
}

impl Axis {
    fn new(marks: &[Mark], climb: &Climb, goal: Option<&GoalView>, today: Date) -> Self {
        let window = goal.and_then(|goal| goal.window);
        let first = climb.steps.first().map(|(day, _)| *day);
        let from = window.map(|days| days.from).or(first).unwrap_or(today);
        let from = from.min(today.add_days(-30));
        let last = marks.iter().map(|mark| mark.day).max().unwrap_or(today);
        let days = from.days_until(last.max(today)).max(1);
        Axis { from, days }
    }

    fn x(&self, day: Date) -> i32 {
        let at = self.from.days_until(day).clamp(0, self.days);
        LEFT + at * (RIGHT - LEFT) / self.days
    }

    /// The first days of years.
    fn years(&self) -> Vec<(i32, i32)> {
        let first = self.from.year() + 1;
        let last = self.from.add_days(self.days).year();
        let step = ((last - first) / 7 + 1).max(1);
        let years = (first..=last).filter(|year| (last - year) % step == 0);
        years
            .filter_map(|year| Some((year, self.x(Date::new(year, 1, 1)?))))
            .collect()
    }
}

fn drawing(
    marks: &[Mark],
    climb: &Climb,
    goal: Option<&GoalView>,
    today: Date,
    words: Words,
) -> Html {
    let axis = Axis::new(marks, climb, goal, today);
    let most = climb.need.unwrap_or(0).max(climb.sum).max(1);
    let scale = i32::try_from(most).unwrap_or(i32::MAX);
    let height = |halves: u32| BASE - i32::try_from(halves).unwrap_or(scale) * TALLEST / scale;
    let now = axis.x(today);
    let year = |(year, x): (i32, i32)| {
        html! {
            <g><line class="tick" x1={x.to_string()} x2={x.to_string()} y1={BASE.to_string()} y2={(BASE + 5).to_string()} />
                <text x={x.to_string()} y={(BASE + 18).to_string()} text-anchor="middle">{ year }</text></g>
        }
    };
    let need = climb.need.map(|need| {
        let y = height(need);
        let units = Units::from_halves(u16::try_from(need).unwrap_or(u16::MAX));
        html! {
            <g><line class="need" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={y.to_string()} y2={y.to_string()} />
                <text class="need" x={LEFT.to_string()} y={(y - 5).to_string()}>{ words.fill(say::NEEDED, &[("units", &units)]) }</text></g>
        }
    });
    let spoken = words.fill(say::SPOKEN, &[("units", &climb.in_words())]);
    let bottom = height(climb.sum);
    html! {
        <svg class="climb" viewBox={format!("0 0 {WIDTH} {}", BASE + 24)} role="img" aria-label={spoken}>
            { need }
            <path class="area" d={steps(climb, &axis, now, height)} />
            <line class="now" x1={now.to_string()} x2={now.to_string()} y1={(BASE - TALLEST - 20).to_string()} y2={BASE.to_string()} />
            <text class="now" x={now.to_string()} y={(BASE - TALLEST - 24).to_string()} text-anchor={anchor(now)}>{ words.say(say::TODAY) }</text>
            if climb.sum > 0 {
                <text class="sum" x={(now - 6).to_string()} y={(bottom - 6).to_string()} text-anchor="end">{ climb.in_words() }</text>
            }
            <line class="ground" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={BASE.to_string()} y2={BASE.to_string()} />
            { for axis.years().into_iter().map(year) }
            { for marks.iter().enumerate().map(|(row, mark)| flag(row, mark, axis.x(mark.day), words)) }
        </svg>
    }
}

/// The outline of the steps, from the first credit to today.
fn steps(climb: &Climb, axis: &Axis, now: i32, height: impl Fn(u32) -> i32) -> String {
    let mut path = format!("M{LEFT} {BASE}");
    for (day, sum) in &climb.steps {
        let (x, y) = (axis.x(*day).min(now), height(*sum));
        path.push_str(&format!("H{x}V{y}"));
    }
    path.push_str(&format!("H{now}V{BASE}Z"));
    path
}

/// Names lean to the side that has room.
const fn anchor(x: i32) -> &'static str {
    if x > WIDTH / 2 { "end" } else { "start" }
}

/// A day that matters: a line down to the ground, and its name above.
fn flag(row: usize, mark: &Mark, x: i32, words: Words) -> Html {
    let y = ROW * (i32::try_from(row).unwrap_or(0) + 1) - 4;
    let beside = if x > WIDTH / 2 { x - 6 } else { x + 6 };
    html! {
        <g class={mark.class}>
            <line x1={x.to_string()} x2={x.to_string()} y1={(y - 10).to_string()} y2={BASE.to_string()} />
            <circle cx={x.to_string()} cy={BASE.to_string()} r="4.5" />
            <text x={beside.to_string()} y={y.to_string()} text-anchor={anchor(x)}>
                { format!("{} {}", mark.short, words.short_day(mark.day)) }
            </text>
        </g>
    }
}
