//! What is done to one of a list after a question: which one is asked about, that it is sent once, and
//! what came of it.

use api::problem::Problem;
use yew::prelude::*;

/// The question, and how its answer fares.
pub struct Question<T: 'static> {
    asked: UseStateHandle<Option<T>>,
    busy: UseStateHandle<bool>,
    problem: UseStateHandle<Option<Problem>>,
}

/// Nothing is asked yet.
#[hook]
pub fn use_question<T: 'static>() -> Question<T> {
    Question {
        asked: use_state(|| None),
        busy: use_state(|| false),
        problem: use_state(|| None),
    }
}

impl<T: Clone + 'static> Question<T> {
    /// Which one is asked about.
    pub fn asked(&self) -> Option<&T> {
        self.asked.as_ref()
    }

    /// Whether the answer is on its way.
    pub fn is_busy(&self) -> bool {
        *self.busy
    }

    /// Why the last one was refused.
    pub fn problem(&self) -> Option<Problem> {
        (*self.problem).clone()
    }

    /// Asks about this one.
    pub fn ask(&self, about: &T) -> Callback<MouseEvent> {
        let (asked, about) = (self.asked.clone(), about.clone());
        Callback::from(move |_| asked.set(Some(about.clone())))
    }

    /// Leaves it as it is.
    pub fn no(&self) -> Callback<()> {
        let asked = self.asked.clone();
        Callback::from(move |()| asked.set(None))
    }

    /// Sends it; `done` is told of the answer.
    pub fn yes<R, F>(
        &self,
        send: impl Fn(T) -> F + 'static,
        done: impl Fn(R) + Clone + 'static,
    ) -> Callback<()>
    where
        F: Future<Output = Result<R, Problem>> + 'static,
    {
        let (asked, busy, problem) = (self.asked.clone(), self.busy.clone(), self.problem.clone());
        Callback::from(move |()| {
            let Some(about) = (*asked).clone().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (answer, done) = (send(about), done.clone());
            let (asked, busy, problem) = (asked.clone(), busy.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                match answer.await {
                    Ok(answer) => {
                        problem.set(None);
                        done(answer);
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
                busy.set(false);
                asked.set(None);
            });
        })
    }
}
