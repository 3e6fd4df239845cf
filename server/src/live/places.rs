//! Who has streams open, by session: how many, as which role, and the token that ends them.

use domain::{Role, ids::SessionId};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How many streams a session may have open: one for each page in sight, and more than anybody looks at.
pub const PER_SESSION: usize = 8;

/// The open streams of a server.
pub(super) struct Places {
    sessions: Mutex<HashMap<SessionId, Seat>>,
    opened: Notify,
    stop: CancellationToken,
}

/// The streams of one session.
struct Seat {
    role: Role,
    streams: usize,
    over: CancellationToken,
}

/// The place of one stream; given back when it is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    session: SessionId,
    /// Cancelled when the stream must end.
    pub(super) over: CancellationToken,
}

impl Places {
    /// Places that all end with `stop`.
    pub(super) fn new(stop: CancellationToken) -> Arc<Self> {
        Arc::new(Self { sessions: Mutex::default(), opened: Notify::new(), stop })
    }

    fn sessions_now(&self) -> MutexGuard<'_, HashMap<SessionId, Seat>> {
        // Nothing panics while it holds the lock.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more stream, unless the session has enough.
    pub(super) fn take(self: &Arc<Self>, session: SessionId, role: Role) -> Option<Place> {
        let mut sessions = self.sessions_now();
        // Streams of a role that the user no longer has are not counted: they are about to end.
        if sessions.get(&session).is_some_and(|seat| seat.role != role)
            && let Some(seat) = sessions.remove(&session)
        {
            seat.over.cancel();
        }
        let fresh = || Seat { role, streams: 0, over: self.stop.child_token() };
        let seat = sessions.entry(session).or_insert_with(fresh);
        if seat.streams >= PER_SESSION {
            return None;
        }
        seat.streams += 1;
        let over = seat.over.clone();
        drop(sessions);
        self.opened.notify_one();
        Some(Place { places: self.clone(), session, over })
    }

    /// Returns once a stream was opened.
    pub(super) async fn opened(&self) {
        self.opened.notified().await;
    }

    /// How many streams are open.
    pub(super) fn streams(&self) -> usize {
        self.sessions_now().values().map(|seat| seat.streams).sum()
    }

    /// The sessions that have any.
    pub(super) fn sessions(&self) -> Vec<SessionId> {
        self.sessions_now().keys().copied().collect()
    }

    /// The roles of those who look.
    pub(super) fn roles(&self) -> BTreeSet<Role> {
        self.sessions_now().values().map(|seat| seat.role).collect()
    }

    /// Ends the streams of `asked` sessions that are not in force any more, or whose user has another role.
    pub(super) fn keep(&self, asked: &[SessionId], standing: &HashMap<SessionId, Role>) {
        let mut sessions = self.sessions_now();
        for session in asked {
            let holds = |seat: &Seat| standing.get(session) == Some(&seat.role);
            if sessions.get(session).is_some_and(|seat| !holds(seat))
                && let Some(seat) = sessions.remove(session)
            {
                seat.over.cancel();
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A seat whose streams were ended is no longer there; one that took its place is not this one's.
        if self.over.is_cancelled() && !self.places.stop.is_cancelled() {
            return;
        }
        let mut sessions = self.places.sessions_now();
        if let Some(seat) = sessions.get_mut(&self.session) {
            seat.streams = seat.streams.saturating_sub(1);
            if seat.streams == 0 {
                sessions.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_has_eight_places_and_gets_them_back() {
        let places = Places::new(CancellationToken::new());
        let mut taken: Vec<Place> = (0..8).map(|_| places.take(SessionId(1), Role::Viewer).unwrap()).collect();
        assert!(places.take(SessionId(1), Role::Viewer).is_none());
        assert!(places.take(SessionId(2), Role::Viewer).is_some());
        taken.pop();
        let again = places.take(SessionId(1), Role::Viewer).unwrap();
        assert_eq!((places.streams(), places.sessions()), (8, vec![SessionId(1)]));
        drop((taken, again));
        assert_eq!((places.streams(), places.sessions()), (0, vec![]));
    }

    #[test]
    fn streams_end_with_the_session_the_role_and_the_server() {
        let stop = CancellationToken::new();
        let places = Places::new(stop.clone());
        let [kept, ended, demoted] = [1, 2, 3].map(|n| places.take(SessionId(n), Role::Manager).unwrap());
        let standing = HashMap::from([(SessionId(1), Role::Manager), (SessionId(3), Role::Viewer)]);
        // Opened after the sessions were asked for.
        let late = places.take(SessionId(4), Role::Manager).unwrap();
        places.keep(&[1, 2, 3].map(SessionId), &standing);
        let over = |place: &Place| place.over.is_cancelled();
        assert_eq!([over(&kept), over(&ended), over(&demoted), over(&late)], [false, true, true, false]);
        let now = places.take(SessionId(3), Role::Viewer).unwrap();
        drop(demoted);
        assert_eq!(places.streams(), 3, "the old stream gives no place of the new role back");
        stop.cancel();
        assert!(over(&kept) && over(&now) && over(&late));
    }
}
