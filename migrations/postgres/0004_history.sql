-- The history, and the sums that are kept beside the orders.

-- Append-only. What names a person lies in event_personal; the event keeps a salted digest of it.
create table events (
  id bigint primary key,
  -- Handed out by a counter in the transaction, so it follows the order of commits.
  seq bigint not null unique,
  subject text not null check (subject in ('order', 'contact', 'funnel', 'user', 'desk')),
  subject_id bigint not null,
  actor text not null check (actor in ('user', 'automation', 'api', 'import', 'system')),
  actor_id bigint,
  at bigint not null,
  -- JSON: what happened, before and after.
  what text not null,
  personal_digest text
);
create index events_subject on events (subject, subject_id, id);

-- May be emptied by an erasure; never anything else.
create table event_personal (
  event_id bigint primary key references events (id),
  salt text not null,
  what text not null
);

-- Counts and sums of orders by everything that they are often filtered by. Kept by orders::save with each change.
-- A slot spreads writers over rows where several write at once; readers add the slots up. Nobody is manager 0.
create table order_rollups (
  stage_id bigint not null references stages (id),
  currency text not null,
  kind text not null,
  payment_status text not null,
  manager_id bigint not null,
  archived bigint not null,
  slot bigint not null,
  funnel_id bigint not null references funnels (id),
  orders bigint not null,
  ordered bigint not null,
  received bigint not null,
  due bigint not null,
  primary key (stage_id, currency, kind, payment_status, manager_id, archived, slot)
);
