//! Errors over HTTP: problem details of RFC 9457, one exhaustive list of kinds.
//!
//! Each kind has its status and its texts here and nowhere else. Public text and private cause
//! are separate: causes stay in the functions' log.

use domain::{language::Language, rejection::FieldProblem};
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $code:literal $status:literal $ja:literal $en:literal;)*) => {
        /// What went wrong, as a program can tell it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum ProblemKind {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $kind,)*
        }

        impl ProblemKind {
            /// Every kind, for the documentation.
            pub const ALL: &[ProblemKind] = &[$(ProblemKind::$kind),*];

            /// Stable code, also the end of the problem's `type`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(ProblemKind::$kind => $code,)* }
            }

            /// HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(ProblemKind::$kind => $status,)* }
            }

            /// Text for a person.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match (self, language) {
                    $((ProblemKind::$kind, Language::Ja) => $ja, (ProblemKind::$kind, Language::En) => $en,)*
                }
            }
        }
    };
}

kinds! {
    /// Nobody is signed in, or no longer.
    SignInRequired "sign-in-required" 401 "ログインが必要です。入力した内容は残っています。もう一度ログインしてください。" "Please sign in. What you typed is kept.";
    /// ID or password wrong; says the same for unknown IDs.
    WrongCredentials "wrong-credentials" 401 "ログインIDまたはパスワードが違います。" "The login ID or the password is wrong.";
    /// Too many attempts for this ID.
    TooManyAttempts "too-many-attempts" 429 "続けて間違えたため、しばらくログインできません。時間をおいてもう一度お試しください。" "Too many attempts. Please wait a while and try again.";
    /// The role does not allow this.
    Forbidden "forbidden" 403 "この操作をする権限がありません。" "You are not allowed to do this.";
    /// The API was called at its bare address instead of the site's.
    NotThroughSite "not-through-site" 403 "このアドレスでは受け付けません。サイトのアドレスをご利用ください。" "Not served at this address. Please use the address of the site.";
    /// A form post from another site.
    CrossSite "cross-site" 403 "他のサイトからの送信は受け付けません。" "Requests from another site are refused.";
    /// Not there, or not to be known to exist.
    NotFound "not-found" 404 "見つかりません。" "Not found.";
    /// Another method is wanted.
    MethodNotAllowed "method-not-allowed" 405 "この方法では操作できません。" "This method is not allowed here.";
    /// Fields are wrong; see `fields`.
    Invalid "invalid" 422 "入力内容をご確認ください。" "Please check the marked fields.";
    /// Not JSON, or not of this shape; `detail` says where.
    Malformed "malformed" 400 "送られた内容を読み取れません。" "The request could not be read.";
    /// Not JSON by its type.
    UnsupportedMediaType "unsupported-media-type" 415 "application/json で送ってください。" "Please send application/json.";
    /// Body over the limit.
    TooLarge "too-large" 413 "送られた内容が大きすぎます。" "The request is too large.";
    /// The link was never issued, or is no longer valid.
    LinkExpired "link-expired" 410 "このリンクは期限が切れたか、すでに使われています。最初からお手続きください。" "This link has expired or was used already. Please start again.";
    /// The login ID is in use.
    LoginIdTaken "login-id-taken" 409 "このログインIDは使えません。別のIDをお選びください。" "This login ID cannot be used. Please choose another.";
    /// Somebody changed it in between.
    Changed "changed" 409 "ほかの人が先に更新しました。最新の内容をご確認ください。" "It was changed in between. Please look at the newest version.";
    /// The same key with another content.
    KeyReused "key-reused" 409 "同じ受付キーで異なる内容が送られました。" "The same Idempotency-Key came with another content.";
    /// The Idempotency-Key header is missing or malformed.
    KeyRequired "key-required" 400 "Idempotency-Key ヘッダーが必要です。" "The Idempotency-Key header is required.";
    /// The requirements are not met; `detail` and `fields` say what is missing.
    RequirementsUnmet "requirements-unmet" 422 "要件を満たしていないため申請できません。" "The requirements are not met yet.";
    /// The state does not allow it.
    WrongState "wrong-state" 409 "現在の状態ではこの操作はできません。" "This is not possible in the present state.";
    /// The file is not what it says, too large, or of a type that cannot be read.
    BadFile "bad-file" 422 "このファイルは使えません。" "This file cannot be used.";
    /// The system is closed for a while, on purpose.
    Maintenance "maintenance" 503 "ただいまメンテナンスのため停止しています。再開の予定は、ログイン画面のお知らせをご覧ください。" "Closed for maintenance. The notices on the sign-in page say until when.";
    /// More than the outside world can take now.
    Busy "busy" 503 "ただいま混み合っています。少し待ってもう一度お試しください。" "Busy now. Please try again in a moment.";
    /// Our fault.
    Internal "internal" 500 "申し訳ありません。処理できませんでした。もう一度お試しください。" "Sorry, something went wrong on our side. Please try again.";
}

/// Problem details (RFC 9457), `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:mamis:problem:<code>`.
    #[serde(rename = "type")]
    pub kind_uri: String,
    /// Stable code.
    pub code: ProblemKind,
    /// HTTP status.
    pub status: u16,
    /// What happened, in the language asked for.
    pub title: String,
    /// What exactly, in the language asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Per field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldText>,
    /// Seconds to wait, for 429 and 503.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// What is wrong with one field, for people (text) and programs (code).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldText {
    /// Path of the field in the request: `lectures.0.start`.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Text in the language asked for.
    pub text: String,
}

impl FieldText {
    /// The text of a domain rule's refusal.
    #[must_use]
    pub fn of(problem: &FieldProblem, language: Language) -> Self {
        Self {
            field: problem.field.to_string(),
            code: problem.rejection.code.as_str().to_owned(),
            text: problem.rejection.text(language),
        }
    }
}

impl Problem {
    /// A problem of this kind, without details.
    #[must_use]
    pub fn new(kind: ProblemKind, language: Language) -> Self {
        Self {
            kind_uri: format!("urn:mamis:problem:{}", kind.code()),
            code: kind,
            status: kind.status(),
            title: kind.title(language).to_owned(),
            detail: None,
            fields: Vec::new(),
            retry_after: None,
        }
    }
}
