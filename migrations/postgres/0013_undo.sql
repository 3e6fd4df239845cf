-- What a change took back, so that the one before it can be taken back as well; and what the cards of each person say.

-- The action that this event took back.
alter table events add column undoes bigint;

-- What cards of the board say (`client,due`); null is the built-in choice.
alter table users add column card text;
