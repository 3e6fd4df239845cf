//! What happened since a reader looked, and when to look again. Called by the server's stream of news.
//!
//! Every event has a number that the row `event` of `counters` hands out. A transaction that writes orders holds that row
//! until it has ended (on SQLite it is the one writer), so numbers follow the order of commits, a rollback gives them
//! back, and a snapshot that shows a number shows every smaller one: nothing is skipped and there are no gaps to wait
//! for. The table is the truth. A wake-up only says that looking is worth it; one that is lost costs half a second.

mod changes;
mod ears;
mod twins;
mod wake;

pub use changes::{Changes, MOST_EVENTS, MOST_ORDERS, Since, changes_in, head, head_in, since};
pub use wake::{POLL, Wake, Watch};
