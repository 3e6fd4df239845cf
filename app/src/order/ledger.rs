//! The ledger of an order: every entry with what may be done about it, and money that came. Plain forms; what changes money
//! is shown before it is done, with what the order says of it before and after.

use super::{card::Instant, form::Form, review::Review};
use crate::{
    context::{Boot, use_boot, use_words},
    format,
    i18n::Words,
    names,
};
use domain::{
    Money, Order, OrderKind, StageKind, Timestamp,
    order::{
        Payment, PaymentState, Refund,
        ledger::{self, Books, Entry},
        ledger_form::{METHODS, Reader},
        subscription::{Period, RunBy, Subscription, SubscriptionState},
    },
    user::Permission,
};
use leptos::prelude::*;

/// How many empty parts the form of a plan has below those that are planned.
const EMPTY_PARTS: usize = 3;

/// What every part of the section is written from.
struct Sheet<'a> {
    words: Words,
    boot: &'a Boot,
    order: &'a Order,
    payments: &'a [Payment],
    refunds: &'a [Refund],
    subscription: Option<&'a Subscription>,
    /// Whether the reader may write.
    may: bool,
}

/// The section.
#[component]
pub fn Payments<'a>(
    /// The order.
    order: &'a Order,
    /// Its payments, oldest first.
    payments: Vec<Payment>,
    /// Its refunds, oldest first.
    refunds: Vec<Refund>,
    /// Its subscription.
    subscription: Option<Subscription>,
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    let role = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    let may = role && order.archived_at.is_none();
    let sheet = Sheet {
        words,
        boot: &boot,
        order,
        payments: &payments,
        refunds: &refunds,
        subscription: subscription.as_ref(),
        may,
    };
    let review = may.then(|| sheet.review()).flatten();
    let entries = payments.iter().map(|p| sheet.entry(p)).collect_view();
    let returns = refunds.iter().map(|r| sheet.refund(r)).collect_view();
    view! {
        <section class="panel" id="ledger" tabindex="-1">
            <h2 class="panel__title">{words.order_payments()}</h2>
            {review}
            {sheet.runs()}
            {payments.is_empty().then(|| view! { <p class="panel__none">{words.order_no_payments()}</p> })}
            <ul class="entry-rows">{entries}{returns}</ul>
            {may.then(|| sheet.receive())}
            {(may && order.due > 0 && order.kind != OrderKind::Subscription).then(|| sheet.plan())}
        </section>
    }
    .into_any()
}

