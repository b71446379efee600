//! `docs/data-model.md`: the key design, as its module says it.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

use super::NOTE;

const SOURCE: &str = "adapters/src/store/keys.rs";

pub(super) fn page(root: &Path) -> Result<String> {
    let source =
        fs::read_to_string(root.join(SOURCE)).with_context(|| format!("reading {SOURCE}"))?;
    let text: Vec<&str> = source
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .map(|line| {
            line.trim_start_matches("//!")
                .strip_prefix(' ')
                .unwrap_or_default()
        })
        .collect();
    ensure!(
        text.iter().any(|line| line.starts_with("| partition")),
        "the documentation of {SOURCE} holds no table of keys"
    );
    Ok(format!(
        "{NOTE}# Data model

One DynamoDB table, declared in [`infra/template.yaml`](../infra/template.yaml) and, for the stores
of one machine, in [`adapters/src/store/schema.rs`](../adapters/src/store/schema.rs). All keys are
built in [`{SOURCE}`](../{SOURCE}), whose words these are:

{}
",
        text.join("\n")
    ))
}
