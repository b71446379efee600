//! The lines of the form: units on paper, certificates from elsewhere, practice.

use std::rc::Rc;

use api::applications::EvidenceView;
use domain::application::{
    ActivityForm, ApplicationForm, CertificateForm, DeclaredForm, TitleForm,
};
use domain::evidence::EvidenceKind;
use domain::label::Label;
use yew::prelude::*;

use crate::markup::html;

use super::super::in_words;
use super::Rules;
use crate::doctor::{ApplyForm, uploads};
use crate::text::{apply, titles as say};
use crate::ui::{DateField, Select, TextField};
use crate::words::Words;

/// Where the lines of one kind stand in the form.
type Lines<T> = fn(&mut TitleForm) -> &mut Vec<T>;

const DECLARED: Lines<DeclaredForm> = |title| &mut title.declared;
const CERTIFICATES: Lines<CertificateForm> = |title| &mut title.certificates;
const ACTIVITIES: Lines<ActivityForm> = |title| &mut title.activities;

/// One kind of lines: how they are called, and drawn.
struct Group<'a, T> {
    field: &'static str,
    at: Lines<T>,
    name: Label,
    add: Label,
    form: &'a ApplyForm,
    words: Words,
}

fn all<T>(form: &mut ApplicationForm, at: Lines<T>) -> &mut Vec<T> {
    at(form.title.get_or_insert_with(TitleForm::default))
}

/// A line that is drawn is there; what comes from one that was just removed is typed into the last.
fn line<T: Default>(form: &mut ApplicationForm, at: Lines<T>, index: usize) -> &mut T {
    let lines = all(form, at);
    if lines.is_empty() {
        lines.push(T::default());
    }
    let last = lines.len() - 1;
    &mut lines[index.min(last)]
}

impl<T: Default + 'static> Group<'_, T> {
    fn path(&self, index: usize, field: &str) -> String {
        format!("title.{}[{index}].{field}", self.field)
    }

    fn bound(
        &self,
        index: usize,
        field: &'static str,
        of: fn(&mut T) -> &mut String,
    ) -> crate::form::Bound {
        let at = self.at;
        self.form
            .text(self.path(index, field), self.words, move |form| {
                of(line(form, at, index))
            })
    }

    fn uploads(
        &self,
        index: usize,
        label: Label,
        kind: EvidenceKind,
        documents: (&Rc<Vec<EvidenceView>>, &Callback<EvidenceView>),
        of: fn(&mut T) -> &mut Vec<String>,
    ) -> Html {
        let at = self.at;
        uploads(
            self.form,
            self.path(index, "evidence"),
            self.words.say(label),
            kind,
            documents.0,
            documents.1,
            self.words,
            move |form| all(form, at).get_mut(index).map(of),
        )
    }

    /// Every line with the way to remove it, and the way to add one.
    fn shown(&self, draw: impl Fn(usize) -> Html) -> Html {
        let words = self.words;
        let count = all(&mut self.form.value(), self.at).len();
        let one = |index: usize| {
            let name = words.fill(self.name, &[("number", &(index + 1))]);
            let (form, at) = (self.form.clone(), self.at);
            let remove = Callback::from(move |_: MouseEvent| {
                form.edit(|value| {
                    let lines = all(value, at);
                    if index < lines.len() {
                        lines.remove(index);
                    }
                });
            });
            html! {
                <fieldset class="line">
                    <legend>{ &name }</legend>
                    { draw(index) }
                    <p class="end"><button type="button" class="button quiet little" onclick={remove}
                        aria-label={words.fill(say::REMOVE_LINE, &[("name", &name)])}>{ words.say(apply::REMOVE) }</button></p>
                </fieldset>
            }
        };
        let (form, at) = (self.form.clone(), self.at);
        let add = Callback::from(move |_: MouseEvent| {
            form.edit(|value| all(value, at).push(T::default()));
        });
        html! {
            <div class="lines" id={format!("title.{}", self.field)} tabindex="-1">
                { for (0..count).map(one) }
                <p><button type="button" class="button quiet" onclick={add}>{ words.say(self.add) }</button></p>
            </div>
        }
    }
}

