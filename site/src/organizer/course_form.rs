//! The application for a course, new or corrected (features.md #58).

use std::collections::BTreeSet;
use std::rc::Rc;

use api::{
    CreateCourse, ListCourseProgrammes, NoPath, ReadCourse, ResubmitCourse,
    courses::{
        CategoryName, CoursePath, CourseProgramme, CourseProgrammes, CourseView, ProgrammesQuery,
    },
    problem::Problem,
};
use domain::{
    association::Tier,
    calendar::Date,
    course::{AwardForm, CourseForm, LectureForm, PlaceForm},
    id::CourseId,
    label,
    programme::Programme,
};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::draft::{self, use_draft};
use crate::form::{Form, use_form};
use crate::load::use_load;
use crate::reference::{name_in, use_list};
use crate::route::Route;
use crate::router;
use crate::text::organizer as say;
use crate::ui::{DateField, ErrorSummary, Page, ProblemNote, Select, Submit, TextField, say_aloud};
use crate::words::{Words, use_words};

/// Under this name the tab keeps a new course.
const NEW: &str = "course-form";

/// A new course.
#[component]
pub fn NewCoursePage() -> Html {
    let words = use_words();
    let initial = draft::kept(NEW).unwrap_or_else(empty);
    html! {
        <Page title={words.say(say::COURSE_FORM)} narrow=true>
            <CourseFields {initial} correcting={None::<CourseId>} kept_as={NEW} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct CorrectProps {
    pub id: CourseId,
}

/// A course that was sent back.
#[component]
pub fn CorrectCoursePage(props: &CorrectProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let load = use_load::<ReadCourse>(client::address::<ReadCourse>(&path));
    html! {
        <Page title={words.say(say::COURSE_AGAIN)} narrow=true>
            { load.draw(|course| {
                let kept_as = format!("{NEW}:{}:{}", props.id, course.version);
                let initial = draft::kept(&kept_as).unwrap_or_else(|| course.form.clone());
                html! { <CourseFields {initial} correcting={Some(props.id.clone())} {kept_as} /> }
            }) }
        </Page>
    }
}

fn empty() -> CourseForm {
    CourseForm {
        programmes: vec![Programme::ContinuingEducation.as_str().to_owned()],
        place: PlaceForm {
            kind: "venue".to_owned(),
            ..PlaceForm::default()
        },
        lectures: vec![lecture()],
        ..CourseForm::default()
    }
}

fn lecture() -> LectureForm {
    LectureForm {
        awards: vec![award(Programme::ContinuingEducation.as_str())],
        ..LectureForm::default()
    }
}

fn award(programme: &str) -> AwardForm {
    AwardForm {
        programme: programme.to_owned(),
        ..AwardForm::default()
    }
}

/// One lecture more, for the same programmes as the last one: courses of many lectures seldom mix.
fn another(form: &mut CourseForm) {
    let awards = form.lectures.last().map_or_else(Vec::new, |last| {
        last.awards
            .iter()
            .map(|last| AwardForm {
                units: last.units.clone(),
                ..award(&last.programme)
            })
            .collect()
    });
    form.lectures.push(LectureForm {
        awards,
        ..LectureForm::default()
    });
}

/// The form as it is sent: 制度種別 are those of its lectures, and a separator with nothing behind it
/// names nobody.
fn as_sent(mut form: CourseForm) -> CourseForm {
    form.co_organizers.retain(|name| !name.trim().is_empty());
    let awards = form.lectures.iter().flat_map(|lecture| &lecture.awards);
    let named: BTreeSet<String> = awards
        .filter(|award| !award.programme.is_empty())
        .map(|award| award.programme.clone())
        .collect();
    form.programmes = named.into_iter().collect();
    form
}

#[derive(Properties, PartialEq)]
struct FieldsProps {
    initial: CourseForm,
    correcting: Option<CourseId>,
    /// Under this name the tab keeps what is typed.
    kept_as: AttrValue,
}

#[component]
fn CourseFields(props: &FieldsProps) -> Html {
    let words = use_words();
    let initial = props.initial.clone();
    let form = use_form(
        move || initial,
        move |form: &CourseForm| {
            let checked = as_sent(form.clone()).check(browser::today());
            checked.err().unwrap_or_default()
        },
    );
    use_draft(props.kept_as.to_string(), form.value());
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let submit = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        let (correcting, kept_as) = (props.correcting.clone(), props.kept_as.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let Some((value, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
            let (correcting, kept_as) = (correcting.clone(), kept_as.clone());
            yew::platform::spawn_local(async move {
                let answer = send(correcting, &as_sent(value), &key).await;
                busy.set(false);
                match answer {
                    Ok(course) => {
                        draft::forget(&kept_as);
                        say_aloud(words.say(say::COURSE_SUBMITTED));
                        router::push(&Route::Course {
                            id: course.line.id.to_string(),
                        });
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let add = {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| form.edit(another))
    };
    let value = form.value();
    let count = value.lectures.len();
    // The rules of the day of the course; of today while none is typed.
    let query = ProgrammesQuery {
        date: Date::parse(&value.date).ok(),
    };
    let address = client::address_with::<ListCourseProgrammes>(&NoPath {}, &query);
    let offered = use_load::<ListCourseProgrammes>(address);
    let offered = offered.ready().cloned();
    html! {
        <form class="form" novalidate=true onsubmit={submit}>
            <ErrorSummary errors={form.errors(words)} name={Callback::from(move |path: AttrValue| name_of(&path, words))} />
            <ProblemNote problem={(*problem).clone()} />
            <section class="card">
                <TextField bound={form.text("title", words, |f| &mut f.title)} label={words.say(say::TITLE)} />
                <DateField bound={form.text("date", words, |f| &mut f.date)} label={words.say(say::DATE)} hint={Html::from(words.say(say::DATE_HINT))} />
                <CoOrganizers form={Wrapped(form.clone())} />
                { programmes(words, &as_sent(value), offered.as_deref()) }
            </section>
            <section class="card">{ place(words, &form) }</section>
            <section class="card">
                <h2>{ words.say(say::ENQUIRIES) }</h2>
                <p class="hint">{ words.say(say::ENQUIRIES_HINT) }</p>
                <TextField bound={form.text("enquiries.name", words, |f| &mut f.enquiries.name)} label={words.say(say::NAME)} />
                <div class="pair">
                    <TextField bound={form.text("enquiries.telephone", words, |f| &mut f.enquiries.telephone)} label={words.say(say::TELEPHONE)} required=false kind="tel" />
                    <TextField bound={form.text("enquiries.email", words, |f| &mut f.enquiries.email)} label={words.say(say::EMAIL)} required=false kind="email" />
                </div>
            </section>
            { for (0..count).map(|index| html! { <LectureFields form={Wrapped(form.clone())} {index} only={count == 1} offered={offered.clone()} /> }) }
            <p><button type="button" class="button quiet" onclick={add}>{ words.say(say::ADD_LECTURE) }</button></p>
            <section class="card pair">
                <TextField bound={form.text("capacity", words, |f| &mut f.capacity)} label={words.say(say::CAPACITY)} required=false inputmode="numeric" />
                <TextField bound={form.text("target", words, |f| &mut f.target)} label={words.say(say::TARGET)} required=false />
            </section>
            <div class="buttons"><Submit text={words.say(say::SUBMIT_COURSE)} busy={*busy} /></div>
        </form>
    }
}

/// The name of the field at `path`, a lecture's with its number: for the summary of errors.
fn name_of(path: &str, words: Words) -> AttrValue {
    let (lecture, field) = match path
        .strip_prefix("lectures[")
        .and_then(|rest| rest.split_once(']'))
    {
        Some((index, field)) => (index.parse::<usize>().ok(), field),
        None => (None, path),
    };
    let field = field.rsplit('.').next().unwrap_or(field);
    // Of a part of a list, the name of the list.
    let field = field.split('[').next().unwrap_or(field);
    let name = words.say(match (lecture, field) {
        (Some(_), "title") => say::LECTURE_TITLE,
        (_, "lecturer") => say::LECTURER,
        (_, "start") => say::START,
        (_, "end") => say::END,
        (_, "units") => say::UNITS,
        (_, "programme") => say::PROGRAMME,
        (_, "category") => say::CATEGORY,
        (_, "code") => say::CODE,
        (_, "title") => say::TITLE,
        (_, "date") => say::DATE,
        (_, "co_organizers") => say::CO_ORGANIZERS,
        (_, "venue") => say::VENUE_NAME,
        (_, "prefecture") => say::PREFECTURE,
        (_, "address") => say::ADDRESS,
        (_, "name") => say::NAME,
        (_, "telephone") => say::TELEPHONE,
        (_, "email") => say::EMAIL,
        (_, "capacity") => say::CAPACITY,
        (_, "target") => say::TARGET,
        _ => say::LECTURES,
    });
    match lecture {
        Some(index) => format!(
            "{} {name}",
            words.fill(say::LECTURE, &[("number", &(index + 1))])
        )
        .into(),
        None => AttrValue::Static(name),
    }
}

async fn send(
    correcting: Option<CourseId>,
    form: &CourseForm,
    key: &str,
) -> Result<CourseView, Problem> {
    match correcting {
        None => client::call::<CreateCourse>(&NoPath {}, form, key).await,
        Some(course) => client::call::<ResubmitCourse>(&CoursePath { course }, form, key).await,
    }
}

/// A form as a property: drawn anew whenever its owner is.
#[derive(Clone)]
struct Wrapped(Form<CourseForm>);

impl PartialEq for Wrapped {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[derive(Properties, PartialEq)]
struct PartProps {
    form: Wrapped,
}

/// Several names in one line.
#[component]
fn CoOrganizers(props: &PartProps) -> Html {
    let words = use_words();
    let form = &props.form.0;
    let bound = crate::form::Bound {
        id: AttrValue::Static("co_organizers"),
        value: form.value().co_organizers.join("、").into(),
        error: form.error_in_list("co_organizers", words),
        change: {
            let form = form.clone();
            Callback::from(move |typed: String| {
                form.edit(|value| {
                    value.co_organizers = typed.split(['、', ',']).map(str::to_owned).collect();
                    if typed.trim().is_empty() {
                        value.co_organizers.clear();
                    }
                });
            })
        },
        leave: form.leaving(&AttrValue::Static("co_organizers")),
    };
    html! {
        <TextField {bound} label={words.say(say::CO_ORGANIZERS)} required=false hint={Html::from(words.say(say::CO_ORGANIZERS_HINT))} />
    }
}

/// What the lectures make of the course, and who approves that.
fn programmes(words: Words, form: &CourseForm, offered: Option<&CourseProgrammes>) -> Html {
    let named: Vec<Programme> = form
        .programmes
        .iter()
        .filter_map(|name| Programme::parse(name).ok())
        .collect();
    let names: Vec<&str> = named
        .iter()
        .map(|one| words.say(label::programme(*one)))
        .collect();
    let in_rounds = offered.is_some_and(|offered| {
        let nationally = |one: &CourseProgramme| {
            one.stages.contains(&Tier::National) && named.contains(&one.programme)
        };
        offered.programmes.iter().any(nationally)
    });
    html! {
        <>
            <p><b>{ words.say(say::PROGRAMMES) }</b>{ "　" }{ names.join(words.dot()) }</p>
            <p class="hint">{ words.say(say::PROGRAMMES_HINT) }</p>
            if in_rounds { <p class="note">{ words.say(say::NATIONALLY_TOO) }</p> }
        </>
    }
}

fn place(words: Words, form: &Form<CourseForm>) -> Html {
    let kind = form.value().place.kind;
    let choices = vec![
        ("venue".into(), words.say(say::VENUE).into()),
        ("online".into(), words.say(say::ONLINE).into()),
        ("both".into(), words.say(say::BOTH).into()),
    ];
    html! {
        <>
            <Select bound={form.text("place.kind", words, |f| &mut f.place.kind)} label={words.say(say::PLACE)} {choices} width="w-m" />
            if kind != "online" {
                <TextField bound={form.text("place.venue", words, |f| &mut f.place.venue)} label={words.say(say::VENUE_NAME)} />
                <PrefectureSelect bound={form.text("place.prefecture", words, |f| &mut f.place.prefecture)} label={words.say(say::PREFECTURE)} />
            }
            if kind != "venue" {
                <TextField bound={form.text("place.address", words, |f| &mut f.place.address)} label={words.say(say::ADDRESS)} required=false kind="url" />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct PrefectureProps {
    pub bound: crate::form::Bound,
    pub label: AttrValue,
}

/// One of the 47.
#[component]
pub fn PrefectureSelect(props: &PrefectureProps) -> Html {
    let words = use_words();
    let list = use_list("prefectures");
    let choices: Vec<(AttrValue, AttrValue)> = list
        .iter()
        .map(|entry| (entry.code.clone().into(), name_in(entry, words).into()))
        .collect();
    html! { <Select bound={props.bound.clone()} label={props.label.clone()} {choices} width="w-m" /> }
}

#[derive(Properties, PartialEq)]
struct LectureProps {
    form: Wrapped,
    index: usize,
    only: bool,
    offered: Option<Rc<CourseProgrammes>>,
}

#[component]
fn LectureFields(props: &LectureProps) -> Html {
    let words = use_words();
    let (form, index) = (&props.form.0, props.index);
    let path = |field: &str| format!("lectures[{index}].{field}");
    let count = form.value().lectures[index].awards.len();
    let more = {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| {
            form.edit(|value| {
                let awards = &mut value.lectures[index].awards;
                let like = awards.last().map(|last| last.programme.clone());
                awards.push(award(&like.unwrap_or_default()));
            });
        })
    };
    let awards = (0..count).map(|place| {
        html! { <AwardFields form={props.form.clone()} {index} {place} only={count == 1} offered={props.offered.clone()} /> }
    });
    let remove = {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| {
            form.edit(|value| {
                value.lectures.remove(index);
            });
        })
    };
    html! {
        <section class="card">
            <h2>{ words.fill(say::LECTURE, &[("number", &(index + 1))]) }</h2>
            <TextField bound={form.text(path("title"), words, move |f| &mut f.lectures[index].title)} label={words.say(say::LECTURE_TITLE)} />
            <TextField bound={form.text(path("lecturer"), words, move |f| &mut f.lectures[index].lecturer)} label={words.say(say::LECTURER)} />
            <div class="pair">
                <TextField bound={form.text(path("start"), words, move |f| &mut f.lectures[index].start)} label={words.say(say::START)} hint={Html::from(words.say(say::TIME_HINT))} width="w-s" />
                <TextField bound={form.text(path("end"), words, move |f| &mut f.lectures[index].end)} label={words.say(say::END)} hint={Html::from(words.say(say::TIME_HINT))} width="w-s" />
            </div>
            { for awards }
            <p><button type="button" class="link" onclick={more}>{ words.say(say::ADD_AWARD) }</button></p>
            if !props.only {
                <p><button type="button" class="link" onclick={remove}>{ words.say(say::REMOVE_LECTURE) }</button></p>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct AwardProps {
    form: Wrapped,
    index: usize,
    place: usize,
    only: bool,
    offered: Option<Rc<CourseProgrammes>>,
}

/// What a lecture earns: programme, category where there are several, units, and the code that only
/// continuing education has. Either-or units (基礎 or 生涯) are two of these.
#[component]
fn AwardFields(props: &AwardProps) -> Html {
    let words = use_words();
    let codes = use_list("curriculum-codes");
    let (form, index, place) = (&props.form.0, props.index, props.place);
    let path = |field: &str| format!("lectures[{index}].awards[{place}].{field}");
    let programme = form.value().lectures[index].awards[place].programme.clone();
    let offered = props.offered.as_deref();
    let programmes: Vec<(AttrValue, AttrValue)> = offered.map_or_else(Vec::new, |offered| {
        let choice = |one: &CourseProgramme| {
            let name = words.say(label::programme(one.programme));
            (one.programme.as_str().into(), name.into())
        };
        offered.programmes.iter().map(choice).collect()
    });
    let own = offered.and_then(|offered| {
        let own = |one: &&CourseProgramme| one.programme.as_str() == programme;
        offered.programmes.iter().find(own)
    });
    let categories: Vec<(AttrValue, AttrValue)> = own.map_or_else(Vec::new, |own| {
        let choice = |one: &CategoryName| {
            let name = one.label.text(words.language).to_owned();
            (one.category.to_string().into(), name.into())
        };
        own.categories.iter().map(choice).collect()
    });
    let several = categories.len() > 1;
    let coded = programme == Programme::ContinuingEducation.as_str();
    let choices: Vec<(AttrValue, AttrValue)> = codes
        .iter()
        .map(|entry| {
            let text = format!("{} {}", entry.code, name_in(entry, words));
            (entry.code.clone().into(), text.into())
        })
        .collect();
    let chosen = {
        let bound = form.text(path("programme"), words, move |f| {
            &mut f.lectures[index].awards[place].programme
        });
        // What belongs to another programme goes with it.
        let form = form.clone();
        crate::form::Bound {
            change: Callback::from(move |name: String| {
                form.edit(|value| {
                    let award = &mut value.lectures[index].awards[place];
                    award.programme = name;
                    award.category.clear();
                    award.code.clear();
                });
            }),
            ..bound
        }
    };
    let remove = {
        let form = form.clone();
        Callback::from(move |_: MouseEvent| {
            form.edit(|value| {
                value.lectures[index].awards.remove(place);
            });
        })
    };
    html! {
        <div class="group">
            <div class="pair">
                <Select bound={chosen} label={words.say(say::PROGRAMME)} choices={programmes} />
                if several {
                    <Select bound={form.text(path("category"), words, move |f| &mut f.lectures[index].awards[place].category)} label={words.say(say::CATEGORY)} choices={categories} />
                }
            </div>
            <div class="pair">
                <TextField bound={form.text(path("units"), words, move |f| &mut f.lectures[index].awards[place].units)} label={words.say(say::UNITS)} hint={Html::from(words.say(say::UNITS_HINT))} width="w-s" inputmode="decimal" />
                if coded {
                    <Select bound={form.text(path("code"), words, move |f| &mut f.lectures[index].awards[place].code)} label={words.say(say::CODE)} {choices} />
                }
            </div>
            if !props.only {
                <p><button type="button" class="link" onclick={remove}>{ words.say(say::REMOVE_AWARD) }</button></p>
            }
        </div>
    }
}
