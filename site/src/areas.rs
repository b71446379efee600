//! Which page stands at which address, area by area, and who may see it.
//!
//! Each function is a program of its own (`src/bin`), so what a page needs is in its area alone.

use domain::calendar::FiscalYear;
use domain::id::{ApplicationId, CourseId};
use domain::programme::Programme;
use domain::rounds::RoundId;
use yew::prelude::*;

use crate::administration;
use crate::app::{NotFound, administrator, holder, officer, own};
use crate::catalogue;
use crate::doctor;
use crate::holders;
use crate::learning;
use crate::markup::html;
use crate::organizer;
use crate::register;
use crate::review;
use crate::rounds;
use crate::route::Route;
use crate::title;

/// 利用者登録.
pub fn registration_page(route: Route) -> Html {
    match route {
        Route::Register => html! { <register::RegisterPage /> },
        _ => html! { <NotFound /> },
    }
}

/// 登録情報.
pub fn profile_page(route: Route) -> Html {
    own(match route {
        Route::Profile => html! { <doctor::ProfilePage /> },
        _ => html! { <NotFound /> },
    })
}

/// マイページ.
pub fn doctor_page(route: Route) -> Html {
    own(match route {
        Route::Home => html! { <doctor::HomePage /> },
        Route::MyCredits => html! { <doctor::CreditsPage /> },
        Route::MyApplications => html! { <doctor::ApplicationsPage /> },
        Route::MyApplication { id } => html! { <doctor::ApplicationPage {id} /> },
        Route::Certificates => html! { <doctor::CertificatesPage /> },
        _ => html! { <NotFound /> },
    })
}

/// 申請.
pub fn application_page(route: Route) -> Html {
    own(match route {
        Route::Apply => html! { <doctor::ApplyPage /> },
        Route::Resubmit { id } => html! { <doctor::ResubmitPage {id} /> },
        _ => html! { <NotFound /> },
    })
}

/// 生涯教育, of doctors and of associations.
pub fn learning_page(route: Route) -> Html {
    match route {
        Route::Learning => own(html! { <learning::LearningPage /> }),
        Route::Declaration { year } => match FiscalYear::parse(&year) {
            Ok(year) => own(html! { <learning::DeclarationPage {year} /> }),
            Err(_) => html! { <NotFound /> },
        },
        Route::Declarations => officer(html! { <learning::DeclarationsPage /> }),
        Route::LearningImport => officer(html! { <learning::ImportPage /> }),
        _ => html! { <NotFound /> },
    }
}

/// 認定.
pub fn titles_page(route: Route) -> Html {
    match route {
        Route::Title { programme } => titled(&programme, |programme| {
            html! { <title::TitlePage {programme} /> }
        }),
        Route::Plan { programme } => titled(&programme, |programme| {
            html! { <title::PlanPage {programme} /> }
        }),
        Route::TitleSubmitted { programme, id } => titled(&programme, |programme| {
            html! { <title::SubmittedPage {programme} {id} /> }
        }),
        _ => html! { <NotFound /> },
    }
}

/// 認定の申請.
pub fn certification_page(route: Route) -> Html {
    match route {
        Route::ApplyForTitle { programme, goal } => titled(&programme, |programme| {
            html! { <title::ApplyPage {programme} {goal} /> }
        }),
        Route::CorrectTitle { programme, id } => titled(&programme, |programme| {
            html! { <title::CorrectPage {programme} {id} /> }
        }),
        _ => html! { <NotFound /> },
    }
}

/// For the doctor, where the address names a programme.
fn titled(programme: &str, page: impl FnOnce(Programme) -> Html) -> Html {
    match Programme::parse(programme) {
        Ok(programme) => own(page(programme)),
        Err(_) => html! { <NotFound /> },
    }
}

