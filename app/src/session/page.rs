//! The pages that are seen before signing in. What they hold comes from the server as HTML (`content`): the client, which
//! has nothing to add to plain forms, carries nothing of it.

use super::api::get_entry;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The page that the address names.
#[component]
pub fn EntryPage() -> impl IntoView {
    let location = use_location();
    let address = format!("{}?{}", location.pathname.get_untracked(), location.search.get_untracked());
    let entry = Resource::new_blocking(move || address.clone(), get_entry);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let (title, content) = entry.await.unwrap_or_default();
                view! {
                    <Title text=title/>
                    <main class="entry" id="main" inner_html=content></main>
                }
            })}
        </Suspense>
    }
    .into_any()
}
