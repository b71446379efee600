//! A form while it is typed: values as strings, the refusals of `domain`'s own check, which fields
//! have been left once, what the server said, and the key that makes sending it happen once.
//!
//! A field shows its refusal after it was left for the first time, or once the form was sent; from
//! then on as one types. What the server refused stands until the field is changed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use api::problem::{FieldText, Problem};
use domain::rejection::FieldProblem;
use yew::prelude::*;

use crate::browser;
use crate::words::Words;

/// Where the summary of errors stands.
pub const SUMMARY: &str = "error-summary";

type Check<F> = Rc<dyn Fn(&F) -> Vec<FieldProblem>>;

struct Inner<F> {
    value: F,
    problems: Vec<FieldProblem>,
    server: Vec<FieldText>,
    left: BTreeSet<String>,
    sent: bool,
    key: Option<String>,
}

/// A form being typed. Cheap to clone; all clones are the same form.
pub struct Form<F> {
    inner: Rc<RefCell<Inner<F>>>,
    check: Check<F>,
    redraw: yew::functional::UseForceUpdateHandle,
}

impl<F> Clone for Form<F> {
    fn clone(&self) -> Self {
        Form {
            inner: Rc::clone(&self.inner),
            check: Rc::clone(&self.check),
            redraw: self.redraw.clone(),
        }
    }
}

/// One text of a form, as a control takes it.
#[derive(Clone, PartialEq)]
pub struct Bound {
    /// Path of the field, its id in the page.
    pub id: AttrValue,
    /// As typed.
    pub value: AttrValue,
    /// What is wrong with it, when it is time to say so.
    pub error: Option<AttrValue>,
    /// Takes what was typed.
    pub change: Callback<String>,
    /// The field was left.
    pub leave: Callback<()>,
}

/// One tick of a form, as a check box takes it.
#[derive(Clone, PartialEq)]
pub struct Ticked {
    /// Path of the field, its id in the page.
    pub id: AttrValue,
    /// Ticked or not.
    pub value: bool,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// Takes the change.
    pub change: Callback<bool>,
}

/// A form that starts with `initial` and is judged by `check`.
#[hook]
pub fn use_form<F: Clone + 'static>(
    initial: impl FnOnce() -> F,
    check: impl Fn(&F) -> Vec<FieldProblem> + 'static,
) -> Form<F> {
    let redraw = use_force_update();
    let check: Check<F> = Rc::new(check);
    let inner = use_mut_ref(|| {
        let value = initial();
        let problems = check(&value);
        Inner {
            value,
            problems,
            server: Vec::new(),
            left: BTreeSet::new(),
            sent: false,
            key: None,
        }
    });
    Form {
        inner,
        check,
        redraw,
    }
}

