//! How many orders each day has, for a scrollbar that is proportional. A range of instants is a range of ids, so the days
//! are those of UTC, read off the id.

use super::conditions::conditions;
use crate::{db::Db, dialect::Dialect, error::Result, funnels, sql::Sql};
use domain::{Conditions, funnel::Funnels};

/// Days since 1970 with how many orders of the filter each has, the earliest first; days without one are left out.
pub async fn histogram(db: &Db, conditions: &Conditions) -> Result<Vec<(i64, i64)>> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let sql = histogram_sql(tx.dialect(), &funnels, conditions);
    tx.all(sql).await
}

/// The statement.
pub fn histogram_sql(dialect: Dialect, funnels: &Funnels, wanted: &Conditions) -> Sql {
    let mut sql = Sql::new("select (o.id >> 21) / 86400000 as day, count(*) as orders from orders o");
    conditions(&mut sql, dialect, funnels, wanted);
    sql.push(" group by 1 order by 1");
    sql
}
