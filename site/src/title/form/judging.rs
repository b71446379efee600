//! The form judged while it is typed: by the API, which alone has the rules and the credits. An
//! answer that does not come leaves the last one standing.

use std::cell::Cell;
use std::rc::Rc;

use api::applications::ProgrammePath;
use api::titles::GoalView;
use domain::application::ApplicationForm;
use domain::programme::Programme;
use yew::prelude::*;

use crate::{browser, client};

/// So long nothing must have been typed before the form is judged, in milliseconds.
const PAUSE: i32 = 600;

/// The last answer, and whether it is of the form as it stands.
#[derive(Clone, Default)]
pub struct Judged {
    /// The goal of the form; none before the first answer.
    pub goal: Option<Rc<GoalView>>,
    /// An answer is on its way.
    pub busy: bool,
    /// The last question got none.
    pub failed: bool,
}

/// Judges a form whenever it has changed and stayed so for a moment.
#[hook]
pub fn use_judging(programme: Programme, form: ApplicationForm) -> Judged {
    let state = use_state(Judged::default);
    let first = use_mut_ref(|| true);
    // The newest answer, also for questions asked before the page was drawn again.
    let last = use_mut_ref(|| None::<Rc<GoalView>>);
    {
        let state = state.clone();
        use_effect_with(form, move |form| {
            let form = form.clone();
            let pause = if first.replace(false) { 0 } else { PAUSE };
            let current = Rc::new(Cell::new(true));
            let asked = Rc::clone(&current);
            let tell = move |busy: bool, failed: bool, goal: Option<Rc<GoalView>>| {
                state.set(Judged { goal, busy, failed });
            };
            yew::platform::spawn_local(async move {
                browser::wait(pause).await;
                if !asked.get() {
                    return;
                }
                tell(true, false, last.borrow().clone());
                let path = ProgrammePath { programme };
                let answer =
                    client::call::<api::JudgeTitle>(&path, &form, &browser::new_key()).await;
                if !asked.get() {
                    return;
                }
                let failed = answer.is_err();
                if let Ok(judgement) = answer {
                    last.replace(Some(Rc::new(judgement.goal)));
                }
                tell(false, failed, last.borrow().clone());
            });
            move || current.set(false)
        });
    }
    (*state).clone()
}
