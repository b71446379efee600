//! Where things are, what is installed for them, and programs that run beside this one.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// How long a program may take to end when it was asked to.
const END_WITHIN: Duration = Duration::from_secs(10);

/// The folder of the programs that a list of `infra/tools` names; installs them where they are not.
pub(crate) fn provide(list: &str) -> Result<PathBuf> {
    let output = Command::new("bash")
        .arg(root().join("infra/tools/provide"))
        .arg(list)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("bash could not be started")?;
    ensure!(
        output.status.success(),
        "infra/tools/{list}.txt could not be installed"
    );
    Ok(PathBuf::from(
        String::from_utf8_lossy(&output.stdout).trim_end(),
    ))
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One of our scripts.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("python")
        .join(name)
}

/// Where everything is built.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs this, in the repository.
pub(crate) fn cargo() -> Command {
    let mut command = toolchain::cargo();
    command.current_dir(root());
    command
}

/// Runs it to its end.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{command:?} could not be started"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

/// A program that runs beside this one, and ends with this value: it is asked to, so that it can end
/// what it started itself.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .spawn()
            .with_context(|| format!("{command:?} could not be started"))?;
        Ok(Self(child))
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Fails when it has ended by itself.
    pub(crate) fn still(&mut self) -> Result<()> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("it ended by itself: {status}"),
        }
    }

    fn end(&mut self) -> Result<()> {
        if self.0.try_wait()?.is_some() {
            return Ok(());
        }
        succeed(Command::new("kill").arg(self.0.id().to_string()))?;
        let deadline = Instant::now() + END_WITHIN;
        while self.0.try_wait()?.is_none() {
            ensure!(Instant::now() < deadline, "it does not end");
            sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.end().is_err() {
            // There is nothing more to do about one that cannot be killed.
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_beside_this_one_ends_with_its_value_and_may_end_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let (waits, ended) = (folder.path().join("waits"), folder.path().join("ended"));
        let script = "trap '> ended; exit' TERM; > waits; while :; do sleep 0.01; done";
        let mut asked = Command::new("sh");
        asked.args(["-c", script]).current_dir(folder.path());
        let mut waiting = Running::start(&mut asked).expect("starts");
        let deadline = Instant::now() + END_WITHIN;
        while !waits.exists() {
            assert!(Instant::now() < deadline, "it begins");
        }
        waiting.still().expect("waits");
        drop(waiting);
        assert!(ended.exists(), "it was asked to end, and did");

        let mut done = Running::start(&mut Command::new("true")).expect("starts");
        let deadline = Instant::now() + END_WITHIN;
        while done.still().is_ok() {
            assert!(Instant::now() < deadline, "true ends");
        }
    }
}
