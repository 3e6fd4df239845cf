-- What filters ask for alone: payments that are due, access that ends, offers, campaigns, countries. And searches that
-- name a person, which no address and no log may hold.

-- Most orders have none of these, so the indexes hold only those that have.
create index orders_by_next_due on orders (next_due_at, archived, id) where next_due_at is not null;
create index orders_by_access on orders (access_until, archived, id) where access_until is not null;
create index orders_by_offer on orders (offer_id, archived, id) where offer_id is not null;
create index orders_by_source on orders (source, archived, id) where source is not null;
create index contacts_country on contacts (country);

-- A link holds the token, which is of use to nobody but its user; both go after 30 days.
create table searches (
  token text collate "C" primary key,
  user_id bigint not null references users (id) on delete cascade,
  text text collate "C" not null,
  created_at bigint not null,
  unique (user_id, text)
);
create index searches_created on searches (created_at);
