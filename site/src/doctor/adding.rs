//! 単位等追加入力: one item of learning outside the system, over the page (S1).

use std::rc::Rc;

use api::applications::EvidenceView;
use domain::application::HandedInForm;
use domain::evidence::EvidenceKind;
use domain::reference::Entry;
use domain::rejection::FieldProblem;
use domain::rules::HandedInKind;
use yew::prelude::*;

use crate::markup::{component, html};

use super::evidence::Uploads;
use crate::form::{Form, use_form};
use crate::reference::use_list;
use crate::text::apply as say;
use crate::ui::{DateField, Dialog, ErrorSummary, ManyPicker, Select, TextField};
use crate::words::{Words, use_words};

#[derive(Properties)]
pub struct AddingProps {
    pub title: AttrValue,
    /// What can be added.
    pub kinds: Rc<Vec<HandedInKind>>,
    /// What is wrong with an item, by the rules.
    pub check: Callback<HandedInForm, Vec<FieldProblem>>,
    /// Every document known, to name them.
    pub known: Rc<Vec<EvidenceView>>,
    pub learn: Callback<EvidenceView>,
    pub add: Callback<HandedInForm>,
    pub close: Callback<()>,
}

impl PartialEq for AddingProps {
    fn eq(&self, other: &Self) -> bool {
        self.kinds == other.kinds && Rc::ptr_eq(&self.known, &other.known)
    }
}

/// 座学研修（生涯教育制度）単位等追加入力, over the page.
#[component]
pub fn Adding(props: &AddingProps) -> Html {
    let words = use_words();
    let codes = use_list("curriculum-codes");
    let form = {
        let check = props.check.clone();
        use_form(HandedInForm::default, move |item: &HandedInForm| {
            check.emit(item.clone())
        })
    };
    let value = form.value();
    let kinds = &props.kinds;
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
        <Dialog id="add-units" title={props.title.clone()} wide=true close={props.close.clone()}>
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
