-- What the page of an order needs: forms under way, promo codes, subscriptions, and talks with the client.

-- Forms that somebody has begun: a reload, or signing in again, loses nothing. The generation tells a form from the one
-- that is begun after it was sent.
create table drafts (
  user_id integer not null references users (id) on delete cascade,
  name text not null,
  generation integer not null,
  -- As a form is sent: names and values.
  form text not null,
  updated_at integer not null,
  primary key (user_id, name)
) strict, without rowid;

create table promo_codes (
  id integer primary key,
  -- As it is written; compared folded.
  code text not null,
  code_key text not null unique,
  -- One of these: hundredths of the price, or minor units of a currency.
  percent integer check (percent between 1 and 100),
  amount integer check (amount > 0),
  currency text check (length(currency) = 3),
  valid_from integer,
  valid_until integer,
  most_total integer check (most_total > 0),
  most_each integer check (most_each > 0),
  archived_at integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;

-- The offers that a code is for; none of them is all.
create table promo_offers (
  promo_id integer not null references promo_codes (id) on delete cascade,
  offer_id integer not null references offers (id) on delete cascade,
  primary key (promo_id, offer_id)
) strict, without rowid;

-- The code that an order was made with, and how it was written then. Uses are counted from here.
alter table orders add column promo_id integer references promo_codes (id);
alter table orders add column promo_code text;
create index orders_by_promo on orders (promo_id, stage_kind, contact_id) where promo_id is not null;
create index orders_by_promo_code on orders (promo_code, archived, id) where promo_code is not null;

-- How the price of an offer is paid, and for how many days it opens its products.
alter table offers add column parts integer;
alter table offers add column period text check (period in ('week', 'month', 'quarter', 'year'));
alter table offers add column access_days integer;

create table subscriptions (
  order_id integer primary key references orders (id),
  period text not null check (period in ('week', 'month', 'quarter', 'year')),
  -- Minor units of the order's currency.
  amount integer not null check (amount > 0),
  -- The day of the first charge, as the number of days since 1970; how many charges were planned; and when the next one
  -- that is not asked for yet falls due.
  first_day integer not null,
  charges integer not null,
  next_at integer not null,
  state text not null check (state in ('active', 'paused', 'cancelled', 'ended'))
) strict;
create index subscriptions_next on subscriptions (state, next_at);

-- Calls, e-mails and messages with the client.
create table touches (
  id integer primary key,
  order_id integer not null references orders (id),
  channel text not null check (channel in ('call', 'email', 'message', 'meeting')),
  direction text not null check (direction in ('in', 'out')),
  body text not null,
  at integer not null,
  recorded_by integer references users (id)
) strict;
create index touches_order on touches (order_id);
alter table orders add column contacted_at integer;
create index orders_contacted on orders (contacted_at, archived, id) where contacted_at is not null;

-- Who a contact is now: merged ones stay, so that links to them stay valid.
alter table contacts add column merged_into integer references contacts (id);
create index contacts_merged on contacts (merged_into) where merged_into is not null;
