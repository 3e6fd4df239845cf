//! What becomes of what orders leave behind where they are cancelled or called refunded: access that is open, and money that
//! was received. Asked before, with the fields that the server writes into its notice and the client into its dialogs.

use crate::{format, i18n::Words, ui::html::Html};
use domain::{
    Money, Order, Timestamp,
    order::{Action, change::Known, ledger::NOTE_MAX, settle::LeftBehind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What some orders leave behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Whether clients could go on using something.
    pub access: bool,
    /// What was received and kept, in each currency.
    pub received: Vec<Money>,
    /// Whether it is one order: of several no money is given back at once.
    pub one: bool,
}

/// What these orders leave behind when an action is done to them.
pub fn left<'a>(
    orders: impl IntoIterator<Item = (&'a Action, &'a Order)>,
    known: &Known,
    now: Timestamp,
) -> Option<Left> {
    let (mut sums, mut access, mut orders_left, mut all) = (BTreeMap::<&str, Money>::new(), false, false, 0_usize);
    for (action, order) in orders {
        all += 1;
        let Some(LeftBehind { access: open, received }) = action.leaves_behind(order, known, now) else { continue };
        (access, orders_left) = (access || open, true);
        if received.minor > 0 {
            let sum = sums.entry(received.currency.code()).or_insert(Money { minor: 0, ..received });
            sum.minor = sum.minor.saturating_add(received.minor);
        }
    }
    orders_left.then(|| Left { access, received: sums.into_values().collect(), one: all == 1 })
}

/// The fields that ask what becomes of it, as HTML: `access`, `money` and `reason`.
pub fn fields(words: Words, left: &Left) -> String {
    let mut html = Html::default();
    let choice = |html: &mut Html, name: &str, value: &str, text: &str, chosen: bool| {
        html.raw("<label class='check'><input type='radio'").value("name", name).value("value", value);
        html.raw(if chosen { " checked" } else { "" }).raw("><span>").text(text).raw("</span></label>");
    };
    if left.access {
        html.raw("<fieldset class='settle'><legend>").text(words.settle_access()).raw("</legend>");
        choice(&mut html, "access", "close", words.settle_close(), true);
        choice(&mut html, "access", "keep", words.settle_leave(), false);
        html.raw("</fieldset>");
    } else {
        html.raw("<input type='hidden' name='access' value='keep'>");
    }
    if !left.received.is_empty() {
        let sums: Vec<String> = left.received.iter().map(|money| format::money(words.0, *money)).collect();
        let sums = sums.join(" · ");
        if left.one {
            html.raw("<fieldset class='settle'><legend>").text(&words.settle_money(&sums)).raw("</legend>");
            choice(&mut html, "money", "keep", words.settle_keep(), true);
            choice(&mut html, "money", "refund", &words.settle_refund(&sums), false);
            html.raw("<label class='edit__field'><span>").text(words.settle_reason()).raw("</span>");
            html.raw("<input class='input' name='reason'").value("maxlength", &NOTE_MAX.to_string());
            html.value("value", words.settle_cancelled()).raw(" autocomplete='off'></label></fieldset>");
        } else {
            html.raw("<p>").text(&words.settle_money_many(&sums)).raw("</p>");
        }
    }
    html.finish()
}

/// What was answered in these fields, which stand in an element.
#[cfg(feature = "hydrate")]
pub fn answer(words: Words, inside: &web_sys::Element) -> domain::order::settle::Settlement {
    use wasm_bindgen::JsCast;
    let value = |which: &str| {
        let field = inside.query_selector(which).ok().flatten()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
        Some(field.value())
    };
    let is = |which: &str| inside.query_selector(which).ok().flatten().is_some();
    let reason = || value("[name=reason]").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    domain::order::settle::Settlement {
        close_access: is("[name=access][value=close]:checked"),
        refund: is("[name=money][value=refund]:checked")
            .then(|| reason().unwrap_or_else(|| words.settle_cancelled().to_owned())),
    }
}
