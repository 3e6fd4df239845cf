//! Makes the elements of a column those of the cards that are to be drawn.

use super::{super::html, Drawn, LaneView};
use domain::{Order, scroll::Window};
use leptos::prelude::document;
use std::{collections::BTreeMap, sync::Arc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

impl LaneView {
    /// Makes the elements those of a window. What has not changed keeps its element, and with it the focus. How many
    /// cards were made.
    pub(super) fn fill(&self, window: Window) -> usize {
        for blank in self.blanks.borrow_mut().drain(..) {
            blank.remove();
        }
        let wanted: Vec<(i64, Option<Arc<Order>>)> =
            (window.first..window.end()).map(|index| (index, self.rows.get(index))).collect();
        let mut old = std::mem::take(&mut *self.drawn.borrow_mut());
        let active = document().active_element();
        let mut refocus = None;
        old.retain(|id, drawn| {
            let now = wanted.iter().find_map(|(_, order)| order.as_ref().filter(|order| order.id == *id));
            let same = now.is_some_and(|now| {
                drawn.order.as_ref().is_some_and(|was| Arc::ptr_eq(was, now)) && drawn.stays == self.rows.stays(*id)
            });
            if !same {
                let had_focus = active.as_ref().is_some_and(|active| drawn.element.contains(Some(active)));
                if had_focus {
                    refocus = Some(*id);
                }
                drawn.element.remove();
            }
            same
        });
        let (mut next, mut new) = (BTreeMap::new(), 0);
        let mut cursor = self.list.first_element_child();
        for (index, order) in wanted {
            let drawn = match order.as_ref().and_then(|order| old.remove(&order.id)) {
                Some(drawn) => Some(drawn),
                None => {
                    new += usize::from(order.is_some());
                    let stays = order.as_ref().is_some_and(|order| self.rows.stays(order.id));
                    let html = match &order {
                        Some(order) => {
                            let when = self.shared.ago.of(order.created_at);
                            self.shared.page().card(order, index, stays, when)
                        }
                        None => html::Page::blank(index),
                    };
                    let made = self.made(&html);
                    if let (Some(element), None) = (made.as_ref().and_then(|m| m.dyn_ref::<HtmlElement>()), &order) {
                        // The place of a card that is not loaded yet is as high as others.
                        let _ = element.style().set_property("height", &format!("{}px", self.ruler.borrow().row()));
                    }
                    made.map(|element| Drawn { element, order: order.clone(), stays })
                }
            };
            let Some(drawn) = drawn else { continue };
            let _ = drawn.element.set_attribute("data-index", &index.to_string());
            if cursor.as_ref() == Some(&drawn.element) {
                cursor = drawn.element.next_element_sibling();
            } else {
                let _ = self.list.insert_before(&drawn.element, cursor.as_ref().map(AsRef::as_ref));
            }
            match order {
                Some(order) => {
                    self.mark(order.id, &drawn.element);
                    next.insert(order.id, drawn);
                }
                None => self.blanks.borrow_mut().push(drawn.element),
            }
        }
        if let Some(drawn) = refocus.and_then(|id| next.get(&id)) {
            let link = drawn.element.query_selector("a.number").ok().flatten();
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                let _ = link.focus();
            }
        } else if refocus.is_some() {
            let _ = self.scroll.focus();
        }
        *self.drawn.borrow_mut() = next;
        new
    }

    fn made(&self, html: &str) -> Option<Element> {
        let holder = document().create_element("ol").ok()?;
        holder.set_inner_html(html);
        holder.first_element_child()
    }
}
