//! HTTP: what stands around every request, who asks, and the handlers that are no pages.

pub mod body;
pub mod changes;
pub mod cookies;
pub mod csrf;
pub mod encoding;
pub mod facts;
pub mod flash;
pub mod frame;
pub mod guard;
pub mod headers;
pub mod health;
pub mod jump;
pub mod leaves;
pub mod next;
pub mod order;
pub mod pages;
pub mod preferences;
pub mod problem;
pub mod search;
pub mod session;
pub mod settings;
pub mod views;
pub mod visitor;
pub mod welcome;
