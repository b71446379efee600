//! お知らせ on the sign-in page (features.md #3): nothing is drawn until there is something to say.

use api::{ListNotices, NoPath};

use crate::client;
use crate::load::{State, use_load};
use crate::markup::{component, html};
use crate::text::sign_in as say;
use crate::words::use_words;

/// The notices of now; one about an outage stands out.
#[component]
pub fn Notices() -> Html {
    let words = use_words();
    let load = use_load::<ListNotices>(client::address::<ListNotices>(&NoPath {}));
    let State::Ready(list) = load.state else {
        return html! {};
    };
    if list.notices.is_empty() {
        return html! {};
    }
    html! {
        <section class="stack notices" aria-label={words.say(say::NOTICES)}>
            { for list.notices.iter().map(|notice| html! {
                <div class={[Some("note"), notice.closed.is_some().then_some("soon")]}>
                    <h2>{ &notice.title }</h2>
                    <p>{ &notice.text }</p>
                    if let Some(closed) = &notice.closed {
                        <p class="number">{ closed }</p>
                    }
                </div>
            }) }
        </section>
    }
}
