//! The addresses of the site and the areas they belong to. Secrets of links stand in the fragment
//! and never in a route.

use api::access::RoleName;
use domain::id::ApplicationId;
use domain::programme::Programme;
use domain::rounds::RoundId;

/// A part of the site that one kind of person uses: a module of its own for the browser, so that
/// nobody fetches what others use. `static/boot.js` loads the area of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// 利用者登録: once in a doctor's life.
    Registration,
    /// 登録情報.
    Profile,
    /// マイページ: what a doctor looks at often.
    Doctor,
    /// 申請, new or corrected.
    Application,
    /// 生涯教育, of doctors and of the associations that accept declarations.
    Learning,
    /// 認定: how a title stands, and the courses that fill what is missing.
    Titles,
    /// 認定の申請, new or corrected.
    Certification,
    /// 主催者, and officers who hold courses.
    Organizer,
    /// 単位の登録: lists of attendees.
    Posting,
    /// 審査 by officers.
    Review,
    /// システム管理.
    Administration,
    /// 研修会の一覧, for everybody.
    Catalogue,
    /// 認定の保持者.
    Holders,
    /// 審査回: what goes before the national committee.
    Rounds,
}

impl Area {
    /// The name of its program, in the browser's storage and in `static/boot.js` too.
    pub const fn name(self) -> &'static str {
        match self {
            Area::Registration => "registration",
            Area::Profile => "profile",
            Area::Doctor => "doctor",
            Area::Application => "application",
            Area::Learning => "learning",
            Area::Titles => "titles",
            Area::Certification => "certification",
            Area::Organizer => "organizer",
            Area::Posting => "posting",
            Area::Review => "review",
            Area::Administration => "administration",
            Area::Catalogue => "catalogue",
            Area::Holders => "holders",
            Area::Rounds => "rounds",
        }
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Start,
    Register,
    Home,
    MyCredits,
    MyApplications,
    Apply,
    MyApplication { id: String },
    Resubmit { id: String },
    Certificates,
    Learning,
    Declaration { year: String },
    Declarations,
    LearningImport,
    Title { programme: String },
    Plan { programme: String },
    ApplyForTitle { programme: String, goal: String },
    CorrectTitle { programme: String, id: String },
    TitleSubmitted { programme: String, id: String },
    Profile,
    Courses,
    NewCourse,
    Course { id: String },
    CorrectCourse { id: String },
    Credits { id: String },
    Body,
    ApplyAsOrganizer,
    Invitation,
    Applications,
    CourseReviews,
    OrganizerReviews,
    IdentityReviews,
    Holders,
    Holder { id: String },
    HolderLetters,
    HolderImport,
    Forwarding,
    Rounds,
    Round { programme: String, round: String },
    Dispatch { programme: String, round: String },
    RoundCase { id: String },
    RuleSets,
    RuleSet { programme: String, version: String },
    Notices,
    RoundCalendars,
    RoundCalendar { name: String, version: String },
    Catalogue,
    AnnouncedCourse { id: String },
    NotFound,
}

