-- both
with s (size, first_day, until_day) as (values ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12)) select o.stage_id, o.currency, cast(sum(o.orders) as bigint) as orders, cast(sum(o.ordered) as bigint) as ordered, cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due
  from s cross join (select size, first_day, stage_id, funnel_id, currency, kind, payment_status, nullif(manager_id, 0) as manager_id, archived, orders, ordered, received, due
  from order_spans) o
  where o.archived = 0
  and o.size = s.size
  and o.first_day >= s.first_day
  and o.first_day < s.until_day
  group by o.stage_id, o.currency
  order by o.stage_id, o.currency
-- Some(1), Some(20758), Some(20760), Some(1), Some(20780), Some(20781), Some(4), Some(20760), Some(20768), Some(4), Some(20768), Some(20780)
