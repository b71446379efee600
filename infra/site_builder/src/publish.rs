//! Brings a built site to where the CDN reads it: hashed files first, to be kept for ever; then the
//! pages that name them, never kept without asking; then the CDN forgets its copies.
//!
//! Files of the version before stay, so that a page that is open goes on. The compressed twins are
//! for the local gateway; CloudFront compresses by itself. AWS is spoken to by its command line,
//! with whatever credentials that has.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Where a stack keeps its site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The bucket.
    pub bucket: String,
    /// The distribution before it.
    pub distribution: String,
}

impl Place {
    /// From the outputs of a stack, as `describe-stacks` gives them.
    ///
    /// # Errors
    /// When one of the two is missing.
    pub fn from_outputs(outputs: &str) -> Result<Self> {
        let outputs: Value = serde_json::from_str(outputs).context("the outputs are no JSON")?;
        let value = |name: &str| {
            let lines = outputs.as_array().into_iter().flatten();
            lines
                .filter(|line| line["OutputKey"] == name)
                .find_map(|line| line["OutputValue"].as_str())
                .map(str::to_owned)
                .with_context(|| format!("the stack has no output {name}"))
        };
        Ok(Self {
            bucket: value("SiteBucket")?,
            distribution: value("DistributionId")?,
        })
    }
}

/// The calls of AWS's command line, in their order.
#[must_use]
pub fn steps(dist: &Path, place: &Place) -> Vec<Vec<String>> {
    let dist = dist.display();
    let bucket = &place.bucket;
    let words = |line: &[&str]| line.iter().map(|word| (*word).to_owned()).collect();
    vec![
        words(&[
            "s3",
            "sync",
            &format!("{dist}/assets"),
            &format!("s3://{bucket}/assets"),
            // The name says what is in it.
            "--size-only",
            "--exclude",
            "*.br",
            "--cache-control",
            "public, max-age=31536000, immutable",
        ]),
        words(&[
            "s3",
            "sync",
            &dist.to_string(),
            &format!("s3://{bucket}"),
            "--exclude",
            "assets/*",
            "--exclude",
            "*.br",
            "--delete",
            "--cache-control",
            "no-cache",
        ]),
        words(&[
            "cloudfront",
            "create-invalidation",
            "--distribution-id",
            &place.distribution,
            "--paths",
            "/*",
        ]),
    ]
}

/// Publishes to the stack of this name.
///
/// # Errors
/// When AWS's command line cannot be run, or says no.
pub fn publish(aws: &str, dist: &Path, stack: &str) -> Result<Place> {
    let query = ["--query", "Stacks[0].Outputs", "--output", "json"];
    let described = Command::new(aws)
        .args(["cloudformation", "describe-stacks", "--stack-name", stack])
        .args(query)
        .output()
        .with_context(|| format!("could not run `{aws}`, the command line of AWS"))?;
    if !described.status.success() {
        bail!("{}", String::from_utf8_lossy(&described.stderr).trim());
    }
    let place = Place::from_outputs(&String::from_utf8_lossy(&described.stdout))?;
    for step in steps(dist, &place) {
        let done = Command::new(aws).args(&step).status()?;
        if !done.success() {
            bail!("`{aws} {}` failed; run it again", step.join(" "));
        }
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn hashed_files_go_first_and_for_ever_pages_after_them_and_then_the_cdn_forgets() {
        let folder = tempfile::tempdir().expect("a folder");
        let said = folder.path().join("said");
        let aws = folder.path().join("aws");
        let outputs = r#"[{"OutputKey":"SiteBucket","OutputValue":"the-site"},{"OutputKey":"DistributionId","OutputValue":"E1"}]"#;
        let script = format!(
            "#!/bin/sh\necho \"$@\" >> {said}\n[ \"$1\" = cloudformation ] && echo '{outputs}'\nexit 0\n",
            said = said.display()
        );
        fs::write(&aws, script).expect("written");
        fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).expect("executable");
        let aws = aws.to_str().expect("a path");
        let place = publish(aws, Path::new("dist"), "mamis").expect("published");
        assert_eq!(place.bucket, "the-site");
        let said = fs::read_to_string(said).expect("read");
        let lines: Vec<&str> = said.lines().collect();
        let [describe, assets, pages, forget] = lines[..] else {
            panic!("{lines:?}");
        };
        assert!(describe.contains("--stack-name mamis"));
        assert!(
            assets.contains("dist/assets s3://the-site/assets") && assets.contains("immutable")
        );
        assert!(!assets.contains("--delete"), "open pages go on");
        assert!(pages.contains("--exclude assets/*") && pages.contains("no-cache"));
        assert!(forget.contains("--distribution-id E1 --paths /*"));
    }

    #[test]
    fn a_stack_without_a_site_is_told() {
        let error = Place::from_outputs("[]").expect_err("refused").to_string();
        assert_eq!(error, "the stack has no output SiteBucket");
    }
}
