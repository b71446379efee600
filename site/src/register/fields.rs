//! Every field of the registration (domain.md, item 3), with the hints of S2.

use domain::label::{self, Label};
use domain::person::Sex;
use domain::reference::Entry;
use domain::register_number::MedicalRegisterNumber;
use domain::registration::{EducationForm, ProfileForm, SchoolForm};
use yew::prelude::*;

use crate::markup::{component, html};

use super::address::contact_fields;
use super::complete::Typed;
use crate::form::Form;
use crate::reference::{List, name_in, name_of, use_list};
use crate::text::registration as say;
use crate::ui::{
    Checkbox, DateField, ManyPicker, MonthField, PasswordField, Picker, Select, TextField,
};
use crate::words::{Words, use_words};

/// The ministry's page on which a register number is looked up (S2).
const REGISTER_SEARCH: &str = "https://licenseif.mhlw.go.jp/search_isei/";

type TypedForm = Form<Typed>;
type At = fn(&mut ProfileForm) -> &mut String;

#[derive(Properties)]
pub struct FieldsProps {
    pub form: TypedForm,
}

/// The form changes inside, so it is drawn whenever the page is.
impl PartialEq for FieldsProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// All parts of the form.
#[component]
pub fn Fields(props: &FieldsProps) -> Html {
    let words = use_words();
    let specialties = use_list("specialties");
    let universities = use_list("universities");
    let societies = use_list("societies");
    let form = &props.form;
    html! {
        <div class="card form">
            { login_part(form, words) }
            { licence_part(form, words) }
            { name_part(form, words) }
            { former_part(form, words) }
            { person_part(form, words) }
            { contact_fields(form, "profile.contact.", words, |typed| &mut typed.form.profile.contact) }
            { specialties_part(form, words, &specialties) }
            { education_part(form, words, &universities) }
            { societies_part(form, words, &societies) }
        </div>
    }
}

fn part(words: Words, title: Label, fields: Html) -> Html {
    html! { <fieldset class="group"><legend><h2>{ words.say(title) }</h2></legend>{ fields }</fieldset> }
}

fn hint(words: Words, text: Label) -> Html {
    Html::from(words.say(text))
}

/// A text of the profile.
#[expect(
    clippy::too_many_arguments,
    reason = "each names one part of the one control drawn here"
)]
fn line(
    form: &TypedForm,
    words: Words,
    name: &str,
    label: Label,
    required: bool,
    text: Option<Label>,
    complete: &'static str,
    at: At,
) -> Html {
    let bound = form.text(["profile.", name].concat(), words, move |typed| {
        at(&mut typed.form.profile)
    });
    html! {
        <TextField {bound} label={words.say(label)} {required} hint={text.map(|text| hint(words, text))}
            autocomplete={AttrValue::Static(complete)} />
    }
}

fn login_part(form: &TypedForm, words: Words) -> Html {
    let id = form.text("login_id", words, |typed| &mut typed.form.login_id);
    let password = form.text("password", words, |typed| &mut typed.password);
    part(
        words,
        say::LOGIN_PART,
        html! {
            <>
                <TextField bound={id} label={words.say(say::LOGIN_ID)} hint={hint(words, say::LOGIN_ID_HINT)}
                    autocomplete="username" width="w-m" />
                <PasswordField bound={password} label={words.say(say::PASSWORD)} hint={hint(words, say::PASSWORD_HINT)}
                    autocomplete="new-password" />
            </>
        },
    )
}

fn licence_part(form: &TypedForm, words: Words) -> Html {
    let number = form.text("register_number", words, |typed| {
        &mut typed.form.register_number
    });
    let read = MedicalRegisterNumber::parse_noting(&number.value)
        .ok()
        .filter(|(_, padded)| *padded);
    let reading = read.map(|(number, _)| {
        words.fill(
            say::NUMBER_READ_AS,
            &[("shown", &number.shown(words.language))],
        )
    });
    let (before, after) = MedicalRegisterNumber::around(words.language);
    let search = html! {
        <>
            { words.say(say::REGISTER_NUMBER_HINT) }{ " " }
            <a href={REGISTER_SEARCH} target="_blank" rel="noopener noreferrer">
                { words.say(say::REGISTER_SEARCH) }<span class="away">{ words.say(say::NEW_TAB) }</span>
            </a>
        </>
    };
    part(
        words,
        say::LICENCE_PART,
        html! {
            <>
                <TextField bound={number} label={words.say(say::REGISTER_NUMBER)} hint={search} inputmode="numeric"
                    {before} {after}
                    reading={reading.unwrap_or_default()} width="w-s" />
                <DateField bound={form.text("register_date", words, |typed| &mut typed.form.register_date)}
                    label={words.say(say::REGISTER_DATE)} />
            </>
        },
    )
}

