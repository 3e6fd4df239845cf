//! What is ordered: an offer that fills the lines in, or lines of one's own.

use super::Form;
use crate::format;
use domain::Currency;
use leptos::prelude::*;

/// How many empty lines a new form begins with.
const EMPTY: usize = 1;

impl Form<'_> {
    pub(super) fn lines(&self) -> AnyView {
        let words = self.words;
        let (titles, quantities, prices) = (self.all("line_title"), self.all("line_quantity"), self.all("line_price"));
        let kinds = self.all("line_kind");
        let filled = titles.iter().zip(&prices).rposition(|(t, p)| !t.is_empty() || !p.is_empty()).map_or(0, |n| n + 1);
        let wanted = (filled + EMPTY).max(titles.len().min(filled + 2));
        let rows = (0..wanted).map(|n| {
            let at = |all: &[String]| all.get(n).cloned().unwrap_or_default();
            let quantity = at(&quantities);
            let quantity = if quantity.is_empty() { "1".to_owned() } else { quantity };
            view! {
                <div class="new-order__line" role="group" aria-label=words.new_order_line(&(n + 1).to_string())>
                    <input type="hidden" name="line_kind" value=at(&kinds)/>
                    {self.titled("line_title", format!("line_title{n}"), words.order_line_title(), at(&titles))}
                    {self.line("line_quantity", format!("line_quantity{n}"), words.order_quantity(), "decimal", quantity)}
                    {self.line("line_price", format!("line_price{n}"), words.order_unit_price(), "decimal", at(&prices))}
                </div>
            }
        });
        let offers = self.sheet.offers.iter().map(|offer| {
            (offer.id.to_string(), format!("{} · {}", offer.terms.title, format::money(words.0, offer.terms.price)))
        });
        let offers = std::iter::once((String::new(), words.new_order_no_offer().to_owned())).chain(offers).collect();
        let currency = self.sheet.sketch.currency;
        let mut currencies: Vec<String> = ["EUR", "USD", "UAH", "GBP", "PLN", "JPY"].map(str::to_owned).to_vec();
        if currencies.iter().all(|code| code != currency.code()) {
            currencies.insert(0, currency.code().to_owned());
        }
        let others = Currency::all().into_iter().map(|c| c.code().to_owned());
        let others: Vec<String> = others.filter(|code| !currencies.contains(code)).collect();
        let options = currencies.into_iter().chain(others).map(|code| (code.clone(), code)).collect();
        let products = self.sheet.products.iter().map(|title| view! { <option value=title.clone()></option> });
        let content = view! {
            <div class="edit__fields">
                {self.choice("offer", words.sale_offer(), offers, "")}
                <button class="button" name="do" value="offer">{words.new_order_take_offer()}</button>
                {self.choice("currency", words.column_currency(), options, currency.code())}
            </div>
            <datalist id="products">{products.collect_view()}</datalist>
            <div class="new-order__lines">{rows.collect_view()}</div>
            <div class="form__actions">
                <button class="button" name="do" value="line">{words.new_order_add_line()}</button>
            </div>
            <div class="edit__fields">
                {self.field("discount", words.sale_discount(), "decimal")}
                {self
                    .choice(
                        "discount_unit",
                        words.discount_unit(),
                        vec![
                            ("amount".to_owned(), words.discount_amount().to_owned()),
                            ("percent".to_owned(), words.discount_percent().to_owned()),
                        ],
                        "amount",
                    )}
                {self.field("promo", words.column_promo_code(), "text")}
            </div>
        };
        self.panel("lines-title", words.order_lines(), content.into_any())
    }

    /// A title, completed to those of products.
    fn titled(&self, name: &'static str, id: String, label: &'static str, value: String) -> AnyView {
        let error = self.error(&id);
        view! {
            <div class="edit__field new-order__title">
                <label for=id.clone()>{label}</label>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    list="products"
                    maxlength="200"
                    value=value
                    autocomplete="off"
                    aria-invalid=error.is_some().then_some("true")
                />
                {error.map(|text| view! { <p class="field__error">{text}</p> })}
            </div>
        }
        .into_any()
    }
}
