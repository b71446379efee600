//! 座学研修: the units on record, and further ones of the application's year with evidence (S1).

use std::rc::Rc;

use api::applications::{EvidenceView, Preparation};
use domain::application::HandedInForm;
use domain::calendar::{Date, FiscalYear};
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{component, html};

use super::super::adding::Adding;
use super::super::evidence::name_of;
use super::super::home::year_name;
use super::ApplyForm;
use crate::browser;
use crate::text::apply as say;
use crate::words::use_words;

#[derive(Properties)]
pub struct ClassroomProps {
    pub form: ApplyForm,
    pub preparation: Rc<Preparation>,
    /// 申請年度
    pub year: FiscalYear,
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
    let year = year_name(props.year, words);
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
                <small class="quiet">{ day }{ words.dot() }
                    { words.fill(say::ITEM_SHOWN, &[("units", &item.units), ("codes", &item.codes.join(", "))]) }
                    { words.dot() }{ files.join(words.comma()) }</small>
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
    let rules = preparation.rules.application.as_ref();
    let kinds = Rc::new(
        rules
            .map(|rules| rules.handed_in.kinds.clone())
            .unwrap_or_default(),
    );
    let check = {
        let preparation = Rc::clone(preparation);
        Callback::from(move |item: HandedInForm| {
            let rules = preparation.rules.application.as_ref();
            let checked = rules.map(|rules| item.check_alone(rules, browser::today()));
            checked.and_then(Result::err).unwrap_or_default()
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
                <Adding title={words.say(say::MORE)} {kinds} {check} known={Rc::clone(&props.known)}
                    learn={props.learn.clone()} {add} close={open(false)} />
            }
        </section>
    }
}
