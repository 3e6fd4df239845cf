//! Products.

use super::{Edited, Sheet, framed, named, on_sale, published, table};
use crate::{
    i18n::Words,
    names,
    routes::PRODUCTS,
    ui::fields::{Field, Select},
};
use domain::catalogue::{ProductKind, ProductTerms};
use leptos::prelude::*;

pub(super) fn list(words: Words, sheet: &Sheet) -> AnyView {
    let rows = sheet.products.iter().map(|product| {
        view! {
            <tr>
                <th scope="row">{named(sheet, product.id.0, product.terms.title.clone())}</th>
                <td>{names::product_kind(words, product.terms.kind)}</td>
                <td>{on_sale(words, product.terms.published)}</td>
            </tr>
        }
        .into_any()
    });
    let heads =
        [(words.order_line_title(), false), (words.product_kind(), false), (words.order_payment_state(), false)];
    table(words.catalogue_products(), &heads, rows.collect(), words.catalogue_none())
}

pub(super) fn form(words: Words, sheet: &Sheet, edited: Edited) -> Option<AnyView> {
    let (seen, terms) = match edited {
        Edited::New => (None, ProductTerms { title: String::new(), kind: ProductKind::Course, published: true }),
        Edited::Id(id) => {
            let product = sheet.products.iter().find(|p| p.id.0 == id)?;
            (Some((id, product.version)), product.terms.clone())
        }
    };
    let kinds = ProductKind::ALL.map(|kind| (kind.code().to_owned(), names::product_kind(words, kind).to_owned()));
    let title = if seen.is_some() { words.product_edit() } else { words.product_new() };
    let fields = view! {
        <Field name="title" label=words.order_line_title() kind="text" autocomplete="off" value=terms.title/>
        <Select name="kind" label=words.product_kind() options=kinds.to_vec() value=terms.kind.code()/>
        {published(words, terms.published)}
    };
    Some(framed(words, title, PRODUCTS, seen, fields.into_any()))
}
