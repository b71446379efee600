//! 日医生涯教育制度 as it is kept: the yearly declaration, and credits that come from outside courses
//! (features.md #73–#80, #104–#106, L15). What the rules ask is in [`crate::rules`].

mod declaration;
mod feed;

pub use declaration::{
    Deadline, DeclarationEvent, DeclarationEventKind, DeclarationForm, DeclarationRefused,
    DeclarationStatus, LearningDeclaration, OUTSIDE_MAX, declaring_to,
};
pub use feed::{
    CheckedOutsideRow, FEED_ROWS_MAX, FeedDecision, FeedRow, FeedStanding, ImportRow, decide_feed,
};
