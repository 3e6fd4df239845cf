-- both
select o.stage_id, o.currency, count(*) as orders, cast(sum(o.total) as bigint) as ordered, cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due
  from orders o
  where o.archived = 0
  and o.id in (select l.order_id
  from order_lines l join products p on p.id = l.product_id
  where l.kind = 'product'
  and p.slug in ($1))
  and not exists (select 1
  from order_lines l join products p on p.id = l.product_id
  where l.order_id = o.id
  and l.kind = 'product'
  and p.slug in ($2))
  group by o.stage_id, o.currency
  order by o.stage_id, o.currency
-- Some("zen"), Some("yoga")
