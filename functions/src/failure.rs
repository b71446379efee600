//! Why a request failed. The domain's errors know the domain; this one file knows HTTP.

use adapters::{Undeclared, documents::DocumentError, queues::QueueError, store::StoreError};
use api::problem::{FieldText, Problem, ProblemKind};
use domain::{
    language::Language,
    rejection::FieldProblem,
    rules::{Evaluation, RequirementResult},
};

/// A refusal or fault. Public texts and the private cause are separate fields; the cause is
/// logged and never leaves.
#[derive(Debug, Clone)]
pub struct Failure {
    kind: ProblemKind,
    detail: Option<(String, String)>,
    fields: Vec<FieldProblem>,
    unmet: Vec<RequirementResult>,
    retry_after: Option<u32>,
    cause: Option<String>,
}

impl Failure {
    /// A failure of this kind.
    #[must_use]
    pub const fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            detail: None,
            fields: Vec::new(),
            unmet: Vec::new(),
            retry_after: None,
            cause: None,
        }
    }

    /// Fields that are wrong.
    #[must_use]
    pub fn invalid(fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..Self::new(ProblemKind::Invalid)
        }
    }

    /// Not there, or not to be known to exist.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(ProblemKind::NotFound)
    }

    /// Our fault; the cause goes to the log.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(ProblemKind::Internal)
        }
    }

    /// Of a transaction that began with the condition on the caller's sign-in.
    #[must_use]
    pub fn of_commit(error: StoreError) -> Self {
        if error.refused_at(0) {
            Self::new(ProblemKind::SignInRequired)
        } else {
            error.into()
        }
    }

    /// Says what exactly, in both languages.
    #[must_use]
    pub fn saying(mut self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        self.detail = Some((ja.into(), en.into()));
        self
    }

    /// Names the fields.
    #[must_use]
    pub fn naming(mut self, fields: Vec<FieldProblem>) -> Self {
        self.fields = fields;
        self
    }

    /// Names each requirement that is not met, and what is missing.
    #[must_use]
    pub fn listing(mut self, evaluation: &Evaluation) -> Self {
        self.unmet = evaluation
            .requirements
            .iter()
            .filter(|requirement| !requirement.met)
            .cloned()
            .collect();
        self
    }

    /// Says when to come again.
    #[must_use]
    pub const fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// What the log may say.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// As problem details.
    #[must_use]
    pub fn problem(&self, language: Language) -> Problem {
        Problem {
            detail: self.detail.as_ref().map(|(ja, en)| match language {
                Language::Ja => ja.clone(),
                Language::En => en.clone(),
            }),
            fields: self
                .fields
                .iter()
                .map(|field| FieldText::of(field, language))
                .chain(self.unmet.iter().map(|unmet| unmet_text(unmet, language)))
                .collect(),
            retry_after: self.retry_after,
            ..Problem::new(self.kind, language)
        }
    }
}

/// `requirements.<id>`: name of the requirement, and what is missing.
fn unmet_text(requirement: &RequirementResult, language: Language) -> FieldText {
    let missing = requirement
        .missing
        .as_ref()
        .map_or("", |missing| missing.text(language));
    FieldText {
        field: format!("requirements.{}", requirement.id),
        code: "requirement-unmet".to_owned(),
        text: format!("{}: {missing}", requirement.label.text(language)),
    }
}

impl From<Vec<FieldProblem>> for Failure {
    fn from(fields: Vec<FieldProblem>) -> Self {
        Self::invalid(fields)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::Refused(_) => ProblemKind::Changed,
            StoreError::Busy(_) => ProblemKind::Busy,
            StoreError::Shape(_) | StoreError::Undeclared(_) | StoreError::Failed(_) => {
                ProblemKind::Internal
            }
        };
        Self {
            cause: Some(error.to_string()),
            retry_after: (kind == ProblemKind::Busy).then_some(5),
            ..Self::new(kind)
        }
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Missing => Self::not_found(),
            DocumentError::Undeclared(_) | DocumentError::Failed(_) => Self::internal(error),
        }
    }
}

impl From<QueueError> for Failure {
    fn from(error: QueueError) -> Self {
        Self::internal(error)
    }
}

impl From<Undeclared> for Failure {
    fn from(error: Undeclared) -> Self {
        Self::internal(error)
    }
}
