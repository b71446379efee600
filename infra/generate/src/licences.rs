//! Which dependencies may be used: the policy of `deny.toml`, checked over `cargo metadata`.
//!
//! The file is cargo-deny's, so that tool reads the same policy where it is installed; compiling
//! it takes longer than all the rest of the check, so the parts that matter in every change
//! (licences, banned crates, sources) are checked here.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use spdx::{Expression, LicenseReq};

const POLICY: &str = "deny.toml";

#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

impl Sources {
    fn allows(&self, source: &str) -> bool {
        let known = |registry: &String| source.strip_prefix("registry+") == Some(registry);
        self.allow_registry.iter().any(known)
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A package as Cargo reports it.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Dependencies that the policy does not allow.
///
/// # Errors
/// A policy that cannot be read, or Cargo's.
pub fn complaints(root: &Path) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(root.join(POLICY)).with_context(|| format!("reading {POLICY}"))?;
    let policy: Policy = toml::from_str(&text).with_context(|| format!("reading {POLICY}"))?;
    let output = toolchain::cargo()
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("running cargo metadata")?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).context("reading cargo metadata")?;
    Ok(metadata
        .packages
        .iter()
        .flat_map(|package| check(&policy, package))
        .collect())
}

fn check(policy: &Policy, package: &Package) -> Vec<String> {
    let who = format!("{} {}", package.name, package.version);
    let mut wrong = Vec::new();
    if let Some(banned) = policy
        .bans
        .deny
        .iter()
        .find(|banned| banned.name == package.name)
    {
        wrong.push(format!("{who} is not wanted: {}", banned.reason));
    }
    if let Some(source) = &package.source
        && !policy.sources.allows(source)
    {
        wrong.push(format!(
            "{who} comes from {source}, which {POLICY} does not allow"
        ));
    }
    match &package.license {
        Some(licence) if is_allowed(policy, &package.name, licence) => {}
        Some(licence) => wrong.push(format!(
            "{who} has the licence {licence}, which {POLICY} does not allow"
        )),
        None => wrong.push(format!("{who} does not say its licence")),
    }
    wrong
}

fn is_allowed(policy: &Policy, name: &str, licence: &str) -> bool {
    // Old crates write `MIT/Apache-2.0`.
    let Ok(expression) = Expression::parse_mode(licence, spdx::ParseMode::LAX) else {
        return false;
    };
    let exceptions = policy
        .licenses
        .exceptions
        .iter()
        .filter(|exception| exception.name == name);
    let allowed: Vec<&String> = policy
        .licenses
        .allow
        .iter()
        .chain(exceptions.flat_map(|exception| &exception.allow))
        .collect();
    expression.evaluate(|requirement: &LicenseReq| allowed.contains(&&requirement.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        toml::from_str(
            r#"
            [licenses]
            allow = ["MIT", "Apache-2.0"]
            exceptions = [{ crate = "fonts", allow = ["OFL-1.1"] }]
            [bans]
            deny = [{ crate = "openssl-sys", reason = "one TLS only" }]
            [sources]
            allow-registry = ["here"]
            "#,
        )
        .unwrap()
    }

    fn package(name: &str, licence: Option<&str>, source: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: licence.map(str::to_owned),
            source: Some(format!("registry+{source}")),
        }
    }

    #[test]
    fn a_choice_of_licences_needs_one_that_is_allowed_and_a_sum_needs_all() {
        for (licence, fine) in [
            ("MIT", true),
            ("MIT OR GPL-3.0-only", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only", false),
            ("MIT AND GPL-3.0-only", false),
            ("Apache-2.0 WITH LLVM-exception", false),
            ("nonsense", false),
        ] {
            let complaints = check(&policy(), &package("any", Some(licence), "here"));
            assert_eq!(complaints.is_empty(), fine, "{licence}: {complaints:?}");
        }
        assert_eq!(check(&policy(), &package("any", None, "here")).len(), 1);
    }

    #[test]
    fn an_exception_holds_for_its_crate_only() {
        assert!(check(&policy(), &package("fonts", Some("OFL-1.1"), "here")).is_empty());
        assert_eq!(
            check(&policy(), &package("any", Some("OFL-1.1"), "here")).len(),
            1
        );
    }

    #[test]
    fn banned_crates_and_foreign_sources_are_named() {
        let banned = check(&policy(), &package("openssl-sys", Some("MIT"), "here"));
        assert!(banned[0].contains("one TLS only"), "{banned:?}");
        let foreign = check(&policy(), &package("any", Some("MIT"), "there"));
        assert!(foreign[0].contains("there"), "{foreign:?}");
    }
}
