//! The page behind a one-time link: make the first owner, or choose a password.

use super::{
    api::{LinkPurpose, get_link},
    sign_in::EntryFrame,
};
use crate::{
    context::use_words,
    error::AppError,
    i18n::Words,
    shell::message::set_status,
    ui::fields::{Field, FormError},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form that the link is for, or that it leads nowhere any more.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let words = use_words();
    let token = use_params_map().with_untracked(|p| p.get("token")).unwrap_or_default();
    let link = Resource::new_blocking(
        {
            let token = token.clone();
            move || token.clone()
        },
        get_link,
    );
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match link.await {
                        Ok(Some(purpose)) => form(words, purpose, &token).into_any(),
                        Ok(None) => gone(words).into_any(),
                        Err(error) => {
                            set_status(&error);
                            view! { <EntryFrame title=words.error_title()><p>{words.unavailable_body()}</p></EntryFrame> }
                                .into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn form(words: Words, purpose: LinkPurpose, token: &str) -> impl IntoView {
    let action = format!("/welcome/{token}");
    let owner = purpose == LinkPurpose::Owner;
    let (title, submit) = match purpose {
        LinkPurpose::Owner => (words.setup_title(), words.setup_submit()),
        LinkPurpose::Password => (words.welcome_title(), words.welcome_submit()),
    };
    view! {
        <EntryFrame title=title>
            <FormError/>
            {owner.then(|| view! { <p class="entry__intro">{words.setup_intro()}</p> })}
            <form class="form" action=action method="post">
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
        </EntryFrame>
    }
    .into_any()
}

fn gone(words: Words) -> impl IntoView {
    set_status(&AppError::NotFound);
    view! {
        <EntryFrame title=words.not_found_title()>
            <p>{words.setup_link_used()}</p>
            <a class="button button--wide" href="/sign-in">{words.sign_in()}</a>
        </EntryFrame>
    }
    .into_any()
}
