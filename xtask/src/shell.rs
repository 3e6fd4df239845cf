//! Runs other programs and shows progress: one line per step, with its seconds. Called by every command.
//!
//! Every child runs in the workspace's root, with the variables removed that `cargo run` sets for xtask itself: build
//! scripts watch some of them, and would be rebuilt each time cargo is called in turn by a person and by xtask.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// What every step of xtask returns; the error is a sentence for the person at the terminal.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The workspace's root folder.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Cargo's target folder: xtask lies in its `debug` folder, whatever was configured.
pub fn target() -> PathBuf {
    let own = env::current_exe().ok();
    own.as_deref()
        .and_then(Path::parent)
        .and_then(Path::parent)
        .map_or_else(|| root().join("target"), Path::to_path_buf)
}

/// A program that will run in the workspace's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (variable, _) in env::vars_os() {
        let text = variable.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || text.starts_with("CARGO_BIN_")
            || matches!(&*text, "CARGO" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR")
        {
            command.env_remove(&variable);
        }
    }
    command
}

/// The cargo that runs xtask, told to use the same target folder.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.env("CARGO_TARGET_DIR", target()).args(arguments);
    command
}

/// Runs to the end with the terminal's own input and output.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    succeeded(command, status)
}

/// Runs to the end and gives what was printed; shows the errors only if there is one.
pub fn output(command: &mut Command) -> Outcome<String> {
    let done = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    if !done.status.success() {
        io::stderr().write_all(&done.stderr)?;
    }
    succeeded(command, done.status)?;
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// Runs to the end, passes every line of output and errors on in their order, and shows each to `watch`.
pub fn watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Outcome<ExitStatus> {
    let (reader, writer) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    // The command keeps its ends of the pipe open, and with them the loop below.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        io::stdout().write_all(&line)?;
        io::stdout().flush()?;
        watch(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(child.wait()?)
}

/// Becomes the program where the system allows it, so that signals reach it; else runs it to the end.
#[cfg(unix)]
pub fn become_it(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(cannot_start(command, &error))
}

/// Becomes the program where the system allows it, so that signals reach it; else runs it to the end.
#[cfg(not(unix))]
pub fn become_it(command: &mut Command) -> Outcome {
    run(command)
}

/// Announces a step, does it, and says how long it took.
pub fn step<T>(label: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let started = Instant::now();
    eprintln!("→ {label} …");
    let outcome = work();
    let mark = if outcome.is_ok() { '✓' } else { '✗' };
    eprintln!("{mark} {label}: {}", seconds(started.elapsed()));
    outcome
}

/// A heading above the output of another program.
pub fn heading(text: &str) {
    println!("\n━━ {text} ━━");
}

/// "12.3 s".
pub fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f32())
}

/// "12.3 KiB".
pub fn kib(bytes: u64) -> String {
    let tenths = bytes * 10 / 1024;
    format!("{}.{} KiB", tenths / 10, tenths % 10)
}

fn cannot_start(command: &Command, error: &io::Error) -> Box<dyn Error> {
    format!("cannot start `{}`: {error}", command.get_program().to_string_lossy()).into()
}

fn succeeded(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    let words: Vec<_> =
        std::iter::once(command.get_program()).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    Err(format!("`{}` failed ({status})", words.join(" ")).into())
}
