//! 受講計画: what is missing by when, and which announced courses fill it (features.md L6).

use api::applications::ProgrammePath;
use api::titles::{GoalView, PlanQuery, PlannedCourse, TitlePlan, TitleView};
use domain::course::CourseAward;
use domain::label;
use domain::programme::Programme;
use domain::rules::GoalKind;
use yew::prelude::*;

use crate::markup::{component, html};

use super::timeline::{self, Planned};
use super::{in_words, main_goal, todo};
use crate::catalogue::{earned, entry, place_of};
use crate::frame::Here;
use crate::load::use_load;
use crate::register::address::prefecture_name;
use crate::route::Route;
use crate::text::titles as say;
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};
use crate::{browser, client};

#[derive(Properties, PartialEq)]
pub struct PlanPageProps {
    pub programme: Programme,
}

/// For what the doctor would apply for next.
#[component]
pub fn PlanPage(props: &PlanPageProps) -> Html {
    let words = use_words();
    let path = ProgrammePath {
        programme: props.programme,
    };
    let title = use_load::<api::ViewTitle>(client::address::<api::ViewTitle>(&path));
    let name = words.say(label::programme(props.programme));
    let goal = title.ready().and_then(|view| main_goal(view));
    let goal_name = goal.map(|goal| in_words(&goal.label, words));
    let heading = words.fill(
        say::PLAN_TITLE,
        &[("title", &name), ("goal", &goal_name.unwrap_or_default())],
    );
    html! {
        <Page title={heading}>
            { title.draw(|view| match main_goal(view) {
                Some(goal) => html! { <Plan view={std::rc::Rc::clone(view)} goal={goal.id.clone()} /> },
                None => html! {},
            }) }
        </Page>
    }
}

#[derive(Properties)]
struct PlanProps {
    view: std::rc::Rc<TitleView>,
    goal: String,
}

impl PartialEq for PlanProps {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.view, &other.view)
    }
}

#[component]
fn Plan(props: &PlanProps) -> Html {
    let words = use_words();
    let path = ProgrammePath {
        programme: props.view.programme,
    };
    let query = PlanQuery {
        goal: props.goal.clone(),
    };
    let address = client::address_with::<api::PlanTitle>(&path, &query);
    let plan = use_load::<api::PlanTitle>(address);
    let goal = main_goal(&props.view);
    plan.draw(|plan| {
        goal.map(|goal| shown(&props.view, goal, plan, words))
            .unwrap_or_default()
    })
}

fn shown(view: &TitleView, goal: &GoalView, plan: &TitlePlan, words: Words) -> Html {
    let planned: Vec<Planned<'_>> = plan
        .courses
        .iter()
        .map(|one| Planned {
            day: one.course.date,
            title: &one.course.title,
        })
        .collect();
    let with_courses = plan.climb.as_ref().map(|climb| (climb, &planned[..]));
    let today = browser::today();
    html! {
        <>
            { by_when(view, goal, plan, words) }
            <div class="two even">
                <section class="card stack" id="courses">{ courses(view, goal, plan, words) }</section>
                <section class="card" id="timeline">
                    { timeline::shown(view, Some(goal), with_courses, today, words) }
                </section>
            </div>
            if !plan.others.is_empty() {
                <section class="card stack">
                    <h2>{ words.say(say::PLAN_OTHERS) }</h2>
                    <p>{ words.say(say::PLAN_OTHERS_TEXT) }</p>
                    { rows(view.programme, &plan.others, words) }
                </section>
            }
        </>
    }
}

/// What is missing, and the day until which it has to be there: a first approval has none.
fn by_when(view: &TitleView, goal: &GoalView, plan: &TitlePlan, words: Words) -> Html {
    let day = words.day(plan.until);
    let target = view.prefecture.as_ref().map(|target| target.name.as_str());
    let first = goal.kind == GoalKind::New;
    let (title, text) = if first {
        (
            words.say(say::PLAN_YEAR).to_owned(),
            words.fill(say::PLAN_YEAR_TEXT, &[("day", &day)]),
        )
    } else {
        (
            words.fill(say::PLAN_UNTIL, &[("day", &day)]),
            words.fill(
                say::PLAN_UNTIL_TEXT,
                &[("target", &target.unwrap_or_default())],
            ),
        )
    };
    html! {
        <section class="card next">
            <div class="stack">
                <h2>{ title }</h2>
                <p>{ text }</p>
                { todo::lacks(goal, words) }
                <div class="buttons">
                    <Here to={Route::title(view.programme)} class="button quiet">{ words.say(say::DONE_TITLE_PAGE) }</Here>
                </div>
            </div>
            if !first {
                <div class="when">
                    <small>{ words.say(say::LEFT) }</small>
                    <span class="number">{ browser::today().days_until(plan.until) }</span>{ " " }{ words.say(say::DAYS) }
                </div>
            }
        </section>
    }
}

/// The courses to attend, and what stays open even then.
fn courses(view: &TitleView, goal: &GoalView, plan: &TitlePlan, words: Words) -> Html {
    let nothing = plan.courses.is_empty();
    let title = match (nothing, plan.open.is_empty()) {
        (true, _) if goal.evaluation.submittable => say::PLAN_READY,
        (true, _) => say::PLAN_NONE,
        (false, true) => say::PLAN_COURSES,
        (false, false) => say::PLAN_COURSES_PART,
    };
    let prefecture = view
        .prefecture
        .as_ref()
        .and_then(|target| target.id.prefecture());
    let prefecture = prefecture.map(|code| prefecture_name(code, words.language));
    let open = plan.open.iter();
    html! {
        <>
            <h2>{ words.say(title) }</h2>
            if !nothing { { rows(view.programme, &plan.courses, words) } }
            if !nothing && !plan.open.is_empty() {
                <div class="note soon">
                    <b>{ words.say(say::PLAN_OPEN) }</b>
                    <ul>{ for open.map(|label| html! { <li>{ in_words(label, words) }</li> }) }</ul>
                </div>
            }
            <p class="small quiet">{ words.fill(say::PLAN_CONSIDERED, &[
                ("prefecture", &prefecture.unwrap_or_default()), ("count", &plan.considered),
            ]) }</p>
            <p><Here to={Route::Catalogue}>{ words.say(say::PLAN_ALL) }</Here></p>
        </>
    }
}

fn rows(programme: Programme, courses: &[PlannedCourse], words: Words) -> Html {
    let one = |planned: &PlannedCourse| {
        let course = &planned.course;
        let to = Route::AnnouncedCourse {
            id: course.id.to_string(),
        };
        let own = |award: &&CourseAward| award.programme == programme;
        let credit = |award: &CourseAward| html! { <Tag tone={Tone::Act} text={earned(words, course, award)} /> };
        let named = words.fill(say::PLAN_ADD_NAMED, &[("title", &course.title)]);
        html! {
            <li class="row plain">
                <div class="stack">
                    <div>
                        <span class="number quiet">{ words.day(course.date) }{ " " }{ format!("{}–{}", course.begins, course.ends) }</span><br />
                        <b><Here {to}>{ &course.title }</Here></b>
                        <small>{ place_of(course, words) }</small>
                    </div>
                    <div class="chips">{ for course.credits.iter().filter(own).map(credit) }</div>
                    if planned.tight { <p class="note soon">{ words.say(say::PLAN_TIGHT) }</p> }
                    <p><a download="course.ics" href={entry(&course.id)} aria-label={named}>{ words.say(say::PLAN_ADD) }</a></p>
                </div>
            </li>
        }
    };
    html! { <ul class="rows">{ for courses.iter().map(one) }</ul> }
}
