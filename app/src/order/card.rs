//! The sheet of an order: what and money on the left; client, access, comments and history on the right. Written by the
//! server alone: the client shows it as it is.

use super::{
    access::Access,
    client::Client,
    edit::Edit,
    events::Timeline,
    ledger::Payments,
    letter,
    money::{Lines, Pricing},
    talk::Comments,
    touch::Touches,
};
use crate::{
    context::{Boot, use_boot, use_words},
    format,
    i18n::Words,
    marks::{PaymentPill, StagePill},
    names,
};
use domain::{
    Order, StageKind, Timestamp,
    order::{Choices, Line, LineKind, OrderCard, Sibling, ledger::Books},
    user::Permission,
};
use leptos::prelude::*;

/// The sheet as HTML.
pub fn html(card: OrderCard) -> String {
    view! { <Card card=card/> }.to_html()
}

#[component]
fn Card(
    /// The order with everything that belongs to it.
    card: OrderCard,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let OrderCard {
        order,
        lines,
        payments,
        refunds,
        access_rule,
        subscription,
        comments,
        touches,
        client,
        siblings,
        events,
        named,
        choices,
    } = card;
    let books = Books {
        order: &order,
        payments: &payments,
        refunds: &refunds,
        subscription: subscription.as_ref(),
        zone: &boot.zone,
    };
    let sold = view! { <Lines books=books lines=&lines/> };
    let team = choices.team.clone();
    let letter = letter::of(&order, &lines, &payments, &client, &boot);
    let stage = names::stage(words, order.stage.name.as_deref(), order.stage.kind);
    let created = format::date_time(boot.locale, boot.zone.local(order.created_at));
    let seen = format!("{}:{}", order.id, order.version);
    view! {
        <article class="card" data-seen=seen>
            <header class="card__head">
                <h1 class="card__title" id="sheet-title">{words.order_title(order.number.as_str())}</h1>
                <StagePill name=stage kind=order.stage.kind colour=order.stage.colour/>
                <PaymentPill status=order.payment overdue=order.is_overdue(boot.now)/>
                {order.has_unpaid_access(boot.now).then(|| view! { <span class="pill pill--error">{words.filter_unpaid_access()}</span> })}
                {order.archived_at.map(|_| view! { <span class="pill pill--cancelled">{words.order_archived()}</span> })}
                <p class="card__when">{words.order_created(&created)}</p>
                <Actions order=&order lines=&lines/>
            </header>
            <Siblings order=&order siblings=siblings choices=&choices/>
            {said(&boot).map(|text| view! { <p class="notice" role="status">{text}</p> })}
            {order.pinned_comment.clone().map(|text| view! { <p class="notice"><strong>{words.order_pinned()}</strong>" "{text}</p> })}
            <div class="card__columns">
                <div class="card__column">
                    {sold}
                    <Pricing order=&order/>
                    <Access order=&order lines=&lines rule=access_rule/>
                    <Payments order=&order payments=payments refunds=refunds subscription=subscription/>
                </div>
                <div class="card__column">
                    <Client order=&order client=client letter=letter/>
                    <About order=&order/>
                    <Touches order=&order touches=touches/>
                    <Edit order=&order choices=choices/>
                    <Comments order=&order comments=comments team=team/>
                    <Timeline order=&order events=events named=named/>
                </div>
            </div>
            <Asides/>
        </article>
    }
    .into_any()
}

/// What the drawer may have to say between two answers: its words come with the sheet, the client carries none.
#[component]
fn Asides() -> impl IntoView {
    let words = use_words();
    view! {
        <template data-say="lost"><p class="notice notice--danger">{words.drawer_lost()}</p></template>
        <template data-say="news">
            <div class="notice notice--change">
                <p>{words.drawer_news()}</p>
                <a class="button" href="?" rel="external">{words.drawer_anew()}</a>
            </div>
        </template>
    }
    .into_any()
}

/// What is to be done next, and the order once more.
#[component]
fn Actions<'a>(
    /// The order.
    order: &'a Order,
    /// Its lines.
    lines: &'a [Line],
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    if !may || order.archived_at.is_some() {
        return ().into_any();
    }
    let sold = lines.iter().any(|l| l.kind == LineKind::Product && l.access.from.is_none());
    let next = if order.due > 0 {
        Some(("#ledger", words.ledger_receive()))
    } else if sold && order.stage.kind.is_open() {
        Some(("#access", words.access_open()))
    } else if order.stage.kind.is_open() {
        Some(("#edit", words.edit_status()))
    } else {
        None
    };
    let key = format!("{}-{}-again", boot.request_id, order.id);
    view! {
        <div class="card__actions">
            {next.map(|(href, name)| view! { <a class="button button--primary" href=href rel="external">{name}</a> })}
            // It leads to another page.
            <form action="/orders/duplicate" method="post" data-leads="">
                <input type="hidden" name="idempotency_key" value=key/>
                <input type="hidden" name="number" value=order.number.to_string()/>
                <button class="button">{words.order_duplicate()}</button>
            </form>
        </div>
    }
    .into_any()
}

