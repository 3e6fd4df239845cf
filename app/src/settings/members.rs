//! The people of the team, and what an owner may do with each of them.

use crate::{
    context::{use_boot, use_words},
    format, names,
    ui::menu::Menu,
};
use domain::{
    Role, User,
    user::team::{Member, MemberAccess},
};
use icondata_lu::LuEllipsis;
use leptos::prelude::*;

/// Everybody on the team.
#[component]
pub fn Members(
    /// Those who may sign in first.
    members: Vec<Member>,
) -> impl IntoView {
    let words = use_words();
    let me = use_boot().user.map(|user| user.id);
    let items = members
        .into_iter()
        .map(|member| {
            let me = me == Some(member.user.id);
            view! { <MemberItem member=member me=me/> }
        })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="team-title">
            <h2 class="panel__title" id="team-title">{words.team_title()}</h2>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn MemberItem(
    /// Who.
    member: Member,
    /// Whether this is whoever looks.
    me: bool,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let Member { user, version, access } = member;
    let state = match access {
        MemberAccess::Active => None,
        MemberAccess::Invited { until } => {
            Some(words.user_invited(&format::date_time(boot.locale, boot.zone.local(until))))
        }
        MemberAccess::Waiting => Some(words.user_waiting().to_owned()),
        MemberAccess::Disabled => Some(words.user_disabled().to_owned()),
    };
    let class = if user.disabled { "member member--disabled" } else { "member" };
    view! {
        <li class=class>
            <div class="member__who">
                <p class="member__name">
                    <span>{user.name.clone()}</span>
                    {me.then(|| view! { <span class="tag">{words.actor_you()}</span> })}
                </p>
                <p class="member__detail">{user.email.clone()}</p>
                {state.map(|state| view! { <p class="member__detail">{state}</p> })}
            </div>
            <p class="member__role">{names::role(words, user.role)}</p>
            <Menu label=words.user_manage() icon=LuEllipsis title=words.user_manage_named(&user.name) class="menu--end menu--member" group="member">
                <Actions user=user.clone() version=version access=access me=me/>
            </Menu>
        </li>
    }
    .into_any()
}

#[component]
fn Actions(
    /// With whom.
    user: User,
    /// Version of their row.
    version: i64,
    /// Whether they can get in.
    access: MemberAccess,
    /// Whether this is whoever looks.
    me: bool,
) -> impl IntoView {
    let words = use_words();
    let hidden = move || {
        view! {
            <input type="hidden" name="user" value=user.id.to_string()/>
            <input type="hidden" name="version" value=version/>
        }
    };
    let roles = Role::ALL
        .map(|role| {
            let chosen = (role == user.role).to_string();
            view! {
                <button class="option" name="role" value=role.code() aria-pressed=chosen>{names::role(words, role)}</button>
            }
        })
        .collect_view();
    let link = match access {
        MemberAccess::Active => Some(words.user_link_password()),
        MemberAccess::Invited { .. } | MemberAccess::Waiting => Some(words.user_link_again()),
        MemberAccess::Disabled => None,
    };
    let switch = match access {
        MemberAccess::Disabled => Some(("/settings/users/enable", words.user_enable())),
        _ if me => None,
        _ => Some(("/settings/users/disable", words.user_disable())),
    };
    view! {
        <form class="options" action="/settings/users/role" method="post">
            {hidden()}
            <fieldset class="options__group">
                <legend>{words.user_role()}</legend>
                {roles}
            </fieldset>
        </form>
        {link
            .map(|text| {
                view! {
                    <form action="/settings/users/link" method="post">
                        {hidden()} <button class="option">{text}</button>
                    </form>
                }
            })}
        {switch
            .map(|(action, text)| {
                view! { <form action=action method="post">{hidden()} <button class="option">{text}</button></form> }
            })}
    }
    .into_any()
}
