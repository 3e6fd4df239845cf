//! `/orders`: the control bar, filters, totals and the table.

pub mod api;
mod bar;
mod cell;
mod chips;
mod columns_form;
mod empty;
mod filter_form;
pub mod page;
mod pager;
mod search;
mod table;
mod totals;
