//! The numbers of the chart as a table: what the drawings show, for those who read or hear it.

use crate::{context::use_words, format};
use domain::{Chart, chart::Bar};
use leptos::prelude::*;

/// The table, behind a button.
#[component]
pub fn Numbers(
    /// What is drawn.
    chart: Chart,
    /// The name of each period.
    names: Vec<String>,
) -> impl IntoView {
    let words = use_words();
    let heads =
        chart.series.iter().map(|s| view! { <th scope="colgroup" colspan="2">{s.currency.code()}</th> }).collect_view();
    let parts = chart
        .series
        .iter()
        .map(|_| {
            view! {
                <th scope="col">{words.totals_ordered()}</th>
                <th scope="col">{words.totals_received()}</th>
            }
        })
        .collect_view();
    let orders = chart.orders();
    let all: i64 = orders.iter().sum();
    let rows = names
        .into_iter()
        .zip(orders)
        .enumerate()
        .map(|(at, (name, orders))| row(&chart, name, orders, |bars| bars.get(at).copied().unwrap_or_default()))
        .collect_view();
    // Sums that do not fit would have refused the totals of the same orders.
    let sum = |bars: &[Bar]| {
        bars.iter().fold(Bar::default(), |sum, bar| Bar {
            orders: sum.orders + bar.orders,
            ordered: sum.ordered.saturating_add(bar.ordered),
            received: sum.received.saturating_add(bar.received),
        })
    };
    view! {
        <details class="chart__numbers">
            <summary class="link chart__summary">{words.chart_numbers()}</summary>
            <div class="chart__region" role="region" tabindex="0" aria-label=words.chart_numbers()>
                <table class="chart__table">
                    <thead>
                        <tr>
                            <th scope="col" rowspan="2">{words.chart_period()}</th>
                            <th scope="col" rowspan="2">{words.totals_orders()}</th>
                            {heads}
                        </tr>
                        <tr>{parts}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{row(&chart, words.chart_sum().to_owned(), all, sum)}</tfoot>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(chart: &Chart, name: String, orders: i64, value: impl Fn(&[Bar]) -> Bar) -> AnyView {
    let words = use_words();
    let cells = chart
        .series
        .iter()
        .map(|series| {
            let bar = value(&series.bars);
            view! {
                <td>{format::money(words.0, series.money(bar.ordered))}</td>
                <td>{format::money(words.0, series.money(bar.received))}</td>
            }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{format::integer(words.0, orders)}</td>
            {cells}
        </tr>
    }
    .into_any()
}