/// 主催者, and whom it concerns to become one.
pub fn organizer_page(route: Route) -> Html {
    match route {
        Route::Courses => holder(html! { <organizer::CoursesPage /> }),
        Route::NewCourse => holder(html! { <organizer::NewCoursePage /> }),
        Route::Course { id } => of_course(&id, |id| html! { <organizer::CoursePage {id} /> }),
        Route::CorrectCourse { id } => {
            of_course(&id, |id| html! { <organizer::CorrectCoursePage {id} /> })
        }
        Route::Body => holder(html! { <organizer::BodyPage /> }),
        Route::ApplyAsOrganizer => html! { <organizer::ApplyPage /> },
        Route::Invitation => html! { <organizer::InvitationPage /> },
        _ => html! { <NotFound /> },
    }
}

/// 単位の登録.
pub fn posting_page(route: Route) -> Html {
    match route {
        Route::Credits { id } => of_course(&id, |id| html! { <organizer::CreditsPage {id} /> }),
        _ => html! { <NotFound /> },
    }
}

/// 審査.
pub fn review_page(route: Route) -> Html {
    officer(match route {
        Route::Applications => html! { <review::ApplicationsPage /> },
        Route::CourseReviews => html! { <review::CourseReviewsPage /> },
        Route::OrganizerReviews => html! { <review::OrganizerReviewsPage /> },
        Route::IdentityReviews => html! { <review::IdentityPage /> },
        _ => html! { <NotFound /> },
    })
}

/// 研修会の一覧, for everybody.
pub fn catalogue_page(route: Route) -> Html {
    match route {
        Route::Catalogue => html! { <catalogue::CataloguePage /> },
        Route::AnnouncedCourse { id } => match CourseId::parse(&id) {
            Ok(id) => html! { <catalogue::CoursePage {id} /> },
            Err(_) => html! { <NotFound /> },
        },
        _ => html! { <NotFound /> },
    }
}

/// システム管理.
pub fn administration_page(route: Route) -> Html {
    administrator(match route {
        Route::RuleSets => html! { <administration::RuleSetsPage /> },
        Route::RuleSet { programme, version } => {
            let id = format!("{programme}.{version}");
            html! { <administration::RuleSetPage {id} /> }
        }
        Route::Notices => html! { <administration::NoticesPage /> },
        Route::RoundCalendars => html! { <administration::RoundCalendarsPage /> },
        Route::RoundCalendar { name, version } => {
            let id = format!("{name}.{version}");
            html! { <administration::RoundCalendarPage {id} /> }
        }
        _ => html! { <NotFound /> },
    })
}

/// 認定の保持者.
pub fn holders_page(route: Route) -> Html {
    officer(match route {
        Route::Holders => html! { <holders::HoldersPage /> },
        Route::Holder { id } => html! { <holders::HolderPage {id} /> },
        Route::HolderLetters => html! { <holders::LettersPage /> },
        Route::HolderImport => html! { <holders::ImportPage /> },
        _ => html! { <NotFound /> },
    })
}

/// 審査回.
pub fn rounds_page(route: Route) -> Html {
    officer(match route {
        Route::Forwarding => html! { <rounds::ForwardingPage /> },
        Route::Rounds => html! { <rounds::RoundPage chosen={None::<(Programme, RoundId)>} /> },
        Route::Round { programme, round } => match of_round(&programme, &round) {
            Some(chosen) => html! { <rounds::RoundPage {chosen} /> },
            None => html! { <NotFound /> },
        },
        Route::Dispatch { programme, round } => match of_round(&programme, &round) {
            Some((programme, round)) => html! { <rounds::DispatchPage {programme} {round} /> },
            None => html! { <NotFound /> },
        },
        Route::RoundCase { id } => match ApplicationId::parse(&id) {
            Ok(id) => html! { <rounds::CasePage {id} /> },
            Err(_) => html! { <NotFound /> },
        },
        _ => html! { <NotFound /> },
    })
}

/// The programme and the round of an address.
fn of_round(programme: &str, round: &str) -> Option<(Programme, RoundId)> {
    Some((
        Programme::parse(programme).ok()?,
        RoundId::parse(round).ok()?,
    ))
}

/// For whoever holds the course of the address; an address without one leads nowhere.
fn of_course(id: &str, page: impl FnOnce(CourseId) -> Html) -> Html {
    match CourseId::parse(id) {
        Ok(id) => holder(page(id)),
        Err(_) => html! { <NotFound /> },
    }
}
