//! The years of a title to look at: units climbing to what is needed, and the days that matter, drawn
//! and in words.

use api::titles::{GoalView, StandingView, TitleView};
use domain::calendar::Date;
use domain::rules::{Climb, ClimbStep};
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

/// A course that is to be attended.
#[derive(Clone, Copy)]
pub struct Planned<'a> {
    /// Its day.
    pub day: Date,
    /// 研修会名
    pub title: &'a str,
}

/// The drawing, and the same as a list: of what there is, or with courses that are to be attended.
pub fn shown(
    view: &TitleView,
    goal: Option<&GoalView>,
    planned: Option<(&Climb, &[Planned<'_>])>,
    today: Date,
    words: Words,
) -> Html {
    let own = || goal.and_then(|goal| goal.climb.as_ref());
    let climb = planned.map(|(climb, _)| climb).or_else(own);
    let courses = planned.map_or(&[][..], |(_, courses)| courses);
    let mut marks = marks(view, words);
    let list = listed(&marks, courses, climb, today, words);
    // The latest stands highest, so that no line crosses a name.
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.day));
    let axis = Axis::new(&marks, climb, goal, today);
    html! {
        <>
            <h2>{ words.say(say::TIMELINE) }</h2>
            { drawing(&marks, climb, &axis, today, words) }
            <ol class="rows dates">{ list }</ol>
        </>
    }
}

/// The units on a day.
fn units_on(climb: &Climb, day: Date) -> Units {
    let until = climb.steps.iter().rev().find(|step| step.date <= day);
    until.map_or(Units::ZERO, |step| step.units)
}

/// The units after the last step.
fn units_in_the_end(climb: &Climb) -> Units {
    climb.steps.last().map_or(Units::ZERO, |step| step.units)
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
        let round = words.round(&title.round);
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
        let round = words.round(&placement.round.id);
        let text = words.fill(say::COMMITTEE_IF, &[("round", &round)]);
        marks.push(committee(placement.round.committee, text));
    }
    marks
}

fn listed(
    marks: &[Mark],
    courses: &[Planned<'_>],
    climb: Option<&Climb>,
    today: Date,
    words: Words,
) -> Html {
    let sum = climb.map_or_else(String::new, |climb| {
        words.fill(say::TODAY_SUM, &[("units", &units_on(climb, today))])
    });
    let left = |day: Date| {
        let left = today.days_until(day);
        if left < 0 {
            words.say(say::AGO).to_owned()
        } else {
            words.fill(say::IN_DAYS, &[("days", &left)])
        }
    };
    let line = |day: Date, class: &'static str, text: &str| {
        (day, date_line(day, class, text, &left(day), words))
    };
    let mut lines: Vec<(Date, Html)> = marks
        .iter()
        .map(|mark| line(mark.day, mark.class, &mark.text))
        .collect();
    lines.extend(courses.iter().map(|one| {
        let text = words.fill(say::PLANNED, &[("title", &one.title)]);
        line(one.day, "plan", &text)
    }));
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
    fn new(marks: &[Mark], climb: Option<&Climb>, goal: Option<&GoalView>, today: Date) -> Self {
        let steps = climb.map_or(&[][..], |climb| &climb.steps);
        let window = goal.and_then(|goal| goal.window);
        let first = steps.first().map(|step| step.date);
        // A window without a beginning of its own begins with the first credit.
        let begins = window
            .map(|days| days.from)
            .filter(|from| from.year() > 1900);
        let from = begins.or(first).unwrap_or(today);
        let from = from.min(today.add_days(-30));
        let last = marks.iter().map(|mark| mark.day).max().unwrap_or(today);
        let last = steps.last().map_or(last, |step| last.max(step.date));
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

fn drawing(marks: &[Mark], climb: Option<&Climb>, axis: &Axis, today: Date, words: Words) -> Html {
    let now = axis.x(today);
    let year = |(year, x): (i32, i32)| {
        html! {
            <g><line class="tick" x1={x.to_string()} x2={x.to_string()} y1={BASE.to_string()} y2={(BASE + 5).to_string()} />
                <text x={x.to_string()} y={(BASE + 18).to_string()} text-anchor="middle">{ year }</text></g>
        }
    };
    let spoken = climb.map(|climb| {
        let (units, need) = (units_on(climb, today), climb.need);
        words.fill(say::SPOKEN, &[("units", &units), ("need", &need)])
    });
    html! {
        <svg class="climb" viewBox={format!("0 0 {WIDTH} {}", BASE + 24)} role="img" aria-label={spoken.unwrap_or_default()}>
            if let Some(climb) = climb { { slope(climb, axis, today, words) } }
            <line class="now" x1={now.to_string()} x2={now.to_string()} y1={(BASE - TALLEST - 20).to_string()} y2={BASE.to_string()} />
            <text class="now" x={now.to_string()} y={(BASE - TALLEST - 24).to_string()} text-anchor={anchor(now)}>{ words.say(say::TODAY) }</text>
            <line class="ground" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={BASE.to_string()} y2={BASE.to_string()} />
            { for axis.years().into_iter().map(year) }
            { for marks.iter().enumerate().map(|(row, mark)| flag(row, mark, axis.x(mark.day), words)) }
        </svg>
    }
}

/// The units: those that are there, those that planned courses add, and the height that is needed.
fn slope(climb: &Climb, axis: &Axis, today: Date, words: Words) -> Html {
    let most = climb.need.max(units_in_the_end(climb)).halves().max(1);
    let height = |units: Units| BASE - i32::from(units.halves()) * TALLEST / i32::from(most);
    let (now, have) = (axis.x(today), units_on(climb, today));
    let (past, coming): (Vec<&ClimbStep>, Vec<&ClimbStep>) =
        climb.steps.iter().partition(|step| step.date <= today);
    let mut area = format!("M{LEFT} {BASE}");
    for step in past {
        area.push_str(&format!("H{}V{}", axis.x(step.date), height(step.units)));
    }
    area.push_str(&format!("H{now}V{BASE}Z"));
    let mut plan = format!("M{now} {}", height(have));
    for step in &coming {
        plan.push_str(&format!("H{}V{}", axis.x(step.date), height(step.units)));
    }
    let line = height(climb.need);
    let end = coming.last().map(|step| {
        let (x, y) = (axis.x(step.date), height(step.units));
        plan.push_str(&format!("H{}", RIGHT.max(x)));
        html! { <text class="sum plan" x={x.to_string()} y={(y - 6).to_string()} text-anchor={anchor(x)}>{ step.units.to_string() }</text> }
    });
    html! {
        <g>
            <line class="need" x1={LEFT.to_string()} x2={RIGHT.to_string()} y1={line.to_string()} y2={line.to_string()} />
            <text class="need" x={LEFT.to_string()} y={(line - 5).to_string()}>{ words.fill(say::NEEDED, &[("units", &climb.need)]) }</text>
            <path class="area" d={area} />
            if !coming.is_empty() { <path class="plan" d={plan} /> }
            if !have.is_zero() {
                <text class="sum" x={(now - 6).to_string()} y={(height(have) + 15).to_string()} text-anchor="end">{ have.to_string() }</text>
            }
            { end }
        </g>
    }
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
