//! The application for a title, new, renewed or corrected (features.md #68–#71, #82–#84, L5). What is
//! typed is kept in the tab, and judged in it at every keystroke, without the network, by the code of
//! the function; the function judges again what is sent.

mod lines;
mod person;

use std::rc::Rc;

use api::applications::{ApplicationPath, ApplicationView, EvidenceView, ProgrammePath};
use api::problem::Problem;
use api::titles::{GoalView, TitlePreparation};
use domain::application::{ApplicantFacts, ApplicationForm, TitleChoices, TitleForm};
use domain::calendar::Date;
use domain::id::ApplicationId;
use domain::label;
use domain::programme::Programme;
use domain::rejection::{Code, FieldProblem};
use domain::rules::{Ask, RuleVersion, judge};
use yew::prelude::*;

use crate::markup::{component, html};

use super::{in_words, requirements};
use crate::app::NotFound;
use crate::doctor::ApplyForm;
use crate::draft::{self, use_draft};
use crate::form::use_form;
use crate::load::use_load;
use crate::route::Route;
use crate::router;
use crate::text::{apply, doctor, titles as say};
use crate::ui::{Confirm, ErrorSummary, Page, ProblemNote, say_aloud};
use crate::words::{Words, use_words};
use crate::{browser, client};

#[derive(Properties, PartialEq)]
pub struct ApplyPageProps {
    pub programme: Programme,
    /// 新規 or 更新, as the rules call it.
    pub goal: String,
}

