//! Starts a function under the Runtime Interface Emulator, sends it one request, and reads how long
//! the start took and how much memory is in use.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::Run;
use crate::tools::Running;

/// What Lambda tells every function about itself.
pub(super) const RUNTIME: [(&str, &str); 5] = [
    ("AWS_LAMBDA_FUNCTION_NAME", "measured"),
    ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
    ("AWS_LAMBDA_LOG_GROUP_NAME", "measured"),
    ("AWS_LAMBDA_LOG_STREAM_NAME", "measured"),
];

/// The emulator, as it comes with AWS's tools.
pub(super) fn find(programs_of_aws: &Path) -> Result<PathBuf> {
    let script = "import samcli, os, platform; machine = platform.machine().replace('aarch64', 'arm64'); \
                  print(os.path.join(os.path.dirname(samcli.__file__), 'local/rapid/aws-lambda-rie-' + machine))";
    let output = Command::new(programs_of_aws.join("python"))
        .args(["-c", script])
        .output()?;
    let path = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    ensure!(
        output.status.success() && path.is_file(),
        "AWS's tools have no Runtime Interface Emulator"
    );
    Ok(path)
}

/// What is measured.
pub(super) struct Subject<'a> {
    /// Program and arguments.
    pub(super) program: &'a [&'a OsStr],
    pub(super) environment: &'a [(&'static str, String)],
    /// Whether an answer is the right one.
    pub(super) answers: &'a dyn Fn(&Value) -> bool,
}

/// Of several starts the median, and the most memory.
pub(super) fn summary(starts: &[Run]) -> Run {
    Run {
        start: median(starts.iter().map(|run| run.start).collect()),
        first: median(starts.iter().map(|run| run.first).collect()),
        resident: starts.iter().map(|run| run.resident).max().unwrap_or(0),
    }
}

/// Starts it, with one request: how it ran, and what it answered.
pub(super) fn once(rie: &Path, subject: &Subject<'_>, event: &Value) -> Result<(Run, Value)> {
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("log");
    // Both write into it at its end, so that neither writes over the other.
    let append = || fs::File::options().create(true).append(true).open(&log);
    let (door, runtime) = (free_port()?, free_port()?);
    let mut emulator = Command::new(rie);
    emulator
        .args(["--log-level", "info"])
        .args(["--runtime-interface-emulator-address", &door])
        .args(["--runtime-api-address", &runtime])
        .args(subject.program)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .envs(subject.environment.iter().cloned())
        .stdin(Stdio::null())
        .stdout(append()?)
        .stderr(append()?);
    let running = Running::start(&mut emulator)?;
    let answer = invoke(&door, event)?;
    let resident = resident_of_child(running.id())?;
    drop(running);
    let text = fs::read_to_string(&log)?;
    ensure!(
        (subject.answers)(&answer),
        "not the answer that was expected: {answer}\n{text}"
    );
    let run = Run {
        start: number_after(&text, "INIT REPORT(durationMs: ")
            .with_context(|| format!("no INIT REPORT in\n{text}"))?,
        first: number_after_from(&text, "INVOKE RTDONE", "duration: ")
            .with_context(|| format!("no INVOKE in\n{text}"))?,
        resident,
    };
    Ok((run, answer))
}

fn free_port() -> Result<String> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .to_string())
}

/// One request to the emulator, in the plainest HTTP there is.
fn invoke(door: &str, event: &Value) -> Result<Value> {
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut wire = loop {
        match TcpStream::connect(door) {
            Ok(wire) => break wire,
            Err(error) if Instant::now() > deadline => return Err(error.into()),
            Err(_) => sleep(Duration::from_millis(5)),
        }
    };
    wire.set_read_timeout(Some(Duration::from_secs(60)))?;
    let body = event.to_string();
    write!(
        wire,
        "POST /2015-03-31/functions/function/invocations HTTP/1.0\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    wire.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").context("no answer")?;
    serde_json::from_str(body).with_context(|| format!("not JSON: {body}"))
}

/// The most memory that the emulator's child has had, bytes.
fn resident_of_child(emulator: u32) -> Result<u64> {
    for entry in fs::read_dir("/proc")? {
        let folder = entry?.path();
        let Ok(status) = fs::read_to_string(folder.join("status")) else {
            continue;
        };
        if field(&status, "PPid:") == Some(u64::from(emulator)) {
            return field(&status, "VmHWM:")
                .map(|kib| kib * 1024)
                .context("the kernel names no memory");
        }
    }
    bail!("the function is gone")
}

fn field(status: &str, name: &str) -> Option<u64> {
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

fn number_after(text: &str, before: &str) -> Option<f64> {
    let rest = text.split(before).nth(1)?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    rest[..end].parse().ok()
}

fn number_after_from(text: &str, from: &str, before: &str) -> Option<f64> {
    number_after(&text[text.find(from)?..], before)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_emulators_log_and_the_kernels_page_are_read() {
        let log = "(rapid) INIT REPORT(durationMs: 42.909000)\n(rapid) INVOKE RTDONE(status: success, produced bytes: 0, duration: 5.691000ms)\n";
        assert_eq!(number_after(log, "INIT REPORT(durationMs: "), Some(42.909));
        assert_eq!(
            number_after_from(log, "INVOKE RTDONE", "duration: "),
            Some(5.691)
        );
        assert_eq!(
            field("Name:\tx\nVmHWM:\t    5784 kB\n", "VmHWM:"),
            Some(5784)
        );
        assert!((median(vec![9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
    }
}
