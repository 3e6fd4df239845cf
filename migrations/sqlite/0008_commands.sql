-- What users did to orders: told apart by a key, so that a request that comes twice acts once, and undone by its batch.

-- One row for each request, kept for a while; a large one notes here how far it has come.
create table commands (
  user_id integer not null references users (id) on delete cascade,
  key text not null,
  -- Digest of what was asked for: the same key with another request is refused.
  digest text not null,
  batch integer not null,
  -- JSON: what was done so far.
  outcome text not null,
  -- Orders up to this id are done.
  after_id integer not null,
  -- The last event when it began: orders made later are left out.
  began_seq integer not null,
  done integer not null check (done in (0, 1)),
  created_at integer not null,
  primary key (user_id, key)
) strict, without rowid;
create index commands_created on commands (created_at);

-- The action that an event was part of, and the version of its subject afterwards.
alter table events add column batch integer;
alter table events add column version integer;
create index events_batch on events (batch, subject_id) where batch is not null;
