//! Changing orders once the client is alive: at once on the screen, then as the server says; told once, with a way back.
//!
//! Money is never shown before the server has said it. What is chosen follows to the new versions.

use super::{
    conflict,
    page::Screen,
    queue,
    rows::{Rows, use_rows},
    selection::Selection,
    sending::{self, Request},
};
use crate::{
    context::{use_boot, use_words},
    error::AppError,
    i18n::Words,
    outcome,
    ui::{
        choices::{focus_if_lost, focus_later},
        toast::{Deed, Offer, Toasts},
    },
};
use domain::{
    Order,
    ids::{BatchId, OrderId},
    order::{
        Action, ChangeRequest, Changed, IdempotencyKey, Targets,
        change::{Known, Reason},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::VecDeque, sync::Arc};

/// Where the focus is put when nothing else has it.
const MAIN: &str = "main";

/// What changing needs of the screen. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Changing {
    screen: Screen,
    rows: Rows,
    selection: Selection,
    toasts: Toasts,
    words: Words,
    request_id: StoredValue<String>,
}

/// What a change was about, for taking it back.
#[derive(Clone)]
struct Done {
    /// The orders that were named one by one.
    shown: Vec<OrderId>,
    /// Whether all of a filter were meant.
    everything: bool,
    /// The cell that it was made in.
    cell: Option<String>,
    /// How many orders it was about, where that is known.
    of: Option<i64>,
    /// Whether it took another one back.
    is_undo: bool,
}

/// A change of one order, in its row.
#[derive(Clone)]
struct One {
    /// The order as it was.
    before: Order,
    /// What is said when it is done.
    said: String,
    /// The cell that it was made in.
    cell: String,
}

impl Changing {
    /// Takes what is given by context. `None` where nothing may be changed.
    pub fn find(screen: Screen) -> Option<Self> {
        let boot = use_boot();
        let may = boot.user.as_ref().is_some_and(|user| user.role.may(domain::user::Permission::EditOrders));
        let (selection, toasts) = (use_context::<Selection>()?, use_context::<Toasts>()?);
        let (rows, words, request_id) = (use_rows(), use_words(), StoredValue::new(boot.request_id));
        may.then_some(Self { screen, rows, selection, toasts, words, request_id })
    }

    /// Does something to one order. Its row shows it at once; `cell` gets the focus back where the row is drawn anew.
    pub fn one(self, order: &Order, action: Action, said: String, cell: String) {
        if let Some(expected) = queue::expected(order, &action, &self.known()).filter(|_| self.is_here()) {
            self.show(vec![expected]);
        }
        focus_later(cell.clone());
        let busy = self.screen.busy;
        let waits = busy.try_update_value(|busy| match busy.get_mut(&order.id) {
            Some(waiting) => {
                waiting.push_back((action.clone(), said.clone(), cell.clone()));
                true
            }
            None => {
                busy.insert(order.id, VecDeque::new());
                false
            }
        });
        if waits != Some(true) {
            self.one_now(order, action, said, cell);
        }
    }

    fn one_now(self, order: &Order, action: Action, said: String, cell: String) {
        let targets = Targets::Chosen(vec![(order.id, order.version)]);
        let request = ChangeRequest { key: self.key(), targets, action };
        self.send(request, None, Some(One { before: order.clone(), said, cell }));
    }

    /// The change of an order has ended: what waits for it is sent, unless it was refused; then nobody knows whether it is
    /// still wanted, and it is told that it was not done.
    fn next(self, id: OrderId, now: Option<&Order>) {
        let next = self.screen.busy.try_update_value(|busy| {
            let next = now.and_then(|_| busy.get_mut(&id)?.pop_front());
            let lost = if next.is_none() { busy.remove(&id) } else { None };
            (next, lost)
        });
        let Some((next, lost)) = next else { return };
        let lost: Vec<String> = lost.into_iter().flatten().map(|(_, said, _)| said).collect();
        if !lost.is_empty() {
            self.say(&self.words.change_left_out(&lost.join(" · ")));
        }
        // What others did meanwhile was not shown, so that nothing jumps; now it is, unless the answer was newer.
        if next.is_none()
            && let Some(late) = self.screen.late.try_update_value(|late| late.remove(&id)).flatten()
            && self.rows.shown(id).is_some_and(|shown| shown.version < late.version)
        {
            self.show(vec![late]);
        }
        if let (Some(order), Some((action, said, cell))) = (now, next) {
            self.one_now(order, action, said, cell);
        }
    }

