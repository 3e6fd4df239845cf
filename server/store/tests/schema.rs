//! Both schemas agree: tables, columns, types, nullability, keys, indexes and checks.
//!
//! The search index is each database's own and is left out: a table on SQLite, an index on PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use sqlx::{AssertSqlSafe, Row, SqlitePool};
use std::{collections::BTreeSet, path::Path};

#[allow(dead_code, unused_imports, reason = "the suite's own database is wanted, not its tests")]
mod suite;
use suite::TestDb;

fn migrations(of: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(of);
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn both_databases_have_the_same_migrations_and_each_says_why() {
    let names = |of| migrations(of).into_iter().map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(names("sqlite"), names("postgres"));
    for (name, text) in migrations("sqlite").into_iter().chain(migrations("postgres")) {
        assert!(text.starts_with("-- "), "{name} begins with a comment");
    }
}

async fn lines(pool: &SqlitePool, query: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(pool).await.unwrap();
    rows.into_iter().map(|row| row.get::<String, _>(0)).collect()
}

/// The schema of a SQLite file as lines that PostgreSQL is asked for too.
async fn sqlite_lines(url: &str) -> BTreeSet<String> {
    let pool = SqlitePool::connect(url).await.unwrap();
    let tables = "from sqlite_schema t where t.type = 'table' and t.name not like 'order_search%' \
        and t.name not like 'sqlite_%' and t.name not like '\\_%' escape '\\'";
    let mut all = BTreeSet::new();
    for query in [
        format!(
            "select 'column ' || t.name || '.' || c.name || ' ' || lower(c.type) || case when c.\"notnull\" = 1 or c.pk > 0 \
             then ' not null' else '' end || case c.hidden when 0 then '' else ' generated' end \
             {} ",
            tables.replace("from sqlite_schema t", "from sqlite_schema t join pragma_table_xinfo(t.name) c")
        ),
        format!(
            "select 'key ' || t.name || ' (' || group_concat(c.name, ', ' order by c.pk) || ')' {} and c.pk > 0 group by t.name",
            tables.replace("from sqlite_schema t", "from sqlite_schema t join pragma_table_xinfo(t.name) c")
        ),
        format!(
            "select 'refers ' || t.name || '.' || f.\"from\" || ' to ' || f.\"table\" || ' on delete ' || lower(f.on_delete) {}",
            tables.replace("from sqlite_schema t", "from sqlite_schema t join pragma_foreign_key_list(t.name) f")
        ),
        format!(
            "select case i.origin when 'u' then 'unique ' || t.name else case i.\"unique\" when 1 then 'unique index ' \
             else 'index ' end || i.name || ' on ' || t.name end || ' (' || (select group_concat(name, ', ' order by seqno) \
             from pragma_index_info(i.name)) || ')' {} and i.origin <> 'pk'",
            tables.replace("from sqlite_schema t", "from sqlite_schema t join pragma_index_list(t.name) i")
        ),
    ] {
        all.extend(lines(&pool, &query).await);
    }
    all
}

const POSTGRES: [&str; 4] = [
    "select 'column ' || table_name || '.' || column_name || ' ' || case data_type when 'bigint' then 'integer' \
     when 'bytea' then 'blob' else data_type end || case is_nullable when 'NO' then ' not null' else '' end \
     || case is_generated when 'NEVER' then '' else ' generated' end from information_schema.columns \
     where table_schema = 'public' and table_name not like '\\_%'",
    "select 'key ' || c.relname || ' (' || (select string_agg(a.attname, ', ' order by k.n) \
     from unnest(x.conkey) with ordinality k (at, n) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.at) || ')' \
     from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_namespace n on n.oid = c.relnamespace \
     where x.contype = 'p' and n.nspname = 'public' and c.relname not like '\\_%'",
    "select 'refers ' || c.relname || '.' || a.attname || ' to ' || r.relname || ' on delete ' \
     || case x.confdeltype when 'c' then 'cascade' when 'n' then 'set null' else 'no action' end \
     from pg_constraint x join pg_class c on c.oid = x.conrelid join pg_class r on r.oid = x.confrelid \
     join pg_attribute a on a.attrelid = c.oid and a.attnum = x.conkey[1] where x.contype = 'f'",
    "select case when x.oid is not null then 'unique ' || t.relname else case when i.indisunique then 'unique index ' \
     else 'index ' end || c.relname || ' on ' || t.relname end || ' (' || (select string_agg(a.attname, ', ' order by k.n) \
     from unnest(i.indkey) with ordinality k (at, n) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.at) || ')' \
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid \
     join pg_namespace n on n.oid = t.relnamespace left join pg_constraint x on x.conindid = c.oid and x.contype = 'u' \
     where n.nspname = 'public' and not i.indisprimary and t.relname not like '\\_%' and c.relname <> 'orders_search'",
];

/// What the migrations say in words that no catalogue keeps alike: checks and generated columns, types made the same.
fn checks(of: &str) -> Vec<String> {
    let text: String = migrations(of).into_iter().filter(|f| !f.0.contains("search")).map(|f| f.1).collect();
    let text = text.replace("alter index orders_search set (gin_pending_list_limit = 256);", "");
    let code = text.lines().map(|line| line.split("--").next().unwrap_or_default());
    let words = code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    let same = words
        .replace("bigint", "integer")
        .replace("bytea", "blob")
        .replace("'\\xff'", "x'FF'")
        .replace(" collate \"C\"", "");
    let same = same.replace(") strict, without rowid;", ");").replace(") strict;", ");");
    // SQLite adds no stored column to a table, PostgreSQL 15 knows none that is not.
    let same = same.replace(") virtual", ") stored");
    same.split(';').map(|statement| statement.trim().to_owned()).collect()
}

#[test]
fn both_databases_have_the_same_checks_and_generated_columns() {
    assert_eq!(checks("sqlite"), checks("postgres"));
}

/// On SQLite every table is strict, so that a text can never lie in a column of numbers.
async fn every_table_is_strict(test: TestDb) {
    let loose = test
        .texts(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 \
            and name not like 'sqlite_%' and name not like '\\_%' escape '\\'",
        )
        .await;
    assert_eq!(loose, Vec::<String>::new());
}

async fn the_schema_is_that_of_sqlite(test: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("schema.db").display());
    store::Db::open(&url).await.unwrap().close().await;
    let ours = sqlite_lines(&url).await;
    assert!(ours.len() > 200, "{} lines", ours.len());
    let mut theirs = BTreeSet::new();
    for query in POSTGRES {
        theirs.extend(test.texts(query).await);
    }
    let only_ours: Vec<_> = ours.difference(&theirs).collect();
    let only_theirs: Vec<_> = theirs.difference(&ours).collect();
    assert!(
        only_ours.is_empty() && only_theirs.is_empty(),
        "SQLite alone: {only_ours:#?}\nPostgreSQL alone: {only_theirs:#?}"
    );
}

mod sqlite {
    #[test]
    fn every_table_is_strict() {
        crate::suite::on_sqlite(crate::every_table_is_strict);
    }
}

mod postgres {
    #[test]
    fn the_schema_is_that_of_sqlite() {
        crate::suite::on_postgres(crate::the_schema_is_that_of_sqlite);
    }
}
