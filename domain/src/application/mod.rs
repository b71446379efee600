//! 申請: an application, what stands in it, and its way to a decision
//! (features.md #100–#115, domain.md "Applications").

mod content;
mod event;
mod form;
mod history;
mod paper_credits;
mod qualification;
mod title_form;

pub use crate::id::{ApplicationId, ItemId};
pub use content::{
    ApplicationContent, HandedInItem, PracticalContent, PracticalOneItem, PracticalTwoContent,
};
pub use event::{
    Actor, ApplicationEvent, ApplicationEventKind, ApplicationStatus, DeclaredCheck, FeeState,
    RefusalReason, TransitionRefused,
};
pub use form::{
    ApplicationForm, HandedInForm, MINUTES_MAX, PracticalForm, PracticalItemForm, PracticalTwoForm,
    REASON_MAX, check_minutes, check_reason,
};
pub use history::{Application, PaperTrail};
pub use paper_credits::Posting;
pub use qualification::{
    ActivityItem, ApplicantFacts, CertificateItem, DeclaredItem, QualificationContent,
};
pub use title_form::{
    ActivityForm, CertificateForm, DeclaredBounds, DeclaredForm, TitleChoices, TitleForm,
};
