//! From Rust to what a browser runs: cargo for the wasm target, then the binding.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What the outer cargo sets for the host and would spoil the wasm build, or make it start over.
const NOT_INHERITED: [&str; 6] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "CARGO_INCREMENTAL",
];

/// The application as files for the browser: name to content. `site.js` starts it, `site_bg.wasm` is it;
/// others are snippets that `site.js` imports by relative path.
#[derive(Debug, Clone, Default)]
pub struct Application {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Compiles the package `site` and returns its wasm file.
///
/// # Errors
/// When cargo can't be run or the site doesn't compile; cargo has said why on standard error.
pub fn compile(workspace: &Path, target: &Path, profile: &str) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command
        .current_dir(workspace)
        .args(["build", "--package", "site", "--target", TARGET])
        .args(["--profile", profile])
        .args(["--message-format", "json-render-diagnostics"])
        .arg("--target-dir")
        .arg(target)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    for name in NOT_INHERITED {
        command.env_remove(name);
    }
    let output = command
        .output()
        .with_context(|| format!("could not run {}", cargo.display()))?;
    if !output.status.success() {
        bail!("the site does not compile (see above)");
    }
    wasm_file(&String::from_utf8_lossy(&output.stdout))
        .context("the package site gave no .wasm file: it needs a binary (src/main.rs)")
}

/// The wasm file of the package `site` in cargo's messages.
fn wasm_file(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["target"]["name"] == "site")
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .rfind(|name| name.extension().is_some_and(|ending| ending == "wasm"))
}

/// Binds the wasm file for a browser (ES modules, no bundler).
///
/// # Errors
/// When the file was not made by the version of `wasm-bindgen` that this binds for.
pub fn bind(wasm: &Path) -> Result<Application> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name("site")
        .web(true)?
        // The boot script names the hashed file.
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("the site could not be bound for the browser")?;
    let mut files = BTreeMap::new();
    files.insert("site.js".to_owned(), output.js().as_bytes().to_vec());
    for (folder, snippets) in output.snippets() {
        for (number, content) in snippets.iter().enumerate() {
            let name = format!("snippets/{folder}/inline{number}.js");
            files.insert(name, content.as_bytes().to_vec());
        }
    }
    for (name, content) in output.local_modules() {
        files.insert(format!("snippets/{name}"), content.as_bytes().to_vec());
    }
    files.insert("site_bg.wasm".to_owned(), output.wasm_mut().emit_wasm());
    Ok(Application { files })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::wasm_file;

    #[test]
    fn the_sites_own_wasm_file_is_found_among_cargos_messages() {
        let messages = concat!(
            "not json\n",
            r#"{"reason":"compiler-artifact","target":{"name":"yew"},"filenames":["/t/yew.wasm"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"site"},"filenames":["/t/libsite.rlib"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"site"},"filenames":["/t/site.wasm","/t/site.d"]}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        assert_eq!(wasm_file(messages), Some(PathBuf::from("/t/site.wasm")));
        assert_eq!(wasm_file(""), None);
    }
}
