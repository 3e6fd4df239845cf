//! A demo desk: marked as one, filled once, with an owner who gets in by a link of this start.

use crate::seed;
use domain::Role;
use store::{
    Db, Result, desk, ids,
    people::{
        Secret,
        entry::{self, demo_link},
        users::NewUser,
    },
};

const OWNER: NewUser<'static> =
    NewUser { email: "camille@comptoir.example", name: "Camille Laurent", role: Role::Owner, password_hash: None };

/// Makes a demo desk of an empty one, and the link that signs its owner in.
pub(super) async fn prepare(db: &Db) -> Result<Secret> {
    if !desk::fetch(db).await?.demo {
        desk::mark_demo(db).await?;
    }
    // Before the orders, so that the owner can look after some of them.
    let link = demo_link(db, OWNER, ids::now()).await?;
    if !entry::holds_orders(db).await? {
        seed::demo(db).await?;
    }
    Ok(link)
}
