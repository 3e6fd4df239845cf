//! What people call the things that code knows by stable names. Called by screens, exports and the command line.

use crate::{format, i18n::Words};
use domain::{
    Column, OrderKind, PaymentStatus, StageKind,
    event::ActorKind,
    filter::{AmountRange, DateFilter, Days, Preset},
    funnel::STANDARD_MARK,
    order::{LineKind, PaymentKind, PaymentState},
    user::{Density, Role, Theme},
};
#[cfg(feature = "ssr")]
use domain::{
    catalogue::ProductKind,
    order::subscription::{Period, RunBy},
};

/// A funnel's name: as somebody set it, else the standard one.
pub fn funnel(words: Words, name: Option<&str>) -> String {
    name.map_or(words.funnel_standard(), |name| standard(words, name)).to_owned()
}

/// A stage's name: as somebody set it, else what its kind is called.
pub fn stage(words: Words, name: Option<&str>, kind: StageKind) -> String {
    name.map_or(stage_kind(words, kind), |name| standard(words, name)).to_owned()
}

/// The name that somebody set, or the words of a standard one: its key behind an `@`.
fn standard(words: Words, name: &str) -> &str {
    match name.strip_prefix(STANDARD_MARK).unwrap_or_default() {
        "courses" => words.funnel_courses(),
        "subscriptions" => words.funnel_subscriptions(),
        "consultations" => words.funnel_consultations(),
        "contacted" => words.stage_contacted(),
        "learning" => words.stage_learning(),
        "completed" => words.stage_completed(),
        "active" => words.stage_active(),
        "past_due" => words.stage_past_due(),
        "ended" => words.stage_ended(),
        "booked" => words.stage_booked(),
        "held" => words.stage_held(),
        "no_show" => words.stage_no_show(),
        _ => name,
    }
}

#[cfg(feature = "ssr")]
impl domain::funnel::shape::Names for Words {
    fn funnel(&self, name: Option<&str>) -> String {
        funnel(*self, name)
    }

    fn stage(&self, name: Option<&str>, kind: StageKind) -> String {
        stage(*self, name, kind)
    }
}

/// What a kind of stage is called.
pub const fn stage_kind(words: Words, kind: StageKind) -> &'static str {
    match kind {
        StageKind::New => words.stage_kind_new(),
        StageKind::AwaitingPayment => words.stage_kind_awaiting_payment(),
        StageKind::InProgress => words.stage_kind_in_progress(),
        StageKind::Done => words.stage_kind_done(),
        StageKind::Cancelled => words.stage_kind_cancelled(),
        StageKind::Error => words.stage_kind_error(),
        StageKind::Refunded => words.stage_kind_refunded(),
    }
}

/// What an order kind is called.
pub const fn kind(words: Words, kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::Standard => words.kind_standard(),
        OrderKind::Subscription => words.kind_subscription(),
        OrderKind::Instalments => words.kind_instalments(),
    }
}

/// What a payment status is called.
pub const fn payment(words: Words, status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::Unpaid => words.payment_unpaid(),
        PaymentStatus::Pending => words.payment_pending(),
        PaymentStatus::PartiallyPaid => words.payment_partially_paid(),
        PaymentStatus::Paid => words.payment_paid(),
        PaymentStatus::Overpaid => words.payment_overpaid(),
        PaymentStatus::Failed => words.payment_failed(),
        PaymentStatus::PartiallyRefunded => words.payment_partially_refunded(),
        PaymentStatus::Refunded => words.payment_refunded(),
        PaymentStatus::Free => words.payment_free(),
    }
}

/// What a column is called.
pub const fn column(words: Words, column: Column) -> &'static str {
    words.column(column)
}

/// How often a subscription is charged.
#[cfg(feature = "ssr")]
pub const fn period(words: Words, period: Period) -> &'static str {
    match period {
        Period::Week => words.period_week(),
        Period::Month => words.period_month(),
        Period::Quarter => words.period_quarter(),
        Period::Year => words.period_year(),
    }
}

/// Who may charge a subscription, each with its stable name.
#[cfg(feature = "ssr")]
pub fn run_by(words: Words) -> Vec<(String, String)> {
    let names = [(RunBy::Desk, words.subscription_by_desk()), (RunBy::Provider, words.subscription_by_provider())];
    names.map(|(by, name)| (by.code().to_owned(), name.to_owned())).to_vec()
}

/// What a product is.
#[cfg(feature = "ssr")]
pub const fn product_kind(words: Words, kind: ProductKind) -> &'static str {
    match kind {
        ProductKind::Course => words.product_kind_course(),
        ProductKind::Bundle => words.product_kind_bundle(),
        ProductKind::Webinar => words.product_kind_webinar(),
        ProductKind::Consultation => words.product_kind_consultation(),
        ProductKind::Goods => words.product_kind_goods(),
    }
}

