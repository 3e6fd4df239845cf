//! Sends a change until it has arrived and is done: tried again while there is no connection, asked for while it is under
//! way. Whoever leaves meanwhile is warned. The key of the request makes each of these tries one.

use super::api::{change_orders, undo_change};
use crate::{
    connection::{AGAIN, LOST, pause},
    error::AppError,
    format,
    i18n::Words,
    ui::toast::Toasts,
};
use domain::{
    ids::{BatchId, OrderId},
    order::{ChangeRequest, Changed, IdempotencyKey},
};

/// How long to wait before it is asked how far a change has come, in milliseconds.
const LOOK: u32 = 500;

/// What is sent.
#[derive(Clone)]
pub enum Request {
    /// A change.
    Change(ChangeRequest),
    /// Taking one back; `shown` are the orders that are answered with.
    Undo {
        /// Tells the request from every other one.
        key: IdempotencyKey,
        /// The change.
        batch: BatchId,
        /// Orders to be told of.
        shown: Vec<OrderId>,
    },
}

impl Request {
    async fn once(&self) -> Result<Changed, AppError> {
        match self.clone() {
            Self::Change(request) => change_orders(request).await,
            Self::Undo { key, batch, shown } => undo_change(key, batch, None, shown).await,
        }
    }

    const fn key(&self) -> &IdempotencyKey {
        match self {
            Self::Change(request) => &request.key,
            Self::Undo { key, .. } => key,
        }
    }
}

/// Sends it to its end. `of` is how many orders it is about, where that is known.
pub async fn send(request: &Request, toasts: Toasts, words: Words, of: Option<i64>) -> Result<Changed, AppError> {
    let _leaving = Leaving::is_warned_of();
    let mut tries = 0;
    let answer = loop {
        let answer = request.once().await;
        if matches!(answer, Err(AppError::Connection)) && tries < AGAIN.len() {
            toasts.keep(LOST, words.connection_lost().to_owned());
            pause(AGAIN[tries]).await;
            tries += 1;
            continue;
        }
        toasts.end(LOST);
        match &answer {
            Ok(changed) if !changed.done => {
                tries = 0;
                let done = changed.outcome.changed + changed.outcome.already + changed.outcome.refused;
                toasts.keep(
                    request.key().as_str(),
                    of.map_or(words.change_so_far(done), |of| {
                        words.change_progress(of, &format::integer(words.0, done))
                    }),
                );
                pause(LOOK).await;
            }
            _ => break answer,
        }
    };
    toasts.end(request.key().as_str());
    answer
}

/// While it lives, whoever leaves the page is asked whether they mean it: something has not arrived yet.
struct Leaving {
    #[cfg(feature = "hydrate")]
    _listener: gloo::events::EventListener,
}

impl Leaving {
    #[cfg(feature = "hydrate")]
    fn is_warned_of() -> Self {
        use gloo::events::{EventListener, EventListenerOptions};
        let window = leptos::prelude::window();
        let options = EventListenerOptions::enable_prevent_default();
        Self {
            _listener: EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default()
            }),
        }
    }

    #[cfg(not(feature = "hydrate"))]
    const fn is_warned_of() -> Self {
        Self {}
    }
}
