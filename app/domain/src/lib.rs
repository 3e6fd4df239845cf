//! What Comptoir decides: orders, money, filters, totals. Pure: no database, browser, clock, network or randomness.
//!
//! Called by every other crate. Domain types are the wire types. Instants come in as arguments; nothing here asks for
//! the time. Deliberately absent: SQL, words of any language (they are in `app/locales`), formatting for people.

pub mod agent;
pub mod board;
pub mod card_fields;
pub mod catalogue;
pub mod chart;
pub mod columns;
pub mod contact;
pub mod desk;
pub mod event;
pub mod filter;
pub mod funnel;
pub mod gather;
pub mod ids;
pub mod import;
pub mod languages;
pub mod listing;
pub mod live;
pub mod locale;
pub mod money;
pub mod order;
pub mod promo;
pub mod reach;
pub mod scroll;
pub mod search;
pub mod slug;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "testing")]
pub mod testing_changes;
pub mod time;
pub mod totals;
mod unicode;
pub mod user;
pub mod view;

pub use card_fields::CardFields;
pub use chart::Chart;
pub use columns::{Column, Columns};
pub use contact::Contact;
pub use filter::{Conditions, OrderFilter};
pub use funnel::{Funnel, Funnels, Stage, StageKind};
pub use languages::Languages;
pub use listing::{Listing, Sort, SortKey};
pub use locale::Locale;
pub use money::{Currency, Money};
pub use order::{Order, OrderKind, OrderNumber, PaymentStatus};
pub use slug::Slug;
pub use time::{Timestamp, Zone};
pub use totals::Totals;
pub use user::{Density, Role, User};

/// What is wrong with a form: names of fields and stable codes; an empty name speaks of the whole form.
pub type FieldErrors = Vec<(&'static str, &'static str)>;
