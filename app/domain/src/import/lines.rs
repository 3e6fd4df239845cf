//! The amounts of one order: lines, discount, delivery, fee, tax, and the money that the file states as received. Pure.

use super::{
    Field, ImportedLine, Reason, Row, amounts,
    row::Facts,
    total::{self, Misfit, Stated},
};
use crate::{Currency, OrderNumber, order::LineKind};
use rust_decimal::Decimal;

/// Stands in where the currency is not known and the order is refused anyway: two decimals, as most have.
pub const ANY: Currency = Currency::EURO;

/// Turns decimals into minor units and keeps count of what rounding changed.
pub struct Money {
    currency: Currency,
    /// How many amounts were finer than the currency.
    pub rounded: u32,
    /// Σ (rounded − stated), in major units.
    pub change: Decimal,
}

impl Money {
    /// Nothing rounded yet.
    pub const fn new(currency: Currency) -> Self {
        Self { currency, rounded: 0, change: Decimal::ZERO }
    }

    /// Minor units, rounded half away from zero. `None` when too large.
    fn minor(&mut self, amount: Decimal) -> Option<i64> {
        let rounded = self.currency.minor_of(amount).filter(|r| r.minor.abs() <= amounts::MOST)?;
        if !rounded.lost.is_zero() {
            self.rounded += 1;
            self.change -= rounded.lost;
        }
        Some(rounded.minor)
    }
}

/// The amounts of an order, minor units.
pub struct Amounts {
    /// Lines, at least one.
    pub lines: Vec<ImportedLine>,
    /// Discount, 0 or more.
    pub discount: i64,
    /// Money received.
    pub paid: i64,
    /// Money given back.
    pub refunded: i64,
    /// The column to name when the total is refused.
    pub total_field: Field,
}

/// The amounts of an order; what is wrong with them is noted in the facts.
pub fn read<'a>(facts: &mut Facts<'a>, number: &OrderNumber, money: &mut Money) -> Option<Amounts> {
    let problems = facts.bad.len();
    let mut exact = Decimal::ZERO;
    let mut lines = of_rows(facts, number, money, &mut exact);
    let known = |d: Option<Decimal>| d.unwrap_or_default();
    let stated = Stated {
        lines: (!lines.is_empty()).then_some(exact),
        subtotal: facts.agreed_decimal(Field::Subtotal),
        discount: known(facts.agreed_decimal(Field::Discount)).abs(),
        shipping: known(facts.agreed_decimal(Field::Shipping)),
        fee: known(facts.agreed_decimal(Field::Fee)),
        tax: known(facts.agreed_decimal(Field::Tax)),
        total: facts.agreed_decimal(Field::Total),
    };
    let total_field = [Field::Total, Field::LineAmount, Field::UnitPrice, Field::Subtotal]
        .into_iter()
        .find(|f| facts.columns.layout.has(*f))
        .unwrap_or(Field::Total);
    let ledger = ledger(facts, money);
    if facts.bad.len() > problems {
        return None;
    }
    let rounded_lines: i64 = lines.iter().map(|l| l.amount).sum();
    let fine = u32::from(money.currency.exponent());
    // Lines are rounded one by one, so that their sum may be a little off a total that was rounded once.
    let drift = Decimal::new(rounded_lines, fine) - exact;
    let drift = if lines.is_empty() { Decimal::ZERO } else { drift };
    let same = |computed: Decimal, total: Decimal| {
        let minor = |d: Decimal| money.currency.minor_of(d).map(|r| r.minor);
        computed == total || minor(computed) == minor(total) || minor(computed + drift) == minor(total)
    };
    let fit = match total::fit(&stated, same) {
        Ok(fit) => fit,
        Err(misfit) => {
            let reason = match misfit {
                Misfit::Nothing => Reason::MissingAmount,
                Misfit::TooLarge => Reason::AmountTooLarge,
                Misfit::Differs(computed) => Reason::TotalMismatch {
                    stated: stated.total.unwrap_or_default().normalize().to_string(),
                    computed: computed.normalize().to_string(),
                },
            };
            facts.refuse_order(total_field, reason);
            return None;
        }
    };
    if let Some(amount) = fit.single {
        let amount = money.minor(amount).or_else(|| too_large(facts, total_field))?;
        lines.push(single(facts, number, amount));
    }
    let extras = [
        (LineKind::Shipping, Field::Shipping, fit.shipping),
        (LineKind::Fee, Field::Fee, fit.fee),
        (LineKind::Tax, Field::Tax, fit.tax),
    ];
    for (kind, field, amount) in extras.into_iter().filter(|(_, _, amount)| !amount.is_zero()) {
        let amount = money.minor(amount).or_else(|| too_large(facts, field))?;
        lines.push(ImportedLine {
            kind,
            code: String::new(),
            title: facts.columns.header(field),
            names_product: false,
            quantity: "1".into(),
            unit_price: None,
            amount,
        });
    }
    let discount = money.minor(fit.discount).or_else(|| too_large(facts, Field::Discount))?;
    let (paid, refunded) = ledger?;
    Some(Amounts { lines, discount, paid, refunded, total_field })
}