impl Route {
    /// The page at a path.
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Route::Start,
            ["register"] => Route::Register,
            ["me"] => Route::Home,
            ["me", "credits"] => Route::MyCredits,
            ["me", "applications"] => Route::MyApplications,
            ["me", "applications", "new", "family-physician-function"] => Route::Apply,
            ["me", "applications", id] => Route::MyApplication { id: id.to_string() },
            ["me", "applications", id, "resubmission"] => Route::Resubmit { id: id.to_string() },
            ["me", "certificates"] => Route::Certificates,
            ["me", "learning"] => Route::Learning,
            ["me", "learning", year] => Route::Declaration {
                year: year.to_string(),
            },
            ["me", "titles", programme] => Route::Title {
                programme: programme.to_string(),
            },
            ["me", "titles", programme, "plan"] => Route::Plan {
                programme: programme.to_string(),
            },
            ["me", "titles", programme, "apply", goal] => Route::ApplyForTitle {
                programme: programme.to_string(),
                goal: goal.to_string(),
            },
            ["me", "titles", programme, "corrections", id] => Route::CorrectTitle {
                programme: programme.to_string(),
                id: id.to_string(),
            },
            ["me", "titles", programme, "submitted", id] => Route::TitleSubmitted {
                programme: programme.to_string(),
                id: id.to_string(),
            },
            ["me", "profile"] => Route::Profile,
            ["courses"] => Route::Courses,
            ["courses", "new"] => Route::NewCourse,
            ["courses", id] => Route::Course { id: id.to_string() },
            ["courses", id, "correction"] => Route::CorrectCourse { id: id.to_string() },
            ["courses", id, "credits"] => Route::Credits { id: id.to_string() },
            ["organizer"] => Route::Body,
            ["organizers", "apply"] => Route::ApplyAsOrganizer,
            ["invitation"] => Route::Invitation,
            ["review", "applications"] => Route::Applications,
            ["review", "declarations"] => Route::Declarations,
            ["review", "learning-import"] => Route::LearningImport,
            ["review", "courses"] => Route::CourseReviews,
            ["review", "organizers"] => Route::OrganizerReviews,
            ["review", "identity"] => Route::IdentityReviews,
            ["review", "holders"] => Route::Holders,
            ["review", "holders", id] => Route::Holder { id: id.to_string() },
            ["review", "holder-letters"] => Route::HolderLetters,
            ["review", "holder-import"] => Route::HolderImport,
            ["review", "forwarding"] => Route::Forwarding,
            ["review", "rounds"] => Route::Rounds,
            ["review", "rounds", "cases", id] => Route::RoundCase { id: id.to_string() },
            ["review", "rounds", programme, round] => Route::Round {
                programme: programme.to_string(),
                round: round.to_string(),
            },
            ["review", "rounds", programme, round, "dispatch"] => Route::Dispatch {
                programme: programme.to_string(),
                round: round.to_string(),
            },
            ["rule-sets"] => Route::RuleSets,
            ["rule-sets", programme, version] => Route::RuleSet {
                programme: programme.to_string(),
                version: version.to_string(),
            },
            ["catalogue"] => Route::Catalogue,
            ["catalogue", id] => Route::AnnouncedCourse { id: id.to_string() },
            ["notices"] => Route::Notices,
            ["round-calendars"] => Route::RoundCalendars,
            ["round-calendars", name, version] => Route::RoundCalendar {
                name: name.to_string(),
                version: version.to_string(),
            },
            _ => Route::NotFound,
        }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        let path = match self {
            Route::Start => "/",
            Route::Register => "/register",
            Route::Home => "/me",
            Route::MyCredits => "/me/credits",
            Route::MyApplications => "/me/applications",
            Route::Apply => "/me/applications/new/family-physician-function",
            Route::MyApplication { id } => return format!("/me/applications/{id}"),
            Route::Resubmit { id } => return format!("/me/applications/{id}/resubmission"),
            Route::Certificates => "/me/certificates",
            Route::Learning => "/me/learning",
            Route::Declaration { year } => return format!("/me/learning/{year}"),
            Route::Declarations => "/review/declarations",
            Route::LearningImport => "/review/learning-import",
            Route::Title { programme } => return format!("/me/titles/{programme}"),
            Route::Plan { programme } => return format!("/me/titles/{programme}/plan"),
            Route::ApplyForTitle { programme, goal } => {
                return format!("/me/titles/{programme}/apply/{goal}");
            }
            Route::CorrectTitle { programme, id } => {
                return format!("/me/titles/{programme}/corrections/{id}");
            }
            Route::TitleSubmitted { programme, id } => {
                return format!("/me/titles/{programme}/submitted/{id}");
            }
            Route::Profile => "/me/profile",
            Route::Courses => "/courses",
            Route::NewCourse => "/courses/new",
            Route::Course { id } => return format!("/courses/{id}"),
            Route::CorrectCourse { id } => return format!("/courses/{id}/correction"),
            Route::Credits { id } => return format!("/courses/{id}/credits"),
            Route::Body => "/organizer",
            Route::ApplyAsOrganizer => "/organizers/apply",
            Route::Invitation => "/invitation",
            Route::Applications => "/review/applications",
            Route::CourseReviews => "/review/courses",
            Route::OrganizerReviews => "/review/organizers",
            Route::IdentityReviews => "/review/identity",
            Route::Holders => "/review/holders",
            Route::Holder { id } => return format!("/review/holders/{id}"),
            Route::HolderLetters => "/review/holder-letters",
            Route::HolderImport => "/review/holder-import",
            Route::Forwarding => "/review/forwarding",
            Route::Rounds => "/review/rounds",
            Route::Round { programme, round } => {
                return format!("/review/rounds/{programme}/{round}");
            }
            Route::Dispatch { programme, round } => {
                return format!("/review/rounds/{programme}/{round}/dispatch");
            }
            Route::RoundCase { id } => return format!("/review/rounds/cases/{id}"),
            Route::RuleSets => "/rule-sets",
            Route::RuleSet { programme, version } => {
                return format!("/rule-sets/{programme}/{version}");
            }
            Route::Catalogue => "/catalogue",
            Route::AnnouncedCourse { id } => return format!("/catalogue/{id}"),
            Route::Notices => "/notices",
            Route::RoundCalendars => "/round-calendars",
            Route::RoundCalendar { name, version } => {
                return format!("/round-calendars/{name}/{version}");
            }
            Route::NotFound => "/not-found",
        };
        path.to_owned()
    }

    /// The area with this page; none for pages that every area has.
    pub const fn area(&self) -> Option<Area> {
        match self {
            Route::Start | Route::NotFound => None,
            Route::Register => Some(Area::Registration),
            Route::Profile => Some(Area::Profile),
            Route::Home
            | Route::MyCredits
            | Route::MyApplications
            | Route::MyApplication { .. }
            | Route::Certificates => Some(Area::Doctor),
            Route::Apply | Route::Resubmit { .. } => Some(Area::Application),
            Route::Learning
            | Route::Declaration { .. }
            | Route::Declarations
            | Route::LearningImport => Some(Area::Learning),
            Route::Title { .. } | Route::Plan { .. } | Route::TitleSubmitted { .. } => {
                Some(Area::Titles)
            }
            Route::ApplyForTitle { .. } | Route::CorrectTitle { .. } => Some(Area::Certification),
            Route::Courses
            | Route::NewCourse
            | Route::Course { .. }
            | Route::CorrectCourse { .. }
            | Route::Body
            | Route::ApplyAsOrganizer
            | Route::Invitation => Some(Area::Organizer),
            Route::Credits { .. } => Some(Area::Posting),
            Route::Applications
            | Route::CourseReviews
            | Route::OrganizerReviews
            | Route::IdentityReviews => Some(Area::Review),
            Route::Holders | Route::Holder { .. } | Route::HolderLetters | Route::HolderImport => {
                Some(Area::Holders)
            }
            Route::Forwarding
            | Route::Rounds
            | Route::Round { .. }
            | Route::Dispatch { .. }
            | Route::RoundCase { .. } => Some(Area::Rounds),
            Route::RuleSets
            | Route::RuleSet { .. }
            | Route::Notices
            | Route::RoundCalendars
            | Route::RoundCalendar { .. } => Some(Area::Administration),
            Route::Catalogue | Route::AnnouncedCourse { .. } => Some(Area::Catalogue),
        }
    }

    /// The page that corrects an application of a programme.
    pub fn correction(programme: Programme, id: &ApplicationId) -> Self {
        let id = id.to_string();
        match programme {
            Programme::IndustrialPhysician | Programme::SportsPhysician => Route::CorrectTitle {
                programme: programme.to_string(),
                id,
            },
            _ => Route::Resubmit { id },
        }
    }

    /// The page of a round.
    pub fn round(programme: Programme, round: &RoundId) -> Self {
        Route::Round {
            programme: programme.to_string(),
            round: round.to_string(),
        }
    }

    /// The page of a title.
    pub fn title(programme: Programme) -> Self {
        Route::Title {
            programme: programme.to_string(),
        }
    }

    /// The page with the courses for a title.
    pub fn plan(programme: Programme) -> Self {
        Route::Plan {
            programme: programme.to_string(),
        }
    }

    /// The page of a rule set: its id `programme.version` in two parts, because the last part of
    /// an address with a dot in it is a file.
    pub fn rule_set(id: &str) -> Self {
        let (programme, version) = id.rsplit_once('.').unwrap_or((id, ""));
        Route::RuleSet {
            programme: programme.to_owned(),
            version: version.to_owned(),
        }
    }

    /// The page of a calendar of rounds: its id `name.version` in two parts, likewise.
    pub fn round_calendar(id: &str) -> Self {
        let (name, version) = id.rsplit_once('.').unwrap_or((id, ""));
        Route::RoundCalendar {
            name: name.to_owned(),
            version: version.to_owned(),
        }
    }

    /// Whether `other` lies in the same part of the site: marks the way in the menu.
    pub fn is_part_of(&self, other: &Route) -> bool {
        let (own, part) = (self.path(), other.path());
        own == part || (part != "/" && part != "/me" && own.starts_with(&[&part, "/"].concat()))
    }
}

