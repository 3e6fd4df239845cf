-- both
select cast(count(*) as bigint)
  from (select 1 as one
  from mentions m join orders o on o.id = m.order_id join funnels f on f.id = o.funnel_id
  and f.managers_see = 1
  where m.user_id = $1
  and m.seen_at is null
  limit $2) few
-- Some(7), Some(100)
