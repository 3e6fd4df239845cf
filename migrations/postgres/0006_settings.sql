-- What settings keep: the desk's languages, each person's density and shortcuts, and what lists a session without its
-- secret.

-- The languages that are offered, the default first.
alter table desk add column languages text not null default 'fr,en,uk';

alter table users add column density text not null default 'normal' check (density in ('compact', 'normal', 'relaxed'));
alter table users add column single_keys bigint not null default 1 check (single_keys in (0, 1));

-- The id may be shown, the secret never is. Sessions of before get small ids, which no new one meets.
alter table sessions add column id bigint not null default 0;
-- Browser and system, shortened: 'Firefox · Windows'.
alter table sessions add column agent text not null default '';
update sessions set id = (select count(*) from sessions s where s.token_digest <= sessions.token_digest);
create unique index sessions_id on sessions (id);
