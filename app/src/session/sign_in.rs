//! The page to sign in. A plain form: it needs no client.

use crate::{
    context::{use_boot, use_words},
    ui::fields::{Field, FormError},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// E-mail, password, and where to go afterwards.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = use_words();
    let next = use_query_map().with_untracked(|q| q.get("next")).unwrap_or_default();
    view! {
        <EntryFrame title=words.sign_in_title()>
            <FormError/>
            <form class="form" action="/session" method="post">
                <input type="hidden" name="next" value=next/>
                <Field name="email" label=words.email() kind="email" autocomplete="username"/>
                <Field name="password" label=words.password() kind="password" autocomplete="current-password"/>
                <button class="button button--primary button--wide">{words.sign_in_submit()}</button>
            </form>
        </EntryFrame>
    }
    .into_any()
}

/// The narrow frame of pages that are seen before signing in, with the languages.
#[component]
pub fn EntryFrame(
    /// What the page is called.
    title: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let boot = use_boot();
    let words = use_words();
    let languages = boot
        .languages
        .offered()
        .iter()
        .map(|&l| {
            let chosen = (l == boot.locale).to_string();
            view! { <button class="option" name="locale" value=l.code() lang=l.code() aria-pressed=chosen>{l.endonym()}</button> }
        })
        .collect_view();
    view! {
        <Title text=words.page_title(&boot.desk, title)/>
        <main class="entry" id="main">
            <p class="entry__brand"><span class="brand__mark" aria-hidden="true">"C"</span>{boot.desk.clone()}</p>
            <section class="entry__card">
                <h1 class="entry__title">{title}</h1>
                {children()}
            </section>
            <form class="entry__languages" action="/preferences" method="post" aria-label=words.language()>
                {languages}
            </form>
        </main>
    }
    .into_any()
}
