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
  where o.id in (select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($1)
  order by o.id desc
  limit 31) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($2)
  order by o.id desc
  limit 31) a)
  order by o.id desc
  limit 31) a
  union all select id
  from (select o.id
  from orders o
  where o.id in (select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($3)
  order by o.id desc
  limit 31) a
  union all select id
  from (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id in ($4)
  order by o.id desc
  limit 31) a)
  order by o.id desc
  limit 31) a)
  order by o.id desc
-- Some(10), Some(20), Some(11), Some(21)

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
  from (select o.id, row_number() over (partition by o.list
  order by o.id desc) as place
  from (select l.list, x.*
  from (values (0, $1), (0, $2), (1, $3), (1, $4)) l (list, stage) cross join lateral (select o.id
  from orders o
  where o.archived = 0
  and o.stage_id = any (array[l.stage])
  order by o.stage_id desc, o.id desc
  limit 31) x) o) f
  where f.place <= 31
  limit 62)
  order by o.id desc
-- Some(10), Some(20), Some(11), Some(21)
