//! Making a login: the account under its ID, and under its e-mail address while one account only
//! has that address.

use adapters::store::{StoreError, Transaction, items::account::AccountRecord};

/// Steps of a new account in a transaction.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    /// Refused: somebody has the login ID.
    pub login: usize,
    /// Refused: somebody has the address; try again with `shared`.
    pub address: usize,
}

/// Writes the account. With `shared`, the address leads nobody anywhere from now on: two accounts
/// have it, and signing in by it would be a guess.
///
/// # Errors
/// [`StoreError::Shape`].
pub fn write(
    transaction: &mut Transaction,
    account: &AccountRecord,
    shared: bool,
) -> Result<Places, StoreError> {
    let login = transaction.place();
    transaction.put_when(account, AccountRecord::FREE, Vec::new())?;
    let address = transaction.place();
    match (&account.email, account.under_email()) {
        (Some(email), _) if shared => {
            transaction.put(&AccountRecord::shared_address(email))?;
        }
        (_, Some(alias)) => {
            transaction.put_when(&alias, AccountRecord::FREE, Vec::new())?;
        }
        _ => {}
    }
    Ok(Places { login, address })
}
