//! The history of an order, newest first, in the reader's words.

use super::{card::Instant, touch};
use crate::{
    context::{Boot, use_boot, use_words},
    format,
    i18n::Words,
    names,
    outcome::{place_of, stage_of},
};
use domain::{
    Order, Slug,
    contact::ShownChange,
    event::{
        AccessEvent, Cause, ClientEvent, CommentDeed, Event, EventKind, LedgerDeed, LedgerEvent, Named, PriceEvent,
        leave_as_it_was,
    },
    funnel::Funnels,
    ids::{BatchId, UserId},
    order::access::AccessTurn,
    user::{Permission, Role},
};
use leptos::prelude::*;

/// What happened, when, and who did it.
#[component]
pub fn Timeline<'a>(
    /// The order.
    order: &'a Order,
    /// Events, newest first.
    events: Vec<Event>,
    /// What they name.
    named: Named,
) -> impl IntoView + use<> {
    let words = use_words();
    let boot = use_boot();
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    // The others lie below changes that stand.
    let items = events
        .iter()
        .enumerate()
        .map(|(at, event)| {
            let later = events[..at].iter().rev().map(|later| (later.batch, later.undoes));
            let back = came_from(&event.kind).is_none_or(|funnel| is_told(&boot, &named.funnels, funnel));
            let undone = event.batch.filter(|_| may && back && leave_as_it_was(later));
            let actor = actor(words, event);
            let wide = undone.filter(|batch| named.wide.contains(batch));
            view! {
                <li class="event" data-kind=group(&event.kind)>
                    <p>{told(words, &boot, event, &named)}</p>
                    {said(words, event).map(|text| view! { <p class="event__said">{text}</p> })}
                    <p class="event__who"><Instant at=event.at boot=&boot/>" · "{actor}</p>
                    {undone.map(|batch| view! { <Undo order=order batch=batch/> })}
                    {wide.map(|batch| view! { <Undo order=order batch=batch whole=true/> })}
                </li>
            }
        })
        .collect_view();
    let kinds = [
        ("all", words.timeline_all()),
        ("money", words.timeline_money()),
        ("status", words.timeline_status()),
        ("talk", words.timeline_talk()),
    ];
    let kinds = kinds.map(|(code, name)| {
        view! {
            <label class="segment">
                <input class="segment__input" type="radio" name="timeline" value=code checked=code == "all"/>
                <span class="segment__text">{name}</span>
            </label>
        }
    });
    view! {
        <section class="panel timeline" id="history" tabindex="-1">
            <h2 class="panel__title">{words.order_events()}</h2>
            <fieldset class="segments timeline__kinds">
                <legend class="visually-hidden">{words.timeline_kinds()}</legend>
                {kinds}
            </fieldset>
            <ol class="events">{items}</ol>
        </section>
    }
    .into_any()
}

/// Takes the last change of this order back, or the whole action that it was part of. A plain form.
#[component]
fn Undo<'a>(
    /// The order.
    order: &'a Order,
    /// What the change was part of.
    batch: BatchId,
    /// Whether every order is meant that it changed.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView + use<> {
    let words = use_words();
    let what = if whole { "whole" } else { "undo" };
    let key = format!("{}-{what}-{}-{batch}", use_boot().request_id, order.version);
    let only = (!whole).then(|| view! { <input type="hidden" name="order" value=order.id.to_string()/> });
    view! {
        <form action="/orders/undo" method="post">
            <input type="hidden" name="idempotency_key" value=key/>
            <input type="hidden" name="batch" value=batch.to_string()/>
            {only}
            <button class="button">{if whole { words.undo_whole() } else { words.undo() }}</button>
        </form>
    }
    .into_any()
}

/// Who did it.
pub fn actor(words: Words, event: &Event) -> String {
    event.actor_name.clone().unwrap_or_else(|| names::actor(words, event.actor).to_owned())
}

/// What happened, when, and who did it, in one line.
pub fn line(words: Words, boot: &Boot, event: &Event, named: &Named) -> String {
    let at = format::date_time(boot.locale, boot.zone.local(event.at));
    format!("{} · {at} · {}", told(words, boot, event, named), actor(words, event))
}

fn told(words: Words, boot: &Boot, event: &Event, named: &Named) -> String {
    let what = kind_told(words, boot, &event.kind, named);
    event.undoes.map_or(what.clone(), |_| words.event_undoes(&what))
}

/// Whether a funnel is named to the reader: it is in their sight, or nothing is out of it.
fn is_told(boot: &Boot, funnels: &Funnels, funnel: &Slug) -> bool {
    boot.user.as_ref().is_some_and(|user| user.role == Role::Owner) || funnels.0.iter().any(|f| f.slug == *funnel)
}

/// The funnel that a move led out of.
const fn came_from(kind: &EventKind) -> Option<&Slug> {
    match kind {
        EventKind::Moved(moved) => Some(&moved.funnel),
        EventKind::Transferred(moved) => Some(&moved.from_funnel),
        _ => None,
    }
}

