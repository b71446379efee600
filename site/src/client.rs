//! The one way to the API: typed by `api`, errors as [`Problem`], exactly once by key.
//!
//! A sign-in that ended in the middle of work asks for the password again, over the page, and then
//! repeats the request: the page and what was typed into it stay.

use api::{
    Endpoint,
    problem::{Problem, ProblemKind},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Request, RequestInit, Response};

use crate::{browser, session, wire};

const BASE: &str = "/api";

/// The address of an endpoint with its path parameters, without the base.
pub fn address<E: Endpoint>(path: &E::Path) -> String {
    api::fill_path::<E>(path)
}

/// The address with query parameters.
pub fn address_with<E: Endpoint>(path: &E::Path, query: &E::Query) -> String {
    let mut address = api::fill_path::<E>(path);
    let mut mark = "?";
    for (name, text) in api::parameters(query) {
        address.push_str(&[mark, name, "=", &api::percent_encode(&text)].concat());
        mark = "&";
    }
    address
}

/// Reads from an endpoint.
pub async fn get<E: Endpoint>(address: &str) -> Result<E::Response, Problem> {
    read(&send(E::DECLARATION.method.as_str(), address, None, None).await?)
}

/// Writes to an endpoint. `key` makes it happen once, however often it is sent.
pub async fn call<E: Endpoint>(
    path: &E::Path,
    body: &E::Request,
    key: &str,
) -> Result<E::Response, Problem> {
    let body = serde_json::to_string(body).map_err(|_| unreadable())?;
    let method = E::DECLARATION.method.as_str();
    read(&send(method, &address::<E>(path), Some(&body), Some(key)).await?)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Problem> {
    // An answer of another version of the application: a reload brings the new one.
    wire::read(text).ok_or_else(unreadable)
}

fn unreadable() -> Problem {
    Problem::new(ProblemKind::Internal, browser::page_language())
}

async fn send(
    method: &str,
    address: &str,
    body: Option<&str>,
    key: Option<&str>,
) -> Result<String, Problem> {
    loop {
        let problem = match send_once(method, address, body, key).await {
            Ok(text) => return Ok(text),
            Err(problem) => problem,
        };
        let ended = problem.code == ProblemKind::SignInRequired && session::is_signed_in();
        if !(ended && session::sign_in_again().await) {
            return Err(problem);
        }
    }
}

/// Sends a request without asking for a new sign-in when there is none.
pub async fn send_once(
    method: &str,
    address: &str,
    body: Option<&str>,
    key: Option<&str>,
) -> Result<String, Problem> {
    match exchange(method, address, body, key).await {
        Ok((200..=299, text)) => Ok(text),
        Ok((status, text)) => Err(wire::read(&text).unwrap_or_else(|| unnamed(status))),
        Err(_) => Err(unreachable_server()),
    }
}

/// An error without problem details: from something between the browser and the functions.
fn unnamed(status: u16) -> Problem {
    let kind = match status {
        404 => ProblemKind::NotFound,
        413 => ProblemKind::TooLarge,
        429 | 502..=504 => ProblemKind::Busy,
        _ => ProblemKind::Internal,
    };
    Problem::new(kind, browser::page_language())
}

fn unreachable_server() -> Problem {
    let language = browser::page_language();
    let mut problem = Problem::new(ProblemKind::Busy, language);
    problem.title = crate::text::frame::UNREACHABLE.text(language).to_owned();
    problem
}

async fn exchange(
    method: &str,
    address: &str,
    body: Option<&str>,
    key: Option<&str>,
) -> Result<(u16, String), JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("accept-language", browser::page_language().as_str())?;
    if let Some(key) = key {
        headers.set("idempotency-key", key)?;
    }
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body.filter(|_| method != "GET" && method != "DELETE") {
        headers.set("content-type", "application/json")?;
        init.set_body(&JsValue::from_str(body));
    }
    init.set_headers(&headers);
    let request = Request::new_with_str_and_init(&[BASE, address].concat(), &init)?;
    let answer = JsFuture::from(browser::window().fetch_with_request(&request)).await?;
    let response: Response = answer.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}
