-- sqlite
select o.id, o.contact_id, o.archived
  from order_search f join orders o on o.id = f.rowid
  and f.order_search match $1
  and instr(o.search_text, $2) > 0
  and f.rowid < $3
  and o.funnel_id in ($4, $5)
  order by f.rowid desc
  limit $6
-- Some("\"ana\""), Some("ana"), Some(90), Some(1), Some(2), Some(150)

-- postgres
select o.id, o.contact_id, o.archived
  from orders o
  where o.search_text like $1
  and o.id < $2
  and o.funnel_id in ($3, $4)
  order by o.id desc
  limit $5
-- Some("%ana%"), Some(90), Some(1), Some(2), Some(150)
