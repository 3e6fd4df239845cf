-- Access of an order as a whole, what its offer says of a part that is missed, and who charges a subscription.

-- From the first beginning of its lines until their last end, which is absent where one of them has none. It is closed
-- as a whole by whoever cancels the order, or by the rule of its offer while a part is overdue.
alter table orders add column access_from bigint;
alter table orders add column access_closed_at bigint;
-- The offer's rule as it was when the order was made.
alter table orders add column access_rule text not null default 'keep' check (access_rule in ('keep', 'close'));
alter table offers add column access_rule text not null default 'keep' check (access_rule in ('keep', 'close'));
alter table subscriptions add column run_by text not null default 'desk' check (run_by in ('desk', 'provider'));

update orders set
  access_from = (select min(l.access_from) from order_lines l where l.order_id = orders.id),
  access_until = case
    when exists (select 1 from order_lines l
      where l.order_id = orders.id and l.access_from is not null and l.access_until is null) then null
    else access_until end
where exists (select 1 from order_lines l where l.order_id = orders.id and l.access_from is not null);

-- Access that nobody paid for, newest first.
create index orders_by_unpaid_access on orders (archived, id, access_from, access_until)
  where received = 0 and total > 0 and access_closed_at is null and access_from is not null;
-- What the rule of an offer may have to close, and what it closed.
create index orders_to_close on orders (next_due_at)
  where access_rule = 'close' and access_closed_at is null and access_from is not null and next_due_at is not null;
create index orders_closed_by_rule on orders (access_closed_at)
  where access_rule = 'close' and access_closed_at is not null;
-- Open orders of one client for one offer.
create index orders_open_of_offer on orders (contact_id, offer_id, funnel_id)
  where offer_id is not null and archived = 0 and stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error');
