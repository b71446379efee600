//! 研修会をさがす: approved courses to come, for everybody (features.md #131).

use std::rc::Rc;

use api::{
    ListCatalogue, ListCourseProgrammes, NoPath, OpenCatalogueFeed, OpenCourseEntry,
    ReadAnnouncedCourse,
    catalogue::{AnnouncedLecture, Catalogue, CatalogueCourse, CatalogueQuery},
    courses::{CategoryName, CoursePath, CourseProgramme, ProgrammesQuery},
    problem::Problem,
};
use domain::{
    calendar::Date,
    contact::PrefectureCode,
    course::{CourseAward, Place},
    curriculum::CurriculumCode,
    id::CourseId,
    label,
    programme::{Category, Programme},
    rejection::{FieldProblem, Problems},
};
use yew::prelude::*;

use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::reference::{name_in, use_list};
use crate::register::address::prefecture_name;
use crate::route::Route;
use crate::text::catalogue as say;
use crate::ui::{
    DateField, ErrorSummary, Page, ProblemNote, Select, Submit, Tag, TextField, Tone, Waiting,
};
use crate::words::{Words, use_words};

/// What stands in the place of a prefecture for courses on-line.
const ONLINE: &str = "online";

/// What is looked for, as typed.
#[derive(Clone, Default)]
struct Filter {
    text: String,
    place: String,
    programme: String,
    category: String,
    code: String,
    from: String,
    until: String,
}

impl Filter {
    fn query(&self) -> Result<CatalogueQuery, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let (online, prefecture) = match self.place.as_str() {
            ONLINE => (Some(true), Some(None)),
            place => (
                None,
                problems.take_optional("place", place, PrefectureCode::parse),
            ),
        };
        let programme = problems.take_optional("programme", &self.programme, Programme::parse);
        let category = problems.take_optional("category", &self.category, Category::parse);
        let code = problems.take_optional("code", &self.code, CurriculumCode::parse);
        let from = problems.take_optional("from", &self.from, Date::parse);
        let until = problems.take_optional("until", &self.until, Date::parse);
        let text = self.text.trim();
        let query = (|| {
            Some(CatalogueQuery {
                prefecture: prefecture?,
                online,
                programme: programme?,
                category: category?,
                code: code?,
                from: from?,
                until: until?,
                text: (!text.is_empty()).then(|| text.to_owned()),
                after: None,
            })
        })();
        problems.finish(query)
    }
}

