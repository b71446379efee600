//! Who is signed in, and how a sign-in that ended is renewed without losing the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::identity::SignInView;
use api::problem::{Problem, ProblemKind};
use domain::association::Tier;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::route::home;
use crate::{browser, client, draft};

thread_local! {
    static SIGNED_IN: Cell<bool> = const { Cell::new(false) };
    /// Requests that wait for the new sign-in: each resolved with whether there is one.
    static WAITING: RefCell<Vec<js_sys::Function>> = const { RefCell::new(Vec::new()) };
    static ASK: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// What is known of the sign-in.
#[derive(Clone, PartialEq)]
pub enum SignIn {
    /// Not asked yet.
    Unknown,
    /// Asked, and not answered: the sign-in may well be there.
    Unreachable(Problem),
    /// Nobody is signed in.
    Nobody,
    /// Somebody is.
    Somebody(Rc<SignInView>),
}

/// The sign-in, and the way to change it.
#[derive(Clone, PartialEq)]
pub struct Session {
    /// Who.
    pub sign_in: SignIn,
    /// Takes over a new sign-in, or its end.
    pub set: Callback<Option<SignInView>>,
}

/// Gives [`Session`] to everything below it; asks once who is signed in.
#[component]
pub fn SessionProvider(props: &yew::html::ChildrenProps) -> Html {
    let sign_in = use_state(|| SignIn::Unknown);
    let set = {
        let sign_in = sign_in.clone();
        use_callback((), move |view: Option<SignInView>, ()| {
            SIGNED_IN.set(view.is_some());
            if let Some(view) = &view {
                draft::belong_to(&view.login_id);
            }
            browser::set_signed_in(view.as_ref().map(|view| view.expires_at));
            if let Some(area) = view.as_ref().and_then(|view| home(view.role).area()) {
                browser::set_area(area);
            }
            sign_in.set(match view {
                Some(view) => SignIn::Somebody(Rc::new(view)),
                None => SignIn::Nobody,
            });
        })
    };
    {
        let (set, sign_in) = (set.clone(), sign_in.clone());
        use_effect_with((), move |()| {
            // Nobody was: asking would only leave a refusal in the browser's log.
            if !browser::was_signed_in() {
                set.emit(None);
                return;
            }
            yew::platform::spawn_local(async move {
                match client::get::<api::ReadSignIn>("/sign-ins/current").await {
                    Ok(view) => set.emit(Some(view)),
                    Err(problem) if problem.code == ProblemKind::SignInRequired => set.emit(None),
                    Err(problem) => sign_in.set(SignIn::Unreachable(problem)),
                }
            });
        });
    }
    let session = Session {
        sign_in: (*sign_in).clone(),
        set,
    };
    html! { <yew::ContextProvider<Session> context={session}>{ props.children.clone() }</yew::ContextProvider<Session>> }
}

/// The sign-in.
#[hook]
pub fn use_session() -> Session {
    use_context::<Session>().expect("App wraps everything in SessionProvider")
}

/// The tier of the association whose officer is signed in.
#[hook]
pub fn use_tier() -> Option<Tier> {
    match use_session().sign_in {
        SignIn::Somebody(view) => view.body.as_ref().and_then(|body| body.tier),
        _ => None,
    }
}

/// Whether somebody was signed in when last heard of.
pub fn is_signed_in() -> bool {
    SIGNED_IN.get()
}

/// Asks for the password over the page; true when there is a sign-in again.
pub async fn sign_in_again() -> bool {
    let Some(ask) = ASK.with_borrow(Clone::clone) else {
        return false;
    };
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        WAITING.with_borrow_mut(|waiting| waiting.push(resolve));
    });
    ask.emit(());
    JsFuture::from(promise)
        .await
        .is_ok_and(|answer| answer.is_truthy())
}

/// The dialog that answers [`sign_in_again`] announces itself here; none while it is not drawn.
pub fn answer_by(dialog: Option<Callback<()>>) {
    ASK.replace(dialog);
}

/// Lets the waiting requests go on (or fail).
pub fn settle(signed_in: bool) {
    for resolve in WAITING.take() {
        let _ = resolve.call1(&JsValue::NULL, &JsValue::from_bool(signed_in));
    }
}
