//! The elements of the list: measured and moved. On wide screens a region of the page scrolls, on phones the page itself.

use super::elements::focus;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTableSectionElement, Window};

/// Where the width of a screen makes cards of rows; as in the style sheet.
const PHONE: &str = "(max-width: 760px)";

/// What the rows lie on.
pub struct Surface {
    /// Scrolls on wide screens; has the focus when no row has it.
    pub region: HtmlElement,
    sizer: HtmlElement,
    table: HtmlElement,
    body: HtmlTableSectionElement,
    spacer: HtmlElement,
    page: Window,
}

impl Surface {
    /// The elements, once they are there.
    pub fn of(parts: super::Parts) -> Option<Self> {
        use leptos::prelude::*;
        let table: HtmlElement = parts.table.get_untracked()?.into();
        let spacer = table.query_selector(".spacer td").ok().flatten()?.dyn_into().ok()?;
        Some(Self {
            spacer,
            region: parts.region.get_untracked()?.into(),
            sizer: parts.sizer.get_untracked()?.into(),
            table,
            body: parts.body.get_untracked()?,
            page: web_sys::window()?,
        })
    }

    /// Lets the style sheet know that rows are of one height. Whether it did not know, as the server's page is here.
    pub fn set_live(&self) -> bool {
        let begins = !self.table.has_attribute("data-live") && self.body.child_element_count() > 0;
        let _ = self.table.set_attribute("data-live", "");
        begins
    }

    /// Whether the page itself scrolls.
    pub fn is_paged(&self) -> bool {
        self.page.match_media(PHONE).ok().flatten().is_some_and(|query| query.matches())
    }

    /// How far the list is scrolled.
    pub fn at(&self, paged: bool) -> i64 {
        match paged {
            true => -whole(self.sizer.get_bounding_client_rect().top()),
            false => i64::from(self.region.scroll_top()),
        }
    }

    /// Scrolls the list.
    pub fn scroll_to(&self, paged: bool, at: i64) {
        let at = i32::try_from(at).unwrap_or(i32::MAX);
        match paged {
            true => {
                let by = at.saturating_sub(i32::try_from(self.at(true)).unwrap_or_default());
                self.page.scroll_by_with_x_and_y(0.0, f64::from(by));
            }
            false => self.region.set_scroll_top(at),
        }
    }

    /// The height of what is in sight below the head, which is so high.
    pub fn view(&self, paged: bool, head: i64) -> i64 {
        match paged {
            true => self.page.inner_height().ok().and_then(|height| height.as_f64()).map_or(600, whole),
            false => i64::from(self.region.client_height()) - head,
        }
    }

    /// The height of the head; none where rows are cards.
    pub fn head(&self) -> i64 {
        let head = self.table.query_selector("thead tr").ok().flatten();
        head.and_then(|head| head.dyn_into::<HtmlElement>().ok()).map_or(0, |head| i64::from(head.offset_height()))
    }

    /// The height of a row.
    pub fn row(&self) -> Option<i64> {
        let row = self.body.first_element_child()?.dyn_into::<HtmlElement>().ok()?;
        Some(i64::from(row.offset_height())).filter(|height| *height > 0)
    }

    /// Makes the scroller as high as all rows; `rest` of them are not drawn. The table is as high, so that its head stays.
    pub fn set_height(&self, pixels: i64, rest: i64) {
        let _ = self.sizer.style().set_property("height", &format!("{pixels}px"));
        let _ = self.spacer.style().set_property("height", &format!("{}px", rest.max(0)));
    }

    /// Puts the drawn rows at their place. Nothing is laid out for it, and no browser counts it as a shift.
    pub fn set_offset(&self, pixels: i64) {
        let _ = self.body.style().set_property("transform", &format!("translateY({}px)", pixels.max(0)));
    }

    /// The element of the row at a place, if it is drawn.
    pub fn row_at(&self, index: i64) -> Option<Element> {
        self.body.query_selector(&format!("[data-index=\"{index}\"]")).ok().flatten()
    }

    /// The place of the row that holds an element.
    pub fn index_of(&self, element: &Element) -> Option<i64> {
        let row = element.closest("tr[data-index]").ok().flatten()?;
        self.body.contains(Some(&row)).then(|| row.get_attribute("data-index")?.parse().ok()).flatten()
    }

    /// Opens the list of statuses of the row at a place, where the column is shown and may be changed.
    pub fn edit_status(&self, index: i64) {
        let row = self.row_at(index);
        let control = row.and_then(|row| row.query_selector(".col--status .cell-edit").ok().flatten());
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            control.click();
        }
    }

    /// The place of the row that has the focus.
    pub fn focused(&self) -> Option<i64> {
        self.index_of(&self.page.document()?.active_element()?)
    }

    /// Gives the focus to the link of a row. Whether the row is drawn and loaded.
    pub fn focus(&self, index: i64) -> bool {
        focus(self.row_at(index).and_then(|row| row.query_selector("a.number").ok().flatten()))
    }

    /// Gives the focus to the region: the row that had it is gone.
    pub fn focus_region(&self) {
        focus(Some(self.region.clone().into()));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "lengths of a page are far below 2⁵³")]
fn whole(pixels: f64) -> i64 {
    pixels.round() as i64
}
