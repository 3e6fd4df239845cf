-- How each person arranges the table, the views that are kept, and the orders of the list by date and by discount.

-- The canonical columns of the table (`created,number:120,…`): a person's own, and the team's; null is the built-in ones.
alter table users add column columns text;
alter table desk add column columns text;

-- Saved views; query is the canonical query of /orders. A shared one is seen by everybody.
drop table views;
create table views (
  id bigint primary key,
  owner_id bigint not null references users (id) on delete cascade,
  shared bigint not null check (shared in (0, 1)),
  name text not null,
  query text not null,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);
create index views_owner on views (owner_id);
-- The view that a person begins with.
alter table users add column default_view_id bigint references views (id) on delete set null;

-- An absent date sorts behind the others in the direction that people ask for first.
alter table orders add column paid_key bigint not null generated always as (coalesce(paid_at, 0)) stored;
alter table orders add column next_due_key bigint not null
  generated always as (coalesce(next_due_at, 9007199254740991)) stored;
alter table orders add column access_key bigint not null
  generated always as (coalesce(access_until, 9007199254740991)) stored;
create index orders_paid on orders (archived, paid_key, id);
create index orders_next_due on orders (archived, next_due_key, id);
create index orders_access on orders (archived, access_key, id);
create index orders_stage_entered on orders (archived, stage_entered_at, id);
create index orders_discount on orders (archived, currency, discount, id);

-- What was written lately is read through by each search: never more than so many kilobytes.
alter index orders_search set (gin_pending_list_limit = 256);
