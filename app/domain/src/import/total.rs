//! How the lines of an order, its discount, shipping, fee and tax make the total that the file states. Pure.
//!
//! Files differ: a tax is included or added, a line is before or after its discount. What makes the stated total fit is
//! how it was meant; where nothing fits, the row is bad. Without a stated total, taxes are taken as included.

use rust_decimal::Decimal;

/// What the file states of an order, in major units. Discounts are 0 or more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated {
    /// Σ lines, where there are lines.
    pub lines: Option<Decimal>,
    /// Sum of the lines as the file states it.
    pub subtotal: Option<Decimal>,
    /// Discount on the order.
    pub discount: Decimal,
    /// Delivery.
    pub shipping: Decimal,
    /// Fee.
    pub fee: Decimal,
    /// Tax.
    pub tax: Decimal,
    /// What is asked.
    pub total: Option<Decimal>,
}

/// How the amounts fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The one line of an order whose file has no lines.
    pub single: Option<Decimal>,
    /// The discount counts; otherwise the lines are already without it.
    pub discount: Decimal,
    /// Delivery that is added.
    pub shipping: Decimal,
    /// Fee that is added.
    pub fee: Decimal,
    /// Tax that is added.
    pub tax: Decimal,
}

/// Why the amounts make no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// No amount is stated at all.
    Nothing,
    /// This is what the lines make.
    Differs(Decimal),
    /// A sum does not fit.
    TooLarge,
}

/// Fits the amounts. `same` says whether a computed total is the stated one.
pub fn fit(stated: &Stated, same: impl Fn(Decimal, Decimal) -> bool) -> Result<Fit, Misfit> {
    let Some(base) = stated.lines.or(stated.subtotal) else { return single(stated) };
    let alone = stated.lines.is_none();
    let Some(total) = stated.total else {
        let discount = stated.discount;
        return Ok(Fit {
            single: alone.then_some(base),
            discount,
            shipping: stated.shipping,
            fee: stated.fee,
            tax: Decimal::ZERO,
        });
    };
    let zero = Decimal::ZERO;
    let mut usual = None;
    // What was most probably meant comes first: everything counts, then an included tax, then lines without discount.
    for shipping in [stated.shipping, zero] {
        for fee in [stated.fee, zero] {
            for discount in [stated.discount, zero] {
                for tax in [stated.tax, zero] {
                    let computed = sum(base, &[-discount, shipping, fee, tax])?;
                    usual.get_or_insert(computed);
                    if same(computed, total) {
                        // A subtotal after discount: the line was dearer by it.
                        let net = alone && discount.is_zero() && !stated.discount.is_zero();
                        let (single, discount) =
                            if net { (sum(base, &[stated.discount])?, stated.discount) } else { (base, discount) };
                        return Ok(Fit { single: alone.then_some(single), discount, shipping, fee, tax });
                    }
                }
            }
        }
    }
    Err(Misfit::Differs(usual.unwrap_or(base)))
}

/// One line that makes the total, when nothing but the total is known.
fn single(stated: &Stated) -> Result<Fit, Misfit> {
    let total = stated.total.ok_or(Misfit::Nothing)?;
    let (discount, shipping, fee) = (stated.discount, stated.shipping, stated.fee);
    let line = sum(total, &[discount, -shipping, -fee])?;
    if line < Decimal::ZERO {
        let zero = Decimal::ZERO;
        return Ok(Fit { single: Some(total), discount: zero, shipping: zero, fee: zero, tax: zero });
    }
    Ok(Fit { single: Some(line), discount, shipping, fee, tax: Decimal::ZERO })
}

fn sum(base: Decimal, parts: &[Decimal]) -> Result<Decimal, Misfit> {
    parts.iter().try_fold(base, |sum, part| sum.checked_add(*part)).ok_or(Misfit::TooLarge)
}
