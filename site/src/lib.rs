//! The site of MAMIS: pages for doctors, organisers and associations, in the browser.
//!
//! Each area is a program of its own (`src/bin`) that starts one of the functions below, so that a
//! person fetches only their pages; everything else they have in common.
//!
//! Invariants: rules are `domain`'s, the same code as in the functions; every request goes through
//! `client::call`, typed by `api`; every text stands in `text` in both languages; no style
//! attribute and no inline script (content security policy); what was typed survives an expired
//! sign-in, and is shown to nobody else.

mod administration;
mod app;
mod areas;
mod browser;
mod catalogue;
mod client;
mod csv;
mod doctor;
mod draft;
mod form;
mod frame;
mod holders;
mod job;
mod learning;
mod load;
mod markup;
mod notices;
mod organizer;
mod part;
mod question;
mod reference;
mod register;
mod review;
mod rounds;
mod route;
mod router;
mod session;
mod sign_in;
mod text;
mod title;
mod ui;
mod wire;
mod words;

use route::Area;

/// 利用者登録.
pub fn registration() {
    app::start(Area::Registration, areas::registration_page);
}

/// 登録情報.
pub fn profile() {
    app::start(Area::Profile, areas::profile_page);
}

/// マイページ.
pub fn doctor() {
    app::start(Area::Doctor, areas::doctor_page);
}

/// 申請.
pub fn application() {
    app::start(Area::Application, areas::application_page);
}

/// 生涯教育.
pub fn learning() {
    app::start(Area::Learning, areas::learning_page);
}

/// 認定.
pub fn titles() {
    app::start(Area::Titles, areas::titles_page);
}

/// 認定の申請.
pub fn certification() {
    app::start(Area::Certification, areas::certification_page);
}

/// 主催者.
pub fn organizer() {
    app::start(Area::Organizer, areas::organizer_page);
}

/// 単位の登録.
pub fn posting() {
    app::start(Area::Posting, areas::posting_page);
}

/// 審査.
pub fn review() {
    app::start(Area::Review, areas::review_page);
}

/// 研修会の一覧.
pub fn catalogue() {
    app::start(Area::Catalogue, areas::catalogue_page);
}

/// システム管理.
pub fn administration() {
    app::start(Area::Administration, areas::administration_page);
}

/// 認定の保持者.
pub fn holders() {
    app::start(Area::Holders, areas::holders_page);
}

/// 審査回.
pub fn rounds() {
    app::start(Area::Rounds, areas::rounds_page);
}
