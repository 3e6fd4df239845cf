//! `/catalogue/…`: offers, products and promo codes: listed, made, changed, taken off sale. Plain forms, written by the
//! server. Orders keep what they were made of.

mod offers;
mod products;
mod promos;

use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    problems,
    routes::{OFFERS, PRODUCTS, PROMOS},
};
use domain::{
    Funnels,
    catalogue::{Offer, Product},
    promo::Promo,
};
use leptos::prelude::*;

/// Which part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Offers.
    Offers,
    /// Products.
    Products,
    /// Promo codes.
    Promos,
}

impl Section {
    const ALL: [Self; 3] = [Self::Offers, Self::Products, Self::Promos];

    /// The section at a path.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.path() == path)
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Offers => OFFERS,
            Self::Products => PRODUCTS,
            Self::Promos => PROMOS,
        }
    }

    const fn name(self, words: Words) -> &'static str {
        match self {
            Self::Offers => words.catalogue_offers(),
            Self::Products => words.catalogue_products(),
            Self::Promos => words.catalogue_promos(),
        }
    }
}

/// What is being filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Something new.
    New,
    /// What has this id.
    Id(i64),
}

/// What a page shows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which part.
    pub section: Section,
    /// What of it is being filled in.
    pub edited: Option<Edited>,
    /// Offers.
    pub offers: Vec<Offer>,
    /// Products.
    pub products: Vec<Product>,
    /// Promo codes.
    pub promos: Vec<Promo>,
    /// Funnels that orders of an offer may begin in.
    pub funnels: Funnels,
    /// Whether the reader may change anything.
    pub may: bool,
}

/// What the page is called.
pub const fn title(words: Words, sheet: &Sheet) -> &'static str {
    sheet.section.name(words)
}

/// The page as HTML.
pub fn html(sheet: &Sheet) -> AnyView {
    let (words, boot) = (use_words(), use_boot());
    let tabs = Section::ALL.map(|tab| {
        let current = (tab == sheet.section).then_some("page");
        view! { <li><a class="tab" href=tab.path() rel="external" aria-current=current>{tab.name(words)}</a></li> }
    });
    let flash = boot.flash.unwrap_or_default();
    let saved = (flash.notice.as_deref() == Some("saved"))
        .then(|| view! { <p class="notice" role="status">{words.sheet_saved()}</p> });
    let whole = flash.error("").map(|code| problems::text(words, code));
    let form = sheet.edited.filter(|_| sheet.may).and_then(|edited| match sheet.section {
        Section::Offers => offers::form(words, sheet, edited),
        Section::Products => products::form(words, sheet, edited),
        Section::Promos => promos::form(words, sheet, edited),
    });
    let list = match sheet.section {
        Section::Offers => offers::list(words, sheet),
        Section::Products => products::list(words, sheet),
        Section::Promos => promos::list(words, sheet),
    };
    let new = (sheet.may && sheet.edited.is_none()).then(|| {
        let name = match sheet.section {
            Section::Offers => words.offer_new(),
            Section::Products => words.product_new(),
            Section::Promos => words.promo_new(),
        };
        view! { <p><a class="button button--primary" href="?edit=new" rel="external">{name}</a></p> }
    });
    view! {
        <h1 class="settings__title">{words.nav_catalogue()}</h1>
        <nav class="settings__pages" aria-label=words.nav_catalogue()><ul class="tabs">{tabs.collect_view()}</ul></nav>
        {saved}
        {whole.map(|text| view! { <p class="notice notice--danger" role="alert">{text}</p> })}
        {form}
        {new}
        {list}
    }
    .into_any()
}

/// The frame of a form: what it is about in the version that is seen, and its buttons.
fn framed(words: Words, title: &'static str, page: &'static str, seen: Option<(i64, i64)>, fields: AnyView) -> AnyView {
    let seen = match seen {
        Some((id, version)) => view! {
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="version" value=version/>
        }
        .into_any(),
        // The same form sent twice makes one.
        None => view! { <input type="hidden" name="fresh" value=store::ids::next().to_string()/> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="form-title">
            <h2 class="panel__title" id="form-title">{title}</h2>
            <form class="form" action=format!("{page}/save") method="post">
                {seen}
                {fields}
                <div class="form__actions">
                    <button class="button button--primary">{words.save()}</button>
                    <a class="button" href=page rel="external">{words.back()}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// A table of the section.
fn table(title: &'static str, heads: &[(&'static str, bool)], rows: Vec<AnyView>, none: &'static str) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="panel__none">{none}</p> }.into_any();
    }
    let heads = heads.iter().map(|(name, sum)| view! { <th scope="col" class=sum.then_some("sum")>{*name}</th> });
    view! {
        <section class="panel">
            <div class="panel__scroll" tabindex="0" role="region" aria-label=title>
                <table class="plain-table">
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Whether it is on sale.
fn on_sale(words: Words, published: bool) -> &'static str {
    if published { words.catalogue_published() } else { words.catalogue_unpublished() }
}

/// The name of something, which leads to its form where the reader may change it.
fn named(sheet: &Sheet, id: i64, name: String) -> AnyView {
    if sheet.may {
        view! { <a class="link" href=format!("?edit={id}") rel="external">{name}</a> }.into_any()
    } else {
        name.into_any()
    }
}

/// A box that puts something on sale.
fn published(words: Words, value: bool) -> AnyView {
    let flash = use_boot().flash.unwrap_or_default();
    // A box that is not ticked is not sent: the title, which always is, tells that the form was.
    let checked = if flash.field("title").is_some() { flash.field("published").is_some() } else { value };
    view! {
        <label class="check">
            <input type="checkbox" name="published" value="yes" checked=checked/>
            <span>{words.catalogue_publish()}</span>
        </label>
    }
    .into_any()
}
