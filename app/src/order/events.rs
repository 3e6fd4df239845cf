//! The history of an order, newest first, in the reader's words.

use super::page::Instant;
use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    names,
};
use domain::{
    Slug, StageKind,
    event::{Event, EventKind},
};
use leptos::prelude::*;

/// What happened, when, and who did it.
#[component]
pub fn Timeline(
    /// Events, newest first.
    events: Vec<Event>,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let items = events
        .iter()
        .map(|event| {
            let actor = event.actor_name.clone().unwrap_or_else(|| names::actor(words, event.actor).to_owned());
            view! {
                <li class="event">
                    <p>{told(words, &event.kind)}</p>
                    <p class="event__who"><Instant at=event.at boot=&boot/>" · "{actor}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel">
            <h2 class="panel__title">{words.order_events()}</h2>
            <ol class="events">{items}</ol>
        </section>
    }
    .into_any()
}

fn told(words: Words, kind: &EventKind) -> String {
    let with_total = |what: &str, total: domain::Money| format!("{what} · {}", format::money(words.0, total));
    match kind {
        EventKind::Created { total, .. } => with_total(words.event_created(), *total),
        EventKind::Imported { total, .. } => with_total(words.event_imported(), *total),
        EventKind::Moved(moved) => words.event_moved(&stage(words, &moved.from), &stage(words, &moved.to)),
        EventKind::Archived => words.event_archived().to_owned(),
        EventKind::Unarchived
        | EventKind::UserAdded { .. }
        | EventKind::UserReset
        | EventKind::UserRenamed
        | EventKind::UserRoleChanged { .. }
        | EventKind::UserDisabled
        | EventKind::UserEnabled
        | EventKind::UserLinkMade
        | EventKind::DeskCreated
        | EventKind::DeskChanged { .. }
        | EventKind::FunnelShaped { .. } => words.event_other().to_owned(),
    }
}

/// A stage of the past by its stable name: the standard ones are translated.
fn stage(words: Words, slug: &Slug) -> String {
    StageKind::parse(slug.as_str()).map_or_else(|| slug.to_string(), |k| names::stage_kind(words, k).to_owned())
}
