//! A row of the table as HTML: a box to choose it, and a cell for each column. The server and the client write the same
//! text; in the browser an element is used again for other orders. Pure.

use super::cell::{self, column_class};
use crate::{context::Boot, i18n::Words, routes, ui::html::Html};
use chrono::Datelike;
use domain::{Column, Listing, Order};

/// Writes rows of one list.
pub struct Pen {
    /// The columns in order.
    pub columns: Vec<Column>,
    /// What the URL says.
    pub listing: Listing,
    /// The page's request.
    pub boot: Boot,
    /// Whether the reader may change what rows show.
    pub may_edit: bool,
    /// The desk's present year, which dates leave out.
    pub year: i32,
}

impl Pen {
    /// What writes the rows of a listing.
    pub fn new(listing: &Listing, boot: &Boot, may_edit: bool) -> Self {
        Self {
            columns: listing.columns.iter().collect(),
            listing: listing.clone(),
            boot: boot.clone(),
            may_edit,
            year: boot.zone.date_of(boot.now).year(),
        }
    }

    pub(super) const fn words(&self) -> Words {
        Words(self.boot.locale)
    }

    /// Rows of these orders, as the server draws them.
    pub fn rows(&self, orders: &[Order]) -> String {
        let mut html = Html::default();
        for order in orders {
            html.raw("<tr class='row'>");
            self.cells(&mut html, order, false);
            html.raw("</tr>");
        }
        html.finish()
    }

    /// The cells of an order.
    pub fn cells(&self, html: &mut Html, order: &Order, stays: bool) {
        let words = self.words();
        html.raw("<td class='col--select'><label class='choose'>");
        html.raw("<input type='checkbox' name='order' form='bulk' autocomplete='off'");
        html.value("value", &format!("{}:{}", order.id, order.version));
        html.value("aria-label", &words.choose_order(order.number.as_str())).raw("></label>");
        if stays {
            html.raw("<span class='visually-hidden'>").text(words.row_stays()).raw("</span>");
        }
        html.raw("</td>");
        let href = routes::order(&order.number, &self.listing);
        for column in &self.columns {
            cell::write(html, *column, order, &href, self);
        }
    }

    /// The cells of an order that is not loaded yet: as high as others.
    pub fn blank(&self, html: &mut Html) {
        html.raw("<td class='col--select'></td>");
        for column in &self.columns {
            html.raw("<td").value("class", column_class(*column));
            html.raw("><span class='skeleton' aria-hidden='true'></span></td>");
        }
    }
}
