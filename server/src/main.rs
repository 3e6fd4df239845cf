//! `comptoir`: see `server::commands`.

fn main() -> std::process::ExitCode {
    server::commands::main()
}
