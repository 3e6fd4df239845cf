//! Changes as plain forms send them: one code for an action, a pair for each order. Pure.
//!
//! `stage:done` · `funnel:club/done` · `manager:17` · `manager:none` · `tag:vip` · `untag:vip` · `archive:yes` · `archive:no`. The order's
//! page sends `tags` with the boxes that are ticked (`tag`), those that were (`had`), and a name (`new_tag`). With a status
//! comes what becomes of what an order leaves behind: `access` (`close`, `keep`, `reopen`), `money` (`keep`, `refund`) and the
//! `reason` of a refund; without both nothing is said of it.

use super::{
    access::AccessTurn,
    change::{Action, CHOSEN_MAX, ChangeRequest, IdempotencyKey, TagName, Targets},
    ledger::NOTE_MAX,
};
use crate::{
    Slug,
    filter::Pairs,
    ids::{OrderId, UserId},
};

/// What is wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormProblem {
    /// No order is chosen.
    #[error("no order is chosen")]
    NoOrder,
    /// More orders than can be named one by one.
    #[error("too many orders are chosen")]
    TooManyOrders,
    /// Nothing is to be done.
    #[error("no action is chosen")]
    NoAction,
    /// The name cannot be that of a tag.
    #[error("not the name of a tag")]
    TagName,
    /// Money is to be given back for no reason.
    #[error("a refund needs a reason")]
    NoReason,
    /// Something that no form of ours sends.
    #[error("the form is broken")]
    Broken,
}

impl FormProblem {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoOrder => "no_order",
            Self::TooManyOrders => "too_many_orders",
            Self::NoAction => "no_action",
            Self::TagName => "tag_name",
            Self::NoReason => "reason_missing",
            Self::Broken => "broken",
        }
    }
}

impl Action {
    /// The code of an action that does one thing; `None` for several tags at once or a new one.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Move(slug) => Some(format!("stage:{slug}")),
            Self::Transfer { funnel, stage } => Some(format!("funnel:{funnel}/{stage}")),
            Self::Assign(Some(user)) => Some(format!("manager:{user}")),
            Self::Assign(None) => Some("manager:none".into()),
            Self::Archive(archive) => Some(format!("archive:{}", if *archive { "yes" } else { "no" })),
            Self::Tag { add, remove, new } => match (&add[..], &remove[..], &new[..]) {
                ([slug], [], []) => Some(format!("tag:{slug}")),
                ([], [slug], []) => Some(format!("untag:{slug}")),
                _ => None,
            },
            Self::Settle { .. } => None,
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        let (what, value) = code.split_once(':')?;
        match (what, value) {
            ("stage", slug) => Slug::parse(slug).map(Self::Move),
            ("funnel", place) => {
                let (funnel, stage) = place.split_once('/')?;
                Some(Self::Transfer { funnel: Slug::parse(funnel)?, stage: Slug::parse(stage)? })
            }
            ("manager", "none") => Some(Self::Assign(None)),
            ("manager", id) => id.parse::<UserId>().ok().map(|id| Self::Assign(Some(id))),
            ("tag", slug) => Slug::parse(slug).map(|s| Self::Tag { add: vec![s], remove: vec![], new: vec![] }),
            ("untag", slug) => Slug::parse(slug).map(|s| Self::Tag { add: vec![], remove: vec![s], new: vec![] }),
            ("archive", "yes") => Some(Self::Archive(true)),
            ("archive", "no") => Some(Self::Archive(false)),
            _ => None,
        }
    }

    /// Reads the fields of a form.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, FormProblem> {
        let new = match first(pairs, "new_tag").trim() {
            "" => None,
            name => Some(TagName::parse(name).ok_or(FormProblem::TagName)?),
        };
        match (first(pairs, "action"), new) {
            ("", None) => Err(FormProblem::NoAction),
            ("", Some(name)) => Ok(Self::Tag { add: vec![], remove: vec![], new: vec![name] }),
            ("tags", new) => {
                let (ticked, had) = (slugs(pairs, "tag")?, slugs(pairs, "had")?);
                let without = |these: &[Slug], those: &[Slug]| -> Vec<Slug> {
                    these.iter().filter(|s| !those.contains(s)).cloned().collect()
                };
                let (add, remove) = (without(&ticked, &had), without(&had, &ticked));
                if add.is_empty() && remove.is_empty() && new.is_none() {
                    return Err(FormProblem::NoAction);
                }
                Ok(Self::Tag { add, remove, new: new.into_iter().collect() })
            }
            (code, None) => settled(Self::parse(code).ok_or(FormProblem::Broken)?, pairs),
            // A name was typed and something else was chosen as well: which of both is meant?
            (_, Some(_)) => Err(FormProblem::NoAction),
        }
    }
}

