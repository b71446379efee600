//! How much work a start is: instructions up to the first poll for work, counted by valgrind.

use std::fs;
use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::emulator::RUNTIME;
use crate::tools::Running;

/// How long the first poll may take; valgrind is fifty times slower than the processor.
const POLL_WITHIN: Duration = Duration::from_secs(60);

/// Counts them.
pub(super) fn up_to_first_poll(
    program: &Path,
    environment: &[(&'static str, String)],
) -> Result<u64> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("callgrind.out");
    // The other side of the runtime: it hears the poll, and never answers.
    let runtime = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let mut process = Running::start(
        Command::new("valgrind")
            .args(["--tool=callgrind", "-q"])
            .arg(format!("--callgrind-out-file={}", out.display()))
            .arg(program)
            .env_clear()
            .envs(environment.iter().cloned())
            .envs(RUNTIME)
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("AWS_LAMBDA_RUNTIME_API", runtime.local_addr()?.to_string())
            .stdout(Stdio::null()),
    )
    .context("valgrind counts instructions (Debian and Ubuntu: apt-get install valgrind)")?;
    let mut wire = caller(&runtime, &mut process)?;
    wire.set_read_timeout(Some(POLL_WITHIN))?;
    let mut poll = [0; 4];
    wire.read_exact(&mut poll)?;
    // Valgrind writes what it has counted when the process is asked to end.
    drop(process);
    let text = fs::read_to_string(&out).context("valgrind wrote nothing")?;
    total(&text).context("valgrind's file names no total")
}

fn caller(runtime: &TcpListener, process: &mut Running) -> Result<TcpStream> {
    runtime.set_nonblocking(true)?;
    let deadline = Instant::now() + POLL_WITHIN;
    loop {
        if let Ok((wire, _)) = runtime.accept() {
            wire.set_nonblocking(false)?;
            return Ok(wire);
        }
        process
            .still()
            .context("the function does not start under valgrind")?;
        ensure!(Instant::now() < deadline, "the function does not poll");
        sleep(Duration::from_millis(20));
    }
}

fn total(text: &str) -> Option<u64> {
    text.lines()
        .find_map(|line| line.strip_prefix("totals: "))?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_total_is_read_from_callgrinds_file() {
        let file = "version: 1\nevents: Ir\nsummary: 18\nfn=x\n1 2\ntotals: 18\n";
        assert_eq!(total(file), Some(18));
        assert_eq!(total("events: Ir\n"), None);
    }
}