fn too_large(facts: &mut Facts<'_>, field: Field) -> Option<i64> {
    facts.refuse_order(field, Reason::AmountTooLarge);
    None
}

/// The currency that the rows of the order are in.
pub fn currency(facts: &mut Facts<'_>) -> Option<Currency> {
    let told = facts.options.currency;
    let problems = facts.bad.len();
    let mut of_column: Option<Currency> = None;
    let mut of_symbols: Option<Currency> = None;
    let fields = [Field::LineAmount, Field::UnitPrice, Field::Total, Field::Subtotal, Field::Paid, Field::Discount];
    let stated = |facts: &mut Facts<'_>, row: &Row, field: Field, text: &str| match amounts::currency(text) {
        Ok(currency) => Some(currency),
        Err(Reason::AmbiguousSymbol) if told.is_some() => told,
        Err(Reason::UnknownCurrency) if field != Field::Currency => {
            facts.refuse(row, field, Reason::BadAmount);
            None
        }
        Err(reason) => {
            facts.refuse(row, field, reason);
            None
        }
    };
    for row in facts.rows {
        let text = facts.text(row, Field::Currency);
        if !text.is_empty() {
            let found = stated(facts, row, Field::Currency, &text);
            join(facts, row, Field::Currency, &mut of_column, found);
        }
        for field in fields {
            let Some(cell) = facts.cell(row, field) else { continue };
            let Ok((_, Some(symbol))) = amounts::read(cell, facts.columns.mark(field)) else { continue };
            // A shared symbol says nothing against the code in its own column.
            let shared = amounts::currency(&symbol) == Err(Reason::AmbiguousSymbol);
            let found = if shared && of_column.is_some() { of_column } else { stated(facts, row, field, &symbol) };
            join(facts, row, field, &mut of_symbols, found);
        }
    }
    if let (Some(one), Some(other)) = (of_column, of_symbols)
        && one != other
        && facts.bad.len() == problems
    {
        facts.refuse_order(Field::Currency, Reason::CurrenciesDiffer { one, other });
    }
    let found = of_column.or(of_symbols).or(facts.columns.currency).or(told);
    if found.is_none() && facts.bad.len() == problems {
        facts.refuse_order(Field::Currency, Reason::NoCurrency);
    }
    found.filter(|_| facts.bad.len() == problems)
}

fn join(facts: &mut Facts<'_>, row: &Row, field: Field, seen: &mut Option<Currency>, found: Option<Currency>) {
    match (*seen, found) {
        (None, found) => *seen = found,
        (Some(one), Some(other)) if one != other => facts.refuse(row, field, Reason::CurrenciesDiffer { one, other }),
        _ => {}
    }
}

/// The lines that the rows state; none when the file states orders only.
fn of_rows<'a>(
    facts: &mut Facts<'a>,
    number: &OrderNumber,
    money: &mut Money,
    exact: &mut Decimal,
) -> Vec<ImportedLine> {
    let priced = [Field::LineAmount, Field::UnitPrice];
    let mut lines = Vec::new();
    let rows = facts.rows;
    let any = rows.iter().any(|row| priced.iter().any(|f| facts.cell(row, *f).is_some()));
    for (at, row) in rows.iter().enumerate() {
        let earlier = rows.get(..at).unwrap_or_default();
        if duplicates(facts, row, earlier) {
            facts.refuse(row, Field::Number, Reason::DuplicateLine);
            continue;
        }
        if !any {
            continue;
        }
        let named = [Field::Product, Field::ProductCode, Field::Quantity].iter().any(|f| facts.cell(row, *f).is_some());
        let has_price = priced.iter().any(|f| facts.cell(row, *f).is_some());
        if !has_price {
            // A row without any line facts carries facts of the order only.
            if named {
                let field = priced.into_iter().find(|f| facts.columns.layout.has(*f)).unwrap_or(Field::LineAmount);
                facts.refuse(row, field, Reason::MissingAmount);
            }
            continue;
        }
        let quantity = quantity(facts, row);
        let price = facts.decimal(row, Field::UnitPrice).map(|(value, _)| value);
        let stated = facts.decimal(row, Field::LineAmount).map(|(value, _)| value);
        let stated_at = if stated.is_some() { Field::LineAmount } else { Field::UnitPrice };
        let Some(amount) = stated.or_else(|| price?.checked_mul(quantity?)) else {
            if price.is_some() && quantity.is_some() {
                facts.refuse(row, Field::UnitPrice, Reason::AmountTooLarge);
            }
            continue;
        };
        let Some(minor) = money.minor(amount) else {
            facts.refuse(row, stated_at, Reason::AmountTooLarge);
            continue;
        };
        *exact = exact.checked_add(amount).unwrap_or(*exact);
        let mut line = titled(facts, row, number, minor);
        line.quantity = quantity.unwrap_or(Decimal::ONE).normalize().to_string();
        line.unit_price = price.map(|p| p.round_dp(4).normalize().to_string());
        lines.push(line);
    }
    lines
}

