-- How each person arranges the table, the views that are kept, and the orders of the list by date and by discount.

-- The canonical columns of the table (`created,number:120,…`): a person's own, and the team's; null is the built-in ones.
alter table users add column columns text;
alter table desk add column columns text;

-- Saved views; query is the canonical query of /orders. A shared one is seen by everybody.
drop table views;
create table views (
  id integer primary key,
  owner_id integer not null references users (id) on delete cascade,
  shared integer not null check (shared in (0, 1)),
  name text not null,
  query text not null,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;
create index views_owner on views (owner_id);
-- The view that a person begins with.
alter table users add column default_view_id integer references views (id) on delete set null;

-- An absent date sorts behind the others in the direction that people ask for first.
alter table orders add column paid_key integer not null generated always as (coalesce(paid_at, 0)) virtual;
alter table orders add column next_due_key integer not null
  generated always as (coalesce(next_due_at, 9007199254740991)) virtual;
alter table orders add column access_key integer not null
  generated always as (coalesce(access_until, 9007199254740991)) virtual;
create index orders_paid on orders (archived, paid_key, id);
create index orders_next_due on orders (archived, next_due_key, id);
create index orders_access on orders (archived, access_key, id);
create index orders_stage_entered on orders (archived, stage_entered_at, id);
create index orders_discount on orders (archived, currency, discount, id);
