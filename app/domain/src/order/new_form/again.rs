//! What an order that exists is told by the same fields: another price, another client. Pure.

use super::{Buyer, Wrong, reader::FormReader};
use crate::{
    Money, Order,
    filter::Pairs,
    ids::LineId,
    order::{
        ledger_form::Reader,
        price::{NewPrice, PromoTurn},
    },
    promo::{PromoRefusal, code_key},
};

/// Reads who orders: somebody known, or the fields of somebody new.
pub fn read_buyer(pairs: &Pairs, reader: &Reader<'_>) -> Result<Buyer, Vec<Wrong>> {
    let mut form = FormReader::new(pairs, reader, false);
    let buyer = form.buyer();
    if form.wrong.is_empty() { Ok(buyer) } else { Err(form.wrong) }
}

/// Reads the lines, the discount and the promo code of an order that exists; `line_id` says which line was which. `promo`
/// says how a code is written and what it takes off a price. One that is put on the order takes the place of its discount, as does none: only a
/// discount that was typed anew is taken off besides.
pub fn read_price(
    pairs: &Pairs,
    order: &Order,
    reader: &Reader<'_>,
    promo: impl FnOnce(Money) -> Result<(String, i64), PromoRefusal>,
) -> Result<NewPrice, Vec<Wrong>> {
    let mut form = FormReader::new(pairs, reader, true);
    let ids = form.all("line_id");
    let lines = form.lines();
    let subtotal = lines.iter().try_fold(0_i64, |sum, (_, line)| sum.checked_add(line.amount)).unwrap_or(0);
    let mut discount = form.discount(subtotal);
    let code = form.short("promo");
    let same = code_key(&code) == order.promo.as_deref().and_then(code_key);
    let promo = match code {
        _ if same => PromoTurn::Stays,
        code if code.is_empty() => PromoTurn::Off,
        code => {
            let (code, cut) = promo(Money::new(subtotal, form.currency)).unwrap_or_else(|refusal| {
                form.say("promo", refusal.code());
                (code, 0)
            });
            PromoTurn::On { code, cut }
        }
    };
    if promo != PromoTurn::Stays && discount == order.discount {
        discount = 0;
    }
    if let PromoTurn::On { cut, .. } = &promo {
        discount = discount.saturating_add(*cut);
    }
    if discount > subtotal {
        form.say("discount", "discount_over");
    }
    if !form.wrong.is_empty() {
        return Err(form.wrong);
    }
    let known = |n: usize| ids.get(n).and_then(|id| id.parse().ok()).map(LineId);
    Ok(NewPrice { lines: lines.into_iter().map(|(n, line)| (known(n), line)).collect(), discount, promo })
}
