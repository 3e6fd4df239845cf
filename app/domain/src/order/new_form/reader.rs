//! The fields of the form, one by one. Pure.

use super::{Buyer, FormLine, LINES_MAX, PARTS_MAX, Person, Sketch, TEXT_MAX, Wrong, equal_parts, share};
use crate::{
    Currency, Locale, Money, OrderKind, Slug, Timestamp,
    contact::{email_key, phone_key},
    filter::Pairs,
    ids::{ContactId, OfferId, UserId},
    money::{DecimalMark, parse_amount, parse_decimal, split_symbol},
    order::{
        LineKind,
        change::TagName,
        ledger_form::{METHODS, Reader, is_early},
        subscription::{Period, RunBy},
        talk::COMMENT_MAX,
    },
    promo::PromoRefusal,
};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// Reads a form; what is wrong with it stands beside what was understood. `promo` says what a typed promo code takes off a
/// price, and why it takes nothing.
pub fn read(
    pairs: &Pairs,
    reader: &Reader<'_>,
    promo: impl FnOnce(Money, Option<OfferId>) -> Result<i64, PromoRefusal>,
) -> (Sketch, Vec<Wrong>) {
    let mut form = FormReader::new(pairs, reader, false);
    match Currency::parse(form.text("currency")) {
        Some(currency) => form.currency = currency,
        None if form.text("currency").is_empty() => {}
        None => form.say("currency", "currency_unknown"),
    }
    let buyer = form.buyer();
    let lines: Vec<FormLine> = form.lines().into_iter().map(|(_, line)| line).collect();
    let subtotal = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount));
    let subtotal = subtotal.filter(|sum| *sum < i64::MAX / 1_000).unwrap_or_else(|| {
        form.say("line_price0", "amount_large");
        0
    });
    let offer = form.text("offer").parse().ok().map(OfferId);
    let code = form.short("promo");
    let promo_cut = if code.is_empty() { Ok(0) } else { promo(Money::new(subtotal, form.currency), offer) };
    let promo_cut = promo_cut.unwrap_or_else(|refusal| {
        form.say("promo", refusal.code());
        0
    });
    let mut discount = form.discount(subtotal);
    // One price is cut once: what is left of it after the code is all that may be taken off besides.
    if discount > subtotal - promo_cut {
        form.say("discount", "discount_over");
        discount = 0;
    }
    let discount = discount + promo_cut;
    let kind = OrderKind::parse(form.text("kind")).unwrap_or(OrderKind::Standard);
    let period = Period::parse(form.text("period")).unwrap_or(Period::Month);
    let run_by = RunBy::parse(form.text("run_by")).unwrap_or_default();
    let total = subtotal - discount;
    let parts = form.parts(kind, period, total);
    let place = form.text("stage").split_once('/');
    let place = place.and_then(|(funnel, stage)| Some((Slug::parse(funnel)?, Slug::parse(stage)?)));
    if place.is_none() {
        form.say("stage", "choice_unknown");
    }
    let manager = match form.text("manager") {
        "" | "none" => None,
        id => {
            let user = id.parse().ok().map(UserId);
            if user.is_none() {
                form.say("manager", "choice_unknown");
            }
            user
        }
    };
    let tags = form.tags();
    let mut access = (form.day_start("access_from"), form.day_end("access_until"));
    // Access that ends has begun: today, where nothing is said.
    if access.1.is_some() && access.0.is_none() {
        access.0 = Some(reader.zone.day_start(reader.zone.date_of(reader.now)));
    }
    if let (Some(from), Some(until)) = access
        && until < from
    {
        form.say("access_until", "access_order");
    }
    let comment = form.text("comment").to_owned();
    if comment.chars().count() > COMMENT_MAX {
        form.say("comment", "comment_long");
    }
    let paid = (form.text("paid") == "yes").then(|| form.receipt());
    let source = form.short("source");
    let FormReader { wrong, currency, .. } = form;
    let sketch = Sketch {
        buyer,
        offer,
        currency,
        lines,
        subtotal,
        discount,
        promo: code,
        promo_cut,
        kind,
        period,
        run_by,
        parts,
        place,
        manager,
        tags,
        access,
        comment,
        source,
        paid,
    };
    (sketch, wrong)
}

pub(super) struct FormReader<'a> {
    pairs: &'a Pairs,
    reader: &'a Reader<'a>,
    pub(super) wrong: Vec<Wrong>,
    pub(super) currency: Currency,
    /// Whether the order is there already: then it has as many lines as it has, and amounts as its source states them.
    exists: bool,
}

impl<'a> FormReader<'a> {
    pub(super) const fn new(pairs: &'a Pairs, reader: &'a Reader<'a>, exists: bool) -> Self {
        Self { pairs, reader, wrong: Vec::new(), currency: reader.currency, exists }
    }

