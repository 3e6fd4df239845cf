-- The cards of a stage in each order of a board; `orders_by_stage` gives them by creation.
create index orders_by_stage_total on orders (stage_id, archived, currency, total, id);
create index orders_by_stage_entered on orders (stage_id, archived, stage_entered_at, id);
