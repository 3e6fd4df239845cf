//! Moving cards: one or all that are chosen, to a stage of their own funnel or of another one. What finishes an order
//! while money is due is asked about first; what cannot be done is said.

use crate::{
    context::use_words,
    i18n::Words,
    orders::{
        changing::Changing,
        choose::{Chooser, use_chooser},
        due,
        page::Screen,
    },
    outcome,
    ui::{choices::focus_later, toast::Deed},
};
use domain::{
    Order,
    funnel::Funnels,
    ids::OrderId,
    order::{Action, change::Known},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is wanted of an order; `None` where its funnel has no such stage.
type Wish = (Option<Action>, Order);

/// What moving needs. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Mover {
    screen: Screen,
    changing: Changing,
    chooser: Chooser,
    /// The card that is being moved by the reader: the focus goes where it goes.
    pub follow: StoredValue<Option<OrderId>>,
    known: StoredValue<Known>,
    words: Words,
}

impl Mover {
    /// `None` where nothing may be moved.
    pub fn find(screen: Screen, funnels: Funnels) -> Option<Self> {
        let changing = Changing::find(screen)?;
        let known = StoredValue::new(Known { funnels, ..Known::default() });
        let (chooser, follow) = (use_chooser(), StoredValue::new(None));
        Some(Self { screen, changing, chooser, follow, known, words: use_words() })
    }

    /// The orders that are meant by one: all that are chosen, when it is among them.
    fn meant(self, order: &Arc<Order>) -> Vec<Order> {
        if self.chooser.selection.everything.get_untracked() {
            self.changing.say(self.words.board_everything());
            return Vec::new();
        }
        let chosen = self.chooser.is_chosen(order.id);
        let orders = if chosen { self.chooser.orders() } else { Vec::new() };
        match orders.iter().any(|one| one.id == order.id) {
            true => orders.into_iter().map(|one| (*one).clone()).collect(),
            false => vec![(**order).clone()],
        }
    }

    /// Puts a card into a column, and with it all that are chosen.
    #[cfg(feature = "hydrate")]
    pub fn to_lane(self, order: &Arc<Order>, lane: &domain::board::Lane) {
        let action = |order: &Order, known: &Known| {
            lane.target(order, &known.funnels).map(|stage| Action::Move(stage.slug.clone()))
        };
        self.wish(order, action);
    }

    /// Says that a column holds more than it should.
    #[cfg(feature = "hydrate")]
    pub fn warn(self, lane: &str, counted: &str) {
        self.changing.add(&self.words.lane_passed(lane, counted));
    }

    /// Asks for the board as it is now, for the sake of a card.
    #[cfg(feature = "hydrate")]
    pub fn draws_anew(self, card: OrderId) {
        self.screen.patches.forget();
        self.screen.page.refetch();
        self.screen.card.set_value(Some(card));
    }

    /// Does something to a card, and to all that are chosen with it.
    pub fn act(self, order: &Arc<Order>, action: &Action) {
        self.wish(order, |order, known| action.resolve(order, known).is_ok().then(|| action.clone()));
    }

    /// Whether a card may go into a column.
    #[cfg(feature = "hydrate")]
    pub fn may(self, order: &Order, lane: &domain::board::Lane) -> bool {
        self.known.with_value(|known| lane.target(order, &known.funnels).is_some())
    }

    fn wish(self, order: &Arc<Order>, action: impl Fn(&Order, &Known) -> Option<Action>) {
        let meant = self.meant(order);
        let wishes =
            self.known.with_value(|known| meant.into_iter().map(|order| (action(&order, known), order)).collect());
        self.put(order.id, wishes);
    }

    /// Does what is wanted, of this card and those with it.
    fn put(self, card: OrderId, wishes: Vec<Wish>) {
        if wishes.iter().any(|(action, _)| action.is_none()) {
            self.changing.say(self.words.board_no_stage());
        }
        let known = self.known.get_value();
        let moves =
            |(action, order): &(Action, Order)| action.target(order, &known).is_some_and(|to| to.id != order.stage.id);
        let wanted: Vec<(Action, Order)> =
            wishes.into_iter().filter_map(|(action, order)| Some((action?, order))).filter(moves).collect();
        let sent = wanted.clone();
        let yes: due::Yes = Arc::new(move |settled| {
            let answered = |(action, order): (Action, Order)| (due::answered(action, settled.clone()), order);
            self.send(card, sent.iter().cloned().map(answered).collect());
        });
        let no: Deed = Arc::new(move || focus_later(open_id(card)));
        due::first_asking(self.screen, self.words, &known, wanted.iter().map(|(a, o)| (a, o)), (yes, no));
    }

    fn send(self, card: OrderId, wanted: Vec<(Action, Order)>) {
        // Shown at once, within this call: whatever moves it later takes nobody's focus.
        self.follow.set_value(Some(card));
        self.send_followed(wanted);
        self.follow.set_value(None);
    }

    fn send_followed(self, wanted: Vec<(Action, Order)>) {
        if let [(action, order)] = &wanted[..] {
            return self.changing.one(order, action.clone(), self.said(order, action), open_id(order.id));
        }
        let mut alike: Vec<(Action, Vec<Order>)> = Vec::new();
        for (action, order) in wanted {
            match alike.iter_mut().find(|(known, _)| *known == action) {
                Some((_, orders)) => orders.push(order),
                None => alike.push((action, vec![order])),
            }
        }
        for (action, orders) in alike {
            self.changing.several(orders, action.clone(), |order| (self.said(order, &action), open_id(order.id)));
        }
    }

    fn said(self, order: &Order, action: &Action) -> String {
        let what = self.known.with_value(|known| outcome::action(self.words, action, known));
        self.words.change_one(order.number.as_str(), &what)
    }
}

/// The id of a card's link.
pub fn open_id(order: OrderId) -> String {
    format!("open-{order}")
}
