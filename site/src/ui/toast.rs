//! What just happened, shown for a while and said aloud by screen readers.

use std::cell::RefCell;

use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;

/// How long it stays, milliseconds: some 40 characters are read in 5 seconds.
const SHOWN_FOR: i32 = 6_000;

thread_local! {
    static SAY: RefCell<Option<Callback<AttrValue>>> = const { RefCell::new(None) };
}

/// Says what just happened.
pub fn say_aloud(text: impl Into<AttrValue>) {
    if let Some(say) = SAY.with_borrow(Clone::clone) {
        say.emit(text.into());
    }
}

/// Where it appears; once in the frame.
#[component]
pub fn Toasts() -> Html {
    let text = use_state(|| None::<(u32, AttrValue)>);
    let count = use_mut_ref(|| 0_u32);
    {
        let text = text.clone();
        use_effect_with((), move |()| {
            let say = Callback::from(move |said: AttrValue| {
                let number = {
                    let mut count = count.borrow_mut();
                    *count += 1;
                    *count
                };
                text.set(Some((number, said)));
                let (text, count) = (text.clone(), count.clone());
                yew::platform::spawn_local(async move {
                    browser::wait(SHOWN_FOR).await;
                    if *count.borrow() == number {
                        text.set(None);
                    }
                });
            });
            SAY.replace(Some(say));
            || {
                SAY.replace(None);
            }
        });
    }
    html! {
        <div class="toast" role="status" aria-live="polite">
            if let Some((_, said)) = &*text { <p>{ said }</p> }
        </div>
    }
}
