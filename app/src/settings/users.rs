//! The team: who is on it, and the form that invites somebody. For the desk's owner.

use super::members::Members;
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    names,
    routes::SETTINGS_USERS,
    ui::fields::Field,
};
use domain::{Role, user::team::Member};
use leptos::prelude::*;

/// Everybody, and the form.
#[component]
pub fn Team(
    /// Those who may sign in first.
    members: Vec<Member>,
) -> impl IntoView {
    view! { <div class="team"><Members members=members/><Invitation/></div> }.into_any()
}

#[component]
fn Invitation() -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let chosen = Role::parse(&flash.typed("role")).unwrap_or(Role::Manager);
    // The weakest is named last; the one that most people get is chosen already.
    let roles = Role::ALL
        .map(|role| {
            let note = format!("role-{}", role.code());
            view! {
                <div class="role">
                    <label class="check">
                        <input
                            type="radio"
                            name="role"
                            value=role.code()
                            checked=role == chosen
                            aria-describedby=note.clone()
                        />
                        <span>{names::role(words, role)}</span>
                    </label>
                    <p class="role__note" id=note>{what_it_may(words, role)}</p>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="invite-title">
            <h2 class="panel__title" id="invite-title">{words.invite_title()}</h2>
            <p class="panel__none">{words.invite_hint()}</p>
            <form class="form" action=SETTINGS_USERS method="post">
                <Field name="name" label=words.name() kind="text" autocomplete="off"/>
                <Field name="email" label=words.email() kind="email" autocomplete="off"/>
                <fieldset class="field" id="role">
                    <legend class="field__label">{words.user_role()}</legend>
                    {roles}
                </fieldset>
                <div class="form__actions">
                    <button class="button button--primary">{words.invite_submit()}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

const fn what_it_may(words: Words, role: Role) -> &'static str {
    match role {
        Role::Owner => words.role_owner_may(),
        Role::Manager => words.role_manager_may(),
        Role::Viewer => words.role_viewer_may(),
    }
}
