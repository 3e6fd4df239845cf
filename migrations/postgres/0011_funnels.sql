-- What owners decide of funnels: who sees their orders, and that a form sent twice makes one funnel or stage.
alter table funnels add column managers_see bigint not null default 1 check (managers_see in (0, 1));
alter table funnels add column viewers_see bigint not null default 1 check (viewers_see in (0, 1));
alter table funnels add column made_key text collate "C";
create unique index funnels_made on funnels (made_key);
alter table stages add column made_key text collate "C";
create unique index stages_made on stages (made_key);
-- What a stage meant before, as long as orders remain of that time.
alter table stages add column kind_was text
  check (kind_was in ('new', 'awaiting_payment', 'in_progress', 'done', 'cancelled', 'error', 'refunded'));
