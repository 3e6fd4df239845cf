//! From rows to orders: rows with one number are one order. Pure. Called by `read`.

use super::{
    Field, ImportedClient, ImportedOrder, Options, Reading, Reason, Row, StageTarget, StageWord,
    columns::Columns,
    lines::{self, Money},
    report::{CurrencySum, Rounding},
    row::Facts,
    stages,
};
use crate::{
    Currency, Funnel, OrderKind, OrderNumber, StageKind,
    contact::email_key,
    order::{
        Ledger, NumberError,
        draft::DraftError,
        figures::{self, FiguresError},
    },
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// Puts orders, sums and bad rows into the reading.
pub fn build(rows: &[Row], columns: &Columns, funnel: &Funnel, options: &Options, reading: &mut Reading) {
    let mut facts = Facts { rows: &[], columns, options, bad: Vec::new() };
    let groups = group(rows, &mut facts);
    let mut words: Vec<StageWord> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut rounding: BTreeMap<Currency, (u32, Decimal)> = BTreeMap::new();
    reading.bad.append(&mut facts.bad);
    for (number, rows) in &groups {
        let mut facts = Facts { rows, columns, options, bad: Vec::new() };
        let word = status(&mut facts);
        let stage = *places.entry(stages::word_key(&word)).or_insert_with(|| {
            words.push(StageWord {
                word: word.clone(),
                target: StageTarget::Unknown,
                kind: None,
                mapped: false,
                orders: 0,
                totals: Vec::new(),
            });
            words.len() - 1
        });
        let found = order(&mut facts, number, stage, &mut rounding);
        if let Some(word) = words.get_mut(stage) {
            word.orders += 1;
            if let Some(order) = &found {
                add(&mut word.totals, order.currency, order.total);
            }
        }
        reading.bad.append(&mut facts.bad);
        reading.orders.extend(found);
    }
    stages::assign(&mut words, funnel, &options.map, options.create_stages);
    refuse_unknown(&groups, columns, options, &words, &places, reading);
    reading.understood.orders = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    reading.understood.stages = words;
    sum_up(reading, rounding);
    reading.bad.sort_by_key(|b| b.row);
    collapse_missing_currency(reading);
}

/// The rows of each number, in the order in which the numbers first occur.
fn group<'a>(rows: &'a [Row], facts: &mut Facts<'a>) -> Vec<(OrderNumber, Vec<&'a Row>)> {
    let mut places: HashMap<OrderNumber, usize> = HashMap::new();
    let mut groups: Vec<(OrderNumber, Vec<&Row>)> = Vec::new();
    for row in rows {
        match OrderNumber::parse(&facts.text(row, Field::Number)) {
            Ok(number) => {
                let at = *places.entry(number.clone()).or_insert_with(|| {
                    groups.push((number, Vec::new()));
                    groups.len() - 1
                });
                if let Some((_, rows)) = groups.get_mut(at) {
                    rows.push(row);
                }
            }
            Err(NumberError::Missing) => facts.refuse(row, Field::Number, Reason::MissingNumber),
            Err(NumberError::TooLong) => facts.refuse(row, Field::Number, Reason::NumberTooLong),
            Err(NumberError::Control) => facts.refuse(row, Field::Number, Reason::NumberControl),
        }
    }
    groups
}

/// The order's status as written; a date of cancellation says the same as the word.
fn status(facts: &mut Facts<'_>) -> String {
    let word = facts.agreed_text(Field::Status);
    let cancelled = facts.agreed_date(Field::CancelledAt).is_some();
    if cancelled { "Cancelled".to_owned() } else { word }
}

fn order(
    facts: &mut Facts<'_>,
    number: &OrderNumber,
    stage: usize,
    rounding: &mut BTreeMap<Currency, (u32, Decimal)>,
) -> Option<ImportedOrder> {
    let row = facts.rows.first()?.number;
    let created_at = facts.agreed_date(Field::Created);
    if created_at.is_none() && !facts.bad.iter().any(|b| b.column == facts.columns.header(Field::Created)) {
        facts.refuse_order(Field::Created, Reason::MissingDate);
    }
    let client = client(facts);
    let kind = kind(facts);
    let currency = lines::currency(facts);
    // Amounts are read even without a currency, so that every bad one is listed.
    let mut money = Money::new(currency.unwrap_or(lines::ANY));
    let amounts = lines::read(facts, number, &mut money);
    let paid_at = facts.agreed_date(Field::PaidAt);
    let method = Some(facts.agreed_text(Field::PaymentMethod)).filter(|t| !t.is_empty());
    let source = Some(facts.agreed_text(Field::Source)).filter(|t| !t.is_empty());
    let tags = tags(&facts.every_text(Field::Tags));
    let comment = Some(facts.every_text(Field::Comment).join("\n")).filter(|t| !t.is_empty());
    let (currency, created_at, kind, amounts) = (currency?, created_at?, kind?, amounts?);
    if !facts.bad.is_empty() {
        return None;
    }
    let ledger = Ledger { paid: amounts.paid, refunded: amounts.refunded, ..Default::default() };
    let line_amounts: Vec<i64> = amounts.lines.iter().map(|l| l.amount).collect();
    let total = match figures::derive(&line_amounts, amounts.discount, &ledger, StageKind::New) {
        Ok(figures) => figures.total,
        Err(error) => {
            let field = if error == FiguresError::OverRefunded { Field::Refunded } else { amounts.total_field };
            facts.refuse_order(field, DraftError::Figures(error).into());
            return None;
        }
    };
    if money.rounded > 0 {
        let entry = rounding.entry(currency).or_default();
        entry.0 += money.rounded;
        entry.1 += money.change;
    }
    Some(ImportedOrder {
        row,
        number: number.clone(),
        kind,
        stage,
        client,
        currency,
        lines: amounts.lines,
        discount: amounts.discount,
        total,
        paid: amounts.paid,
        refunded: amounts.refunded,
        paid_at,
        method,
        tags,
        comment,
        source,
        created_at,
    })
}

