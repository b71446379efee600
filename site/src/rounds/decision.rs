//! 一括承認: what is rule-clean in a round, with the day of the committee and where its minutes have
//! it; how far it is, also after the page was loaded anew (features.md #86, L18).

use std::rc::Rc;

use api::{
    DecideRound, ReadDecision,
    problem::Problem,
    rounds::{RoundDecision, RoundPath},
};
use domain::{
    application::check_minutes,
    calendar::Date,
    programme::Programme,
    rejection::{FieldProblem, Problems},
    rounds::Round,
};
use yew::prelude::*;

use super::outcome;
use crate::browser;
use crate::client;
use crate::form::{Form, use_form};
use crate::job::use_watch;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::text::rounds as say;
use crate::ui::{Confirm, DateField, ProblemNote, Submit, TextField};
use crate::words::{Words, use_words};

/// Day and minutes of a committee, as typed.
#[derive(Clone)]
pub struct Committee {
    pub decided_on: String,
    pub minutes: String,
}

impl Committee {
    /// With the day of a committee that has met.
    pub fn of(committee: Date) -> Self {
        let decided_on = if committee <= browser::today() {
            committee.to_string()
        } else {
            String::new()
        };
        Committee {
            decided_on,
            minutes: String::new(),
        }
    }

    /// The day, unless something is not in order.
    pub fn day(&self) -> Result<Date, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let day = problems.take("decided_on", Date::parse(&self.decided_on));
        let minutes = problems.take("minutes", check_minutes(&self.minutes));
        problems.finish(day.filter(|_| minutes.is_some()))
    }

    /// Its fields.
    pub fn fields(form: &Form<Committee>, words: Words) -> Html {
        let day = form.text("decided_on", words, |form| &mut form.decided_on);
        let minutes = form.text("minutes", words, |form| &mut form.minutes);
        html! {
            <>
                <DateField bound={day} label={words.say(say::DAY)} hint={Html::from(words.say(say::DAY_HINT))} />
                <TextField bound={minutes} label={words.say(say::MINUTES_FIELD)} required=false width="w-l"
                    hint={Html::from(words.say(say::MINUTES_HINT))} />
            </>
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct DecisionProps {
    pub programme: Programme,
    pub round: Round,
    /// How many are rule-clean.
    pub clean: usize,
    /// All of the agenda has been read.
    pub whole: bool,
    /// It came to its end.
    pub moved: Callback<()>,
}

/// The form and what became of it.
#[component]
pub fn Decision(props: &DecisionProps) -> Html {
    let words = use_words();
    let path = RoundPath {
        programme: props.programme,
        round: props.round.id.clone(),
    };
    let load = use_load::<ReadDecision>(client::address::<ReadDecision>(&path));
    let busy = use_state(|| false);
    let asked = use_state(|| None::<(RoundDecision, String)>);
    let problem = use_state(|| None::<Problem>);
    let committee = props.round.committee;
    let form = use_form(
        move || Committee::of(committee),
        |form| form.day().err().unwrap_or_default(),
    );
    let shown = load.ready();
    let running = shown.is_some_and(|view| outcome::is_running(view));
    let seen = shown.map(|view| Rc::as_ptr(view) as usize);
    use_watch(running, seen, load.again.clone());
    let was_running = use_mut_ref(|| false);
    {
        let moved = props.moved.clone();
        use_effect_with(running, move |running| {
            if was_running.replace(*running) && !running {
                moved.emit(());
            }
        });
    }
    let ask = {
        let (form, asked) = (form.clone(), asked.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit() else {
                return;
            };
            let decision = RoundDecision {
                decided_on: typed.day().ok(),
                minutes: typed.minutes,
            };
            asked.set(Some((decision, key)));
        })
    };
    let no = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let yes = {
        let (form, busy, asked, problem) =
            (form.clone(), busy.clone(), asked.clone(), problem.clone());
        let put = load.put.clone();
        Callback::from(move |()| {
            let Some((body, key)) = (*asked).clone().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, asked, problem) =
                (form.clone(), busy.clone(), asked.clone(), problem.clone());
            let (path, put) = (path.clone(), put.clone());
            yew::platform::spawn_local(async move {
                let answer = client::call::<DecideRound>(&path, &body, &key).await;
                busy.set(false);
                asked.set(None);
                match answer {
                    Ok(view) => {
                        problem.set(None);
                        put.emit(view);
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let (clean, day) = (props.clean, words.day(committee));
    let early = committee > browser::today();
    let question = asked.as_ref().map(|(decision, _)| {
        let day = decision.decided_on.map(|day| words.day(day));
        let day = day.unwrap_or_default();
        words.fill(say::BULK_ASK, &[("count", &clean), ("day", &day)])
    });
    html! {
        <section class="card stack off-paper">
            <h2>{ words.say(say::BULK) }</h2>
            <ProblemNote problem={(*problem).clone()} />
            { load.draw(|view| outcome::draw(words, view, say::APPROVED_COUNT)) }
            if !running && props.whole && clean > 0 {
                <p>{ words.fill(say::BULK_LEAD, &[("count", &clean)]) }</p>
                if early { <p class="note">{ words.fill(say::BULK_EARLY, &[("day", &day)]) }</p> }
                <form class="form" novalidate=true onsubmit={ask}>
                    { Committee::fields(&form, words) }
                    <div class="buttons"><Submit text={words.fill(say::BULK_DO, &[("count", &clean)])} busy={*busy} /></div>
                </form>
            }
            if let Some(question) = question {
                <Confirm id="decide" title={question} action={words.fill(say::BULK_DO, &[("count", &clean)])} busy={*busy} {yes} {no}>
                    <p>{ words.say(say::BULK_ASK_NOTE) }</p>
                </Confirm>
            }
        </section>
    }
}
