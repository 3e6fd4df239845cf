//! The list of stages beside a card: moving it without dragging.

use super::moving::{Mover, open_id};
use crate::{
    context::use_words,
    orders::edit,
    ui::choices::{Asked, Choices, focus_later},
};
use domain::{
    Order,
    funnel::Funnels,
    order::{Action, change::Known},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The list, while a card has asked for it.
#[component]
pub fn CardMenu(
    /// The card.
    open: RwSignal<Option<Arc<Order>>>,
    /// Every funnel.
    funnels: Funnels,
    /// Moves cards.
    mover: Mover,
) -> impl IntoView {
    let words = use_words();
    let known = StoredValue::new(Known { funnels, ..Known::default() });
    move || {
        open.get().map(|order| {
            let choices = known.with_value(|known| {
                let own = [&order.funnel.slug].into();
                let mut choices = edit::stages(words, known, &own, Some(&order.stage.slug));
                choices.extend(edit::elsewhere(words, known, &own));
                choices
            });
            let asked = Asked {
                beside: format!("move-{}", order.id),
                label: words.card_move(order.number.as_str()),
                choices,
                several: false,
                filter: None,
                makes: None,
            };
            let id = order.id;
            let choose = move |value: String| {
                open.set(None);
                if let Some(action) = Action::parse(&value) {
                    mover.act(&order, &action);
                }
            };
            let close = move |()| {
                open.set(None);
                focus_later(open_id(id));
            };
            view! { <Choices asked=asked on_choose=Callback::new(choose) on_close=Callback::new(close)/> }
        })
    }
}
