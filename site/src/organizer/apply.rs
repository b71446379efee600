//! 主催者アカウントの申請, by an external body (features.md #123).

use api::{ApplyAsOrganizer, NoPath, problem::Problem};
use domain::{
    id::{ExternalBodyId, RANDOM_BYTES},
    organizer::OrganizerForm,
};
use yew::prelude::*;

use crate::markup::{component, html};

use super::course_form::PrefectureSelect;
use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::route::Route;
use crate::text::organizer as say;
use crate::ui::{ErrorSummary, Page, ProblemNote, Submit, TextField};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn ApplyPage() -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let reviewed_by = use_state(|| None::<String>);
    let form = use_form(OrganizerForm::default, |form: &OrganizerForm| {
        // The id is the server's to give; only the fields are asked about.
        form.check(&ExternalBodyId::new([0; RANDOM_BYTES]))
            .err()
            .unwrap_or_default()
    });
    let submit = {
        let (form, busy, problem, reviewed_by) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            reviewed_by.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((value, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, reviewed_by) = (
                form.clone(),
                busy.clone(),
                problem.clone(),
                reviewed_by.clone(),
            );
            yew::platform::spawn_local(async move {
                let answer = client::call::<ApplyAsOrganizer>(&NoPath {}, &value, &key).await;
                busy.set(false);
                match answer {
                    Ok(applied) => reviewed_by.set(Some(applied.reviewed_by)),
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    if let Some(name) = &*reviewed_by {
        return html! {
            <Page title={words.say(say::APPLY)} narrow=true>
                <section class="card stack">
                    <p class="note met" role="status">{ words.fill(say::APPLIED, &[("name", name)]) }</p>
                    <p><Here to={Route::Start}>{ words.say(say::TO_SIGN_IN) }</Here></p>
                </section>
            </Page>
        };
    }
    html! {
        <Page title={words.say(say::APPLY)} narrow=true>
            <p>{ words.say(say::APPLY_LEAD) }</p>
            <form class="form card" novalidate=true onsubmit={submit}>
                <ErrorSummary errors={form.errors(words)} name={Callback::from(move |path: AttrValue| name_of(&path, words))} />
                <ProblemNote problem={(*problem).clone()} />
                <TextField bound={form.text("name", words, |f| &mut f.name)} label={words.say(say::APPLY_NAME)} autocomplete="organization" />
                <PrefectureSelect bound={form.text("prefecture", words, |f| &mut f.prefecture)} label={words.say(say::APPLY_PREFECTURE)} />
                <TextField bound={form.text("enquiries.name", words, |f| &mut f.enquiries.name)} label={words.say(say::NAME)} />
                <TextField bound={form.text("enquiries.email", words, |f| &mut f.enquiries.email)} label={words.say(say::EMAIL)} kind="email" autocomplete="email" />
                <TextField bound={form.text("enquiries.telephone", words, |f| &mut f.enquiries.telephone)} label={words.say(say::TELEPHONE)} required=false kind="tel" autocomplete="tel" />
                <div class="buttons"><Submit text={words.say(say::APPLY_SUBMIT)} busy={*busy} /></div>
            </form>
        </Page>
    }
}

/// The name of the field at `path`: for the summary of errors.
fn name_of(path: &str, words: Words) -> AttrValue {
    AttrValue::Static(words.say(match path {
        "name" => say::APPLY_NAME,
        "prefecture" => say::APPLY_PREFECTURE,
        "enquiries.name" => say::NAME,
        "enquiries.telephone" => say::TELEPHONE,
        _ => say::EMAIL,
    }))
}
