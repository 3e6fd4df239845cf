//! What is wrong with a form, and what to do about it: the words of every stable code. Server only: the client writes no form
//! that the server refuses.

use crate::{format::integer, i18n::Words};
use domain::{
    catalogue::ACCESS_DAYS_MAX,
    funnel::draft::{STALE_MAX, WIP_MAX},
    order::new_form::PARTS_MAX,
    promo::USES_MAX,
};
use std::borrow::Cow;

/// The words of a code.
pub fn text(words: Words, code: &str) -> Cow<'static, str> {
    let number = |number| integer(words.0, number);
    match range(code) {
        Some((least, most)) => words.number_between(&number(least), &number(most)).into(),
        None => fixed(words, code).into(),
    }
}

/// The least and the greatest number, where a code says that one is neither.
fn range(code: &str) -> Option<(i64, i64)> {
    match code {
        "limit_out_of_range" => Some((1, WIP_MAX)),
        "days_out_of_range" => Some((1, STALE_MAX)),
        "parts_out_of_range" => Some((2, i64::try_from(PARTS_MAX).unwrap_or(i64::MAX))),
        "access_days_out_of_range" => Some((1, ACCESS_DAYS_MAX)),
        "uses_out_of_range" => Some((1, USES_MAX)),
        _ => None,
    }
}

#[allow(clippy::too_many_lines, reason = "one list of all codes")]
fn fixed(words: Words, code: &str) -> &'static str {
    match code {
        "sign_in_failed" => words.sign_in_failed(),
        "too_many" => words.sign_in_too_many(),
        "link_used" => words.setup_link_used(),
        "password_short" => words.password_too_short(),
        "password_mismatch" => words.password_mismatch(),
        "email_invalid" => words.email_invalid(),
        "email_taken" => words.email_taken(),
        "name_missing" => words.name_missing(),
        "name_long" => words.name_long(),
        "name_strange" => words.name_strange(),
        "name_mark" => words.name_mark(),
        "zone_unknown" => words.zone_unknown(),
        "currency_unknown" => words.currency_unknown(),
        "languages_none" => words.languages_none(),
        "language_default_missing" => words.language_default_missing(),
        "language_not_offered" => words.language_not_offered(),
        "choice_unknown" => words.choice_unknown(),
        "last_owner" => words.last_owner(),
        "disable_oneself" => words.disable_oneself(),
        "user_disabled" => words.user_disabled_no_link(),
        "user_changed" => words.user_changed(),
        "conflict" => words.conflict_settings(),
        "stage_name_long" => words.stage_name_long(),
        "last_open" => words.stage_last_open(),
        "last_closing" => words.stage_last_closing(),
        "default_funnel" => words.funnel_default_stays(),
        "holds_orders" | "no_such_place" => words.funnel_holds_orders(),
        "funnel_name_taken" => words.funnel_name_taken(),
        "too_many_stages" => words.funnel_too_many(),
        "funnel_archived" => words.funnel_is_archived(),
        "funnel_changed" => words.funnel_changed(),
        "funnel_gone" => words.funnel_gone(),
        "ledger_archived" => words.reason_archived(),
        "ledger_unknown" => words.ledger_unknown(),
        "ledger_not_planned" => words.ledger_not_planned(),
        "ledger_not_received" => words.ledger_not_received(),
        "ledger_has_refunds" => words.ledger_has_refunds(),
        "ledger_is_void" => words.ledger_is_void(),
        "ledger_provider" => words.ledger_provider(),
        "provider_reference" => words.provider_reference(),
        "ledger_subscription" => words.ledger_subscription(),
        "amount_missing" => words.amount_missing(),
        "amount_strange" => words.amount_strange(),
        "amount_over" => words.amount_over(),
        "amount_large" => words.problem_too_large(),
        "reason_missing" => words.reason_missing(),
        "date_future" => words.date_future(),
        "date_strange" => words.date_strange(),
        "reference_twice" => words.reference_twice(),
        "access_order" => words.access_order(),
        "comment_unknown" => words.comment_unknown(),
        "comment_not_yours" => words.comment_not_yours(),
        "comment_empty" => words.comment_empty(),
        "mention_nobody" => words.mention_gone(),
        "comment_long" => words.comment_long(),
        "sheet_gone" => words.sheet_gone(),
        "first_due_early" => words.first_due_early(),
        "order_changed" => words.order_changed(),
        "order_made" => words.new_order_made(),
        "key_reused" => words.problem_key_reused(),
        "client_missing" => words.client_missing(),
        "client_exists" => words.client_exists(),
        "client_gone" => words.client_gone(),
        "phone_invalid" => words.phone_invalid(),
        "text_long" => words.text_long(),
        "title_missing" => words.title_missing(),
        "quantity_strange" => words.quantity_strange(),
        "price_missing" => words.price_missing(),
        "lines_none" => words.lines_none(),
        "lines_many" => words.lines_many(),
        "discount_over" => words.discount_over(),
        "discount_strange" => words.discount_strange(),
        "parts_strange" => words.parts_strange(),
        "client_choose" => words.client_choose(),
        "offer_choose" => words.offer_choose(),
        "offer_unknown" => words.offer_unknown(),
        "client_unknown" => words.contacts_none_found(),
        "plan_nothing_due" => words.plan_nothing_due(),
        "parts_sum" => words.parts_sum(),
        "tags_many" => words.tags_many(),
        "tag_name" => words.problem_tag_name(),
        "promo_unknown" => words.promo_unknown(),
        "promo_not_now" => words.promo_not_now(),
        "promo_other_offer" => words.promo_other_offer(),
        "promo_other_currency" => words.promo_other_currency(),
        "promo_used_up" => words.promo_used_up(),
        "promo_used_by_client" => words.promo_used_by_client(),
        "promo_changed" => words.promo_changed(),
        "promo_code_strange" => words.promo_code_strange(),
        "promo_value_strange" => words.promo_value_strange(),
        "promo_taken" => words.promo_taken(),
        "changed" => words.sheet_changed(),
        _ => words.invalid_title(),
    }
}
