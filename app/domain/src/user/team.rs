//! The team: who is invited, and what an owner may do with whom. Pure.
//!
//! Invariants: a desk always has an owner who may sign in; nobody shuts themselves out. A refused change changes nothing;
//! repeating a done one is no change and leaves no event.

use super::{Role, User, check_name, email_key};
use crate::{FieldErrors, Timestamp, event::EventKind};
use serde::{Deserialize, Serialize};

/// A user as the team's list shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Version of the row, for the guard of a change.
    pub version: i64,
    /// Whether they can get in.
    pub access: MemberAccess,
}

/// Whether a user can get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberAccess {
    /// They can sign in.
    Active,
    /// They have no password yet, and a link to choose one.
    Invited {
        /// The link holds until then.
        until: Timestamp,
    },
    /// They have no password, and no link that holds.
    Waiting,
    /// They may not sign in.
    Disabled,
}

/// What an owner does with a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberChange {
    /// Gives another role.
    Role(Role),
    /// Takes the right to sign in away; sessions end at once.
    Disable,
    /// Gives it back.
    Enable,
}

/// Why a user is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemberRefusal {
    /// The desk would have no owner who may sign in.
    #[error("the last owner stays owner and enabled")]
    LastOwner,
    /// People do not disable themselves.
    #[error("nobody disables themselves")]
    Oneself,
    /// A disabled user gets no link.
    #[error("a disabled user gets no link")]
    Disabled,
}

impl MemberRefusal {
    /// The stable code for forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LastOwner => "last_owner",
            Self::Oneself => "disable_oneself",
            Self::Disabled => "user_disabled",
        }
    }
}

/// The user after a change and the event to record; `None` when nothing changes.
///
/// `other_owners` is how many other owners may sign in; `by_oneself` whether the user makes the change.
pub fn change(
    user: &User,
    change: MemberChange,
    other_owners: usize,
    by_oneself: bool,
) -> Result<Option<(User, EventKind)>, MemberRefusal> {
    let (after, kind) = match change {
        MemberChange::Role(role) => {
            (User { role, ..user.clone() }, EventKind::UserRoleChanged { from: user.role, to: role })
        }
        MemberChange::Disable => (User { disabled: true, ..user.clone() }, EventKind::UserDisabled),
        MemberChange::Enable => (User { disabled: false, ..user.clone() }, EventKind::UserEnabled),
    };
    if after == *user {
        return Ok(None);
    }
    if change == MemberChange::Disable && by_oneself {
        return Err(MemberRefusal::Oneself);
    }
    let leads = |user: &User| user.role == Role::Owner && !user.disabled;
    if leads(user) && !leads(&after) && other_owners == 0 {
        return Err(MemberRefusal::LastOwner);
    }
    Ok(Some((after, kind)))
}

/// An invitation as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InviteDraft {
    /// Full name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Code of a role.
    pub role: String,
}

/// Who is to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Full name.
    pub name: String,
    /// E-mail as typed, without spaces around it.
    pub email: String,
    /// Role.
    pub role: Role,
}

impl InviteDraft {
    /// The invitation, or what is wrong.
    pub fn check(&self) -> Result<Invite, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = check_name(&self.name).map_err(|code| errors.push(("name", code))).unwrap_or_default();
        if email_key(&self.email).is_none() {
            errors.push(("email", "email_invalid"));
        }
        match Role::parse(&self.role) {
            Some(role) if errors.is_empty() => Ok(Invite { name, email: self.email.trim().to_owned(), role }),
            Some(_) => Err(errors),
            None => {
                errors.push(("role", "choice_unknown"));
                Err(errors)
            }
        }
    }
}
