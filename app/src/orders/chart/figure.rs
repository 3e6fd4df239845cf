//! The figure: what is drawn, the choice of periods, one drawing for the orders and one for each currency, the numbers.

use super::{
    numbers::Numbers,
    plot::{Layer, Plot},
};
use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    routes,
    ui::icon::Icon,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    Chart, Listing,
    chart::{Bar, Series},
    listing::ChartPeriod,
};
use icondata_lu::LuX;
use leptos::prelude::*;

/// How many currencies are drawn before the rest waits behind "+N".
const SHOWN: usize = 3;

/// The chart with its numbers.
#[component]
pub fn ChartFigure(
    /// What the URL says.
    listing: Listing,
    /// What is drawn.
    chart: Chart,
    /// Whether it answers an earlier question, and the next answer is waited for.
    old: bool,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let year = boot.zone.date_of(boot.now).year();
    let begins: Vec<NaiveDate> = chart.begins().collect();
    let names: Vec<String> = begins.iter().map(|day| name(words, chart.period, *day, year)).collect();
    let ticks: Vec<String> = begins.iter().map(|day| tick(words, chart.period, *day)).collect();
    let close = routes::orders(&Listing { chart: None, ..listing.clone() });
    let mut series = chart.by_orders().into_iter();
    let drawn: Vec<AnyView> = series.by_ref().take(SHOWN).map(|s| money(words, s, &names, &ticks)).collect();
    let rest: Vec<AnyView> = series.map(|s| money(words, s, &names, &ticks)).collect();
    let orders = (!chart.series.is_empty()).then(|| orders(words, &chart.orders(), &names, &ticks));
    let numbers = (!chart.series.is_empty()).then(|| view! { <Numbers chart=chart.clone() names=names.clone()/> });
    let cut = chart.is_cut.then(|| view! { <p class="chart__note">{cut(words, chart.period, begins.len())}</p> });
    let empty = chart.series.is_empty().then(|| view! { <p class="chart__note">{words.chart_empty()}</p> });
    view! {
        <figure class="chart" aria-busy=old.to_string()>
            <figcaption class="chart__caption">{caption(words, chart.period, &begins)}</figcaption>
            <div class="chart__tools">
                <Periods listing=listing/>
                <a class="button button--icon" href=close aria-label=words.chart_close() title=words.chart_close()>
                    <Icon icon=LuX/>
                </a>
            </div>
            {cut}
            {empty}
            <div class="chart__plots">{orders} {drawn}</div>
            {(!rest.is_empty())
                .then(|| {
                    let count = i64::try_from(rest.len()).unwrap_or(i64::MAX);
                    view! {
                        <details class="chart__more">
                            <summary class="button">{words.totals_more(count)}</summary>
                            <div class="chart__plots">{rest}</div>
                        </details>
                    }
                })}
            {numbers}
        </figure>
    }
    .into_any()
}

/// Links to days, weeks and months.
#[component]
fn Periods(
    /// What the URL says.
    listing: Listing,
) -> impl IntoView {
    let words = use_words();
    let links = ChartPeriod::ALL.map(|period| {
        let label = match period {
            ChartPeriod::Day => words.chart_days(),
            ChartPeriod::Week => words.chart_weeks(),
            ChartPeriod::Month => words.chart_months(),
        };
        let on = listing.chart == Some(period);
        let href = routes::orders(&Listing { chart: Some(period), ..listing.clone() });
        view! { <a class="switch__option" href=href aria-current=on.then_some("true")>{label}</a> }
    });
    view! { <nav class="switch" aria-label=words.chart_period()>{links.collect_view()}</nav> }.into_any()
}

