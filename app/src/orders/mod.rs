//! `/orders`: the control bar, filters, totals and the table.

pub mod api;
mod arrange;
pub mod bar;
pub mod cell;
pub mod chips;
mod columns_form;
pub mod empty;
mod filter_form;
mod head;
pub mod page;
pub mod pager;
#[cfg(feature = "ssr")]
pub mod request;
mod search;
pub mod selection;
mod sort_menu;
pub mod table;
pub mod totals;
pub mod views;
