//! The binary on the command line: what it prints, what it refuses, how it ends.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as the test itself may")]

use serde_json::Value;
use std::process::{Command, Output};
use tempfile::TempDir;

fn comptoir(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comptoir"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("COMPTOIR_")) {
        command.env_remove(name);
    }
    command.current_dir(folder.path()).env("LANG", "en_GB.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_totals_of_an_empty_desk_list_every_stage_of_the_standard_funnel() {
    let folder = tempfile::tempdir().unwrap();
    let output = comptoir(&folder, &["totals", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json.get("orders"), Some(&Value::from(0)));
    let stages = json.get("stages").and_then(Value::as_array).unwrap();
    assert_eq!(stages.len(), 7);
    let first = stages.first().unwrap();
    assert_eq!(first.to_string(), r#"{"currencies":[],"funnel":"Sales","kind":"new","orders":0,"stage":"New"}"#);
    assert!(folder.path().join("comptoir.db").exists(), "the default database is a file in the working directory");
    assert!(text(&comptoir(&folder, &["totals"]).stdout).contains("Awaiting payment"));
}

#[test]
fn a_query_that_says_nothing_is_wrong_usage_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = comptoir(&folder, &["totals", "--query", "kind=nonsense&sort=-total"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("kind=nonsense"), "{}", text(&output.stderr));
}

#[test]
fn a_user_is_added_once_listed_and_reset() {
    let folder = tempfile::tempdir().unwrap();
    let add = ["user", "add", "--email", "max@example.org", "--name", "Max", "--role", "manager"];
    let output = comptoir(&folder, &[&add[..], &["--public-url", "https://desk.example"]].concat());
    assert!(text(&output.stdout).starts_with("link: https://desk.example/welcome/"), "{}", text(&output.stderr));
    let again = comptoir(&folder, &add);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("user reset"), "{}", text(&again.stderr));
    assert!(text(&comptoir(&folder, &["user", "list"]).stdout).contains("max@example.org"));
    assert_eq!(comptoir(&folder, &["user", "reset", "--email", "max@example.org"]).status.code(), Some(0));
    assert_eq!(comptoir(&folder, &["user", "reset", "--email", "nobody@example.org"]).status.code(), Some(1));
    let wrong = ["user", "add", "--email", "max", "--name", "Max", "--role", "king"];
    assert_eq!(comptoir(&folder, &wrong).status.code(), Some(2));
}

#[test]
fn a_demo_desk_is_served_on_loopback_only() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["serve", "--demo", "--listen", "0.0.0.0:0"][..],
        &["serve", "--demo", "--listen", "127.0.0.1:0", "--public-url", "https://desk.example"],
    ] {
        let output = comptoir(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("loopback"), "{}", text(&output.stderr));
    }
}

#[test]
fn a_database_that_cannot_be_had_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["mysql://x", "sqlite://no/such/folder/desk.db", "postgres://127.0.0.1:1/desk"] {
        let output = comptoir(&folder, &["migrate", "--database", url]);
        assert_eq!(output.status.code(), Some(1), "{url}");
        assert!(text(&output.stderr).contains("--database"), "{url}: {}", text(&output.stderr));
    }
}

#[test]
fn every_flag_has_an_environment_variable() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["serve", "migrate", "seed", "import", "export", "totals", "user"] {
        let output = comptoir(&folder, &[command, "--help"]);
        let help = text(&output.stdout);
        let flags = help.matches("--").count();
        let variables = help.matches("[env: COMPTOIR_").count();
        // `--help`, `--version`, and what descriptions mention are no flags of ours.
        assert!(variables > 0 && variables + 6 >= flags, "{command}: {flags} flags, {variables} variables\n{help}");
    }
}
