//! One drawing: bars over an axis, all of it whole numbers and per cent, so that it fits any width and its text keeps
//! its size. It is one picture for screen readers; `numbers` says the same as a table.

use crate::{context::use_words, format, i18n::Words};
use domain::chart::scale::{Scale, column, label_every, percent};
use leptos::prelude::*;

/// Where the highest line lies, how high the bars may be, and the whole height, in pixels.
const ABOVE: i64 = 8;
const BARS: i64 = 96;
const HEIGHT: i64 = 124;
/// The most periods that are named under the axis.
const NAMED: usize = 4;

/// Bars of one kind; those of the second layer stand in front of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What they say, where there is more than one layer.
    pub name: Option<&'static str>,
    /// Their sum, as people read it.
    pub sum: String,
    /// A value for each period.
    pub values: Vec<i64>,
}

/// A drawing with its title and its sums.
#[component]
pub fn Plot(
    /// What is drawn.
    title: String,
    /// The same with the most important numbers, for those who do not see it.
    label: String,
    /// One or two kinds of bars.
    layers: Vec<Layer>,
    /// How many decimals the values have.
    exponent: u32,
    /// What each period says when it is pointed at.
    titles: Vec<String>,
    /// The name of each period under the axis.
    ticks: Vec<String>,
) -> impl IntoView {
    let words = use_words();
    let highest = layers.iter().flat_map(|layer| layer.values.iter().copied()).max().unwrap_or_default();
    let scale = Scale::of(highest);
    let lines = scale.lines().map(|value| line(words, scale, value, exponent)).collect_view();
    let columns = titles.into_iter().enumerate().map(|(at, title)| bars(&layers, scale, at, title)).collect_view();
    let (count, last) = (ticks.len(), ticks.len().saturating_sub(1));
    let every = label_every(count, NAMED);
    let named = ticks
        .into_iter()
        .enumerate()
        .filter(|(at, _)| (last - at).is_multiple_of(every))
        .map(|(at, name)| {
            let middle = percent((column(at, count) + column(at + 1, count)) / 2);
            view! { <text class="plot__tick" x=middle y=HEIGHT - 4>{name}</text> }
        })
        .collect_view();
    let keys = layers
        .iter()
        .enumerate()
        .map(|(at, layer)| {
            let key = layer.name.map(|name| {
                view! {
                    <span class=key_class(at) aria-hidden="true"></span>
                    <span>{name}</span>
                }
            });
            view! { <span class="plot__key">{key} <strong>{layer.sum.clone()}</strong></span> }
        })
        .collect_view();
    view! {
        <div class="plot">
            <p class="plot__title">
                <span class="plot__name">{title}</span>
                {keys}
            </p>
            <div class="plot__area">
                <svg class="plot__svg" role="img" aria-label=label width="100%" height=HEIGHT>
                    {lines}
                    {columns}
                    {named}
                </svg>
            </div>
        </div>
    }
    .into_any()
}

const fn key_class(layer: usize) -> &'static str {
    if layer == 0 { "plot__mark" } else { "plot__mark plot__mark--front" }
}

fn line(words: Words, scale: Scale, value: i64, exponent: u32) -> AnyView {
    let y = ABOVE + BARS - scale.pixels(value, BARS);
    view! {
        <line class="plot__line" x1="0" x2="100%" y1=y y2=y></line>
        <text class="plot__value" x="-8" y=y + 4>{value_label(words, scale.step, value, exponent)}</text>
    }
    .into_any()
}

/// A line's value as short as its step allows: `250`, `2 k`, `5 M`.
fn value_label(words: Words, step: i64, value: i64, exponent: u32) -> String {
    let one = 10_i64.pow(exponent);
    let whole = |by: i64| format::integer(words.0, value / one / by);
    if step % one != 0 {
        let decimals = u8::try_from(exponent).unwrap_or_default();
        return format::decimal(words.0, &domain::money::decimal_text(value, decimals));
    }
    match step / one {
        _ if value == 0 => whole(1),
        1_000_000.. => words.chart_millions(&whole(1_000_000)),
        1_000.. => words.chart_thousands(&whole(1_000)),
        _ => whole(1),
    }
}

/// The bars of one period, and the area that is pointed at.
fn bars(layers: &[Layer], scale: Scale, at: usize, title: String) -> AnyView {
    let count = layers.first().map_or(1, |layer| layer.values.len());
    let (left, right) = (column(at, count), column(at + 1, count));
    let gap = (right - left) / 8;
    let (x, width) = (percent(left + gap), percent(right - left - 2 * gap));
    let drawn = layers
        .iter()
        .enumerate()
        .filter_map(|(layer, of)| {
            let height = scale.pixels(of.values.get(at).copied().unwrap_or_default(), BARS);
            let class = if layer == 0 && layers.len() > 1 { "plot__bar plot__bar--behind" } else { "plot__bar" };
            let y = ABOVE + BARS - height;
            (height > 0).then(|| view! { <rect class=class x=x.clone() y=y width=width.clone() height=height></rect> })
        })
        .collect_view();
    view! {
        <g class="plot__column">
            <title>{title}</title>
            <rect class="plot__hit" x=percent(left) y=ABOVE width=percent(right - left) height=BARS></rect>
            {drawn}
        </g>
    }
    .into_any()
}
