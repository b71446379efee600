//! 生涯教育申告書: filled in from the system, credits from outside added, confirmed and submitted
//! (features.md #80, #104–#106, L15).

use std::rc::Rc;

use api::applications::EvidenceView;
use api::learning::{DeclarationSubmission, DeclarationYearPath, MyDeclaration};
use api::problem::Problem;
use domain::application::HandedInForm;
use domain::calendar::{Date, FiscalYear};
use domain::learning::{DeclarationForm, DeclarationStatus};
use domain::rejection::{Code, FieldProblem};
use domain::rules::HandedInRules;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{history, status_tag};
use crate::doctor::{Adding, credit_rows, name_of, year_name};
use crate::form::{Form, use_form};
use crate::load::use_load;
use crate::route::Route;
use crate::router;
use crate::text::{apply, learning as say};
use crate::ui::{Checkbox, ErrorSummary, Page, ProblemNote, Submit, Tag, Tone, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

#[derive(Properties, PartialEq)]
pub struct DeclarationPageProps {
    pub year: FiscalYear,
}

/// The page.
#[component]
pub fn DeclarationPage(props: &DeclarationPageProps) -> Html {
    let words = use_words();
    let path = DeclarationYearPath { year: props.year };
    let load = use_load::<api::ReadMyDeclaration>(client::address::<api::ReadMyDeclaration>(&path));
    let year = year_name(props.year, words);
    html! {
        <Page title={[words.say(say::DECLARATION_TITLE), &words.in_brackets(&year)].concat()}>
            { load.draw(|declaration| match declaration.state.status {
                None | Some(DeclarationStatus::SentBack) => {
                    html! { <Filling declaration={Rc::clone(declaration)} /> }
                }
                _ => submitted(declaration, words),
            }) }
        </Page>
    }
}

/// What was submitted, and what became of it.
fn submitted(declaration: &MyDeclaration, words: Words) -> Html {
    let items = declaration.form.outside.iter();
    html! {
        <div class="stack">
            <section class="card stack">
                <p>
                    if let Some(status) = declaration.state.status { { status_tag(status, words) } }
                    { " " }
                    if declaration.state.late { <Tag tone={Tone::Alert} text={words.say(say::STATUS_LATE)} /> }
                </p>
                <p>{ words.say(say::TO_ASSOCIATION) }{ words.colon() }{ &declaration.association.name }</p>
                { on_record(declaration, words) }
            </section>
            <section class="card stack">
                <h2>{ words.say(say::ADDED) }</h2>
                if declaration.form.outside.is_empty() {
                    <p class="quiet">{ words.say(say::OUTSIDE_NONE) }</p>
                } else {
                    <ul class="plain stack">{ for items.map(|item| item_shown(item, &declaration.evidence, None, words)) }</ul>
                }
            </section>
            <section class="card stack">
                <h2>{ words.say(say::HISTORY) }</h2>
                { history(words, &declaration.history) }
            </section>
        </div>
    }
}

/// The credits of the year, folded away.
fn on_record(declaration: &MyDeclaration, words: Words) -> Html {
    let year = year_name(declaration.state.deadline.year, words);
    let sum = words.fill(
        say::SUM,
        &[
            ("units", &declaration.year.units),
            ("codes", &declaration.year.codes.len()),
        ],
    );
    html! {
        <div class="stack">
            <h2>{ words.fill(say::IN_SYSTEM, &[("year", &year)]) }</h2>
            <p>{ words.say(say::IN_SYSTEM_TEXT) }</p>
            if declaration.credits.is_empty() {
                <p class="quiet">{ words.say(say::IN_SYSTEM_NONE) }</p>
            } else {
                <p><b>{ sum }</b></p>
                <details>
                    <summary>{ words.fill(say::SHOW_CREDITS, &[("count", &declaration.credits.len())]) }</summary>
                    { credit_rows(&declaration.credits, true, words) }
                </details>
            }
        </div>
    }
}

fn item_shown(
    item: &HandedInForm,
    known: &[EvidenceView],
    remove: Option<Callback<MouseEvent>>,
    words: Words,
) -> Html {
    let day =
        Date::parse(&item.date).map_or_else(|_| item.date.clone(), |date| words.short_day(date));
    let files: Vec<String> = item.evidence.iter().map(|id| name_of(known, id)).collect();
    let codes = item.codes.join(", ");
    html! {
        <li class="item">
            <b>{ &item.title }</b><br />
            <small class="quiet">{ day }{ words.dot() }
                { words.fill(apply::ITEM_SHOWN, &[("units", &item.units), ("codes", &codes)]) }
                { words.dot() }{ files.join(words.comma()) }</small>
            if remove.is_some() {
                <p class="end"><button type="button" class="button quiet little" onclick={remove}
                    aria-label={format!("{} {}", words.say(apply::REMOVE), item.title)}>{ words.say(apply::REMOVE) }</button></p>
            }
        </li>
    }
}

#[derive(Properties)]
struct FillingProps {
    declaration: Rc<MyDeclaration>,
}

impl PartialEq for FillingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.declaration, &other.declaration)
    }
}

