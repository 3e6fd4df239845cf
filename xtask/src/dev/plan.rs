//! Which change asks for which work. Pure. A new folder of sources that is not named here rebuilds nothing.

/// What has to be made anew. The style and the pages' reload come with either, and alone when both are false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The WebAssembly client.
    pub client: bool,
    /// The server's program.
    pub server: bool,
    /// The files that the server sends.
    pub site: bool,
}

impl Work {
    /// Nothing.
    pub const NONE: Self = Self { client: false, server: false, site: false };
    /// Only what the server sends: style, fonts, icon.
    pub const SITE: Self = Self { site: true, ..Self::NONE };
    /// Everything.
    pub const ALL: Self = Self { client: true, server: true, site: true };

    /// What a file of the workspace is part of; its path is written with `/`.
    pub fn of(path: &str) -> Self {
        let client = Self { client: true, ..Self::SITE };
        let server = Self { server: true, ..Self::SITE };
        let mut parts = path.split('/');
        let tests = parts.clone().any(|part| matches!(part, "tests" | "benches"));
        match parts.next() {
            _ if tests => Self::NONE,
            Some("style") => Self::SITE,
            Some("app" | "Cargo.toml" | "Cargo.lock") => Self::ALL,
            Some("frontend") => client,
            Some("server" | "migrations") => server,
            _ => Self::NONE,
        }
    }

    /// The work of both.
    pub const fn and(self, other: Self) -> Self {
        Self { client: self.client || other.client, server: self.server || other.server, site: self.site || other.site }
    }

    /// Whether there is anything to do.
    pub const fn is_some(self) -> bool {
        self.client || self.server || self.site
    }

    /// The work in a word for the terminal.
    pub const fn describe(self) -> &'static str {
        match (self.client, self.server) {
            (true, true) => "client and server",
            (true, false) => "client",
            (false, true) => "server",
            (false, false) => "style",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_rebuilds_what_it_is_part_of_and_nothing_else() {
        for (path, expected) in [
            ("style/ui/button.css", "style"),
            ("style/fonts/inter-latin.woff2", "style"),
            ("app/src/orders/cell.rs", "client and server"),
            ("app/domain/src/money.rs", "client and server"),
            ("app/locales/fr.ftl", "client and server"),
            ("app/build/code.rs", "client and server"),
            ("Cargo.lock", "client and server"),
            ("frontend/src/lib.rs", "client"),
            ("server/src/routes.rs", "server"),
            ("server/store/src/orders/list.rs", "server"),
            ("migrations/sqlite/0001_desk.sql", "server"),
        ] {
            let work = Work::of(path);
            assert!(work.is_some() && work.site, "{path}");
            assert_eq!(work.describe(), expected, "{path}");
        }
    }

    #[test]
    fn tests_and_what_is_not_the_product_rebuild_nothing() {
        for path in [
            "app/tests/house.rs",
            "server/store/tests/suite/list.rs",
            "server/benches/desk/main.rs",
            "README.md",
            "end2end/tests/list.spec.ts",
            "xtask/src/main.rs",
        ] {
            assert_eq!(Work::of(path), Work::NONE, "{path}");
        }
    }

    #[test]
    fn work_that_failed_is_done_with_the_next_change() {
        let owed = Work::of("server/src/routes.rs").and(Work::of("style/main.css"));
        assert_eq!(owed, Work::of("server/src/main.rs"));
        assert_eq!(owed.and(Work::of("frontend/src/lib.rs")), Work::ALL);
        assert_eq!(Work::NONE.and(Work::NONE), Work::NONE);
    }
}
