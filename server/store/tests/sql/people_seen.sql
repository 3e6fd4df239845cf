-- both
select id, contact_id, archived
  from (select *
  from (select id, contact_id, archived
  from orders
  where archived = 0
  and funnel_id = $1
  and id < $2
  order by id desc
  limit $3) f
  union all select *
  from (select id, contact_id, archived
  from orders
  where archived = 0
  and funnel_id = $4
  and id < $5
  order by id desc
  limit $6) f) all_of_them
  order by id desc
  limit $7
-- Some(1), Some(90), Some(150), Some(2), Some(90), Some(150), Some(150)
