//! What an endpoint's declaration says, and the trait that ties its types to it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::access::{Access, Rule};
use crate::parameters;

/// HTTP methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads; never has a body.
    GET,
    /// Writes, exactly once by Idempotency-Key or a natural key.
    POST,
    /// Takes something away; doing it twice does it once.
    DELETE,
}

impl Method {
    /// As on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::DELETE => "DELETE",
        }
    }
}

/// What an endpoint is about; one nested stack and one folder of handlers each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 利用者登録・ログイン.
    Identity,
    /// マイページ.
    MyPage,
    /// 申請.
    Applications,
    /// 証書.
    Certificates,
    /// 審査.
    Review,
    /// 研修会.
    Courses,
    /// 単位.
    Credits,
    /// 主催者.
    Organizers,
    /// 共通の一覧.
    Reference,
    /// 制度の規則.
    RuleSets,
    /// 認定.
    Titles,
    /// 生涯教育.
    Learning,
    /// 研修会の一覧と暦の配信.
    Catalogue,
    /// 認定の保持者.
    Holders,
    /// 審査回.
    Rounds,
    /// お知らせ.
    Notices,
}

impl Subject {
    /// Folder of the handlers and name of the nested stack.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Subject::Identity => "identity",
            Subject::MyPage => "my_page",
            Subject::Applications => "applications",
            Subject::Certificates => "certificates",
            Subject::Review => "review",
            Subject::Courses => "courses",
            Subject::Credits => "credits",
            Subject::Organizers => "organizers",
            Subject::Reference => "reference",
            Subject::RuleSets => "rule_sets",
            Subject::Titles => "titles",
            Subject::Learning => "learning",
            Subject::Catalogue => "catalogue",
            Subject::Holders => "holders",
            Subject::Rounds => "rounds",
            Subject::Notices => "notices",
        }
    }
}

/// What a function may touch. Policies are generated from this, and the adapters refuse at run
/// time, on one machine too, what was not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Items and partitions of the table.
    Read,
    /// The rules of programmes: those adopted are read now and then, apart from requests.
    Rules,
    /// Queues, through the sparse index.
    ReadIndex,
    /// The whole table, page by page: what changes stored data has to find all of them.
    Scan,
    /// Conditional writes and transactions.
    Write,
    /// Adding lines to the audit trail, where nothing else is written.
    Audit,
    /// PartiQL INSERT in batches.
    InsertRows,
    /// Signing an upload of evidence.
    PutEvidence,
    /// Reading evidence, or signing its address.
    ReadEvidence,
    /// Taking evidence away that nobody used.
    ForgetEvidence,
    /// Storing rendered certificates.
    PutCertificate,
    /// Reading certificates, or signing their address.
    ReadCertificate,
    /// Sending mail.
    SendMail,
    /// Putting messages into the queues of side effects.
    Enqueue,
    /// Storing heads of the audit trail, and reading those that are there.
    SealAudit,
    /// Hashing passwords: 19 MiB each, so more memory.
    Password,
    /// Opening or sealing sign-ins.
    Seal,
}

/// Largest body of most endpoints, bytes.
pub const MOST_BODY_BYTES: usize = 256 * 1024;

/// One endpoint, as the generator and the tests read it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Declaration {
    /// Handler file, Lambda and operation id: `award_credits`.
    pub name: &'static str,
    /// Type in this crate: `AwardCredits`.
    pub type_name: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// HTTP method.
    pub method: Method,
    /// Path below the base, with `{parameters}`.
    pub path: &'static str,
    /// Role half of the access rule.
    pub access: Access,
    /// What its function may touch.
    pub needs: &'static [Need],
    /// One line in Japanese and English, with the feature rows.
    pub summary: &'static str,
}

impl Declaration {
    /// Whether its refusals of staff are in the audit trail: it is for staff, and a function of its
    /// kind may look at what belongs to others.
    #[must_use]
    pub const fn audits_refusals(&self) -> bool {
        matches!(
            self.access,
            Access::Officer | Access::CourseHolder | Access::Staff
        )
    }

    /// Whether it is answered while the system is closed for maintenance: the notices that say so.
    #[must_use]
    pub const fn open_in_maintenance(&self) -> bool {
        matches!(self.name.as_bytes(), b"list_notices")
    }

    /// Whether its units are in the log alone: by them a caller would learn that another account
    /// holds a register number, since a claim on it is written elsewhere than an identity.
    #[must_use]
    pub const fn hides_units(&self) -> bool {
        matches!(
            self.name.as_bytes(),
            b"complete_registration" | b"send_identity_document"
        )
    }

    /// Largest body, bytes; beyond it 413 and nothing is parsed.
    #[must_use]
    pub const fn most_body_bytes(&self) -> usize {
        match self.name.as_bytes() {
            // A sheet of 4 MB in base64.
            b"read_spreadsheet" => 6 * 1024 * 1024,
            // 2,000 rows of 500 bytes.
            b"award_credits" => 1024 * 1024,
            // 500 rows of 1,000 bytes.
            b"feed_learning" | b"import_learning" => 512 * 1024,
            _ => MOST_BODY_BYTES,
        }
    }
}

/// An endpoint with its types.
pub trait Endpoint: Send + Sync + 'static {
    /// Everything that is not a type.
    const DECLARATION: Declaration;
    /// Who may call it.
    type Access: Rule;
    /// Path parameters: a struct whose fields are named as in the path.
    type Path: Serialize + DeserializeOwned + Send + Sync;
    /// Query parameters.
    type Query: Serialize + DeserializeOwned + Send + Sync;
    /// Body of the request, unknown fields refused by name.
    type Request: Serialize + DeserializeOwned + Send + Sync;
    /// Body of the answer.
    type Response: Serialize + DeserializeOwned + Send + Sync;
}

/// No path parameters.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoPath {}

/// No query parameters; unknown ones are refused.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// No body; an empty object is accepted, anything in it is refused.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

/// The answer is a redirect (303) of the browser tab to a short-lived address.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Redirect {
    /// Where the tab goes; a credential, never logged.
    pub location: String,
}

/// The answer is a file of type `text/calendar` (RFC 5545), for programs that keep calendars.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarFile {
    /// The whole file.
    pub text: String,
}

/// The path with its parameters filled in and percent-encoded: `/courses/{course}` → `/courses/abc`.
#[must_use]
pub fn fill_path<E: Endpoint>(path: &E::Path) -> String {
    let mut filled = E::DECLARATION.path.to_owned();
    for (name, text) in parameters(path) {
        filled = filled.replace(&["{", name, "}"].concat(), &percent_encode(&text));
    }
    filled
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
#[must_use]
pub fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(nibble)]));
            }
        }
    }
    out
}
