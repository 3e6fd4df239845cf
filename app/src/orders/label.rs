//! What the first row in sight is sorted by, shown beside the scrollbar while the list moves.

use super::rows::Rows;
use crate::{context::Boot, format, i18n::Words, names};
use domain::{Order, Sort, SortKey, Timestamp};
use leptos::prelude::*;

/// The label. For the eye only: who listens hears the rows themselves.
#[component]
pub fn Label(
    /// The first place in sight while the list moves.
    moving: RwSignal<Option<i64>>,
    /// The loaded orders.
    rows: Rows,
    /// What the list is sorted by.
    sort: Sort,
    /// The page's request.
    boot: StoredValue<Boot>,
) -> impl IntoView {
    let text = Memo::new(move |_| {
        let index = moving.get()?;
        boot.with_value(|boot| match rows.get(index) {
            Some(order) => Some(value(&order, sort.key, boot)),
            None => rows.day_at(index).map(|at| day(at, boot)),
        })
    });
    let shown = move || text.with(|text| text.as_ref().is_some_and(|text| !text.is_empty()));
    view! {
        <div class="rows__label" aria-hidden="true" hidden=move || !shown()>{move || text.get()}</div>
    }
    .into_any()
}

fn day(at: Timestamp, boot: &Boot) -> String {
    format::date(boot.locale, boot.zone.date_of(at))
}

fn value(order: &Order, key: SortKey, boot: &Boot) -> String {
    let words = Words(boot.locale);
    let amount = |minor: i64| format::money(boot.locale, order.money(minor));
    match key {
        SortKey::Created => day(order.created_at, boot),
        SortKey::Updated => day(order.updated_at, boot),
        SortKey::Number => order.number.to_string(),
        SortKey::Kind => names::kind(words, order.kind).to_owned(),
        SortKey::Status => names::stage(words, order.stage.name.as_deref(), order.stage.kind),
        SortKey::Payment => names::payment(words, order.payment).to_owned(),
        SortKey::Client => order.contact.display_name(),
        SortKey::Products => order.products.first().map(|product| product.title.clone()).unwrap_or_default(),
        SortKey::Offer => order.offer.clone().unwrap_or_default(),
        SortKey::Manager => order.manager.as_ref().map(|manager| manager.name.clone()).unwrap_or_default(),
        SortKey::Funnel => names::funnel(words, order.funnel.name.as_deref()),
        SortKey::Total => amount(order.total),
        SortKey::Paid => amount(order.received()),
        SortKey::Due => amount(order.due),
        SortKey::Discount => amount(order.discount),
        SortKey::PaidAt => order.paid_at.map(|at| day(at, boot)).unwrap_or_default(),
        SortKey::NextDue => order.next_due_at.map(|at| day(at, boot)).unwrap_or_default(),
        SortKey::AccessUntil => order.access_until.map(|at| day(at, boot)).unwrap_or_default(),
        SortKey::StageEntered => day(order.stage_entered_at, boot),
    }
}