    /// Does the same to orders that are in sight, which show it at once. One whose last change is under way waits for it,
    /// and says by itself what was done.
    pub fn several(self, orders: Vec<Order>, action: Action, said: impl Fn(&Order) -> (String, String)) {
        let is_busy = |order: &Order| self.screen.busy.with_value(|busy| busy.contains_key(&order.id));
        let (busy, free): (Vec<Order>, Vec<Order>) = orders.into_iter().partition(is_busy);
        for order in busy {
            let (said, cell) = said(&order);
            self.one(&order, action.clone(), said, cell);
        }
        if free.is_empty() {
            return;
        }
        self.screen.busy.update_value(|busy| busy.extend(free.iter().map(|order| (order.id, VecDeque::new()))));
        let known = self.known();
        self.show(free.iter().filter_map(|order| queue::expected(order, &action, &known)).collect());
        let targets = Targets::Chosen(free.iter().map(|order| (order.id, order.version)).collect());
        self.send_several(ChangeRequest { key: self.key(), targets, action }, free);
    }

    fn send_several(self, request: ChangeRequest, before: Vec<Order>) {
        spawn_local(async move {
            match self.arrives(&Request::Change(request.clone()), None).await {
                Ok(changed) => {
                    let (now, outcome) = (changed.orders.clone(), changed.outcome.clone());
                    self.sent(request, changed, None, None);
                    let (known, gone): (Vec<Order>, Vec<Order>) =
                        before.into_iter().partition(|order| now.iter().any(|one| one.id == order.id));
                    self.show(gone.clone());
                    for order in known.iter().chain(&gone) {
                        let refused = outcome.refuses(&order.number);
                        self.next(order.id, now.iter().find(|one| !refused && one.id == order.id));
                    }
                }
                Err(error) => {
                    self.show(before.clone());
                    before.iter().for_each(|order| self.next(order.id, None));
                    self.failed(&error, Arc::new(move || self.send_several(request.clone(), before.clone())));
                }
            }
        });
    }

    /// Does something to many orders; `of` is how many, where that is known.
    pub fn many(self, targets: Targets, action: Action, of: Option<i64>) {
        self.send(ChangeRequest { key: self.key(), targets, action }, of, None);
    }

    /// Says something.
    pub fn say(self, text: &str) {
        self.toasts.show(text.to_owned(), None);
    }

    /// Says more about what was done just now.
    #[cfg(feature = "hydrate")]
    pub fn add(self, text: &str) {
        self.toasts.add(text);
    }

    async fn arrives(self, request: &Request, of: Option<i64>) -> Result<Changed, AppError> {
        self.screen.changing.try_update_value(|changing| *changing += 1);
        let answer = sending::send(request, self.toasts, self.words, of).await;
        self.screen.changing.try_update_value(|changing| *changing -= 1);
        answer
    }

    fn send(self, request: ChangeRequest, of: Option<i64>, one: Option<One>) {
        spawn_local(async move {
            match self.arrives(&Request::Change(request.clone()), of).await {
                Ok(changed) => self.sent(request, changed, of, one),
                Err(error) => {
                    let again = one.clone();
                    if let Some(One { before, cell, .. }) = one {
                        let id = before.id;
                        self.show(vec![before]);
                        self.next(id, None);
                        focus_if_lost(cell);
                    }
                    // The key is the same: what came through after all is not done twice.
                    self.failed(&error, Arc::new(move || self.send(request.clone(), of, again.clone())));
                }
            }
        });
    }

    /// The change came back. One that met a newer version is asked about: theirs, or one's own all the same?
    fn sent(self, request: ChangeRequest, mut changed: Changed, of: Option<i64>, one: Option<One>) {
        // Of an order that is out of the reader's sight now the server knows no number.
        for gone in changed.outcome.refusals.iter_mut().filter(|refused| refused.reason == Reason::Gone) {
            if let Some(order) = gone.number.parse().ok().and_then(|id| self.rows.shown(OrderId(id))) {
                gone.number = order.number.to_string();
            }
        }
        let done = Done {
            shown: changed.orders.iter().map(|o| o.id).collect(),
            everything: matches!(request.targets, Targets::Everything(_)),
            cell: one.as_ref().map(|one| one.cell.clone()),
            of,
            is_undo: false,
        };
        let told = outcome::told(self.words, &changed.outcome);
        let Some(One { before, said, cell }) = one else { return self.done(changed, told, done) };
        let now = changed.orders.first().filter(|_| changed.outcome.refused == 0).cloned();
        let newer = changed.orders.first().cloned();
        let Some((met, newer)) = changed.met.clone().zip(newer).filter(|_| self.is_here()) else {
            let text = if changed.outcome.changed == 1 { said } else { told };
            let is_known = changed.orders.iter().any(|order| order.id == before.id);
            self.done(changed, text, done);
            if !is_known {
                self.show(vec![before.clone()]);
            }
            return self.next(before.id, now.as_ref());
        };
        self.show(changed.orders);
        self.next(before.id, None);
        focus_if_lost(cell.clone());
        let (action, mine, beside) = (request.action, said.clone(), cell.clone());
        let again: Deed = Arc::new(move || self.one(&newer, action.clone(), said.clone(), cell.clone()));
        let leave: Deed = Arc::new(move || focus_later(beside.clone()));
        self.screen.conflict.ask(conflict::Asked { mine, met, again, leave });
    }

