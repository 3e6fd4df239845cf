//! Which roles see the orders of a funnel, and whose eyes look. Pure.
//!
//! The store applies a `Sight` to lists, totals, searches, exports, the pages of orders and their changes alike: what is
//! out of sight is not there. Owners see everything, always.

use super::{Funnel, Funnels};
use crate::user::Role;

/// Which roles see the orders of a funnel, besides owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunnelAccess {
    /// Whether managers do.
    pub managers: bool,
    /// Whether viewers do.
    pub viewers: bool,
}

impl Default for FunnelAccess {
    fn default() -> Self {
        Self { managers: true, viewers: true }
    }
}

impl FunnelAccess {
    /// Whether a role sees it.
    pub const fn lets(self, role: Role) -> bool {
        match role {
            Role::Owner => true,
            Role::Manager => self.managers,
            Role::Viewer => self.viewers,
        }
    }

    /// The roles that see it, owners left out, as an event tells them: `manager,viewer`.
    pub fn codes(self) -> String {
        let roles = [Role::Manager, Role::Viewer].into_iter().filter(|role| self.lets(*role));
        roles.map(Role::code).collect::<Vec<_>>().join(",")
    }
}

/// Whose eyes look at orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// The desk itself, or its operator.
    #[default]
    Everything,
    /// Whoever has this role.
    Of(Role),
}

impl Sight {
    /// Whether the orders of a funnel are seen.
    pub const fn lets(self, funnel: &Funnel) -> bool {
        match self {
            Self::Everything => true,
            Self::Of(role) => funnel.access.lets(role),
        }
    }
}

impl Funnels {
    /// Those that are seen.
    #[must_use]
    pub fn seen_by(&self, sight: Sight) -> Self {
        Self(self.0.iter().filter(|funnel| sight.lets(funnel)).cloned().collect())
    }

    /// Whether there is one that is not seen.
    pub fn hide_from(&self, sight: Sight) -> bool {
        self.0.iter().any(|funnel| !sight.lets(funnel))
    }
}
