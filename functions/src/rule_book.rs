//! The dated rules that come with the program, read once per process.

use std::sync::LazyLock;

use domain::rules::RuleBook;

static BOOK: LazyLock<Result<RuleBook, String>> = LazyLock::new(|| {
    RuleBook::embedded().map_err(|faults| {
        let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
        texts.join("; ")
    })
});

/// All rule sets.
///
/// # Errors
/// The faults in the files; a test of `domain` proves that there are none.
pub fn rule_book() -> Result<&'static RuleBook, crate::Failure> {
    BOOK.as_ref().map_err(crate::Failure::internal)
}
