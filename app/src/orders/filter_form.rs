//! The filter as one plain form: every field, its values, and whether they are wanted or excluded.

use super::{page::Screen, search::KeptFields};
use crate::{context::use_words, i18n::Words, names, ui::get_form::GetForm};
use domain::{
    Listing, OrderFilter, OrderKind, PaymentStatus, Slug, StageKind,
    filter::{AmountRange, Choice, DateFilter, Days, ManagerChoice, Pairs, Preset, encode_pairs},
    listing::OrdersPage,
    money::decimal_text,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Keys that the form has fields for.
const OWN: &[&str] =
    &["stage", "stage_kind", "kind", "payment", "created", "paid", "total", "manager", "product", "tag", "archived"];

/// The form.
#[component]
pub fn FilterForm(
    /// The screen.
    screen: Screen,
    /// Told when the form is done.
    close: WriteSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let navigate = use_navigate();
    let chosen = Callback::new(move |pairs: Pairs| {
        let (listing, problems) = Listing::from_form(&pairs, words.0);
        close.update(|n| *n += 1);
        if problems.is_empty() {
            screen.go.run((listing, false));
        } else {
            // The address keeps what was typed, as it does without the client, and the page says what is wrong with it.
            let typed = pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, value));
            navigate(
                &format!("/orders?{}", encode_pairs(typed)),
                NavigateOptions { scroll: false, ..Default::default() },
            );
        }
    });
    view! {
        <GetForm action="/orders" class="form filters" on_pairs=chosen>
            <p class="menu__note">{words.filter_panel_hint()}</p>
            <KeptFields listing=screen.listing without=OWN/>
            <Transition>
                {move || {
                    let filter = screen.listing.get().filter;
                    Suspend::new(async move {
                        let page = screen.page.await.unwrap_or_default();
                        fields(words, &filter, &page)
                    })
                }}
            </Transition>
            <div class="form__actions">
                <button class="button button--primary">{words.filter_apply()}</button>
            </div>
        </GetForm>
    }
    .into_any()
}

/// A value that can be ticked: what the form sends, what people read, whether it is in force.
struct Value {
    code: String,
    name: String,
    on: bool,
}

fn fields(words: Words, filter: &OrderFilter, page: &OrdersPage) -> impl IntoView + use<> {
    let slug = |s: &Slug| s.to_string();
    let mut stages: Vec<(Slug, String)> = Vec::new();
    let offered = page.funnels.0.iter().filter(|f| filter.funnel.lets(&f.slug));
    for stage in offered.flat_map(|f| &f.stages) {
        if !stages.iter().any(|(s, _)| *s == stage.slug) {
            stages.push((stage.slug.clone(), names::stage(words, stage.name.as_deref(), stage.kind)));
        }
    }
    let directory = &page.directory;
    let products: Vec<(Slug, String)> =
        directory.products.iter().filter_map(|p| p.slug.clone().map(|s| (s, p.title.clone()))).collect();
    let tags: Vec<(Slug, String)> = directory.tags.iter().map(|t| (t.slug.clone(), t.name.clone())).collect();
    let mut managers = vec![
        (ManagerChoice::Me, words.filter_me().to_owned()),
        (ManagerChoice::Nobody, words.filter_nobody().to_owned()),
    ];
    managers.extend(directory.managers.iter().map(|m| (ManagerChoice::User(m.id), m.name.clone())));
    let kinds = OrderKind::ALL.iter().map(|k| (*k, names::kind(words, *k).to_owned())).collect();
    let payments = PaymentStatus::ALL.iter().map(|p| (*p, names::payment(words, *p).to_owned())).collect();
    let stage_kinds = StageKind::ALL.iter().map(|k| (*k, names::stage_kind(words, *k).to_owned())).collect();
    let archive = [("", words.no()), ("yes", words.filter_archived_only()), ("all", words.filter_archived_all())];
    let now = filter.archived.code().unwrap_or_default();
    view! {
        <div class="filters__grid">
            {group(words, "stage", words.column_status(), &filter.stage, stages, slug)}
            {group(words, "payment", words.column_payment(), &filter.payment, payments, |p| p.code().into())}
            {group(words, "kind", words.column_kind(), &filter.kind, kinds, |k| k.code().into())}
            {days(words, "created", words.column_created(), filter.created)}
            {days(words, "paid", words.column_paid_at(), filter.paid)}
            {amounts(words, filter, page)}
            {group(words, "manager", words.column_manager(), &filter.manager, managers, |m| m.code())}
            {group(words, "tag", words.column_tags(), &filter.tag, tags, slug)}
            {group(words, "product", words.column_products(), &filter.product, products, slug)}
            {group(words, "stage_kind", words.filter_stage_kind(), &filter.stage_kind, stage_kinds, |k| k.code().into())}
            <fieldset class="filters__group">
                <legend>{words.filter_archived()}</legend>
                <select class="input" name="archived" aria-label=words.filter_archived()>
                    {archive
                        .map(|(code, name)| view! { <option value=code selected=code == now>{name}</option> })
                        .collect_view()}
                </select>
            </fieldset>
        </div>
    }
    .into_any()
}

