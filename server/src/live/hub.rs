//! The one task that looks into the database for all open streams: reads what changed once, and hands it to all of them.
//!
//! While no stream is open it only passes the bell on to other processes. Before each delivery, and now and then without
//! one, it asks in the same snapshot which sessions are still in force.

use super::{frame, places::Places};
use bytes::Bytes;
use domain::{Role, live::Seq};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::{
    Db, StoreError, ids,
    live::{Changes, Watch, changes_in, head_in},
    people::sessions,
};
use tokio::{sync::broadcast, time::sleep};
use tokio_util::sync::CancellationToken;

/// How many deliveries a stream may be behind before it has to ask by itself.
const WAITING: usize = 64;
/// What happens within this time goes out together.
const BREATH: Duration = Duration::from_millis(20);
/// How long to wait when the database does not answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often sessions are asked for where nothing happens.
const CHECK_EVERY: Duration = Duration::from_secs(10);

/// What all streams share.
pub(super) struct Hub {
    pub(super) db: Db,
    pub(super) places: Arc<Places>,
    sender: broadcast::Sender<Arc<Delivery>>,
}

/// News on their way to every stream.
#[derive(Debug)]
pub(super) struct Delivery {
    /// Behind this number …
    pub(super) after: Seq,
    /// … up to this one.
    pub(super) seq: Seq,
    /// For each role that looks: made once, shared by all its streams.
    messages: Vec<(Role, Option<Bytes>)>,
}

impl Delivery {
    fn new(changes: &Changes, roles: impl IntoIterator<Item = Role>) -> Result<Self, StoreError> {
        let message = |role| Ok((role, message(changes, role)?));
        let messages = roles.into_iter().map(message).collect::<Result<_, StoreError>>()?;
        Ok(Self { after: changes.after, seq: changes.seq, messages })
    }

    /// What a role is told, if anything; `None` on the outside when nobody of this role looked.
    pub(super) fn message(&self, role: Role) -> Option<&Option<Bytes>> {
        self.messages.iter().find(|(of, _)| *of == role).map(|(_, message)| message)
    }
}

/// What a role is told of changes, if anything.
pub(super) fn message(changes: &Changes, role: Role) -> Result<Option<Bytes>, StoreError> {
    frame::message(&changes.seen_by(role)).map_err(|error| StoreError::Corrupt(error.to_string()))
}

impl Hub {
    /// Nobody looks yet.
    pub(super) fn new(db: Db, stop: CancellationToken) -> Self {
        Self { db, places: Places::new(stop), sender: broadcast::channel(WAITING).0 }
    }

    /// Everything that is delivered from now on.
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Arc<Delivery>> {
        self.sender.subscribe()
    }

    /// Looks once: tells what happened after `position`, and moves it.
    async fn look(&self, position: &mut Option<Seq>, checked: &mut Instant) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let head = head_in(&mut tx).await?;
        let is_new = *position != Some(head);
        if !is_new && checked.elapsed() < CHECK_EVERY {
            return Ok(());
        }
        let asked = self.places.sessions();
        let standing = sessions::standing_in(&mut tx, &asked, ids::now()).await?;
        self.places.keep(&asked, &standing);
        *checked = Instant::now();
        if !is_new {
            return Ok(());
        }
        // The first look tells no more than where it is: streams that are not there yet ask.
        let changes = match changes_in(&mut tx, position.unwrap_or(head)).await {
            Ok(changes) => changes,
            Err(error @ StoreError::Unavailable(_)) => return Err(error),
            Err(error) => {
                tracing::error!(%error, "news cannot be read: streams are told to ask for everything");
                Changes::too_many(position.unwrap_or(head), head)
            }
        };
        drop(tx);
        *position = Some(changes.seq);
        // An error only says that nobody listens.
        let _ = self.sender.send(Arc::new(Delivery::new(&changes, self.places.roles())?));
        Ok(())
    }
}

/// Looks until it is stopped.
pub(super) async fn run(hub: Arc<Hub>, stop: CancellationToken) {
    let mut watch = Watch::new(&hub.db);
    let (mut position, mut checked) = (None, Instant::now());
    loop {
        let someone_looks = hub.places.streams() > 0;
        tokio::select! {
            () = stop.cancelled() => return,
            () = watch.sign(someone_looks) => {}
            () = hub.places.opened() => {}
        }
        if hub.places.streams() == 0 {
            position = None;
            continue;
        }
        let pause = match hub.look(&mut position, &mut checked).await {
            Ok(()) => BREATH,
            Err(error) => {
                tracing::warn!(%error, "news cannot be looked for");
                PATIENCE
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep(pause) => {}
        }
    }
}
