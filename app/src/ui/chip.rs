//! A chip: a word for something that is in force, with a link that takes it away.

use super::icon::Icon;
use icondata_lu::LuX;
use leptos::prelude::*;

/// Shows what is in force and how to take it away.
#[component]
pub fn Chip(
    /// What is in force.
    text: String,
    /// Where it is no longer in force.
    href: String,
    /// What the link does, for those who do not see the cross.
    label: String,
) -> impl IntoView {
    view! {
        <li class="chip">
            <span class="chip__text">{text}</span>
            <a class="chip__remove" href=href aria-label=label.clone() title=label>
                <Icon icon=LuX/>
            </a>
        </li>
    }
    .into_any()
}
