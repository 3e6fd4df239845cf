-- What is sold, to whom, and through which funnels.

create table funnels (
  id integer primary key,
  slug text not null unique,
  -- Null is translated where it is shown, until somebody sets a name.
  name text,
  position integer not null,
  is_default integer not null check (is_default in (0, 1)),
  archived_at integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;

create table stages (
  id integer primary key,
  funnel_id integer not null references funnels (id),
  slug text not null,
  name text,
  kind text not null
    check (kind in ('new', 'awaiting_payment', 'in_progress', 'done', 'cancelled', 'error', 'refunded')),
  colour text,
  position integer not null,
  wip_limit integer,
  stale_days integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null,
  unique (funnel_id, slug)
) strict;

create table contacts (
  id integer primary key,
  -- Where it came from and its id there; imports join rows by it.
  origin text not null,
  external_id text,
  first_name text not null,
  last_name text not null,
  company text not null,
  email text not null,
  email_key text,
  phone text not null,
  phone_key text,
  -- Folded company and name, to join rows that have neither id nor e-mail.
  name_key text not null,
  country text not null,
  language text check (language in ('fr', 'en', 'uk')),
  messengers text not null,
  notes text not null,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;
create unique index contacts_external on contacts (origin, external_id);
create index contacts_email on contacts (email_key);
create index contacts_phone on contacts (phone_key);
create index contacts_name on contacts (name_key);

create table products (
  id integer primary key,
  slug text not null unique,
  -- The code that shops know it by (SKU).
  code text unique,
  title text not null,
  title_key text not null,
  kind text not null check (kind in ('course', 'bundle', 'webinar', 'consultation', 'goods')),
  published_at integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;
create index products_title on products (title_key);

create table offers (
  id integer primary key,
  title text not null,
  -- Minor units of the currency.
  price integer not null,
  currency text not null check (length(currency) = 3),
  kind text not null check (kind in ('standard', 'subscription', 'instalments')),
  funnel_id integer references funnels (id),
  published_at integer,
  created_at integer not null,
  updated_at integer not null,
  version integer not null
) strict;

create table offer_products (
  offer_id integer not null references offers (id) on delete cascade,
  product_id integer not null references products (id),
  position integer not null,
  primary key (offer_id, product_id)
) strict, without rowid;

create table tags (
  id integer primary key,
  slug text not null unique,
  name text not null,
  created_at integer not null
) strict;
