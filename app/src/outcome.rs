//! What a change of orders did, and what it would do, in words. Called by toasts, notices and the review.

use crate::{i18n::Words, names};
use domain::{
    Slug, StageKind,
    funnel::Funnels,
    order::{
        Action, Outcome,
        change::{Known, Reason, Refused},
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

/// What an action does. What it names is called as people see it, as far as that is known; else by its stable name.
pub fn action(words: Words, action: &Action, known: &Known) -> String {
    match action {
        Action::Move(slug) | Action::Settle { funnel: None, stage: slug, .. } => {
            words.action_move(&own_stage(words, &known.funnels, slug))
        }
        Action::Transfer { funnel, stage: slug } | Action::Settle { funnel: Some(funnel), stage: slug, .. } => {
            words.action_move(&place_of(words, &known.funnels, funnel, slug))
        }
        Action::Assign(None) => words.action_unassign().to_owned(),
        Action::Assign(Some(id)) => {
            let name = known.users.get(id).map_or_else(|| id.to_string(), |user| user.name.clone());
            words.action_assign(&name)
        }
        Action::Archive(true) => words.archive_do().to_owned(),
        Action::Archive(false) => words.archive_undo().to_owned(),
        Action::Tag { add, remove, new } => {
            let name = |slug: &Slug| known.tags.get(slug).map_or_else(|| slug.to_string(), |tag| tag.name.clone());
            let given = add.iter().map(&name).chain(new.iter().cloned().map(String::from));
            let given = given.map(|name| words.action_tag(&name));
            let taken = remove.iter().map(|slug| words.action_untag(&name(slug)));
            given.chain(taken).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A stage that each order has in its own funnel: as the first of them that has it calls it.
fn own_stage(words: Words, funnels: &Funnels, slug: &Slug) -> String {
    let found = funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.slug == *slug);
    found.map_or_else(|| stage(words, slug), |s| names::stage(words, s.name.as_deref(), s.kind))
}

/// A stage of a funnel, as it is called now; by its stable name where there is none such any more.
pub fn stage_of(words: Words, funnels: &Funnels, funnel: &Slug, slug: &Slug) -> String {
    let funnel = funnels.0.iter().find(|f| f.slug == *funnel);
    let found = funnel.and_then(|f| f.stages.iter().find(|s| s.slug == *slug));
    found.map_or_else(|| stage(words, slug), |s| names::stage(words, s.name.as_deref(), s.kind))
}

/// The same of another funnel, which is named with it.
pub fn place_of(words: Words, funnels: &Funnels, funnel: &Slug, slug: &Slug) -> String {
    let name = funnels.0.iter().find(|f| f.slug == *funnel).map(|f| names::funnel(words, f.name.as_deref()));
    let name = name.unwrap_or_else(|| funnel.to_string());
    format!("{name} · {}", stage_of(words, funnels, funnel, slug))
}

/// A stage by its stable name: the standard ones are translated.
fn stage(words: Words, slug: &Slug) -> String {
    StageKind::parse(slug.as_str()).map_or_else(|| slug.to_string(), |k| names::stage_kind(words, k).to_owned())
}
