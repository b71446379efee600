//! The mailbox's pages: the list of mails, one mail, and the state of the queues.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, ORIGIN, REFERRER_POLICY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use time::macros::{format_description, offset};

use super::store::{Mail, MailStore};
use crate::queues::{DeadLetter, QueueState, QueueStore};

/// What the pages show.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The mails.
    pub mails: MailStore,
    /// The queues and the dead letters.
    pub queues: QueueStore,
    /// The mailbox's own origin.
    pub origin: String,
}

/// An error of the journal; the page says so, the log says why.
pub struct Unreadable(anyhow::Error);

impl From<anyhow::Error> for Unreadable {
    fn from(error: anyhow::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "the mailbox failed");
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            "メールボックスを読み込めませんでした。端末の表示を確認してください。\n",
        )
            .into_response()
    }
}

/// Which mails.
#[derive(Debug, Deserialize)]
pub struct Filter {
    to: Option<String>,
}

impl Filter {
    fn to(&self) -> Option<&str> {
        self.to
            .as_deref()
            .map(str::trim)
            .filter(|to| !to.is_empty())
    }
}

#[derive(Template)]
#[template(path = "mails.html")]
struct MailsPage<'a> {
    to: &'a str,
    mails: Vec<Mail>,
    dead: usize,
}

/// The list, newest first.
pub async fn list(
    State(shown): State<Shown>,
    Query(filter): Query<Filter>,
) -> Result<Response, Unreadable> {
    let mails = shown.mails.list(filter.to()).await?;
    let dead = shown.queues.dead_letters().await?.len();
    render(&MailsPage {
        to: filter.to().unwrap_or_default(),
        mails,
        dead,
    })
}

/// The same as JSON, with texts: `GET /mails?to=doctor@example.jp`.
pub async fn mails_json(
    State(shown): State<Shown>,
    Query(filter): Query<Filter>,
) -> Result<Json<Vec<Mail>>, Unreadable> {
    Ok(Json(shown.mails.list(filter.to()).await?))
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    mail: Mail,
    parts: Vec<Part>,
}

/// One mail.
pub async fn show(
    State(shown): State<Shown>,
    Path(number): Path<i64>,
) -> Result<Response, Unreadable> {
    match shown.mails.find(number).await? {
        Some(mail) => {
            let parts = parts(&mail.text);
            render(&MailPage { mail, parts })
        }
        None => Ok((StatusCode::NOT_FOUND, "そのメールはありません。\n").into_response()),
    }
}

#[derive(Template)]
#[template(path = "status.html")]
struct StatusPage {
    queues: Vec<QueueState>,
    dead: Vec<DeadLetter>,
}

/// The state of the queues, for people.
pub async fn status(State(shown): State<Shown>) -> Result<Response, Unreadable> {
    render(&StatusPage {
        queues: shown.queues.states().await?,
        dead: shown.queues.dead_letters().await?,
    })
}

/// The state of the queues, for tests.
#[derive(Debug, Serialize)]
pub struct Status {
    queues: Vec<QueueState>,
    dead_letters: Vec<DeadLetter>,
}

/// The same as JSON.
pub async fn status_json(State(shown): State<Shown>) -> Result<Json<Status>, Unreadable> {
    Ok(Json(Status {
        queues: shown.queues.states().await?,
        dead_letters: shown.queues.dead_letters().await?,
    }))
}

/// Puts a dead letter back into its queue. Only the mailbox's own page may ask for it.
pub async fn retry(
    State(shown): State<Shown>,
    Path(number): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Unreadable> {
    let own = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let port = shown.origin.rsplit(':').next().unwrap_or_default();
    let from_here = own == Some(shown.origin.as_str())
        || own == Some(format!("http://localhost:{port}").as_str());
    if !from_here {
        return Ok((StatusCode::FORBIDDEN, "この画面からのみ操作できます。\n").into_response());
    }
    if shown.queues.revive(number).await? {
        Ok(Redirect::to("/status").into_response())
    } else {
        Ok((
            StatusCode::NOT_FOUND,
            "その項目は再実行できません（すでに再実行したか、ストリームの項目です）。\n",
        )
            .into_response())
    }
}

/// The style sheet of the pages.
pub async fn style() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../../templates/mailbox.css"),
    )
}

fn render(page: &impl Template) -> Result<Response, Unreadable> {
    let html = page.render().map_err(anyhow::Error::from)?;
    let headers: [(HeaderName, &str); 2] = [
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (REFERRER_POLICY, "same-origin"),
    ];
    Ok((headers, Html(html)).into_response())
}

/// A stretch of a mail's text.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// An address to click, whole: sign-up links carry their secret behind the `#`.
    Link(String),
}

/// Takes a text apart into words and links.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| rest.find(scheme))
        .min()
    {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(from.len());
        let link = from[..end].trim_end_matches(['.', ',', ')', ';', ':']);
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Link(link.to_owned()));
        rest = &from[link.len()..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    parts
}

/// A moment as people in Japan read it: `2026-11-21 12:34:56`.
fn japan_time(milliseconds: &i64) -> String {
    time::OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000))
        .ok()
        .and_then(|moment| {
            moment
                .to_offset(offset!(+9))
                .format(format_description!(
                    "[year]-[month]-[day] [hour]:[minute]:[second]"
                ))
                .ok()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Part, japan_time, parts};

    #[test]
    fn a_links_secret_behind_the_hash_stays_in_the_link() {
        let text =
            "次のリンクを開いてください。\nhttps://mamis.example.jp/verify?x=1#t=A-b_9~。\n以上";
        assert_eq!(
            parts(text),
            [
                Part::Text("次のリンクを開いてください。\n".into()),
                Part::Link("https://mamis.example.jp/verify?x=1#t=A-b_9~".into()),
                Part::Text("。\n以上".into()),
            ]
        );
    }

    #[test]
    fn a_full_stop_after_a_link_is_not_part_of_it() {
        assert_eq!(
            parts("see http://localhost:8080/a#b."),
            [
                Part::Text("see ".into()),
                Part::Link("http://localhost:8080/a#b".into()),
                Part::Text(".".into()),
            ]
        );
    }

    #[test]
    fn times_are_japanese_times() {
        assert_eq!(japan_time(&0), "1970-01-01 09:00:00");
    }
}
