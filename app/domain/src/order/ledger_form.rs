//! Entries of a ledger as plain forms send them. Pure.
//!
//! `what` says which: `receive` · `settle` · `redate` · `plan` · `void` · `refund` · `pause` · `resume` · `stop`; `payment` names the entry. Amounts are read in
//! the reader's language, days in the desk's zone: what came today came now, what came on another day came at noon.

use super::{
    OrderKind,
    ledger::{Entry, LedgerRefusal, NOTE_MAX, PlanWish, Receipt},
    new_form::PARTS_MAX,
    subscription::{Period, RunBy},
};
use crate::{Currency, Locale, Timestamp, Zone, filter::Pairs, ids::PaymentId, money::parse_amount};
use chrono::{Months, NaiveDate, NaiveTime};

/// The ways of paying that forms offer.
pub const METHODS: [&str; 5] = ["card", "bank_transfer", "cash", "paypal", "other"];

/// In whose words a form is written.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The order's currency.
    pub currency: Currency,
    /// The reader's language.
    pub locale: Locale,
    /// The desk's zone.
    pub zone: &'a Zone,
    /// The present instant.
    pub now: Timestamp,
}

/// A field that was not understood, and the stable code of why.
pub type FieldError = (&'static str, &'static str);

impl Entry {
    /// Reads a form.
    pub fn from_pairs(pairs: &Pairs, reader: &Reader<'_>) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let payment = text(pairs, "payment").parse().map(PaymentId);
        let entry = match (text(pairs, "what"), payment) {
            ("receive", _) => {
                let amount = reader.amount(pairs, &mut errors);
                Self::Receive { amount, receipt: reader.receipt(pairs, &mut errors) }
            }
            ("settle", Ok(part)) => Self::Settle { part, receipt: reader.receipt(pairs, &mut errors) },
            ("redate", Ok(part)) => Self::Redate { part, due_at: reader.due(pairs, &mut errors) },
            ("plan", _) => Self::Plan(reader.plan(pairs, &mut errors)),
            ("void", Ok(payment)) => Self::Void { payment, reason: text(pairs, "reason").to_owned() },
            ("refund", Ok(payment)) => Self::Refund {
                payment,
                amount: reader.amount(pairs, &mut errors),
                reason: text(pairs, "reason").to_owned(),
                still_owed: !text(pairs, "still_owed").is_empty(),
                close_access: !text(pairs, "close_access").is_empty(),
            },
            ("pause", _) => Self::Pause,
            ("resume", _) => Self::Resume,
            ("stop", _) => Self::Stop,
            _ => return Err(vec![LedgerRefusal::Unknown.code()]),
        };
        if let Self::Void { reason, .. } | Self::Refund { reason, .. } = &entry
            && reason.is_empty()
        {
            errors.push(LedgerRefusal::Reason.code());
        }
        if errors.is_empty() { Ok(entry) } else { Err(errors) }
    }
}