fn client(facts: &mut Facts<'_>) -> ImportedClient {
    let mut client = ImportedClient {
        client_id: facts.agreed_text(Field::ClientId),
        first_name: facts.agreed_text(Field::FirstName),
        last_name: facts.agreed_text(Field::LastName),
        company: facts.agreed_text(Field::Company),
        email: blank(facts.agreed_text(Field::Email)),
        phone: blank(facts.agreed_text(Field::Phone)),
        country: facts.agreed_text(Field::Country),
    };
    let full = facts.agreed_text(Field::FullName);
    if client.first_name.is_empty() && client.last_name.is_empty() {
        let (first, last) = full.split_once(' ').unwrap_or((&full, ""));
        client.first_name = first.to_owned();
        client.last_name = last.trim().to_owned();
    }
    if !client.email.is_empty() && email_key(&client.email).is_none() {
        facts.refuse_order(Field::Email, Reason::BadEmail);
    }
    client
}

/// What people write into a cell that they have nothing for.
fn blank(text: String) -> String {
    let nothing = ["-", "—", "–", "n/a", "N/A", "na", "none", "null", "NULL"];
    if nothing.contains(&text.as_str()) { String::new() } else { text }
}

fn kind(facts: &mut Facts<'_>) -> Option<OrderKind> {
    let word = facts.agreed_text(Field::Kind);
    if word.is_empty() {
        return Some(OrderKind::Standard);
    }
    let key = stages::word_key(&word);
    let mapped = facts.options.map.kinds.iter().find(|(from, _)| stages::word_key(from) == key).map(|(_, kind)| *kind);
    let names = |kind: OrderKind| match kind {
        OrderKind::Standard => "standard|стандартне|стандартний|one-time|unique|разове|simple|single",
        OrderKind::Subscription => "subscription|abonnement|підписка|recurring|récurrent",
        OrderKind::Instalments => {
            "instalments|installments|paiement échelonné|оплата частинами|instalment|installment|paiement en plusieurs fois|\
             розстрочка"
        }
    };
    let meant = || OrderKind::ALL.iter().copied().find(|kind| names(*kind).split('|').any(|name| name == key));
    let found = mapped.or_else(meant);
    if found.is_none() {
        facts.refuse_order(Field::Kind, Reason::UnknownKind);
    }
    found
}

fn tags(texts: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in texts.iter().flat_map(|t| t.split([',', ';'])).map(str::trim).filter(|t| !t.is_empty()) {
        if !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn refuse_unknown(
    groups: &[(OrderNumber, Vec<&Row>)],
    columns: &Columns,
    options: &Options,
    words: &[StageWord],
    places: &HashMap<String, usize>,
    reading: &mut Reading,
) {
    if words.iter().all(|w| w.target != StageTarget::Unknown) {
        return;
    }
    for (_, rows) in groups {
        let mut facts = Facts { rows, columns, options, bad: Vec::new() };
        let word = status(&mut facts);
        let target = places.get(&stages::word_key(&word)).and_then(|at| words.get(*at)).map(|w| &w.target);
        if let (Some(StageTarget::Unknown), Some(row)) = (target, rows.first()) {
            let column = columns.header(Field::Status);
            reading.bad.push(super::BadRow { row: row.number, column, value: word, reason: Reason::UnknownStage });
        }
    }
}

fn add(totals: &mut Vec<(Currency, i64)>, currency: Currency, amount: i64) {
    match totals.binary_search_by_key(&currency, |t| t.0) {
        Ok(at) => {
            if let Some((_, sum)) = totals.get_mut(at) {
                *sum = sum.saturating_add(amount);
            }
        }
        Err(at) => totals.insert(at, (currency, amount)),
    }
}

fn sum_up(reading: &mut Reading, rounding: BTreeMap<Currency, (u32, Decimal)>) {
    let mut sums: BTreeMap<Currency, CurrencySum> = BTreeMap::new();
    let mut kinds: BTreeMap<OrderKind, u32> = BTreeMap::new();
    for order in &reading.orders {
        let currency = order.currency;
        let sum = sums.entry(currency).or_insert(CurrencySum { currency, orders: 0, ordered: 0, paid: 0, refunded: 0 });
        sum.orders += 1;
        sum.ordered = sum.ordered.saturating_add(order.total);
        sum.paid = sum.paid.saturating_add(order.paid);
        sum.refunded = sum.refunded.saturating_add(order.refunded);
        *kinds.entry(order.kind).or_default() += 1;
    }
    reading.understood.currencies = sums.into_values().collect();
    reading.understood.kinds = kinds.into_iter().collect();
    let rounding = rounding.into_iter();
    reading.understood.rounding = rounding
        .map(|(currency, (amounts, change))| Rounding { currency, amounts, change: change.normalize() })
        .collect();
}

/// Where no row at all says its currency, one line says so instead of one for each row.
fn collapse_missing_currency(reading: &mut Reading) {
    let without = reading.bad.iter().filter(|b| b.reason == Reason::NoCurrency).count();
    if without > 1 && without == reading.understood.orders as usize {
        let mut kept = false;
        reading.bad.retain(|b| b.reason != Reason::NoCurrency || !std::mem::replace(&mut kept, true));
        let header = reading.understood.header_row;
        if let Some(bad) = reading.bad.iter_mut().find(|b| b.reason == Reason::NoCurrency) {
            bad.row = header;
        }
        reading.bad.sort_by_key(|b| b.row);
    }
}
