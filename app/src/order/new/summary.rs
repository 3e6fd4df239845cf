//! What the form comes to: lines, discount, total, plan. Shown beside it and kept up to date while somebody types.

use super::Sheet;
use crate::{
    context::{use_boot, use_words},
    format,
    order::card::fact,
    problems,
};
use domain::OrderKind;
use leptos::prelude::*;

/// The figures as HTML.
pub(super) fn html(sheet: &Sheet) -> String {
    let (words, boot) = (use_words(), use_boot());
    let sketch = &sheet.sketch;
    let money = |minor: i64| format::money(words.0, sketch.money(minor));
    let by_hand = sketch.discount - sketch.promo_cut;
    let paid = sketch.paid_now();
    let plan = sketch.parts.iter().enumerate().map(|(n, (at, amount))| {
        let day = format::date(words.0, boot.zone.date_of(*at));
        let settled = (n == 0 && sketch.paid.is_some()).then(|| format!(" · {}", words.payment_state_succeeded()));
        view! { <li class="entry-row"><span class="entry-row__what">{day}{settled}</span><span class="entry-row__sum">{money(*amount)}</span></li> }
    });
    // While somebody types only what they have typed wrong is said, not what is still missing.
    let typed = |field: &str| {
        let name = field.trim_end_matches(|c: char| c.is_ascii_digit());
        !matches!(name, "contact" | "line_title" | "stage") || field == "part_amount0"
    };
    let wrong = sheet.wrong.iter().filter(|(field, code)| typed(field) && *code != "price_missing");
    let wrong = wrong.map(|(_, code)| view! { <li class="field__error">{problems::text(words, code)}</li> });
    let shown = !sketch.parts.is_empty() && (sketch.kind != OrderKind::Standard || sketch.paid.is_none());
    view! {
        <dl class="facts facts--sums">
            {(sketch.discount > 0).then(|| fact(words.sale_subtotal(), money(sketch.subtotal)))}
            {(by_hand > 0).then(|| fact(words.sale_discount(), money(-by_hand)))}
            {(sketch.promo_cut > 0).then(|| fact(words.column_promo_code(), money(-sketch.promo_cut)))}
            {fact(words.sale_total(), view! { <strong>{money(sketch.total())}</strong> })}
            {(paid > 0).then(|| fact(words.sale_paid(), money(paid)))}
            {(paid > 0).then(|| fact(words.sale_due(), money(sketch.total() - paid)))}
        </dl>
        {shown.then(|| view! { <ol class="entry-rows">{plan.collect_view()}</ol> })}
        <ul>{wrong.collect_view()}</ul>
    }
    .to_html()
}
