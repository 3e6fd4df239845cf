//! What an owner may do to funnels and stages: what is so afterwards, or why not. Pure.
//!
//! Invariants: a funnel keeps at least one open and one closing stage; one funnel is the default one, and it is not put
//! away; what holds orders goes only once it is said where they go. A refused change changes nothing; what is so already
//! is `None`.

use super::{Funnel, Stage, StageKind, StageSettings};
use crate::{
    event::FunnelEvent,
    ids::{FunnelId, StageId},
    search::fold,
};
use serde::{Deserialize, Serialize};

/// How many funnels a desk has at most.
pub const FUNNELS_MAX: usize = 50;
/// How many stages a funnel has at most.
pub const STAGES_MAX: usize = 40;

/// A funnel as its settings show it: archived ones too, with how many orders each stage holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelSheet {
    /// The funnel.
    pub funnel: Funnel,
    /// Whether it is put away.
    pub archived: bool,
    /// Version of its row, for the guard of a change.
    pub version: i64,
    /// Version of each stage's row and how many orders it holds, archived ones too; in the order of the stages.
    pub stages: Vec<StageCount>,
}

/// What the settings of a stage need besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCount {
    /// Version of its row.
    pub version: i64,
    /// How many orders it holds.
    pub orders: i64,
}

impl FunnelSheet {
    /// How many orders it holds.
    pub fn orders(&self) -> i64 {
        self.stages.iter().map(|s| s.orders).sum()
    }

    /// A stage with its count.
    pub fn stage(&self, id: StageId) -> Option<(&Stage, StageCount)> {
        let mut stages = self.funnel.stages.iter().zip(&self.stages);
        stages.find(|(s, _)| s.id == id).map(|(stage, count)| (stage, *count))
    }
}

/// What becomes of a funnel that is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is put away and can come back.
    Archive,
    /// It is gone.
    Delete,
}

impl Fate {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Delete => "delete",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Archive, Self::Delete].into_iter().find(|fate| fate.code() == code)
    }
}

/// Why funnels stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ShapeRefusal {
    /// Work could begin nowhere.
    #[error("a funnel keeps at least one open stage")]
    LastOpen,
    /// Work could end nowhere.
    #[error("a funnel keeps at least one closing stage")]
    LastClosing,
    /// New orders land in the default funnel.
    #[error("the default funnel stays")]
    Default,
    /// It holds orders, and nobody has said where they go.
    #[error("it holds orders: where do they go?")]
    HoldsOrders,
    /// Orders cannot go there.
    #[error("orders cannot go there")]
    NoSuchPlace,
    /// Another one of the same desk or funnel is called so.
    #[error("the name is taken")]
    NameTaken,
    /// It would be called nothing.
    #[error("a name is needed")]
    NameMissing,
    /// There are as many as there may be.
    #[error("there are too many")]
    TooMany,
    /// It is put away.
    #[error("the funnel is archived")]
    Archived,
}

impl ShapeRefusal {
    /// The stable code for forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LastOpen => "last_open",
            Self::LastClosing => "last_closing",
            Self::Default => "default_funnel",
            Self::HoldsOrders => "holds_orders",
            Self::NoSuchPlace => "no_such_place",
            Self::NameTaken => "funnel_name_taken",
            Self::NameMissing => "name_missing",
            Self::TooMany => "too_many_stages",
            Self::Archived => "funnel_archived",
        }
    }
}

/// What funnels and stages are called where somebody reads them: there a standard name has words.
pub trait Names: Sync {
    /// A funnel, by its name as it is kept.
    fn funnel(&self, name: Option<&str>) -> String;
    /// A stage, by its name as it is kept, and what it means.
    fn stage(&self, name: Option<&str>, kind: StageKind) -> String;
}

/// Whether stages make a funnel.
pub fn is_whole<'a>(stages: impl IntoIterator<Item = &'a Stage> + Clone) -> Result<(), ShapeRefusal> {
    if !stages.clone().into_iter().any(|s| s.kind.is_open()) {
        return Err(ShapeRefusal::LastOpen);
    }
    if stages.into_iter().all(|s| s.kind.is_open()) {
        return Err(ShapeRefusal::LastClosing);
    }
    Ok(())
}

