//! The totals bar: what the whole filtered set is worth, per currency, and how many orders each status holds.
//!
//! All numbers come from the server, for the whole set, whatever is loaded. Currencies are never added together. Where
//! adding up takes long, the page comes first and the client asks for the totals; without it a link waits for them.

use super::{api::total_orders, changing::signs_in, chart::ChartSwitch, page::Screen};
use crate::{
    connection::{AGAIN, pause},
    context::use_words,
    error::AppError,
    format,
    i18n::Words,
    marks::{StageIcon, class_of},
    names, routes,
    ui::toast::{Offer, Toasts},
};
use domain::{
    Listing, OrderFilter, Slug, StageKind, Totals, gather,
    totals::{CurrencyTotals, StageTotals},
};
use leptos::prelude::*;
use std::sync::Arc;

/// How many currencies are shown before the rest waits behind "+N".
const SHOWN: usize = 3;
/// How many statuses without an order stand among the others before they wait behind a button.
const FEW_EMPTY: usize = 2;

/// The message that the totals are not those of now.
const FAILED: &str = "totals";

/// The totals that were asked for once the page stood, if they were.
pub type Fresh = RwSignal<Option<Result<Totals, AppError>>>;

/// The bar.
#[component]
pub fn TotalsBar(
    /// Totals that were asked for later.
    fresh: Fresh,
    /// What the URL says.
    listing: Listing,
    /// The totals of its filter, where they came with the page.
    totals: Option<Totals>,
) -> impl IntoView {
    move || match fresh.get() {
        Some(Err(_)) => view! { <Unknown listing=listing.clone() failed=true/> }.into_any(),
        Some(Ok(totals)) => view! { <Numbers listing=listing.clone() totals=totals/> }.into_any(),
        None => match totals.clone() {
            Some(totals) => view! { <Numbers listing=listing.clone() totals=totals/> }.into_any(),
            None => view! { <Unknown listing=listing.clone() failed=false/> }.into_any(),
        },
    }
}

/// Totals that are asked for once the page stands: because they did not come with it, or because an order was changed.
pub fn later(screen: Screen, listing: &Listing, missing: bool, stamp: u32) -> Fresh {
    let (fresh, words, toasts) = (RwSignal::new(None), use_words(), use_context::<Toasts>());
    let query = listing.lasting().to_query();
    // One request at a time, and one more when anything has changed meanwhile: whoever adds up for seconds is not asked
    // again for each change, and the last answer is the newest.
    let (flying, again) = (StoredValue::new(false), StoredValue::new(false));
    Effect::new(move |seen: Option<u32>| {
        let asked = screen.totals_asked();
        if !(missing || seen.is_some_and(|seen| seen != asked)) {
            return asked;
        }
        if flying.get_value() {
            again.set_value(true);
            return asked;
        }
        flying.set_value(true);
        let query = query.clone();
        leptos::task::spawn_local(async move {
            let mut tries = 0;
            // The bar may be gone by now.
            while again.try_set_value(false).is_none() {
                match total_orders(query.clone()).await {
                    Ok((totals, attention)) => {
                        let _ = screen.attention.try_set(Some(attention));
                        screen.patches.counted(stamp, &totals);
                        if fresh.try_set(Some(Ok(totals))).is_some() {
                            // The bar that took its place shows what was known before.
                            screen.refresh_totals();
                            break;
                        }
                        if again.try_get_value() != Some(true) {
                            break;
                        }
                    }
                    Err(AppError::SignIn) => {
                        let offer = Offer::Other(words.sign_in(), Arc::new(signs_in));
                        toasts.inspect(|toasts| toasts.show(words.session_over().to_owned(), Some(offer)));
                        break;
                    }
                    Err(error) => {
                        // What was known stays, and it is said that it may be old.
                        if missing && fresh.try_with_untracked(Option::is_none) == Some(true) {
                            let _ = fresh.try_set(Some(Err(error)));
                        } else {
                            toasts.inspect(|toasts| toasts.keep(FAILED, words.totals_failed().to_owned()));
                        }
                        pause(AGAIN[tries.min(AGAIN.len() - 1)]).await;
                        tries += 1;
                    }
                }
            }
            toasts.inspect(|toasts| toasts.end(FAILED));
            let _ = flying.try_set_value(false);
        });
        asked
    });
    fresh
}

/// The bar while its numbers are not known.
#[component]
fn Unknown(
    /// What the URL says.
    listing: Listing,
    /// Whether asking for them failed.
    failed: bool,
) -> impl IntoView {
    let words = use_words();
    let wait = routes::orders(&Listing { waits: true, ..listing });
    let said = if failed { words.totals_failed() } else { words.totals_pending() };
    view! {
        <section class="totals totals--pending" aria-label=words.totals_title() aria-busy=(!failed).to_string()>
            <p class="totals__note">{said}</p>
            <a class="link totals__wait" href=wait rel="external">{words.totals_show()}</a>
        </section>
    }
    .into_any()
}