/// A new application.
#[component]
pub fn ApplyPage(props: &ApplyPageProps) -> Html {
    let words = use_words();
    let preparation = use_load::<api::PrepareTitle>(address(props.programme));
    let name = words.say(label::programme(props.programme));
    let Some(view) = preparation.ready() else {
        return html! { <Page title={name}>{ preparation.draw(|_| html! {}) }</Page> };
    };
    let Some(goal) = view.rules.goals.iter().find(|goal| goal.id == props.goal) else {
        return html! { <NotFound /> };
    };
    if view.open {
        // One at a time: the page of the title says how that one stands.
        return html! { <Elsewhere to={Route::title(props.programme)} /> };
    }
    let title = words.fill(
        say::APPLY_TITLE,
        &[("title", &name), ("goal", &in_words(&goal.label, words))],
    );
    html! {
        <Page {title}><Filling preparation={Rc::clone(view)} goal={props.goal.clone()} /></Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct CorrectPageProps {
    pub programme: Programme,
    pub id: String,
}

/// An application that came back.
#[component]
pub fn CorrectPage(props: &CorrectPageProps) -> Html {
    match ApplicationId::parse(&props.id) {
        Ok(application) => html! { <Correct programme={props.programme} {application} /> },
        Err(_) => html! { <NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct CorrectProps {
    programme: Programme,
    application: ApplicationId,
}

#[component]
fn Correct(props: &CorrectProps) -> Html {
    let words = use_words();
    let preparation = use_load::<api::PrepareTitle>(address(props.programme));
    let path = ApplicationPath {
        application: props.application.clone(),
    };
    let case = use_load::<api::ReadMyApplication>(client::address::<api::ReadMyApplication>(&path));
    let name = words.say(label::programme(props.programme));
    html! {
        <Page title={words.fill(say::CORRECT_TITLE, &[("title", &name)])}>
            if let Some(reason) = case.ready().and_then(|view| view.summary.reason.clone()) {
                <p class="note soon"><b>{ words.say(doctor::REASON) }</b><br />{ reason }</p>
            }
            { preparation.draw(|preparation| case.draw(|view| {
                let goal = view.form.title.as_ref().map(|title| title.goal.clone());
                html! {
                    <Filling preparation={Rc::clone(preparation)} goal={goal.unwrap_or_default()} again={Some(Rc::clone(view))} />
                }
            })) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ElsewhereProps {
    to: Route,
}

/// Goes on to another page.
#[component]
fn Elsewhere(props: &ElsewhereProps) -> Html {
    use_effect_with(props.to.clone(), router::replace);
    html! {}
}

fn address(programme: Programme) -> String {
    client::address::<api::PrepareTitle>(&ProgrammePath { programme })
}

#[derive(Properties)]
struct FillingProps {
    preparation: Rc<TitlePreparation>,
    goal: String,
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
    fn programme(&self) -> Programme {
        self.preparation.rules.programme
    }

    /// Under this name the tab keeps what was filled in.
    fn kept_as(&self) -> String {
        match &self.again {
            Some(view) => format!("title:{}:{}", view.summary.id, view.version),
            None => format!("title:{}:{}", self.programme(), self.goal),
        }
    }

    /// What this tab kept, else what came back, else an empty form; non-members begin with the
    /// prefecture that the rules foresee.
    fn begin(&self) -> ApplicationForm {
        let kept = draft::kept(&self.kept_as());
        let came_back = || self.again.as_ref().map(|view| view.form.clone());
        let foreseen = || {
            let prefecture = self.preparation.prefecture.as_ref();
            prefecture.filter(|_| !self.preparation.applicant.member)
        };
        let mut form: ApplicationForm =
            kept.or_else(came_back).unwrap_or_else(|| ApplicationForm {
                programme: self.programme().to_string(),
                target: foreseen().map_or_else(String::new, |target| target.id.to_string()),
                ..ApplicationForm::default()
            });
        form.title.get_or_insert_with(TitleForm::default).goal = self.goal.clone();
        form
    }

    /// Every document that may be named.
    fn documents(&self) -> Vec<EvidenceView> {
        let own = self.again.iter().flat_map(|view| view.evidence.iter());
        own.chain(&self.preparation.evidence).cloned().collect()
    }
}

/// The rules by which the form is checked and judged.
pub struct Rules {
    version: RuleVersion,
    choices: TitleChoices,
}

impl Rules {
    fn new(preparation: &TitlePreparation, goal: &str) -> Self {
        let version = preparation.rules.clone().into_version();
        let choices = TitleChoices::of(&version, goal);
        Rules { version, choices }
    }

    /// The goal as it would stand with what is typed; none while that can be of nothing. What was in
    /// time on the day of the first submission stays in time.
    fn judged(
        &self,
        form: &ApplicationForm,
        applicant: &ApplicantFacts,
        submitted_on: Option<Date>,
    ) -> Option<GoalView> {
        let documents = form.identity_documents.len();
        let applicant = ApplicantFacts {
            identity_documents: u32::try_from(documents).unwrap_or(u32::MAX),
            ..applicant.clone()
        };
        let (title, today) = (form.title.as_ref()?, browser::today());
        let facts = title.facts_as_typed(&self.choices, applicant, today)?;
        let goal = title.goal(&self.version)?;
        let judged = |day| GoalView::of(&judge(&self.version, goal, &facts, day));
        let now = judged(today);
        let before = submitted_on.filter(|_| !now.evaluation.submittable);
        let before = before.map(judged);
        let in_time = before.filter(|before| before.evaluation.submittable);
        Some(in_time.unwrap_or(now))
    }

    /// Whether lines of practice are asked for.
    fn asks_practice(&self, goal: &str) -> bool {
        let practice = |ask: &Ask| matches!(ask, Ask::Activity { .. });
        self.version
            .goal(goal)
            .is_some_and(|goal| goal.asks(practice))
    }
}

/// What is wrong with the form by itself.
fn check(form: &ApplicationForm, choices: &TitleChoices, member: bool) -> Vec<FieldProblem> {
    let title = form.title.clone().unwrap_or_default();
    let checked = title.check_alone(choices, browser::today());
    let mut problems = checked.err().unwrap_or_default();
    if !member && form.target.is_empty() {
        problems.push(FieldProblem::new("target", Code::Required));
    }
    problems
}

/// The whole form with the panel beside it.
#[component]
fn Filling(props: &FillingProps) -> Html {
    let words = use_words();
    let preparation = &props.preparation;
    let rules = use_memo((), |()| Rules::new(preparation, &props.goal));
    let member = preparation.applicant.member;
    let form: ApplyForm = {
        let rules = Rc::clone(&rules);
        use_form(
            || props.begin(),
            move |form: &ApplicationForm| check(form, &rules.choices, member),
        )
    };
    let known = use_state(|| Rc::new(props.documents()));
    let asking = use_state(|| None::<(ApplicationForm, String)>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let typed = form.value();
    use_draft(props.kept_as(), typed.clone());
    let submitted_on = props.again.as_ref().map(|view| view.summary.submitted_on);
    let judged = use_memo(typed.clone(), |form| {
        rules.judged(form, &preparation.applicant, submitted_on)
    });
    let unread = typed
        .title
        .as_ref()
        .is_some_and(|title| title.readable(&rules.choices, browser::today()) != *title);
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
        let (again, kept_as, programme) = (props.again.clone(), props.kept_as(), props.programme());
        Callback::from(move |()| {
            let Some((typed, key)) = (*asking).clone() else {
                return;
            };
            let (form, asking, busy, problem) =
                (form.clone(), asking.clone(), busy.clone(), problem.clone());
            let (again, kept_as) = (again.clone(), kept_as.clone());
            busy.set(true);
            yew::platform::spawn_local(async move {
                let answer = send(again.as_deref(), &typed, &key).await;
                busy.set(false);
                asking.set(None);
                match answer {
                    Ok(view) => {
                        draft::forget(&kept_as);
                        say_aloud(words.say(apply::SUBMITTED));
                        router::push(&Route::TitleSubmitted {
                            programme: programme.to_string(),
                            id: view.summary.id.to_string(),
                        });
                    }
                    Err(found) => {
                        if found.fields.iter().any(|field| is_of_form(&field.field)) {
                            form.refused(&found);
                        }
                        problem.set(Some(found));
                    }
                }
            });
        })
    };
    let goal = (*judged).as_ref();
    let submittable = goal.is_some_and(|goal| goal.evaluation.submittable);
    let action = words.say(if props.again.is_some() {
        apply::RESUBMIT
    } else {
        apply::SUBMIT
    });
    let target = target_name(&typed, preparation, words);
    let name = Callback::from(move |path: AttrValue| lines::name_of_field(&path, words));
    html! {
        <form class="form" onsubmit={ask} novalidate=true>
            <ErrorSummary errors={form.errors(words)} {name} />
            <ProblemNote problem={(*problem).clone()} />
            <div class="apply">
                <div class="stack">
                    { about(preparation, goal, &target, words) }
                    { lines::declared(&form, &rules, &known, &learn, words) }
                    { lines::certificates(&form, &rules, &known, &learn, words) }
                    if rules.asks_practice(&props.goal) {
                        { lines::activities(&form, &known, &learn, words) }
                    }
                    if !member { { person::part(&form, &known, &learn, words) } }
                </div>
                <aside>
                    <section class="card stack" aria-live="polite">
                        <h2>{ words.say(apply::PANEL) }</h2>
                        { goal.map(|goal| requirements::list(goal, words)) }
                        if unread { <p class="small quiet">{ words.say(say::INCOMPLETE) }</p> }
                        if !submittable { <p class="note soon">{ words.say(apply::UNMET_NOTE) }</p> }
                        <button type="submit" class="button" disabled={!submittable}>{ action }</button>
                    </section>
                </aside>
            </div>
            if asking.is_some() {
                <Confirm id="apply" title={words.say(apply::SURE)} {action} busy={*busy} {yes} {no}>
                    <p>{ words.fill(say::SURE_TEXT, &[("target", &target)]) }</p>
                </Confirm>
            }
        </form>
    }
}

async fn send(
    again: Option<&ApplicationView>,
    typed: &ApplicationForm,
    key: &str,
) -> Result<ApplicationView, Problem> {
    match again {
        Some(view) => {
            let path = ApplicationPath {
                application: view.summary.id.clone(),
            };
            client::call::<api::ResubmitApplication>(&path, typed, key).await
        }
        None => client::call::<api::SubmitApplication>(&api::NoPath {}, typed, key).await,
    }
}

/// Whether a refusal belongs beside a field; others name a requirement.
fn is_of_form(field: &str) -> bool {
    field.starts_with("title.") || field.starts_with("target") || field.starts_with("identity_")
}

/// The association that the form names, else the own one.
fn target_name(typed: &ApplicationForm, preparation: &TitlePreparation, words: Words) -> String {
    let chosen = person::association_name(&typed.target, words);
    let own = || preparation.prefecture.as_ref();
    chosen
        .or_else(|| own().map(|target| target.name.clone()))
        .unwrap_or_default()
}

/// Where it goes, when it is decided, what it costs.
fn about(
    preparation: &TitlePreparation,
    goal: Option<&GoalView>,
    target: &str,
    words: Words,
) -> Html {
    let placement = preparation.placement.as_ref().map(|placement| {
        words.fill(
            say::IF_TODAY,
            &[
                ("committee", &words.day(placement.round.committee)),
                ("round", &words.round(&placement.round.id)),
                ("cut_off", &words.short_day(placement.cut_off)),
            ],
        )
    });
    let fee = goal.and_then(|goal| goal.fee).map(|fee| words.yen(fee));
    html! {
        <section class="card stack">
            <p><b>{ words.fill(say::GOES_TO, &[("target", &target)]) }</b></p>
            if let Some(placement) = placement { <p>{ placement }</p> }
            if let Some(fee) = fee { <p>{ words.fill(say::FEE, &[("yen", &fee)]) }</p> }
        </section>
    }
}
