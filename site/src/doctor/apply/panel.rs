//! 要件: met or unmet, and what is missing (features.md #112, L5).

use domain::rules::{Evaluation, RequirementResult};
use yew::prelude::*;

use crate::markup::html;

use crate::text::apply as say;
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// Every requirement with how it stands.
pub fn requirements(evaluation: &Evaluation, words: Words) -> Html {
    let line = |result: &RequirementResult| {
        let (tone, text) = match (result.met, result.later) {
            (true, _) => (Tone::Met, say::MET),
            (false, true) => (Tone::Plain, crate::text::titles::LATER),
            (false, false) => (Tone::Soon, say::UNMET),
        };
        let tag = html! { <Tag {tone} text={words.say(text)} /> };
        let amount = result.have.as_ref().zip(result.need.as_ref());
        html! {
            <li>
                { tag }
                <b>{ result.label.text(words.language).to_owned() }</b>
                if let Some((have, need)) = amount {
                    <span class="number">{ words.fill(say::HAVE_NEED, &[("have", have), ("need", need)]) }</span>
                }
                if let Some(missing) = &result.missing {
                    <span class="missing">{ missing.text(words.language).to_owned() }</span>
                }
                { counted(result, words) }
            </li>
        }
    };
    html! { <ul class="panel">{ for evaluation.requirements.iter().map(line) }</ul> }
}

/// What counts towards a requirement: at once where it is little, else on asking.
pub fn counted(result: &RequirementResult, words: Words) -> Html {
    const AT_ONCE: usize = 2;
    let lines = result
        .counted
        .iter()
        .map(|counted| html! { <small>{ counted.text(words.language).to_owned() }</small> });
    if result.counted.len() <= AT_ONCE {
        return lines.collect();
    }
    let count = result.counted.len();
    html! {
        <details class="little">
            <summary>{ words.fill(say::COUNTED, &[("count", &count)]) }</summary>
            { for lines }
        </details>
    }
}