/// Why an order was moved, where nobody wanted just that.
const fn because(words: Words, cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::Wanted => None,
        Cause::StageDeleted => Some(words.event_stage_deleted()),
        Cause::FunnelRetired => Some(words.event_funnel_retired()),
    }
}

fn kind_told(words: Words, boot: &Boot, kind: &EventKind, named: &Named) -> String {
    let person = |id: &Option<UserId>| match id {
        Some(id) => {
            named.people.iter().find(|p| p.id == *id).map_or(words.person_gone().to_owned(), |p| p.name.clone())
        }
        None => words.none().to_owned(),
    };
    let tag = |slug: &Slug| named.tags.iter().find(|t| t.slug == *slug).map_or(slug.to_string(), |t| t.name.clone());
    let listed = |slugs: &[Slug]| slugs.iter().map(tag).collect::<Vec<_>>().join(", ");
    let with_total = |what: &str, total: domain::Money| format!("{what} · {}", format::money(words.0, total));
    let funnels = &named.funnels;
    match kind {
        EventKind::Created { total, .. } => with_total(words.event_created(), *total),
        EventKind::Imported { total, .. } => with_total(words.event_imported(), *total),
        EventKind::Moved(moved) => {
            let place = |slug: &Slug| match is_told(boot, funnels, &moved.funnel) {
                true => stage_of(words, funnels, &moved.funnel, slug),
                false => words.event_elsewhere().to_owned(),
            };
            let moves = words.event_moved(&place(&moved.from), &place(&moved.to));
            moved_for(words, moves, moved.access, moved.cause)
        }
        EventKind::Transferred(moved) => {
            let place = |funnel: &Slug, slug: &Slug| match is_told(boot, funnels, funnel) {
                true => place_of(words, funnels, funnel, slug),
                false => words.event_elsewhere().to_owned(),
            };
            let moves = words.event_moved(&place(&moved.from_funnel, &moved.from), &place(&moved.funnel, &moved.to));
            moved_for(words, moves, moved.access, moved.cause)
        }
        EventKind::Rekinded { from, to } => {
            words.event_rekinded(names::stage_kind(words, *from), names::stage_kind(words, *to))
        }
        EventKind::Assigned { from, to } => words.event_assigned_to(&person(from), &person(to)),
        EventKind::Tagged { added, removed } => {
            let added = (!added.is_empty()).then(|| words.event_tags_added(&listed(added)));
            let removed = (!removed.is_empty()).then(|| words.event_tags_removed(&listed(removed)));
            [added, removed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        EventKind::Priced(event) => priced(words, event),
        EventKind::Access(event) => opened(words, boot, event),
        EventKind::Handed { .. } => words.event_handed().to_owned(),
        EventKind::Sourced { before, after } => turned_into(words, words.sale_source(), before, after),
        EventKind::Offered { before, after } => turned_into(words, words.sale_offer(), before, after),
        EventKind::AccessTurned(turn) => turned(words, *turn).to_owned(),
        EventKind::Touched { channel, direction } => {
            format!("{} · {}", touch::channel(words, *channel), touch::direction(words, *direction))
        }
        EventKind::Ledger(event) => written(words, boot, event),
        EventKind::Comment(deed) => match deed {
            CommentDeed::Written => words.event_commented(),
            CommentDeed::Edited => words.event_comment_edited(),
            CommentDeed::Pinned => words.event_comment_pinned(),
            CommentDeed::Unpinned => words.event_comment_unpinned(),
        }
        .to_owned(),
        EventKind::Client(event) => became(words, event),
        EventKind::Archived => words.event_archived().to_owned(),
        EventKind::Unarchived => words.event_unarchived().to_owned(),
        EventKind::ContactChanged { .. }
        | EventKind::ContactMerged { .. }
        | EventKind::CatalogueChanged { .. }
        | EventKind::UserAdded { .. }
        | EventKind::UserReset
        | EventKind::UserRenamed
        | EventKind::UserRoleChanged { .. }
        | EventKind::UserDisabled
        | EventKind::UserEnabled
        | EventKind::UserLinkMade
        | EventKind::DeskCreated
        | EventKind::DeskChanged { .. }
        | EventKind::FunnelShaped { .. }
        | EventKind::FunnelChanged(_) => words.event_other().to_owned(),
    }
}

/// What was done to access as a whole.
const fn turned(words: Words, turn: AccessTurn) -> &'static str {
    match turn {
        AccessTurn::Closed => words.event_access_turned_closed(),
        AccessTurn::Reopened => words.event_access_turned_opened(),
    }
}

fn moved_for(words: Words, moves: String, turn: Option<AccessTurn>, cause: Cause) -> String {
    let parts = [turn.map(|turn| turned(words, turn)), because(words, cause)];
    std::iter::once(moves.as_str()).chain(parts.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
}

/// What was written into the ledger, and what the order says of its money since.
fn written(words: Words, boot: &Boot, event: &LedgerEvent) -> String {
    let amount = format::money(words.0, event.amount);
    let what = match event.deed {
        LedgerDeed::Received => words.event_paid(&amount),
        LedgerDeed::Settled => words.event_settled(&amount),
        LedgerDeed::Redated => words.event_redated(&amount),
        LedgerDeed::Planned => words.event_planned(&amount),
        LedgerDeed::Voided => words.event_voided(&amount),
        LedgerDeed::Refunded => words.event_refunded(&amount),
        LedgerDeed::Charged => words.event_charged(&amount),
        LedgerDeed::Paused => words.event_paused().to_owned(),
        LedgerDeed::Resumed => words.event_resumed().to_owned(),
        LedgerDeed::Stopped => words.event_stopped().to_owned(),
    };
    let money = |minor: i64| format::money(words.0, domain::Money::new(minor, event.amount.currency));
    let changed = |name: &str, (before, after): (i64, i64)| {
        (before != after).then(|| turns(words, name, &money(before), &money(after)))
    };
    let dates = event.dates.map(|(before, after)| {
        let day = |at| format::date(words.0, boot.zone.date_of(at));
        turns(words, words.order_payment_due(), &day(before), &day(after))
    });
    let closed = event.closes_access.then(|| words.event_access_closed().to_owned());
    let method = event.method.as_deref().map(|method| names::method(words, method));
    let parts = [
        Some(what),
        method,
        dates,
        changed(words.totals_received(), event.received),
        changed(words.sale_due(), event.due),
        closed,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What somebody wrote with it: why money went back, what a comment said before.
fn said(words: Words, event: &Event) -> Option<String> {
    if let EventKind::Client(_) = event.kind {
        let changes: Vec<ShownChange> = serde_json::from_str(event.personal.as_deref()?).ok()?;
        let or_none = |text: &str| if text.is_empty() { words.none().to_owned() } else { text.to_owned() };
        let line = |change: &ShownChange| {
            turns(words, field(words, &change.field), &or_none(&change.before), &or_none(&change.after))
        };
        return Some(changes.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    let shown = matches!(
        event.kind,
        EventKind::Ledger(_)
            | EventKind::Touched { .. }
            | EventKind::Handed { .. }
            | EventKind::Comment(CommentDeed::Edited)
    );
    event.personal.clone().filter(|_| shown)
}

/// What of the client changed; what it was stands below, as long as it is kept.
fn became(words: Words, event: &ClientEvent) -> String {
    let what = if event.merged { words.event_client_merged() } else { words.event_client_changed() };
    let fields: Vec<&str> = event.fields.iter().map(|name| field(words, name)).collect();
    if fields.is_empty() { what.to_owned() } else { format!("{what} · {}", fields.join(", ")) }
}

/// What a field of a client is called.
fn field(words: Words, name: &str) -> &'static str {
    match name {
        "first_name" => words.first_name(),
        "last_name" => words.last_name(),
        "company" => words.column_company(),
        "email" => words.column_email(),
        "phone" => words.column_phone(),
        "country" => words.column_country(),
        _ => words.contact_edit(),
    }
}

/// What something was, and what it is. Words take what they name in the order of the alphabet.
fn turns(words: Words, name: &str, before: &str, after: &str) -> String {
    words.event_change(after, before, name)
}

/// A text that may be missing, before and after.
fn turned_into(words: Words, name: &str, before: &Option<String>, after: &Option<String>) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| words.none().to_owned());
    turns(words, name, &text(before), &text(after))
}

/// The price, the promo code, the discount and what is owed, before and after.
fn priced(words: Words, event: &PriceEvent) -> String {
    let money = |minor: i64| format::money(words.0, domain::Money::new(minor, event.after.currency));
    let changed = |name: &str, (before, after): (i64, i64)| {
        (before != after).then(|| turns(words, name, &money(before), &money(after)))
    };
    let money_of = |total: domain::Money| format::money(words.0, total);
    let total = turns(words, words.sale_total(), &money_of(event.before), &money_of(event.after));
    let promo = event.promo.as_ref();
    let promo = promo.map(|(before, after)| turned_into(words, words.column_promo_code(), before, after));
    let discount = changed(words.sale_discount(), event.discount);
    let parts = [Some(total), promo, discount, changed(words.sale_due(), event.due)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Access before and after.
fn opened(words: Words, boot: &Boot, event: &AccessEvent) -> String {
    let day = |at: Option<domain::Timestamp>| at.map(|at| format::date(words.0, boot.zone.date_of(at)));
    let span = |(from, until): (Option<domain::Timestamp>, Option<domain::Timestamp>)| match (day(from), day(until)) {
        (None, _) => words.access_none().to_owned(),
        (Some(from), None) => format!("{from} –"),
        (Some(from), Some(until)) => format!("{from} – {until}"),
    };
    let name = event.line.as_deref().unwrap_or(words.order_access());
    turns(words, name, &span(event.before), &span(event.after))
}

/// What an event is shown with, where only some are asked for.
const fn group(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Ledger(_) | EventKind::Priced(_) => "money",
        EventKind::Moved(_) | EventKind::Transferred(_) | EventKind::Rekinded { .. } => "status",
        EventKind::Comment(_) | EventKind::Touched { .. } => "talk",
        _ => "other",
    }
}
