//! What holds of the whole page, said on `<html>`, where the style sheet reads it.
//!
//! A rule that looks for an element anywhere (`body:has(…)`) would be asked again about every element of the page whenever
//! a row or a card comes or goes.

use leptos::prelude::*;

/// Says a name on `<html>` while something holds, and as long as its screen is there. Only in the browser.
pub fn says(name: &'static str, holds: impl Fn() -> bool + 'static) {
    let say = move |holds| {
        if let Some(root) = document().document_element() {
            let _ = root.toggle_attribute_with_force(name, holds);
        }
    };
    Effect::new(move |_| say(holds()));
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            say(false);
        }
    });
}
