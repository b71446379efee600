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
    retry_after: Option<u32>,
    // Apart, because every result of ours has room for a failure.
    particulars: Option<Box<Particulars>>,
}

/// What goes beyond the kind of a failure.
#[derive(Debug, Clone, Default)]
struct Particulars {
    detail: Option<(String, String)>,
    fields: Vec<FieldProblem>,
    unmet: Vec<RequirementResult>,
    cause: Option<String>,
}

impl Failure {
    /// A failure of this kind.
    #[must_use]
    pub const fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            retry_after: None,
            particulars: None,
        }
    }

    fn particulars(&mut self) -> &mut Particulars {
        self.particulars.get_or_insert_default()
    }

    /// Fields that are wrong.
    #[must_use]
    pub fn invalid(fields: Vec<FieldProblem>) -> Self {
        Self::new(ProblemKind::Invalid).naming(fields)
    }

    /// Not there, or not to be known to exist.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(ProblemKind::NotFound)
    }

    /// Our fault; the cause goes to the log.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::new(ProblemKind::Internal).because(cause)
    }

    /// Adds the cause, for the log.
    fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.particulars().cause = Some(cause.to_string());
        self
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
        self.particulars().detail = Some((ja.into(), en.into()));
        self
    }

    /// Names the fields.
    #[must_use]
    pub fn naming(mut self, fields: Vec<FieldProblem>) -> Self {
        self.particulars().fields = fields;
        self
    }

    /// Names each requirement that is not met, and what is missing.
    #[must_use]
    pub fn listing(mut self, evaluation: &Evaluation) -> Self {
        self.particulars().unmet = evaluation
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
        self.particulars.as_ref()?.cause.as_deref()
    }

    /// As problem details.
    #[must_use]
    pub fn problem(&self, language: Language) -> Problem {
        let mut problem = Problem::new(self.kind, language);
        problem.retry_after = self.retry_after;
        if let Some(more) = &self.particulars {
            let text = |(ja, en): &(String, String)| language.pick(ja, en).to_owned();
            problem.detail = more.detail.as_ref().map(text);
            let wrong = more
                .fields
                .iter()
                .map(|field| FieldText::of(field, language));
            let unmet = more.unmet.iter().map(|unmet| unmet_text(unmet, language));
            problem.fields = wrong.chain(unmet).collect();
        }
        problem
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
        let failure = Self::new(kind).because(error);
        if kind == ProblemKind::Busy {
            failure.after(5)
        } else {
            failure
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
