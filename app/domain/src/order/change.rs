//! What a person asks for when they change orders, and what they are told afterwards. The wire and form types. Pure.
//!
//! An `Action` names things as links do (slugs, ids); `resolve` makes it the `Command` of one order, whose funnel says
//! which stage a slug is. Invariant: `action.code()` read again is the same action, for all that fit in one code.

use super::{
    Order, OrderNumber, TagLabel, UserLabel,
    access::AccessTurn,
    transition::{Command, Refusal},
};
use crate::{
    Slug, Stage,
    event::EventKind,
    funnel::Funnels,
    ids::{BatchId, OrderId, UserId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest name of a tag, in characters.
pub const TAG_NAME_MAX: usize = 40;
/// How many orders can be named one by one; more are chosen by their filter.
pub const CHOSEN_MAX: usize = 1_000;
/// More orders than this are looked over before they are changed.
pub const REVIEW_OVER: i64 = 20;
/// How many refused orders an outcome lists.
pub const LISTED_MAX: usize = 100;

/// Something to be done to one order or to many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Put each into the stage of this name in its own funnel.
    Move(Slug),
    /// Put each into a stage of a funnel, whichever it is in.
    Transfer {
        /// The funnel.
        funnel: Slug,
        /// Its stage.
        stage: Slug,
    },
    /// Put each into a stage, of its own funnel or of another, and settle what it leaves behind there.
    Settle {
        /// The funnel; none is the order's own.
        funnel: Option<Slug>,
        /// Its stage.
        stage: Slug,
        /// What is done to what it opens.
        access: Option<AccessTurn>,
        /// Gives all money back, for this reason. Of one order: what many received is not sent back at once.
        refund: Option<String>,
    },
    /// Give it to a user, or to nobody.
    Assign(Option<UserId>),
    /// Change its tags. What stands in `remove` and elsewhere too is kept.
    Tag {
        /// Tags that the desk has.
        add: Vec<Slug>,
        /// Tags to take away.
        remove: Vec<Slug>,
        /// Names of tags that the desk may not have yet.
        new: Vec<TagName>,
    },
    /// Put it away, or take it out again.
    Archive(bool),
}

/// The name of a tag: 1 to 40 characters, one of them a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TagName {
    name: String,
    slug: Slug,
}

impl TagName {
    /// Reads what somebody typed; blanks at the ends and between words are tidied.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = name.chars().count() <= TAG_NAME_MAX && !name.chars().any(char::is_control);
        Slug::of(&name).filter(|_| fits).map(|slug| Self { name, slug })
    }

    /// The tag of this name.
    pub fn label(&self) -> TagLabel {
        TagLabel { slug: self.slug.clone(), name: self.name.clone() }
    }
}

impl TryFrom<String> for TagName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the name of a tag")
    }
}

impl From<TagName> for String {
    fn from(name: TagName) -> Self {
        name.name
    }
}

/// What the desk knows of the people and tags that actions name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Every funnel.
    pub funnels: Funnels,
    /// Users who may be given orders, by id.
    pub users: BTreeMap<UserId, UserLabel>,
    /// Tags, by slug.
    pub tags: BTreeMap<Slug, TagLabel>,
}

impl Action {
    /// What it means for this order.
    pub fn resolve(&self, order: &Order, known: &Known) -> Result<Command, Refusal> {
        if let Some((funnel, slug)) = self.place() {
            let of = known.funnels.0.iter().find(|f| funnel.map_or(f.id == order.funnel.id, |name| f.slug == *name));
            let found = of.and_then(|f| f.stages.iter().find(|s| s.slug == *slug).map(|s| (f, s)));
            let (into, stage) = found.ok_or(Refusal::OtherFunnel)?;
            return Ok(match self {
                Self::Settle { access: Some(turn), .. } => Command::Settle(into.into(), stage.clone(), *turn),
                _ if funnel.is_some() => Command::Transfer(into.into(), stage.clone()),
                _ => Command::Move(stage.clone()),
            });
        }
        match self {
            Self::Move(_) | Self::Transfer { .. } | Self::Settle { .. } => Err(Refusal::OtherFunnel),
            Self::Assign(None) => Ok(Command::Assign(None)),
            Self::Assign(Some(id)) => {
                known.users.get(id).cloned().map(|user| Command::Assign(Some(user))).ok_or(Refusal::UnknownUser)
            }
            Self::Tag { add, remove, new } => {
                let known_tag = |slug: &Slug| known.tags.get(slug).cloned().ok_or(Refusal::UnknownTag);
                let mut labels = add.iter().map(known_tag).collect::<Result<Vec<_>, _>>()?;
                labels.extend(new.iter().map(|n| known.tags.get(&n.slug).cloned().unwrap_or_else(|| n.label())));
                Ok(Command::Tag { add: labels, remove: remove.clone() })
            }
            Self::Archive(archive) => Ok(Command::Archive(*archive)),
        }
    }

    /// The funnel that it names, if it does, and the stage, where it puts orders into one.
    pub const fn place(&self) -> Option<(Option<&Slug>, &Slug)> {
        match self {
            Self::Move(stage) => Some((None, stage)),
            Self::Transfer { funnel, stage } => Some((Some(funnel), stage)),
            Self::Settle { funnel, stage, .. } => Some((funnel.as_ref(), stage)),
            Self::Assign(_) | Self::Tag { .. } | Self::Archive(_) => None,
        }
    }

    /// The stage that it puts this order into.
    pub fn target(&self, order: &Order, known: &Known) -> Option<Stage> {
        match self.resolve(order, known) {
            Ok(Command::Move(stage) | Command::Transfer(_, stage) | Command::Settle(_, stage, _)) => Some(stage),
            _ => None,
        }
    }