/// Other open orders of the client for the same offer; all of them can be cancelled in one action.
#[component]
fn Siblings<'a>(
    /// The order.
    order: &'a Order,
    /// The others.
    siblings: Vec<Sibling>,
    /// What may be chosen.
    choices: &'a Choices,
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    if siblings.is_empty() {
        return ().into_any();
    }
    let count = i64::try_from(siblings.len()).unwrap_or(i64::MAX);
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    let cancelled = choices.stages.iter().find(|s| s.kind == StageKind::Cancelled).filter(|_| may);
    let cancel = cancelled.map(|stage| {
        let key = format!("{}-{}-siblings", boot.request_id, order.id);
        let all = siblings
            .iter()
            .map(|s| view! { <input type="hidden" name="order" value=format!("{}:{}", s.id, s.version)/> });
        view! {
            <form action="/orders/change" method="post">
                <input type="hidden" name="idempotency_key" value=key/>
                {all.collect_view()}
                <input type="hidden" name="action" value=format!("stage:{}", stage.slug)/>
                <button class="button">{words.siblings_cancel()}</button>
            </form>
        }
    });
    let links = siblings.iter().map(|s| {
        let href = crate::routes::order(&s.number, &domain::Listing::default());
        view! { " "<a class="link" href=href>{s.number.to_string()}</a> }
    });
    view! {
        <div class="notice notice--change">
            <p>{words.order_siblings(count)}{links.collect_view()}</p>
            {cancel}
        </div>
    }
    .into_any()
}

/// What the last form of this page did.
fn said(boot: &Boot) -> Option<&'static str> {
    let words = Words(boot.locale);
    Some(match boot.flash.as_ref()?.notice.as_deref()? {
        "order_created" => words.event_created(),
        "ledger_receive" | "ledger_settle" => words.ledger_received(),
        "ledger_redate" => words.ledger_redated(),
        "facts_client" => words.event_handed(),
        "facts_source" => words.event_sourced(),
        "facts_offer" => words.event_offered(),
        "ledger_plan" => words.ledger_planned(),
        "ledger_void" => words.ledger_voided(),
        "ledger_refund" => words.ledger_refunded(),
        "draft_under_way" => words.draft_under_way(),
        "price_price" => words.price_changed(),
        "access_access" => words.event_access_changed(),
        "access_close_access" => words.event_access_closed(),
        "access_reopen_access" => words.event_access_turned_opened(),
        "touch_touch" => words.touch_written(),
        "ledger_pause" => words.event_paused(),
        "ledger_resume" => words.event_resumed(),
        "ledger_stop" => words.event_stopped(),
        "comment_write" => words.event_commented(),
        "comment_edit" => words.event_comment_edited(),
        "comment_pin" => words.event_comment_pinned(),
        "comment_unpin" => words.event_comment_unpinned(),
        _ => return None,
    })
}

/// An instant in the desk's time zone, in full.
#[component]
pub fn Instant<'a>(
    /// The instant.
    at: Timestamp,
    /// The page's request.
    boot: &'a Boot,
) -> impl IntoView + use<> {
    view! { <time datetime=at.rfc3339()>{format::date_time(boot.locale, boot.zone.local(at))}</time> }.into_any()
}

/// A name and what it stands for; nothing where there is nothing to say.
pub fn fact(name: &'static str, value: impl IntoView + 'static) -> impl IntoView {
    view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

#[component]
fn About<'a>(
    /// The order.
    order: &'a Order,
) -> impl IntoView + use<> {
    let words = use_words();
    let (source, offer) = (super::facts::source(order), super::facts::offer(order));
    let manager = order.manager.as_ref().map_or(words.order_no_manager().to_owned(), |m| m.name.clone());
    let tags = (!order.tags.is_empty())
        .then(|| order.tags.iter().map(|t| view! { <span class="tag">{t.name.clone()}</span> }).collect_view());
    view! {
        <section class="panel" id="about">
            <h2 class="panel__title">{words.summary()}</h2>
            <dl class="facts">
                {fact(words.column_kind(), names::kind(words, order.kind))}
                {fact(words.column_funnel(), names::funnel(words, order.funnel.name.as_deref()))}
                {fact(words.order_manager(), manager)}
                {order.offer.clone().map(|o| fact(words.order_offer(), o))}
                {order.promo.clone().map(|code| fact(words.column_promo_code(), code))}
                {tags.map(|t| fact(words.column_tags(), t))}
                {order.source.clone().map(|s| fact(words.column_source(), s))}
                {fact(words.column_origin(), names::origin(words, &order.origin))}
            </dl>
            {source}
            {offer}
        </section>
    }
    .into_any()
}
