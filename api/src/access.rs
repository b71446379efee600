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
    /// 主催者の担当者, an association's officer, or an organiser's API key.
    CourseHolder,
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
            (Access::SignedIn, Some(role)) => role != RoleName::ApiKey,
            (Access::Doctor, Some(role)) => role == RoleName::Doctor,
            (Access::Officer, Some(role)) => role == RoleName::Officer,
            (Access::CourseHolder, Some(role)) => matches!(
                role,
                RoleName::Officer | RoleName::Organizer | RoleName::ApiKey
            ),
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
    /// A program of an organiser.
    ApiKey,
    /// システム管理者.
    Administrator,
}

impl RoleName {
    /// All roles, for matrices.
    pub const ALL: [RoleName; 5] = [
        RoleName::Doctor,
        RoleName::Officer,
        RoleName::Organizer,
        RoleName::ApiKey,
        RoleName::Administrator,
    ];
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
    /// Whoever may hold courses: organiser's staff, officers, API keys.
    CourseHolder;
    /// Staff of an organiser: a person, never a program.
    Staff;
    /// システム管理者.
    Administrator;
}
