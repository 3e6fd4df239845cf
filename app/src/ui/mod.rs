//! Generic widgets: they know no order, no route and call no server function.

pub mod chip;
pub mod choices;
pub mod combobox;
pub mod copy;
pub mod drag;
pub mod edge;
#[cfg(feature = "ssr")]
pub mod fields;
pub mod get_form;
pub mod html;
pub mod icon;
pub mod keys;
pub mod menu;
pub mod modal;
pub mod post_form;
pub mod root;
pub mod toast;
pub mod unhurried;
