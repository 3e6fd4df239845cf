//! Every word a person sees, in three languages, as methods of `Words`.
//!
//! Generated at build time from `app/locales/{fr,en,uk}.ftl`: the message `nav-orders` becomes `Words::nav_orders`.
//! Called by every screen, by exports and by the command line; needs no context, so it works in tests as it is.
//! A `$count` that selects a plural form is an `i64` and is written with the language's grouping; any other variable is
//! text that the caller has formatted. Plural variables come first, then the rest by alphabet, so that rewording a
//! translation never reorders a method's arguments. Deliberately absent: lookup by key outside tests and the server.

mod plural;

pub use plural::{Category, category};

use crate::format::integer;
use domain::Locale;

/// The words of one language: `Words(Locale::Uk).nav_orders()` is «Замовлення».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(
    /// The language spoken.
    pub Locale,
);

include!(concat!(env!("OUT_DIR"), "/words.rs"));
