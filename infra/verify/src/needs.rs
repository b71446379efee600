//! What the tests need beyond Rust: looked for, installed, or asked for in one line.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

const WASM: &str = "wasm32-unknown-unknown";

/// A thing that a Debian package brings.
struct Tool {
    /// Any of these programs will do.
    programs: &'static [&'static str],
    debian: &'static str,
    ubuntu: &'static str,
}

const BROWSER: Tool = Tool {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    debian: "chromium",
    ubuntu: "chromium-browser",
};
const DRIVER: Tool = Tool {
    programs: &["chromedriver"],
    debian: "chromium-driver",
    ubuntu: "chromium-chromedriver",
};
/// For DynamoDB Local.
const JAVA: Tool = Tool {
    programs: &["java"],
    debian: "default-jre-headless",
    ubuntu: "default-jre-headless",
};
/// Fetches DynamoDB Local.
const NPM: Tool = Tool {
    programs: &["npm"],
    debian: "npm",
    ubuntu: "npm",
};
/// Lets time pass for deployed functions.
const CLOCK: Tool = Tool {
    programs: &["faketime"],
    debian: "faketime",
    ubuntu: "faketime",
};
const FONT: &str = "fonts-noto-cjk";

/// Looks for everything, and installs what is missing where that can be done without asking.
///
/// # Errors
/// One line that says what to do.
pub(crate) fn provide() -> Result<(), String> {
    wasm_target()?;
    let is_ubuntu =
        fs::read_to_string("/etc/os-release").is_ok_and(|text| text.contains("ID=ubuntu"));
    let missing = missing(is_ubuntu);
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if !(found("apt-get") && is_root()) {
        return Err(format!(
            "The tests need a few packages first: sudo apt-get install {packages}"
        ));
    }
    println!("Installing {packages}");
    let install = run("apt-get", &["update", "-qq"])
        && run(
            "apt-get",
            &[
                &["install", "-y", "-qq", "--no-install-recommends"],
                &missing[..],
            ]
            .concat(),
        );
    if install {
        Ok(())
    } else {
        Err(format!("apt-get could not install {packages}"))
    }
}

/// `rust-toolchain.toml` names the target, so rustup has usually brought it already.
fn wasm_target() -> Result<(), String> {
    let installed = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .output()
        .is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir());
    if installed || run("rustup", &["target", "add", WASM]) {
        Ok(())
    } else {
        Err(format!(
            "The site needs the target {WASM}: rustup target add {WASM}"
        ))
    }
}

fn missing(is_ubuntu: bool) -> Vec<&'static str> {
    let mut missing: Vec<&str> = [BROWSER, DRIVER, JAVA, NPM, CLOCK]
        .iter()
        .filter(|tool| !tool.programs.iter().any(|program| found(program)))
        .map(|tool| if is_ubuntu { tool.ubuntu } else { tool.debian })
        .collect();
    if !has_japanese_font() {
        missing.push(FONT);
        // It brings fc-list, by which the font is found next time.
        if !found("fc-list") {
            missing.push("fontconfig");
        }
    }
    missing
}

/// Without one, Japanese is boxes in the screenshots.
fn has_japanese_font() -> bool {
    Command::new("fc-list")
        .args([":lang=ja", "family"])
        .output()
        .is_ok_and(|output| !output.stdout.is_empty())
}

fn found(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn run(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
