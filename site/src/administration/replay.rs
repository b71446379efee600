//! A draft tried on everybody: how far it is, how many would gain or lose, and why (features.md L9).

use std::rc::Rc;

use api::{
    ReadReplay, StartReplay,
    jobs::JobStanding,
    problem::Problem,
    rule_sets::{ReplayCount, ReplayLine, ReplayStart, ReplayView, ReplayWhat, RuleSetPath},
};
use domain::rules::Bilingual;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::job::{is_running, progress, use_watch};
use crate::load::use_load;
use crate::text::administration as say;
use crate::ui::ProblemNote;
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct TrialProps {
    /// The draft.
    pub id: String,
    /// As it is kept.
    pub version: u32,
}

/// The trial of a draft.
#[component]
pub fn Trial(props: &TrialProps) -> Html {
    let words = use_words();
    let path = RuleSetPath {
        rule_set: props.id.clone(),
    };
    let load = use_load::<ReadReplay>(client::address::<ReadReplay>(&path));
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let shown = load.ready();
    let running = is_running(shown.and_then(|view| view.progress.as_ref()));
    let seen = shown.map(|view| Rc::as_ptr(view) as usize);
    use_watch(running, seen, load.again.clone());
    let start = {
        let (busy, problem, put) = (busy.clone(), problem.clone(), load.put.clone());
        let version = props.version;
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (busy, problem, put) = (busy.clone(), problem.clone(), put.clone());
            let path = path.clone();
            yew::platform::spawn_local(async move {
                let body = ReplayStart { version };
                let answer = client::call::<StartReplay>(&path, &body, &browser::new_key()).await;
                busy.set(false);
                match answer {
                    Ok(view) => {
                        problem.set(None);
                        put.emit(view);
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let tried = load.ready().is_some_and(|view| view.progress.is_some());
    html! {
        <section class="stack">
            <h3>{ words.say(say::TRY) }</h3>
            <p>{ words.say(say::TRY_LEAD) }</p>
            <ProblemNote problem={(*problem).clone()} />
            if !running {
                <div class="buttons">
                    <button type="button" class="button quiet" disabled={*busy} onclick={start}>
                        { words.say(if tried { say::TRY_AGAIN } else { say::TRY_DO }) }
                    </button>
                </div>
            }
            { load.draw(|view| result(words, view, props.version)) }
        </section>
    }
}

fn result(words: Words, view: &ReplayView, version: u32) -> Html {
    let Some(job) = &view.progress else {
        return html! {};
    };
    let done = job.standing == JobStanding::Done;
    html! {
        <div class="stack">
            if view.version != version { <p class="note">{ words.say(say::TRY_OLD) }</p> }
            { progress(words, job, say::TRY_PARTS) }
            if let Some((against, on)) = view.against.as_ref().zip(view.on) {
                <p><small>{ words.fill(say::TRY_AGAINST, &[("against", against), ("on", &words.day(on))]) }</small></p>
            }
            <dl>
                <dt>{ words.say(say::TRY_DOCTORS) }</dt><dd class="number">{ words.fill(say::TRY_PEOPLE, &[("count", &view.doctors)]) }</dd>
                <dt>{ words.say(say::TRY_CHANGED) }</dt><dd class="number">{ words.fill(say::TRY_PEOPLE, &[("count", &view.changed)]) }</dd>
            </dl>
            if done && view.changed == 0 { <p>{ words.say(say::TRY_NOBODY) }</p> }
            if !view.counts.is_empty() { { counts(words, &view.counts) } }
            if !view.lines.is_empty() { { lines(words, &view.lines) } }
        </div>
    }
}

fn text(words: Words, both: &Bilingual) -> String {
    both.text(words.language).to_owned()
}

fn counts(words: Words, counts: &[ReplayCount]) -> Html {
    let row = |count: &ReplayCount| {
        html! {
            <tr>
                <td>if count.requirement { { text(words, &count.what) } } else { <b>{ text(words, &count.what) }</b> }</td>
                <td class="number end">{ count.gain.to_string() }</td>
                <td class="number end">{ count.lose.to_string() }</td>
            </tr>
        }
    };
    html! {
        <div>
            <h4>{ words.say(say::TRY_COUNTS) }</h4>
            <table class="counts">
                <thead><tr>
                    <th>{ words.say(say::TRY_WHAT) }</th>
                    <th class="end">{ words.say(say::TRY_GAIN) }</th>
                    <th class="end">{ words.say(say::TRY_LOSE) }</th>
                </tr></thead>
                <tbody>{ for counts.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn lines(words: Words, lines: &[ReplayLine]) -> Html {
    let line = |line: &ReplayLine| {
        let place = line.prefecture.map_or_else(
            || words.say(say::TRY_NATIONAL).to_owned(),
            |prefecture| {
                words
                    .language
                    .pick(prefecture.name(), prefecture.name_en())
                    .to_owned()
            },
        );
        let kind = if line.applicant {
            say::TRY_APPLICANT
        } else {
            say::TRY_HOLDER
        };
        html! {
            <li class="row">
                <span class="day number">{ &line.mark }</span>
                <div>
                    <small>{ format!("{place}{}{}", words.dot(), words.say(kind)) }</small>
                    { for line.changes.iter().map(|what| change(words, what)) }
                </div>
            </li>
        }
    };
    html! {
        <div>
            <h4>{ words.fill(say::TRY_LINES, &[("count", &lines.len())]) }</h4>
            <p><small>{ words.say(say::TRY_LINES_NOTE) }</small></p>
            <ul class="rows">{ for lines.iter().map(line) }</ul>
        </div>
    }
}

fn change(words: Words, change: &ReplayWhat) -> Html {
    let how = match (change.before, change.after) {
        (false, true) => say::TRY_NOW_YES,
        (true, false) => say::TRY_NOW_NO,
        _ => say::TRY_SAME,
    };
    let reason = |reason: &api::rule_sets::ReplayReason| {
        let how = words.say(if reason.met {
            say::TRY_NOW_YES
        } else {
            say::TRY_NOW_NO
        });
        let missing = reason.missing.as_ref().map(|missing| text(words, missing));
        let missing = missing
            .map(|missing| words.in_brackets(missing))
            .unwrap_or_default();
        html! { <li>{ format!("{}{}{how}{missing}", text(words, &reason.label), words.colon()) }</li> }
    };
    html! {
        <div>
            <b>{ text(words, &change.what) }</b>{ words.colon() }{ words.say(how) }
            if !change.because.is_empty() { <ul>{ for change.because.iter().map(reason) }</ul> }
        </div>
    }
}
