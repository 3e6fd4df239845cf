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
  and o.id in (select rowid
  from order_search
  where order_search match $1)
  and instr(o.search_text, $2) > 0
  and instr(o.search_text, $3) > 0
  order by o.id desc
  limit $4
-- Some("\"'ne\" AND \"eil\" AND \"nei\" AND \"o'n\" AND \"иів\" AND \"киі\""), Some("o'neil"), Some("киів"), Some(51)

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
  and o.search_text like $1
  and o.search_text like $2
  order by o.id desc
  limit $3) a)
  order by o.id desc
  limit $4
-- Some("%o'neil%"), Some("%киів%"), Some(51), Some(51)
