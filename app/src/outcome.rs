//! What a change of orders did, and what it would do, in words. Called by toasts, notices and the review.

use crate::{i18n::Words, names};
#[cfg(feature = "ssr")]
use domain::funnel::Funnels;
use domain::{
    Slug, StageKind,
    order::{
        Action, Outcome,
        change::{Reason, Refused, TagName},
        transition::Refusal,
    },
};

/// How many refused orders a message names.
const NAMED: usize = 5;

/// What was done, and what was not and why.
pub fn told(words: Words, outcome: &Outcome) -> String {
    let mut parts = Vec::new();
    if outcome.changed > 0 {
        parts.push(words.change_done(outcome.changed));
    }
    if outcome.already > 0 {
        parts.push(words.change_already(outcome.already));
    }
    if outcome.refused > 0 {
        let mut named: Vec<String> = outcome.refusals.iter().take(NAMED).map(|r| refused(words, r)).collect();
        if outcome.refused > i64::try_from(named.len()).unwrap_or(i64::MAX) {
            named.push("…".into());
        }
        parts.push(words.change_refused(outcome.refused, &named.join(", ")));
    }
    parts.join(" ")
}

/// What taking a change back has done.
pub fn undone(words: Words, outcome: &Outcome) -> String {
    match (outcome.refused, outcome.changed) {
        (0, 0) => words.change_undone_before().to_owned(),
        (0, changed) => words.change_undone(changed),
        _ => told(words, outcome),
    }
}

/// Each order that was left as it was, and why, where a message names only some of them.
pub fn refusals(words: Words, outcome: &Outcome) -> Vec<String> {
    if outcome.refusals.len() <= NAMED {
        return Vec::new();
    }
    let mut all: Vec<String> = outcome.refusals.iter().map(|r| refused(words, r)).collect();
    if outcome.refused > i64::try_from(all.len()).unwrap_or(i64::MAX) {
        all.push("…".into());
    }
    all
}

fn refused(words: Words, Refused { number, reason }: &Refused) -> String {
    words.change_refused_one(number, because(words, *reason))
}

/// Why an order was left as it was.
pub const fn because(words: Words, reason: Reason) -> &'static str {
    match reason {
        Reason::Conflict => words.reason_conflict(),
        Reason::Gone => words.reason_gone(),
        Reason::Rule(Refusal::Archived) => words.reason_archived(),
        Reason::Rule(Refusal::OtherFunnel) => words.reason_other_funnel(),
        Reason::Rule(Refusal::UnknownUser) => words.reason_unknown_user(),
        Reason::Rule(Refusal::Refund) => words.reason_refund(),
        Reason::Rule(Refusal::UnknownTag) => words.reason_unknown_tag(),
    }
}

/// Why nothing was done at all, by its stable code.
pub fn problem(words: Words, code: &str) -> &'static str {
    match code {
        "no_order" => words.problem_no_order(),
        "too_many_orders" | "too_long" => words.problem_too_many_orders(),
        "no_action" => words.problem_no_action(),
        "tag_name" => words.problem_tag_name(),
        "key_reused" => words.problem_key_reused(),
        "reason_missing" => words.reason_missing(),
        "too_large" => words.problem_too_large(),
        _ => words.error_body(),
    }
}

/// What an action does, as far as its own text tells: people are named by those who know them.
pub fn action(words: Words, action: &Action, manager: impl Fn(domain::ids::UserId) -> Option<String>) -> String {
    match action {
        Action::Move(slug) => words.action_move(&stage(words, slug)),
        Action::Transfer { funnel, stage: slug } => words.action_move(&format!("{funnel} · {}", stage(words, slug))),
        Action::Settle { funnel: Some(funnel), stage: slug, .. } => {
            words.action_move(&format!("{funnel} · {}", stage(words, slug)))
        }
        Action::Settle { funnel: None, stage: slug, .. } => words.action_move(&stage(words, slug)),
        Action::Assign(None) => words.action_unassign().to_owned(),
        Action::Assign(Some(id)) => words.action_assign(&manager(*id).unwrap_or_else(|| id.to_string())),
        Action::Archive(true) => words.archive_do().to_owned(),
        Action::Archive(false) => words.archive_undo().to_owned(),
        Action::Tag { add, remove, new } => {
            let given = add.iter().map(Slug::to_string).chain(new.iter().cloned().map(|n: TagName| String::from(n)));
            let given = given.map(|name| words.action_tag(&name));
            let taken = remove.iter().map(|slug| words.action_untag(slug.as_str()));
            given.chain(taken).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A stage of a funnel, as it is called now; by its stable name where there is none such any more.
#[cfg(feature = "ssr")]
pub fn stage_of(words: Words, funnels: &Funnels, funnel: &Slug, slug: &Slug) -> String {
    let funnel = funnels.0.iter().find(|f| f.slug == *funnel);
    let found = funnel.and_then(|f| f.stages.iter().find(|s| s.slug == *slug));
    found.map_or_else(|| stage(words, slug), |s| names::stage(words, s.name.as_deref(), s.kind))
}

/// The same of another funnel, which is named with it.
#[cfg(feature = "ssr")]
pub fn place_of(words: Words, funnels: &Funnels, funnel: &Slug, slug: &Slug) -> String {
    let name = funnels.0.iter().find(|f| f.slug == *funnel).map(|f| names::funnel(words, f.name.as_deref()));
    let name = name.unwrap_or_else(|| funnel.to_string());
    format!("{name} · {}", stage_of(words, funnels, funnel, slug))
}

/// A stage by its stable name: the standard ones are translated.
pub fn stage(words: Words, slug: &Slug) -> String {
    StageKind::parse(slug.as_str()).map_or_else(|| slug.to_string(), |k| names::stage_kind(words, k).to_owned())
}
