//! 座学研修: the units on record, and further ones of the application's year with evidence (S1).

use std::rc::Rc;

use api::applications::{EvidenceView, Preparation};
use domain::application::HandedInForm;
use domain::calendar::Date;
use domain::evidence::EvidenceKind;
use domain::reference::Entry;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{component, html};

use super::super::evidence::{Uploads, name_of};
use super::super::home::year_name;
use super::ApplyForm;
use crate::browser;
use crate::form::{Form, use_form};
use crate::reference::use_list;
use crate::text::apply as say;
use crate::ui::{DateField, Dialog, ErrorSummary, ManyPicker, Select, TextField};
use crate::words::{Words, use_words};

#[derive(Properties)]
pub struct ClassroomProps {
    pub form: ApplyForm,
    pub preparation: Rc<Preparation>,
    pub known: Rc<Vec<EvidenceView>>,
    pub learn: Callback<EvidenceView>,
}

/// The form changes inside, so it is drawn whenever the page is.
impl PartialEq for ClassroomProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The part of the form.
#[component]
pub fn Classroom(props: &ClassroomProps) -> Html {
    let words = use_words();
    let adding = use_state(|| false);
    let preparation = &props.preparation;
    let year = year_name(preparation.fiscal_year, words);
    let sum: Units = preparation.classroom.iter().map(|year| year.units).sum();
    let years = preparation.classroom.iter().map(|line| {
        let shown = year_name(line.fiscal_year, words);
        html! { <li>{ words.fill(say::CLASSROOM_YEAR, &[("year", &shown), ("units", &line.units), ("entries", &line.entries)]) }</li> }
    });
    let items = props.form.value().handed_in;
    let item = |(index, item): (usize, &HandedInForm)| {
        let form = props.form.clone();
        let remove = Callback::from(move |_: MouseEvent| {
            form.edit(|value| {
                if index < value.handed_in.len() {
                    value.handed_in.remove(index);
                }
            });
        });
        let day = Date::parse(&item.date)
            .map_or_else(|_| item.date.clone(), |date| words.short_day(date));
        let files: Vec<String> = item
            .evidence
            .iter()
            .map(|id| name_of(&props.known, id))
            .collect();
        html! {
            <li class="item" id={format!("handed_in[{index}]")} tabindex="-1">
                <b>{ &item.title }</b><br />
                <small class="quiet">{ day }{ "・" }
                    { words.fill(say::ITEM_SHOWN, &[("units", &item.units), ("codes", &item.codes.join(", "))]) }
                    { "・" }{ files.join("、") }</small>
                <p class="end"><button type="button" class="button quiet little" onclick={remove}
                    aria-label={format!("{} {}", words.say(say::REMOVE), item.title)}>{ words.say(say::REMOVE) }</button></p>
            </li>
        }
    };
    let open = |on: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(on))
    };
    let add = {
        let (form, adding) = (props.form.clone(), adding.clone());
        Callback::from(move |item: HandedInForm| {
            form.edit(|value| value.handed_in.push(item));
            adding.set(false);
        })
    };
    html! {
        <section class="card stack" id="handed_in" tabindex="-1">
            <h2>{ words.say(say::CLASSROOM) }</h2>
            <p>{ words.say(say::CLASSROOM_TEXT) }</p>
            if preparation.classroom.is_empty() {
                <p class="quiet">{ words.say(say::CLASSROOM_NONE) }</p>
            } else {
                <ul>{ for years }</ul>
                <p><b class="number">{ words.fill(say::CLASSROOM_SUM, &[("units", &sum)]) }</b></p>
            }
            <h3>{ words.say(say::MORE) }</h3>
            <p class="small">{ words.fill(say::MORE_TEXT, &[("year", &year)]) }</p>
            <ul class="plain stack">{ for items.iter().enumerate().map(item) }</ul>
            <p><button type="button" class="button quiet" onclick={open(true).reform(|_| ())}>{ words.say(say::MORE_ADD) }</button></p>
            if *adding {
                <Adding preparation={Rc::clone(preparation)} known={Rc::clone(&props.known)} learn={props.learn.clone()}
                    {add} close={open(false)} />
            }
        </section>
    }
}

#[derive(Properties)]
struct AddingProps {
    preparation: Rc<Preparation>,
    known: Rc<Vec<EvidenceView>>,
    learn: Callback<EvidenceView>,
    add: Callback<HandedInForm>,
    close: Callback<()>,
}

impl PartialEq for AddingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.preparation, &other.preparation) && Rc::ptr_eq(&self.known, &other.known)
    }
}

