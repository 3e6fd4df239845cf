//! What the desk remembers. The only crate that names sqlx and rusqlite; the same functions on SQLite and on PostgreSQL.
//!
//! Noun first: `orders::page`, `orders::fetch`. A suffix `_in` takes a transaction. SQL is written once; what differs
//! between the databases stands in `dialect`. One transaction per user action: state and event together.

pub mod bulk;
pub mod carries;
pub mod catalogue;
pub mod clients;
pub mod collate;
mod contact_list;
pub mod contacts;
pub mod db;
pub mod desk;
mod dialect;
pub mod directory;
pub mod drafts;
pub mod encoding;
pub mod error;
pub mod events;
pub mod funnels;
pub mod ids;
pub mod import;
pub mod live;
pub mod mentions;
mod migrate;
pub mod orders;
pub mod people;
pub mod promos;
mod reader;
mod rows;
pub mod searches;
pub mod shop;
mod sql;
pub mod suggest;
pub mod views;
pub mod zones;

pub use contact_list::{Walk, list as list_contacts, newer_sql, tagged_sql, walk_sql};

pub use db::{Db, Tx};
pub use dialect::Dialect;
pub use error::{Result, StoreError};
pub use sql::{Sql, Value};
