//! From Rust to what a browser runs: cargo for the wasm target, then the binding.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use wasm_bindgen_cli_support::Bindgen;

use crate::slim;

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

/// One program of the site as files for the browser: name to content. `<name>.js` starts it,
/// `<name>_bg.wasm` is it; others are snippets that `<name>.js` imports by relative path.
#[derive(Debug, Clone, Default)]
pub struct Application {
    /// The program's name.
    pub name: String,
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Compiles the programs of the package `site` and returns their wasm files, in the order of their
/// names.
///
/// # Errors
/// When cargo can't be run or the site doesn't compile; cargo has said why on standard error.
pub fn compile(workspace: &Path, target: &Path, profile: &str) -> Result<Vec<PathBuf>> {
    let mut command = toolchain::cargo();
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
    let output = command.output().context("cargo could not be started")?;
    if !output.status.success() {
        bail!("the site does not compile (see above)");
    }
    let programs = wasm_files(&String::from_utf8_lossy(&output.stdout));
    if programs.is_empty() {
        bail!("the package site gave no .wasm file: it needs binaries (src/bin)");
    }
    Ok(programs)
}

/// The programs among cargo's messages. Only the site was asked for, so no other package's are.
fn wasm_files(messages: &str) -> Vec<PathBuf> {
    let mut programs: Vec<PathBuf> = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["target"]["kind"] == json!(["bin"]))
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .filter(|name| name.extension().is_some_and(|ending| ending == "wasm"))
        .collect();
    programs.sort();
    programs
}

/// Binds the wasm file for a browser (ES modules, no bundler).
///
/// # Errors
/// When the file was not made by the version of `wasm-bindgen` that this binds for.
pub fn bind(wasm: &Path) -> Result<Application> {
    let name = wasm
        .file_stem()
        .and_then(|name| name.to_str())
        .context("a program has a name")?;
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        // The boot script names the hashed file.
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("{name} could not be bound for the browser"))?;
    let mut files = BTreeMap::new();
    let script = format!("{name}.js");
    let content = slim::script(&script, output.js().as_bytes())?;
    files.insert(script, content);
    for (folder, snippets) in output.snippets() {
        for (number, content) in snippets.iter().enumerate() {
            let snippet = format!("snippets/{folder}/inline{number}.js");
            files.insert(snippet, content.as_bytes().to_vec());
        }
    }
    for (module, content) in output.local_modules() {
        files.insert(format!("snippets/{module}"), content.as_bytes().to_vec());
    }
    files.insert(format!("{name}_bg.wasm"), output.wasm_mut().emit_wasm());
    Ok(Application {
        name: name.to_owned(),
        files,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::wasm_files;

    #[test]
    fn the_sites_programs_are_found_among_cargos_messages() {
        let messages = concat!(
            "not json\n",
            r#"{"reason":"compiler-artifact","target":{"kind":["lib"]},"filenames":["/t/libsite.rlib"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"kind":["bin"]},"filenames":["/t/review.wasm","/t/review.d"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"kind":["custom-build"]},"filenames":["/t/build-script-build"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"kind":["bin"]},"filenames":["/t/doctor.wasm"]}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        let programs = ["/t/doctor.wasm", "/t/review.wasm"].map(PathBuf::from);
        assert_eq!(wasm_files(messages), programs);
        assert!(wasm_files("").is_empty());
    }
}
