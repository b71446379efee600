//! 自宅現住所 and telephones, in the registration and in 登録情報: the postal code fills prefecture
//! and town where it is known, and says so where it is not. What was typed is never replaced unasked
//! (features.md #20, #21).

use domain::contact::{PostalCode, PrefectureCode};
use domain::label::Label;
use domain::language::Language;
use domain::reference::PostalAddress;
use domain::registration::ContactForm;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::form::{Bound, Form};
use crate::reference::place_of;
use crate::text::registration as say;
use crate::ui::{Select, TextField};
use crate::words::{Words, use_words};

/// The fields; `prefix` stands before their paths, `at` finds them in the form.
pub fn contact_fields<F: Clone + 'static>(
    form: &Form<F>,
    prefix: &str,
    words: Words,
    at: fn(&mut F) -> &mut ContactForm,
) -> Html {
    let path = |name: &str| AttrValue::from([prefix, name].concat());
    let fill = {
        let form = form.clone();
        Callback::from(move |(place, over): (Place, Option<String>)| {
            let mut taken = false;
            form.edit(|value| {
                let contact = at(value);
                let street = &mut contact.street;
                // What stands there may be more exact already.
                let exact = street.starts_with(&place.town);
                taken = exact || over.is_none_or(|over| street.is_empty() || *street == over);
                if taken && !exact {
                    *street = place.town;
                }
                if taken && !place.prefecture.is_empty() {
                    contact.prefecture = place.prefecture;
                }
            });
            taken
        })
    };
    let prefectures = PrefectureCode::all().map(|prefecture| {
        let name = prefecture_name(prefecture, words.language);
        (prefecture.to_string().into(), AttrValue::Static(name))
    });
    let line = |name: &str,
                label: Label,
                required: bool,
                hint: Label,
                inputmode: Option<&'static str>,
                complete: &'static str,
                get: fn(&mut ContactForm) -> &mut String| {
        html! {
            <TextField bound={form.text(path(name), words, move |value| get(at(value)))} label={words.say(label)} {required}
                hint={Html::from(words.say(hint))} inputmode={inputmode.map(AttrValue::Static)}
                autocomplete={AttrValue::Static(complete)} width={if inputmode.is_some() { "w-m" } else { "" }} />
        }
    };
    html! {
        <>
            <fieldset class="group">
                <legend><h2>{ words.say(say::ADDRESS_PART) }</h2></legend>
                <PostalField bound={form.text(path("postal_code"), words, move |value| &mut at(value).postal_code)} {fill} />
                <Select bound={form.text(path("prefecture"), words, move |value| &mut at(value).prefecture)}
                    label={words.say(say::PREFECTURE)} choices={prefectures.collect::<Vec<_>>()} width="w-m"
                    autocomplete="address-level1" />
                <TextField bound={form.text(path("street"), words, move |value| &mut at(value).street)}
                    label={words.say(say::STREET)} autocomplete="street-address" />
                { line("building", say::BUILDING, false, say::BUILDING_HINT, None, "address-line2", |contact| &mut contact.building) }
            </fieldset>
            <fieldset class="group">
                <legend><h2>{ words.say(say::PHONE_PART) }</h2></legend>
                { line("mobile", say::MOBILE, true, say::PHONE_HINT, Some("tel"), "tel", |contact| &mut contact.mobile) }
                { line("telephone", say::TELEPHONE, false, say::PHONE_HINT, Some("tel"), "home tel", |contact| &mut contact.telephone) }
                { line("fax", say::FAX, false, say::PHONE_HINT, Some("tel"), "home fax tel", |contact| &mut contact.fax) }
            </fieldset>
        </>
    }
}

/// Where a postal code lies.
#[derive(Clone, PartialEq, Debug)]
struct Place {
    /// Its code; empty where it is not known.
    prefecture: String,
    town: String,
}

/// What was found for a postal code.
#[derive(Clone, PartialEq)]
enum Found {
    /// Not asked, or filled in.
    Nothing,
    /// One to choose from several, or to take instead of what was typed.
    Choice(Vec<Place>),
    /// Not in the list.
    Unknown,
    /// The list did not come.
    Failed,
}

#[derive(Properties, PartialEq)]
struct PostalFieldProps {
    bound: Bound,
    /// Takes a place over this street (none: over any) or an empty one; whether it did.
    fill: Callback<(Place, Option<String>), bool>,
}

