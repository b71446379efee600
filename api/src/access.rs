//! Who may call an endpoint, as types: each endpoint names one of these, and `functions` admits
//! by it. Role is only half; the store asks for the other half, this one's jurisdiction.

use serde::{Deserialize, Serialize};

/// The role half of an access rule, readable in `docs/permissions.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// No sign-in asked for.
    Anyone,
    /// Any live sign-in.
    SignedIn,
    /// 医師, on the own partition.
    Doctor,
    /// 事務局職員 of an association of any tier.
    Officer,
    /// 主催者の担当者, an association's officer, or an organiser's API key for credits.
    CourseHolder,
    /// 事務局職員, or the program of the CME site with its API key for the feed; of the national
    /// association, says jurisdiction.
    LearningFeed,
    /// 主催者の担当者 or an association's officer, never a program: for staff and keys.
    Staff,
    /// システム管理者: rules and configuration, nobody's data.
    Administrator,
}

impl Access {
    /// Whether a person in `role` passes the first half.
    #[must_use]
    pub fn admits(self, role: Option<RoleName>) -> bool {
        match (self, role) {
            (Access::Anyone, _) => true,
            (_, None) => false,
            (Access::SignedIn, Some(role)) => !role.is_program(),
            (Access::Doctor, Some(role)) => role == RoleName::Doctor,
            (Access::Officer, Some(role)) => role == RoleName::Officer,
            (Access::CourseHolder, Some(role)) => matches!(
                role,
                RoleName::Officer | RoleName::Organizer | RoleName::CreditsKey
            ),
            (Access::LearningFeed, Some(role)) => {
                matches!(role, RoleName::Officer | RoleName::FeedKey)
            }
            (Access::Staff, Some(role)) => {
                matches!(role, RoleName::Officer | RoleName::Organizer)
            }
            (Access::Administrator, Some(role)) => role == RoleName::Administrator,
        }
    }
}

/// The roles that a sign-in can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RoleName {
    /// 医師.
    Doctor,
    /// 事務局職員.
    Officer,
    /// 主催者の担当者.
    Organizer,
    /// A program of an organiser, for its courses and credits.
    CreditsKey,
    /// The program that feeds what the CME site earns.
    FeedKey,
    /// システム管理者.
    Administrator,
}

impl RoleName {
    /// All roles, for matrices.
    pub const ALL: [RoleName; 6] = [
        RoleName::Doctor,
        RoleName::Officer,
        RoleName::Organizer,
        RoleName::CreditsKey,
        RoleName::FeedKey,
        RoleName::Administrator,
    ];

    /// Whether it is a program with an API key, not a person.
    #[must_use]
    pub const fn is_program(self) -> bool {
        matches!(self, RoleName::CreditsKey | RoleName::FeedKey)
    }
}

/// An access rule as a type.
pub trait Rule: Send + Sync + 'static {
    /// The rule as a value.
    const ACCESS: Access;
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;
            impl Rule for $name {
                const ACCESS: Access = Access::$name;
            }
        )*
    };
}

rules! {
    /// No sign-in asked for.
    Anyone;
    /// Any live sign-in of a person.
    SignedIn;
    /// 医師.
    Doctor;
    /// 事務局職員.
    Officer;
    /// Whoever may hold courses: organiser's staff, officers, API keys for credits.
    CourseHolder;
    /// Officers, and the program of the CME site.
    LearningFeed;
    /// Staff of an organiser: a person, never a program.
    Staff;
    /// システム管理者.
    Administrator;
}
