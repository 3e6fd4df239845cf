-- Orders sorted by the title of their offer, as they keep it.

-- Its collation key; of no title it is one byte, the last of all.
alter table orders add column offer_key bytea not null default '\xff';
create index orders_offer on orders (archived, offer_key, id);
-- Those that are older than their key: the next start makes it (store::orders::offer_keys).
create index orders_without_offer_key on orders (length(offer_key), id)
  where offer_title is not null and length(offer_key) = 1;
