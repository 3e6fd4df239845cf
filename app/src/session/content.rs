//! What the pages before signing in hold: plain forms, in the narrow frame with the languages. Server only.

use crate::{
    context::{use_boot, use_words},
    error::AppError,
    shell::message::set_status,
    ui::fields::{Field, FormError},
};
use domain::filter::decode;
use leptos::prelude::*;
use store::people::links::Purpose;

/// A tab's title and a page's content.
type Page = (String, String);

/// E-mail, password, and where to go afterwards.
pub fn sign_in(query: &str) -> Page {
    let words = use_words();
    let next = decode(query.trim_start_matches('?')).into_iter().find(|(key, _)| key == "next");
    let next = next.map(|(_, value)| value).unwrap_or_default();
    framed(
        words.sign_in_title(),
        view! {
            <FormError/>
            <form class="form" action="/session" method="post">
                <input type="hidden" name="next" value=next/>
                <Field name="email" label=words.email() kind="email" autocomplete="username"/>
                <Field name="password" label=words.password() kind="password" autocomplete="current-password"/>
                <button class="button button--primary button--wide">{words.sign_in_submit()}</button>
            </form>
        }
        .into_any(),
    )
}

/// The form that a one-time link is for, or that it leads nowhere any more.
pub fn welcome(purpose: Option<Purpose>, token: &str) -> Page {
    let words = use_words();
    let (owner, title, submit) = match purpose {
        Some(Purpose::Owner) => (true, words.setup_title(), words.setup_submit()),
        Some(Purpose::Password) => (false, words.welcome_title(), words.welcome_submit()),
        Some(Purpose::Demo) | None => return gone(),
    };
    framed(
        title,
        view! {
            <FormError/>
            {owner.then(|| view! { <p class="entry__intro">{words.setup_intro()}</p> })}
            <form class="form" action=format!("/welcome/{token}") method="post">
                {owner
                    .then(|| {
                        view! {
                            <Field name="desk" label=words.setup_desk() kind="text" autocomplete="organization" optional=true/>
                            <Field name="name" label=words.name() kind="text" autocomplete="name"/>
                            <Field name="email" label=words.email() kind="email" autocomplete="username"/>
                        }
                    })}
                <Field
                    name="password"
                    label=words.password()
                    kind="password"
                    autocomplete="new-password"
                    hint=words.password_hint()
                />
                <Field name="password_repeat" label=words.password_repeat() kind="password" autocomplete="new-password"/>
                <button class="button button--primary button--wide">{submit}</button>
            </form>
        }
        .into_any(),
    )
}

fn gone() -> Page {
    let words = use_words();
    set_status(&AppError::NotFound);
    framed(
        words.not_found_title(),
        view! {
            <p>{words.setup_link_used()}</p>
            <a class="button button--wide" href="/sign-in" rel="external">{words.sign_in()}</a>
        }
        .into_any(),
    )
}

/// The desk does not answer.
pub fn failed(error: &AppError) -> Page {
    let words = use_words();
    set_status(error);
    framed(words.error_title(), view! { <p>{words.unavailable_body()}</p> }.into_any())
}

/// The narrow frame of pages that are seen before signing in, with the languages.
fn framed(title: &'static str, content: AnyView) -> Page {
    let boot = use_boot();
    let words = use_words();
    let languages = boot.languages.offered().iter().map(|&l| {
        let chosen = (l == boot.locale).to_string();
        view! { <button class="option" name="locale" value=l.code() lang=l.code() aria-pressed=chosen>{l.endonym()}</button> }
    });
    let content = view! {
        <p class="entry__brand"><span class="brand__mark" aria-hidden="true">"C"</span>{boot.desk.clone()}</p>
        <section class="entry__card">
            <h1 class="entry__title">{title}</h1>
            {content}
        </section>
        <form class="entry__languages" action="/preferences" method="post" aria-label=words.language()>
            {languages.collect_view()}
        </form>
    };
    (words.page_title(&boot.desk, title), content.to_html())
}
