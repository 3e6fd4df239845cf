//! The chart of a filter, from its sums by day. Called by the list, where it is quick, and by whoever asks for it apart.

use super::{
    days::{self, days},
    totals,
};
use crate::{
    db::{Db, Tx},
    error::Result,
    funnels, ids,
};
use domain::{Chart, Conditions, chart::asked_days, funnel::Funnels, listing::ChartPeriod};

/// The chart of a filter, per day, week or month of the desk's zone.
pub async fn chart(db: &Db, conditions: &Conditions, period: ChartPeriod) -> Result<Chart> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    chart_in(&mut tx, conditions, &funnels, period).await
}

pub(super) async fn chart_in(
    tx: &mut Tx,
    conditions: &Conditions,
    funnels: &Funnels,
    period: ChartPeriod,
) -> Result<Chart> {
    let (zone, _) = days::zones_in(tx).await?;
    let asked = asked_days(conditions.created(), &zone, zone.date_of(ids::now()));
    let found = days(tx, conditions, funnels).await?;
    Ok(Chart::of(&found, period, asked)?)
}

/// Whether a page may wait for the chart: even where sums are kept there is one for each day and status, so only a few
/// orders are quick.
pub(super) async fn is_quick(tx: &mut Tx, conditions: &Conditions) -> Result<bool> {
    totals::are_few(tx, conditions).await
}
