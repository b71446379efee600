//! Rules that an administrator changes at run time.

use std::time::Duration;

use api::rule_sets::{Adoption, RuleSetDraft, RuleSetView};
use domain::calendar::Date;
use domain::rules::RuleBook;

use crate::world::World;

/// The rules of 認定産業医 that come with the program.
pub const INDUSTRIAL_RULES: &str = "industrial-physician.2025";

/// The same under the id of a later version, from a day on, with these replacements made (each text
/// stands in the file) and these lines more.
///
/// # Panics
/// When a text to be replaced does not stand there.
#[must_use]
pub fn later_industrial_rules(from: Date, changes: &[(&str, &str)], more: &str) -> String {
    let text = RuleBook::embedded_text(INDUSTRIAL_RULES).expect("the file");
    let text = text.replacen(INDUSTRIAL_RULES, "industrial-physician.9001", 1);
    let first = format!("valid_from = \"{from}\"");
    let mut text = text.replacen("valid_from = \"2025-04-01\"", &first, 1);
    for (before, after) in changes {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    text + more
}

impl World {
    /// An administrator drafts a version of the rules and adopts it; a quarter of an hour later every
    /// process knows it.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn adopt_rules(&self, text: String) {
        let administrator = self.administrator().await;
        let draft = RuleSetDraft { text };
        let drafted: RuleSetView = administrator.post("/rule-sets", &draft).await.read(201);
        let path = format!("/rule-sets/{}/adoption", drafted.line.id);
        let adoption = Adoption {
            version: drafted.version,
        };
        administrator.post(&path, &adoption).await.expect(200);
        self.pass(Duration::from_secs(16 * 60));
    }
}