/// The page.
#[component]
pub fn CataloguePage() -> Html {
    let words = use_words();
    let query = use_state(CatalogueQuery::default);
    let pages = use_state(Vec::<Rc<Catalogue>>::new);
    let busy = use_state(|| true);
    let problem = use_state(|| None::<Problem>);
    let read = {
        let (query, pages, busy, problem) =
            (query.clone(), pages.clone(), busy.clone(), problem.clone());
        Callback::from(
            move |(wanted, before): (CatalogueQuery, Vec<Rc<Catalogue>>)| {
                query.set(CatalogueQuery {
                    after: None,
                    ..wanted.clone()
                });
                busy.set(true);
                let (pages, busy, problem) = (pages.clone(), busy.clone(), problem.clone());
                yew::platform::spawn_local(async move {
                    let address = client::address_with::<ListCatalogue>(&NoPath {}, &wanted);
                    match client::get::<ListCatalogue>(&address).await {
                        Ok(page) => {
                            let mut all = before;
                            all.push(Rc::new(page));
                            pages.set(all);
                            problem.set(None);
                        }
                        Err(failed) => problem.set(Some(failed)),
                    }
                    busy.set(false);
                });
            },
        )
    };
    {
        let read = read.clone();
        use_effect_with((), move |()| {
            read.emit((CatalogueQuery::default(), Vec::new()));
        });
    }
    let search = {
        let read = read.clone();
        Callback::from(move |wanted: CatalogueQuery| read.emit((wanted, Vec::new())))
    };
    let next = pages.last().and_then(|page| page.next.clone());
    let more = {
        let (query, pages, next) = (query.clone(), pages.clone(), next.clone());
        Callback::from(move |_: MouseEvent| {
            let wanted = CatalogueQuery {
                after: next.clone(),
                ..(*query).clone()
            };
            read.emit((wanted, (*pages).clone()));
        })
    };
    let feed = client::address_with::<OpenCatalogueFeed>(&NoPath {}, &query);
    let courses: Vec<&CatalogueCourse> = pages.iter().flat_map(|page| &page.courses).collect();
    let days = pages.first();
    let days = days.map(|page| words.period(page.from, page.until));
    html! {
        <Page title={words.say(say::TITLE)}>
            <p>{ words.say(say::LEAD) }</p>
            <Filters {search} busy={*busy} />
            <section class="card stack" aria-live="polite">
                if let Some(days) = days { <p class="quiet number">{ days }</p> }
                <ProblemNote problem={(*problem).clone()} />
                if courses.is_empty() && !*busy && next.is_none() { <p>{ words.say(say::NONE) }</p> }
                <ul class="rows">{ for courses.iter().map(|course| row(words, course)) }</ul>
                if *busy { <Waiting /> }
                if next.is_some() && !*busy {
                    <p><button type="button" class="button quiet" onclick={more}>{ words.say(say::MORE) }</button></p>
                }
            </section>
            <section class="card stack">
                <p><a href={["/api", &feed].concat()}>{ words.say(say::FEED) }</a></p>
                <p class="hint small quiet">{ words.say(say::FEED_HINT) }</p>
            </section>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct FiltersProps {
    search: Callback<CatalogueQuery>,
    busy: bool,
}

/// What to look for: words, place and programme; the rest behind a fold.
#[component]
fn Filters(props: &FiltersProps) -> Html {
    let words = use_words();
    let codes = use_list("curriculum-codes");
    let form = use_form(Filter::default, |filter| {
        filter.query().err().unwrap_or_default()
    });
    let offered = use_load::<ListCourseProgrammes>(client::address_with::<ListCourseProgrammes>(
        &NoPath {},
        &ProgrammesQuery::default(),
    ));
    let submit = {
        let (form, search) = (form.clone(), props.search.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(Ok(query)) = form.submit().map(|(filter, _)| filter.query()) {
                search.emit(query);
            }
        })
    };
    let online = (AttrValue::Static(ONLINE), words.say(say::ONLINE).into());
    let prefectures = PrefectureCode::all().map(|one| {
        let name = prefecture_name(one, words.language);
        (one.to_string().into(), AttrValue::Static(name))
    });
    let places: Vec<(AttrValue, AttrValue)> = std::iter::once(online).chain(prefectures).collect();
    let known = offered.ready().map(|offered| offered.programmes.as_slice());
    let known: &[CourseProgramme] = known.unwrap_or_default();
    let programmes: Vec<(AttrValue, AttrValue)> = known
        .iter()
        .map(|one| {
            let name = words.say(label::programme(one.programme));
            (one.programme.as_str().into(), name.into())
        })
        .collect();
    let chosen = form.value().programme;
    let own = known.iter().find(|one| one.programme.as_str() == chosen);
    let categories: Vec<(AttrValue, AttrValue)> = own.map_or_else(Vec::new, |own| {
        let choice = |one: &CategoryName| {
            let name = one.label.text(words.language).to_owned();
            (one.category.to_string().into(), name.into())
        };
        own.categories.iter().map(choice).collect()
    });
    let code_choices: Vec<(AttrValue, AttrValue)> = codes
        .iter()
        .map(|entry| {
            let text = format!("{} {}", entry.code, name_in(entry, words));
            (entry.code.clone().into(), text.into())
        })
        .collect();
    let programme = {
        let bound = form.text("programme", words, |filter| &mut filter.programme);
        let form = form.clone();
        crate::form::Bound {
            // A category belongs to its programme.
            change: Callback::from(move |name: String| {
                form.edit(|filter| {
                    filter.programme = name;
                    filter.category.clear();
                });
            }),
            ..bound
        }
    };
    html! {
        <form class="form card" role="search" novalidate=true onsubmit={submit}>
            <ErrorSummary errors={form.errors(words)} />
            <TextField bound={form.text("text", words, |filter| &mut filter.text)} label={words.say(say::TEXT)} required=false
                hint={Html::from(words.say(say::TEXT_HINT))} />
            <div class="pair">
                <Select bound={form.text("place", words, |filter| &mut filter.place)} label={words.say(say::PLACE)} choices={places} required=false />
                <Select bound={programme} label={words.say(say::PROGRAMME)} choices={programmes} required=false />
            </div>
            <details>
                <summary>{ words.say(say::MORE_FILTERS) }</summary>
                <div class="stack">
                    <div class="pair">
                        <DateField bound={form.text("from", words, |filter| &mut filter.from)} label={words.say(say::FROM)} required=false />
                        <DateField bound={form.text("until", words, |filter| &mut filter.until)} label={words.say(say::UNTIL)} required=false />
                    </div>
                    if categories.len() > 1 {
                        <Select bound={form.text("category", words, |filter| &mut filter.category)} label={words.say(say::CATEGORY)} choices={categories} required=false />
                    }
                    <Select bound={form.text("code", words, |filter| &mut filter.code)} label={words.say(say::CODE)} choices={code_choices} required=false />
                </div>
            </details>
            <div class="buttons"><Submit text={words.say(say::SEARCH)} busy={props.busy} /></div>
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub struct CoursePageProps {
    pub id: CourseId,
}

/// One course, to link to.
#[component]
pub fn CoursePage(props: &CoursePageProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let course = use_load::<ReadAnnouncedCourse>(client::address::<ReadAnnouncedCourse>(&path));
    let title = course
        .ready()
        .map_or(words.say(say::COURSE).to_owned(), |course| {
            course.title.clone()
        });
    html! {
        <Page {title} narrow=true>
            { course.draw(|course| html! {
                <section class="card stack">
                    <p>{ &course.organizer }</p>
                    { details(words, course, true) }
                    <div class="buttons">
                        <a class="button" download="course.ics" href={entry(&course.id)}>{ words.say(say::ADD) }</a>
                        <Here to={Route::Catalogue} class="button quiet">{ words.say(say::ALL) }</Here>
                    </div>
                </section>
            }) }
        </Page>
    }
}

/// Where a course is as an entry for calendars.
pub fn entry(course: &CourseId) -> String {
    let path = CoursePath {
        course: course.clone(),
    };
    ["/api", &client::address::<OpenCourseEntry>(&path)].concat()
}

fn row(words: Words, course: &CatalogueCourse) -> Html {
    let to = Route::AnnouncedCourse {
        id: course.id.to_string(),
    };
    html! {
        <li class="row plain">
            <div class="stack">
                <div><b><Here {to}>{ &course.title }</Here></b><small>{ &course.organizer }</small></div>
                { details(words, course, false) }
            </div>
        </li>
    }
}

/// When, where, for what; the rest behind a fold unless it is `open`.
fn details(words: Words, course: &CatalogueCourse, open: bool) -> Html {
    let (venue, address) = match &course.place {
        Place::Venue { venue, .. } => (Some(venue), None),
        Place::Online { address } => (None, address.as_ref()),
        Place::Both { venue, address, .. } => (Some(venue), address.as_ref()),
    };
    let online = !matches!(course.place, Place::Venue { .. });
    let place = venue.map(|_| place_of(course, words));
    let credit = |award: &CourseAward| html! { <Tag tone={Tone::Act} text={earned(words, course, award)} /> };
    let lecture = |one: &AnnouncedLecture| html! { <li>{ &one.title }<small>{ "　" }{ &one.lecturer }</small></li> };
    let hours = format!("{}–{}", course.begins, course.ends);
    html! {
        <>
            <p>
                <span class="number">{ words.day(course.date) }{ " " }{ hours }</span>
                if let Some(place) = place { <><br />{ place }</> }
            </p>
            <div class="chips">
                if online { <Tag text={words.say(say::ONLINE)} /> }
                { for course.credits.iter().map(credit) }
            </div>
            if let Some(note) = &course.note { <p class="note soon">{ note.text(words.language).to_owned() }</p> }
            <details open={open.then_some("")}>
                <summary>{ words.say(say::LECTURES) }</summary>
                <ul>{ for course.lectures.iter().map(lecture) }</ul>
                <dl>
                    if let Some(capacity) = course.capacity { <dt>{ words.say(say::CAPACITY) }</dt><dd>{ capacity.to_string() }</dd> }
                    if let Some(target) = &course.target { <dt>{ words.say(say::TARGET) }</dt><dd>{ target }</dd> }
                    <dt>{ words.say(say::ENQUIRIES) }</dt><dd>{ &course.enquiries }</dd>
                    if let Some(address) = address {
                        <dt>{ words.say(say::LINK) }</dt><dd><a href={address.clone()} rel="noreferrer">{ address }</a></dd>
                    }
                </dl>
            </details>
        </>
    }
}

/// `東京都　日本医師会館`; of courses on-line only that they are.
pub fn place_of(course: &CatalogueCourse, words: Words) -> String {
    match &course.place {
        Place::Online { .. } => words.say(say::ONLINE).to_owned(),
        Place::Venue { venue, .. } | Place::Both { venue, .. } => {
            let prefecture = prefecture_name(course.prefecture, words.language);
            format!("{prefecture}　{venue}")
        }
    }
}

/// `日医生涯教育制度 1.5単位 CC 12, 15`
pub fn earned(words: Words, course: &CatalogueCourse, award: &CourseAward) -> String {
    let own =
        |name: &&CategoryName| name.programme == award.programme && name.category == award.category;
    let mut text = words.say(label::programme(award.programme)).to_owned();
    let category = course.categories.iter().find(own);
    if let Some(name) = category.filter(|_| award.category != Category::general()) {
        text.push_str(&[" ", name.label.text(words.language)].concat());
    }
    text.push(' ');
    text.push_str(&words.fill(say::UNITS, &[("units", &award.units)]));
    if !award.codes.is_empty() {
        let codes: Vec<String> = award.codes.iter().map(ToString::to_string).collect();
        text.push(' ');
        text.push_str(&words.fill(say::CODES, &[("codes", &codes.join(", "))]));
    }
    text
}
