-- both
select newest, contact_id
  from (select t.contact_id, (select n.id
  from orders n
  where n.contact_id = t.contact_id
  and archived = 0
  and funnel_id in ($1)
  order by n.id desc
  limit 1) as newest
  from contact_tags t
  where t.tag_id = $2) tagged
  where newest is not null
  and newest < $3
  order by newest desc
  limit $4
-- Some(1), Some(3), Some(90), Some(51)