/// The numbers.
#[component]
pub fn Numbers(
    /// What the URL says.
    listing: Listing,
    /// The totals of its filter.
    totals: Totals,
) -> impl IntoView {
    let words = use_words();
    // The currency of most orders is read first.
    let place = |c: &CurrencyTotals| (std::cmp::Reverse(c.orders), c.currency);
    let mut currencies = gather::sorted(totals.currencies.clone(), |a, b| place(a).cmp(&place(b)));
    let rest = currencies.split_off(currencies.len().min(SHOWN));
    let spoken: Vec<String> = totals.currencies.iter().map(|c| spoken(words, c)).collect();
    view! {
        <section class="totals" aria-label=words.totals_title()>
            <dl class="totals__count">
                <dt>{words.totals_orders()}</dt>
                <dd>{format::integer(words.0, totals.orders)}</dd>
            </dl>
            <ChartSwitch listing=&listing/>
            {currencies.iter().map(|c| view! { <Amounts totals=*c/> }).collect_view()}
            {(!rest.is_empty())
                .then(|| {
                    let count = i64::try_from(rest.len()).unwrap_or(i64::MAX);
                    view! {
                        <details class="totals__rest">
                            <summary class="button">{words.totals_more(count)}</summary>
                            <div class="totals__more">
                                {rest.iter().map(|c| view! { <Amounts totals=*c/> }).collect_view()}
                            </div>
                        </details>
                    }
                })}
        </section>
        <p class="visually-hidden" role="status">{words.totals_announce(totals.orders, &spoken.join("; "))}</p>
        <StatusCounts listing=listing stages=totals.stages/>
    }
    .into_any()
}

fn spoken(words: Words, c: &CurrencyTotals) -> String {
    let text = |m| format::money(words.0, m);
    words.totals_currency(&text(c.due()), &text(c.ordered()), &text(c.received()))
}

/// The three amounts of one currency.
#[component]
fn Amounts(
    /// The amounts.
    totals: CurrencyTotals,
) -> impl IntoView {
    let words = use_words();
    let text = |m| format::money(words.0, m);
    view! {
        <dl class="amounts">
            <div class="amounts__main">
                <dt>{words.totals_ordered()}</dt>
                <dd>{text(totals.ordered())}</dd>
            </div>
            <div>
                <dt>{words.totals_received()}</dt>
                <dd>{text(totals.received())}</dd>
            </div>
            <div>
                <dt>{words.totals_due()}</dt>
                <dd>{text(totals.due())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// One status of the bar: stages of several funnels that share a name in links are one.
struct Status {
    slug: Slug,
    name: String,
    kind: StageKind,
    orders: i64,
}

fn statuses(words: Words, stages: &[StageTotals]) -> Vec<Status> {
    let mut found: Vec<Status> = Vec::new();
    for row in stages {
        match found.iter_mut().find(|s| s.slug == row.stage.slug) {
            Some(same) => same.orders += row.orders,
            None => found.push(Status {
                slug: row.stage.slug.clone(),
                name: names::stage(words, row.stage.name.as_deref(), row.stage.kind),
                kind: row.stage.kind,
                orders: row.orders,
            }),
        }
    }
    found
}

/// A count for each status; a click shows only its orders, or all again.
#[component]
fn StatusCounts(
    /// What the URL says.
    listing: Listing,
    /// Counts that ignore the status part of the filter.
    stages: Vec<StageTotals>,
) -> impl IntoView {
    let words = use_words();
    let chosen = &listing.filter.stage;
    let (used, empty): (Vec<Status>, Vec<Status>) =
        statuses(words, &stages).into_iter().partition(|s| s.orders > 0 || chosen.include.contains(&s.slug));
    // A few empty ones tell more than a button that hides them.
    let (used, empty) = if empty.len() > FEW_EMPTY { (used, empty) } else { (statuses(words, &stages), Vec::new()) };
    let chips = |statuses: Vec<Status>| {
        statuses
            .into_iter()
            .map(|status| {
                let on = chosen.include.contains(&status.slug);
                let filter = OrderFilter { stage: chosen.toggled(&status.slug), ..listing.filter.clone() };
                let title = if on { words.status_filter_off(&status.name) } else { words.status_filter(&status.name) };
                view! {
                    <li>
                        <a
                            class=format!("status status--{}", class_of(status.kind))
                            href=routes::orders(&listing.with_filter(filter))
                            aria-current=on.then_some("true")
                            title=title
                        >
                            <StageIcon kind=status.kind/>
                            <span class="status__name">{status.name}</span>
                            <span class="status__count">{format::integer(words.0, status.orders)}</span>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    let count = i64::try_from(empty.len()).unwrap_or(i64::MAX);
    let rest = (!empty.is_empty()).then(|| {
        view! {
            <li class="statuses__rest">
                <details>
                    <summary class="status">{words.statuses_empty(count)}</summary>
                    <ul class="statuses__empty">{chips(empty)}</ul>
                </details>
            </li>
        }
    });
    view! { <ul class="statuses" aria-label=words.status_counts()>{chips(used)} {rest}</ul> }.into_any()
}
