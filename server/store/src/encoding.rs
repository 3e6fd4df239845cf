//! Whether a PostgreSQL database keeps text as the desk needs it. Asked once, by `serve`.

use crate::{db::Db, dialect::Dialect, error::Result, sql::Sql};

const ENCODING: &str = "select cast(pg_encoding_to_char(encoding) as text), cast(datctype as text) \
    from pg_database where datname = current_database()";

/// What is wrong with the database's encoding, in sentences for the person who runs it; empty when nothing is.
pub async fn problems(db: &Db) -> Result<Vec<String>> {
    if db.dialect() == Dialect::Sqlite {
        return Ok(Vec::new());
    }
    let (encoding, ctype): (String, String) = db.read().await?.one(Sql::new(ENCODING)).await?;
    let mut problems = Vec::new();
    if encoding != "UTF8" {
        problems.push(format!("the database's encoding is {encoding}: make it with encoding UTF8, or names are lost"));
    }
    if matches!(ctype.as_str(), "C" | "POSIX") {
        problems.push(format!("the database's lc_ctype is {ctype}: search misses Cyrillic text; make it with C.UTF-8"));
    }
    Ok(problems)
}
