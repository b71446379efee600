//! Reading from the API while a page is shown: waiting, there, or failed with a way to try again.

use std::rc::Rc;

use api::{Endpoint, problem::Problem};
use yew::prelude::*;

use crate::markup::html;

use crate::client;
use crate::ui::{Failed, Waiting};
use crate::words::use_words;

/// How far the reading is.
pub enum State<T> {
    /// Not answered yet.
    Waiting,
    /// Here it is.
    Ready(Rc<T>),
    /// It failed.
    Failed(Problem),
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        match self {
            State::Waiting => State::Waiting,
            State::Ready(value) => State::Ready(Rc::clone(value)),
            State::Failed(problem) => State::Failed(problem.clone()),
        }
    }
}

/// What is being read, and the way to read it again.
pub struct Load<T> {
    /// How far it is.
    pub state: State<T>,
    /// Reads again; what is there stays until the answer comes.
    pub again: Callback<()>,
    /// Puts a newer answer in its place, e.g. the one of a write.
    pub put: Callback<T>,
}

/// Reads from the endpoint at `address` (see [`client::address`]), again whenever it changes or the
/// language does: answers have texts too.
#[hook]
pub fn use_load<E: Endpoint>(address: String) -> Load<E::Response>
where
    E::Response: 'static,
{
    let state = use_state(|| State::<E::Response>::Waiting);
    let round = use_state(|| 0_u32);
    let language = use_words().language;
    {
        let state = state.clone();
        use_effect_with((address, *round, language), move |(address, ..)| {
            let address = address.clone();
            let current = Rc::new(std::cell::Cell::new(true));
            let asked = Rc::clone(&current);
            yew::platform::spawn_local(async move {
                let answer = client::get::<E>(&address).await;
                // An answer to an older question is dropped.
                if asked.get() {
                    state.set(match answer {
                        Ok(value) => State::Ready(Rc::new(value)),
                        Err(problem) => State::Failed(problem),
                    });
                }
            });
            move || current.set(false)
        });
    }
    let again = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    let put = {
        let state = state.clone();
        Callback::from(move |value| state.set(State::Ready(Rc::new(value))))
    };
    Load {
        state: (*state).clone(),
        again,
        put,
    }
}

impl<T> Load<T> {
    /// Draws what was read, or that it is not there.
    pub fn draw(&self, ready: impl FnOnce(&Rc<T>) -> Html) -> Html {
        match &self.state {
            State::Waiting => html! { <Waiting /> },
            State::Failed(problem) => {
                html! { <Failed problem={problem.clone()} again={self.again.clone()} /> }
            }
            State::Ready(value) => ready(value),
        }
    }

    /// What was read, if it is there.
    pub fn ready(&self) -> Option<&Rc<T>> {
        match &self.state {
            State::Ready(value) => Some(value),
            _ => None,
        }
    }
}
