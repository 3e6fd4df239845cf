-- The history, and the sums that are kept beside the orders.

-- Append-only. What names a person lies in event_personal; the event keeps a salted digest of it.
create table events (
  id integer primary key,
  -- Handed out by a counter in the transaction, so it follows the order of commits.
  seq integer not null unique,
  subject text not null check (subject in ('order', 'contact', 'funnel', 'user', 'desk')),
  subject_id integer not null,
  actor text not null check (actor in ('user', 'automation', 'api', 'import', 'system')),
  actor_id integer,
  at integer not null,
  -- JSON: what happened, before and after.
  what text not null,
  personal_digest text
) strict;
create index events_subject on events (subject, subject_id, id);

-- May be emptied by an erasure; never anything else.
create table event_personal (
  event_id integer primary key references events (id),
  salt text not null,
  what text not null
) strict;

-- Counts and sums of orders by everything that they are often filtered by. Kept by orders::save with each change.
-- A slot spreads writers over rows where several write at once; readers add the slots up. Nobody is manager 0.
create table order_rollups (
  stage_id integer not null references stages (id),
  currency text not null,
  kind text not null,
  payment_status text not null,
  manager_id integer not null,
  archived integer not null,
  slot integer not null,
  funnel_id integer not null references funnels (id),
  orders integer not null,
  ordered integer not null,
  received integer not null,
  due integer not null,
  primary key (stage_id, currency, kind, payment_status, manager_id, archived, slot)
) strict, without rowid;
