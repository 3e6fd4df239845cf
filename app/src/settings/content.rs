//! What a settings page holds, written by the server: the title, the way to the other pages, what the last form said, and
//! the forms. For those who may not see it, that they may not, with status 403.

use super::{
    desk::DeskForm, funnels::Shown, outcome::Outcome, profile::ProfileForm, section::Section, sessions::Sessions,
    users::Team,
};
use crate::{
    context::{use_boot, use_words},
    error::AppError,
    i18n::Words,
    shell::message::{Message, set_status},
};
use domain::{
    Role,
    desk::DeskFacts,
    funnel::shape::FunnelSheet,
    user::{SessionLabel, team::Member},
};
use leptos::prelude::*;

/// What the server read for a settings page; it comes with the request.
#[derive(Clone, Debug)]
pub enum Sheet {
    /// One's own profile, besides what is known of whoever is signed in.
    Profile {
        /// Version of the user's row, for the guard of a change.
        version: i64,
        /// Sessions in force, the one used last first.
        sessions: Vec<SessionLabel>,
    },
    /// The desk.
    Desk(DeskSheet),
    /// Everybody on the team.
    Team(Vec<Member>),
    /// Every funnel, and what of them is shown.
    Funnels(Vec<FunnelSheet>, Shown),
}

/// The desk's settings, and what they can be.
#[derive(Clone, Debug)]
pub struct DeskSheet {
    /// Version of the settings, for the guard of a change.
    pub version: i64,
    /// Name.
    pub name: String,
    /// Zone, currency and languages.
    pub facts: DeskFacts,
    /// IANA names of the zones that are offered.
    pub zones: Vec<&'static str>,
    /// Codes of every currency.
    pub currencies: Vec<&'static str>,
}

/// What the page is called; for those who may not see it, that they may not.
pub fn title(words: Words, section: Section) -> &'static str {
    let role = use_boot().user.map(|user| user.role);
    let may = role.is_some_and(|role| Role::may(role, section.permission()));
    if may { section.name(words) } else { words.forbidden_title() }
}

/// The page as HTML.
pub fn html(section: Section) -> String {
    let role = use_boot().user.map(|user| user.role);
    let may = |section: &Section| role.is_some_and(|role| Role::may(role, section.permission()));
    if !may(&section) {
        return forbidden().to_html();
    }
    let words = use_words();
    let tabs = Section::ALL
        .into_iter()
        .filter(may)
        .map(|tab| {
            let current = (tab == section).then_some("page");
            view! { <li><a class="tab" href=tab.path() rel="external" aria-current=current>{tab.name(words)}</a></li> }
        })
        .collect_view();
    let sheet = use_context::<axum::http::request::Parts>().and_then(|parts| parts.extensions.get::<Sheet>().cloned());
    let content = sheet.map(|sheet| match sheet {
        Sheet::Profile { version, sessions } => {
            view! { <ProfileForm version=version/><Sessions sessions=sessions/> }.into_any()
        }
        Sheet::Desk(sheet) => view! { <DeskForm sheet=sheet/> }.into_any(),
        Sheet::Team(members) => view! { <Team members=members/> }.into_any(),
        Sheet::Funnels(sheets, shown) => super::funnels::page(&sheets, shown),
    });
    view! {
        <h1 class="settings__title">{words.nav_settings()}</h1>
        <nav class="settings__pages" aria-label=words.settings_pages()>
            <ul class="tabs">{tabs}</ul>
        </nav>
        <Outcome section=section/>
        {content}
    }
    .to_html()
}

pub(crate) fn forbidden() -> impl IntoView {
    let words = use_words();
    set_status(&AppError::Forbidden);
    view! {
        <h1 class="visually-hidden">{words.forbidden_title()}</h1>
        <Message title=words.forbidden_title() body=words.forbidden_body()>
            <a class="button" href="/orders">{words.order_back()}</a>
        </Message>
    }
}
