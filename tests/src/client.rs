//! Plain HTTP, as a browser or an organiser's program speaks it.

use std::net::{IpAddr, Ipv4Addr};

use adapters::identity::origin::{SECRET_HEADER, VIEWER_HEADER};
use adapters::identity::sign_in::COOKIE;
use api::problem::{Problem, ProblemKind};
use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Somebody's browser: keeps the cookie and follows no redirect by itself.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    cookie: Option<String>,
    bearer: Option<String>,
    language: Option<&'static str>,
    cdn: Option<String>,
    from: Option<IpAddr>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
    request: String,
}

fn http_client(from: Option<IpAddr>) -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .local_address(from)
        .build()
        .expect("an HTTP client")
}

impl Client {
    /// Nobody yet.
    ///
    /// # Panics
    /// When no HTTP client can be made.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        Self {
            http: http_client(None),
            origin: origin.to_owned(),
            cookie: None,
            bearer: None,
            language: None,
            cdn: None,
            from: None,
        }
    }

    /// With the cookie of a sign-in. (No cookie jar: it would not send a `Secure` cookie over the
    /// plain HTTP of loopback, which browsers do.)
    #[must_use]
    pub fn with_cookie(self, token: impl Into<String>) -> Self {
        Self {
            cookie: Some(token.into()),
            ..self
        }
    }

    /// With an API key instead.
    #[must_use]
    pub fn with_key(self, key: impl Into<String>) -> Self {
        Self {
            bearer: Some(key.into()),
            ..self
        }
    }

    /// From this network address: one of loopback's own, `127.0.0.0/8`.
    ///
    /// # Panics
    /// When it is none, or no HTTP client can be made.
    #[must_use]
    pub fn from(self, address: &str) -> Self {
        let from = Some(address.parse().expect("an address"));
        Self {
            http: http_client(from),
            from,
            ..self
        }
    }

    /// Wants its answers in English.
    #[must_use]
    pub fn in_english(self) -> Self {
        Self {
            language: Some("en"),
            ..self
        }
    }

    /// With what the CDN adds to every request. (The local stack's gateway does by itself.)
    #[must_use]
    pub fn through_the_cdn(self, secret: &str) -> Self {
        Self {
            cdn: Some(secret.to_owned()),
            ..self
        }
    }

    /// The cookie it holds.
    #[must_use]
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// `GET /api…`.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, self.http.get(self.url(path))).await
    }

    /// `POST /api…` with a JSON body and a fresh Idempotency-Key.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("random bytes");
        let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        self.post_once(path, &key, body).await
    }

    /// The same under a key of one's own: sent again, it is the same request.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn post_once(&self, path: &str, key: &str, body: &impl Serialize) -> Answer {
        let request = self
            .http
            .post(self.url(path))
            .header("idempotency-key", key)
            .json(body);
        self.send("POST", path, request).await
    }

    /// `DELETE /api…`.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, self.http.delete(self.url(path)))
            .await
    }

    /// Keeps the cookie that an answer sets: what signing in does in a browser.
    pub fn keep_cookie(&mut self, answer: &Answer) {
        let set = answer.headers.get_all(SET_COOKIE).iter();
        for pair in set.filter_map(|value| value.to_str().ok()) {
            let pair = pair.split(';').next().unwrap_or_default();
            if let Some((COOKIE, token)) = pair.split_once('=') {
                self.cookie = (!token.is_empty()).then(|| token.to_owned());
            }
        }
    }

    /// Fetches any address without telling who asks, such as a pre-signed one.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn fetch(&self, url: &str) -> Answer {
        Answer::of("GET", url, self.http.get(url).send().await).await
    }

    /// Posts a form with one file, as a browser does with a pre-signed form.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn upload(&self, url: &str, fields: &[(String, String)], file: Vec<u8>) -> Answer {
        let form = fields
            .iter()
            .cloned()
            .fold(reqwest::multipart::Form::new(), |form, (name, value)| {
                form.text(name, value)
            });
        let file = reqwest::multipart::Part::bytes(file).file_name("file");
        let form = form.part("file", file);
        Answer::of(
            "POST",
            url,
            self.http.post(url).multipart(form).send().await,
        )
        .await
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api{path}", self.origin)
    }

    async fn send(&self, method: &str, path: &str, request: reqwest::RequestBuilder) -> Answer {
        let mut request = request;
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("{COOKIE}={cookie}"));
        }
        if let Some(key) = &self.bearer {
            request = request.bearer_auth(key);
        }
        if let Some(language) = self.language {
            request = request.header("accept-language", language);
        }
        if let Some(secret) = &self.cdn {
            let from = self.from.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
            request = request
                .header(SECRET_HEADER, secret)
                .header(VIEWER_HEADER, from.to_string());
        }
        Answer::of(method, path, request.send().await).await
    }
}

