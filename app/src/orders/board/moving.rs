//! Moving cards: one or all that are chosen, to a stage of their own funnel. What finishes an order while money is due is
//! asked about first; what cannot be done is said.

use super::due;
use crate::{
    context::use_words,
    format,
    i18n::Words,
    names,
    orders::{
        changing::Changing,
        choose::{Chooser, use_chooser},
        page::Screen,
    },
};
use domain::{Order, Slug, Stage, StageKind, funnel::Funnels, ids::OrderId, order::Action};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How many orders that owe something are named.
const NAMED: usize = 20;

/// What moving needs. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Mover {
    changing: Changing,
    chooser: Chooser,
    due: RwSignal<Option<due::Asked>>,
    /// The card that is being moved by the reader: the focus goes where it goes.
    pub follow: StoredValue<Option<OrderId>>,
    funnels: StoredValue<Funnels>,
    words: Words,
}

impl Mover {
    /// `None` where nothing may be moved.
    pub fn find(screen: Screen, funnels: Funnels, due: RwSignal<Option<due::Asked>>) -> Option<Self> {
        let changing = Changing::find(screen)?;
        let (funnels, follow) = (StoredValue::new(funnels), StoredValue::new(None));
        Some(Self { changing, chooser: use_chooser(), due, follow, funnels, words: use_words() })
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
        let pairs = self.funnels.with_value(|funnels| {
            self.meant(order).into_iter().map(|order| (lane.target(&order, funnels).cloned(), order)).collect()
        });
        self.put(pairs);
    }

    /// Puts a card into a stage of its funnel, and with it all that are chosen.
    pub fn to_stage(self, order: &Arc<Order>, slug: &Slug) {
        let of = |order: &Order, funnels: &Funnels| {
            let funnel = funnels.0.iter().find(|f| f.id == order.funnel.id)?;
            funnel.stages.iter().find(|stage| stage.slug == *slug).cloned()
        };
        let pairs = self
            .funnels
            .with_value(|funnels| self.meant(order).into_iter().map(|order| (of(&order, funnels), order)).collect());
        self.put(pairs);
    }

    /// Whether a card may go into a column.
    #[cfg(feature = "hydrate")]
    pub fn may(self, order: &Order, lane: &domain::board::Lane) -> bool {
        self.funnels.with_value(|funnels| lane.target(order, funnels).is_some())
    }

    fn put(self, pairs: Vec<(Option<Stage>, Order)>) {
        let homeless = pairs.iter().filter(|(stage, _)| stage.is_none()).count();
        if homeless > 0 {
            self.changing.say(self.words.board_no_stage());
        }
        let pairs: Vec<(Stage, Order)> = pairs
            .into_iter()
            .filter_map(|(stage, order)| Some((stage.filter(|s| s.id != order.stage.id)?, order)))
            .collect();
        let finished = |(stage, order): &&(Stage, Order)| stage.kind == StageKind::Done && order.due > 0;
        let owing: Vec<String> = pairs
            .iter()
            .filter(finished)
            .map(|(_, order)| {
                let amount = format::money(self.words.0, order.money(order.due));
                self.words.due_one(&amount, order.number.as_str())
            })
            .collect();
        if owing.is_empty() {
            return self.send(pairs);
        }
        let mut text = owing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" · ");
        if owing.len() > NAMED {
            text.push_str(" …");
        }
        let back = pairs.first().map(|(_, order)| order.id);
        let no = move || back_to(back);
        self.due.set(Some(due::Asked { text, yes: Arc::new(move || self.send(pairs.clone())), no: Arc::new(no) }));
    }

    fn send(self, mut pairs: Vec<(Stage, Order)>) {
        if let [(stage, order)] = &pairs[..] {
            let name = names::stage(self.words, stage.name.as_deref(), stage.kind);
            // Shown at once, within this call: whatever moves it later takes nobody's focus.
            self.follow.set_value(Some(order.id));
            self.changing.one(order, Action::Move(stage.slug.clone()), self.said(order, &name), open_id(order.id));
            return self.follow.set_value(None);
        }
        let mut by_stage: BTreeMap<Slug, (String, Vec<Order>)> = BTreeMap::new();
        for (stage, order) in pairs.drain(..) {
            let name = names::stage(self.words, stage.name.as_deref(), stage.kind);
            by_stage.entry(stage.slug).or_insert((name, Vec::new())).1.push(order);
        }
        for (slug, (name, orders)) in by_stage {
            self.changing.several(orders, Action::Move(slug), |order| (self.said(order, &name), open_id(order.id)));
        }
    }
}

impl Mover {
    fn said(self, order: &Order, stage: &str) -> String {
        self.words.change_one(order.number.as_str(), &self.words.action_move(stage))
    }
}

/// The id of a card's link.
pub fn open_id(order: OrderId) -> String {
    format!("open-{order}")
}

fn back_to(order: Option<OrderId>) {
    if let Some(order) = order {
        crate::ui::choices::focus_later(open_id(order));
    }
}
