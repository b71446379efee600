//! What a handler answers, besides the body.

/// An answer with its status and, now and then, a cookie.
#[derive(Debug, Clone)]
pub struct Reply<T> {
    pub(crate) status: u16,
    pub(crate) body: T,
    pub(crate) cookie: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) kept_for: Option<u32>,
    /// Sent in the place of the body.
    pub(crate) calendar: Option<String>,
}

impl<T> Reply<T> {
    /// 200.
    pub fn ok(body: T) -> Self {
        Self {
            status: 200,
            body,
            cookie: None,
            location: None,
            kept_for: None,
            calendar: None,
        }
    }

    /// 201: something new stands there now.
    pub fn created(body: T) -> Self {
        Self {
            status: 201,
            ..Self::ok(body)
        }
    }

    /// 202: it will be done, by mail or queue.
    pub fn accepted(body: T) -> Self {
        Self {
            status: 202,
            ..Self::ok(body)
        }
    }

    /// Allows everybody to keep the answer for so many seconds. Only where it is the same for all:
    /// nothing that a sign-in opens.
    #[must_use]
    pub const fn kept_for(mut self, seconds: u32) -> Self {
        self.kept_for = Some(seconds);
        self
    }

    /// Sets the value of `Set-Cookie`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookie = Some(cookie);
        self
    }
}

impl Reply<api::CalendarFile> {
    /// A calendar for programs that subscribe to it.
    #[must_use]
    pub fn calendar(text: String) -> Self {
        Self {
            calendar: Some(text),
            ..Self::ok(api::CalendarFile {
                text: String::new(),
            })
        }
    }
}

impl Reply<api::Redirect> {
    /// 303: the tab goes there.
    #[must_use]
    pub fn see_other(location: String) -> Self {
        Self {
            status: 303,
            location: Some(location.clone()),
            ..Self::ok(api::Redirect { location })
        }
    }
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self::ok(body)
    }
}
