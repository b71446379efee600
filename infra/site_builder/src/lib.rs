//! Builds the site: compiles its programs to WebAssembly, binds them for the browser, and lays out
//! the folder that a CDN (or the local gateway) serves.
//!
//! No tool has to be installed: the binding is a library, compiled with the project. The wasm build
//! has a target folder of its own, so it never waits for the cargo that runs it. When no input has
//! changed, nothing is built.
//!
//! The folder:
//!
//! - `/index.html`, `/shell.html` and the other pages of `site/static`; the shell is what every
//!   address without a file of its own is answered with;
//! - `/assets/…`: scripts, styles and the programs, their names with a hash of the content, to be
//!   cached for ever ([`assets`]);
//! - `/reference/…`, `/postal/…`: lists the application fetches when it needs them ([`mod@reference`]);
//! - beside each file worth it, the same compressed with Brotli ([`compress`]).

pub mod assets;
pub mod compile;
pub mod compress;
mod inputs;
pub mod publish;
pub mod reference;
mod slim;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

/// How thoroughly the site is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As it is deployed: link-time optimisation over everything, best compression.
    Deploy,
    /// As fast as can be at the same optimisation level: for tests and quick looks.
    Quick,
}

impl Effort {
    /// The cargo profile.
    fn profile(self) -> &'static str {
        match self {
            Self::Deploy => "site",
            Self::Quick => "site-dev",
        }
    }
}

/// What to build, and where.
#[derive(Debug, Clone)]
pub struct SiteBuild {
    /// The root of the workspace.
    pub workspace: PathBuf,
    /// Where the build keeps its files; the site is in `<target>/<profile>-dist`.
    pub target: PathBuf,
    /// How thoroughly.
    pub effort: Effort,
}

impl SiteBuild {
    /// A build of this workspace, in the folder `site` of its target folder.
    #[must_use]
    pub fn of_this_workspace(effort: Effort) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let workspace = workspace.canonicalize().unwrap_or(workspace);
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| workspace.join("target"), |folder| workspace.join(folder))
            .join("site");
        Self {
            workspace,
            target,
            effort,
        }
    }

    /// Builds the site, unless nothing has changed since the last build. `progress` gets a line for
    /// each step; cargo writes its own to standard error.
    ///
    /// # Errors
    /// When it doesn't compile, a page names an asset that isn't there, or a file can't be written.
    pub fn run(&self, mut progress: impl FnMut(&str)) -> Result<PathBuf> {
        fs::create_dir_all(&self.target)
            .with_context(|| format!("could not create {}", self.target.display()))?;
        let _lock = self.lock()?;
        let dist = self.target.join(format!("{}-dist", self.effort.profile()));
        let stamp = dist.with_extension("inputs");
        let inputs = inputs::digest(&self.workspace, self.effort.profile())?;
        if dist.is_dir() && fs::read_to_string(&stamp).is_ok_and(|built| built == inputs) {
            progress("The site is up to date.");
            return Ok(dist);
        }
        let began = Instant::now();
        progress("Compiling the site (the first time takes some minutes) …");
        let programs = compile::compile(&self.workspace, &self.target, self.effort.profile())?;
        progress("Binding it for the browser …");
        let programs = programs
            .iter()
            .map(|wasm| compile::bind(wasm))
            .collect::<Result<Vec<_>>>()?;
        progress("Laying out pages and data, and compressing …");
        let fresh = dist.with_extension("new");
        remove(&fresh)?;
        assets::lay_out(&self.workspace.join("site"), &programs, &fresh)?;
        reference::write_reference(&fresh)?;
        let sizes = compress::compress(&fresh, self.effort)?;
        // Without its stamp a half-exchanged folder is never taken for a good one.
        remove(&stamp)?;
        remove(&dist)?;
        fs::rename(&fresh, &dist)
            .with_context(|| format!("could not put {} in place", dist.display()))?;
        fs::write(&stamp, inputs)?;
        progress(&format!(
            "The site is built: {} programs, {} KB ({} KB Brotli), {} files in all, {} s.",
            programs.len(),
            kilobytes(sizes.application),
            kilobytes(sizes.application_brotli),
            sizes.files,
            began.elapsed().as_secs()
        ));
        Ok(dist)
    }

    /// Two builds at the same time (tests of two packages) would destroy each other's.
    fn lock(&self) -> Result<File> {
        let path = self.target.join("build.lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("could not write {}", path.display()))?;
        lock.lock()
            .with_context(|| format!("could not lock {}", path.display()))?;
        Ok(lock)
    }
}

fn kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
    removed.with_context(|| format!("could not remove {}", path.display()))
}