/// A field of which any number of values can be ticked. Values in force that no menu offers are kept.
fn group<T: Ord + Clone>(
    words: Words,
    key: &'static str,
    name: &'static str,
    choice: &Choice<T>,
    offered: Vec<(T, String)>,
    code: impl Fn(&T) -> String,
) -> AnyView {
    // The box "exclude" speaks of all ticked values; a link may hold both sides, then the wanted ones are shown.
    let negated = choice.include.is_empty() && !choice.exclude.is_empty();
    let shown = if negated { &choice.exclude } else { &choice.include };
    let mut values: Vec<Value> = offered
        .iter()
        .map(|(value, name)| Value { code: code(value), name: name.clone(), on: shown.contains(value) })
        .collect();
    let strange = shown.iter().filter(|v| !offered.iter().any(|(o, _)| o == *v));
    values.extend(strange.map(|v| Value { code: code(v), name: code(v), on: true }));
    if values.is_empty() {
        return ().into_any();
    }
    let other_side: Vec<String> =
        if negated { Vec::new() } else { choice.exclude.iter().map(|v| format!("!{}", code(v))).collect() };
    view! {
        <fieldset class="filters__group">
            <legend>{name}</legend>
            <ul class="checks">
                {values
                    .into_iter()
                    .map(|value| {
                        view! {
                            <li>
                                <label class="check">
                                    <input type="checkbox" name=key value=value.code checked=value.on/>
                                    <span>{value.name}</span>
                                </label>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            {(!other_side.is_empty()).then(|| view! { <input type="hidden" name=key value=other_side.join(",")/> })}
            {exclude(words, key, name, negated)}
        </fieldset>
    }
    .into_any()
}

fn exclude(words: Words, key: &'static str, name: &'static str, on: bool) -> impl IntoView {
    view! {
        <label class="check check--not">
            <input type="checkbox" name="not" value=key checked=on aria-label=format!("{name}: {}", words.filter_is_not())/>
            <span>{words.filter_is_not()}</span>
        </label>
    }
    .into_any()
}

/// A range of days: a preset, or the days themselves.
fn days(words: Words, key: &'static str, name: &'static str, filter: Option<DateFilter>) -> impl IntoView {
    let preset = filter.and_then(|f| match f.days {
        Days::Preset(p) => Some(p),
        Days::Between(..) => None,
    });
    let (from, to) = match filter.map(|f| f.days) {
        Some(Days::Between(from, to)) => (from, to),
        _ => (None, None),
    };
    let text = |d: Option<domain::filter::NaiveDateText>| d.map(|d| d.0.to_string()).unwrap_or_default();
    view! {
        <fieldset class="filters__group">
            <legend>{name}</legend>
            <select class="input" name=format!("{key}_preset") aria-label=format!("{name}: {}", words.filter_preset())>
                <option value="" selected=preset.is_none()>{words.filter_any()}</option>
                {Preset::ALL
                    .map(|p| view! { <option value=p.code() selected=preset == Some(p)>{names::preset(words, p)}</option> })
                    .collect_view()}
            </select>
            <div class="filters__range">
                <label class="filters__end">
                    <span>{words.filter_from()}</span>
                    <input class="input" type="date" name=format!("{key}_from") value=text(from)/>
                </label>
                <label class="filters__end">
                    <span>{words.filter_to()}</span>
                    <input class="input" type="date" name=format!("{key}_to") value=text(to)/>
                </label>
            </div>
            {exclude(words, key, name, filter.is_some_and(|f| f.negated))}
        </fieldset>
    }
    .into_any()
}

/// A range of totals in one currency; further ranges that a link holds are kept.
fn amounts(words: Words, filter: &OrderFilter, page: &OrdersPage) -> impl IntoView + use<> {
    let choice = &filter.total;
    let negated = choice.include.is_empty() && !choice.exclude.is_empty();
    let mut ranges = if negated { choice.exclude.iter() } else { choice.include.iter() };
    let first = ranges.next().copied();
    let rest: Vec<String> = ranges.map(AmountRange::code).collect();
    let other: Vec<String> =
        if negated { Vec::new() } else { choice.exclude.iter().map(|r| format!("!{}", r.code())).collect() };
    let kept: Vec<String> = rest.into_iter().chain(other).collect();
    let mut currencies = page.directory.currencies.clone();
    if let Some(range) = first.filter(|r| !currencies.contains(&r.currency)) {
        currencies.push(range.currency);
    }
    let typed = |minor: Option<i64>| {
        let Some((range, minor)) = first.zip(minor) else { return String::new() };
        let text = decimal_text(minor, range.currency.exponent());
        if words.0 == domain::Locale::En { text } else { text.replace('.', ",") }
    };
    let end = |name: &'static str, label: &'static str, minor: Option<i64>| {
        view! {
            <label class="filters__end">
                <span>{label}</span>
                <input class="input" inputmode="decimal" name=name value=typed(minor) autocomplete="off"/>
            </label>
        }
    };
    view! {
        <fieldset class="filters__group">
            <legend>{words.column_total()}</legend>
            <select class="input" name="total_currency" aria-label=words.filter_currency()>
                <option value="" selected=first.is_none()>{words.filter_any()}</option>
                {currencies
                    .into_iter()
                    .map(|c| {
                        let on = first.is_some_and(|r| r.currency == c);
                        view! { <option value=c.code() selected=on>{c.code()}</option> }
                    })
                    .collect_view()}
            </select>
            <div class="filters__range">
                {end("total_min", words.filter_min(), first.and_then(|r| r.min))}
                {end("total_max", words.filter_max(), first.and_then(|r| r.max))}
            </div>
            {(!kept.is_empty()).then(|| view! { <input type="hidden" name="total" value=kept.join(",")/> })}
            {exclude(words, "total", words.column_total(), negated)}
        </fieldset>
    }
    .into_any()
}
