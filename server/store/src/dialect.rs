//! What the two databases say differently, both spellings side by side.

use crate::sql::Sql;

/// Which database a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, in a file beside the program.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// How a transaction that writes begins. SQLite takes its one write lock at once: a transaction that reads first
    /// and writes later would fail without waiting.
    pub const fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "begin immediate",
            Self::Postgres => "begin",
        }
    }

    /// How a transaction that only reads, and reads one snapshot, begins.
    pub const fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "begin deferred",
            Self::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// Locks the counters' row or table against a second writer until the transaction ends. SQLite has one writer.
    pub const fn lock_orders(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("select value from counters where name = 'event' for update"),
        }
    }

    /// A condition: every needle occurs in `search_text`.
    pub fn search(self, sql: &mut Sql, needles: &[String]) {
        match self {
            Self::Sqlite => {
                sql.push("o.id in (select rowid from order_search where order_search match ").bind(trigrams(needles));
                sql.push(")");
                // The index knows which trigrams occur, not that they stand together.
                for needle in needles {
                    sql.push(" and instr(o.search_text, ").bind(needle.as_str()).push(") > 0");
                }
            }
            Self::Postgres => {
                for (i, needle) in needles.iter().enumerate() {
                    sql.push(if i == 0 { "" } else { " and " });
                    sql.push("o.search_text like ").bind(format!("%{}%", escape_like(needle)));
                }
            }
        }
    }

    /// The orders in whose `search_text` every needle occurs, newest first, a few at a time: as `from` reads them.
    pub fn newest_found(self, sql: &mut Sql, needles: &[String]) {
        match self {
            Self::Sqlite => {
                sql.push("order_search f join orders o on o.id = f.rowid where f.order_search match ");
                sql.bind(trigrams(needles));
                for needle in needles {
                    sql.push(" and instr(o.search_text, ").bind(needle.as_str()).push(") > 0");
                }
                sql.push(" order by f.rowid desc");
            }
            Self::Postgres => {
                sql.push("orders o where ");
                self.search(sql, needles);
                sql.push(" order by o.id desc");
            }
        }
    }

    /// How many rollup rows share the sums of one key, so that several writers do not wait for one row.
    pub const fn rollup_slots(self) -> i64 {
        match self {
            Self::Sqlite => 1,
            Self::Postgres => 8,
        }
    }
}

/// An FTS5 expression: all trigrams of all needles.
fn trigrams(needles: &[String]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for needle in needles {
        let chars: Vec<char> = needle.chars().collect();
        for three in chars.windows(3) {
            let text: String = three.iter().collect();
            parts.push(format!("\"{}\"", text.replace('"', "\"\"")));
        }
    }
    parts.sort();
    parts.dedup();
    parts.join(" AND ")
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
