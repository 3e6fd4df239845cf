-- sqlite
select o.stage_id, o.currency, count(*) as orders, cast(sum(o.total) as bigint) as ordered, cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due
  from orders o
  where o.archived = 0
  and o.kind in ($1)
  and o.payment_status in ($2)
  and o.id >= $3
  and o.id < $4
  and (o.paid_at is not null
  and o.paid_at >= $5
  and o.paid_at < $6)
  and (o.currency = $7
  and o.total >= $8)
  and o.manager_id in ($9)
  and o.id in (select l.order_id
  from order_lines l join products p on p.id = l.product_id
  where l.kind = 'product'
  and p.slug in ($10))
  and o.id in (select x.order_id
  from order_tags x join tags t on t.id = x.tag_id
  where t.slug in ($11))
  and o.id in (select rowid
  from order_search
  where order_search match $12)
  and instr(o.search_text, $13) > 0
  group by o.stage_id, o.currency
  order by o.stage_id, o.currency
-- Some("standard"), Some("paid"), Some(3764122759987200000), Some(3765391117516800000), Some(1792886400000), Some(1795478400000), Some("EUR"), Some(100), Some(7), Some("zen"), Some("vip"), Some("\"ler\" AND \"lle\" AND \"mul\" AND \"ull\""), Some("muller")

-- postgres
select o.stage_id, o.currency, count(*) as orders, cast(sum(o.total) as bigint) as ordered, cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due
  from orders o
  where o.archived = 0
  and o.kind in ($1)
  and o.payment_status in ($2)
  and o.id >= $3
  and o.id < $4
  and (o.paid_at is not null
  and o.paid_at >= $5
  and o.paid_at < $6)
  and (o.currency = $7
  and o.total >= $8)
  and o.manager_id in ($9)
  and o.id in (select l.order_id
  from order_lines l join products p on p.id = l.product_id
  where l.kind = 'product'
  and p.slug in ($10))
  and o.id in (select x.order_id
  from order_tags x join tags t on t.id = x.tag_id
  where t.slug in ($11))
  and o.search_text like $12
  group by o.stage_id, o.currency
  order by o.stage_id, o.currency
-- Some("standard"), Some("paid"), Some(3764122759987200000), Some(3765391117516800000), Some(1792886400000), Some(1795478400000), Some("EUR"), Some(100), Some(7), Some("zen"), Some("vip"), Some("%muller%")