    fn text(&self, name: &str) -> &'a str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub(super) fn all(&self, name: &str) -> Vec<&'a str> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
    }

    pub(super) fn say(&mut self, field: impl Into<String>, code: &'static str) {
        self.wrong.push((field.into(), code));
    }

    pub(super) fn short(&mut self, name: &'static str) -> String {
        let text = self.text(name);
        if text.chars().count() > TEXT_MAX {
            self.say(name, "text_long");
        }
        text.to_owned()
    }

    pub(super) fn buyer(&mut self) -> Buyer {
        let person = Person {
            first_name: self.short("first_name"),
            last_name: self.short("last_name"),
            company: self.short("company"),
            email: self.short("email"),
            phone: self.short("phone"),
            country: self.short("country"),
        };
        if let Ok(id) = self.text("contact").parse() {
            return Buyer::Known(ContactId(id));
        }
        if !person.email.is_empty() && email_key(&person.email).is_none() {
            self.say("email", "email_invalid");
        }
        if !person.phone.is_empty() && phone_key(&person.phone).is_none() {
            self.say("phone", "phone_invalid");
        }
        let named = [&person.first_name, &person.last_name, &person.company, &person.email, &person.phone];
        if named.iter().all(|text| text.is_empty()) {
            self.say("contact", "client_missing");
            return Buyer::Nobody;
        }
        Buyer::New(person)
    }

    fn mark(&self, text: &str) -> DecimalMark {
        match self.reader.locale {
            Locale::En => DecimalMark::Point,
            // A point typed on a numeric keypad is a decimal mark too, unless it groups thousands beside a comma.
            _ if !text.contains(',') && text.matches('.').count() == 1 => DecimalMark::Point,
            _ => DecimalMark::Comma,
        }
    }

    fn decimal(&self, text: &str) -> Option<Decimal> {
        parse_decimal(split_symbol(text).0, self.mark(text)).map(|number| number.normalize())
    }

    /// The lines that are filled in, each with its place in the form.
    pub(super) fn lines(&mut self) -> Vec<(usize, FormLine)> {
        let (titles, quantities, prices) = (self.all("line_title"), self.all("line_quantity"), self.all("line_price"));
        let kinds = self.all("line_kind");
        let most = if self.exists { usize::MAX } else { LINES_MAX };
        let mut lines = Vec::new();
        for (n, title) in titles.iter().take(most).enumerate() {
            let (quantity, price) = (quantities.get(n).copied().unwrap_or(""), prices.get(n).copied().unwrap_or(""));
            if title.is_empty() && price.is_empty() {
                continue;
            }
            if title.is_empty() {
                self.say(format!("line_title{n}"), "title_missing");
            } else if title.chars().count() > TEXT_MAX {
                self.say(format!("line_title{n}"), "text_long");
            }
            let many = if quantity.is_empty() { Some(Decimal::ONE) } else { self.decimal(quantity) };
            let many = many.filter(|q| *q > Decimal::ZERO && q.scale() <= 4);
            let one = self.decimal(price).filter(|p| (self.exists || *p >= Decimal::ZERO) && p.scale() <= 4);
            if many.is_none() {
                self.say(format!("line_quantity{n}"), "quantity_strange");
            }
            if one.is_none() {
                self.say(format!("line_price{n}"), if price.is_empty() { "price_missing" } else { "amount_strange" });
            }
            let (Some(many), Some(one)) = (many, one) else { continue };
            match many.checked_mul(one).and_then(|whole| self.currency.minor_of(whole)) {
                Some(amount) => {
                    let (quantity, unit_price) = (many.normalize().to_string(), one.normalize().to_string());
                    let title = (*title).to_owned();
                    let kind = kinds.get(n).and_then(|kind| LineKind::parse(kind)).unwrap_or(LineKind::Product);
                    lines.push((n, FormLine { kind, title, quantity, unit_price, amount: amount.minor }));
                }
                None => self.say(format!("line_price{n}"), "amount_large"),
            }
        }
        if titles.len() > most {
            self.say("line_title0", "lines_many");
        }
        if lines.is_empty() && self.wrong.iter().all(|(field, _)| !field.starts_with("line_")) {
            self.say("line_title0", "lines_none");
        }
        lines
    }

    pub(super) fn discount(&mut self, subtotal: i64) -> i64 {
        let typed = self.text("discount");
        if typed.is_empty() {
            return 0;
        }
        let minor = if self.text("discount_unit") == "percent" {
            let percent = self.decimal(typed.trim_end_matches('%').trim());
            percent.filter(|p| *p >= Decimal::ZERO && *p <= Decimal::ONE_HUNDRED).and_then(|p| share(subtotal, p))
        } else {
            parse_amount(typed, self.currency, self.reader.locale).map(|money| money.minor).filter(|minor| *minor >= 0)
        };
        match minor {
            Some(minor) if minor <= subtotal => minor,
            Some(_) => {
                self.say("discount", "discount_over");
                0
            }
            None => {
                self.say("discount", "discount_strange");
                0
            }
        }
    }

    /// When what is due. A plan sums to the total; the last part takes the remainder.
    fn parts(&mut self, kind: OrderKind, period: Period, total: i64) -> Vec<(Timestamp, i64)> {
        let first = self.day("first_due");
        match kind {
            OrderKind::Standard => first.and_then(|day| self.end_of(day)).map(|at| (at, total)).into_iter().collect(),
            OrderKind::Subscription => {
                let today = self.reader.zone.date_of(self.reader.now);
                let day = first.unwrap_or(today);
                if is_early(day, today) {
                    self.say("first_due", "first_due_early");
                }
                self.end_of(day).map(|at| (at, total)).into_iter().collect()
            }
            OrderKind::Instalments => {
                let (dates, amounts) = (self.all("part_date"), self.all("part_amount"));
                if amounts.iter().any(|amount| !amount.is_empty()) {
                    return self.own_parts(&dates, &amounts, total);
                }
                let typed = self.text("parts");
                let count = if typed.is_empty() { Some(3) } else { typed.parse::<usize>().ok() };
                let Some(count) = count.filter(|n| (2..=PARTS_MAX).contains(n)) else {
                    self.say("parts", "parts_strange");
                    return Vec::new();
                };
                let day = first.unwrap_or_else(|| self.reader.zone.date_of(self.reader.now));
                let amounts = equal_parts(total, count);
                let dated = (0_u32..).zip(amounts).filter_map(|(n, amount)| {
                    let at = period.after(day, n).and_then(|day| self.end_of(day))?;
                    (amount > 0).then_some((at, amount))
                });
                dated.collect()
            }
        }
    }

    fn own_parts(&mut self, dates: &[&str], amounts: &[&str], total: i64) -> Vec<(Timestamp, i64)> {
        let mut parts = Vec::new();
        for (n, typed) in amounts.iter().take(PARTS_MAX).enumerate() {
            let date = dates.get(n).copied().unwrap_or("");
            if typed.is_empty() && date.is_empty() {
                continue;
            }
            let amount = parse_amount(typed, self.currency, self.reader.locale).filter(|money| money.minor > 0);
            let at = self.reader.due_on(date).ok();
            if amount.is_none() {
                self.say(format!("part_amount{n}"), if typed.is_empty() { "amount_missing" } else { "amount_strange" });
            }
            if at.is_none() {
                self.say(format!("part_date{n}"), "date_strange");
            }
            parts.extend(at.zip(amount.map(|money| money.minor)));
        }
        parts.sort_unstable();
        let sum = parts.iter().try_fold(0_i64, |sum, (_, amount)| sum.checked_add(*amount));
        if sum != Some(total) && self.wrong.iter().all(|(field, _)| !field.starts_with("part_")) {
            self.say("part_amount0", "parts_sum");
        }
        parts
    }

    fn tags(&mut self) -> Vec<TagName> {
        let mut tags = Vec::new();
        for name in self.text("tags").split(',').map(str::trim).filter(|name| !name.is_empty()).take(20) {
            match TagName::parse(name) {
                Some(tag) => tags.push(tag),
                None => self.say("tags", "tag_name"),
            }
        }
        tags
    }

    fn receipt(&mut self) -> (Timestamp, Option<String>) {
        let method = Some(self.text("method")).filter(|m| METHODS.contains(m)).map(str::to_owned);
        let at = match self.text("paid_on") {
            "" => Ok(self.reader.now),
            typed => self.reader.came_on(typed),
        };
        let at = at.unwrap_or_else(|refusal| {
            self.say("paid_on", refusal.code().1);
            self.reader.now
        });
        (at, method)
    }

    fn day(&mut self, name: &'static str) -> Option<NaiveDate> {
        let typed = self.text(name);
        let day = typed.parse::<NaiveDate>().ok().filter(|day| (1970..2100).contains(&day.year()));
        if day.is_none() && !typed.is_empty() {
            self.say(name, "date_strange");
        }
        day
    }

    fn end_of(&self, day: NaiveDate) -> Option<Timestamp> {
        self.reader.due_on(&day.to_string()).ok()
    }

    fn day_start(&mut self, name: &'static str) -> Option<Timestamp> {
        self.day(name).map(|day| self.reader.zone.day_start(day))
    }

    fn day_end(&mut self, name: &'static str) -> Option<Timestamp> {
        let day = self.day(name)?;
        self.end_of(day)
    }
}
