//! What stands only on paper: the heading of a printed list; and the way to print it.

use yew::prelude::*;

use crate::browser;
use crate::markup::html;

/// The heading of a printed list, and a line below it.
pub fn heading(title: &str, line: &str) -> Html {
    html! {
        <div class="on-paper">
            <h2>{ title.to_owned() }</h2>
            <p>{ line.to_owned() }</p>
        </div>
    }
}

/// Opens the browser's dialog for printing, once what was set before has been drawn.
pub fn print() {
    yew::platform::spawn_local(async {
        browser::wait(50).await;
        let _ = browser::window().print();
    });
}
