//! Totals of a set of orders: per currency, per stage, per funnel. Pure. Currencies are never added together.
//!
//! The store answers one breakdown (stage × currency) of every order that passes the filter without its funnel and
//! status parts; all numbers of the bar are sums of it, so they cannot disagree. `of` computes the same from orders in
//! memory: the oracle of the tests.

use crate::{
    Conditions, Currency, Money, Order,
    funnel::{Funnel, Funnels, Stage},
    ids::StageId,
    money::MoneyError,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Orders and amounts of one currency, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyTotals {
    /// The currency.
    pub currency: Currency,
    /// How many orders.
    pub orders: i64,
    /// Σ total.
    pub ordered: i64,
    /// Σ (paid − refunded): money received and kept.
    pub received: i64,
    /// Σ due.
    pub due: i64,
}

/// The totals of one stage in one currency, as the store counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The stage.
    pub stage: StageId,
    /// The amounts.
    pub amounts: CurrencyTotals,
}

/// A stage with its orders, whatever the status part of the filter says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageTotals {
    /// The stage.
    pub stage: Stage,
    /// How many orders.
    pub orders: i64,
    /// Amounts, by currency code.
    pub currencies: Vec<CurrencyTotals>,
}

/// A funnel with how many orders it holds, whatever the funnel and status parts of the filter say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelTotals {
    /// The funnel, without its stages.
    pub funnel: Funnel,
    /// How many orders.
    pub orders: i64,
}

/// The amounts of the orders of one day in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTotals {
    /// The day on which they were created, in the desk's time zone.
    pub day: NaiveDate,
    /// The amounts.
    pub amounts: CurrencyTotals,
}

/// Everything the totals bar shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// How many orders pass the whole filter.
    pub orders: i64,
    /// Amounts of these orders, by currency code.
    pub currencies: Vec<CurrencyTotals>,
    /// Every stage of the funnels that the filter lets through, with counts that ignore the status part.
    pub stages: Vec<StageTotals>,
    /// Every funnel, with counts that ignore the funnel and status parts.
    pub funnels: Vec<FunnelTotals>,
}

impl CurrencyTotals {
    /// Nothing yet.
    pub const fn empty(currency: Currency) -> Self {
        Self { currency, orders: 0, ordered: 0, received: 0, due: 0 }
    }

    /// Σ total as money.
    pub const fn ordered(&self) -> Money {
        Money::new(self.ordered, self.currency)
    }

    /// Σ (paid − refunded) as money.
    pub const fn received(&self) -> Money {
        Money::new(self.received, self.currency)
    }

    /// Σ due as money.
    pub const fn due(&self) -> Money {
        Money::new(self.due, self.currency)
    }

    /// What one order adds.
    pub fn of(order: &Order) -> Self {
        let (currency, received) = (order.currency, order.received());
        Self { currency, orders: 1, ordered: order.total, received, due: order.due }
    }

    fn add(&mut self, other: &Self) -> Result<(), MoneyError> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or(MoneyError::Overflow);
        self.orders = sum(self.orders, other.orders)?;
        self.ordered = sum(self.ordered, other.ordered)?;
        self.received = sum(self.received, other.received)?;
        self.due = sum(self.due, other.due)?;
        Ok(())
    }
}

pub(crate) fn add_to(list: &mut Vec<CurrencyTotals>, amounts: &CurrencyTotals) -> Result<(), MoneyError> {
    let at = match list.binary_search_by_key(&amounts.currency, |c| c.currency) {
        Ok(at) => at,
        Err(at) => {
            list.insert(at, CurrencyTotals::empty(amounts.currency));
            at
        }
    };
    list.get_mut(at).map_or(Ok(()), |found| found.add(amounts))
}

impl Totals {
    /// What is due, in each currency in which something is.
    pub fn due(&self) -> Vec<Money> {
        self.currencies.iter().map(CurrencyTotals::due).filter(|due| due.minor > 0).collect()
    }

    /// What was received, in each currency in which something was.
    pub fn received(&self) -> Vec<Money> {
        self.currencies.iter().map(CurrencyTotals::received).filter(|received| received.minor > 0).collect()
    }

    /// The bar from a breakdown made without the funnel and status parts of `conditions`.
    pub fn from_groups(groups: &[Group], conditions: &Conditions, funnels: &Funnels) -> Result<Self, MoneyError> {
        let mut totals = Self::default();
        for funnel in funnels.0.iter().filter(|funnel| conditions.sight.lets(funnel)) {
            let mut of_funnel = 0;
            for stage in &funnel.stages {
                let mut row = StageTotals { stage: stage.clone(), orders: 0, currencies: Vec::new() };
                for group in groups.iter().filter(|g| g.stage == stage.id) {
                    row.orders += group.amounts.orders;
                    add_to(&mut row.currencies, &group.amounts)?;
                    if conditions.lets_stage(funnel, stage) {
                        totals.orders += group.amounts.orders;
                        add_to(&mut totals.currencies, &group.amounts)?;
                    }
                }
                of_funnel += row.orders;
                if conditions.lets_funnel(funnel) {
                    totals.stages.push(row);
                }
            }
            let funnel = Funnel { stages: Vec::new(), ..funnel.clone() };
            totals.funnels.push(FunnelTotals { funnel, orders: of_funnel });
        }
        Ok(totals)
    }

    /// The bar from orders in memory.
    pub fn of<'a>(
        orders: impl IntoIterator<Item = &'a Order>,
        conditions: &Conditions,
        funnels: &Funnels,
    ) -> Result<Self, MoneyError> {
        let wide = conditions.without_stages();
        let groups: Vec<Group> = orders
            .into_iter()
            .filter(|order| wide.matches(order))
            .map(|order| Group { stage: order.stage.id, amounts: CurrencyTotals::of(order) })
            .collect();
        Self::from_groups(&groups, conditions, funnels)
    }
}
