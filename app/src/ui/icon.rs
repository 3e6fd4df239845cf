//! An icon of the Lucide set, drawn inline. Decorative: words beside it, or a label on its control, say the same.

use icondata_core::Icon as IconData;
use leptos::prelude::*;

/// Draws an icon at the size of the text around it.
#[component]
pub fn Icon(
    /// Which one: `icondata_lu::LuSearch`.
    icon: IconData,
    /// Further classes, for colour.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=format!("icon {class}").trim_end().to_owned()
            viewBox=icon.view_box.unwrap_or("0 0 24 24")
            aria-hidden="true"
            inner_html=icon.data
        ></svg>
    }
    .into_any()
}
