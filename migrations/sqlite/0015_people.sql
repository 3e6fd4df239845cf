-- People: colleagues who are mentioned, tags of contacts, and orders that are to be told of what their client became.

-- Who is mentioned in a comment, and whether they have seen it.
create table mentions (
  user_id integer not null references users (id) on delete cascade,
  comment_id integer not null references comments (id),
  order_id integer not null references orders (id),
  -- The name behind the @ as it was written: people may be renamed.
  written text not null,
  at integer not null,
  seen_at integer,
  primary key (user_id, comment_id)
) strict, without rowid;
create index mentions_order on mentions (order_id);
create index mentions_newest on mentions (user_id, at, comment_id);
create index mentions_unseen on mentions (user_id, order_id) where seen_at is null;

create table contact_tags (
  contact_id integer not null references contacts (id),
  tag_id integer not null references tags (id),
  primary key (contact_id, tag_id)
) strict, without rowid;
create index contact_tags_tag on contact_tags (tag_id, contact_id);

-- What orders of a contact do not say yet of their client: each transaction takes some of them along.
create table contact_carries (
  id integer primary key,
  contact_id integer not null references contacts (id),
  user_id integer not null references users (id),
  at integer not null,
  -- JSON: what is told of each order, and what of it names people.
  what text not null,
  personal text,
  -- Orders up to this one have been told.
  after_id integer not null
) strict;
create index contact_carries_contact on contact_carries (contact_id);
