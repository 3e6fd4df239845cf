//! The filter in force, as chips that each can be taken away.

use crate::{context::use_words, i18n::Words, names, routes, ui::chip::Chip};
use domain::{
    Funnels, Listing, OrderFilter, Slug,
    filter::{Archived, Choice, DateFilter, ManagerChoice},
    listing::Directory,
};
use leptos::prelude::*;

/// One thing in force, and the filter without it.
struct InForce {
    name: &'static str,
    values: String,
    negated: bool,
    without: OrderFilter,
}

/// How many things are in force, the search and the funnels aside: they have controls of their own.
pub fn count(filter: &OrderFilter) -> usize {
    let OrderFilter {
        funnel: _,
        search: _,
        stage,
        stage_kind,
        kind,
        payment,
        created,
        paid,
        total,
        manager,
        product,
        tag,
        archived,
    } = filter;
    let sides = |wanted: bool, unwanted: bool| usize::from(wanted) + usize::from(unwanted);
    fn both<T: Ord>(c: &Choice<T>) -> (bool, bool) {
        (!c.include.is_empty(), !c.exclude.is_empty())
    }
    let choices = [
        both(stage),
        both(stage_kind),
        both(kind),
        both(payment),
        both(total),
        both(manager),
        both(product),
        both(tag),
    ];
    let chosen: usize = choices.into_iter().map(|(a, b)| sides(a, b)).sum();
    chosen + sides(created.is_some(), paid.is_some()) + usize::from(*archived != Archived::No)
}

/// The chips.
#[component]
pub fn Chips(
    /// What the URL says.
    listing: Listing,
    /// Names of products, managers and tags.
    directory: Directory,
    /// Names of stages and funnels.
    funnels: Funnels,
) -> impl IntoView {
    let words = use_words();
    let chips = in_force(words, &listing.filter, &directory, &funnels);
    if chips.is_empty() {
        return ().into_any();
    }
    let clear = routes::orders(&listing.with_filter(OrderFilter::default()));
    let chips = chips
        .into_iter()
        .map(|chip| {
            let text = match chip.negated {
                true => words.filter_chip_not(chip.name, &chip.values),
                false => words.filter_chip(chip.name, &chip.values),
            };
            let href = routes::orders(&listing.with_filter(chip.without));
            view! { <Chip label=words.filter_remove(&text) text=text href=href/> }
        })
        .collect_view();
    view! {
        <ul class="chips" aria-label=words.filters()>
            {chips}
            <li><a class="link" href=clear>{words.filters_clear()}</a></li>
        </ul>
    }
    .into_any()
}

fn in_force(words: Words, filter: &OrderFilter, directory: &Directory, funnels: &Funnels) -> Vec<InForce> {
    let mut chips = Vec::new();
    let stage = |slug: &Slug| {
        let found = funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.slug == *slug);
        found.map_or(slug.to_string(), |s| names::stage(words, s.name.as_deref(), s.kind))
    };
    let funnel = |slug: &Slug| {
        let found = funnels.0.iter().find(|f| f.slug == *slug);
        found.map_or(slug.to_string(), |f| names::funnel(words, f.name.as_deref()))
    };
    let manager = |choice: &ManagerChoice| match choice {
        ManagerChoice::Me => words.filter_me().to_owned(),
        ManagerChoice::Nobody => words.filter_nobody().to_owned(),
        ManagerChoice::User(id) => {
            directory.managers.iter().find(|m| m.id == *id).map_or(id.to_string(), |m| m.name.clone())
        }
    };
    let product = |slug: &Slug| {
        let found = directory.products.iter().find(|p| p.slug.as_ref() == Some(slug));
        found.map_or(slug.to_string(), |p| p.title.clone())
    };
    let tag =
        |slug: &Slug| directory.tags.iter().find(|t| t.slug == *slug).map_or(slug.to_string(), |t| t.name.clone());

    let f = filter;
    choice(&mut chips, words.column_funnel(), &f.funnel, funnel, |c| OrderFilter { funnel: c, ..f.clone() });
    choice(&mut chips, words.column_status(), &f.stage, stage, |c| OrderFilter { stage: c, ..f.clone() });
    let kind_of_status = |k: &domain::StageKind| names::stage_kind(words, *k).to_owned();
    choice(&mut chips, words.filter_stage_kind(), &f.stage_kind, kind_of_status, |c| OrderFilter {
        stage_kind: c,
        ..f.clone()
    });
    choice(
        &mut chips,
        words.column_kind(),
        &f.kind,
        |k| names::kind(words, *k).to_owned(),
        |c| OrderFilter { kind: c, ..f.clone() },
    );
    let payment = |p: &domain::PaymentStatus| names::payment(words, *p).to_owned();
    choice(&mut chips, words.column_payment(), &f.payment, payment, |c| OrderFilter { payment: c, ..f.clone() });
    days(&mut chips, words, words.column_created(), f.created, OrderFilter { created: None, ..f.clone() });
    days(&mut chips, words, words.column_paid_at(), f.paid, OrderFilter { paid: None, ..f.clone() });
    let amounts = |r: &domain::filter::AmountRange| names::amounts(words, r);
    choice(&mut chips, words.column_total(), &f.total, amounts, |c| OrderFilter { total: c, ..f.clone() });
    choice(&mut chips, words.column_manager(), &f.manager, manager, |c| OrderFilter { manager: c, ..f.clone() });
    choice(&mut chips, words.column_products(), &f.product, product, |c| OrderFilter { product: c, ..f.clone() });
    choice(&mut chips, words.column_tags(), &f.tag, tag, |c| OrderFilter { tag: c, ..f.clone() });
    let archive = match f.archived {
        Archived::No => None,
        Archived::Only => Some(words.filter_archived_only()),
        Archived::All => Some(words.filter_archived_all()),
    };
    if let Some(values) = archive {
        let without = OrderFilter { archived: Archived::No, ..f.clone() };
        chips.push(InForce { name: words.filter_archived(), values: values.to_owned(), negated: false, without });
    }
    if !f.search.is_empty() {
        let without = OrderFilter { search: String::new(), ..f.clone() };
        chips.push(InForce { name: words.search_submit(), values: f.search.clone(), negated: false, without });
    }
    chips
}

/// A chip for the wanted values of a field and one for the excluded ones.
fn choice<T: Ord + Clone>(
    chips: &mut Vec<InForce>,
    name: &'static str,
    chosen: &Choice<T>,
    text: impl Fn(&T) -> String,
    without: impl Fn(Choice<T>) -> OrderFilter,
) {
    let list = |set: &std::collections::BTreeSet<T>| set.iter().map(&text).collect::<Vec<_>>().join(", ");
    if !chosen.include.is_empty() {
        let rest = Choice { include: Default::default(), exclude: chosen.exclude.clone() };
        chips.push(InForce { name, values: list(&chosen.include), negated: false, without: without(rest) });
    }
    if !chosen.exclude.is_empty() {
        let rest = Choice { include: chosen.include.clone(), exclude: Default::default() };
        chips.push(InForce { name, values: list(&chosen.exclude), negated: true, without: without(rest) });
    }
}

fn days(chips: &mut Vec<InForce>, words: Words, name: &'static str, filter: Option<DateFilter>, without: OrderFilter) {
    if let Some(filter) = filter {
        chips.push(InForce { name, values: names::days(words, &filter), negated: filter.negated, without });
    }
}
