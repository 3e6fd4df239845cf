-- The desk itself, who works at it, and how they get in.
-- Instants are milliseconds of UTC since 1970; ids are made by the application and ordered by time.

create table desk (
  id bigint primary key check (id = 1),
  name text not null,
  time_zone text not null,
  default_currency text not null check (length(default_currency) = 3),
  -- A throw-away desk: it may be served on loopback only.
  demo bigint not null check (demo in (0, 1)),
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);

-- One row a counter, taken in the transaction that uses the number: no gap and no number twice.
create table counters (
  name text primary key,
  value bigint not null
);

create table users (
  id bigint primary key,
  email text not null,
  email_key text collate "C" not null unique,
  name text not null,
  role text not null check (role in ('owner', 'manager', 'viewer')),
  -- argon2id in PHC form; null until the person has set one.
  password_hash text,
  locale text check (locale in ('fr', 'en', 'uk')),
  theme text not null check (theme in ('auto', 'light', 'dark')),
  disabled_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);

-- Only a digest of the session's secret is kept: who reads the table cannot sign in.
create table sessions (
  token_digest text collate "C" primary key,
  user_id bigint not null references users (id) on delete cascade,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index sessions_user on sessions (user_id);

-- One-time links: to make the first owner, to be invited, to set a password again; a demo desk's may be used again.
create table links (
  token_digest text collate "C" primary key,
  purpose text not null check (purpose in ('owner', 'password', 'demo')),
  user_id bigint references users (id) on delete cascade,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

-- Failed attempts to sign in, by account, for a backoff that a restart does not forget.
create table sign_in_failures (
  email_key text collate "C" primary key,
  failures bigint not null,
  last_at bigint not null
);

-- Saved views: own (with a user) or shared (without); query is the canonical URL query of /orders.
create table views (
  id bigint primary key,
  user_id bigint references users (id) on delete cascade,
  name text not null,
  query text not null,
  is_default bigint not null check (is_default in (0, 1)),
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null
);
create index views_user on views (user_id);
