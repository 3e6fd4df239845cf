//! Changes of many orders that a process was stopped in: they go on when the desk is served again, for whoever asked for
//! them and still may.

use app::orders::request;
use domain::user::Permission;
use std::time::Duration;
use store::{Db, desk, orders, people::users};

/// Finishes them one after the other, the oldest first.
pub async fn all(db: Db) {
    match unfinished(&db).await {
        Ok(0) => {}
        Ok(resumed) => tracing::info!(resumed, "changes of orders that had been stopped were finished"),
        Err(error) => tracing::warn!(%error, "changes of orders that had been stopped were not finished"),
    }
}

async fn unfinished(db: &Db) -> store::Result<usize> {
    let stopped = orders::unfinished(db).await?;
    if stopped.is_empty() {
        return Ok(0);
    }
    let (zone, team, mut resumed) = (desk::fetch(db).await?.zone, users::list(db).await?, 0);
    for one in stopped {
        let may = |user: &&domain::User| user.id == one.user && !user.disabled && user.role.may(Permission::EditOrders);
        let Some(user) = team.iter().find(may) else { continue };
        if let Some(change) = request::resumed(db, one, user, &zone).await? {
            match orders::go_on(db, &change, Duration::MAX).await {
                Ok(_) => resumed += 1,
                // The others are none the worse for it; whoever starts the desk again tries it again.
                Err(error) => tracing::warn!(%error, "a change of orders that had been stopped was not finished"),
            }
        }
    }
    Ok(resumed)
}
