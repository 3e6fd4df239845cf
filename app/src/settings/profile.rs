//! One's own profile: name, language, theme, density, shortcuts.

use crate::{
    context::{use_boot, use_words},
    names,
    routes::SETTINGS_PROFILE,
    ui::fields::{Field, Segments, Select},
};
use domain::{Density, user::Theme};
use leptos::prelude::*;

/// The form.
#[component]
pub fn ProfileForm(
    /// Version of the user's row.
    version: i64,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let Some(user) = boot.user else { return ().into_any() };
    let flash = boot.flash.unwrap_or_default();
    let browser = (String::new(), words.language_of_browser().to_owned());
    let offered = boot.languages.offered().iter().map(|l| (l.code().to_owned(), l.endonym().to_owned()));
    let languages = std::iter::once(browser).chain(offered).collect::<Vec<_>>();
    let language = user.locale.filter(|l| boot.languages.offers(*l)).map_or("", |l| l.code());
    let themes = Theme::ALL.map(|t| (t.code().to_owned(), names::theme(words, t).to_owned()));
    let densities = Density::ALL.map(|d| (d.code().to_owned(), names::density(words, d).to_owned()));
    // A box that is not ticked is not sent: the name, which always is, tells that the form was.
    let single_keys =
        if flash.field("name").is_some() { flash.field("single_keys").is_some() } else { user.single_keys };
    view! {
        <form class="settings__form" action=SETTINGS_PROFILE method="post">
            <input type="hidden" name="version" value=version/>
            <section class="panel" aria-labelledby="profile-title">
                <h2 class="panel__title" id="profile-title">{words.settings_identity()}</h2>
                <Field name="name" label=words.name() kind="text" autocomplete="name" value=user.name/>
                <dl class="facts">
                    <div class="fact"><dt>{words.email()}</dt><dd>{user.email}</dd></div>
                    <div class="fact"><dt>{words.user_role()}</dt><dd>{names::role(words, user.role)}</dd></div>
                </dl>
            </section>
            <section class="panel" aria-labelledby="display-title">
                <h2 class="panel__title" id="display-title">{words.settings_display()}</h2>
                <Select name="locale" label=words.language() options=languages value=language/>
                <Segments name="theme" label=words.theme() options=themes.to_vec() value=user.theme.code()/>
                <Segments name="density" label=words.density() options=densities.to_vec() value=user.density.code()/>
                <div class="field">
                    <label class="check">
                        <input type="checkbox" name="single_keys" checked=single_keys aria-describedby="single-keys-note"/>
                        <span>{words.single_keys()}</span>
                    </label>
                    <p class="field__hint" id="single-keys-note">{words.single_keys_hint()}</p>
                </div>
            </section>
            <div class="form__actions">
                <button class="button button--primary">{words.save()}</button>
            </div>
        </form>
    }
    .into_any()
}
