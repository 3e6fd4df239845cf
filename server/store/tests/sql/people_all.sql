-- both
select o.id, o.contact_id, o.archived
  from orders o
  where o.id < $1
  order by o.id desc
  limit $2
-- Some(90), Some(150)
