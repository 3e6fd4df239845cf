-- What is sold, to whom, and through which funnels.

create table funnels (
  id bigint primary key,
  slug text collate "C" not null unique,
  -- Null is translated where it is shown, until somebody sets a name.
  name text,
  position bigint not null,
  is_default bigint not null check (is_default in (0, 1)),
  archived_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);

create table stages (
  id bigint primary key,
  funnel_id bigint not null references funnels (id),
  slug text collate "C" not null,
  name text,
  kind text not null
    check (kind in ('new', 'awaiting_payment', 'in_progress', 'done', 'cancelled', 'error', 'refunded')),
  colour text,
  position bigint not null,
  wip_limit bigint,
  stale_days bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  unique (funnel_id, slug)
);

create table contacts (
  id bigint primary key,
  -- Where it came from and its id there; imports join rows by it.
  origin text not null,
  external_id text,
  first_name text not null,
  last_name text not null,
  company text not null,
  email text not null,
  email_key text collate "C",
  phone text not null,
  phone_key text,
  -- Folded company and name, to join rows that have neither id nor e-mail.
  name_key text collate "C" not null,
  country text not null,
  language text check (language in ('fr', 'en', 'uk')),
  messengers text not null,
  notes text not null,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);
create unique index contacts_external on contacts (origin, external_id);
create index contacts_email on contacts (email_key);
create index contacts_phone on contacts (phone_key);
create index contacts_name on contacts (name_key);

create table products (
  id bigint primary key,
  slug text collate "C" not null unique,
  -- The code that shops know it by (SKU).
  code text unique,
  title text not null,
  title_key text collate "C" not null,
  kind text not null check (kind in ('course', 'bundle', 'webinar', 'consultation', 'goods')),
  published_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);
create index products_title on products (title_key);

create table offers (
  id bigint primary key,
  title text not null,
  -- Minor units of the currency.
  price bigint not null,
  currency text not null check (length(currency) = 3),
  kind text not null check (kind in ('standard', 'subscription', 'instalments')),
  funnel_id bigint references funnels (id),
  published_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);

create table offer_products (
  offer_id bigint not null references offers (id) on delete cascade,
  product_id bigint not null references products (id),
  position bigint not null,
  primary key (offer_id, product_id)
);

create table tags (
  id bigint primary key,
  slug text collate "C" not null unique,
  name text not null,
  created_at bigint not null
);
