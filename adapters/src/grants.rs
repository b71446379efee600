//! Least privilege, enforced in the process as IAM enforces it outside.

use api::Need;

/// What one function may touch, from its declaration.
#[derive(Debug, Clone, Copy)]
pub struct Grants(&'static [Need]);

/// A function touched what its declaration does not name: a fault of the declaration.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the declaration of this function lacks the need {0:?}")]
pub struct Undeclared(pub Need);

impl Grants {
    /// The needs of one declaration.
    #[must_use]
    pub const fn of(needs: &'static [Need]) -> Self {
        Self(needs)
    }

    /// Refuses what was not declared.
    ///
    /// # Errors
    /// [`Undeclared`] with the missing need.
    pub fn require(self, need: Need) -> Result<(), Undeclared> {
        if self.0.contains(&need) {
            Ok(())
        } else {
            Err(Undeclared(need))
        }
    }
}
