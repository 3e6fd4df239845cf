//! The marks of statuses that all screens share: word, silhouette and colour, never colour alone.

use crate::{
    context::use_words,
    names,
    ui::{html::Html, icon::Icon},
};
use domain::{PaymentStatus, StageKind, funnel::Colour};
use icondata_core::Icon as IconData;
use icondata_lu::{
    LuBanknote, LuCircleAlert, LuCircleCheck, LuCircleDashed, LuCircleDot, LuCirclePlus, LuCircleSlash, LuClock,
    LuCopy, LuGift, LuHourglass, LuKeyRound, LuOctagonAlert, LuTimer, LuUndo2,
};
use leptos::prelude::*;

/// The silhouette of a kind of stage.
#[component]
pub fn StageIcon(
    /// The kind.
    kind: StageKind,
) -> impl IntoView {
    view! { <Icon icon=stage_icon(kind) class="pill__icon"/> }.into_any()
}

/// The silhouette of a kind of stage, for widgets that draw it themselves.
pub const fn stage_icon(kind: StageKind) -> IconData {
    match kind {
        StageKind::New => LuCircleDashed,
        StageKind::AwaitingPayment => LuHourglass,
        StageKind::InProgress => LuCircleDot,
        StageKind::Done => LuCircleCheck,
        StageKind::Cancelled => LuCircleSlash,
        StageKind::Error => LuOctagonAlert,
        StageKind::Refunded => LuUndo2,
    }
}

/// The class that colours the silhouette of a kind of stage where no pill is around it.
pub const fn stage_mark(kind: StageKind) -> &'static str {
    match kind {
        StageKind::New => "mark mark--new",
        StageKind::AwaitingPayment => "mark mark--awaiting",
        StageKind::InProgress => "mark mark--progress",
        StageKind::Done => "mark mark--done",
        StageKind::Cancelled => "mark mark--cancelled",
        StageKind::Error => "mark mark--error",
        StageKind::Refunded => "mark mark--refunded",
    }
}

/// A stage.
#[component]
pub fn StagePill(
    /// Its name.
    name: String,
    /// What it means.
    kind: StageKind,
    /// Its colour, where it is not that of its kind.
    #[prop(optional_no_strip)]
    colour: Option<Colour>,
) -> impl IntoView {
    view! {
        <span class=format!("pill pill--{}", colour.map_or(class_of(kind), tone))>
            <StageIcon kind=kind/>
            <span class="pill__text">{name}</span>
        </span>
    }
    .into_any()
}

/// A pill as HTML: its icon and colour key, and what it says. A small one is its icon alone, to the eye.
pub fn pill(html: &mut Html, (icon, tone): (IconData, &str), text: &str, small: bool) {
    html.raw("<span").value("class", &format!("pill pill--{tone}{}", if small { " pill--icon" } else { "" }));
    html.value("title", text).raw(">").icon(icon, "icon pill__icon");
    html.raw("<span class='pill__text'>").text(text).raw("</span></span>");
}

/// A payment status, and whether a payment is late.
#[component]
pub fn PaymentPill(
    /// How far the order is paid.
    status: PaymentStatus,
    /// Whether a payment is past its date.
    overdue: bool,
) -> impl IntoView {
    let words = use_words();
    let (icon, tone) = payment_mark(status);
    view! {
        <span class=format!("pill pill--{tone}")>
            <Icon icon=icon class="pill__icon"/>
            <span class="pill__text">{names::payment(words, status)}</span>
        </span>
        {overdue
            .then(|| {
                view! {
                    <span class="pill pill--error" title=words.overdue()>
                        <Icon icon=OVERDUE class="pill__icon"/>
                        <span class="pill__text">{words.overdue()}</span>
                    </span>
                }
            })}
    }
    .into_any()
}

/// The silhouette of a payment status, and its colour key.
pub const fn payment_mark(status: PaymentStatus) -> (IconData, &'static str) {
    match status {
        PaymentStatus::Unpaid => (LuCircleDashed, "cancelled"),
        PaymentStatus::Pending => (LuHourglass, "awaiting"),
        PaymentStatus::PartiallyPaid => (LuBanknote, "awaiting"),
        PaymentStatus::Paid => (LuCircleCheck, "done"),
        PaymentStatus::Overpaid => (LuCirclePlus, "progress"),
        PaymentStatus::Failed => (LuCircleAlert, "error"),
        PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded => (LuUndo2, "refunded"),
        PaymentStatus::Free => (LuGift, "new"),
    }
}

/// What marks an order that has stayed in its stage for too long.
pub const STALE: IconData = LuTimer;
/// What marks access that nobody paid for.
pub const UNPAID_ACCESS: IconData = LuKeyRound;
/// What marks an order beside which others of the same client are open for the same offer.
pub const DUPLICATE: IconData = LuCopy;
/// What marks a payment that is past its date.
pub const OVERDUE: IconData = LuClock;

/// The colour key of a kind of stage, as the style sheet names it.
pub const fn class_of(kind: StageKind) -> &'static str {
    tone(Colour::of(kind))
}

/// A colour as the style sheet names it: by the kind that has it.
pub const fn tone(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "new",
        Colour::Amber => "awaiting",
        Colour::Violet => "progress",
        Colour::Green => "done",
        Colour::Grey => "cancelled",
        Colour::Red => "error",
        Colour::Pink => "refunded",
    }
}

/// What somebody wrote, with the names of those whom it is said to marked.
#[cfg(feature = "ssr")]
pub fn with_names(body: &str, mentions: &[domain::order::mention::Mention]) -> AnyView {
    use domain::order::mention::{Piece, pieces};
    let shown = pieces(body, mentions).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Name(name) => view! { <mark class="mention">{name.to_owned()}</mark> }.into_any(),
    });
    shown.collect_view().into_any()
}
