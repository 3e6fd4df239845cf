//! The frame of a signed-in page: sections on the left (on top on phones), the account, and the page itself.

use crate::{
    context::{Boot, use_boot, use_home, use_words},
    i18n::Words,
    names,
    routes::{self, SETTINGS_PROFILE},
    shell::change_notice::Notice,
    ui::{icon::Icon, menu::Menu, toast::ToastRegion},
};
use domain::{Density, user::Theme};
use icondata_lu::{LuCircleUser, LuInbox, LuSettings};
use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The frame around a page.
#[component]
pub fn Frame(
    /// What the page is called, in the tab of the browser.
    #[prop(into)]
    title: Signal<String>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let boot = use_boot();
    let words = use_words();
    let desk = boot.desk.clone();
    let begins = use_home().0;
    let home = move || routes::home(&begins.get());
    // Beside the sections on wide screens, below the page on phones, where height is dear.
    let path = use_location().pathname;
    let in_settings = move || path.with(|path| path == "/settings" || path.starts_with("/settings/"));
    let current = move |here: bool| here.then_some("page");
    let demo = || boot.demo.then(|| view! { <p class="frame__demo">{words.demo_banner()}</p> });
    view! {
        <Title text=tab_title(words, desk, title)/>
        <a class="skip-link" href="#main" rel="external">{words.nav_skip_to_content()}</a>
        <div class="frame">
            <header class="frame__side">
                <a class="brand" href=home>
                    <span class="brand__mark" aria-hidden="true">"C"</span>
                    <span class="brand__name">{boot.desk.clone()}</span>
                </a>
                <nav class="frame__nav" aria-label=words.nav_sections()>
                    <a class="nav-link" href=home aria-current=move || current(!in_settings())>
                        <Icon icon=LuInbox/>
                        <span>{words.nav_orders()}</span>
                    </a>
                    // Loaded whole: what a form said, and the desk's name, come with the document.
                    <a
                        class="nav-link nav-link--settings"
                        href=SETTINGS_PROFILE
                        rel="external"
                        aria-current=move || current(in_settings())
                    >
                        <Icon icon=LuSettings/>
                        <span class="nav-link__label">{words.nav_settings()}</span>
                    </a>
                </nav>
                {demo()}
                <Account boot=boot.clone()/>
            </header>
            <main class="frame__main" id="main" tabindex="-1">
                <Notice/>
                {children()}
                {demo()}
            </main>
        </div>
        <ToastRegion undo=words.undo() close=words.close()/>
    }
    .into_any()
}

/// The server writes the head when the page's signals are already gone: it reads them while it draws the page.
#[cfg(feature = "ssr")]
fn tab_title(words: Words, desk: String, title: Signal<String>) -> TextProp {
    words.page_title(&desk, &title.get_untracked()).into()
}

/// Follows the page.
#[cfg(not(feature = "ssr"))]
fn tab_title(words: Words, desk: String, title: Signal<String>) -> TextProp {
    (move || words.page_title(&desk, &title.get())).into()
}

/// Who is signed in, with language, theme, density and the way out. Plain forms: they work without the client.
#[component]
fn Account(
    /// The page's request.
    boot: Boot,
) -> impl IntoView {
    let words = use_words();
    let Some(user) = boot.user else { return ().into_any() };
    let choice =
        |name: &'static str, value: &'static str, label: &'static str, lang: Option<&'static str>, chosen: bool| {
            view! {
                <button class="option" name=name value=value lang=lang aria-pressed=chosen.to_string()>{label}</button>
            }
        };
    let languages = boot.languages.offered().iter();
    let languages =
        languages.map(|l| choice("locale", l.code(), l.endonym(), Some(l.code()), *l == boot.locale)).collect_view();
    let themes =
        Theme::ALL.map(|t| choice("theme", t.code(), names::theme(words, t), None, t == boot.theme)).collect_view();
    let densities = Density::ALL
        .map(|d| choice("density", d.code(), names::density(words, d), None, d == user.density))
        .collect_view();
    view! {
        <div class="frame__account">
            <Menu label=user.name.clone() icon=LuCircleUser title=words.user_menu_of(&user.name) class="menu--account">
                <p class="menu__who">
                    <strong>{user.name.clone()}</strong>
                    <span>{user.email.clone()}</span>
                    <span>{names::role(words, user.role)}</span>
                </p>
                <form class="options" action="/preferences" method="post">
                    <fieldset class="options__group">
                        <legend>{words.language()}</legend>
                        {languages}
                    </fieldset>
                    <fieldset class="options__group">
                        <legend>{words.theme()}</legend>
                        {themes}
                    </fieldset>
                    <fieldset class="options__group">
                        <legend>{words.density()}</legend>
                        {densities}
                    </fieldset>
                </form>
                <form action="/session/end" method="post">
                    <button class="button button--wide">{words.sign_out()}</button>
                </form>
            </Menu>
        </div>
    }
    .into_any()
}