fn name_part(form: &TypedForm, words: Words) -> Html {
    let (kana, kanji) = (Some(say::KANA_HINT), Some(say::KANJI_HINT));
    part(
        words,
        say::NAME_PART,
        html! {
            <>
                <div class="pair">
                    { line(form, words, "family_kana", say::FAMILY_KANA, true, kana, "off", |profile| &mut profile.family_kana) }
                    { line(form, words, "given_kana", say::GIVEN_KANA, true, kana, "off", |profile| &mut profile.given_kana) }
                </div>
                <div class="pair">
                    { line(form, words, "family", say::FAMILY, true, kanji, "family-name", |profile| &mut profile.family) }
                    { line(form, words, "given", say::GIVEN, true, kanji, "given-name", |profile| &mut profile.given) }
                </div>
            </>
        },
    )
}

fn former_part(form: &TypedForm, words: Words) -> Html {
    let on_mail = form.tick("profile.former_name_on_mail", words, |typed| {
        &mut typed.form.profile.former_name_on_mail
    });
    part(
        words,
        say::FORMER_PART,
        html! {
            <>
                <div class="pair">
                    { line(form, words, "former_family_kana", say::FORMER_FAMILY_KANA, false, None, "off", |profile| &mut profile.former_family_kana) }
                    { line(form, words, "former_given_kana", say::FORMER_GIVEN_KANA, false, None, "off", |profile| &mut profile.former_given_kana) }
                </div>
                <div class="pair">
                    { line(form, words, "former_family", say::FORMER_FAMILY, false, None, "off", |profile| &mut profile.former_family) }
                    { line(form, words, "former_given", say::FORMER_GIVEN, false, None, "off", |profile| &mut profile.former_given) }
                </div>
                <Checkbox ticked={on_mail}>
                    { words.say(say::FORMER_ON_MAIL) }<small>{ words.say(say::FORMER_ON_MAIL_HINT) }</small>
                </Checkbox>
            </>
        },
    )
}

fn person_part(form: &TypedForm, words: Words) -> Html {
    let sexes = Sex::ALL.iter().map(|sex| {
        (
            AttrValue::Static(sex.as_str()),
            AttrValue::Static(words.say(label::sex(*sex))),
        )
    });
    part(
        words,
        say::PERSON_PART,
        html! {
            <>
                <DateField bound={form.text("profile.birth_date", words, |typed| &mut typed.form.profile.birth_date)}
                    label={words.say(say::BIRTH_DATE)} autocomplete="bday" />
                <Select bound={form.text("profile.sex", words, |typed| &mut typed.form.profile.sex)} required=false
                    label={words.say(say::SEX)} choices={sexes.collect::<Vec<_>>()} width="w-s" />
            </>
        },
    )
}

/// Adds a code to a list, or takes it away.
fn toggle(
    form: &TypedForm,
    path: &'static str,
    at: fn(&mut ProfileForm) -> &mut Vec<String>,
) -> Callback<String> {
    let form = form.clone();
    Callback::from(move |code: String| {
        form.edit(|typed| {
            let codes = at(&mut typed.form.profile);
            match codes.iter().position(|known| *known == code) {
                Some(index) => drop(codes.remove(index)),
                None => codes.push(code),
            }
        });
        form.leaving(&AttrValue::Static(path)).emit(());
    })
}

fn codes(codes: &[String]) -> Vec<AttrValue> {
    codes.iter().map(|code| code.clone().into()).collect()
}

fn specialties_part(form: &TypedForm, words: Words, list: &List) -> Html {
    let profile = form.value().form.profile;
    let main = form.text("profile.main_specialty", words, |typed| {
        &mut typed.form.profile.main_specialty
    });
    let shown = shown_with_code(list, &main.value, words);
    let picked = main.change.reform(|entry: Entry| entry.code);
    let further = "profile.further_specialties";
    part(
        words,
        say::WORK_PART,
        html! {
            <>
                <Picker id={main.id.clone()} label={words.say(say::MAIN_SPECIALTY)} list={list.clone()} {shown} {picked}
                    leave={main.leave.clone()} error={main.error.clone()} />
                <ManyPicker id={further} label={words.say(say::FURTHER_SPECIALTIES)} list={list.clone()}
                    chosen={codes(&profile.further_specialties)} error={form.error_in_list(further, words)}
                    toggle={toggle(form, further, |profile| &mut profile.further_specialties)} />
            </>
        },
    )
}

