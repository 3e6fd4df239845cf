-- Orders with what belongs to them. Amounts are integers of minor units in the order's one currency.
-- Derived columns (subtotal … payment_status, the keys, search_text) are written by one place only: orders::save.

create table orders (
  id bigint primary key,
  version bigint not null,
  number text collate "C" not null unique,
  -- Byte order of this key is the natural order of numbers.
  number_key text collate "C" not null,
  kind text not null check (kind in ('standard', 'subscription', 'instalments')),
  kind_rank bigint not null generated always as
    (case kind when 'standard' then 0 when 'subscription' then 1 else 2 end) stored,
  funnel_id bigint not null references funnels (id),
  stage_id bigint not null references stages (id),
  stage_kind text not null
    check (stage_kind in ('new', 'awaiting_payment', 'in_progress', 'done', 'cancelled', 'error', 'refunded')),
  stage_rank bigint not null generated always as
    (case stage_kind when 'new' then 0 when 'awaiting_payment' then 1 when 'in_progress' then 2 when 'done' then 3
       when 'cancelled' then 4 when 'error' then 5 else 6 end) stored,
  stage_entered_at bigint not null,
  contact_id bigint not null references contacts (id),
  manager_id bigint references users (id),
  offer_id bigint references offers (id),
  offer_title text,
  currency text not null check (length(currency) = 3),
  subtotal bigint not null,
  discount bigint not null check (discount >= 0),
  total bigint not null check (total >= 0 and total = subtotal - discount),
  paid bigint not null check (paid >= 0),
  refunded bigint not null check (refunded >= 0 and refunded <= paid),
  -- Money received and kept: what lists show and sort as paid.
  received bigint not null generated always as (paid - refunded) stored,
  -- The part of refunds that the client owes again.
  owed_again bigint not null check (owed_again >= 0 and owed_again <= refunded),
  due bigint not null check (due >= 0),
  payment_status text not null check (payment_status in ('unpaid', 'pending', 'partially_paid', 'paid', 'overpaid',
    'failed', 'partially_refunded', 'refunded', 'free')),
  payment_rank bigint not null generated always as
    (case payment_status when 'unpaid' then 0 when 'pending' then 1 when 'partially_paid' then 2 when 'paid' then 3
       when 'overpaid' then 4 when 'failed' then 5 when 'partially_refunded' then 6 when 'refunded' then 7
       else 8 end) stored,
  payment_method text,
  paid_at bigint,
  next_due_at bigint,
  access_until bigint,
  origin text not null,
  source text,
  -- Digest of what a file said of the order: tells "already there" from "differs".
  import_digest text,
  pinned_comment text,
  comments bigint not null,
  -- Collation keys of the client's name and of the first product's title.
  client_key bytea not null,
  product_key bytea not null,
  search_text text not null,
  created_at bigint not null,
  updated_at bigint not null,
  closed_at bigint,
  archived_at bigint,
  archived bigint not null generated always as (case when archived_at is null then 0 else 1 end) stored
);

-- One index for each order of the list; all end in the id, which is the order of creation.
create index orders_updated on orders (archived, updated_at, id);
create index orders_number on orders (archived, number_key, id);
create index orders_kind on orders (archived, kind_rank, id);
create index orders_status on orders (archived, stage_rank, stage_id, id);
create index orders_payment on orders (archived, payment_rank, id);
create index orders_client on orders (archived, client_key, id);
create index orders_product on orders (archived, product_key, id);
create index orders_total on orders (archived, currency, total, id);
create index orders_received on orders (archived, currency, received, id);
create index orders_due on orders (archived, currency, due, id);
-- One index for each filter, newest first.
create index orders_created on orders (archived, id);
create index orders_by_funnel on orders (funnel_id, archived, id);
create index orders_by_stage on orders (stage_id, archived, id);
create index orders_by_kind on orders (kind, archived, id);
create index orders_by_payment on orders (payment_status, archived, id);
create index orders_by_manager on orders (manager_id, archived, id);
create index orders_by_contact on orders (contact_id, id);
create index orders_by_paid_at on orders (paid_at, archived, id);

create table order_lines (
  id bigint primary key,
  order_id bigint not null references orders (id),
  position bigint not null,
  kind text not null check (kind in ('product', 'shipping', 'fee', 'tax')),
  product_id bigint references products (id),
  title text not null,
  -- Decimal text: for information, never multiplied.
  quantity text not null,
  unit_price text,
  amount bigint not null,
  -- This line's share of the order's discount.
  discount bigint not null,
  access_from bigint,
  access_until bigint,
  unique (order_id, position)
);
create index order_lines_product on order_lines (product_id, order_id);

create table payments (
  id bigint primary key,
  order_id bigint not null references orders (id),
  position bigint not null,
  amount bigint not null check (amount > 0),
  currency text not null check (length(currency) = 3),
  kind text not null check (kind in ('scheduled', 'online', 'manual', 'imported')),
  status text not null check (status in ('planned', 'pending', 'succeeded', 'failed', 'voided')),
  method text,
  provider text,
  provider_ref text,
  fee bigint,
  due_at bigint,
  paid_at bigint,
  recorded_by bigint references users (id),
  note text,
  created_at bigint not null,
  unique (provider, provider_ref),
  unique (order_id, position)
);

create table refunds (
  id bigint primary key,
  order_id bigint not null references orders (id),
  payment_id bigint not null references payments (id),
  amount bigint not null check (amount > 0),
  reason text,
  revoke_access bigint not null check (revoke_access in (0, 1)),
  still_owed bigint not null check (still_owed in (0, 1)),
  refunded_at bigint not null,
  created_at bigint not null
);
create index refunds_order on refunds (order_id);

create table comments (
  id bigint primary key,
  order_id bigint not null references orders (id),
  author_id bigint references users (id),
  body text not null,
  pinned bigint not null check (pinned in (0, 1)),
  written_at bigint not null,
  edited_at bigint
);
create index comments_order on comments (order_id);

create table order_tags (
  order_id bigint not null references orders (id),
  tag_id bigint not null references tags (id),
  primary key (order_id, tag_id)
);
create index order_tags_tag on order_tags (tag_id, order_id);
