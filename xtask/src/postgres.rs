//! A PostgreSQL server for the tests: the one that `TEST_POSTGRES_URL` names, or a throw-away cluster. Called by `test`;
//! and by `bench`, whose cluster is of its own but keeps its files.
//!
//! The cluster belongs to a guardian, a shell that waits for the end of its input. However xtask ends, the pipe closes,
//! and the guardian stops the server and removes its files. Initdb refuses root: then all runs as another user.
//! Never touches a cluster that was there before.

use crate::{
    machine::{apt_install, can_apt_install, find_program, is_root},
    shell::{Outcome, output, program, run, step},
};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// PostgreSQL's `lc_ctype` must not be C, or trigrams drop every letter beyond ASCII. Nothing here has to survive a crash.
const GUARDIAN: &str = r#"
set -eu
umask 077
if [ -n "$3" ]; then folder=$3; else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
[ -s "$folder/password" ] || od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$folder/password"
create() {
    "$1/initdb" -D "$folder/data" -U postgres -A scram-sha-256 --pwfile="$folder/password" \
        --encoding=UTF8 --locale="$2" --no-sync >"$folder/log" 2>&1
}
[ -s "$folder/data/PG_VERSION" ] || create "$1" C.UTF-8 || create "$1" en_US.UTF-8 || { cat "$folder/log" >&2; exit 1; }
"$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $2 -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories=$folder -c max_connections=300 -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off" start >/dev/null || { cat "$folder/log" >&2; exit 1; }
echo "ready $(cat "$folder/password")"
cat >/dev/null
how=immediate
[ -z "$3" ] || how=fast
"$1/pg_ctl" -D "$folder/data" -m $how -w stop >/dev/null
"#;

/// A server to test on; a cluster of our own ends with this value.
pub struct Postgres {
    /// The address of a database whose user may create others.
    pub url: String,
    guardian: Option<Child>,
}

impl Postgres {
    /// Finds, installs or starts one; the error says what is missing.
    pub fn get() -> Outcome<Self> {
        if let Ok(url) = env::var("TEST_POSTGRES_URL") {
            return Ok(Self { url, guardian: None });
        }
        let programs = programs()?;
        step("start a throw-away PostgreSQL", || start(&programs, None))
    }

    /// Starts a cluster of our own whose files stay in `folder`, so that what was written is there the next time.
    pub fn kept(folder: &Path) -> Outcome<Self> {
        let programs = programs()?;
        fs::create_dir_all(folder)?;
        if is_root() {
            run(program("chown").arg(cluster_user()).arg(folder))?;
        }
        step("start a PostgreSQL of our own", || start(&programs, Some(folder)))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut guardian) = self.guardian.take() {
            drop(guardian.stdin.take());
            // Nobody is left to hear of a failure, and the guardian removes the files in any case.
            let _ = guardian.wait();
        }
    }
}

/// The folder of PostgreSQL's programs, which are installed where that can be done.
fn programs() -> Outcome<PathBuf> {
    match find_programs() {
        Some(folder) => Ok(folder),
        None if can_apt_install() => {
            install()?;
            Ok(find_programs().ok_or("PostgreSQL was installed, but its initdb is not to be found")?)
        }
        None => Err("no PostgreSQL here: install it, or set TEST_POSTGRES_URL".into()),
    }
}

fn start(programs: &Path, kept: Option<&Path>) -> Outcome<Postgres> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let mut command = if is_root() { as_another_user()? } else { program("sh") };
    // The terminal's Ctrl-C must not reach the server before the guardian knows.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.args(["-c", GUARDIAN, "guardian"]).arg(programs).arg(port.to_string()).arg(kept.unwrap_or(Path::new("")));
    let mut guardian = command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut answer = String::new();
    if let Some(printed) = guardian.stdout.take() {
        BufReader::new(printed).read_line(&mut answer)?;
    }
    let password = answer.trim().strip_prefix("ready ").map(str::to_owned);
    let mut postgres = Postgres { url: String::new(), guardian: Some(guardian) };
    let password = password.ok_or("the throw-away PostgreSQL did not start")?;
    postgres.url = format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres");
    Ok(postgres)
}

/// A shell as `postgres`, who comes with the package, or else as nobody.
fn as_another_user() -> Outcome<Command> {
    let user = cluster_user();
    let mut command;
    if find_program("setpriv").is_some() {
        let group = output(program("id").args(["-g", user]))?;
        command = program("setpriv");
        command.args([&format!("--reuid={user}"), &format!("--regid={}", group.trim()), "--init-groups", "--", "sh"]);
    } else if find_program("runuser").is_some() {
        command = program("runuser");
        command.args(["-u", user, "--", "sh"]);
    } else {
        return Err("PostgreSQL refuses to run as root, and there is neither setpriv nor runuser".into());
    }
    // Root's own folder for temporary files may be closed to others.
    command.env_remove("TMPDIR");
    Ok(command)
}

/// Whose cluster it is where we are root.
fn cluster_user() -> &'static str {
    if output(program("id").args(["-u", "postgres"])).is_ok() { "postgres" } else { "nobody" }
}

/// The folder of initdb and pg_ctl: on the PATH, or the newest version in Debian's layout.
fn find_programs() -> Option<PathBuf> {
    if let Some(initdb) = find_program("initdb").filter(|_| find_program("pg_ctl").is_some()) {
        return initdb.parent().map(Path::to_path_buf);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .flatten()
        .map(|version| (version.file_name().to_string_lossy().parse::<u32>().unwrap_or(0), version.path().join("bin")))
        .filter(|(_, programs)| programs.join("initdb").exists())
        .max()
        .map(|(_, programs)| programs)
}

/// The server's programs alone: Debian's package would also create and start a cluster, which nobody needs.
fn install() -> Outcome {
    apt_install(&["postgresql-common"])?;
    let folder = Path::new("/etc/postgresql-common/createcluster.d");
    if folder.is_dir() {
        fs::write(folder.join("comptoir-tests.conf"), "create_main_cluster = false\n")?;
    }
    apt_install(&["postgresql"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{SocketAddr, TcpStream};

    #[test]
    fn a_throw_away_cluster_answers_and_ends_with_its_owner() {
        let Some(programs) = find_programs() else { return };
        let postgres = start(&programs, None).unwrap();
        let (_, host) = postgres.url.split_once('@').unwrap();
        let address: SocketAddr = host.split('/').next().unwrap().parse().unwrap();
        assert!(TcpStream::connect(address).is_ok());
        drop(postgres);
        assert!(TcpStream::connect(address).is_err());
    }
}
