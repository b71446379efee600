//! 主催者アカウントの申請 (features.md #123).

use api::{
    ApproveOrganizer, ListOrganizerReviews, NoBody, NoPath, RefuseOrganizer,
    organizers::{OrganizerPath, OrganizerView},
    problem::Problem,
    review::SendingBack,
};
use yew::prelude::*;

use crate::markup::{component, html};

use super::sending_back::ReasonDialog;
use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::text::review as say;
use crate::ui::{Page, ProblemNote, say_aloud};
use crate::words::use_words;

/// The page.
#[component]
pub fn OrganizerReviewsPage() -> Html {
    let words = use_words();
    let load =
        use_load::<ListOrganizerReviews>(client::address::<ListOrganizerReviews>(&NoPath {}));
    let again = load.again.clone();
    html! {
        <Page title={words.say(say::ORGANIZERS)}>
            { load.draw(|queue| html! {
                if queue.organizers.is_empty() {
                    <section class="card"><p>{ words.say(say::ORGANIZERS_EMPTY) }</p></section>
                } else {
                    { for queue.organizers.iter().map(|one| html! { <Applicant key={one.id.to_string()} organizer={one.clone()} decided={again.clone()} /> }) }
                }
            }) }
        </Page>
    }
}

#[derive(Properties)]
struct ApplicantProps {
    organizer: OrganizerView,
    decided: Callback<()>,
}

impl PartialEq for ApplicantProps {
    fn eq(&self, other: &Self) -> bool {
        self.organizer.id == other.organizer.id && self.organizer.version == other.organizer.version
    }
}

#[component]
fn Applicant(props: &ApplicantProps) -> Html {
    let words = use_words();
    let organizer = &props.organizer;
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let path = OrganizerPath {
        organizer: organizer.id.clone(),
    };
    let done = {
        let (busy, problem, asking, decided) = (
            busy.clone(),
            problem.clone(),
            asking.clone(),
            props.decided.clone(),
        );
        move |answer: Result<OrganizerView, Problem>, said: domain::label::Label| {
            busy.set(false);
            asking.set(false);
            match answer {
                Ok(organizer) => {
                    say_aloud(words.fill(said, &[("name", &organizer.name)]));
                    decided.emit(());
                }
                Err(failed) => problem.set(Some(failed)),
            }
        }
    };
    let approve = {
        let (path, busy, done) = (path.clone(), busy.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (path, done) = (path.clone(), done.clone());
            yew::platform::spawn_local(async move {
                let answer =
                    client::call::<ApproveOrganizer>(&path, &NoBody {}, &browser::new_key()).await;
                done(answer, say::ORGANIZER_APPROVED);
            });
        })
    };
    let refuse = {
        let (busy, version) = (busy.clone(), organizer.version);
        Callback::from(move |reason: String| {
            busy.set(true);
            let (path, done) = (path.clone(), done.clone());
            yew::platform::spawn_local(async move {
                let body = SendingBack { version, reason };
                let answer =
                    client::call::<RefuseOrganizer>(&path, &body, &browser::new_key()).await;
                done(answer, say::ORGANIZER_REFUSED);
            });
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    html! {
        <section class="card stack">
            <h2>{ &organizer.name }</h2>
            <dl>
                <dt>{ words.say(say::APPLIED) }</dt><dd>{ words.day_of(organizer.applied_at) }</dd>
                <dt>{ words.say(say::CONTACT) }</dt><dd>{ crate::organizer::enquiries(&organizer.enquiries) }</dd>
            </dl>
            <ProblemNote problem={(*problem).clone()} />
            <div class="buttons">
                <button type="button" class="button" disabled={*busy} onclick={approve}>{ words.say(say::ORGANIZER_APPROVE) }</button>
                <button type="button" class="button danger" disabled={*busy} onclick={ask}>{ words.say(say::ORGANIZER_REFUSE) }</button>
            </div>
            if *asking {
                <ReasonDialog title={words.say(say::ORGANIZER_REFUSE)} label={words.say(say::ORGANIZER_REASON)} hint={words.say(say::ORGANIZER_REASON_HINT)}
                    action={words.say(say::ORGANIZER_REFUSE)} busy={*busy} yes={refuse} no={close} />
            }
        </section>
    }
}
