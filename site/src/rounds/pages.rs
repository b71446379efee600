//! A list that comes in pages, read to its end: an agenda is decided as a whole, and printed as one.

use std::cell::Cell;
use std::rc::Rc;

use api::{Endpoint, problem::Problem};
use yew::prelude::*;

use crate::client;
use crate::markup::html;
use crate::text::rounds as say;
use crate::ui::Failed;
use crate::words::Words;

/// What was read so far.
pub struct Pages<T> {
    /// The lines.
    pub lines: Rc<Vec<T>>,
    /// All of them are there.
    pub whole: bool,
    problem: Option<Problem>,
    /// Reads them again; what is there stays until the first page comes.
    pub again: Callback<()>,
}

struct Read<T> {
    lines: Rc<Vec<T>>,
    whole: bool,
    problem: Option<Problem>,
}

/// Lines of a page, and where the next begins.
pub type Page<T> = (Vec<T>, Option<String>);

/// Reads page after page from `address`, again whenever `key` changes.
#[hook]
pub fn use_pages<E: Endpoint, T: Clone + 'static>(
    key: String,
    address: impl Fn(Option<String>) -> String + 'static,
    take: fn(E::Response) -> Page<T>,
) -> Pages<T>
where
    E::Response: 'static,
{
    let read = use_state(|| Read::<T> {
        lines: Rc::default(),
        whole: false,
        problem: None,
    });
    let times = use_state(|| 0_u32);
    {
        let read = read.clone();
        use_effect_with((key, *times), move |_| {
            let wanted = Rc::new(Cell::new(true));
            let asked = Rc::clone(&wanted);
            yew::platform::spawn_local(async move {
                let (mut lines, mut after) = (Vec::new(), None);
                loop {
                    let answer = client::get::<E>(&address(after.take())).await;
                    // An answer to an older question is dropped.
                    if !asked.get() {
                        return;
                    }
                    let (whole, problem) = match answer.map(take) {
                        Ok((more, next)) => {
                            lines.extend(more);
                            after = next;
                            (after.is_none(), None)
                        }
                        Err(problem) => (false, Some(problem)),
                    };
                    let stop = whole || problem.is_some();
                    read.set(Read {
                        lines: Rc::new(lines.clone()),
                        whole,
                        problem,
                    });
                    if stop {
                        return;
                    }
                }
            });
            move || wanted.set(false)
        });
    }
    let again = {
        let times = times.clone();
        Callback::from(move |()| times.set(*times + 1))
    };
    Pages {
        lines: Rc::clone(&read.lines),
        whole: read.whole,
        problem: read.problem.clone(),
        again,
    }
}

impl<T> Pages<T> {
    /// That it is still read, or that it failed.
    pub fn draw(&self, words: Words) -> Html {
        if let Some(problem) = &self.problem {
            return html! { <Failed problem={problem.clone()} again={self.again.clone()} /> };
        }
        let count = self.lines.len();
        html! {
            if !self.whole { <p class="waiting" role="status">{ words.fill(say::READING, &[("count", &count)]) }</p> }
        }
    }
}
