-- both
select m.comment_id, m.at, m.seen_at, m.written, c.author_id, u.name as author, c.body, c.written_at, c.edited_at, c.pinned, o.number, k.id as contact_id, k.first_name, k.last_name, k.company, k.email, k.phone
  from mentions m join orders o on o.id = m.order_id join comments c on c.id = m.comment_id join contacts k on k.id = o.contact_id
  left join users u on u.id = c.author_id
  where m.user_id = $1
  and o.funnel_id in ($2, $3)
  and (m.at, m.comment_id) < ($4, $5)
  order by m.at desc, m.comment_id desc
  limit $6
-- Some(7), Some(1), Some(2), Some(1795435200000), Some(8), Some(51)
