//! The kinds of field that the filter form is made of: values to tick, names to type, days, amounts, yes or no. They are
//! text, as rows are; only a field that completes what is typed needs the client.

use super::{suggestions, typed_field::TypedField};
use crate::{i18n::Words, names, ui::html::Html};
use domain::{
    Currency, OrderFilter,
    filter::{
        Absence, AmountField, AmountRange, Choice, DateField, DateFilter, Days, Flag,
        values::{Value, join},
    },
    money::decimal_text,
};
use leptos::prelude::*;

/// A field of the form.
pub enum Part {
    /// Its HTML.
    Written(String),
    /// One into which names are typed: what stands in front of that, and behind it.
    Typed {
        /// The key.
        key: &'static str,
        /// The HTML around the field.
        around: (String, String),
    },
}

/// The fields in their order; those that are written alone side by side are one piece of HTML.
pub fn view(words: Words, parts: Vec<Part>) -> Vec<AnyView> {
    let written = |html: String| view! { <div class="as-if-not" inner_html=html></div> }.into_any();
    let (mut views, mut text) = (Vec::new(), String::new());
    for part in parts {
        match part {
            Part::Written(html) => text.push_str(&html),
            Part::Typed { key, around: (before, behind) } => {
                if !text.is_empty() {
                    views.push(written(std::mem::take(&mut text)));
                }
                let label = suggestions::field(words, key);
                views.push(
                    view! {
                        <fieldset class="filters__group" id=place(key)>
                            <legend>{label}</legend>
                            {written(before)}
                            <TypedField key=key name=label/>
                            {written(behind)}
                        </fieldset>
                    }
                    .into_any(),
                );
            }
        }
    }
    if !text.is_empty() {
        views.push(written(text));
    }
    views
}

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
    pub fn write(self, words: Words, code: impl Fn(&T) -> String, name: impl Fn(&T) -> String) -> Part {
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
            return Part::Written(String::new());
        }
        let other: Vec<String> =
            if negated { Vec::new() } else { choice.exclude.iter().map(|value| written(true, value)).collect() };
        let (mut before, mut behind) = (Html::default(), Html::default());
        ticked(&mut before, key, ticks);
        kept(&mut behind, key, &other);
        exclude(&mut behind, words, key, negated);
        if typed {
            return Part::Typed { key, around: (before.finish(), behind.finish()) };
        }
        let mut html = Html::default();
        begin(&mut html, key, suggestions::field(words, key));
        html.raw(&before.finish()).raw(&behind.finish()).raw(END);
        Part::Written(html.finish())
    }
}

/// Where a field stands on the page: chips lead there.
pub fn place(key: &str) -> String {
    format!("filter-{key}")
}

const END: &str = "</fieldset>";

fn begin(html: &mut Html, key: &str, label: &str) {
    html.raw("<fieldset class='filters__group'");
    if !key.is_empty() {
        html.value("id", &place(key));
    }
    html.raw("><legend>").text(label).raw("</legend>");
}

fn ticked(html: &mut Html, key: &str, ticks: Vec<Tick>) {
    if ticks.is_empty() {
        return;
    }
    html.raw("<ul class='checks'>");
    for Tick { code, name, on } in ticks {
        html.raw("<li><label class='check'><input type='checkbox'").value("name", key).value("value", &code);
        html.raw(if on { " checked" } else { "" }).raw("><span>").text(&name).raw("</span></label></li>");
    }
    html.raw("</ul>");
}

/// What a link holds that the field does not show.
fn kept(html: &mut Html, key: &str, values: &[String]) {
    if !values.is_empty() {
        html.raw("<input type='hidden'").value("name", key).value("value", &values.join(",")).raw(">");
    }
}

fn exclude(html: &mut Html, words: Words, key: &str, on: bool) {
    let label = format!("{}: {}", suggestions::field(words, key), words.filter_is_not());
    html.raw("<label class='check check--not'><input type='checkbox' name='not'").value("value", key);
    html.value("aria-label", &label).raw(if on { " checked" } else { "" });
    html.raw("><span>").text(words.filter_is_not()).raw("</span></label>");
}

/// Tags of which an order must have all: none of them can be excluded.
pub fn all_tags(named: Vec<(String, String)>) -> Part {
    let ticks = named.into_iter().map(|(code, name)| Tick { code, name, on: true }).collect();
    let mut before = Html::default();
    ticked(&mut before, "tag_all", ticks);
    Part::Typed { key: "tag_all", around: (before.finish(), String::new()) }
}

fn option(html: &mut Html, code: &str, text: &str, on: bool) {
    html.raw("<option")
        .value("value", code)
        .raw(if on { " selected" } else { "" })
        .raw(">")
        .text(text)
        .raw("</option>");
}

/// One of a few answers.
fn select(html: &mut Html, name: &str, label: &str, options: &[(&str, &str)], now: &str) {
    html.raw("<label class='filters__end'><span>").text(label).raw("</span><select class='input'").value("name", name);
    html.raw(">");
    for (code, text) in options {
        option(html, code, text, *code == now);
    }
    html.raw("</select></label>");
}

