//! What the last form said: done, or what is to be corrected, with links to the fields. A one-time link is shown here,
//! once.

use super::section::Section;
use crate::{
    context::{use_boot, use_words},
    problems,
    ui::{copy::Copy, icon::Icon},
};
use icondata_lu::LuCircleCheck;
use leptos::prelude::*;

/// What was done, or what is wrong; nothing when no form was sent.
#[component]
pub fn Outcome(
    /// The page that it stands on.
    section: Section,
) -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let who = flash.typed("who");
    let said = match flash.notice.as_deref() {
        Some("saved") => Some(words.settings_saved().to_owned()),
        Some("session_ended") => Some(words.session_ended().to_owned()),
        Some("sessions_ended") => Some(words.sessions_ended().to_owned()),
        Some("link_made") => Some(words.user_link_made(&who)),
        Some("role_changed") => Some(words.user_role_changed(&who)),
        Some("user_disabled") => Some(words.user_now_disabled(&who)),
        Some("user_enabled") => Some(words.user_now_enabled(&who)),
        Some("funnel_created") => Some(words.funnel_created().to_owned()),
        Some("funnel_archived") => Some(words.funnel_now_archived(&who)),
        Some("funnel_restored") => Some(words.funnel_now_restored(&who)),
        Some("funnel_deleted") => Some(words.funnel_now_deleted(&who)),
        Some("stage_deleted") => Some(words.stage_now_deleted(&who)),
        Some("under_way") => Some(words.funnel_under_way().to_owned()),
        _ => None,
    };
    let link = flash.field("link").map(str::to_owned).map(|link| {
        view! {
            <Copy label=words.user_link() text=link/>
            <p class="outcome__detail">{words.user_link_once()}</p>
        }
    });
    let done = said.map(|said| {
        view! {
            <div class="notice notice--done outcome">
                <p class="outcome__said" role="status"><Icon icon=LuCircleCheck/><span>{said}</span></p>
                {link}
            </div>
        }
    });
    let conflict = flash.error("") == Some("conflict");
    let whole = flash.error("").map(|code| problems::text(words, code));
    let fields: Vec<_> = flash.errors.into_iter().filter(|(field, _)| !field.is_empty()).collect();
    let wrong = (whole.is_some() || !fields.is_empty()).then(|| {
        let links = fields
            .into_iter()
            .map(|(field, code)| {
                view! {
                    <li><a class="link" href=format!("#{field}") rel="external">{problems::text(words, &code)}</a></li>
                }
            })
            .collect_view();
        view! {
            <div class="notice notice--danger outcome" role="alert">
                <p>{whole.unwrap_or(words.invalid_title().into())}</p>
                <ul class="outcome__errors">{links}</ul>
                {conflict.then(|| view! { <a class="link" href=section.path() rel="external">{words.conflict_take_theirs()}</a> })}
            </div>
        }
    });
    view! { {done}{wrong} }.into_any()
}
