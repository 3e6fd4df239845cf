//! What the palette offers beside orders: places to go to, and the controls of the page, which it presses for the reader.
//!
//! Nothing can be done here only: whatever is not on the page is not offered.

use super::super::shortcuts::{SEARCH, is_here};
use crate::{
    context::Boot,
    i18n::Words,
    names,
    routes::{self, SETTINGS_DESK, SETTINGS_PROFILE, SETTINGS_USERS},
};
use domain::{
    Density, Funnel, Listing, OrderFilter, StageKind,
    filter::Choice,
    search,
    user::{Permission, Role, Theme},
    view::SavedView,
};
use icondata_core::Icon as IconData;
use icondata_lu::{
    LuBookmark, LuColumns3, LuDownload, LuFunnel, LuInbox, LuKeyboard, LuLanguages, LuListFilter, LuLogOut, LuPalette,
    LuPlus, LuRows3, LuSearch, LuSettings, LuSquareKanban, LuSquareStack, LuTable2, LuUserRoundCog, LuUsers,
};

/// What a choice does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Goes to an address of the client.
    Go(String),
    /// Goes to an address that comes with its document.
    Load(&'static str),
    /// Presses the control that this selector finds.
    Press(String),
    /// Lists the keys.
    Help,
    /// Shows every order that a text finds.
    SearchAll(String),
    /// Asks once more.
    Retry,
}

/// One line of the palette.
#[derive(Clone)]
pub struct Item {
    /// Unique among the lines.
    pub id: String,
    /// In front of it.
    pub icon: IconData,
    /// What it is called.
    pub label: String,
    /// What it is more exactly.
    pub detail: String,
    /// The status of an order.
    pub stage: Option<(String, StageKind)>,
    /// The keys that do the same.
    pub keys: Vec<&'static str>,
    /// What it does.
    pub act: Act,
}

impl Item {
    /// A line of a name only.
    pub fn new(id: impl Into<String>, icon: IconData, label: impl Into<String>, act: Act) -> Self {
        let (id, label) = (id.into(), label.into());
        Self { id, icon, label, detail: String::new(), stage: None, keys: Vec::new(), act }
    }

    fn by(mut self, keys: &[&'static str]) -> Self {
        self.keys = keys.to_vec();
        self
    }
}

/// Lines of one kind.
#[derive(Clone)]
pub struct Group {
    /// What they are.
    pub title: &'static str,
    /// The lines.
    pub items: Vec<Item>,
}

/// Every command of the page, for a reader; `home` is where they begin.
pub fn commands(words: Words, boot: &Boot, home: &str) -> Vec<Group> {
    let single = boot.user.as_ref().is_some_and(|user| user.single_keys);
    let keys = |keys: &'static [&'static str]| if single { keys } else { &[] };
    let owner = boot.user.as_ref().is_some_and(|user| Role::may(user.role, Permission::ManageDesk));
    let control = |name: &str, icon, label: &str| {
        let selector = format!("[data-command={name}]:not([hidden] *)");
        is_here(&selector).then(|| Item::new(name, icon, label, Act::Press(selector)))
    };
    let search = is_here(SEARCH)
        .then(|| Item::new("search", LuSearch, words.search_label(), Act::Press(SEARCH.into())).by(keys(&["/"])));
    let here = [
        search,
        control("filter", LuListFilter, words.filter()),
        control("columns", LuColumns3, words.columns()),
        control("cards", LuSquareStack, words.card_fields()),
        control("view-table", LuTable2, words.view_table()).map(|item| item.by(keys(&["G", "T"]))),
        control("view-board", LuSquareKanban, words.view_kanban()).map(|item| item.by(keys(&["G", "K"]))),
        control("create", LuPlus, words.create_order()).map(|item| item.by(keys(&["C"]))),
        control("views", LuBookmark, words.view_save_as()),
        control("export", LuDownload, words.export()),
    ];
    let mut go = vec![
        Item::new("orders", LuInbox, words.nav_orders(), Act::Go(routes::home(home))).by(keys(&["G", "T"])),
        Item::new("profile", LuUserRoundCog, words.settings_profile(), Act::Load(SETTINGS_PROFILE)),
    ];
    if owner {
        go.push(Item::new("desk", LuSettings, words.settings_desk(), Act::Load(SETTINGS_DESK)));
        go.push(Item::new("users", LuUsers, words.settings_users(), Act::Load(SETTINGS_USERS)));
    }
    let help = Item::new("help", LuKeyboard, words.keys_title(), Act::Help).by(keys(&["?"]));
    let leave = "form[action='/session/end'] button".to_owned();
    let account = vec![help, Item::new("leave", LuLogOut, words.sign_out(), Act::Press(leave))];
    vec![
        Group { title: words.palette_here(), items: here.into_iter().flatten().collect() },
        Group { title: words.palette_go(), items: go },
        Group { title: words.palette_display(), items: display(words, boot) },
        Group { title: words.palette_account(), items: account },
    ]
}

/// Theme, density and language, but for those in force.
fn display(words: Words, boot: &Boot) -> Vec<Item> {
    let choice = |name: &str, value: &str, icon, field: &str, label: &str| {
        let selector = format!("form[action='/preferences'] [name={name}][value={value}]");
        Item::new(format!("{name}-{value}"), icon, words.filter_chip(field, label), Act::Press(selector))
    };
    let density = boot.user.as_ref().map_or(Density::Normal, |user| user.density);
    let themes = Theme::ALL.iter().filter(|t| **t != boot.theme);
    let densities = Density::ALL.iter().filter(|d| **d != density);
    let languages = boot.languages.offered().iter().filter(|l| **l != boot.locale);
    themes
        .map(|t| choice("theme", t.code(), LuPalette, words.theme(), names::theme(words, *t)))
        .chain(densities.map(|d| choice("density", d.code(), LuRows3, words.density(), names::density(words, *d))))
        .chain(languages.map(|l| choice("locale", l.code(), LuLanguages, words.language(), l.endonym())))
        .collect()
}

/// The saved views and, where there are several, the funnels.
pub fn places(words: Words, views: &[SavedView], funnels: &[Funnel]) -> Vec<Group> {
    let view = |view: &SavedView| {
        Item::new(format!("view-{}", view.id), LuBookmark, &*view.name, Act::Go(routes::orders(&view.listing())))
    };
    let funnel = |funnel: &Funnel| {
        let only = OrderFilter { funnel: Choice::default().toggled(&funnel.slug), ..OrderFilter::default() };
        let to = routes::orders(&Listing::default().with_filter(only));
        let name = names::funnel(words, funnel.name.as_deref());
        Item::new(format!("funnel-{}", funnel.slug.as_str()), LuFunnel, name, Act::Go(to))
    };
    let funnels = if funnels.len() > 1 { funnels.iter().map(funnel).collect() } else { Vec::new() };
    vec![
        Group { title: words.views(), items: views.iter().map(view).collect() },
        Group { title: words.funnels(), items: funnels },
    ]
}

/// The lines whose group and name contain every word that is typed.
pub fn matching(groups: Vec<Group>, typed: &str) -> Vec<Group> {
    let folded = search::fold(typed);
    let fits = |title: &str, item: &Item| {
        let text = search::fold(&format!("{title} {}", item.label));
        folded.split_whitespace().all(|piece| text.contains(piece))
    };
    let kept = groups.into_iter().map(|Group { title, items }| {
        let items = items.into_iter().filter(|item| fits(title, item)).collect();
        Group { title, items }
    });
    kept.filter(|group: &Group| !group.items.is_empty()).collect()
}