/// Where somebody of this role begins.
pub const fn home(role: RoleName) -> Route {
    match role {
        RoleName::Officer => Route::Applications,
        RoleName::Organizer => Route::Courses,
        RoleName::Doctor => Route::Home,
        RoleName::Administrator => Route::RuleSets,
        RoleName::CreditsKey | RoleName::FeedKey => Route::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    /// Loads the areas in the browser.
    const BOOT: &str = include_str!("../static/boot.js");

    const ADDRESSES: [&str; 46] = [
        "/",
        "/register",
        "/me",
        "/me/credits",
        "/me/applications",
        "/me/applications/new/family-physician-function",
        "/me/applications/x1",
        "/me/applications/x1/resubmission",
        "/me/certificates",
        "/me/learning",
        "/me/learning/x1",
        "/me/titles/x1",
        "/me/titles/x1/plan",
        "/me/titles/x1/apply/x1",
        "/me/titles/x1/corrections/x1",
        "/me/titles/x1/submitted/x1",
        "/me/profile",
        "/courses",
        "/courses/new",
        "/courses/x1",
        "/courses/x1/correction",
        "/courses/x1/credits",
        "/organizer",
        "/organizers/apply",
        "/invitation",
        "/review/applications",
        "/review/declarations",
        "/review/learning-import",
        "/review/courses",
        "/review/organizers",
        "/review/identity",
        "/review/holders",
        "/review/holders/x1",
        "/review/holder-letters",
        "/review/holder-import",
        "/review/forwarding",
        "/review/rounds",
        "/review/rounds/cases/x1",
        "/review/rounds/x1/x1",
        "/review/rounds/x1/x1/dispatch",
        "/rule-sets",
        "/rule-sets/x1/x1",
        "/round-calendars",
        "/round-calendars/x1/x1",
        "/catalogue",
        "/catalogue/x1",
    ];

    #[test]
    fn every_page_is_at_its_address() {
        for address in ADDRESSES {
            let route = Route::parse(address);
            assert_ne!(route, Route::NotFound, "{address}");
            assert_eq!(route.path(), address);
        }
        assert_eq!(Route::parse("/me/"), Route::Home);
        assert_eq!(Route::parse("/me/nowhere"), Route::NotFound);
    }

    #[test]
    fn every_address_loads_the_area_that_has_its_page() {
        for address in ADDRESSES {
            let Some(area) = Route::parse(address).area() else {
                assert_eq!(address, "/");
                continue;
            };
            let pattern = address.replace("x1", "*");
            let line = format!("\n    \"{pattern}\": \"{}\",\n", area.name());
            assert!(BOOT.contains(&line), "static/boot.js needs{line}");
        }
    }
}
