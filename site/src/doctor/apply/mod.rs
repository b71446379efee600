//! 修了申請 of かかりつけ医機能報告制度にかかる研修 (features.md #100–#112, S1), and the same again after
//! a 差戻し. The rule is data from the API, judged in the browser by `domain`'s own evaluator.

mod classroom;
pub mod content;
mod facts;
pub mod panel;
mod practical;
mod target;

use std::rc::Rc;

use api::applications::{
    ApplicationPath, ApplicationView, EvidenceView, Preparation, ProgrammePath,
};
use api::problem::Problem;
use domain::application::{ApplicationForm, ApplicationId};
use domain::calendar::{Date, FiscalYear};
use domain::evidence::EvidenceKind;
use domain::programme::Programme;
use domain::rejection::FieldProblem;
use domain::rules::evaluate;
use yew::prelude::*;

use crate::markup::{component, html};

use super::evidence::Uploads;
use crate::draft::{self, use_draft};
use crate::form::{Form, use_form};
use crate::load::use_load;
use crate::route::Route;
use crate::router;
use crate::text::apply as say;
use crate::ui::{Confirm, ErrorSummary, Page, ProblemNote, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// The programme applied for here.
const PROGRAMME: Programme = Programme::FamilyPhysicianFunction;

/// An application as it is typed.
pub type ApplyForm = Form<ApplicationForm>;

fn preparation_address() -> String {
    client::address::<api::PrepareApplication>(&ProgrammePath {
        programme: PROGRAMME,
    })
}

/// A new application.
#[component]
pub fn ApplyPage() -> Html {
    let words = use_words();
    let preparation = use_load::<api::PrepareApplication>(preparation_address());
    html! {
        <Page title={words.say(say::TITLE)} aside={html! { <p>{ words.say(say::NOT_THE_OLD_ONE) }</p> }}>
            { preparation.draw(|preparation| html! { <Filling preparation={Rc::clone(preparation)} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct ResubmitPageProps {
    pub id: String,
}

/// An application that came back.
#[component]
pub fn ResubmitPage(props: &ResubmitPageProps) -> Html {
    match ApplicationId::parse(&props.id) {
        Ok(application) => html! { <Resubmit {application} /> },
        Err(_) => html! { <crate::app::NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct ResubmitProps {
    application: ApplicationId,
}

#[component]
fn Resubmit(props: &ResubmitProps) -> Html {
    let words = use_words();
    let preparation = use_load::<api::PrepareApplication>(preparation_address());
    let path = ApplicationPath {
        application: props.application.clone(),
    };
    let case = use_load::<api::ReadMyApplication>(client::address::<api::ReadMyApplication>(&path));
    // Other programmes have a form of their own: an address that was typed or kept leads there.
    let other = case.ready().map(|view| &view.summary);
    let other = other.filter(|summary| summary.programme != PROGRAMME);
    let other = other.map(|summary| Route::correction(summary.programme, &summary.id));
    use_effect_with(other.clone(), |other| {
        if let Some(to) = other {
            router::replace(to);
        }
    });
    if other.is_some() {
        return html! {};
    }
    html! {
        <Page title={words.say(say::AGAIN_TITLE)}>
            if let Some(reason) = case.ready().and_then(|view| view.summary.reason.clone()) {
                <p class="note soon"><b>{ words.say(crate::text::doctor::REASON) }</b><br />{ reason }</p>
            }
            { preparation.draw(|preparation| case.draw(|view| html! {
                <Filling preparation={Rc::clone(preparation)} again={Some(Rc::clone(view))} />
            })) }
        </Page>
    }
}

#[derive(Properties)]
struct FillingProps {
    preparation: Rc<Preparation>,
    /// The application that came back, when it is one.
    #[prop_or_default]
    again: Option<Rc<ApplicationView>>,
}

impl PartialEq for FillingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.preparation, &other.preparation)
    }
}

impl FillingProps {
    /// Under this name the tab keeps what was filled in.
    fn kept_as(&self) -> String {
        match &self.again {
            Some(view) => format!("application:{}:{}", view.summary.id, view.version),
            None => format!("application:{PROGRAMME}"),
        }
    }

    /// The day by which it is judged: 申請年度 is that of the first submission, also for a correction
    /// in the next one.
    fn judged_on(&self) -> Date {
        let again = self.again.as_ref();
        again.map_or_else(browser::today, |view| view.summary.submitted_on)
    }

    /// What this tab kept, else what came back, else an empty form for the own association.
    fn begin(&self) -> ApplicationForm {
        let kept = draft::kept(&self.kept_as());
        let came_back = || self.again.as_ref().map(|view| view.form.clone());
        kept.or_else(came_back).unwrap_or_else(|| ApplicationForm {
            programme: PROGRAMME.to_string(),
            target: self
                .preparation
                .default_target
                .as_ref()
                .map(|target| target.id.to_string())
                .unwrap_or_default(),
            ..ApplicationForm::default()
        })
    }

    /// Every document that may be named.
    fn documents(&self) -> Vec<EvidenceView> {
        let own = self.again.iter().flat_map(|view| view.evidence.iter());
        own.chain(&self.preparation.evidence).cloned().collect()
    }
}

/// The whole form with the panel beside it.
#[component]
fn Filling(props: &FillingProps) -> Html {
    let words = use_words();
    let preparation = &props.preparation;
    let form: ApplyForm = {
        let rules = Rc::clone(preparation);
        use_form(
            || props.begin(),
            move |form: &ApplicationForm| -> Vec<FieldProblem> {
                form.check(&rules.rules, browser::today())
                    .err()
                    .unwrap_or_default()
            },
        )
    };
    let known = use_state(|| Rc::new(props.documents()));
    let target_name = use_state(String::new);
    let asking = use_state(|| None::<(ApplicationForm, String)>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    use_draft(props.kept_as(), form.value());
    let judged_on = props.judged_on();
    let facts = facts::so_far(&form.value(), preparation, browser::today());
    let evaluation = evaluate(&preparation.rules, &facts, judged_on);
    let learn = {
        let known = known.clone();
        Callback::from(move |view: EvidenceView| {
            let mut all = (**known).clone();
            all.push(view);
            known.set(Rc::new(all));
        })
    };
    let ask = {
        let (form, asking, problem) = (form.clone(), asking.clone(), problem.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            problem.set(None);
            asking.set(form.submit());
        })
    };
    let no = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let yes = {
        let (form, asking, busy, problem) =
            (form.clone(), asking.clone(), busy.clone(), problem.clone());
        let (again, kept_as) = (props.again.clone(), props.kept_as());
        Callback::from(move |()| {
            let Some((typed, key)) = (*asking).clone() else {
                return;
            };
            let (form, asking, busy, problem) =
                (form.clone(), asking.clone(), busy.clone(), problem.clone());
            let (again, kept_as) = (again.clone(), kept_as.clone());
            busy.set(true);
            yew::platform::spawn_local(async move {
                let answer = match &again {
                    Some(view) => {
                        let path = ApplicationPath {
                            application: view.summary.id.clone(),
                        };
                        client::call::<api::ResubmitApplication>(&path, &typed, &key).await
                    }
                    None => {
                        client::call::<api::SubmitApplication>(&api::NoPath {}, &typed, &key).await
                    }
                };
                busy.set(false);
                asking.set(None);
                match answer {
                    Ok(view) => {
                        draft::forget(&kept_as);
                        say_aloud(words.say(say::SUBMITTED));
                        router::push(&Route::MyApplication {
                            id: view.summary.id.to_string(),
                        });
                    }
                    Err(found) => {
                        form.refused(&found);
                        problem.set(Some(found));
                    }
                }
            });
        })
    };
    let action = words.say(if props.again.is_some() {
        say::RESUBMIT
    } else {
        say::SUBMIT
    });
    let Some(rules) = &preparation.rules.application else {
        return html! {};
    };
    html! {
        <form class="form" onsubmit={ask} novalidate=true>
            <ErrorSummary errors={form.errors(words)} />
            <ProblemNote problem={(*problem).clone()} />
            <div class="apply">
                <div class="stack">
                    <classroom::Classroom form={form.clone()} preparation={Rc::clone(preparation)} year={FiscalYear::of(judged_on)} known={Rc::clone(&known)} learn={learn.clone()} />
                    { practical::part(&form, &rules.practical, &known, &learn, words) }
                    if !preparation.member { { identity(&form, &known, &learn, words) } }
                    <target::Target form={form.clone()} preparation={Rc::clone(preparation)} name={target_name.setter()} />
                </div>
                <aside>
                    <section class="card stack" aria-live="polite">
                        <h2>{ words.say(say::PANEL) }</h2>
                        { panel::requirements(&evaluation, words) }
                        if !evaluation.submittable { <p class="note soon">{ words.say(say::UNMET_NOTE) }</p> }
                        <button type="submit" class="button" disabled={!evaluation.submittable || target_name.is_empty()}>{ action }</button>
                    </section>
                </aside>
            </div>
            if asking.is_some() {
                <Confirm id="apply" title={words.say(say::SURE)} {action} busy={*busy} {yes} {no}>
                    <p>{ words.fill(say::SURE_TEXT, &[("target", &*target_name)]) }</p>
                </Confirm>
            }
        </form>
    }
}

/// Documents at a place of the form: `at` finds their ids.
#[expect(
    clippy::too_many_arguments,
    reason = "each names one part of the one control drawn here"
)]
pub fn uploads(
    form: &ApplyForm,
    id: String,
    label: &'static str,
    kind: EvidenceKind,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
    at: impl Fn(&mut ApplicationForm) -> Option<&mut Vec<String>> + 'static,
) -> Html {
    let at = Rc::new(at);
    let chosen = at(&mut form.value())
        .map(|ids| ids.clone())
        .unwrap_or_default();
    let error = form.error(&id, words);
    let add = {
        let (form, at, learn) = (form.clone(), Rc::clone(&at), learn.clone());
        Callback::from(move |view: EvidenceView| {
            form.edit(|value| {
                if let Some(ids) = at(value) {
                    ids.push(view.id.to_string());
                }
            });
            learn.emit(view);
        })
    };
    let remove = {
        let form = form.clone();
        Callback::from(move |gone: String| {
            form.edit(|value| {
                if let Some(ids) = at(value) {
                    ids.retain(|id| *id != gone);
                }
            });
        })
    };
    html! { <Uploads {id} {label} {kind} {chosen} known={Rc::clone(known)} {add} {remove} {error} /> }
}

/// 医師免許証 or 医師資格証 of a non-member.
fn identity(
    form: &ApplyForm,
    known: &Rc<Vec<EvidenceView>>,
    learn: &Callback<EvidenceView>,
    words: Words,
) -> Html {
    html! {
        <section class="card stack">
            <h2>{ words.say(say::IDENTITY) }</h2>
            <p>{ words.say(say::IDENTITY_TEXT) }</p>
            { uploads(form, "identity_documents".to_owned(), words.say(say::EVIDENCE), EvidenceKind::Licence, known, learn, words,
                |form| Some(&mut form.identity_documents)) }
        </section>
    }
}
