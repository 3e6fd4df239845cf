//! `/orders`: the control bar, filters, totals and the table.

pub mod api;
pub mod bar;
pub mod cell;
pub mod chips;
pub mod choose;
mod columns_form;
pub mod copy;
mod copying;
pub mod empty;
mod filter_form;
mod foot;
pub mod jump;
#[cfg(feature = "hydrate")]
mod keys;
mod label;
mod head;
pub mod page;
pub mod pager;
mod row;
pub mod rows;
pub mod scroll;
mod search;
pub mod selection;
mod arrange;
mod sort_menu;
pub mod table;
pub mod totals;
pub mod views;
