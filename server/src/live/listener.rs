//! One open stream: where it is, and what it says next.

use super::{
    frame,
    hub::{Delivery, Hub, message},
    places::Place,
};
use bytes::Bytes;
use domain::{Role, live::Seq};
use std::{collections::VecDeque, sync::Arc, time::Duration};
use store::{
    Result,
    live::{Changes, changes_in, head_in},
};
use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

/// How long a stream says nothing at most.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Where a stream begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With what happens from now on.
    Now,
    /// Behind this number.
    After(Seq),
    /// Behind something that is no number.
    Unknown,
}

/// A stream.
pub(super) struct Listener {
    hub: Arc<Hub>,
    place: Place,
    role: Role,
    deliveries: broadcast::Receiver<Arc<Delivery>>,
    position: Seq,
    beat: Interval,
    /// What is said first.
    first: VecDeque<Bytes>,
}

impl Listener {
    /// Opens a stream and reads what it has missed.
    pub(super) async fn open(hub: Arc<Hub>, place: Place, role: Role, start: Start) -> Result<Self> {
        // Before anything is read, so that nothing falls between.
        let deliveries = hub.subscribe();
        let mut tx = hub.db.read().await?;
        let changes = match start {
            Start::Now => {
                let head = head_in(&mut tx).await?;
                changes_in(&mut tx, head).await?
            }
            Start::After(seq) => changes_in(&mut tx, seq).await?,
            Start::Unknown => {
                let head = head_in(&mut tx).await?;
                Changes::too_many(head, head)
            }
        };
        drop(tx);
        let mut beat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // No number is said before what it stands for has been.
        let known = match start {
            Start::Now => Some(changes.seq),
            Start::After(seq) => Some(seq),
            Start::Unknown => None,
        };
        let first = [frame::hello(known)].into_iter().chain(message(&changes, role)?).collect();
        Ok(Self { hub, place, role, deliveries, position: changes.seq, beat, first })
    }

    /// The next thing to say; none when the stream is over.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.pop_front() {
            return Some(first);
        }
        loop {
            let received = tokio::select! {
                biased;
                () = self.place.over.cancelled() => return None,
                received = self.deliveries.recv() => received,
                _ = self.beat.tick() => return Some(frame::beat(self.position)),
            };
            let said = match received {
                Ok(delivery) if delivery.seq <= self.position => None,
                Ok(delivery) => match delivery.message(self.role) {
                    Some(message) if delivery.after <= self.position => {
                        self.position = delivery.seq;
                        message.clone()
                    }
                    // Something before it was not heard.
                    _ => self.catch_up().await?,
                },
                Err(RecvError::Lagged(_)) => self.catch_up().await?,
                Err(RecvError::Closed) => return None,
            };
            if said.is_some() {
                self.beat.reset();
                return said;
            }
        }
    }

    /// Reads what was missed; ends the stream where that is not possible, so that the browser comes again.
    async fn catch_up(&mut self) -> Option<Option<Bytes>> {
        match self.missed().await {
            Ok(said) => Some(said),
            Err(error) => {
                tracing::warn!(%error, "a stream of news was ended");
                None
            }
        }
    }

    async fn missed(&mut self) -> Result<Option<Bytes>> {
        let changes = changes_in(&mut self.hub.db.read().await?, self.position).await?;
        let said = message(&changes, self.role)?;
        self.position = changes.seq;
        Ok(said)
    }
}
