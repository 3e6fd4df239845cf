//! What others do is heard by a stream of events (`GET /live`), from a number of the history on. It is closed while nobody
//! looks, goes on where it ended, and says when the connection is lost. In the browser only.

use crate::{
    connection::{AGAIN, LOST},
    context::use_words,
    i18n::Words,
    ui::toast::Toasts,
};
use domain::live::{News, Seq};
use gloo::{events::EventListener, timers::callback::Timeout};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// How long a connection may be away before that is said, in milliseconds: most are back at once.
const PATIENCE: u32 = 2_000;

/// A stream; closed when dropped.
struct Stream {
    source: EventSource,
    _listeners: Vec<EventListener>,
    /// What is done later, unless the stream goes on or ends.
    later: Option<Timeout>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Hears what others do. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Ear {
    stream: StoredValue<Option<Stream>, LocalStorage>,
    /// How far the reader knows the history.
    known: StoredValue<Option<Seq>>,
    refused: StoredValue<usize>,
    /// Whether nobody looked for a while.
    away: StoredValue<bool>,
    toasts: Option<Toasts>,
    words: Words,
    news: Callback<News>,
    reset: Callback<bool>,
}

impl Ear {
    /// Hears nothing yet. `news` is told what happened; `reset`, that it was too much to tell, and whether nobody has looked
    /// meanwhile.
    pub fn new(news: Callback<News>, reset: Callback<bool>) -> Self {
        let ear = Self {
            stream: StoredValue::new_local(None),
            known: StoredValue::new(None),
            refused: StoredValue::new(0),
            away: StoredValue::new(false),
            toasts: use_context(),
            words: use_words(),
            news,
            reset,
        };
        let seen = EventListener::new(&document(), "visibilitychange", move |_| {
            if document().hidden() {
                ear.close();
                ear.away.try_set_value(true);
            } else if ear.known.try_get_value().flatten().is_some() {
                ear.open();
            }
        });
        let seen = StoredValue::new_local(Some(seen));
        // A connection that is cut may hang for long before the stream knows.
        let is_open = move || ear.stream.try_with_value(Option::is_some) == Some(true);
        let offline = window_event_listener_untyped("offline", move |_| {
            if is_open() {
                ear.connected(false);
            }
        });
        let online = window_event_listener_untyped("online", move |_| {
            if is_open() {
                ear.open();
            }
        });
        on_cleanup(move || {
            drop(seen.try_update_value(Option::take));
            offline.remove();
            online.remove();
            ear.close();
        });
        ear
    }

    /// The page knows the history up to here. One that was on its way, or was kept, knows less than the reader: the rest is
    /// told once more.
    pub fn begins(self, seq: Seq) {
        let knows_less = self.known.get_value().is_some_and(|known| seq < known);
        self.known.set_value(Some(seq));
        if (knows_less || self.stream.with_value(Option::is_none)) && !document().hidden() {
            self.open();
        }
    }

    fn close(self) {
        if self.stream.try_update_value(Option::take).flatten().is_some() {
            self.connected(true);
        }
    }

    fn open(self) {
        let Some(known) = self.known.try_get_value().flatten() else { return };
        let Ok(source) = EventSource::new(&format!("/live?after={known}")) else { return };
        let on = |name: &'static str, act: fn(Self, &MessageEvent)| {
            EventListener::new(&source, name, move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    act(self, event);
                }
            })
        };
        let failing = source.clone();
        let failed = EventListener::new(&source, "error", move |_| {
            // The browser itself comes again, unless the server has refused.
            if failing.ready_state() == EventSource::CLOSED {
                self.again();
            } else if self.stream.try_with_value(|stream| stream.as_ref().is_some_and(|s| s.later.is_none()))
                == Some(true)
            {
                self.later(PATIENCE, move || self.connected(false));
            }
        });
        let opened = EventListener::new(&source, "open", move |_| {
            self.refused.try_set_value(0);
            self.stream.try_update_value(|stream| stream.as_mut().and_then(|stream| stream.later.take()));
            self.connected(true);
        });
        let listeners = vec![on("message", Self::heard), on("reset", Self::lost), opened, failed];
        self.stream.set_value(Some(Stream { source, _listeners: listeners, later: None }));
    }

    fn later(self, wait: u32, act: impl FnOnce() + 'static) {
        self.stream.try_update_value(|stream| {
            if let Some(stream) = stream {
                stream.later = Some(Timeout::new(wait, act));
            }
        });
    }

    /// Says that there is no connection, or no longer.
    fn connected(self, is: bool) {
        match self.toasts {
            Some(toasts) if is => toasts.end(LOST),
            Some(toasts) => toasts.keep(LOST, self.words.connection_lost().to_owned()),
            None => {}
        }
    }

    fn again(self) {
        let tries = self.refused.try_update_value(|n| std::mem::replace(n, *n + 1));
        if let Some(tries) = tries {
            self.later(AGAIN[tries.min(AGAIN.len() - 1)], move || self.open());
        }
    }

    fn heard(self, event: &MessageEvent) {
        self.away.set_value(false);
        let text = event.data().as_string().unwrap_or_default();
        let Ok(news) = serde_json::from_str::<News>(&text) else { return };
        self.known.set_value(Some(news.seq));
        self.news.run(news);
    }

    fn lost(self, event: &MessageEvent) {
        if let Ok(seq) = event.last_event_id().parse() {
            self.known.set_value(Some(seq));
        }
        let away = self.away.get_value();
        self.away.set_value(false);
        self.reset.run(away);
    }
}
