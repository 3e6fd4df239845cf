//! What the forms of the funnel settings send, and what becomes of it. Pure.

use super::{Colour, FunnelAccess, STANDARD_MARK, StageKind};
use crate::{FieldErrors, Role};

/// The longest name of a funnel or a stage, in characters.
pub const NAME_MAX: usize = 60;
/// The most orders that a limit may allow at once.
pub const WIP_MAX: i64 = 100_000;
/// The most days that an order may stay before it is stale.
pub const STALE_MAX: i64 = 3_650;

/// What an owner decides of a funnel itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunnelSettings {
    /// Name; `None` is the standard one.
    pub name: Option<String>,
    /// Who sees its orders.
    pub access: FunnelAccess,
}

/// What an owner decides of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageSettings {
    /// Name; `None` is the standard one.
    pub name: Option<String>,
    /// What it means.
    pub kind: StageKind,
    /// Colour; `None` is that of the kind.
    pub colour: Option<Colour>,
    /// How many orders may be here at once before people are warned.
    pub wip_limit: Option<i64>,
    /// Days after which an order that stays here is stale.
    pub stale_days: Option<i64>,
}

impl StageSettings {
    /// A stage of a kind, as the standard funnel has it.
    pub const fn of(kind: StageKind) -> Self {
        Self { name: None, kind, colour: None, wip_limit: None, stale_days: kind.stale_days() }
    }
}

/// A funnel as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunnelDraft {
    /// Name; empty for the standard one.
    pub name: String,
    /// Codes of the roles that see its orders.
    pub roles: Vec<String>,
}

impl FunnelDraft {
    /// The settings, or what is wrong.
    pub fn check(&self) -> Result<FunnelSettings, FieldErrors> {
        let name = check_name(&self.name)?;
        let has = |role: Role| self.roles.iter().any(|code| code == role.code());
        Ok(FunnelSettings { name, access: FunnelAccess { managers: has(Role::Manager), viewers: has(Role::Viewer) } })
    }
}

/// A stage as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageDraft {
    /// Name; empty for the standard one.
    pub name: String,
    /// Code of what it means.
    pub kind: String,
    /// Code of its colour; empty for that of the kind.
    pub colour: String,
    /// Limit; empty for none.
    pub wip_limit: String,
    /// Days; empty for never.
    pub stale_days: String,
}

impl StageDraft {
    /// The settings, or what is wrong.
    pub fn check(&self) -> Result<StageSettings, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = check_name(&self.name).map_err(|e| errors.extend(e)).unwrap_or_default();
        let kind = StageKind::parse(&self.kind);
        if kind.is_none() {
            errors.push(("kind", "choice_unknown"));
        }
        let colour = match self.colour.as_str() {
            "" => None,
            code => Colour::parse(code).or_else(|| {
                errors.push(("colour", "choice_unknown"));
                None
            }),
        };
        let mut whole = |field, text: &str, max, code| {
            check_whole(text, max).map_err(|()| errors.push((field, code))).unwrap_or_default()
        };
        let wip_limit = whole("wip_limit", &self.wip_limit, WIP_MAX, "limit_out_of_range");
        let stale_days = whole("stale_days", &self.stale_days, STALE_MAX, "days_out_of_range");
        match kind {
            Some(kind) if errors.is_empty() => Ok(StageSettings { name, kind, colour, wip_limit, stale_days }),
            _ => Err(errors),
        }
    }
}

/// The name that was typed: tidied; none where nothing was.
fn check_name(typed: &str) -> Result<Option<String>, FieldErrors> {
    let wrong = |code| Err(vec![("name", code)]);
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Ok(None),
        1..=NAME_MAX if name.chars().any(char::is_control) => wrong("name_strange"),
        1..=NAME_MAX if name.starts_with(STANDARD_MARK) => wrong("name_mark"),
        1..=NAME_MAX => Ok(Some(name)),
        _ => wrong("stage_name_long"),
    }
}

/// A whole number from 1 to `max`; none where nothing was typed.
fn check_whole(typed: &str, max: i64) -> Result<Option<i64>, ()> {
    match typed.trim() {
        "" => Ok(None),
        text => match text.parse::<i64>() {
            Ok(number) if (1..=max).contains(&number) => Ok(Some(number)),
            _ => Err(()),
        },
    }
}
