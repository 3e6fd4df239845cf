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

    /// Whether the search index is a table of its own, which `orders::save` keeps.
    pub const fn has_search_table(self) -> bool {
        matches!(self, Self::Sqlite)
    }

    /// Name and definition of every index that holds no key together: a desk without them is slow, not wrong.
    pub const fn secondary_indexes(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "select name, sql from sqlite_schema where type = 'index' and sql like 'create index %' and tbl_name in \
                 ('orders', 'order_lines', 'payments', 'refunds', 'comments', 'order_tags', 'events', 'contacts')"
            }
            Self::Postgres => {
                "select indexname::text, indexdef from pg_indexes where schemaname = current_schema() \
                 and indexdef like 'CREATE INDEX %' and tablename in \
                 ('orders', 'order_lines', 'payments', 'refunds', 'comments', 'order_tags', 'events', 'contacts')"
            }
        }
    }

    /// Gathers what the planner wants to know of the desk's tables; a database may hold more than the desk. SQLite looks
    /// at the beginning of each index only.
    pub const fn analyze(self) -> &'static str {
        match self {
            Self::Sqlite => "pragma optimize = 0x10012",
            Self::Postgres => {
                "do $$ declare name text; begin for name in select tablename from pg_tables where schemaname = \
                 current_schema() loop execute format('analyze %I', name); end loop; end $$"
            }
        }
    }

    /// Sets how many pages the connection that writes keeps in memory, where each connection has its own.
    pub const fn remember_pages(self, many: bool) -> Option<&'static [&'static str]> {
        match self {
            Self::Sqlite if many => Some(&["pragma cache_size = -131072"]),
            Self::Sqlite => Some(&["pragma cache_size = -2000", "pragma shrink_memory"]),
            Self::Postgres => None,
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

    /// What SQLite's index of words `f` tells of orders `o` in whose `search_text` every needle occurs.
    pub fn found(self, sql: &mut Sql, needles: &[String]) {
        sql.push(" and f.order_search match ").bind(trigrams(needles));
        for needle in needles {
            sql.push(" and instr(o.search_text, ").bind(needle.as_str()).push(") > 0");
        }
    }

    /// The orders in whose `search_text` every needle occurs, newest first, a few at a time: as `from` reads them. Only
    /// those before `before`, where one is named.
    pub fn newest_found(self, sql: &mut Sql, needles: &[String], funnels: Option<&[i64]>, before: Option<i64>) {
        let narrow = |sql: &mut Sql| {
            if let Some(funnels) = funnels {
                sql.push(" and o.funnel_id in (").bind_list(funnels.iter().copied()).push(")");
            }
        };
        match self {
            Self::Sqlite => {
                sql.push("order_search f join orders o on o.id = f.rowid");
                self.found(sql, needles);
                if let Some(before) = before {
                    sql.push(" and f.rowid < ").bind(before);
                }
                narrow(sql);
                sql.push(" order by f.rowid desc");
            }
            Self::Postgres => {
                sql.push("orders o where ");
                self.search(sql, needles);
                if let Some(before) = before {
                    sql.push(" and o.id < ").bind(before);
                }
                narrow(sql);
                sql.push(" order by o.id desc");
            }
        }
    }

    /// Appends that a column is one of these ids. As one value on PostgreSQL: a statement is then the same for any number of
    /// them, and is not read and planned anew for each.
    pub fn among(self, sql: &mut Sql, ids: &[i64]) {
        match self {
            Self::Sqlite => sql.push(" in (").bind_list(ids.iter().copied()).push(")"),
            Self::Postgres => {
                let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
                sql.push(" = any (cast(string_to_array(").bind(ids.join(",")).push(", ',') as bigint[]))")
            }
        };
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
