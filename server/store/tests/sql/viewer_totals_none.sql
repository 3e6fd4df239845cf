-- both
select o.stage_id, o.currency, cast(sum(o.orders) as bigint) as orders, cast(sum(o.ordered) as bigint) as ordered, cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due
  from (select stage_id, funnel_id, currency, kind, payment_status, nullif(manager_id, 0) as manager_id, archived, orders, ordered, received, due
  from order_rollups) o
  where o.archived = 0
  and o.funnel_id in ($1)
  group by o.stage_id, o.currency
  order by o.stage_id, o.currency
-- Some(1)
