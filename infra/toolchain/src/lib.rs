//! Cargo, for programs that cargo itself has started.

use std::env;
use std::process::Command;

/// Beginnings of the names under which cargo tells a program which package it is of.
const ABOUT_THE_PROGRAM: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// The cargo that runs this program, as if it were called from a shell.
///
/// Cargo tells each program that it starts about its package, in the environment. A build script that
/// looks there (that of `ring` does) would be run anew by another cargo that is called from the program,
/// and all that rests on it, which is nearly everything, would be compiled anew.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let known = name.to_string_lossy();
        if ABOUT_THE_PROGRAM
            .iter()
            .any(|begin| known.starts_with(begin))
        {
            cargo.env_remove(&name);
        }
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_not_told_of_the_program_that_calls_it() {
        let own = env::var_os("CARGO_MANIFEST_DIR");
        assert!(own.is_some(), "cargo tells this test");
        let cargo = cargo();
        let removed = |name: &str| {
            let mut changes = cargo.get_envs();
            changes.any(|(changed, value)| changed == name && value.is_none())
        };
        assert!(removed("CARGO_MANIFEST_DIR") && removed("CARGO_PKG_NAME"));
        assert!(!removed("PATH") && !removed("CARGO"));
    }
}
