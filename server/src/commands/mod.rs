//! The subcommands of `comptoir`, one file or folder each. Called by `main`.

pub mod import;

/// How a command ends, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitKind {
    /// 0: done.
    Done,
    /// 1: refused (bad rows, bad state).
    Refused,
    /// 2: wrong usage.
    Usage,
}
