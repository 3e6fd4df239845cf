-- sqlite
select distinct c.id, c.first_name, c.last_name, c.company, c.email, c.phone
  from (select o.contact_id
  from order_search f join orders o on o.id = f.rowid
  and f.order_search match $1
  and instr(o.search_text, $2) > 0
  and o.funnel_id in ($3)
  order by f.rowid desc
  limit $4) r join contacts c on c.id = r.contact_id
-- Some("\"ana\""), Some("ana"), Some(1), Some(200)

-- postgres
select distinct c.id, c.first_name, c.last_name, c.company, c.email, c.phone
  from (select o.contact_id
  from orders o
  where o.search_text like $1
  and o.funnel_id in ($2)
  order by o.id desc
  limit $3) r join contacts c on c.id = r.contact_id
-- Some("%ana%"), Some(1), Some(200)