/// A stage with other settings, and what is told of it.
pub fn changed(
    funnel: &Funnel,
    stage: &Stage,
    settings: &StageSettings,
    names: &dyn Names,
) -> Result<Option<(Stage, FunnelEvent)>, ShapeRefusal> {
    let StageSettings { name, kind, colour, wip_limit, stale_days } = settings.clone();
    let after = Stage { name, kind, colour, wip_limit, stale_days, ..stage.clone() };
    if after == *stage {
        return Ok(None);
    }
    let called = |stage: &Stage| names.stage(stage.name.as_deref(), stage.kind);
    if called(&after) != called(stage) {
        is_free_in(funnel, settings, Some(stage.id), names)?;
    }
    is_whole(funnel.stages.iter().map(|s| if s.id == stage.id { &after } else { s }))?;
    let event = FunnelEvent {
        stage: Some(stage.slug.clone()),
        before: Some(facts(stage)),
        after: Some(facts(&after)),
        ..FunnelEvent::of(funnel, "stage_changed")
    };
    Ok(Some((after, event)))
}

/// Whether a stage may go from its funnel.
pub fn may_go(funnel: &Funnel, stage: StageId) -> Result<(), ShapeRefusal> {
    is_whole(funnel.stages.iter().filter(|s| s.id != stage))
}

/// Whether a funnel may be put away or deleted.
pub const fn may_retire(funnel: &Funnel) -> Result<(), ShapeRefusal> {
    if funnel.is_default { Err(ShapeRefusal::Default) } else { Ok(()) }
}

/// Whether nothing else is called so.
pub fn is_free(called: &str, others: impl IntoIterator<Item = String>) -> Result<(), ShapeRefusal> {
    let called = fold(called);
    match others.into_iter().any(|other| fold(&other) == called) {
        true => Err(ShapeRefusal::NameTaken),
        false => Ok(()),
    }
}

/// Whether no other stage of a funnel is called as this one would be.
pub fn is_free_in(
    funnel: &Funnel,
    settings: &StageSettings,
    itself: Option<StageId>,
    names: &dyn Names,
) -> Result<(), ShapeRefusal> {
    let others = funnel.stages.iter().filter(|s| Some(s.id) != itself);
    let called = names.stage(settings.name.as_deref(), settings.kind);
    is_free(&called, others.map(|s| names.stage(s.name.as_deref(), s.kind)))
}

/// The list with one of it at another place; `None` when it stands there already, or is not in it.
pub fn placed<T: Copy + PartialEq>(list: &[T], one: T, to: usize) -> Option<Vec<T>> {
    let from = list.iter().position(|other| *other == one)?;
    let to = to.min(list.len() - 1);
    let mut after: Vec<T> = list.to_vec();
    after.remove(from);
    after.insert(to, one);
    (from != to).then_some(after)
}

/// Where orders may go from a stage, or from a whole funnel: any stage of a funnel that is not put away and does not go.
pub fn places(
    sheets: &[FunnelSheet],
    gone_funnel: Option<FunnelId>,
    gone_stage: Option<StageId>,
) -> impl Iterator<Item = (&Funnel, &Stage)> {
    let funnels = sheets.iter().filter(move |s| !s.archived && Some(s.funnel.id) != gone_funnel).map(|s| &s.funnel);
    let stages = funnels.flat_map(|f| f.stages.iter().map(move |s| (f, s)));
    stages.filter(move |(_, s)| Some(s.id) != gone_stage)
}

/// What an event tells of a stage.
fn facts(stage: &Stage) -> String {
    let Stage { name, kind, colour, wip_limit, stale_days, .. } = stage;
    let number = |n: &Option<i64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    format!(
        "name={} kind={} colour={} wip={} stale={}",
        name.as_deref().unwrap_or("-"),
        kind.code(),
        colour.map_or("-", super::Colour::code),
        number(wip_limit),
        number(stale_days),
    )
}
