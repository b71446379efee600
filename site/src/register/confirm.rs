//! 入力内容の確認: everything as it will be registered, before it is.

use api::problem::Problem;
use domain::label::{self, Label};
use domain::person::FormerName;
use domain::registration::{Profile, Registration};
use yew::prelude::*;

use crate::markup::{component, html};

use super::Steps;
use super::address::prefecture_name;
use crate::reference::{List, name_of, use_list};
use crate::text::registration as say;
use crate::ui::{Page, ProblemNote};
use crate::words::{Words, use_words};

/// One line: its name and what is registered.
type Line = (Label, String);

#[derive(Properties, PartialEq)]
pub struct ConfirmationProps {
    pub registration: Registration,
    pub email: String,
    pub problem: Option<Problem>,
    pub busy: bool,
    pub back: Callback<()>,
    pub yes: Callback<()>,
}

/// The page.
#[component]
pub fn Confirmation(props: &ConfirmationProps) -> Html {
    let words = use_words();
    let specialties = use_list("specialties");
    let societies = use_list("societies");
    let registration = &props.registration;
    let mut lines = vec![
        (say::EMAIL, props.email.clone()),
        (say::LOGIN_ID, registration.login_id.to_string()),
        (say::PASSWORD, words.say(say::HIDDEN).to_owned()),
        (
            say::REGISTER_NUMBER,
            registration.register_number.shown(words.language),
        ),
        (say::REGISTER_DATE, words.day(registration.register_date)),
    ];
    lines.extend(profile_lines(
        &registration.profile,
        words,
        &specialties,
        &societies,
    ));
    html! {
        <Page title={words.say(say::STEP_CONFIRM)} narrow=true>
            <Steps at=3 />
            <p class="note">{ words.say(say::CONFIRM_TEXT) }</p>
            <section class="card">{ list(&lines, words) }</section>
            <ProblemNote problem={props.problem.clone()} />
            <div class="buttons">
                <button type="button" class="button" aria-disabled={props.busy.then_some("true")}
                    onclick={props.yes.reform(|_| ())}>{ words.say(say::REGISTER) }</button>
                <button type="button" class="button quiet" onclick={props.back.reform(|_| ())}>{ words.say(say::CHANGE) }</button>
            </div>
        </Page>
    }
}

/// The lines as a list of terms.
pub fn list(lines: &[Line], words: Words) -> Html {
    let line = |(name, value): &Line| {
        html! {
            <>
                <dt>{ words.say(*name) }</dt>
                <dd>
                    if value.is_empty() { <span class="quiet">{ words.say(say::NONE_GIVEN) }</span> } else { { value } }
                </dd>
            </>
        }
    };
    html! { <dl class="sheet">{ for lines.iter().map(line) }</dl> }
}

/// Everything about the person.
pub fn profile_lines(
    profile: &Profile,
    words: Words,
    specialties: &List,
    societies: &List,
) -> Vec<Line> {
    let names = |list: &List, codes: &mut dyn Iterator<Item = String>| {
        codes
            .map(|code| name_of(list, &code, words))
            .collect::<Vec<_>>()
            .join(words.comma())
    };
    let education = &profile.education;
    let month = |month: Option<domain::calendar::YearMonth>| {
        month.map(|month| words.month(month)).unwrap_or_default()
    };
    let graduate = education.graduate_school.as_ref();
    let mut joined = names(societies, &mut profile.societies.codes.iter().cloned());
    if let Some(other) = &profile.societies.other {
        if !joined.is_empty() {
            joined.push_str(words.comma());
        }
        joined.push_str(other);
    }
    let mut lines = vec![
        (say::NAME_PART, name(profile, words)),
        (
            say::FORMER_PART,
            profile
                .former
                .as_ref()
                .map(|former| former_name(former, words))
                .unwrap_or_default(),
        ),
        (say::BIRTH_DATE, words.day(profile.birth_date)),
        (
            say::SEX,
            profile
                .sex
                .map(|sex| words.say(label::sex(sex)).to_owned())
                .unwrap_or_default(),
        ),
    ];
    lines.extend(contact_lines(&profile.contact, words));
    lines.extend([
        (
            say::MAIN_SPECIALTY,
            names(
                specialties,
                &mut std::iter::once(profile.main_specialty.to_string()),
            ),
        ),
        (
            say::FURTHER_SPECIALTIES,
            names(
                specialties,
                &mut profile.further_specialties.iter().map(ToString::to_string),
            ),
        ),
        (
            say::SCHOOL,
            joined_words(&[Some(&education.school.name), education.faculty.as_ref()]),
        ),
        (say::GRADUATION, month(Some(education.graduation_month))),
        (
            say::GRADUATE_SCHOOL,
            graduate
                .map(|graduate| {
                    joined_words(&[Some(&graduate.school.name), graduate.department.as_ref()])
                })
                .unwrap_or_default(),
        ),
        (
            say::GRADUATE_COMPLETION,
            month(graduate.and_then(|graduate| graduate.completion_month)),
        ),
        (say::DEGREE, month(education.degree_month)),
        (say::SOCIETIES_PART, joined),
    ]);
    lines
}

/// 自宅現住所 and telephones.
pub fn contact_lines(contact: &domain::contact::Contact, words: Words) -> Vec<Line> {
    let home = &contact.home;
    let optional = |phone: &Option<domain::contact::PhoneNumber>| {
        phone.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    let address = format!(
        "{} {}{}{} {}",
        home.postal_code.shown(words.language),
        prefecture_name(home.prefecture, words.language),
        words.language.pick("", " "),
        home.street,
        home.building.as_deref().unwrap_or_default()
    );
    vec![
        (say::ADDRESS_PART, address.trim_end().to_owned()),
        (say::MOBILE, contact.mobile.to_string()),
        (say::TELEPHONE, optional(&contact.telephone)),
        (say::FAX, optional(&contact.fax)),
    ]
}

fn joined_words(parts: &[Option<&String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(|part| part.as_str()).collect();
    parts.join(" ")
}

fn name(profile: &Profile, words: Words) -> String {
    let (kanji, kana) = (&profile.name.kanji, &profile.name.kana);
    format!(
        "{} {}{}",
        kanji.family,
        kanji.given,
        words.in_brackets(format_args!("{} {}", kana.family, kana.given))
    )
}

fn former_name(former: &FormerName, words: Words) -> String {
    let part = |part: Option<String>| part.unwrap_or_default();
    let kanji = [
        part(former.family.as_ref().map(ToString::to_string)),
        part(former.given.as_ref().map(ToString::to_string)),
    ];
    let kana = [
        part(former.family_kana.as_ref().map(ToString::to_string)),
        part(former.given_kana.as_ref().map(ToString::to_string)),
    ];
    let mut text = kanji.join(" ").trim().to_owned();
    let kana = kana.join(" ");
    if !kana.trim().is_empty() {
        text.push_str(&words.in_brackets(kana.trim()));
    }
    if former.use_on_mail {
        text.push_str(&[words.dot(), words.say(say::FORMER_ON_MAIL)].concat());
    }
    text
}