/// 座学研修（生涯教育制度）単位等追加入力, over the page.
#[component]
fn Adding(props: &AddingProps) -> Html {
    let words = use_words();
    let codes = use_list("curriculum-codes");
    let form = {
        let preparation = Rc::clone(&props.preparation);
        use_form(HandedInForm::default, move |item: &HandedInForm| {
            let rules = preparation.rules.application.as_ref();
            let checked = rules.map(|rules| item.check_alone(rules, browser::today()));
            checked.and_then(Result::err).unwrap_or_default()
        })
    };
    let value = form.value();
    let rules = props.preparation.rules.application.as_ref();
    let kinds = rules
        .map(|rules| rules.handed_in.kinds.as_slice())
        .unwrap_or_default();
    let kind = kinds.iter().find(|kind| kind.id == value.kind);
    let choices = kinds.iter().map(|kind| {
        (
            kind.id.clone().into(),
            kind.label.text(words.language).to_owned().into(),
        )
    });
    let evidence = kind
        .and_then(|kind| kind.evidence.first())
        .copied()
        .unwrap_or(EvidenceKind::Other);
    let hint = kind
        .and_then(|kind| kind.hint.as_ref())
        .map(|hint| Html::from(hint.text(words.language).to_owned()));
    let submit = {
        let (form, add) = (form.clone(), props.add.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // The dialog lies within the page's own form.
            event.stop_propagation();
            if let Some((item, _)) = form.submit() {
                add.emit(item);
            }
        })
    };
    let list = |at: fn(&mut HandedInForm) -> &mut Vec<String>| {
        let form = form.clone();
        Callback::from(move |id: String| {
            form.edit(|item| {
                let ids = at(item);
                match ids.iter().position(|known| *known == id) {
                    Some(index) => drop(ids.remove(index)),
                    None => ids.push(id),
                }
            });
        })
    };
    let toggle_code = list(|item| &mut item.codes);
    let toggle_file = list(|item| &mut item.evidence);
    let add_file = {
        let (toggle, learn) = (toggle_file.clone(), props.learn.clone());
        Callback::from(move |view: EvidenceView| {
            toggle.emit(view.id.to_string());
            learn.emit(view);
        })
    };
    let name = Callback::from(move |path: AttrValue| field_name(&path, words));
    html! {
        <Dialog id="add-units" title={words.say(say::MORE)} wide=true close={props.close.clone()}>
            <form class="form" onsubmit={submit} novalidate=true>
                <ErrorSummary errors={form.errors(words)} {name} />
                <Select bound={form.text("kind", words, |item| &mut item.kind)} label={words.say(say::ITEM_KIND)}
                    choices={choices.collect::<Vec<_>>()} {hint} />
                <TextField bound={form.text("title", words, |item| &mut item.title)} label={words.say(say::ITEM_TITLE)}
                    hint={Html::from(words.say(say::ITEM_TITLE_HINT))} />
                <DateField bound={form.text("date", words, |item| &mut item.date)} label={words.say(say::ITEM_DATE)} />
                <TextField bound={form.text("units", words, |item| &mut item.units)} label={words.say(say::ITEM_UNITS)}
                    hint={Html::from(words.say(say::ITEM_UNITS_HINT))} inputmode="decimal" width="w-s" />
                { code_picker(&form, &codes, value.codes, toggle_code, words) }
                <Uploads id="evidence" label={words.say(say::EVIDENCE)} kind={evidence} chosen={value.evidence}
                    known={Rc::clone(&props.known)} add={add_file} remove={toggle_file} error={form.error("evidence", words)} />
                <div class="buttons">
                    <button type="submit" class="button">{ words.say(say::ADD) }</button>
                    <button type="button" class="button quiet" onclick={props.close.reform(|_| ())}>{ words.say(say::CANCEL) }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// カリキュラムコード, shown with their numbers.
fn code_picker(
    form: &Form<HandedInForm>,
    codes: &Rc<Vec<Entry>>,
    chosen: Vec<String>,
    toggle: Callback<String>,
    words: Words,
) -> Html {
    let numbered = codes.iter().map(|entry| Entry {
        name: words.fill(
            say::CODES_LABEL,
            &[("code", &entry.code), ("name", &entry.name)],
        ),
        ..entry.clone()
    });
    html! {
        <ManyPicker id="codes" label={words.say(say::ITEM_CODES)} list={Rc::new(numbered.collect::<Vec<_>>())} required=true
            chosen={chosen.into_iter().map(AttrValue::from).collect::<Vec<_>>()} {toggle} error={form.error_in_list("codes", words)} />
    }
}

fn field_name(path: &str, words: Words) -> AttrValue {
    let field = path.split('[').next().unwrap_or(path);
    AttrValue::Static(words.say(match field {
        "kind" => say::ITEM_KIND,
        "title" => say::ITEM_TITLE,
        "date" => say::ITEM_DATE,
        "units" => say::ITEM_UNITS,
        "codes" => say::ITEM_CODES,
        _ => say::EVIDENCE,
    }))
}