/// The form.
#[component]
fn Filling(props: &FillingProps) -> Html {
    let words = use_words();
    let declaration = &props.declaration;
    let year = declaration.state.deadline.year;
    let known = use_state(|| Rc::new(declaration.evidence.clone()));
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let form = use_form(
        || DeclarationForm {
            confirmed: false,
            ..declaration.form.clone()
        },
        |form: &DeclarationForm| {
            let unconfirmed =
                (!form.confirmed).then(|| FieldProblem::new("confirmed", Code::Required));
            unconfirmed.into_iter().collect()
        },
    );
    let learn = {
        let known = known.clone();
        Callback::from(move |view: EvidenceView| {
            let mut all = (**known).clone();
            all.push(view);
            known.set(Rc::new(all));
        })
    };
    let submit = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        let version = declaration.version;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let Some((typed, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
            let body = DeclarationSubmission {
                version,
                form: typed,
            };
            yew::platform::spawn_local(async move {
                let path = DeclarationYearPath { year };
                let answer = client::call::<api::SubmitDeclaration>(&path, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(_) => {
                        say_aloud(words.say(say::SUBMITTED));
                        router::push(&Route::Learning);
                    }
                    Err(found) => {
                        form.refused(&found);
                        problem.set(Some(found));
                    }
                }
            });
        })
    };
    let late = declaration.state.late && declaration.state.status.is_none();
    let due = words.short_day(declaration.state.deadline.due);
    let action = words.say(if declaration.version == 0 {
        say::SUBMIT
    } else {
        say::RESUBMIT
    });
    html! {
        <form class="form" onsubmit={submit} novalidate=true>
            <ErrorSummary errors={form.errors(words)} />
            <ProblemNote problem={(*problem).clone()} />
            if late { <p class="note alert">{ words.fill(say::LATE, &[("due", &due)]) }</p> }
            if let Some(reason) = &declaration.state.reason {
                <p class="note soon"><b>{ words.say(say::REASON) }</b><br />{ reason }</p>
            }
            <div class="apply">
                <div class="stack">
                    <section class="card">{ on_record(declaration, words) }</section>
                    <Outside form={form.clone()} declaration={Rc::clone(declaration)} known={Rc::clone(&known)} {learn} />
                </div>
                <aside>
                    <section class="card stack" aria-live="polite">
                        { total(declaration, &form.value(), words) }
                        <p>{ words.say(say::TO_ASSOCIATION) }<br /><b>{ &declaration.association.name }</b></p>
                        if !late { <p>{ words.fill(say::DUE, &[("due", &due)]) }</p> }
                        <Checkbox ticked={form.tick("confirmed", words, |form| &mut form.confirmed)}>{ words.say(say::CONFIRMED) }</Checkbox>
                        <Submit text={action} busy={*busy} />
                    </section>
                </aside>
            </div>
        </form>
    }
}

fn total(declaration: &MyDeclaration, form: &DeclarationForm, words: Words) -> Html {
    let typed = form.outside.iter();
    let added: Units = typed
        .filter_map(|item| Units::parse(&item.units).ok())
        .sum();
    let system = declaration.year.units;
    html! {
        <div>
            <h2>{ words.say(say::TOTAL) }</h2>
            <p><b class="number">{ system.saturating_add(added).to_string() }</b>{ " " }{ words.say(say::UNITS) }<br />
                <small class="quiet">{ words.fill(say::TOTAL_TEXT, &[("system", &system), ("outside", &added)]) }</small></p>
        </div>
    }
}

#[derive(Properties)]
struct OutsideProps {
    form: Form<DeclarationForm>,
    declaration: Rc<MyDeclaration>,
    known: Rc<Vec<EvidenceView>>,
    learn: Callback<EvidenceView>,
}

/// The form changes inside, so it is drawn whenever the page is.
impl PartialEq for OutsideProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Credits that are not on record.
#[component]
fn Outside(props: &OutsideProps) -> Html {
    let words = use_words();
    let adding = use_state(|| false);
    let declaration = &props.declaration;
    let year = declaration.state.deadline.year;
    let item = |(index, item): (usize, &HandedInForm)| {
        let form = props.form.clone();
        let remove = Callback::from(move |_: MouseEvent| {
            form.edit(|value| {
                if index < value.outside.len() {
                    value.outside.remove(index);
                }
            });
        });
        item_shown(item, &props.known, Some(remove), words)
    };
    let open = |on: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(on))
    };
    let add = {
        let (form, adding) = (props.form.clone(), adding.clone());
        Callback::from(move |item: HandedInForm| {
            form.edit(|value| value.outside.push(item));
            adding.set(false);
        })
    };
    let check = {
        let declaration = Rc::clone(declaration);
        Callback::from(move |item: HandedInForm| {
            let rules = HandedInRules {
                kinds: declaration.kinds.clone(),
                units_max: declaration.units_max,
            };
            let checked = DeclarationForm::check_item(&item, &rules, year, browser::today());
            checked.err().unwrap_or_default()
        })
    };
    let items = props.form.value().outside;
    let text = words.fill(
        say::OUTSIDE_TEXT,
        &[
            ("year", &year_name(year, words)),
            ("period", &words.period(year.start(), year.end())),
        ],
    );
    html! {
        <section class="card stack" id="outside" tabindex="-1">
            <h2>{ words.say(say::OUTSIDE) }</h2>
            <p>{ text }</p>
            if items.is_empty() {
                <p class="quiet">{ words.say(say::OUTSIDE_NONE) }</p>
            } else {
                <ul class="plain stack">{ for items.iter().enumerate().map(item) }</ul>
            }
            <p><button type="button" class="button quiet" onclick={open(true).reform(|_| ())}>{ words.say(say::OUTSIDE_ADD) }</button></p>
            if *adding {
                <Adding title={words.say(say::OUTSIDE_ADD)} kinds={Rc::new(declaration.kinds.clone())} {check}
                    known={Rc::clone(&props.known)} learn={props.learn.clone()} {add} close={open(false)} />
            }
        </section>
    }
}
