-- Sums by the day on which orders were created, so that ranges of days, the chart and the scrollbar read no orders.
-- A day is its number since 1970-01-01 in the desk's time zone; `desk.days_zone` names the zone that the days below are
-- of (null: not made yet). Kept by orders::save like order_rollups, made anew when the zone changes.
alter table desk add column days_zone text;

-- One row a day, status and currency: few enough for a chart of years.
create table order_days (
  day bigint not null,
  stage_id bigint not null references stages (id),
  currency text not null,
  archived bigint not null,
  slot bigint not null,
  funnel_id bigint not null references funnels (id),
  orders bigint not null,
  ordered bigint not null,
  received bigint not null,
  due bigint not null,
  primary key (day, stage_id, currency, archived, slot)
);

-- Everything that order_rollups is keyed by, for spans of 1, 4, 16, 64 and 256 days that begin at multiples of their
-- size: any range of days is the sum of at most six spans of each size.
create table order_spans (
  size bigint not null check (size in (1, 4, 16, 64, 256)),
  first_day bigint not null,
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
  primary key (size, first_day, stage_id, currency, kind, payment_status, manager_id, archived, slot)
);

-- Indexes that a bulk load of an empty desk has put aside, and 'order_search' for the search index: made at its end, or
-- at the next start when it had none.
create table set_aside (
  name text primary key,
  definition text not null
);
