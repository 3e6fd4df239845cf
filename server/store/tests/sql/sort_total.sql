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
  where o.id in (select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($1)
  and o.kind in ($2)
  and o.payment_status in ($3)
  and (o.currency = $4)
  and o.currency = $5
  and o.total = $6
  and o.id > $7
  order by o.currency, o.total, o.id
  limit $8) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($9)
  and o.kind in ($10)
  and o.payment_status in ($11)
  and (o.currency = $12)
  and o.currency = $13
  and o.total > $14
  order by o.currency, o.total, o.id
  limit $15) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($16)
  and o.kind in ($17)
  and o.payment_status in ($18)
  and (o.currency = $19)
  and o.currency > $20
  order by o.currency, o.total, o.id
  limit $21) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($22)
  and o.kind in ($23)
  and o.payment_status in ($24)
  and (o.currency = $25)
  and o.currency = $26
  and o.total = $27
  and o.id > $28
  order by o.currency, o.total, o.id
  limit $29) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($30)
  and o.kind in ($31)
  and o.payment_status in ($32)
  and (o.currency = $33)
  and o.currency = $34
  and o.total > $35
  order by o.currency, o.total, o.id
  limit $36) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($37)
  and o.kind in ($38)
  and o.payment_status in ($39)
  and (o.currency = $40)
  and o.currency > $41
  order by o.currency, o.total, o.id
  limit $42) a)
  order by o.currency, o.total, o.id
  limit $43
-- Some(11), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(3), Some(51), Some(11), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(51), Some(11), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(51), Some(21), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(3), Some(51), Some(21), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(51), Some(21), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(51), Some(51)

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
  and (o.currency = $4)
  and (o.currency, o.total, o.id) > ($5, $6, $7)
  order by o.stage_id, o.currency, o.total, o.id
  limit $8) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id = any (array[$9])
  and o.kind in ($10)
  and o.payment_status in ($11)
  and (o.currency = $12)
  and (o.currency, o.total, o.id) > ($13, $14, $15)
  order by o.stage_id, o.currency, o.total, o.id
  limit $16) a)
  order by o.currency, o.total, o.id
  limit $17
-- Some(11), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(3), Some(51), Some(21), Some("subscription"), Some("paid"), Some("EUR"), Some(1), Some(2), Some(3), Some(51), Some(51)
