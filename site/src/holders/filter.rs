//! Which holders: programme, prefecture, part of the list. A prefectural association has its own.

use api::holders::{HolderFilter, HolderPart};
use domain::{association::Tier, contact::PrefectureCode, label, programme::Programme};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::session::use_tier;
use crate::text::holders as say;
use crate::words::use_words;

/// Programmes that give a title.
pub const PROGRAMMES: [Programme; 2] = [Programme::IndustrialPhysician, Programme::SportsPhysician];

/// The filter at first.
pub fn first() -> HolderFilter {
    HolderFilter {
        programme: Programme::IndustrialPhysician,
        prefecture: None,
        part: HolderPart::Due,
        after: None,
    }
}

/// Whether somebody of the national association looks.
#[hook]
pub fn use_national() -> bool {
    use_tier() == Some(Tier::National)
}

#[derive(Properties, PartialEq)]
pub struct FilterProps {
    pub programme: Programme,
    pub prefecture: Option<PrefectureCode>,
    pub change: Callback<(Programme, Option<PrefectureCode>)>,
}

/// The selects.
#[component]
pub fn Filter(props: &FilterProps) -> Html {
    let words = use_words();
    let national = use_national();
    let (programme, prefecture) = (props.programme, props.prefecture);
    let of_programme = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Ok(programme) = Programme::parse(&value) {
                change.emit((programme, prefecture));
            }
        })
    };
    let of_prefecture = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            change.emit((programme, PrefectureCode::parse(&value).ok()));
        })
    };
    let choice = |one: &Programme| {
        let name = words.say(label::programme(*one));
        html! { <option value={one.as_str()} selected={*one == programme}>{ name }</option> }
    };
    let place = |one: PrefectureCode| {
        let name = words.language.pick(one.name(), one.name_en());
        html! { <option value={one.to_string()} selected={Some(one) == prefecture}>{ name.to_owned() }</option> }
    };
    html! {
        <>
            <div class="field w-m">
                <label for="programme">{ words.say(say::PROGRAMME) }</label>
                <select id="programme" onchange={of_programme}>{ for PROGRAMMES.iter().map(choice) }</select>
            </div>
            if national {
                <div class="field w-s">
                    <label for="prefecture">{ words.say(say::PREFECTURE) }</label>
                    <select id="prefecture" onchange={of_prefecture}>
                        <option value="" selected={prefecture.is_none()}>{ words.say(say::EVERYWHERE) }</option>
                        { for PrefectureCode::all().map(place) }
                    </select>
                </div>
            }
        </>
    }
}
