//! How it is paid and what it opens; and who looks after it.

use super::Form;
use crate::{context::use_boot, names};
use domain::{
    OrderKind, StageKind,
    order::{
        ledger_form::METHODS,
        subscription::{Period, RunBy},
        talk::COMMENT_MAX,
    },
};
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn terms(&self) -> AnyView {
        let words = self.words;
        let boot = use_boot();
        let today = boot.zone.date_of(boot.now).to_string();
        let kinds = OrderKind::ALL.iter().map(|k| (k.code().to_owned(), names::kind(words, *k).to_owned())).collect();
        let periods = Period::ALL.map(|p| (p.code().to_owned(), names::period(words, p).to_owned())).to_vec();
        let methods = METHODS.iter().map(|code| ((*code).to_owned(), names::method(words, code))).collect();
        let own = self.sheet.sketch.kind == OrderKind::Instalments && !self.all("part_amount").concat().is_empty();
        let (dates, amounts) = (self.all("part_date"), self.all("part_amount"));
        let filled = amounts.iter().zip(&dates).rposition(|(a, d)| !a.is_empty() || !d.is_empty()).map_or(0, |n| n + 1);
        let parts = (0..filled.max(1) + 1).map(|n| {
            let at = |all: &[String]| all.get(n).cloned().unwrap_or_default();
            view! {
                <div class="edit__fields" role="group" aria-label=words.new_order_part(&(n + 1).to_string())>
                    {self.line("part_date", format!("part_date{n}"), words.order_payment_due(), "date", at(&dates))}
                    {self.line("part_amount", format!("part_amount{n}"), words.order_amount(), "decimal", at(&amounts))}
                </div>
            }
        });
        let paid = self.typed("paid") == "yes";
        let content = view! {
            <div class="edit__fields">
                {self.choice("kind", words.column_kind(), kinds, "standard")}
                {self.field("first_due", words.new_order_first_due(), "date")}
                {self.choice("period", words.new_order_period(), periods, "month")}
                {self.choice("run_by", words.subscription_run_by(), names::run_by(words), RunBy::Desk.code())}
                {self.field("parts", words.new_order_parts(), "number")}
            </div>
            <p class="panel__none">{words.new_order_kind_hint()}</p>
            <details class="fold" open=own>
                <summary class="button">{words.new_order_own_parts()}</summary>
                {parts.collect_view()}
                <button class="button" name="do" value="part">{words.new_order_add_part()}</button>
            </details>
            <div class="edit__fields">
                <label class="check edit__field--wide">
                    <input type="checkbox" name="paid" value="yes" checked=paid/>
                    <span>{words.new_order_paid()}</span>
                </label>
                {self.line("paid_on", "paid_on".to_owned(), words.ledger_came_on(), "date", self.paid_on(&today))}
                {self.choice("method", words.order_payment_method(), methods, "bank_transfer")}
            </div>
            <div class="edit__fields">
                {self.field("access_from", words.order_access_from(), "date")}
                {self.field("access_until", words.order_access_until(), "date")}
            </div>
        };
        self.panel("terms-title", words.new_order_terms(), content.into_any())
    }

    fn paid_on(&self, today: &str) -> String {
        let typed = self.typed("paid_on");
        if typed.is_empty() { today.to_owned() } else { typed }
    }

    pub(super) fn about(&self) -> AnyView {
        let words = self.words;
        let boot = use_boot();
        let me = boot.user.as_ref().map_or_else(|| "none".to_owned(), |user| user.id.to_string());
        let managers = self.sheet.managers.iter().map(|user| (user.id.to_string(), user.name.clone()));
        let managers =
            std::iter::once(("none".to_owned(), words.order_no_manager().to_owned())).chain(managers).collect();
        let default = self.sheet.funnels.default_funnel().or(self.sheet.funnels.0.first());
        let usual = default.and_then(|funnel| {
            let new = funnel.stages.iter().find(|stage| stage.kind == StageKind::New);
            let first = new.or_else(|| funnel.stages.iter().find(|stage| stage.kind.is_open()))?;
            Some(format!("{}/{}", funnel.slug, first.slug))
        });
        let typed = self.typed("stage");
        let chosen = if typed.is_empty() { usual.unwrap_or_default() } else { typed };
        let stages = self.sheet.funnels.0.iter().map(|funnel| {
            let options = funnel.stages.iter().map(|stage| {
                let value = format!("{}/{}", funnel.slug, stage.slug);
                let selected = value == chosen;
                view! {
                    <option value=value selected=selected>{names::stage(words, stage.name.as_deref(), stage.kind)}</option>
                }
            });
            let label = names::funnel(words, funnel.name.as_deref());
            view! { <optgroup label=label>{options.collect_view()}</optgroup> }
        });
        let error = self.error("comment");
        let content = view! {
            <div class="edit__field">
                <label for="stage">{words.column_status()}</label>
                <select class="input" id="stage" name="stage">{stages.collect_view()}</select>
                {self.error("stage").map(|text| view! { <p class="field__error">{text}</p> })}
            </div>
            {self.choice("manager", words.column_manager(), managers, &me)}
            {self.field("tags", words.new_order_tags(), "text")}
            {self.field("source", words.column_source(), "text")}
            <div class="edit__field">
                <label for="comment">{words.comment_new()}</label>
                <textarea class="input input--area" id="comment" name="comment" rows="3" maxlength=COMMENT_MAX.to_string()>
                    {self.typed("comment")}
                </textarea>
                {error.map(|text| view! { <p class="field__error">{text}</p> })}
            </div>
        };
        self.panel("about-title", words.summary(), content.into_any())
    }
}