/// Whether the same line already stands in the order: all cells equal, or the same line number.
fn duplicates(facts: &Facts<'_>, row: &Row, earlier: &[&Row]) -> bool {
    let line_number = |row: &Row| facts.columns.place(Field::LineNumber).and_then(|at| row.cells.get(at).cloned());
    let own = line_number(row).filter(|c| *c != super::Cell::Empty);
    earlier.iter().any(|other| other.cells == row.cells || (own.is_some() && line_number(other) == own))
}

fn quantity<'a>(facts: &mut Facts<'a>, row: &'a Row) -> Option<Decimal> {
    if facts.cell(row, Field::Quantity).is_none() {
        return Some(Decimal::ONE);
    }
    let (value, _) = facts.decimal(row, Field::Quantity)?;
    if value < Decimal::ZERO {
        facts.refuse(row, Field::Quantity, Reason::BadQuantity);
        return None;
    }
    Some(value)
}

/// A line with the words of a row; the order's number stands in where the file names no product.
fn titled<'a>(facts: &mut Facts<'a>, row: &'a Row, number: &OrderNumber, amount: i64) -> ImportedLine {
    let title = facts.text(row, Field::Product);
    let range = facts.text(row, Field::ProductLine);
    let code = facts.text(row, Field::ProductCode);
    let title = match (title.is_empty(), range.is_empty(), code.is_empty()) {
        (false, _, _) => title,
        (true, false, false) => format!("{range} {code}"),
        (true, false, true) => range,
        (true, true, false) => code.clone(),
        (true, true, true) => String::new(),
    };
    let names_product = !title.is_empty();
    let title = if names_product { title } else { number.to_string() };
    let quantity = "1".to_owned();
    ImportedLine { kind: LineKind::Product, code, title, names_product, quantity, unit_price: None, amount }
}

/// The one line of an order whose file states a total only.
fn single<'a>(facts: &mut Facts<'a>, number: &OrderNumber, amount: i64) -> ImportedLine {
    let titles = facts.every_text(Field::Product);
    let rows = facts.rows;
    match (rows.first(), rows.len()) {
        (Some(row), 1) => {
            let quantity = quantity(facts, row);
            let mut line = titled(facts, row, number, amount);
            line.quantity = quantity.unwrap_or(Decimal::ONE).normalize().to_string();
            line
        }
        _ => ImportedLine {
            kind: LineKind::Product,
            code: String::new(),
            names_product: !titles.is_empty(),
            title: if titles.is_empty() { number.to_string() } else { titles.join(", ").chars().take(250).collect() },
            quantity: "1".into(),
            unit_price: None,
            amount,
        },
    }
}

/// What the file states as paid and as refunded, minor units.
fn ledger(facts: &mut Facts<'_>, money: &mut Money) -> Option<(i64, i64)> {
    let paid = facts.agreed_decimal(Field::Paid);
    let refunded = facts.agreed_decimal(Field::Refunded).unwrap_or_default().abs();
    if paid.is_some_and(|p| p < Decimal::ZERO) {
        facts.refuse_order(Field::Paid, Reason::NegativePayment);
        return None;
    }
    // Money that went back had come: a file that states refunds only states that much of a payment.
    let paid = paid.unwrap_or(refunded);
    if refunded > paid {
        facts.refuse_order(Field::Refunded, Reason::RefundTooLarge);
        return None;
    }
    let paid = money.minor(paid).or_else(|| too_large(facts, Field::Paid))?;
    let refunded = money.minor(refunded).or_else(|| too_large(facts, Field::Refunded))?;
    Some((paid, refunded))
}
