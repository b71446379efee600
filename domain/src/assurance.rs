//! 本人確認: how sure the system is that an account belongs to the doctor of its register number
//! (domain.md "Identity assurance").

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
