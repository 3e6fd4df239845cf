//! The kinds of field that the filter form is made of: values to tick, names to type, days, amounts, yes or no.

use super::{suggestions, typed_field::TypedField};
use crate::{i18n::Words, names};
use domain::{
    Currency, OrderFilter,
    filter::{
        Absence, AmountField, AmountRange, Choice, DateField, DateFilter, Days, Flag,
        values::{Value, join},
    },
    money::decimal_text,
};
use leptos::prelude::*;

/// A value that can be ticked: what the form sends, what people read, whether it is in force.
struct Tick {
    code: String,
    name: String,
    on: bool,
}

/// What a group of values to tick is made of.
pub struct Group<'a, T: Ord> {
    /// The key of the field.
    pub key: &'static str,
    /// What is in force.
    pub choice: &'a Choice<T>,
    /// What is offered, with its names.
    pub offered: Vec<(T, String)>,
    /// Whether names can be typed as well.
    pub typed: bool,
}

impl<T: Ord + Clone> Group<'_, T> {
    /// The group. Values in force that nothing offers are kept: `name` says what they are called.
    pub fn view(self, words: Words, code: impl Fn(&T) -> String, name: impl Fn(&T) -> String) -> AnyView {
        let Self { key, choice, offered, typed } = self;
        // The box "exclude" speaks of all ticked values; a link may hold both sides, then the wanted ones are shown.
        let negated = choice.include.is_empty() && !choice.exclude.is_empty();
        let shown = if negated { &choice.exclude } else { &choice.include };
        let written = |negated: bool, value: &T| join([Value { negated, text: code(value) }]);
        let tick = |value: &T, name: String| Tick { code: written(false, value), name, on: shown.contains(value) };
        let mut ticks: Vec<Tick> = offered.iter().map(|(value, name)| tick(value, name.clone())).collect();
        let strange = shown.iter().filter(|v| !offered.iter().any(|(o, _)| o == *v));
        ticks.extend(strange.map(|value| tick(value, name(value))));
        if ticks.is_empty() && !typed {
            return ().into_any();
        }
        let other: Vec<String> =
            if negated { Vec::new() } else { choice.exclude.iter().map(|value| written(true, value)).collect() };
        let label = suggestions::field(words, key);
        view! {
            <fieldset class="filters__group" id=place(key)>
                <legend>{label}</legend>
                {ticked(key, ticks)}
                {typed.then(|| view! { <TypedField key=key name=label/> })}
                {(!other.is_empty()).then(|| view! { <input type="hidden" name=key value=other.join(",")/> })}
                {exclude(words, key, negated)}
            </fieldset>
        }
        .into_any()
    }
}

/// Where a field stands on the page: chips lead there.
pub fn place(key: &str) -> String {
    format!("filter-{key}")
}

fn ticked(key: &'static str, ticks: Vec<Tick>) -> AnyView {
    if ticks.is_empty() {
        return ().into_any();
    }
    let item = |tick: Tick| {
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" name=key value=tick.code checked=tick.on/>
                    <span>{tick.name}</span>
                </label>
            </li>
        }
    };
    view! { <ul class="checks">{ticks.into_iter().map(item).collect_view()}</ul> }.into_any()
}

fn exclude(words: Words, key: &'static str, on: bool) -> AnyView {
    let label = format!("{}: {}", suggestions::field(words, key), words.filter_is_not());
    view! {
        <label class="check check--not">
            <input type="checkbox" name="not" value=key checked=on aria-label=label/>
            <span>{words.filter_is_not()}</span>
        </label>
    }
    .into_any()
}

/// Tags of which an order must have all: none of them can be excluded.
pub fn all_tags(words: Words, named: Vec<(String, String)>) -> AnyView {
    let label = suggestions::field(words, "tag_all");
    let ticks = named.into_iter().map(|(code, name)| Tick { code, name, on: true }).collect();
    view! {
        <fieldset class="filters__group" id=place("tag_all")>
            <legend>{label}</legend>
            {ticked("tag_all", ticks)}
            <TypedField key="tag_all" name=label/>
        </fieldset>
    }
    .into_any()
}

/// One of a few answers.
fn select(name: &'static str, label: String, options: Vec<(String, String)>, now: &str) -> AnyView {
    let option = |(code, text): (String, String)| {
        let on = code == now;
        view! { <option value=code selected=on>{text}</option> }
    };
    view! {
        <label class="filters__end">
            <span>{label}</span>
            <select class="input" name=name>{options.into_iter().map(option).collect_view()}</select>
        </label>
    }
    .into_any()
}

