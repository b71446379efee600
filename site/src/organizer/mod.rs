//! The pages of whoever holds courses.

mod apply;
mod body;
mod course;
mod course_form;
mod courses;
mod credits;
pub mod import;
mod invitation;
mod keys;

use api::courses::{CategoryName, CourseView};
use domain::{
    association::Tier,
    course::{CourseAward, CourseState},
    label,
    organizer::Enquiries,
    programme::Category,
};
use yew::prelude::*;

pub use apply::ApplyPage;
pub use body::BodyPage;
pub use course::CoursePage;
pub use course_form::{CorrectCoursePage, NewCoursePage};
pub use courses::CoursesPage;
pub use credits::{CreditsPage, fault_text, text_of};
pub use import::{Fault, read_separated};
pub use invitation::InvitationPage;

use crate::markup::html;

use crate::text::organizer as say;
use crate::words::Words;

/// お問合せ先 as one line.
pub fn enquiries(enquiries: &Enquiries) -> String {
    let telephone = enquiries.telephone.as_ref().map(ToString::to_string);
    let email = enquiries.email.as_ref().map(ToString::to_string);
    [Some(enquiries.name.clone()), telephone, email]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("　")
}

/// What a full attendance earns in one category, in words.
pub fn earned(words: Words, award: &CourseAward, names: &[CategoryName]) -> String {
    let programme = words.say(label::programme(award.programme));
    let own =
        |name: &&CategoryName| name.programme == award.programme && name.category == award.category;
    match names.iter().find(own) {
        Some(name) if award.category != Category::general() => {
            let category = name.label.text(words.language);
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("programme", &programme),
                ("category", &category),
                ("units", &award.units),
            ];
            words.fill(say::EARNS_IN, &values)
        }
        _ => {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("programme", &programme), ("units", &award.units)];
            words.fill(say::EARNS_LINE, &values)
        }
    }
}

/// 審査回: which one a course falls into, and whether one was missed (features.md #87).
pub fn round_note(words: Words, course: &CourseView) -> Html {
    let Some(placed) = &course.round else {
        return html! {};
    };
    let expected = CourseState::Pending {
        stage: Tier::Prefectural,
    };
    let said = if course.line.status == expected {
        say::ROUND_EXPECTED
    } else {
        say::ROUND_SETTLED
    };
    let (own, day) = (
        words.round(&placed.round.id),
        words.day(placed.round.committee),
    );
    let missed = placed.missed.as_ref().map(|missed| words.round(&missed.id));
    html! {
        if matches!(course.line.status, CourseState::Pending { .. }) {
            <p class="note">
                { words.fill(said, &[("round", &own), ("day", &day)]) }
                if let Some(missed) = missed { <br />{ words.fill(say::ROUND_MISSED, &[("round", &missed)]) } }
            </p>
        }
    }
}

/// What a course is: for its organiser and for its reviewers.
pub fn course_facts(words: Words, course: &CourseView) -> Html {
    let form = &course.form;
    let place = match form.place.kind.as_str() {
        "online" => words.say(say::ONLINE).to_owned(),
        "both" => [
            form.place.venue.as_str(),
            words.dot(),
            words.say(say::ONLINE),
        ]
        .concat(),
        _ => form.place.venue.clone(),
    };
    let contact = [
        &form.enquiries.name,
        &form.enquiries.telephone,
        &form.enquiries.email,
    ];
    let contact: Vec<&str> = contact
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let lecture = |lecture: &domain::course::LectureForm| {
        let awards: Vec<String> = lecture
            .awards
            .iter()
            .map(|award| {
                let code = if award.code.is_empty() {
                    String::new()
                } else {
                    format!("{}CC {}", words.dot(), award.code)
                };
                format!("{}{}{code}", award.units, words.say(say::UNITS))
            })
            .collect();
        html! {
            <li class="row">
                <span class="day number">{ format!("{}–{}", lecture.start, lecture.end) }</span>
                <div>{ &lecture.title }<small>{ &lecture.lecturer }</small></div>
                <div class="small">{ awards.join("　") }</div>
            </li>
        }
    };
    let earns = |award: &domain::course::CourseAward| {
        let codes: Vec<String> = award.codes.iter().map(ToString::to_string).collect();
        html! {
            <li>{ earned(words, award, &course.categories) }
                if !codes.is_empty() { { words.fill(say::CODES_LINE, &[("codes", &codes.join(", "))]) } }
            </li>
        }
    };
    html! {
        <div class="stack">
            <dl>
                <dt>{ words.say(say::DATE) }</dt><dd>{ words.day(course.line.date) }</dd>
                <dt>{ words.say(say::PLACE) }</dt><dd>{ place }</dd>
                <dt>{ words.say(say::ENQUIRIES) }</dt><dd>{ contact.join("　") }</dd>
                if !form.co_organizers.is_empty() {
                    <dt>{ words.say(say::CO_ORGANIZERS) }</dt><dd>{ form.co_organizers.join(words.comma()) }</dd>
                }
                if !form.capacity.is_empty() { <dt>{ words.say(say::CAPACITY) }</dt><dd>{ &form.capacity }</dd> }
                if !form.target.is_empty() { <dt>{ words.say(say::TARGET) }</dt><dd>{ &form.target }</dd> }
            </dl>
            <section><h3>{ words.say(say::LECTURES) }</h3><ol class="rows">{ for form.lectures.iter().map(lecture) }</ol></section>
            <section><h3>{ words.say(say::EARNS) }</h3><ul>{ for course.credits.iter().map(earns) }</ul></section>
        </div>
    }
}
