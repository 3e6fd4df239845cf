-- both
select distinct contact_id
  from orders
  where contact_id in ($1, $2)
  and id >= $3
  and archived = 0
  and funnel_id in ($4)
-- Some(5), Some(6), Some(90), Some(1)