    fn undo(self, batch: BatchId, of: Done) {
        let key = self.key();
        spawn_local(async move {
            let request = Request::Undo { key, batch, shown: of.shown.clone() };
            match self.arrives(&request, of.of).await {
                Ok(changed) => {
                    let text = outcome::undone(self.words, &changed.outcome);
                    let is_undo = !of.is_undo;
                    self.done(changed, text, Done { is_undo, ..of });
                }
                Err(error) => self.failed(&error, Arc::new(move || self.undo(batch, of.clone()))),
            }
        });
    }

    /// The server has spoken: rows, chosen versions and totals follow, if the screen is still there; and it is told.
    fn done(self, changed: Changed, text: String, of: Done) {
        let batch = (changed.outcome.changed > 0).then_some(changed.outcome.batch);
        let refused = outcome::refusals(self.words, &changed.outcome);
        if self.is_here() {
            if of.everything {
                self.selection.clear();
                self.rows.outdate();
                self.screen.patches.forget();
                self.screen.page.refetch();
            } else {
                // A card does not jump back to where one of several moves has brought it: what waits is shown already.
                let (outcome, known) = (&changed.outcome, self.known());
                let as_expected = |order: Order| match outcome.refuses(&order.number) {
                    true => order,
                    false => self.screen.busy.with_value(|busy| queue::with_waiting(busy, order, &known)),
                };
                self.show(changed.orders.into_iter().map(as_expected).collect());
            }
            self.screen.refresh_totals();
            // Where it was done may be gone with what was chosen.
            focus_if_lost(of.cell.clone().unwrap_or_else(|| MAIN.to_owned()));
        }
        // What was taken back can be done again, by its button: the key takes back what was done before.
        let is_undo = of.is_undo;
        let offer = batch.map(|batch| {
            let deed: Deed = Arc::new(move || self.undo(batch, of.clone()));
            if is_undo { Offer::Other(self.words.redo(), deed) } else { Offer::Undo(deed) }
        });
        self.toasts.show_with(text, offer, (self.words.change_refused_all(), refused));
    }

    /// It did not come through. Where that may pass it can be tried again.
    fn failed(self, error: &AppError, again: Deed) {
        let offer = match error {
            AppError::Connection | AppError::Unavailable => Some(Offer::Other(self.words.error_retry(), again)),
            AppError::SignIn => Some(Offer::Other(self.words.sign_in(), Arc::new(signs_in))),
            _ => None,
        };
        self.toasts.show(self.why(error).to_owned(), offer);
    }

    /// What has to be known first did not come: nothing was done.
    pub fn not_known(self, error: &AppError) {
        self.say(self.why(error));
    }

    fn why(self, error: &AppError) -> &'static str {
        match error {
            AppError::Connection | AppError::Unavailable => self.words.unavailable_body(),
            AppError::Forbidden => self.words.forbidden_body(),
            AppError::SignIn => self.words.session_over(),
            _ => self.words.error_body(),
        }
    }

    /// Whether the screen is still there: messages outlive it, and with them their deeds.
    fn is_here(self) -> bool {
        self.screen.listing.try_get_untracked().is_some()
    }

    /// Shows orders as they are now, where they are loaded.
    fn show(self, orders: Vec<Order>) {
        if !self.is_here() {
            return;
        }
        self.selection.saw(&orders);
        self.screen.patches.changed(&orders);
        self.rows.replace(orders);
    }

    /// The funnels, people and tags of the page.
    pub fn known(self) -> Known {
        let page = self.screen.page.try_get_untracked().flatten().and_then(Result::ok).unwrap_or_default();
        super::page::known(&page.funnels, &page.directory)
    }

    /// A key that no other request of this browser has.
    fn key(self) -> IdempotencyKey {
        let page = self.request_id.try_get_value().unwrap_or_default();
        IdempotencyKey::of(&format!("{page}-{}", unique()))
    }
}

/// The page asks whoever is not signed in to do so, and leads back to it.
pub(super) fn signs_in() {
    #[cfg(feature = "hydrate")]
    let _ = window().location().reload();
}

/// A text that this browser has not made before.
#[cfg(feature = "hydrate")]
fn unique() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static MADE: AtomicU32 = AtomicU32::new(0);
    let now = js_sys::Date::now() as u64;
    format!("{now}-{}", MADE.fetch_add(1, Ordering::Relaxed))
}

/// The server sends nothing to itself.
#[cfg(not(feature = "hydrate"))]
fn unique() -> String {
    "00000000".to_owned()
}
