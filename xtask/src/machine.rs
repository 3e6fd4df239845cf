//! What this machine has, and what may be added to it: programs on the PATH, Rust components, Debian packages.
//! Called by the steps that need something beyond cargo. Installs system packages only as root on a Debian system.

use crate::shell::{Outcome, cargo, output, program, run, step};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Where a program is, if it is on the PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Is a missing tool an error, rather than a warning?
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// Do we run as root?
pub fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Could `apt_install` work here?
pub fn can_apt_install() -> bool {
    Path::new("/etc/debian_version").exists() && find_program("apt-get").is_some() && is_root()
}

/// Installs Debian packages without questions and without recommended extras.
pub fn apt_install(packages: &[&str]) -> Outcome {
    step(&format!("apt-get install {}", packages.join(" ")), || {
        let apt = |arguments: &[&str]| {
            let mut command = program("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-y"]).args(arguments);
            command
        };
        // An outdated list of packages may still do; if not, the installation says so.
        if let Err(error) = run(&mut apt(&["update"])) {
            eprintln!("{error}");
        }
        run(apt(&["install", "--no-install-recommends"]).args(packages))
    })
}

/// Adds the wasm target unless rustc has it already: a distribution's toolchain may bring it without rustup.
pub fn ensure_wasm_target() -> Outcome {
    let mut rustc = program("rustc");
    rustc.args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]);
    let libraries = output(&mut rustc).map(|printed| PathBuf::from(printed.trim()));
    let has_std = |folder: &PathBuf| {
        fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    };
    if libraries.as_ref().is_ok_and(has_std) {
        return Ok(());
    }
    step("add the wasm target", || run(program("rustup").args(["target", "add", "wasm32-unknown-unknown"])))
}

/// Adds a component of the Rust toolchain (`rustfmt`, `clippy`) unless cargo answers to its command.
pub fn ensure_component(component: &str, subcommand: &str) -> Outcome {
    if output(&mut cargo(&[subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    step(&format!("add {component}"), || run(program("rustup").args(["component", "add", component])))
}
