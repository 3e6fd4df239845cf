//! Saved views as tabs above the list: what is looked at, whether it differs from what was saved, and saving it.
//!
//! Plain forms to `/views`: they work without the client.

use super::page::Screen;
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    routes,
    ui::{icon::Icon, menu::Menu},
};
use domain::{
    Listing, OrderFilter,
    filter::Flag,
    listing::ATTENTION_MOST,
    user::{Permission, Role},
    view::{NAME_MAX, SavedView},
};
use icondata_lu::{LuBookmark, LuStar, LuUsers};
use leptos::prelude::*;

/// The tabs.
#[component]
pub fn Views(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    view! {
        <Transition>
            {move || {
                let listing = screen.listing.get();
                Suspend::new(async move {
                    let views = screen.views.await.unwrap_or_default();
                    let counted = screen.page.await.map_or(0, |page| page.attention);
                    // What was asked for before belongs to the page before.
                    screen.attention.set(None);
                    #[cfg(feature = "ssr")]
                    open_alone(&listing, &views);
                    view! { <Tabs screen=screen listing=listing views=views counted=counted/> }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// `saved=ID` alone opens that view.
#[cfg(feature = "ssr")]
fn open_alone(listing: &Listing, views: &[SavedView]) {
    let search = leptos_router::hooks::use_location().search.get_untracked();
    let pairs = domain::filter::decode(search.trim_start_matches('?'));
    let alone = pairs.len() == 1 && pairs.iter().all(|(key, _)| key == "saved");
    if let Some(view) = views.iter().find(|v| Some(v.id) == listing.saved && alone)
        && view.differs(listing)
    {
        leptos_axum::redirect(&routes::orders(&view.listing()));
    }
}

#[component]
fn Tabs(
    /// The screen.
    screen: Screen,
    /// What the URL says.
    listing: Listing,
    /// The views that the reader sees.
    views: Vec<SavedView>,
    /// How many orders needed somebody when the page came.
    counted: i64,
) -> impl IntoView {
    let words = use_words();
    let open = views.iter().find(|view| Some(view.id) == listing.saved).cloned();
    let gone = listing.saved.is_some() && open.is_none();
    // What needs somebody comes first.
    let begins = Listing { columns: listing.columns.clone(), card: listing.card.clone(), ..Listing::default() };
    let all = routes::orders(&begins);
    let filter = OrderFilter { flags: [(Flag::Attention, true)].into(), ..OrderFilter::default() };
    let urgent = routes::orders(&Listing { filter, ..begins });
    let links = |class: &'static str| {
        let tabs = views.iter().map(|view| link(class, view, open.as_ref().is_some_and(|o| o.id == view.id)));
        let current = |here: bool| (here && listing.saved.is_none()).then_some("page");
        let attention_only = listing.filter.flags.get(&Flag::Attention) == Some(&true);
        let count = move || {
            let (n, most) = (screen.attention.get().unwrap_or(counted), ATTENTION_MOST - 1);
            let text = if n > most { format!("{most}+") } else { n.to_string() };
            (n > 0).then(|| view! { " "<span class="tab__count">{text}</span> })
        };
        view! {
            <li><a class=class href=urgent.clone() aria-current=current(attention_only)>{words.attention()}{count}</a></li>
            <li><a class=class href=all.clone() aria-current=current(!attention_only)>{words.view_all()}</a></li>
            {tabs.collect_view()}
        }
        .into_any()
    };
    let (tabs, options) = (links("tab"), links("option"));
    let changed = open.as_ref().filter(|view| view.differs(&listing)).cloned();
    view! {
        <nav class="views" aria-label=words.views()>
            <ul class="tabs">{tabs}</ul>
            {changed.map(|view| view! { <Changed listing=listing.clone() view=view/> })}
            <ViewMenu listing=listing.clone() open=open.clone()>
                <ul class="views__list">{options}</ul>
            </ViewMenu>
        </nav>
        {gone.then(|| view! { <p class="notice" role="status">{words.view_gone()}</p> })}
    }
    .into_any()
}

/// One view, to be opened.
fn link(class: &'static str, view: &SavedView, current: bool) -> impl IntoView + use<> {
    let words = use_words();
    let mark = match (view.is_default, view.shared) {
        (true, _) => Some((LuStar, words.view_is_default())),
        (_, true) => Some((LuUsers, words.view_is_shared())),
        _ => None,
    };
    view! {
        <li>
            <a class=class href=routes::orders(&view.listing()) aria-current=current.then_some("page")>
                {view.name.clone()}
                {mark.map(|(icon, said)| view! { <Icon icon=icon/><span class="visually-hidden">{said}</span> })}
            </a>
        </li>
    }
    .into_any()
}

/// The hidden fields of a form about a view.
fn about(view: &SavedView, act: &'static str, link: &str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="id" value=view.id.to_string()/>
        <input type="hidden" name="version" value=view.version.to_string()/>
        <input type="hidden" name="do" value=act/>
        <input type="hidden" name="query" value=link.to_owned()/>
    }
}

/// What is looked at differs from the view: keep it in the view, or go back to the view.
#[component]
fn Changed(
    /// What the URL says.
    listing: Listing,
    /// The view that it began with.
    view: SavedView,
) -> impl IntoView {
    let words = use_words();
    let may = may_change(&view);
    view! {
        <div class="views__changed">
            <span class="views__note">{words.view_changed()}</span>
            {may.then(|| {
                view! {
                    <form action="/views" method="post">
                        {about(&view, "replace", &listing.lasting().to_query())}
                        <input type="hidden" name="name" value=view.name.clone()/>
                        <input type="hidden" name="shared" value=if view.shared { "yes" } else { "" }/>
                        <button class="button">{words.save()}</button>
                    </form>
                }
            })}
            <a class="button" href=routes::orders(&view.listing())>{words.view_discard()}</a>
        </div>
    }
    .into_any()
}

fn may_change(view: &SavedView) -> bool {
    use_boot().user.is_some_and(|user| view.may_change(user.role))
}

/// Saving what is looked at as a view, and what else can be done with the open one.
#[component]
fn ViewMenu(
    /// What the URL says.
    listing: Listing,
    /// The view that is open.
    open: Option<SavedView>,
    /// The views, where their tabs have no room.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let shares = boot.user.as_ref().is_some_and(|user| Role::may(user.role, Permission::EditOrders));
    let flash = boot.flash.unwrap_or_default();
    let wrong = flash.error("view_name").map(|code| error(words, code));
    let typed = flash.typed("view_name");
    let link = listing.lasting().to_query();
    let back = listing.to_link();
    view! {
        <Menu label=words.view_menu() icon=LuBookmark class="menu--end menu--wide" command="views">
            {children()}
            <form class="form" action="/views" method="post">
                <input type="hidden" name="do" value="create"/>
                <input type="hidden" name="query" value=link.clone()/>
                <input type="hidden" name="back" value=back.clone()/>
                <div class="field">
                    <label class="field__label" for="view_name">{words.view_name()}</label>
                    <input
                        class="input"
                        id="view_name"
                        name="name"
                        value=typed
                        maxlength=NAME_MAX.to_string()
                        autocomplete="off"
                        required=true
                        aria-invalid=wrong.is_some().then_some("true")
                        aria-describedby=wrong.is_some().then_some("view_name_error")
                    />
                    {wrong.map(|text| view! { <p class="field__error" id="view_name_error">{text}</p> })}
                </div>
                {shares.then(|| check("shared", words.view_share()))}
                {check("begin", words.view_begin())}
                <button class="button button--primary">{words.view_save_as()}</button>
            </form>
            {open.map(|view| view! { <OpenView view=view back=back/> })}
        </Menu>
    }
    .into_any()
}

fn check(name: &'static str, label: &'static str) -> impl IntoView {
    view! { <label class="check"><input type="checkbox" name=name value="yes"/><span>{label}</span></label> }
}

fn error(words: Words, code: &str) -> &'static str {
    match code {
        "view_taken" => words.view_taken(),
        "view_many" => words.view_many(),
        "view_conflict" => words.conflict_body(),
        _ => words.view_name_wrong(),
    }
}

/// Beginning with the open view, renaming it, removing it.
#[component]
fn OpenView(
    /// The open view.
    view: SavedView,
    /// Where a refused form leads.
    back: String,
) -> impl IntoView {
    let words = use_words();
    let (begin, label) =
        if view.is_default { ("begin_with_all", words.view_begin_not()) } else { ("begin", words.view_begin_open()) };
    let may = may_change(&view);
    view! {
        <div class="views__open">
            <p class="views__name">{view.name.clone()}</p>
            <form action="/views" method="post">
                {about(&view, begin, &view.query)}
                <button class="option">{label}</button>
            </form>
            {may.then(|| {
                view! {
                    <form class="views__rename" action="/views" method="post">
                        {about(&view, "replace", &view.query)}
                        <input type="hidden" name="back" value=back/>
                        <input type="hidden" name="shared" value=if view.shared { "yes" } else { "" }/>
                        <input class="input" name="name" value=view.name.clone() maxlength=NAME_MAX.to_string() required=true aria-label=words.view_rename()/>
                        <button class="button">{words.view_rename()}</button>
                    </form>
                    <form action="/views" method="post">
                        {about(&view, "delete", &view.query)}
                        <button class="option option--danger">{words.view_delete()}</button>
                    </form>
                }
            })}
        </div>
    }
    .into_any()
}
