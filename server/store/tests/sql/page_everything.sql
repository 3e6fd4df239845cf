-- sqlite
select o.id, o.version, o.number, o.kind, o.stage_id, o.contact_id, c.first_name, c.last_name, c.company, c.email, c.phone, c.country, o.manager_id, u.name as manager_name, o.offer_id, o.offer_title, o.currency, o.subtotal, o.discount, o.total, o.paid, o.refunded, o.owed_again, o.due, o.payment_status, o.payment_method, o.paid_at, o.next_due_at, o.access_from, o.access_until, o.access_closed_at, o.promo_code, o.contacted_at, o.origin, o.source, o.pinned_comment, o.comments, o.created_at, o.updated_at, o.stage_entered_at, o.archived_at, cast(case when o.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')
  and exists (select 1
  from orders t
  where t.contact_id = o.contact_id
  and t.offer_id = o.offer_id
  and t.funnel_id = o.funnel_id
  and t.id <> o.id
  and t.archived = 0
  and t.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')) then 1 else 0 end as bigint) as has_twin
  from orders o
  left join contacts c on c.id = o.contact_id
  left join users u on u.id = o.manager_id
  where o.archived = 0
  and o.stage_id in ($1)
  and o.kind in ($2)
  and o.payment_status in ($3)
  and o.id >= $4
  and o.id < $5
  and (o.paid_at is not null
  and o.paid_at >= $6
  and o.paid_at < $7)
  and (o.currency = $8
  and o.total >= $9)
  and o.manager_id in ($10)
  and o.id in (select l.order_id
  from order_lines l join products p on p.id = l.product_id
  where l.kind = 'product'
  and p.slug in ($11))
  and o.id in (select x.order_id
  from order_tags x join tags t on t.id = x.tag_id
  where t.slug in ($12))
  and o.id in (select rowid
  from order_search
  where order_search match $13)
  and instr(o.search_text, $14) > 0
  order by o.id desc
  limit $15
-- Some(21), Some("standard"), Some("paid"), Some(3764122759987200000), Some(3765391117516800000), Some(1792886400000), Some(1795478400000), Some("EUR"), Some(100), Some(7), Some("zen"), Some("vip"), Some("\"ler\" AND \"lle\" AND \"mul\" AND \"ull\""), Some("muller"), Some(51)

-- postgres
select o.id, o.version, o.number, o.kind, o.stage_id, o.contact_id, c.first_name, c.last_name, c.company, c.email, c.phone, c.country, o.manager_id, u.name as manager_name, o.offer_id, o.offer_title, o.currency, o.subtotal, o.discount, o.total, o.paid, o.refunded, o.owed_again, o.due, o.payment_status, o.payment_method, o.paid_at, o.next_due_at, o.access_from, o.access_until, o.access_closed_at, o.promo_code, o.contacted_at, o.origin, o.source, o.pinned_comment, o.comments, o.created_at, o.updated_at, o.stage_entered_at, o.archived_at, cast(case when o.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')
  and exists (select 1
  from orders t
  where t.contact_id = o.contact_id
  and t.offer_id = o.offer_id
  and t.funnel_id = o.funnel_id
  and t.id <> o.id
  and t.archived = 0
  and t.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')) then 1 else 0 end as bigint) as has_twin
  from orders o
  left join contacts c on c.id = o.contact_id
  left join users u on u.id = o.manager_id
  where o.id in (select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id = any (array[$1])
  and o.kind in ($2)
  and o.payment_status in ($3)
  and o.id >= $4
  and o.id < $5
  and (o.paid_at is not null
  and o.paid_at >= $6
  and o.paid_at < $7)
  and (o.currency = $8
  and o.total >= $9)
  and o.manager_id in ($10)
  and o.id in (select l.order_id
  from order_lines l join products p on p.id = l.product_id
  where l.kind = 'product'
  and p.slug in ($11))
  and o.id in (select x.order_id
  from order_tags x join tags t on t.id = x.tag_id
  where t.slug in ($12))
  and o.search_text like $13
  order by o.stage_id desc, o.id desc
  limit $14) a)
  order by o.id desc
  limit $15
-- Some(21), Some("standard"), Some("paid"), Some(3764122759987200000), Some(3765391117516800000), Some(1792886400000), Some(1795478400000), Some("EUR"), Some(100), Some(7), Some("zen"), Some("vip"), Some("%muller%"), Some(51), Some(51)
