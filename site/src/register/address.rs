//! 自宅現住所 and telephones, in the registration and in 登録情報: the postal code fills prefecture
//! and town where it is known, and says so where it is not (features.md #20, #21).

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
        Callback::from(move |(prefecture, town): (String, String)| {
            form.edit(|value| {
                let contact = at(value);
                // What stands there may be more exact already.
                if !contact.street.starts_with(&town) {
                    contact.street = town;
                }
                if !prefecture.is_empty() {
                    contact.prefecture = prefecture;
                }
            });
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

/// What was found for a postal code.
#[derive(Clone, PartialEq)]
enum Found {
    /// Not asked.
    Nothing,
    /// One place: filled in.
    One,
    /// Several, to choose from.
    Several(PostalAddress),
    /// Not in the list.
    Unknown,
}

#[derive(Properties, PartialEq)]
struct PostalFieldProps {
    bound: Bound,
    /// Takes prefecture (empty where it is not known) and town.
    fill: Callback<(String, String)>,
}

/// 郵便番号.
#[component]
fn PostalField(props: &PostalFieldProps) -> Html {
    let words = use_words();
    let found = use_state(|| Found::Nothing);
    let asked = use_mut_ref(String::new);
    let change = {
        let (change, found, fill) = (
            props.bound.change.clone(),
            found.clone(),
            props.fill.clone(),
        );
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
            let (found, fill, asked) = (found.clone(), fill.clone(), asked.clone());
            yew::platform::spawn_local(async move {
                let place = place_of(&code).await;
                if *asked.borrow() != digits {
                    return;
                }
                found.set(match place {
                    None => Found::Unknown,
                    Some(place) if place.choices.is_empty() => {
                        fill.emit((place.prefecture, place.address));
                        Found::One
                    }
                    Some(place) => Found::Several(place),
                });
            });
        })
    };
    let bound = Bound {
        change,
        ..props.bound.clone()
    };
    let reading = match &*found {
        Found::Unknown => words.say(say::POSTAL_UNKNOWN),
        Found::Several(_) => words.say(say::POSTAL_CHOOSE),
        _ => "",
    };
    let choice = |place: &PostalAddress, choice: &String| {
        let text = [place.address.as_str(), choice].concat();
        let (prefecture, fill, found) =
            (place.prefecture.clone(), props.fill.clone(), found.clone());
        let shown = text.clone();
        let pick = Callback::from(move |_: MouseEvent| {
            fill.emit(place_parts(&prefecture, &text));
            found.set(Found::One);
        });
        html! { <button type="button" class="chip" onclick={pick}>{ shown }</button> }
    };
    html! {
        <>
            <TextField {bound} label={words.say(say::POSTAL_CODE)} hint={Html::from(words.say(say::POSTAL_HINT))}
                {reading} inputmode="numeric" autocomplete="postal-code" width="w-s" />
            if let Found::Several(place) = &*found {
                <div class="chips">{ for place.choices.iter().map(|text| choice(place, text)) }</div>
            }
        </>
    }
}

/// Prefecture and the rest; a choice across prefectures begins with the prefecture's name.
fn place_parts(prefecture: &str, text: &str) -> (String, String) {
    if !prefecture.is_empty() {
        return (prefecture.to_owned(), text.to_owned());
    }
    let found = PrefectureCode::all().find(|prefecture| text.starts_with(prefecture.name()));
    match found {
        Some(found) => (found.to_string(), text[found.name().len()..].to_owned()),
        None => (String::new(), text.to_owned()),
    }
}

/// The prefecture's name in the language chosen.
pub fn prefecture_name(prefecture: PrefectureCode, language: Language) -> &'static str {
    language.pick(prefecture.name(), prefecture.name_en())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_across_prefectures_brings_its_prefecture() {
        let parts = place_parts("", "三重県桑名郡木曽岬町");
        assert_eq!(parts, ("24".to_owned(), "桑名郡木曽岬町".to_owned()));
        let parts = place_parts("03", "和賀郡西和賀町左草");
        assert_eq!(parts, ("03".to_owned(), "和賀郡西和賀町左草".to_owned()));
    }
}
