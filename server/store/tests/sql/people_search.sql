-- sqlite
select o.id, o.contact_id, o.archived
  from order_search f join orders o on o.id = f.rowid
  and f.order_search match $1
  and instr(o.search_text, $2) > 0
  and instr(o.search_text, $3) > 0
  and f.rowid < $4
  order by f.rowid desc
  limit $5
-- Some("\"  к\" AND \"'ne\" AND \"eil\" AND \"nei\" AND \"o'n\""), Some("o'neil"), Some("  к"), Some(90), Some(150)

-- postgres
select o.id, o.contact_id, o.archived
  from orders o
  where o.search_text like $1
  and o.search_text like $2
  and o.id < $3
  order by o.id desc
  limit $4
-- Some("%o'neil%"), Some("%  к%"), Some(90), Some(150)