impl Answer {
    async fn of(method: &str, path: &str, answer: reqwest::Result<reqwest::Response>) -> Self {
        let request = format!("{method} {path}");
        let answer = answer.unwrap_or_else(|error| panic!("{request}: {error}"));
        Self {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.bytes().await.expect("the whole body").to_vec(),
            request,
        }
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The typed body of an answer that must have this status.
    ///
    /// # Panics
    /// On another status, or a body of another shape.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self, status: u16) -> T {
        self.expect(status);
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", self.request, self.text()))
    }

    /// Insists on a status.
    ///
    /// # Panics
    /// On another.
    pub fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}", self.request, self.text());
        self
    }

    /// The problem details of a refusal of this kind.
    ///
    /// # Panics
    /// On anything else.
    pub fn problem(&self, kind: ProblemKind) -> Problem {
        let problem: Problem = self.read(kind.status());
        assert_eq!(problem.code, kind, "{}: {}", self.request, self.text());
        problem
    }

    /// The fields that a refusal of a form names, in its order.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn wrong_fields(&self) -> Vec<String> {
        let problem = self.problem(ProblemKind::Invalid);
        problem.fields.into_iter().map(|one| one.field).collect()
    }

    /// Where a redirect leads.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn location(&self) -> String {
        self.expect(303);
        let location = self.headers.get(LOCATION).expect("a Location header");
        location.to_str().expect("text").to_owned()
    }

    /// Trips to the table that the answer took, as `Server-Timing` says.
    ///
    /// # Panics
    /// When it does not say.
    #[must_use]
    pub fn trips(&self) -> u32 {
        self.timing("trips").parse().expect("a number")
    }

    /// All that `Server-Timing` says but the time.
    ///
    /// # Panics
    /// When it does not say.
    #[must_use]
    pub fn shown_cost(&self) -> String {
        let header = self.headers.get("server-timing").expect("Server-Timing");
        let text = header.to_str().expect("text");
        text.split(',').skip(1).collect()
    }

    /// Trips, read units and write units, as `Server-Timing` says.
    ///
    /// # Panics
    /// When it does not say.
    #[must_use]
    pub fn cost(&self) -> (u32, f64, u32) {
        let number = |name| self.timing(name).parse().expect("a number");
        let writes = self.timing("writes").parse().expect("a number");
        (self.trips(), number("reads"), writes)
    }

    /// Read units, as `Server-Timing` says.
    ///
    /// # Panics
    /// When it does not say.
    #[must_use]
    pub fn reads(&self) -> f64 {
        self.timing("reads").parse().expect("a number")
    }

    /// Write units, as `Server-Timing` says.
    ///
    /// # Panics
    /// When it does not say.
    #[must_use]
    pub fn writes(&self) -> u32 {
        self.timing("writes").parse().expect("a number")
    }

    fn timing(&self, name: &str) -> String {
        let header = self.headers.get("server-timing").expect("Server-Timing");
        let text = header.to_str().expect("text");
        let part = text
            .split(',')
            .map(str::trim)
            .find_map(|part| part.strip_prefix(name))
            .unwrap_or_else(|| panic!("{name} in {text}"));
        part.split('"').nth(1).expect("a description").to_owned()
    }
}
