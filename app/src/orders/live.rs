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
    use crate::{
        ear::Ear,
        orders::{choose::use_chooser, page::Screen, rows::Rows, selection::Selection},
    };
    use domain::{Order, live::News};
    use leptos::prelude::*;
    use std::time::Duration;

    /// Changes that come this close together are added up once, in milliseconds.
    const TOGETHER: u64 = 400;

    #[derive(Clone, Copy)]
    struct Reader {
        screen: Screen,
        rows: Rows,
        waiting: Waiting,
        /// Whether the totals are about to be asked for.
        adding: StoredValue<bool>,
        /// Orders that are not shown: whether one's own change brings them is known with its answer.
        unsure: StoredValue<Vec<Order>>,
        selection: Selection,
    }

    pub fn listen(screen: Screen, rows: Rows, waiting: Waiting) {
        let selection = use_chooser().selection;
        let (adding, unsure) = (StoredValue::new(false), StoredValue::new(Vec::new()));
        let reader = Reader { screen, rows, waiting, adding, unsure, selection };
        let news = Callback::new(move |news| reader.heard(news));
        let ear = Ear::new(news, Callback::new(move |away| reader.lost(away)));
        // The page says where the history stands that it shows.
        Effect::new(move |_| {
            if let Some(seq) = screen.page.with(|page| Some(page.as_ref()?.as_ref().ok()?.seq)) {
                ear.begins(seq);
            }
        });
    }

    impl Reader {
        fn heard(self, news: News) {
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
                    None => self.unsure.update_value(|unsure| unsure.push(order)),
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
            if self.unsure.with_value(|unsure| !unsure.is_empty()) {
                self.look_later();
            }
            self.add_up();
        }

        fn look_later(self) {
            set_timeout(move || self.look(), Duration::from_millis(TOGETHER));
        }

        /// What is neither shown nor one's own doing waits.
        fn look(self) {
            if self.screen.is_changing() {
                return self.look_later();
            }
            let Some(unsure) = self.unsure.try_update_value(std::mem::take) else { return };
            let is_news = |order: &Order| {
                let known = self.rows.shown(order.id).is_some() || self.screen.patches.knows(order);
                !known && self.rows.would_show(order)
            };
            let news: Vec<_> = unsure.into_iter().filter(is_news).map(|order| order.id).collect();
            if !news.is_empty() {
                self.waiting.orders.update(|orders| orders.extend(news));
            }
        }

        /// Too much has happened to be told. Who was away for long sees the list as it is now; who looks at it decides when.
        fn lost(self, away: bool) {
            self.screen.patches.forget();
            if away {
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
