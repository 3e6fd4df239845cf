//! The frame of every settings page: its title, the way to the other ones, and what the last form said.

use super::outcome::Outcome;
use crate::{
    context::{use_boot, use_words},
    error::AppError,
    i18n::Words,
    routes::{SETTINGS_DESK, SETTINGS_PROFILE, SETTINGS_USERS},
    shell::{
        frame::Frame,
        message::{Message, set_status},
    },
};
use domain::{Role, user::Permission};
use leptos::prelude::*;

/// A settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// One's own profile.
    Profile,
    /// The desk.
    Desk,
    /// The team.
    Users,
}

impl Section {
    const ALL: [Self; 3] = [Self::Profile, Self::Desk, Self::Users];

    const fn path(self) -> &'static str {
        match self {
            Self::Profile => SETTINGS_PROFILE,
            Self::Desk => SETTINGS_DESK,
            Self::Users => SETTINGS_USERS,
        }
    }

    const fn name(self, words: Words) -> &'static str {
        match self {
            Self::Profile => words.settings_profile(),
            Self::Desk => words.settings_desk(),
            Self::Users => words.settings_users(),
        }
    }

    const fn permission(self) -> Permission {
        match self {
            Self::Profile => Permission::OwnPreferences,
            Self::Desk | Self::Users => Permission::ManageDesk,
        }
    }
}

/// A settings page for those who may see it; for others the page that says so, with status 403.
#[component]
pub fn SettingsFrame(
    /// Which one.
    section: Section,
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let role = use_boot().user.map(|user| user.role);
    let may = |section: &Section| role.is_some_and(|role| Role::may(role, section.permission()));
    if !may(&section) {
        set_status(&AppError::Forbidden);
        return view! {
            <Frame title=words.forbidden_title()>
                <h1 class="visually-hidden">{words.forbidden_title()}</h1>
                <Message title=words.forbidden_title() body=words.forbidden_body()>
                    <a class="button" href="/orders">{words.order_back()}</a>
                </Message>
            </Frame>
        }
        .into_any();
    }
    let tabs = Section::ALL
        .into_iter()
        .filter(may)
        .map(|tab| {
            let current = (tab == section).then_some("page");
            view! {
                <li>
                    <a class="tabs__link" href=tab.path() rel="external" aria-current=current>{tab.name(words)}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <Frame title=section.name(words)>
            <div class="settings">
                <h1 class="settings__title">{words.nav_settings()}</h1>
                <nav class="tabs" aria-label=words.settings_pages()>
                    <ul class="tabs__list">{tabs}</ul>
                </nav>
                <Outcome/>
                {children()}
            </div>
        </Frame>
    }
    .into_any()
}
