//! `/orders`: the control bar, filters, totals and the table.

mod add_filter;
pub mod api;
mod arrange;
pub mod bar;
mod board;
mod bulk;
#[cfg(feature = "ssr")]
mod bulk_form;
mod card_form;
pub mod cell;
mod changing;
pub mod chart;
pub mod chips;
pub mod choose;
mod columns_form;
mod complete;
mod conflict;
pub mod copy;
mod copying;
pub mod due;
mod edit;
pub mod empty;
mod filter_fields;
mod filter_form;
mod foot;
mod head;
mod head_menu;
pub mod in_force;
pub mod jump;
#[cfg(feature = "hydrate")]
mod keys;
mod label;
mod live;
pub mod page;
pub mod pager;
pub mod patches;
mod queue;
#[cfg(feature = "ssr")]
pub mod request;
mod review;
mod row;
pub mod rows;
pub mod scroll;
mod search;
pub mod selection;
mod sending;
pub mod settle;
pub mod sheet;
mod sort_menu;
pub mod suggestions;
pub mod table;
pub mod totals;
mod typed_field;
mod view_forms;
pub mod views;
mod widths;