impl<F: Clone + 'static> Form<F> {
    /// The values as typed.
    pub fn value(&self) -> F {
        self.inner.borrow().value.clone()
    }

    /// Changes the values.
    pub fn edit(&self, change: impl FnOnce(&mut F)) {
        self.edit_at("", change);
    }

    fn edit_at(&self, path: &str, change: impl FnOnce(&mut F)) {
        {
            let mut inner = self.inner.borrow_mut();
            change(&mut inner.value);
            inner.problems = (self.check)(&inner.value);
            inner.key = None;
            if path.is_empty() {
                inner.server.clear();
            } else {
                inner.server.retain(|text| text.field != path);
            }
        }
        self.redraw.force_update();
    }

    /// The text at `path`, which is also its id in the page.
    pub fn text(
        &self,
        path: impl Into<AttrValue>,
        words: Words,
        at: impl Fn(&mut F) -> &mut String + 'static,
    ) -> Bound {
        self.bind(path.into(), words, Rc::new(at))
    }

    fn bind(&self, id: AttrValue, words: Words, at: Rc<dyn Fn(&mut F) -> &mut String>) -> Bound {
        let value = AttrValue::from(at(&mut self.inner.borrow_mut().value).clone());
        let error = self.error(&id, words);
        let (form, path) = (self.clone(), id.clone());
        let change = Callback::from(move |typed: String| {
            let at = Rc::clone(&at);
            form.edit_at(&path, move |value| *at(value) = typed);
        });
        let leave = self.leaving(&id);
        Bound {
            id,
            value,
            error,
            change,
            leave,
        }
    }

    /// The tick at `path`.
    pub fn tick(
        &self,
        path: impl Into<AttrValue>,
        words: Words,
        at: impl Fn(&mut F) -> &mut bool + 'static,
    ) -> Ticked {
        let id = path.into();
        let value = *at(&mut self.inner.borrow_mut().value);
        let error = self.error(&id, words);
        let (form, path) = (self.clone(), id.clone());
        let change = Callback::from(move |ticked: bool| {
            form.edit_at(&path, |value| *at(value) = ticked);
        });
        Ticked {
            id,
            value,
            error,
            change,
        }
    }

    /// What to call when the field at `path` is left.
    pub fn leaving(&self, path: &AttrValue) -> Callback<()> {
        let (form, path) = (self.clone(), path.clone());
        Callback::from(move |()| {
            form.inner.borrow_mut().left.insert(path.to_string());
            form.redraw.force_update();
        })
    }

    /// What is wrong with the field at `path`, when it is time to say so.
    pub fn error(&self, path: &str, words: Words) -> Option<AttrValue> {
        self.error_where(path, words, &|field| field == path)
    }

    /// The first thing wrong with the list at `path` or any part of it, when it is time to say so.
    pub fn error_in_list(&self, path: &str, words: Words) -> Option<AttrValue> {
        let start = [path, "["].concat();
        self.error_where(path, words, &|field| {
            field == path || field.starts_with(&start)
        })
    }

    /// What is wrong with the first of these fields, when the one at `path` was left.
    fn error_where(
        &self,
        path: &str,
        words: Words,
        these: &dyn Fn(&str) -> bool,
    ) -> Option<AttrValue> {
        let inner = self.inner.borrow();
        if let Some(text) = inner.server.iter().find(|text| these(&text.field)) {
            return Some(text.text.clone().into());
        }
        if !inner.sent && !inner.left.contains(path) {
            return None;
        }
        let problem = inner.problems.iter().find(|found| these(&found.field))?;
        Some(problem.rejection.text(words.language).into())
    }

    /// Everything wrong, with the path of its field, once the form was sent.
    pub fn errors(&self, words: Words) -> Vec<(AttrValue, AttrValue)> {
        let inner = self.inner.borrow();
        if !inner.sent {
            return Vec::new();
        }
        let own = inner.problems.iter().map(|problem| {
            let text = problem.rejection.text(words.language);
            (problem.field.clone().into(), text.into())
        });
        let server = inner.server.iter();
        own.chain(server.map(|text| (text.field.clone().into(), text.text.clone().into())))
            .collect()
    }

    /// Sends the form: the values and the key to send them under when nothing is wrong; else the
    /// summary of errors appears and takes the focus.
    pub fn submit(&self) -> Option<(F, String)> {
        let ready = {
            let mut inner = self.inner.borrow_mut();
            inner.sent = true;
            inner.server.clear();
            inner.problems = (self.check)(&inner.value);
            inner.problems.is_empty().then(|| {
                let key = inner.key.get_or_insert_with(browser::new_key).clone();
                (inner.value.clone(), key)
            })
        };
        self.redraw.force_update();
        if ready.is_none() {
            focus_summary();
        }
        ready
    }

    /// Takes over what the server refused, field by field.
    pub fn refused(&self, problem: &Problem) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.server.clone_from(&problem.fields);
            inner.key = None;
        }
        self.redraw.force_update();
        if !problem.fields.is_empty() {
            focus_summary();
        }
    }

    /// Starts over with these values.
    pub fn reset(&self, value: F) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.problems = (self.check)(&value);
            inner.value = value;
            inner.server.clear();
            inner.left.clear();
            inner.sent = false;
            inner.key = None;
        }
        self.redraw.force_update();
    }
}

/// Moves the focus to the summary once it has been drawn.
pub fn focus_summary() {
    yew::platform::spawn_local(async {
        browser::wait(0).await;
        browser::focus(SUMMARY);
    });
}
