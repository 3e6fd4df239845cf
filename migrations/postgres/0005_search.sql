-- Search by contact or order number: trigrams of orders.search_text.
-- The index follows the column by itself; SQLite needs a table of its own for the same.

create extension if not exists pg_trgm;
create index orders_search on orders using gin (search_text gin_trgm_ops);