impl ChangeRequest {
    /// Reads the fields of a form: `order` (`ID:VERSION`, any number of them) or `everything` with `query`.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, FormProblem> {
        let key = IdempotencyKey::parse(first(pairs, "idempotency_key")).ok_or(FormProblem::Broken)?;
        let targets = if first(pairs, "everything").is_empty() {
            let chosen = pairs.iter().filter(|(name, _)| name == "order").map(|(_, value)| {
                let (id, version) = value.split_once(':')?;
                Some((id.parse::<OrderId>().ok()?, version.parse::<i64>().ok()?))
            });
            let chosen = chosen.collect::<Option<Vec<_>>>().ok_or(FormProblem::Broken)?;
            match chosen.len() {
                0 => return Err(FormProblem::NoOrder),
                n if n > CHOSEN_MAX => return Err(FormProblem::TooManyOrders),
                _ => Targets::Chosen(chosen),
            }
        } else {
            Targets::Everything(first(pairs, "query").to_owned())
        };
        Ok(Self { key, targets, action: Action::from_pairs(pairs)? })
    }

    /// The fields that say the same once more: what a person looks over before it is done.
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs: Pairs = vec![("idempotency_key".into(), self.key.as_str().into())];
        match &self.targets {
            Targets::Chosen(orders) => {
                pairs.extend(orders.iter().map(|(id, version)| ("order".into(), format!("{id}:{version}"))));
            }
            Targets::Everything(query) => {
                pairs.push(("everything".into(), "yes".into()));
                pairs.push(("query".into(), query.clone()));
            }
        }
        match (self.action.code(), &self.action) {
            (Some(code), _) => pairs.push(("action".into(), code)),
            (None, Action::Tag { add, remove, new }) => {
                if !add.is_empty() || !remove.is_empty() {
                    pairs.push(("action".into(), "tags".into()));
                }
                pairs.extend(add.iter().map(|slug| ("tag".into(), slug.to_string())));
                let gone = remove.iter().filter(|slug| !add.contains(slug));
                pairs.extend(gone.map(|slug| ("had".into(), slug.to_string())));
                pairs.extend(new.iter().map(|name| ("new_tag".into(), String::from(name.clone()))));
            }
            (None, Action::Settle { funnel, stage, access, refund }) => {
                let place = match funnel {
                    Some(funnel) => Action::Transfer { funnel: funnel.clone(), stage: stage.clone() },
                    None => Action::Move(stage.clone()),
                };
                pairs.extend(place.code().map(|code| ("action".into(), code)));
                let access = match access {
                    None => "keep",
                    Some(AccessTurn::Closed) => "close",
                    Some(AccessTurn::Reopened) => "reopen",
                };
                pairs.push(("access".into(), access.into()));
                if let Some(reason) = refund {
                    pairs.push(("money".into(), "refund".into()));
                    pairs.push(("reason".into(), reason.clone()));
                }
            }
            (None, _) => {}
        }
        pairs
    }
}

/// An action with what the form says becomes of what an order leaves behind.
fn settled(action: Action, pairs: &[(String, String)]) -> Result<Action, FormProblem> {
    let (access, money) = (first(pairs, "access"), first(pairs, "money"));
    let Some((funnel, stage)) = action.place().filter(|_| !access.is_empty() || !money.is_empty()) else {
        return Ok(action);
    };
    let access = match access {
        "close" => Some(AccessTurn::Closed),
        "reopen" => Some(AccessTurn::Reopened),
        _ => None,
    };
    let reason = first(pairs, "reason").trim();
    let refund = match (money, reason) {
        ("refund", "") => return Err(FormProblem::NoReason),
        ("refund", reason) => Some(reason.chars().take(NOTE_MAX).collect()),
        _ => None,
    };
    Ok(Action::Settle { funnel: funnel.cloned(), stage: stage.clone(), access, refund })
}

fn first<'a>(pairs: &'a [(String, String)], key: &str) -> &'a str {
    pairs.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str())
}

fn slugs(pairs: &[(String, String)], key: &str) -> Result<Vec<Slug>, FormProblem> {
    let values = pairs.iter().filter(|(name, _)| name == key);
    values.map(|(_, value)| Slug::parse(value).ok_or(FormProblem::Broken)).collect()
}