impl Sheet<'_> {
    fn money(&self, minor: i64) -> String {
        format::money(self.words.0, Money::new(minor, self.order.currency))
    }

    /// An amount as it is typed.
    fn typed(&self, minor: i64) -> String {
        format::decimal(self.words.0, &Money::new(minor, self.order.currency).decimal())
    }

    fn today(&self) -> String {
        self.boot.zone.date_of(self.boot.now).to_string()
    }

    fn form(&self, what: &str, of: &str) -> Form<'_> {
        Form::of(self.words, self.boot.flash.as_ref(), what, of)
    }

    fn entry(&self, payment: &Payment) -> AnyView {
        let words = self.words;
        let method = payment.method.as_deref().map(|m| names::method(words, m));
        let kind = names::payment_kind(words, payment.kind).to_owned();
        let facts = [method, Some(kind), payment.reference.clone(), payment.note.clone()];
        let facts = facts.into_iter().flatten().map(|fact| format!(" · {fact}")).collect::<String>();
        let at = match payment.state {
            PaymentState::Succeeded => payment.paid_at.or(payment.due_at),
            _ => payment.due_at.or(payment.paid_at),
        };
        let late = payment.state == PaymentState::Planned
            && self.order.due > 0
            && payment.due_at.is_some_and(|at| at < self.boot.now);
        view! {
            <li class="entry-row" data-void=(payment.state == PaymentState::Voided).then_some("")>
                <span class="entry-row__what">
                    {names::payment_state(words, payment.state)}
                    {late.then(|| view! { " "<span class="pill pill--error">{words.overdue()}</span> })}
                </span>
                <span class="entry-row__sum">{self.money(payment.amount)}</span>
                <span class="entry-row__detail">
                    {at.map(|at| self.when(payment, at))}
                    {facts}
                </span>
                {self.may.then(|| view! { <div class="entry-row__actions">{self.actions(payment)}</div> })}
            </li>
        }
        .into_any()
    }

    /// What is planned is due by the end of a day; what came did so at an instant.
    fn when(&self, payment: &Payment, at: Timestamp) -> AnyView {
        if payment.state == PaymentState::Succeeded {
            return view! { <Instant at=at boot=self.boot/> }.into_any();
        }
        let day = format::date(self.words.0, self.boot.zone.date_of(at));
        view! { <time datetime=at.rfc3339()>{day}</time> }.into_any()
    }

    /// What may be done about an entry.
    fn actions(&self, payment: &Payment) -> AnyView {
        let left = ledger::refundable(payment, self.refunds);
        // What a payment provider charges is not marked as paid by hand.
        let by_hand = self.subscription.is_none_or(|sub| sub.run_by == RunBy::Desk);
        let untouched = self.refunds.iter().all(|r| r.payment != payment.id);
        match payment.state {
            PaymentState::Planned => view! { {by_hand.then(|| self.settle(payment))}{self.redate(payment)} }.into_any(),
            PaymentState::Pending => view! { {by_hand.then(|| self.settle(payment))}{self.void(payment)} }.into_any(),
            PaymentState::Failed => self.void(payment),
            PaymentState::Succeeded => view! {
                {(left > 0).then(|| self.give_back(payment, left))}
                {untouched.then(|| self.void(payment))}
            }
            .into_any(),
            PaymentState::Voided => ().into_any(),
        }
    }

    /// How often a subscription is charged, when next, and what may be done about it.
    fn runs(&self) -> Option<AnyView> {
        let words = self.words;
        let sub = self.subscription?;
        let amount = self.money(sub.amount);
        let next = format::date(words.0, self.boot.zone.date_of(sub.next_at));
        let (state, deeds): (String, &[(&'static str, &'static str)]) = match sub.state {
            SubscriptionState::Active => {
                (words.subscription_active(&next), &[("pause", words.ledger_pause()), ("stop", words.ledger_stop())])
            }
            SubscriptionState::Paused => (
                words.subscription_paused().to_owned(),
                &[("resume", words.ledger_resume()), ("stop", words.ledger_stop())],
            ),
            SubscriptionState::Cancelled => (words.subscription_cancelled().to_owned(), &[]),
            SubscriptionState::Ended => (words.subscription_ended().to_owned(), &[]),
        };
        let late = sub.state == SubscriptionState::Active && self.order.is_overdue(self.boot.now);
        let provided = sub.run_by == RunBy::Provider;
        let buttons = deeds.iter().map(|(what, name)| {
            let form = self.form(what, "");
            view! {
                <form action="/orders/ledger" method="post">
                    {form.hidden(self.order, &self.boot.request_id, what, None)}
                    {form.problem()}
                    <button class="button">{*name}</button>
                </form>
            }
        });
        Some(
            view! {
                <div class="entry-row">
                    <span class="entry-row__what">{names::period(words, sub.period)}</span>
                    <span class="entry-row__sum">{amount}</span>
                    <span class="entry-row__detail">
                        {state}
                        {late.then(|| view! { " "<span class="pill pill--error">{words.subscription_past_due()}</span> })}
                        {provided.then(|| view! { <p>{words.subscription_provided()}</p> })}
                    </span>
                    {self.may.then(|| view! { <div class="comment__actions">{buttons.collect_view()}</div> })}
                </div>
            }
            .into_any(),
        )
    }

    /// A form that opens below its name; open at once where it was refused.
    fn fold(
        &self,
        what: &'static str,
        payment: Option<&Payment>,
        name: &'static str,
        fields: Vec<AnyView>,
        form: &Form<'_>,
    ) -> AnyView {
        let id = payment.map(|p| p.id.to_string());
        let primary = what == "receive" && self.order.due > 0;
        let class = if primary { "button button--primary" } else { "button" };
        view! {
            <details class="fold" open=form.is_refused()>
                <summary class=class>{name}</summary>
                <form class="edit__form" action="/orders/ledger" method="post">
                    {form.hidden(self.order, &self.boot.request_id, what, id)}
                    {form.problem()}
                    {fields}
                    <button class="button button--primary">{self.words.ledger_continue()}</button>
                </form>
            </details>
        }
        .into_any()
    }

    /// How money came: day, method, reference, note.
    fn receipt(&self, form: &Form<'_>) -> Vec<AnyView> {
        let words = self.words;
        let methods = METHODS.iter().map(|code| ((*code).to_owned(), names::method(words, code))).collect();
        let usual = self.order.payment_method.as_deref().filter(|m| METHODS.contains(m)).unwrap_or("bank_transfer");
        vec![
            form.line("date", words.ledger_came_on(), "date", self.today(), true),
            form.choice("method", words.order_payment_method(), methods, usual),
            form.line("reference", words.ledger_reference(), "text", String::new(), false),
            form.line("note", words.ledger_note(), "text", String::new(), false),
        ]
    }

    fn receive(&self) -> AnyView {
        let form = self.form("receive", "");
        let suggested = if self.order.due > 0 { self.typed(self.order.due) } else { String::new() };
        let mut fields = vec![form.line("amount", self.words.order_amount(), "decimal", suggested, true)];
        fields.extend(self.receipt(&form));
        self.fold("receive", None, self.words.ledger_receive(), fields, &form)
    }

    /// What is owed in other parts: equal ones, or each with its day and amount.
    fn plan(&self) -> AnyView {
        let words = self.words;
        let form = self.form("plan", "");
        let mut parts: Vec<&Payment> = self.payments.iter().filter(|p| p.state == PaymentState::Planned).collect();
        parts.sort_by_key(|p| p.due_at);
        let periods = Period::ALL.map(|p| (p.code().to_owned(), names::period(words, p).to_owned())).to_vec();
        let rows = (0..(parts.len() + EMPTY_PARTS).max(form.count("part_amount"))).map(|n| {
            let part = parts.get(n);
            let day = part.and_then(|p| p.due_at).map_or_else(String::new, |at| self.boot.zone.date_of(at).to_string());
            let amount = part.map_or_else(String::new, |p| self.typed(p.amount));
            view! {
                <div class="edit__fields edit__field--wide" role="group" aria-label=words.new_order_part(&(n + 1).to_string())>
                    {form.nth("part_date", n, words.order_payment_due(), day, "date")}
                    {form.nth("part_amount", n, words.order_amount(), amount, "decimal")}
                </div>
            }
        });
        let kinds = vec![
            (String::new(), words.plan_in_parts().to_owned()),
            (OrderKind::Subscription.code().to_owned(), names::kind(words, OrderKind::Subscription).to_owned()),
        ];
        let fields = vec![
            view! { <p class="panel__none edit__field--wide">{words.ledger_plan_hint()}</p> }.into_any(),
            form.choice("kind", words.column_kind(), kinds, ""),
            form.choice("run_by", words.subscription_run_by(), names::run_by(words), RunBy::Desk.code()),
            form.line("parts", words.new_order_parts(), "number", String::new(), false),
            form.line("first_due", words.new_order_first_due(), "date", self.today(), false),
            form.choice("period", words.new_order_period(), periods, "month"),
            rows.collect_view().into_any(),
        ];
        self.fold("plan", None, words.ledger_plan(), fields, &form)
    }

    fn settle(&self, part: &Payment) -> AnyView {
        let form = self.form("settle", &part.id.to_string());
        let fields = self.receipt(&form);
        self.fold("settle", Some(part), self.words.ledger_settle(), fields, &form)
    }

    fn redate(&self, part: &Payment) -> AnyView {
        let form = self.form("redate", &part.id.to_string());
        let due = part.due_at.map_or_else(|| self.today(), |at| self.boot.zone.date_of(at).to_string());
        let fields = vec![form.line("date", self.words.order_payment_due(), "date", due, true)];
        self.fold("redate", Some(part), self.words.ledger_redate(), fields, &form)
    }

    fn void(&self, payment: &Payment) -> AnyView {
        let form = self.form("void", &payment.id.to_string());
        let fields = vec![form.line("reason", self.words.order_refund_reason(), "text", String::new(), true)];
        self.fold("void", Some(payment), self.words.ledger_void(), fields, &form)
    }

    fn give_back(&self, payment: &Payment, left: i64) -> AnyView {
        let words = self.words;
        let form = self.form("refund", &payment.id.to_string());
        let fields = vec![
            form.line("amount", words.order_amount(), "decimal", self.typed(left), true),
            form.line("reason", words.order_refund_reason(), "text", String::new(), true),
            form.tick("still_owed", words.ledger_still_owed()),
            form.tick("close_access", words.ledger_close_access()),
        ];
        self.fold("refund", Some(payment), words.ledger_refund(), fields, &form)
    }

    fn refund(&self, refund: &Refund) -> AnyView {
        let words = self.words;
        let owed = refund.still_owed.then(|| format!(" · {}", words.ledger_owed_again()));
        view! {
            <li class="entry-row">
                <span class="entry-row__what">{words.order_refunds()}</span>
                <span class="entry-row__sum">{self.money(-refund.amount)}</span>
                <span class="entry-row__detail">
                    <Instant at=refund.at boot=self.boot/>
                    {refund.reason.clone().map(|n| format!(" · {n}"))}
                    {owed}
                </span>
            </li>
        }
        .into_any()
    }

    /// What was asked for, before it is done: the money before and after.
    fn review(&self) -> Option<AnyView> {
        let words = self.words;
        let flash = self.boot.flash.as_ref().filter(|flash| flash.notice.as_deref() == Some("ledger_review"))?;
        let reader =
            Reader { currency: self.order.currency, locale: words.0, zone: &self.boot.zone, now: self.boot.now };
        let entry = Entry::from_pairs(&flash.fields, &reader).ok()?;
        let books = Books {
            order: self.order,
            payments: self.payments,
            refunds: self.refunds,
            subscription: self.subscription,
            zone: &self.boot.zone,
        };
        let after = ledger::write(&books, &entry, &mut || 0, self.boot.now).ok()?;
        let (title, button) = match entry {
            Entry::Receive { .. } | Entry::Settle { .. } => (words.ledger_receive(), words.ledger_receive_do()),
            Entry::Redate { .. } => (words.ledger_redate(), words.ledger_redate_do()),
            Entry::Plan(_) => (words.ledger_plan(), words.ledger_plan_do()),
            Entry::Void { .. } => (words.ledger_void(), words.ledger_void_do()),
            Entry::Refund { .. } => (words.ledger_refund(), words.ledger_refund_do()),
            Entry::Charge => (words.ledger_charge(), words.ledger_charge()),
            Entry::Pause => (words.ledger_pause(), words.ledger_pause_do()),
            Entry::Resume => (words.ledger_resume(), words.ledger_resume_do()),
            Entry::Stop => (words.ledger_stop(), words.ledger_stop_do()),
        };
        let (old, new) = (self.order, &after.order);
        let over = (new.received() > new.total && new.received() > old.received())
            .then(|| words.ledger_overpaid(&self.money(new.received() - new.total)));
        let late =
            matches!(new.stage.kind, StageKind::Cancelled | StageKind::Refunded) && new.received() > old.received();
        let amount = match &after.event {
            domain::event::EventKind::Ledger(event) => format::money(words.0, event.amount),
            _ => String::new(),
        };
        let kind = (old.kind != new.kind).then(|| {
            let name = |kind: OrderKind| names::kind(words, kind).to_owned();
            (words.column_kind(), name(old.kind), name(new.kind))
        });
        let plan = match &entry {
            Entry::Plan(_) => after.payments.iter().filter(|p| p.state == PaymentState::Planned).collect(),
            _ => Vec::new(),
        };
        let day = |at: Timestamp| format::date(words.0, self.boot.zone.date_of(at));
        let plan = plan.into_iter().filter_map(|p| Some(format!("{} · {}", day(p.due_at?), self.money(p.amount))));
        let review = Review {
            notes: plan.collect(),
            title: format!("{title} · {amount}"),
            rows: [
                (words.totals_received(), self.money(old.received()), self.money(new.received())),
                (words.sale_due(), self.money(old.due), self.money(new.due)),
                (
                    words.column_payment(),
                    names::payment(words, old.payment).to_owned(),
                    names::payment(words, new.payment).to_owned(),
                ),
            ]
            .into_iter()
            .chain(kind)
            .collect(),
            warnings: over.into_iter().chain(late.then(|| words.ledger_closed_order().to_owned())).collect(),
            door: "/orders/ledger",
            button,
        };
        Some(review.view(words, flash))
    }
}