/// 郵便番号.
#[component]
fn PostalField(props: &PostalFieldProps) -> Html {
    let words = use_words();
    let found = use_state(|| Found::Nothing);
    let asked = use_mut_ref(String::new);
    // What was filled in here; only that is replaced unasked.
    let filled = use_mut_ref(String::new);
    let change = {
        let (change, fill) = (props.bound.change.clone(), props.fill.clone());
        let (found, filled) = (found.clone(), filled.clone());
        Callback::from(move |typed: String| {
            change.emit(typed.clone());
            let code = PostalCode::parse(&typed).ok();
            let digits = code.as_ref().map(ToString::to_string).unwrap_or_default();
            if *asked.borrow() == digits {
                return;
            }
            asked.replace(digits.clone());
            found.set(Found::Nothing);
            let Some(code) = code else { return };
            let (found, fill) = (found.clone(), fill.clone());
            let (asked, filled) = (asked.clone(), filled.clone());
            yew::platform::spawn_local(async move {
                let place = place_of(&code).await;
                if *asked.borrow() != digits {
                    return;
                }
                let places = match place {
                    Err(_) => return found.set(Found::Failed),
                    Ok(None) => return found.set(Found::Unknown),
                    Ok(Some(place)) => places(&place),
                };
                if let [only] = &places[..]
                    && fill.emit((only.clone(), Some(filled.borrow().clone())))
                {
                    filled.replace(only.town.clone());
                } else {
                    found.set(Found::Choice(places));
                }
            });
        })
    };
    let bound = Bound {
        change,
        ..props.bound.clone()
    };
    let reading = match &*found {
        Found::Nothing => "",
        Found::Choice(places) if places.len() == 1 => words.say(say::POSTAL_KEPT),
        Found::Choice(_) => words.say(say::POSTAL_CHOOSE),
        Found::Unknown => words.say(say::POSTAL_UNKNOWN),
        Found::Failed => words.say(say::POSTAL_FAILED),
    };
    let choice = |place: &Place| {
        let prefecture = PrefectureCode::parse(&place.prefecture);
        let prefecture = prefecture.map_or("", PrefectureCode::name);
        let shown = [prefecture, &place.town].concat();
        let (fill, found, filled) = (props.fill.clone(), found.clone(), filled.clone());
        let place = place.clone();
        let pick = Callback::from(move |_: MouseEvent| {
            fill.emit((place.clone(), None));
            filled.replace(place.town.clone());
            found.set(Found::Nothing);
        });
        html! { <button type="button" class="chip" onclick={pick}>{ shown }</button> }
    };
    html! {
        <>
            <TextField {bound} label={words.say(say::POSTAL_CODE)} hint={Html::from(words.say(say::POSTAL_HINT))}
                {reading} inputmode="numeric" autocomplete="postal-code" width="w-s" />
            if let Found::Choice(places) = &*found {
                <div class="chips">{ for places.iter().map(choice) }</div>
            }
        </>
    }
}

/// The places of a code; one across prefectures begins with the prefecture's name.
fn places(found: &PostalAddress) -> Vec<Place> {
    let place = |choice: &str| {
        let text = [found.address.as_str(), choice].concat();
        let named = PrefectureCode::all()
            .find(|prefecture| found.prefecture.is_empty() && text.starts_with(prefecture.name()));
        match named {
            Some(named) => Place {
                prefecture: named.to_string(),
                town: text[named.name().len()..].to_owned(),
            },
            None => Place {
                prefecture: found.prefecture.clone(),
                town: text,
            },
        }
    };
    if found.choices.is_empty() {
        return vec![place("")];
    }
    found.choices.iter().map(|choice| place(choice)).collect()
}

/// The prefecture's name in the language chosen.
pub fn prefecture_name(prefecture: PrefectureCode, language: Language) -> &'static str {
    language.pick(prefecture.name(), prefecture.name_en())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(prefecture: &str, address: &str, choices: &[&str]) -> Vec<(String, String)> {
        let found = places(&PostalAddress {
            prefecture: prefecture.to_owned(),
            address: address.to_owned(),
            choices: choices.iter().map(|text| (*text).to_owned()).collect(),
        });
        let parts = |place: Place| (place.prefecture, place.town);
        found.into_iter().map(parts).collect()
    }

    fn place(prefecture: &str, town: &str) -> (String, String) {
        (prefecture.to_owned(), town.to_owned())
    }

    #[test]
    fn a_choice_across_prefectures_brings_its_prefecture() {
        assert_eq!(
            found("", "", &["愛知県弥富市", "三重県桑名郡木曽岬町"]),
            [place("23", "弥富市"), place("24", "桑名郡木曽岬町")]
        );
        assert_eq!(
            found("03", "和賀郡西和賀町", &["左草", "下左草"]),
            [
                place("03", "和賀郡西和賀町左草"),
                place("03", "和賀郡西和賀町下左草")
            ]
        );
    }

    #[test]
    fn a_code_of_one_place_leaves_nothing_to_choose() {
        assert_eq!(
            found("13", "文京区本駒込", &[]),
            [place("13", "文京区本駒込")]
        );
    }
}
