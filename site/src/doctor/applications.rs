//! 申請履歴 by programme, fiscal year and date, with 審査状況 (features.md #114, #115).

use api::applications::{ApplicationFilter, ApplicationSummary};
use domain::calendar::{Date, FiscalYear};
use domain::label;
use domain::programme::Programme;
use domain::rejection::{FieldProblem, Problems};
use yew::prelude::*;

use crate::markup::{component, html};

use super::home::{status_tag, year_name};
use super::titles;
use crate::form::use_form;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::doctor as say;
use crate::ui::{DateField, ErrorSummary, Page, Select};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// Fiscal years that can be searched.
const YEARS_BACK: usize = 9;

/// Applications as rows, newest first.
pub fn application_rows(applications: &[ApplicationSummary], words: Words) -> Html {
    let row = |application: &ApplicationSummary| {
        let to = Route::MyApplication {
            id: application.id.to_string(),
        };
        html! {
            <li class="row">
                <span class="day number">{ words.short_day(application.submitted_on) }</span>
                <div>
                    <Here {to}>{ words.say(label::programme(application.programme)) }</Here>
                    <small>{ &application.target.name }{ words.dot() }{ year_name(application.fiscal_year, words) }</small>
                    if let Some(title) = &application.title { <small>{ titles::in_short(title, words) }</small> }
                    if let Some(reason) = &application.reason { <small>{ words.say(say::REASON) }{ words.colon() }{ reason }</small> }
                    if let Some(certificate) = &application.certificate {
                        <small><a href={super::certificates::document(certificate)} target="_blank" rel="noopener">
                            { words.say(titles::opens(application.programme)) }
                        </a></small>
                    }
                </div>
                <div>{ status_tag(application.status, words) }</div>
            </li>
        }
    };
    html! { <ul class="rows">{ for applications.iter().map(row) }</ul> }
}

/// 制度種別: what can be applied for, each with the way to its form (features.md #100, #101).
fn choice(words: Words) -> Html {
    let [industrial, sports] =
        titles::PROGRAMMES.map(|programme| (programme, Route::title(programme)));
    let programmes = [
        (Programme::FamilyPhysicianFunction, Route::Apply),
        industrial,
        sports,
    ];
    let line = |(programme, to): (Programme, Route)| {
        // A title is looked at first: which application is possible follows from how it stands.
        let said = match to {
            Route::Apply => say::APPLY_FOR,
            _ => say::SEE_TITLE,
        };
        html! {
            <li class="row plain">
                <b>{ words.say(label::programme(programme)) }</b>
                <Here {to} class="button">{ words.say(said) }</Here>
            </li>
        }
    };
    html! {
        <section class="card">
            <h2>{ words.say(say::NEW_APPLICATION) }</h2>
            <p class="quiet">{ words.say(say::CHOOSE_PROGRAMME) }</p>
            <ul class="rows">{ for programmes.into_iter().map(line) }</ul>
        </section>
    }
}

/// The search as typed.
#[derive(Clone, Default)]
struct Search {
    programme: String,
    year: String,
    from: String,
    until: String,
}

impl Search {
    fn filter(&self) -> Result<ApplicationFilter, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let filter = (|| {
            let programme = problems.take_optional("programme", &self.programme, Programme::parse);
            let fiscal_year = problems.take_optional("year", &self.year, FiscalYear::parse);
            let from = problems.take_optional("from", &self.from, Date::parse);
            let until = problems.take_optional("until", &self.until, Date::parse);
            Some(ApplicationFilter {
                programme: programme?,
                fiscal_year: fiscal_year?,
                from: from?,
                until: until?,
            })
        })();
        problems.finish(filter)
    }
}

/// The page.
#[component]
pub fn ApplicationsPage() -> Html {
    let words = use_words();
    let form = use_form(Search::default, |search| {
        search.filter().err().unwrap_or_default()
    });
    let filter = use_state(ApplicationFilter::default);
    let address = client::address_with::<api::ListMyApplications>(&api::NoPath {}, &filter);
    let list = use_load::<api::ListMyApplications>(address);
    let search = {
        let (form, filter) = (form.clone(), filter.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(Ok(found)) = form.submit().map(|(search, _)| search.filter()) {
                filter.set(found);
            }
        })
    };
    let programmes = Programme::ALL.iter().map(|programme| {
        (
            AttrValue::Static(programme.as_str()),
            AttrValue::Static(words.say(label::programme(*programme))),
        )
    });
    let years = std::iter::successors(Some(FiscalYear::of(browser::today())), |year| {
        Some(year.previous())
    });
    let years = years
        .take(YEARS_BACK)
        .map(|year| (year.to_string().into(), year_name(year, words).into()));
    let name = Callback::from(move |path: AttrValue| {
        AttrValue::Static(words.say(match &*path {
            "from" => say::DECLARED_FROM,
            "until" => say::DECLARED_UNTIL,
            "year" => say::DECLARED_YEAR,
            _ => say::PROGRAMME,
        }))
    });
    html! {
        <Page title={words.say(say::APPLICATIONS_TITLE)}>
            { choice(words) }
            <section class="card stack">
                <h2>{ words.say(say::APPLICATIONS_HISTORY) }</h2>
                <form class="form" onsubmit={search} novalidate=true role="search">
                    <ErrorSummary errors={form.errors(words)} {name} />
                    <div class="pair">
                        <Select bound={form.text("programme", words, |search| &mut search.programme)} required=false
                            label={words.say(say::PROGRAMME)} choices={programmes.collect::<Vec<_>>()} />
                        <Select bound={form.text("year", words, |search| &mut search.year)} required=false
                            label={words.say(say::DECLARED_YEAR)} choices={years.collect::<Vec<_>>()} />
                    </div>
                    <div class="pair">
                        <DateField bound={form.text("from", words, |search| &mut search.from)} required=false
                            label={words.say(say::DECLARED_FROM)} />
                        <DateField bound={form.text("until", words, |search| &mut search.until)} required=false
                            label={words.say(say::DECLARED_UNTIL)} />
                    </div>
                    <div class="buttons"><button type="submit" class="button quiet">{ words.say(say::SEARCH) }</button></div>
                </form>
            </section>
            <section class="card" aria-live="polite">
                { list.draw(|list| {
                    if list.applications.is_empty() {
                        html! { <p class="quiet">{ words.say(say::NONE_FOUND) }</p> }
                    } else {
                        application_rows(&list.applications, words)
                    }
                }) }
            </section>
        </Page>
    }
}