/// What is computed of an order, as yes or no.
pub fn flags(words: Words, filter: &OrderFilter) -> Part {
    let mut html = Html::default();
    begin(&mut html, "", words.filter_attention());
    for flag in Flag::ALL {
        let key = flag.code();
        let now = filter.flags.get(&flag).map_or("", |yes| if *yes { "yes" } else { "no" });
        let options = [("", words.filter_any()), ("yes", words.yes()), ("no", words.no())];
        html.raw("<div").value("id", &place(key)).raw(">");
        select(&mut html, key, suggestions::field(words, key), &options, now);
        html.raw("</div>");
    }
    Part::Written(html.raw(END).finish())
}

/// What an order must lack or must have.
pub fn empties(words: Words, filter: &OrderFilter) -> Part {
    let mut html = Html::default();
    begin(&mut html, "empty", words.filter_empty());
    html.raw("<div class='filters__range'>");
    for what in Absence::ALL {
        let (lacks, has) = (what.code(), format!("!{}", what.code()));
        let now = filter.empty.get(&what).map_or("", |is| if *is { lacks } else { &has });
        let options = [
            ("", words.filter_any()),
            (lacks, suggestions::lacks(words, true)),
            (&has, suggestions::lacks(words, false)),
        ];
        select(&mut html, "empty", suggestions::absence(words, what), &options, now);
    }
    Part::Written(html.raw("</div>").raw(END).finish())
}

/// One end of a range.
fn end(html: &mut Html, name: &str, label: &str, kind: &str, value: &str) {
    html.raw("<label class='filters__end'><span>").text(label).raw("</span><input class='input'").raw(kind);
    html.value("name", name).value("value", value).raw("></label>");
}

/// A range of days: a preset, or the days themselves.
pub fn days(words: Words, field: DateField, filter: Option<DateFilter>) -> Part {
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
    let mut html = Html::default();
    begin(&mut html, key, name);
    html.raw("<select class='input'").value("name", &format!("{key}_preset"));
    html.value("aria-label", &format!("{name}: {}", words.filter_preset())).raw(">");
    option(&mut html, "", words.filter_any(), preset.is_none());
    for one in offered {
        option(&mut html, one.code(), names::preset(words, one), preset == Some(one));
    }
    html.raw("</select><div class='filters__range'>");
    end(&mut html, &format!("{key}_from"), words.filter_from(), " type='date'", &text(from));
    end(&mut html, &format!("{key}_to"), words.filter_to(), " type='date'", &text(to));
    html.raw("</div>");
    exclude(&mut html, words, key, filter.is_some_and(|f| f.negated));
    Part::Written(html.raw(END).finish())
}

/// A range of amounts in one currency; further ranges that a link holds are kept.
pub fn amounts(words: Words, field: AmountField, choice: &Choice<AmountRange>, currencies: &[Currency]) -> Part {
    let key = field.code();
    let name = suggestions::field(words, key);
    let negated = choice.include.is_empty() && !choice.exclude.is_empty();
    let mut ranges = if negated { choice.exclude.iter() } else { choice.include.iter() };
    let first = ranges.next().copied();
    let rest: Vec<String> = ranges.map(AmountRange::code).collect();
    let other: Vec<String> =
        if negated { Vec::new() } else { choice.exclude.iter().map(|r| format!("!{}", r.code())).collect() };
    let others: Vec<String> = rest.into_iter().chain(other).collect();
    let mut currencies = currencies.to_vec();
    if let Some(range) = first.filter(|r| !currencies.contains(&r.currency)) {
        currencies.push(range.currency);
    }
    let typed = |minor: Option<i64>| {
        let Some((range, minor)) = first.zip(minor) else { return String::new() };
        let text = decimal_text(minor, range.currency.exponent());
        if words.0 == domain::Locale::En { text } else { text.replace('.', ",") }
    };
    let mut html = Html::default();
    begin(&mut html, key, name);
    html.raw("<select class='input'").value("name", &format!("{key}_currency"));
    html.value("aria-label", &format!("{name}: {}", words.filter_currency())).raw(">");
    option(&mut html, "", words.filter_any(), first.is_none());
    for currency in currencies {
        option(&mut html, currency.code(), currency.code(), first.is_some_and(|r| r.currency == currency));
    }
    html.raw("</select><div class='filters__range'>");
    let kind = " inputmode='decimal' autocomplete='off'";
    let (least, most) = (typed(first.and_then(|r| r.min)), typed(first.and_then(|r| r.max)));
    end(&mut html, &format!("{key}_min"), words.filter_min(), kind, &least);
    end(&mut html, &format!("{key}_max"), words.filter_max(), kind, &most);
    html.raw("</div>");
    kept(&mut html, key, &others);
    exclude(&mut html, words, key, negated);
    Part::Written(html.raw(END).finish())
}

/// Whether orders that were put away are asked for.
pub fn archive(words: Words, filter: &OrderFilter) -> Part {
    let now = filter.archived.code().unwrap_or_default();
    let mut html = Html::default();
    begin(&mut html, "archived", words.filter_archived());
    html.raw("<select class='input' name='archived'").value("aria-label", words.filter_archived()).raw(">");
    for (code, name) in [("", words.no()), ("yes", words.filter_archived_only()), ("all", words.filter_archived_all())]
    {
        option(&mut html, code, name, code == now);
    }
    Part::Written(html.raw("</select>").raw(END).finish())
}
