//! 本人確認: how sure the system is that an account belongs to the doctor of its register number
//! (domain.md "Identity assurance").

use serde::{Deserialize, Serialize};

use crate::person::Agreement;

named_variants! {
    /// How sure.
    pub enum Assurance {
        /// Registered, not proven.
        Claimed = "claimed",
        /// Proven by postcard, by an officer who compared the licence, or by a member record.
        Confirmed = "confirmed",
    }
}

named_variants! {
    /// What becomes of a claim on a register number.
    pub enum ClaimOutcome {
        /// Nobody else holds the number.
        First = "first",
        /// Somebody does: the claim is held until an officer has settled it. The claimant is told
        /// no more than 本人確認中.
        Contested = "contested",
    }
}

/// What becomes of a claim on a register number, and how sure the system then is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDecision {
    /// Whether the claim stands.
    pub outcome: ClaimOutcome,
    /// How sure; a contested claim is never more than claimed.
    pub assurance: Assurance,
}

/// Decides on a claim. `holder` is the assurance of the account that holds the number already;
/// `member_record` says whether the fields typed agree with the record of a member of that number,
/// where there is one.
///
/// A claim that contradicts a member record is contested although nobody holds the number yet: the
/// member has only not signed in so far.
#[must_use]
pub fn decide_claim(holder: Option<Assurance>, member_record: Option<Agreement>) -> ClaimDecision {
    let contested = ClaimDecision {
        outcome: ClaimOutcome::Contested,
        assurance: Assurance::Claimed,
    };
    match (holder, member_record) {
        (Some(_), _) => contested,
        (None, Some(Agreement::NameDiffers | Agreement::BirthDateDiffers)) => contested,
        (None, Some(Agreement::Agrees)) => ClaimDecision {
            outcome: ClaimOutcome::First,
            assurance: Assurance::Confirmed,
        },
        (None, None) => ClaimDecision {
            outcome: ClaimOutcome::First,
            assurance: Assurance::Claimed,
        },
    }
}

/// Whether a claimant whose identity an officer has confirmed takes the number over: from a mere
/// claimant, whose view then ends, but never from a confirmed doctor.
#[must_use]
pub const fn confirmed_displaces(holder: Assurance) -> bool {
    matches!(holder, Assurance::Claimed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_claim_stands_and_a_later_one_is_contested() {
        assert_eq!(decide_claim(None, None).outcome, ClaimOutcome::First);
        for holder in [Assurance::Claimed, Assurance::Confirmed] {
            for record in [None, Some(Agreement::Agrees), Some(Agreement::NameDiffers)] {
                let decision = decide_claim(Some(holder), record);
                assert_eq!(decision.outcome, ClaimOutcome::Contested);
                assert_eq!(decision.assurance, Assurance::Claimed);
            }
        }
    }

    #[test]
    fn a_member_record_confirms_who_agrees_with_it_and_holds_who_does_not() {
        let decision = decide_claim(None, Some(Agreement::Agrees));
        assert_eq!(decision.assurance, Assurance::Confirmed);
        let decision = decide_claim(None, Some(Agreement::BirthDateDiffers));
        assert_eq!(decision.outcome, ClaimOutcome::Contested);
    }

    #[test]
    fn a_confirmed_doctor_displaces_a_mere_claimant_only() {
        assert!(confirmed_displaces(Assurance::Claimed));
        assert!(!confirmed_displaces(Assurance::Confirmed));
    }
}