    /// The users it names.
    pub fn users(&self) -> impl Iterator<Item = UserId> {
        match self {
            Self::Assign(user) => *user,
            _ => None,
        }
        .into_iter()
    }

    /// The tags it gives.
    pub fn tags(&self) -> impl Iterator<Item = &Slug> {
        let (add, new): (&[Slug], &[TagName]) = match self {
            Self::Tag { add, new, .. } => (add, new),
            _ => (&[], &[]),
        };
        add.iter().chain(new.iter().map(|n| &n.slug))
    }
}

impl EventKind {
    /// What takes this change back, where something does.
    pub fn inverse(&self) -> Option<Action> {
        match self {
            Self::Moved(moved) => Some(match moved.access {
                None => Action::Move(moved.from.clone()),
                Some(turn) => back_to(None, &moved.from, turn),
            }),
            Self::Transferred(moved) => Some(match moved.access {
                None => Action::Transfer { funnel: moved.from_funnel.clone(), stage: moved.from.clone() },
                Some(turn) => back_to(Some(&moved.from_funnel), &moved.from, turn),
            }),
            Self::Assigned { from, .. } => Some(Action::Assign(*from)),
            Self::Tagged { added, removed } => {
                Some(Action::Tag { add: removed.clone(), remove: added.clone(), new: Vec::new() })
            }
            Self::Archived => Some(Action::Archive(false)),
            Self::Unarchived => Some(Action::Archive(true)),
            Self::Created { .. }
            | Self::Imported { .. }
            | Self::UserAdded { .. }
            | Self::UserReset
            | Self::UserRenamed
            | Self::UserRoleChanged { .. }
            | Self::UserDisabled
            | Self::UserEnabled
            | Self::UserLinkMade
            | Self::DeskCreated
            | Self::DeskChanged { .. }
            | Self::FunnelShaped { .. }
            | Self::FunnelChanged(_)
            | Self::Ledger(_)
            | Self::Access(_)
            | Self::AccessTurned(_)
            | Self::Priced(_)
            | Self::Touched { .. }
            | Self::ContactChanged { .. }
            | Self::ContactMerged { .. }
            | Self::CatalogueChanged { .. }
            | Self::Handed { .. }
            | Self::Sourced { .. }
            | Self::Offered { .. }
            | Self::Client(_)
            | Self::Comment(_)
            | Self::Rekinded { .. } => None,
        }
    }
}

/// Puts an order back, and takes back what was done to what it opens.
fn back_to(funnel: Option<&Slug>, stage: &Slug, turn: AccessTurn) -> Action {
    Action::Settle { funnel: funnel.cloned(), stage: stage.clone(), access: Some(turn.inverse()), refund: None }
}

/// Tells one request from every other: the same key again has the same effect as once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key: 8 to 100 ASCII letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let fine = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (fine && (8..=100).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    /// A key of any text: what no key may hold is left out, and a short one is filled up.
    pub fn of(text: &str) -> Self {
        let fine: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(100).collect();
        Self(format!("{fine:0>8}"))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IdempotencyKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not an idempotency key")
    }
}

impl From<IdempotencyKey> for String {
    fn from(key: IdempotencyKey) -> Self {
        key.0
    }
}

/// Which orders are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Targets {
    /// These, each in the version that the person has seen.
    Chosen(Vec<(OrderId, i64)>),
    /// All that this query of a canonical link lets through.
    Everything(String),
}

/// A request to change orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Tells it from every other request.
    pub key: IdempotencyKey,
    /// Which orders.
    pub targets: Targets,
    /// What is done to them.
    pub action: Action,
}

/// Why one order was left as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A rule does not allow it.
    Rule(Refusal),
    /// Somebody else has changed it since it was seen.
    Conflict,
    /// There is no such order.
    Gone,
}

/// An order that was left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its number; its id where there is no such order.
    pub number: String,
    /// Why.
    pub reason: Reason,
}

impl Refused {
    /// A refused order.
    pub fn new(number: &OrderNumber, reason: Reason) -> Self {
        Self { number: number.to_string(), reason }
    }
}

/// What a request did, over all of its orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Names the change, so that it can be undone.
    pub batch: BatchId,
    /// How many orders were changed.
    pub changed: i64,
    /// How many were so already.
    pub already: i64,
    /// How many were left as they were.
    pub refused: i64,
    /// The first of those.
    pub refusals: Vec<Refused>,
}

impl Outcome {
    /// Nothing done yet.
    pub const fn begun(batch: BatchId) -> Self {
        Self { batch, changed: 0, already: 0, refused: 0, refusals: Vec::new() }
    }

    /// Whether an order is known to have been left as it was.
    pub fn refuses(&self, order: &OrderNumber) -> bool {
        self.refusals.iter().any(|refused| refused.number == order.as_str())
    }

    /// Counts a refused order.
    pub fn refuse(&mut self, refused: Refused) {
        self.refused += 1;
        if self.refusals.len() < LISTED_MAX {
            self.refusals.push(refused);
        }
    }
}

/// What others did to an order since it was seen, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Who changed it last, where that is known.
    pub who: Option<String>,
    /// What was done, when and by whom, the newest first.
    pub theirs: Vec<String>,
}

/// What a request did, and the orders that it named one by one as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// What was done so far.
    pub outcome: Outcome,
    /// Whether that is all; else it goes on, and the same request says later how far it has come.
    pub done: bool,
    /// The orders; none where they were named by a filter.
    pub orders: Vec<Order>,
    /// What a request for one order met that was changed since it was seen.
    pub met: Option<Met>,
}