/// What is computed of an order, as yes or no.
pub fn flags(words: Words, filter: &OrderFilter) -> AnyView {
    let flag = |flag: Flag| {
        let key = flag.code();
        let now = filter.flags.get(&flag).map_or("", |yes| if *yes { "yes" } else { "no" });
        let options = [("", words.filter_any()), ("yes", words.yes()), ("no", words.no())];
        let options = options.map(|(code, text)| (code.to_owned(), text.to_owned())).to_vec();
        let field = select(key, suggestions::field(words, key).to_owned(), options, now);
        view! { <div id=place(key)>{field}</div> }.into_any()
    };
    view! {
        <fieldset class="filters__group">
            <legend>{words.filter_attention()}</legend>
            {Flag::ALL.map(flag).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What an order must lack or must have.
pub fn empties(words: Words, filter: &OrderFilter) -> AnyView {
    let row = |what: Absence| {
        let (lacks, has) = (what.code().to_owned(), format!("!{}", what.code()));
        let now = filter.empty.get(&what).map(|is| if *is { lacks.clone() } else { has.clone() });
        let options = vec![
            (String::new(), words.filter_any().to_owned()),
            (lacks, suggestions::lacks(words, true).to_owned()),
            (has, suggestions::lacks(words, false).to_owned()),
        ];
        select("empty", suggestions::absence(words, what).to_owned(), options, &now.unwrap_or_default())
    };
    view! {
        <fieldset class="filters__group" id=place("empty")>
            <legend>{words.filter_empty()}</legend>
            <div class="filters__range">{Absence::ALL.map(row).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A range of days: a preset, or the days themselves.
pub fn days(words: Words, field: DateField, filter: Option<DateFilter>) -> AnyView {
    let (key, presets) = (field.code(), field.presets());
    let name = suggestions::field(words, key);
    let preset = filter.and_then(|f| match f.days {
        Days::Preset(p) => Some(p),
        Days::Between(..) => None,
    });
    let (from, to) = match filter.map(|f| f.days) {
        Some(Days::Between(from, to)) => (from, to),
        _ => (None, None),
    };
    // A link may hold a preset that the menu does not offer.
    let mut offered = presets.to_vec();
    offered.extend(preset.filter(|p| !presets.contains(p)));
    let text = |d: Option<domain::filter::NaiveDateText>| d.map(|d| d.0.to_string()).unwrap_or_default();
    view! {
        <fieldset class="filters__group" id=place(key)>
            <legend>{name}</legend>
            <select class="input" name=format!("{key}_preset") aria-label=format!("{name}: {}", words.filter_preset())>
                <option value="" selected=preset.is_none()>{words.filter_any()}</option>
                {offered
                    .into_iter()
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
            {exclude(words, key, filter.is_some_and(|f| f.negated))}
        </fieldset>
    }
    .into_any()
}

/// A range of amounts in one currency; further ranges that a link holds are kept.
pub fn amounts(words: Words, field: AmountField, choice: &Choice<AmountRange>, currencies: &[Currency]) -> AnyView {
    let key = field.code();
    let name = suggestions::field(words, key);
    let negated = choice.include.is_empty() && !choice.exclude.is_empty();
    let mut ranges = if negated { choice.exclude.iter() } else { choice.include.iter() };
    let first = ranges.next().copied();
    let rest: Vec<String> = ranges.map(AmountRange::code).collect();
    let other: Vec<String> =
        if negated { Vec::new() } else { choice.exclude.iter().map(|r| format!("!{}", r.code())).collect() };
    let kept: Vec<String> = rest.into_iter().chain(other).collect();
    let mut currencies = currencies.to_vec();
    if let Some(range) = first.filter(|r| !currencies.contains(&r.currency)) {
        currencies.push(range.currency);
    }
    let typed = |minor: Option<i64>| {
        let Some((range, minor)) = first.zip(minor) else { return String::new() };
        let text = decimal_text(minor, range.currency.exponent());
        if words.0 == domain::Locale::En { text } else { text.replace('.', ",") }
    };
    let end = |end: &str, label: &'static str, minor: Option<i64>| {
        view! {
            <label class="filters__end">
                <span>{label}</span>
                <input class="input" inputmode="decimal" name=format!("{key}_{end}") value=typed(minor) autocomplete="off"/>
            </label>
        }
    };
    let currency = |c: Currency| {
        let on = first.is_some_and(|r| r.currency == c);
        view! { <option value=c.code() selected=on>{c.code()}</option> }
    };
    view! {
        <fieldset class="filters__group" id=place(key)>
            <legend>{name}</legend>
            <select class="input" name=format!("{key}_currency") aria-label=format!("{name}: {}", words.filter_currency())>
                <option value="" selected=first.is_none()>{words.filter_any()}</option>
                {currencies.into_iter().map(currency).collect_view()}
            </select>
            <div class="filters__range">
                {end("min", words.filter_min(), first.and_then(|r| r.min))}
                {end("max", words.filter_max(), first.and_then(|r| r.max))}
            </div>
            {(!kept.is_empty()).then(|| view! { <input type="hidden" name=key value=kept.join(",")/> })}
            {exclude(words, key, negated)}
        </fieldset>
    }
    .into_any()
}
