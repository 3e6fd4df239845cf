//! What others change shows by itself. The page hears of it from its own number on (`GET /live`): orders that are loaded
//! change where they stand, totals follow; what would move rows under the hand waits behind a quiet button. The stream is
//! closed while nobody looks, and goes on where it ended. Nothing on the server.

use super::{page::Screen, rows::Rows};
use crate::{context::use_words, ui::icon::Icon};
use domain::ids::OrderId;
use icondata_lu::LuRefreshCw;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What others have changed and the list does not show yet. Cheap to copy.
#[derive(Clone, Copy)]
struct Waiting {
    /// Orders that would come, go or move.
    orders: RwSignal<BTreeSet<OrderId>>,
    /// Whether anything else, or nobody knows what, has changed.
    anything: RwSignal<bool>,
}

/// "3 updates": shows the list as it is now, when the reader wants to.
#[component]
pub fn Updates(
    /// The screen.
    screen: Screen,
    /// The loaded orders.
    rows: Rows,
) -> impl IntoView {
    let words = use_words();
    let waiting = Waiting { orders: RwSignal::new(BTreeSet::new()), anything: RwSignal::new(false) };
    // What is asked for anew holds all that was waited with.
    Effect::new(move |_| {
        screen.page.track();
        waiting.orders.set(BTreeSet::new());
        waiting.anything.set(false);
    });
    #[cfg(feature = "hydrate")]
    client::listen(screen, rows, waiting);
    let count = move || waiting.orders.with(BTreeSet::len);
    let text = move || match (count(), waiting.anything.get()) {
        (0, false) => None,
        (0, true) => Some(words.updates_some().to_owned()),
        (n, _) => Some(words.updates(i64::try_from(n).unwrap_or(i64::MAX))),
    };
    let show = move |_| {
        screen.patches.forget();
        rows.outdate();
        screen.page.refetch();
    };
    view! {
        <div class="updates" role="status">
            {move || {
                text()
                    .map(|text| {
                        view! {
                            <button type="button" class="button updates__show" title=words.updates_show() on:click=show>
                                <Icon icon=LuRefreshCw/>
                                {text}
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
mod client {
    use super::Waiting;
    use crate::orders::{choose::use_chooser, page::Screen, rows::Rows, selection::Selection};
    use domain::live::{News, Seq};
    use gloo::{events::EventListener, timers::callback::Timeout};
    use leptos::prelude::*;
    use std::time::Duration;
    use wasm_bindgen::JsCast;
    use web_sys::{EventSource, MessageEvent};

    /// Changes that come this close together are added up once, in milliseconds.
    const TOGETHER: u64 = 400;
    /// How long to wait before a stream that the server has refused is tried again, in milliseconds.
    const AGAIN: [u32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];

    /// A stream; closed when dropped.
    struct Stream {
        source: EventSource,
        _listeners: Vec<EventListener>,
        _again: Option<Timeout>,
    }

    impl Drop for Stream {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    #[derive(Clone, Copy)]
    struct Ear {
        screen: Screen,
        rows: Rows,
        waiting: Waiting,
        stream: StoredValue<Option<Stream>, LocalStorage>,
        /// How far the reader knows the history.
        known: StoredValue<Option<Seq>>,
        refused: StoredValue<usize>,
        /// Whether the totals are about to be asked for.
        adding: StoredValue<bool>,
        /// Whether nobody looked for a while.
        away: StoredValue<bool>,
        selection: Selection,
    }

    pub fn listen(screen: Screen, rows: Rows, waiting: Waiting) {
        let ear = Ear {
            screen,
            rows,
            waiting,
            stream: StoredValue::new_local(None),
            known: StoredValue::new(None),
            refused: StoredValue::new(0),
            adding: StoredValue::new(false),
            away: StoredValue::new(false),
            selection: use_chooser().selection,
        };
        // The page says where the history stands that it shows.
        Effect::new(move |_| {
            let Some(seq) = screen.page.with(|page| Some(page.as_ref()?.as_ref().ok()?.seq)) else { return };
            // A page that was on its way, or was kept, knows less than the reader: the rest is told once more.
            let knows_less = ear.known.get_value().is_some_and(|known| seq < known);
            ear.known.set_value(Some(seq));
            if (knows_less || ear.stream.with_value(Option::is_none)) && !document().hidden() {
                ear.open();
            }
        });
        let seen = EventListener::new(&document(), "visibilitychange", move |_| {
            if document().hidden() {
                let _ = ear.stream.try_update_value(Option::take);
                ear.away.try_set_value(true);
            } else if ear.known.try_get_value().flatten().is_some() {
                ear.open();
            }
        });
        let seen = StoredValue::new_local(Some(seen));
        on_cleanup(move || {
            drop(seen.try_update_value(Option::take));
            drop(ear.stream.try_update_value(Option::take));
        });
    }

    impl Ear {
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
                }
            });
            let opened = EventListener::new(&source, "open", move |_| {
                self.refused.try_set_value(0);
            });
            let listeners = vec![on("message", Self::heard), on("reset", Self::lost), opened, failed];
            self.stream.set_value(Some(Stream { source, _listeners: listeners, _again: None }));
        }

        fn again(self) {
            let tries = self.refused.try_update_value(|n| {
                *n += 1;
                *n
            });
            let Some(tries) = tries else { return };
            let wait = AGAIN[tries.min(AGAIN.len()) - 1];
            let again = Timeout::new(wait, move || self.open());
            self.stream.try_update_value(|stream| {
                if let Some(stream) = stream {
                    stream._again = Some(again);
                }
            });
        }

        fn heard(self, event: &MessageEvent) {
            self.away.set_value(false);
            let text = event.data().as_string().unwrap_or_default();
            let Ok(news) = serde_json::from_str::<News>(&text) else { return };
            self.known.set_value(Some(news.seq));
            let screen = self.screen;
            screen.patches.forget();
            // What this reader is changing comes back with the answer.
            let busy = |id| screen.busy.with_value(|busy| busy.contains_key(&id));
            let mut shown = Vec::new();
            for order in news.orders {
                crate::drawer::heard(order.id.0, order.version);
                match self.rows.shown(order.id) {
                    Some(_) if busy(order.id) => screen.late.update_value(|late| drop(late.insert(order.id, order))),
                    Some(now) if now.version > order.version => {}
                    // Whether it has a twin changes with that one.
                    Some(now) if now.version == order.version && now.has_twin == order.has_twin => {}
                    Some(_) => shown.push(order),
                    None if self.rows.would_show(&order) => {
                        self.waiting.orders.update(|orders| orders.extend([order.id]));
                    }
                    None => {}
                }
            }
            for id in news.gone.into_iter().filter(|id| self.rows.shown(*id).is_some()) {
                self.waiting.orders.update(|orders| orders.extend([id]));
            }
            if news.labels {
                self.waiting.anything.set(true);
            }
            if !shown.is_empty() {
                screen.patches.changed(&shown);
                self.selection.saw(&shown);
                self.rows.heard(shown);
            }
            self.add_up();
        }

        /// Too much has happened to be told. Who was away for long sees the list as it is now; who looks at it decides when.
        fn lost(self, event: &MessageEvent) {
            if let Ok(seq) = event.last_event_id().parse() {
                self.known.set_value(Some(seq));
            }
            self.screen.patches.forget();
            if self.away.get_value() {
                self.away.set_value(false);
                self.rows.outdate();
                self.screen.page.refetch();
            } else {
                self.waiting.anything.set(true);
                self.add_up();
            }
        }

        fn add_up(self) {
            if self.adding.try_get_value() != Some(false) {
                return;
            }
            self.adding.set_value(true);
            let now = move || {
                if self.adding.try_set_value(false).is_none() {
                    self.screen.refresh_totals();
                }
            };
            set_timeout(now, Duration::from_millis(TOGETHER));
        }
    }
}
