//! `/orders`: the control bar, filters, totals and the table.

mod add_filter;
pub mod api;
mod arrange;
pub mod bar;
pub mod cell;
pub mod chart;
pub mod chips;
mod columns_form;
mod complete;
pub mod empty;
mod filter_fields;
mod filter_form;
mod head;
pub mod in_force;
pub mod page;
pub mod pager;
mod search;
pub mod selection;
mod sort_menu;
pub mod suggestions;
pub mod table;
pub mod totals;
mod typed_field;
pub mod views;
