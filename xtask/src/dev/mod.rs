//! `cargo xtask dev`: builds what a saved file touches, starts the server anew and has open pages reload.
//!
//! All of it is the debug profile, and the client lies in a folder of its own (`target/dev-site`) that a debug server
//! reads from the disk: what ships is neither built nor touched. What does not compile is told in the terminal, the old
//! server goes on, and the next save tries again. Pages reload by themselves, see `reload.js`.

mod plan;
mod site;
mod watch;

use crate::{
    machine::ensure_wasm_target,
    server,
    shell::{Outcome, cargo, run as run_to_end, step, target},
};
use plan::Work;
use std::{
    env,
    process::Child,
    thread::sleep,
    time::{Duration, Instant},
};

/// How long to wait between two looks at the files.
const PAUSE: Duration = Duration::from_millis(300);

/// Runs until it is stopped.
pub fn run(arguments: &[String]) -> Outcome {
    ensure_wasm_target()?;
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    let mut desk = Desk { arguments, running: None };
    let mut seen = watch::look();
    let mut owed = Work::ALL;
    loop {
        if owed.is_some() {
            let started = Instant::now();
            // What fails stays owed: the next save, of whichever file, tries all of it again.
            match build(owed).and_then(|()| desk.restart()) {
                Ok(()) => {
                    owed = Work::NONE;
                    eprintln!("✓ up to date: {} s. Waiting for the next save …", started.elapsed().as_secs());
                }
                Err(error) => eprintln!("\nxtask: {error}\nWaiting for the next save …"),
            }
        }
        let changed = loop {
            desk.tell_if_gone()?;
            let now = watch::look();
            let changed = watch::changed(&seen, &now);
            if !changed.is_empty() {
                seen = now;
                break changed;
            }
            sleep(PAUSE);
        };
        let wanted = changed.iter().fold(Work::NONE, |work, path| work.and(Work::of(path)));
        if wanted.is_some() {
            owed = owed.and(wanted);
            eprintln!("\n{}: {}", changed.join(", "), owed.describe());
        }
    }
}

/// Builds beside what runs: a failure leaves it whole.
fn build(work: Work) -> Outcome {
    if work.client {
        step("compile the client", || {
            let arguments = ["build", "--locked", "-p", "frontend", "--target", "wasm32-unknown-unknown"];
            run_to_end(&mut cargo(&arguments))
        })?;
        step("bind the client", site::bind)?;
    }
    if work.server {
        step("compile the server", || run_to_end(&mut cargo(&["build", "--locked", "-p", "server"])))?;
    }
    site::prepare()
}

/// The server that runs.
struct Desk<'a> {
    arguments: &'a [String],
    running: Option<Child>,
}

impl Desk<'_> {
    /// Ends the old server, puts the new files in place, starts the new one.
    fn restart(&mut self) -> Outcome {
        self.stop()?;
        site::publish()?;
        let binary = target().join("debug/comptoir").with_extension(env::consts::EXE_EXTENSION);
        let mut desk = server::desk(binary, self.arguments)?;
        self.running = Some(desk.spawn().map_err(|error| format!("the server does not start: {error}"))?);
        Ok(())
    }

    fn stop(&mut self) -> Outcome {
        if let Some(mut running) = self.running.take() {
            running.kill()?;
            running.wait()?;
        }
        Ok(())
    }

    /// Says once that the server ended by itself.
    fn tell_if_gone(&mut self) -> Outcome {
        if let Some(status) = self.running.as_mut().map(Child::try_wait).transpose()?.flatten() {
            self.running = None;
            eprintln!("xtask: the server ended ({status}). Waiting for the next save …");
        }
        Ok(())
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        // Whatever ends this must not leave a server behind; there is nobody left to tell of a failure.
        let _ = self.stop();
    }
}
