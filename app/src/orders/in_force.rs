//! What of a filter is in force, in words, and the filter without each of it. Called by the chips and by the count on the
//! filter's button. A name that the desk no longer has is said to be missing, and its filter still holds.

use super::suggestions;
use crate::{i18n::Words, names};
use domain::{
    Funnels, OrderFilter, Slug,
    filter::{Archived, Choice, ManagerChoice},
    listing::Directory,
};
use std::collections::BTreeSet;

/// One thing in force, and the filter without it.
pub struct InForce {
    /// The key of the field.
    pub key: &'static str,
    /// What the field is called.
    pub name: &'static str,
    /// Its values in words.
    pub values: String,
    /// Whether these values are excluded.
    pub negated: bool,
    /// The filter without it.
    pub without: OrderFilter,
}

/// How many things are in force, the search and the funnels aside: they have controls of their own.
pub fn count(words: Words, filter: &OrderFilter) -> usize {
    let own = OrderFilter { funnel: Choice::default(), ..filter.without_search() };
    in_force(words, &own, &Directory::default(), &Funnels::default()).len()
}

/// Collects what is in force; each field stands here once.
struct Collector<'a> {
    words: Words,
    filter: &'a OrderFilter,
    found: Vec<InForce>,
}

impl Collector<'_> {
    fn push(&mut self, key: &'static str, values: String, negated: bool, without: OrderFilter) {
        self.found.push(InForce { key, name: suggestions::field(self.words, key), values, negated, without });
    }

    /// One for the wanted values of a field and one for the excluded ones.
    fn choice<T: Ord + Clone>(
        &mut self,
        key: &'static str,
        chosen: &Choice<T>,
        text: impl Fn(&T) -> String,
        set: impl Fn(&mut OrderFilter, Choice<T>),
    ) {
        let list = |set: &BTreeSet<T>| set.iter().map(&text).collect::<Vec<_>>().join(", ");
        let Choice { include, exclude } = chosen;
        for (side, negated) in [(include, false), (exclude, true)] {
            if !side.is_empty() {
                let rest = match negated {
                    false => Choice { include: BTreeSet::new(), exclude: exclude.clone() },
                    true => Choice { include: include.clone(), exclude: BTreeSet::new() },
                };
                let mut without = self.filter.clone();
                set(&mut without, rest);
                self.push(key, list(side), negated, without);
            }
        }
    }
}

/// Everything in force, in the order of the form.
pub fn in_force(words: Words, filter: &OrderFilter, directory: &Directory, funnels: &Funnels) -> Vec<InForce> {
    let missing = |name: &str| words.filter_missing(name);
    let stage_name = |slug: &Slug| {
        let found = funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.slug == *slug);
        found.map_or_else(|| missing(slug.as_str()), |s| names::stage(words, s.name.as_deref(), s.kind))
    };
    let funnel_name = |slug: &Slug| {
        let found = funnels.0.iter().find(|f| f.slug == *slug);
        found.map_or_else(|| missing(slug.as_str()), |f| names::funnel(words, f.name.as_deref()))
    };
    let manager_name = |choice: &ManagerChoice| match choice {
        ManagerChoice::Me => words.filter_me().to_owned(),
        ManagerChoice::Nobody => words.filter_nobody().to_owned(),
        ManagerChoice::User(id) => {
            let found = directory.managers.iter().find(|m| m.id == *id);
            found.map_or_else(|| missing(&id.to_string()), |m| m.name.clone())
        }
    };
    let product_name = |slug: &Slug| {
        let found = directory.products.iter().find(|p| p.slug.as_ref() == Some(slug));
        found.map_or_else(|| missing(slug.as_str()), |p| p.title.clone())
    };
    let tag_name = |slug: &Slug| {
        let found = directory.tags.iter().find(|t| t.slug == *slug);
        found.map_or_else(|| missing(slug.as_str()), |t| t.name.clone())
    };
    let client_name = |id: &domain::ids::ContactId| {
        let found = directory.clients.iter().find(|c| c.id == *id);
        found.map_or_else(|| missing(&id.to_string()), |c| c.name.clone())
    };
    let offer_name = |id: &domain::ids::OfferId| {
        let found = directory.offers.iter().find(|o| o.id == *id);
        found.map_or_else(|| missing(&id.to_string()), |o| o.title.clone())
    };

    let OrderFilter {
        funnel,
        stage,
        stage_kind,
        kind,
        payment,
        flags,
        dates,
        amounts,
        manager,
        client,
        product,
        offer,
        tag,
        tag_all,
        texts,
        empty,
        archived,
        search,
        kept_search,
    } = filter;
    let mut all = Collector { words, filter, found: Vec::new() };
    all.choice("funnel", funnel, funnel_name, |f, c| f.funnel = c);
    all.choice("stage", stage, stage_name, |f, c| f.stage = c);
    all.choice("stage_kind", stage_kind, |k| names::stage_kind(words, *k).to_owned(), |f, c| f.stage_kind = c);
    all.choice("kind", kind, |k| names::kind(words, *k).to_owned(), |f, c| f.kind = c);
    all.choice("payment", payment, |p| names::payment(words, *p).to_owned(), |f, c| f.payment = c);
    for (flag, yes) in flags {
        let mut without = filter.clone();
        without.flags.remove(flag);
        all.push(flag.code(), (if *yes { words.yes() } else { words.no() }).to_owned(), false, without);
    }
    for (field, days) in dates {
        let mut without = filter.clone();
        without.dates.remove(field);
        all.push(field.code(), names::days(words, days), days.negated, without);
    }
    for (field, choice) in amounts.iter() {
        all.choice(field.code(), choice, |range| names::amounts(words, range), |f, c| f.amounts.set(field, c));
    }
    all.choice("manager", manager, manager_name, |f, c| f.manager = c);
    all.choice("client", client, client_name, |f, c| f.client = c);
    all.choice("product", product, product_name, |f, c| f.product = c);
    all.choice("offer", offer, offer_name, |f, c| f.offer = c);
    all.choice("tag", tag, tag_name, |f, c| f.tag = c);
    if !tag_all.is_empty() {
        let values = tag_all.iter().map(tag_name).collect::<Vec<_>>().join(", ");
        all.push("tag_all", values, false, OrderFilter { tag_all: BTreeSet::new(), ..filter.clone() });
    }
    for (field, choice) in texts.iter() {
        let value = |text: &domain::filter::Text| suggestions::text(words, field, text.as_str());
        all.choice(field.code(), choice, value, |f, c| f.texts.set(field, c));
    }
    for (what, lacks) in empty {
        let mut without = filter.clone();
        without.empty.remove(what);
        let values = suggestions::lacks(words, *lacks).to_owned();
        let name = suggestions::absence(words, *what);
        all.found.push(InForce { key: "empty", name, values, negated: false, without });
    }
    let archive = match archived {
        Archived::No => None,
        Archived::Only => Some(words.filter_archived_only()),
        Archived::All => Some(words.filter_archived_all()),
    };
    if let Some(values) = archive {
        all.push("archived", values.to_owned(), false, OrderFilter { archived: Archived::No, ..filter.clone() });
    }
    let kept =
        kept_search.as_ref().map(|_| directory.searched.clone().unwrap_or_else(|| words.search_unknown().into()));
    if let Some(values) = kept.or_else(|| Some(search.clone()).filter(|text| !text.is_empty())) {
        let (name, without) = (words.search_submit(), filter.without_search());
        all.found.push(InForce { key: "search", name, values, negated: false, without });
    }
    all.found
}
