//! How many orders need somebody, for the tab that shows them: so many as are worth counting, found by the indexes of what
//! makes an order need somebody, each left as soon as there are enough.

use super::fields::{patience, unpaid_access};
use crate::{db::Tx, dialect::Dialect, error::Result, sql::Sql};
use domain::{
    PaymentStatus, StageKind, Timestamp,
    funnel::{Funnels, Sight},
    listing::ATTENTION_MOST,
    time::DAY,
};

// Which orders are archived says nothing of these reasons: only the index of the reason is to be looked in.
const APART: &str = " and o.archived + 0 = 0";
const APART_IN_ORDER: &str = " and o.archived + 0 = 0 order by o.archived, o.id";
// PostgreSQL knows how few are archived only where it is said plainly; in order it reads no more of an index than it needs.
const OVERDUE_FIRST: &str = " and o.archived = 0 order by o.next_due_at";
// The same: else it looks through the orders themselves until it has found enough.
const FAILED_FIRST: &str = " and o.archived = 0 order by o.payment_status, o.archived, o.id";

/// How many orders need somebody who sees so much now; at most [`ATTENTION_MOST`] are counted. Where so many are overdue
/// nothing else is looked at: it takes longer to plan than to read.
pub(super) async fn count_in(tx: &mut Tx, funnels: &Funnels, sight: Sight, now: Timestamp) -> Result<i64> {
    let (overdue,): (i64,) = tx.one(count_sql(tx.dialect(), funnels, sight, now, false)).await?;
    if overdue == ATTENTION_MOST {
        return Ok(overdue);
    }
    let (count,): (i64,) = tx.one(count_sql(tx.dialect(), funnels, sight, now, true)).await?;
    Ok(count)
}

/// The statement of it: `Order::needs_attention`, one part for each reason; or of those that are overdue alone.
pub fn count_sql(dialect: Dialect, funnels: &Funnels, sight: Sight, now: Timestamp, all: bool) -> Sql {
    let mut sql = Sql::new("select count(*) from (");
    let mut parts = 0;
    let mut part = |sql: &mut Sql, tail: &'static str, reason: &dyn Fn(&mut Sql)| {
        if parts > 0 && !all {
            return;
        }
        sql.push(if parts == 0 { "" } else { " union " }).push("select id from (select o.id from orders o where ");
        reason(sql);
        if funnels.hide_from(sight) {
            let seen = funnels.0.iter().filter(|funnel| sight.lets(funnel)).map(|funnel| funnel.id.0);
            // Whoever sees no funnel sees no order.
            sql.push(" and o.funnel_id in (").bind_list(seen.chain([0])).push(")");
        }
        sql.push(tail).push(" limit ").bind(ATTENTION_MOST).push(") x");
        parts += 1;
    };
    let overdue = match dialect {
        Dialect::Sqlite => APART,
        Dialect::Postgres => OVERDUE_FIRST,
    };
    part(&mut sql, overdue, &|sql| {
        sql.push("o.next_due_at < ").bind(now.0).push(" and o.due > 0");
    });
    part(&mut sql, " and o.archived = 0", &|sql| {
        sql.push("o.payment_status = ").bind(PaymentStatus::Overpaid.code());
    });
    let failed = match dialect {
        Dialect::Sqlite => " and o.archived = 0",
        Dialect::Postgres => FAILED_FIRST,
    };
    part(&mut sql, failed, &|sql| {
        let open = StageKind::ALL.into_iter().filter(|kind| kind.is_open()).map(StageKind::code);
        sql.push("o.payment_status = ").bind(PaymentStatus::Failed.code());
        sql.push(" and o.stage_kind in (").bind_list(open).push(")");
    });
    part(&mut sql, APART_IN_ORDER, &|sql| {
        unpaid_access(sql, "", now);
    });
    for (days, stages) in patience(funnels) {
        let since = now.0.saturating_sub(days.saturating_mul(DAY));
        part(&mut sql, " and o.archived = 0", &|sql| {
            sql.push("o.stage_id in (")
                .bind_list(stages.iter().copied())
                .push(") and o.stage_entered_at < ")
                .bind(since);
        });
    }
    sql.push(" limit ").bind(ATTENTION_MOST).push(") y");
    sql
}