/// 産業医学研修手帳 and other paper, line by line.
pub fn declared(
    form: &ApplyForm,
    rules: &Rules,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let Some(limits) = rules.version.declared() else {
        return html! {};
    };
    let group = Group {
        field: "declared",
        at: DECLARED,
        name: say::DECLARED_NAME,
        add: say::DECLARED_ADD,
        form,
        words,
    };
    let categories: Vec<(AttrValue, AttrValue)> = rules
        .choices
        .categories
        .iter()
        .filter_map(|category| {
            let name = in_words(rules.version.category_label(category)?, words);
            Some((category.to_string().into(), name.into()))
        })
        .collect();
    let evidence = if limits.evidence_required {
        say::EVIDENCE_MUST
    } else {
        say::EVIDENCE
    };
    let until = words.day(limits.until);
    let draw = |index: usize| {
        html! {
            <>
                <div class="pair">
                    <Select bound={group.bound(index, "category", |line| &mut line.category)} label={words.say(say::CATEGORY)}
                        choices={categories.clone()} />
                    <TextField bound={group.bound(index, "units", |line| &mut line.units)} label={words.say(say::UNITS_LABEL)}
                        hint={Html::from(words.say(say::UNITS_HINT))} inputmode="decimal" width="w-s" />
                </div>
                <div class="pair">
                    <DateField bound={group.bound(index, "from", |line| &mut line.from)} label={words.say(say::FROM)} />
                    <DateField bound={group.bound(index, "to", |line| &mut line.to)} label={words.say(say::TO)} />
                </div>
                { group.uploads(index, evidence, EvidenceKind::AttendanceCertificate, (known, learn), |line| &mut line.evidence) }
            </>
        }
    };
    let any = !all(&mut form.value(), DECLARED).is_empty();
    html! {
        <section class="card stack">
            <h2>{ words.fill(say::DECLARED, &[("until", &words.short_day(limits.until))]) }</h2>
            <p>{ words.fill(say::DECLARED_TEXT, &[("until", &until)]) }</p>
            if limits.original {
                <p class={if any { "note soon" } else { "note" }}>{ words.say(say::ORIGINAL_NOTE) }</p>
            }
            { group.shown(draw) }
        </section>
    }
}

/// Certificates that stand for a requirement.
pub fn certificates(
    form: &ApplyForm,
    rules: &Rules,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    if rules.choices.certificates.is_empty() {
        return html! {};
    }
    let group = Group {
        field: "certificates",
        at: CERTIFICATES,
        name: say::CERTIFICATE_NAME,
        add: say::CERTIFICATE_ADD,
        form,
        words,
    };
    let kinds: Vec<(AttrValue, AttrValue)> = rules
        .choices
        .certificates
        .iter()
        .filter_map(|id| {
            let name = in_words(&rules.version.certificate(id)?.label, words);
            Some((id.clone().into(), name.into()))
        })
        .collect();
    let draw = |index: usize| {
        html! {
            <>
                <Select bound={group.bound(index, "certificate", |item| &mut item.certificate)} label={words.say(say::CERTIFICATE_KIND)}
                    choices={kinds.clone()} />
                <DateField bound={group.bound(index, "date", |item| &mut item.date)} label={words.say(say::CERTIFICATE_DATE)} />
                { group.uploads(index, say::EVIDENCE_MUST, EvidenceKind::AttendanceCertificate, (known, learn), |item| &mut item.evidence) }
            </>
        }
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::CERTIFICATES) }</h2>
            <p>{ words.say(say::CERTIFICATES_TEXT) }</p>
            { group.shown(draw) }
        </section>
    }
}

/// Practice with evidence.
pub fn activities(
    form: &ApplyForm,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    let group = Group {
        field: "activities",
        at: ACTIVITIES,
        name: say::ACTIVITY_NAME,
        add: say::ACTIVITY_ADD,
        form,
        words,
    };
    let draw = |index: usize| {
        html! {
            <>
                <TextField bound={group.bound(index, "title", |item| &mut item.title)} label={words.say(say::ACTIVITY_TITLE)} />
                <DateField bound={group.bound(index, "date", |item| &mut item.date)} label={words.say(say::ACTIVITY_DATE)} />
                { group.uploads(index, say::EVIDENCE_MUST, EvidenceKind::Other, (known, learn), |item| &mut item.evidence) }
            </>
        }
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::ACTIVITIES) }</h2>
            <p>{ words.say(say::ACTIVITIES_TEXT) }</p>
            { group.shown(draw) }
        </section>
    }
}

/// What the summary of errors calls the field at a path: `title.declared[0].to`.
pub fn name_of_field(path: &str, words: Words) -> AttrValue {
    let own = path.strip_prefix("title.").unwrap_or(path);
    let (list, rest) = own.split_once('[').unwrap_or((own, ""));
    let (index, field) = rest.split_once("].").unwrap_or((rest, ""));
    let group = match list {
        "declared" => say::DECLARED_NAME,
        "certificates" => say::CERTIFICATE_NAME,
        "activities" => say::ACTIVITY_NAME,
        "target" => return AttrValue::Static(words.say(say::WORKPLACE)),
        "identity_documents" => return AttrValue::Static(words.say(say::LICENCE)),
        _ => return AttrValue::Static(""),
    };
    let number = index.parse::<usize>().map_or(1, |index| index + 1);
    let field = match (list, field) {
        (_, "category") => say::CATEGORY,
        (_, "units") => say::UNITS_LABEL,
        (_, "from") => say::FROM,
        (_, "to") => say::TO,
        (_, "certificate") => say::CERTIFICATE_KIND,
        ("certificates", "date") => say::CERTIFICATE_DATE,
        (_, "date") => say::ACTIVITY_DATE,
        (_, "title") => say::ACTIVITY_TITLE,
        _ => say::EVIDENCE_MUST,
    };
    let group = words.fill(group, &[("number", &number)]);
    format!("{group}{}{}", words.dot(), words.say(field)).into()
}
