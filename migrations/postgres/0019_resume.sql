-- What was asked for, as text, until it is done: a request that a process was stopped in goes on when the desk is served again.
alter table commands add column said text;
