//! The chart of the filtered set: loaded apart where it takes long, so that the list never waits for it.
//!
//! On a small desk it comes with the page; else the client asks for it, and without JavaScript a link waits for it. What
//! was drawn last stays, marked as old, until the next one is there.

mod figure;
mod numbers;
mod plot;

pub use figure::ChartFigure;

use super::{api::chart_orders, page::Screen};
use crate::{context::use_words, error::AppError, routes};
use domain::{Chart, Columns, Listing, Sort, listing::ChartPeriod};
use icondata_lu::LuChartColumn;
use leptos::prelude::*;

use crate::ui::icon::Icon;

/// The chart that was drawn last, and the query that it answers. Given by context on the screen of orders.
#[derive(Clone, Copy)]
pub struct Drawn(StoredValue<Option<(String, Chart)>>);

impl Drawn {
    /// Nothing yet.
    pub fn nothing() -> Self {
        Self(StoredValue::new(None))
    }
}

/// The link of the bar that opens the chart, or closes it.
#[component]
pub fn ChartSwitch<'a>(
    /// What the URL says.
    listing: &'a Listing,
) -> impl IntoView + use<> {
    let words = use_words();
    let open = listing.chart.is_some();
    let chart = if open { None } else { Some(ChartPeriod::Week) };
    let href = routes::orders(&Listing { chart, ..listing.clone() });
    let title = if open { words.chart_close() } else { words.chart_open() };
    view! {
        <a class="button totals__chart" href=href aria-expanded=open.to_string() title=title>
            <Icon icon=LuChartColumn/>
            <span class="button__label">{words.chart_title()}</span>
        </a>
    }
    .into_any()
}

/// The chart, where the listing asks for one.
#[component]
pub fn ChartPanel(
    /// The screen.
    screen: Screen,
    /// What the URL says.
    listing: Listing,
    /// The chart, where it came with the page.
    chart: Option<Chart>,
) -> impl IntoView {
    let Some(period) = listing.chart else { return ().into_any() };
    let key = key(&listing);
    let drawn = use_context::<Drawn>().unwrap_or_else(Drawn::nothing);
    let came = chart.filter(|chart| chart.period == period).map(|chart| (key.clone(), chart));
    let first = came.or_else(|| drawn.0.get_value());
    let fresh = later(screen, key.clone(), first.as_ref().is_some_and(|(known, _)| *known == key), drawn);
    if let Some(first) = &first {
        drawn.0.set_value(Some(first.clone()));
    }
    (move || match (fresh.get(), &first) {
        (Some(Ok(chart)), _) => view! { <ChartFigure listing=listing.clone() chart=chart old=false/> }.into_any(),
        (Some(Err(_)), _) => view! { <Unknown listing=listing.clone() failed=true/> }.into_any(),
        (None, Some((known, chart))) => {
            view! { <ChartFigure listing=listing.clone() chart=chart.clone() old=*known != key/> }.into_any()
        }
        (None, None) => view! { <Unknown listing=listing.clone() failed=false/> }.into_any(),
    })
    .into_any()
}

/// The query that says what is drawn and nothing else, and that its answer is waited for.
fn key(listing: &Listing) -> String {
    let plain = Listing { columns: Columns::default(), sort: Sort::default(), ..listing.lasting() };
    Listing { waits: true, ..plain }.to_query()
}

/// A chart that is asked for once the page stands: because it did not come with it, or because an order was changed.
fn later(screen: Screen, key: String, known: bool, drawn: Drawn) -> RwSignal<Option<Result<Chart, AppError>>> {
    let fresh = RwSignal::new(None);
    Effect::new(move |seen: Option<u32>| {
        let asked = screen.totals_asked();
        if (seen.is_none() && !known) || seen.is_some_and(|seen| seen != asked) {
            let key = key.clone();
            leptos::task::spawn_local(async move {
                let answer = chart_orders(key.clone()).await;
                // A newer panel may have taken the place of the one that asked.
                if let Some(answer) = answer.transpose().filter(|_| !fresh.is_disposed()) {
                    if let Ok(chart) = &answer {
                        let _ = drawn.0.try_set_value(Some((key, chart.clone())));
                    }
                    let _ = fresh.try_set(Some(answer));
                }
            });
        }
        asked
    });
    fresh
}

/// The place of the chart while its numbers are not known.
#[component]
fn Unknown(
    /// What the URL says.
    listing: Listing,
    /// Whether asking for them failed.
    failed: bool,
) -> impl IntoView {
    let words = use_words();
    let wait = routes::orders(&Listing { waits: true, ..listing });
    let said = if failed { words.chart_failed() } else { words.chart_pending() };
    view! {
        <section class="chart chart--pending" aria-label=words.chart_title() aria-busy=(!failed).to_string()>
            <p class="chart__note">{said}</p>
            <a class="link chart__wait" href=wait rel="external">{words.chart_show()}</a>
        </section>
    }
    .into_any()
}
