-- What users did to orders: told apart by a key, so that a request that comes twice acts once, and undone by its batch.

-- One row for each request, kept for a while; a large one notes here how far it has come.
create table commands (
  user_id bigint not null references users (id) on delete cascade,
  key text collate "C" not null,
  -- Digest of what was asked for: the same key with another request is refused.
  digest text not null,
  batch bigint not null,
  -- JSON: what was done so far.
  outcome text not null,
  -- Orders up to this id are done.
  after_id bigint not null,
  -- The last event when it began: orders made later are left out.
  began_seq bigint not null,
  done bigint not null check (done in (0, 1)),
  created_at bigint not null,
  primary key (user_id, key)
);
create index commands_created on commands (created_at);

-- The action that an event was part of, and the version of its subject afterwards.
alter table events add column batch bigint;
alter table events add column version bigint;
create index events_batch on events (batch, subject_id) where batch is not null;
