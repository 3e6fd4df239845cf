//! The frame of a signed-in page: sections on the left (on top on phones), the account, and the page itself.

use super::{
    help::Help,
    palette::Palette,
    shortcuts::{Overlays, command_key, listen, provide_overlays},
};
use crate::{
    context::{Boot, use_boot, use_home, use_words},
    i18n::Words,
    names, routes,
    shell::{change_notice::Notice, nav::use_nav},
    ui::{icon::Icon, keys::Keys, menu::Menu, toast::ToastRegion},
};
use domain::{Density, Timestamp, user::Theme};
use icondata_lu::{LuCircleUser, LuInbox, LuKeyboard, LuSearch};
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
    let orders = |path: &String| path == "/orders" || path.starts_with("/orders/");
    let in_orders = move || path.with(orders);
    let current = move |here: bool| here.then_some("page");
    let overlays = provide_overlays();
    let single_keys = boot.user.as_ref().is_some_and(|user| user.single_keys);
    listen(overlays, single_keys);
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
                <PaletteButton overlays=overlays/>
                <nav class="frame__nav" aria-label=words.nav_sections()>
                    <a class="nav-link" href=home aria-current=move || current(in_orders())>
                        <Icon icon=LuInbox/>
                        <span>{words.nav_orders()}</span>
                    </a>
                    <div class="frame__leaves" inner_html=use_nav(path.with_untracked(orders))></div>
                </nav>
                {demo()}
                <Account boot=boot.clone() overlays=overlays/>
            </header>
            <main class="frame__main" id="main" tabindex="-1">
                <Notice/>
                <Printed boot=boot.clone()/>
                {children()}
                {demo()}
            </main>
        </div>
        <ToastRegion undo=words.undo() close=words.close()/>
        <Palette overlays=overlays/>
        <Help overlays=overlays single_keys=single_keys/>
    }
    .into_any()
}

/// Opens the palette; by touch there is no other way.
#[component]
fn PaletteButton(
    /// What floats over the page.
    overlays: Overlays,
) -> impl IntoView {
    let words = use_words();
    let command = command_key();
    view! {
        <button
            type="button"
            class="palette-button needs-client"
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| overlays.palette.set(true)
        >
            <Icon icon=LuSearch/>
            <span class="palette-button__label">{words.palette_open()}</span>
            <span class="palette-button__keys" aria-hidden="true">{move || view! { <Keys keys=vec![command.get(), "K"]/> }}</span>
        </button>
    }
    .into_any()
}

/// On paper: whose it is and of when.
#[component]
fn Printed(
    /// The page's request.
    boot: Boot,
) -> impl IntoView {
    let Boot { locale, zone, desk, now, .. } = boot;
    let now = RwSignal::new(now);
    follows_the_clock(now);
    let text = move || format!("{desk} · {}", crate::format::date_time(locale, zone.local(now.get())));
    view! { <p class="frame__printed">{text}</p> }.into_any()
}

/// A page may stand for days before it is printed. Nothing on the server.
fn follows_the_clock(now: RwSignal<Timestamp>) {
    #[cfg(feature = "hydrate")]
    {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of this age are exact")]
        let print = window_event_listener_untyped("beforeprint", move |_| {
            now.set(Timestamp(js_sys::Date::now() as i64));
        });
        on_cleanup(move || print.remove());
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = now;
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
    /// What floats over the page.
    overlays: Overlays,
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
                <button type="button" class="option needs-client" on:click=move |_| overlays.help.set(true)>
                    <Icon icon=LuKeyboard/>
                    {words.keys_title()}
                </button>
                <form action="/session/end" method="post">
                    <button class="button button--wide">{words.sign_out()}</button>
                </form>
            </Menu>
        </div>
    }
    .into_any()
}