/// How many orders there were.
fn orders(words: Words, counts: &[i64], names: &[String], ticks: &[String]) -> AnyView {
    let sum: i64 = counts.iter().sum();
    let (value, name) = highest(counts, names);
    let most = words.chart_highest(&format::integer(words.0, value), &name);
    let label = words.chart_label(&most, words.totals_orders(), &format::integer(words.0, sum));
    let titles = names.iter().zip(counts).map(|(name, n)| words.chart_orders_of(*n, name)).collect();
    view! {
        <Plot
            title=words.totals_orders().to_owned()
            label=label
            layers=vec![Layer { name: None, sum: format::integer(words.0, sum), values: counts.to_vec() }]
            exponent=0
            titles=titles
            ticks=ticks.to_vec()
        />
    }
    .into_any()
}

/// What one currency is worth.
fn money(words: Words, series: &Series, names: &[String], ticks: &[String]) -> AnyView {
    let text = |minor: i64| format::money(words.0, series.money(minor));
    let of = |value: fn(&Bar) -> i64| series.bars.iter().map(value).collect::<Vec<i64>>();
    let (ordered, received) = (of(|bar| bar.ordered), of(|bar| bar.received));
    // Amounts that do not fit would have refused the totals of the same orders.
    let sum = series.sum().unwrap_or_default();
    let (value, name) = highest(&ordered, names);
    let code = series.currency.code();
    let both = words.chart_amounts(&text(sum.ordered), &text(sum.received));
    let label = words.chart_label(&words.chart_highest(&text(value), &name), code, &both);
    let titles = names
        .iter()
        .zip(&series.bars)
        .map(|(name, bar)| {
            let amounts = words.chart_amounts(&text(bar.ordered), &text(bar.received));
            words.chart_label(&amounts, name, &words.chart_orders(bar.orders))
        })
        .collect();
    let layer = |name: &'static str, sum: i64, values: Vec<i64>| Layer { name: Some(name), sum: text(sum), values };
    view! {
        <Plot
            title=code.to_owned()
            label=label
            layers=vec![
                layer(words.totals_ordered(), sum.ordered, ordered),
                layer(words.totals_received(), sum.received, received),
            ]
            exponent=series.currency.exponent().into()
            titles=titles
            ticks=ticks.to_vec()
        />
    }
    .into_any()
}

/// The highest value, and the name of the first period that has it.
fn highest(values: &[i64], names: &[String]) -> (i64, String) {
    let value = values.iter().copied().max().unwrap_or_default();
    let name = values.iter().zip(names).find(|(v, _)| **v == value).map(|(_, name)| name.clone());
    (value, name.unwrap_or_default())
}

/// A period in full: `23 nov.`, `semaine du 23 nov.`, `nov. 2026`.
fn name(words: Words, period: ChartPeriod, begin: NaiveDate, year: i32) -> String {
    match period {
        ChartPeriod::Day => format::short_date(words.0, begin, year),
        ChartPeriod::Week => words.chart_week_of(&format::short_date(words.0, begin, year)),
        ChartPeriod::Month => format::month(words.0, begin),
    }
}

/// A period under the axis, as short as can be: the caption tells the years.
fn tick(words: Words, period: ChartPeriod, begin: NaiveDate) -> String {
    match period {
        ChartPeriod::Month => format::month(words.0, begin),
        _ => format::short_date(words.0, begin, begin.year()),
    }
}

fn caption(words: Words, period: ChartPeriod, begins: &[NaiveDate]) -> String {
    let what = match period {
        ChartPeriod::Day => words.chart_by_day(),
        ChartPeriod::Week => words.chart_by_week(),
        ChartPeriod::Month => words.chart_by_month(),
    };
    match (begins.first(), begins.last()) {
        (Some(first), Some(last)) => {
            let last = period.last_day(*last);
            words.chart_caption(&format::date(words.0, *first), &format::date(words.0, last), what)
        }
        _ => what.to_owned(),
    }
}

fn cut(words: Words, period: ChartPeriod, shown: usize) -> String {
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    match period {
        ChartPeriod::Day => words.chart_cut_days(shown),
        ChartPeriod::Week => words.chart_cut_weeks(shown),
        ChartPeriod::Month => words.chart_cut_months(shown),
    }
}
