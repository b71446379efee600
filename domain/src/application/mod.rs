//! 申請: an application, what stands in it, and its way to a decision
//! (features.md #100–#115, domain.md "Applications").

mod content;
mod form;
mod history;

pub use crate::id::{ApplicationId, ItemId};
pub use content::{
    ApplicationContent, HandedInItem, PracticalContent, PracticalOneItem, PracticalTwoContent,
};
pub use form::{
    ApplicationForm, HandedInForm, PracticalForm, PracticalItemForm, PracticalTwoForm, REASON_MAX,
    check_reason,
};
pub use history::{
    Actor, Application, ApplicationEvent, ApplicationEventKind, ApplicationStatus, RefusalReason,
    TransitionRefused,
};
