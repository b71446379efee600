//! 認定証の発送リスト: who gets paper, prefecture by prefecture, to be printed or saved
//! (features.md #90).

use std::collections::BTreeMap;

use api::{
    ListDispatch,
    rounds::{DispatchLine, DispatchQuery, RoundPath},
};
use domain::{contact::PrefectureCode, label, programme::Programme, rounds::RoundId};
use yew::prelude::*;

use super::{pages::use_pages, paper};
use crate::browser;
use crate::client;
use crate::csv;
use crate::frame::Here;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::route::Route;
use crate::text::rounds as say;
use crate::ui::Page;
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct DispatchPageProps {
    pub programme: Programme,
    pub round: RoundId,
}

/// The page.
#[component]
pub fn DispatchPage(props: &DispatchPageProps) -> Html {
    let words = use_words();
    let path = RoundPath {
        programme: props.programme,
        round: props.round.clone(),
    };
    let address = move |after: Option<String>| {
        let query = DispatchQuery {
            prefecture: None,
            after,
        };
        client::address_with::<ListDispatch>(&path, &query)
    };
    let key = format!("{}{}", props.programme, props.round);
    let pages =
        use_pages::<ListDispatch, DispatchLine>(key, address, |page| (page.lines, page.next));
    let mut prefectures: BTreeMap<PrefectureCode, Vec<&DispatchLine>> = BTreeMap::new();
    for line in pages.lines.iter() {
        prefectures
            .entry(line.line.prefecture)
            .or_default()
            .push(line);
    }
    let round = words.round(&props.round);
    let programme = words.say(label::programme(props.programme));
    let title = words.fill(
        say::PAPER_DISPATCH,
        &[("round", &round), ("programme", &programme)],
    );
    let save = {
        let text = as_csv(words, &pages.lines);
        let name = format!("dispatch-{}.csv", props.round);
        Callback::from(move |_: MouseEvent| browser::download(&name, &text))
    };
    let print = Callback::from(|_: MouseEvent| paper::print());
    let (places, count) = (prefectures.len(), pages.lines.len());
    let back = Route::round(props.programme, &props.round);
    html! {
        <Page title={words.say(say::DISPATCH)} aside={html! { <p>{ round.clone() }{ words.dot() }{ programme }</p> }}>
            <section class="stack" role="search">
                <p><Here to={back}>{ words.say(say::TO_ROUND) }</Here></p>
                <p>{ words.say(say::DISPATCH_LEAD) }</p>
                if pages.whole && count > 0 {
                    <p><b>{ words.fill(say::DISPATCH_SUM, &[("prefectures", &places), ("count", &count)]) }</b></p>
                    <div class="buttons">
                        <button type="button" class="button" onclick={print}>{ words.say(say::DISPATCH_PRINT) }</button>
                        <button type="button" class="button quiet" onclick={save}>{ words.say(say::CSV) }</button>
                    </div>
                }
            </section>
            if pages.whole && count == 0 { <p class="card">{ words.say(say::DISPATCH_EMPTY) }</p> }
            { for prefectures.iter().map(|(prefecture, lines)| of_prefecture(words, &title, *prefecture, lines)) }
            { pages.draw(words) }
        </Page>
    }
}

/// The sheet of one prefecture.
fn of_prefecture(
    words: Words,
    title: &str,
    prefecture: PrefectureCode,
    lines: &[&DispatchLine],
) -> Html {
    let name = prefecture_name(prefecture, words.language);
    let count = lines.len();
    let heading = words.fill(
        say::DISPATCH_COUNT,
        &[("prefecture", &name), ("count", &count)],
    );
    let printed = words.day(browser::today());
    let row = |(place, dispatch): (usize, &&DispatchLine)| row(words, place, dispatch);
    html! {
        <section class="card table listed sheet">
            { paper::heading(title, &printed) }
            <div class="above"><h2>{ heading }</h2></div>
            <div class="scroll"><table class="rounds dispatch">
                <thead><tr>
                    <th scope="col" class="end">{ words.say(say::PLACE) }</th>
                    <th scope="col">{ words.say(say::NAME) }</th>
                    <th scope="col">{ words.say(say::ADDRESS) }</th>
                    <th scope="col">{ words.say(say::CERTIFICATE) }</th>
                    <th scope="col">{ words.say(say::KIND) }</th>
                    <th scope="col" class="only-paper">{ words.say(say::SENT_CHECK) }</th>
                </tr></thead>
                <tbody>{ for lines.iter().enumerate().map(row) }</tbody>
            </table></div>
        </section>
    }
}

fn row(words: Words, place: usize, dispatch: &DispatchLine) -> Html {
    let line = &dispatch.line;
    let certificate = line.certificate.clone().unwrap_or_default();
    let address = |text: &String| html! { <span>{ text }</span> };
    html! {
        <tr>
            <td class="number end">{ place + 1 }</td>
            <td>{ &line.name }<small class="number">{ line.register_number.to_string() }</small></td>
            <td class="address">
                if dispatch.address.is_empty() { <span class="signal alert">{ words.say(say::ADDRESS_NONE) }</span> }
                { for dispatch.address.iter().map(address) }
            </td>
            <td class="number" data-label={words.say(say::CERTIFICATE)}>{ certificate }</td>
            <td data-label={words.say(say::KIND)}>{ words.say(label::goal_kind(line.kind)) }</td>
            <td class="only-paper">{ "□" }</td>
        </tr>
    }
}

/// The list as spreadsheets open it, one line a doctor.
fn as_csv(words: Words, lines: &[DispatchLine]) -> String {
    let head = [
        say::PREFECTURE,
        say::NAME,
        say::REGISTER_NUMBER,
        say::POSTAL_CODE,
        say::ADDRESS,
        say::CERTIFICATE,
        say::KIND,
        say::DECIDED_ON,
    ];
    let mut rows: Vec<Vec<String>> =
        vec![head.iter().map(|one| words.say(*one).to_owned()).collect()];
    for DispatchLine { line, address } in lines {
        let (code, street) = address.split_first().unzip();
        let code = code.map(|code| code.trim_start_matches('〒').trim().to_owned());
        rows.push(vec![
            line.prefecture.name().to_owned(),
            line.name.clone(),
            line.register_number.to_string(),
            code.unwrap_or_default(),
            street.unwrap_or_default().join("　"),
            line.certificate.clone().unwrap_or_default(),
            words.say(label::goal_kind(line.kind)).to_owned(),
            line.decided_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]);
    }
    csv::write(&rows)
}