impl Reader<'_> {
    fn amount(&self, pairs: &Pairs, errors: &mut Vec<FieldError>) -> i64 {
        let typed = text(pairs, "amount");
        match parse_amount(typed, self.currency, self.locale) {
            Some(money) if money.minor > 0 => money.minor,
            Some(_) => {
                errors.push(LedgerRefusal::Amount.code());
                0
            }
            None => {
                errors.push(if typed.is_empty() { LedgerRefusal::Amount.code() } else { ("amount", "amount_strange") });
                0
            }
        }
    }

    fn receipt(&self, pairs: &Pairs, errors: &mut Vec<FieldError>) -> Receipt {
        let method = Some(text(pairs, "method")).filter(|method| METHODS.contains(method)).map(str::to_owned);
        let short = |name: &str| {
            let typed: String = text(pairs, name).chars().take(NOTE_MAX).collect();
            (!typed.is_empty()).then_some(typed)
        };
        let at = match text(pairs, "date") {
            "" => self.now,
            typed => match self.came_on(typed) {
                Ok(at) => at,
                Err(refusal) => {
                    errors.push(refusal.code());
                    self.now
                }
            },
        };
        Receipt { at, method, reference: short("reference"), note: short("note") }
    }

    /// `parts`, `first_due` and `period` say equal parts; else `part_date` and `part_amount`, once for each, say them all.
    /// With `kind` a subscription, `first_due`, `period` and `run_by` say how it is charged.
    fn plan(&self, pairs: &Pairs, errors: &mut Vec<FieldError>) -> PlanWish {
        let today = self.zone.date_of(self.now);
        let first = match text(pairs, "first_due") {
            "" => Some(today),
            typed => typed.parse::<NaiveDate>().ok(),
        };
        let period = Period::parse(text(pairs, "period")).unwrap_or(Period::Month);
        let again = OrderKind::parse(text(pairs, "kind")) == Some(OrderKind::Subscription);
        let typed = text(pairs, "parts");
        if (again || !typed.is_empty()) && first.is_none() {
            errors.push(("first_due", "date_strange"));
        }
        let first = first.unwrap_or_default();
        if again {
            if errors.is_empty() && is_early(first, today) {
                errors.push(("first_due", "first_due_early"));
            }
            return PlanWish::Again { first, period, run_by: RunBy::parse(text(pairs, "run_by")).unwrap_or_default() };
        }
        if !typed.is_empty() {
            let count = typed.parse::<usize>().ok().filter(|n| (1..=PARTS_MAX).contains(n));
            if count.is_none() {
                errors.push(("parts", "parts_strange"));
            }
            return PlanWish::Equal { count: count.unwrap_or(1), first, period };
        }
        let all = |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
        let rows =
            all("part_date").zip(all("part_amount")).filter(|(date, amount)| !date.is_empty() || !amount.is_empty());
        let mut parts = Vec::new();
        for (date, amount) in rows.take(PARTS_MAX) {
            let amount = parse_amount(amount, self.currency, self.locale).filter(|money| money.minor > 0);
            match (self.due_on(date), amount) {
                (Ok(at), Some(money)) => parts.push((at, money.minor)),
                (Err(_), _) => errors.push(("", "date_strange")),
                (_, None) => errors.push(("", "amount_strange")),
            }
        }
        errors.dedup();
        PlanWish::Parts(parts)
    }

    /// The instant of money that came on a day.
    pub fn came_on(&self, typed: &str) -> Result<Timestamp, LedgerRefusal> {
        let day = typed.parse::<NaiveDate>().map_err(|_| LedgerRefusal::Date)?;
        let today = self.zone.date_of(self.now);
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN);
        match day {
            day if day == today => Ok(self.now),
            day if day > today => Err(LedgerRefusal::Future),
            day => Some(self.zone.at_local(day.and_time(noon)))
                .filter(|at| *at >= Timestamp::MIN)
                .ok_or(LedgerRefusal::Date),
        }
    }

    /// The instant until which something may be paid that is due on a day: the last one of the day.
    pub fn due_on(&self, typed: &str) -> Result<Timestamp, LedgerRefusal> {
        let day = typed.parse::<NaiveDate>().map_err(|_| LedgerRefusal::Date)?;
        let next = day.succ_opt().ok_or(LedgerRefusal::Date)?;
        let at = self.zone.day_start(next).plus_millis(-1);
        if at < Timestamp::MIN || at >= Timestamp::END { Err(LedgerRefusal::Date) } else { Ok(at) }
    }

    fn due(&self, pairs: &Pairs, errors: &mut Vec<FieldError>) -> Timestamp {
        self.due_on(text(pairs, "date")).unwrap_or_else(|refusal| {
            errors.push(refusal.code());
            self.now
        })
    }
}

/// Whether a subscription that begins then would ask for years of charges at once.
pub(super) fn is_early(first: NaiveDate, today: NaiveDate) -> bool {
    first.checked_add_months(Months::new(24)).is_none_or(|latest| latest < today)
}

fn text<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}