/// `01 内科`; empty when nothing is chosen.
fn shown_with_code(list: &List, code: &str, words: Words) -> AttrValue {
    if code.is_empty() {
        return AttrValue::Static("");
    }
    [code, " ", &name_of(list, code, words)].concat().into()
}

/// A school: picked from the list, or its name as typed.
fn school(
    form: &TypedForm,
    words: Words,
    path: &'static str,
    label: Label,
    required: bool,
    list: &List,
    at: fn(&mut EducationForm) -> &mut SchoolForm,
) -> Html {
    let mut education = form.value().form.profile.education;
    let chosen = at(&mut education).clone();
    let put = {
        let form = form.clone();
        move |chosen: SchoolForm| {
            form.edit(|typed| *at(&mut typed.form.profile.education) = chosen);
        }
    };
    let picked = {
        let put = put.clone();
        Callback::from(move |entry: Entry| {
            put(SchoolForm {
                code: entry.code,
                name: entry.name,
            })
        })
    };
    let typed = {
        let put = put.clone();
        Callback::from(move |name: String| {
            let name = name.trim().to_owned();
            if !name.is_empty() {
                put(SchoolForm {
                    code: String::new(),
                    name,
                });
            }
        })
    };
    let clear = Callback::from(move |()| put(SchoolForm::default()));
    let name_path = AttrValue::from([path, ".name"].concat());
    let entry = list
        .iter()
        .find(|entry| !chosen.code.is_empty() && entry.code == chosen.code);
    let shown = entry.map_or_else(|| chosen.name.clone(), |entry| name_in(entry, words));
    let hints = html! {
        <>
            { words.say(say::SCHOOL_HINT) }
            if chosen.code.is_empty() && !chosen.name.is_empty() {
                <br /><b>{ words.fill(say::SCHOOL_TYPED, &[("name", &chosen.name)]) }</b>
            }
        </>
    };
    html! {
        <Picker id={name_path.clone()} label={words.say(label)} {required} list={list.clone()} {shown} {picked} {typed}
            {clear} leave={form.leaving(&name_path)} error={form.error(&name_path, words)} hint={hints} />
    }
}

fn education_part(form: &TypedForm, words: Words, list: &List) -> Html {
    let month =
        |name: &str, label: Label, required: bool, at: fn(&mut EducationForm) -> &mut String| {
            let path = ["profile.education.", name].concat();
            let bound = form.text(path, words, move |typed| {
                at(&mut typed.form.profile.education)
            });
            html! { <MonthField {bound} label={words.say(label)} {required} /> }
        };
    part(
        words,
        say::EDUCATION_PART,
        html! {
            <>
                { school(form, words, "profile.education.school", say::SCHOOL, true, list, |education| &mut education.school) }
                { line(form, words, "education.faculty", say::FACULTY, false, None, "off", |profile| &mut profile.education.faculty) }
                { month("graduation_month", say::GRADUATION, true, |education| &mut education.graduation_month) }
                { school(form, words, "profile.education.graduate_school", say::GRADUATE_SCHOOL, false, list, |education| &mut education.graduate_school) }
                { line(form, words, "education.graduate_department", say::GRADUATE_DEPARTMENT, false, None, "off", |profile| &mut profile.education.graduate_department) }
                { month("graduate_completion_month", say::GRADUATE_COMPLETION, false, |education| &mut education.graduate_completion_month) }
                { month("degree_month", say::DEGREE, false, |education| &mut education.degree_month) }
            </>
        },
    )
}

fn societies_part(form: &TypedForm, words: Words, list: &List) -> Html {
    let path = "profile.societies";
    let profile = form.value().form.profile;
    part(
        words,
        say::SOCIETIES_PART,
        html! {
            <>
                <ManyPicker id={path} label={words.say(say::SOCIETIES)} list={list.clone()} chosen={codes(&profile.societies)}
                    error={form.error_in_list(path, words)} toggle={toggle(form, path, |profile| &mut profile.societies)} />
                { line(form, words, "other_society", say::OTHER_SOCIETY, false, Some(say::OTHER_SOCIETY_HINT), "off", |profile| &mut profile.other_society) }
            </>
        },
    )
}
