//! `/orders/:number`: one order, with the plain forms that change it.

#[cfg(feature = "ssr")]
mod access;
pub mod api;
#[cfg(feature = "ssr")]
pub mod card;
#[cfg(feature = "ssr")]
mod client;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
pub mod events;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "hydrate")]
pub mod keep;
#[cfg(feature = "ssr")]
mod ledger;
#[cfg(feature = "ssr")]
pub mod letter;
#[cfg(feature = "ssr")]
mod money;
#[cfg(feature = "ssr")]
pub mod new;
pub mod page;
#[cfg(feature = "ssr")]
mod price;
#[cfg(feature = "ssr")]
mod review;
#[cfg(feature = "ssr")]
mod talk;
#[cfg(feature = "ssr")]
mod touch;