/// How money came; methods that we do not know keep the source's word.
pub fn method(words: Words, code: &str) -> String {
    match code {
        "card" => words.method_card().to_owned(),
        "bank_transfer" => words.method_bank_transfer().to_owned(),
        "cash" => words.method_cash().to_owned(),
        "paypal" => words.method_paypal().to_owned(),
        "other" => words.method_other().to_owned(),
        unknown => unknown.to_owned(),
    }
}

/// Where an order came from; origins that we do not know keep their own word.
pub fn origin(words: Words, code: &str) -> String {
    match code {
        "offer_page" => words.origin_offer_page().to_owned(),
        "form" => words.origin_form().to_owned(),
        "api" => words.origin_api().to_owned(),
        "manual" => words.origin_manual().to_owned(),
        "import" => words.origin_import().to_owned(),
        "demo" => words.origin_demo().to_owned(),
        unknown => unknown.to_owned(),
    }
}

/// What a preset range of days is called.
pub const fn preset(words: Words, preset: Preset) -> &'static str {
    match preset {
        Preset::Today => words.today(),
        Preset::Yesterday => words.yesterday(),
        Preset::Last7Days => words.last_7_days(),
        Preset::Last30Days => words.last_30_days(),
        Preset::ThisWeek => words.this_week(),
        Preset::ThisMonth => words.this_month(),
        Preset::LastMonth => words.last_month(),
        Preset::ThisYear => words.this_year(),
        Preset::LastYear => words.last_year(),
        Preset::Tomorrow => words.tomorrow(),
        Preset::Next7Days => words.next_7_days(),
        Preset::Next30Days => words.next_30_days(),
    }
}

/// The days of a filter, for a chip.
pub fn days(words: Words, filter: &DateFilter) -> String {
    let text = |d: domain::filter::NaiveDateText| format::date(words.0, d.0);
    match filter.days {
        Days::Preset(p) => preset(words, p).to_owned(),
        Days::Between(Some(from), Some(to)) if from == to => text(from),
        Days::Between(Some(from), Some(to)) => words.filter_range(&text(from), &text(to)),
        Days::Between(Some(from), None) => words.filter_range_from(&text(from)),
        Days::Between(None, Some(to)) => words.filter_range_to(&text(to)),
        Days::Between(None, None) => String::new(),
    }
}

/// A range of amounts, for a chip.
pub fn amounts(words: Words, range: &AmountRange) -> String {
    let text = |minor: i64| format::money(words.0, domain::Money::new(minor, range.currency));
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => text(min),
        (Some(min), Some(max)) => words.filter_range(&text(min), &text(max)),
        (Some(min), None) => words.filter_range_from(&text(min)),
        (None, Some(max)) => words.filter_range_to(&text(max)),
        (None, None) => range.currency.code().to_owned(),
    }
}

/// What a role is called.
pub const fn role(words: Words, role: Role) -> &'static str {
    match role {
        Role::Owner => words.role_owner(),
        Role::Manager => words.role_manager(),
        Role::Viewer => words.role_viewer(),
    }
}

/// What a theme is called.
pub const fn theme(words: Words, theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => words.theme_auto(),
        Theme::Light => words.theme_light(),
        Theme::Dark => words.theme_dark(),
    }
}

/// What a density of lists is called.
pub const fn density(words: Words, density: Density) -> &'static str {
    match density {
        Density::Compact => words.density_compact(),
        Density::Normal => words.density_normal(),
        Density::Relaxed => words.density_relaxed(),
    }
}

/// What a kind of line is called.
pub const fn line_kind(words: Words, kind: LineKind) -> &'static str {
    match kind {
        LineKind::Product => words.line_kind_product(),
        LineKind::Shipping => words.line_kind_shipping(),
        LineKind::Fee => words.line_kind_fee(),
        LineKind::Tax => words.line_kind_tax(),
    }
}

/// Where a payment came from.
pub const fn payment_kind(words: Words, kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Scheduled => words.payment_kind_scheduled(),
        PaymentKind::Online => words.payment_kind_online(),
        PaymentKind::Manual => words.payment_kind_manual(),
        PaymentKind::Imported => words.payment_kind_imported(),
    }
}

/// How far a payment has come.
pub const fn payment_state(words: Words, state: PaymentState) -> &'static str {
    match state {
        PaymentState::Planned => words.payment_state_planned(),
        PaymentState::Pending => words.payment_state_pending(),
        PaymentState::Succeeded => words.payment_state_succeeded(),
        PaymentState::Failed => words.payment_state_failed(),
        PaymentState::Voided => words.payment_state_voided(),
    }
}

/// Who or what did something, when it was no user that is still known.
pub const fn actor(words: Words, kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::User | ActorKind::System => words.actor_system(),
        ActorKind::Automation => words.actor_automation(),
        ActorKind::Import => words.actor_import(),
        ActorKind::Api => words.actor_api(),
    }
}
