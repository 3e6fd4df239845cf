//! What people say about an order: a thread, one of it pinned to the table. Pure.
//!
//! A comment belongs to whoever wrote it: others may pin it, but not change its text. What it said before is kept. Whom it
//! names follows its text.

use super::{
    Comment, Order, UserLabel,
    mention::{self, Mention},
};
use crate::{
    Timestamp,
    event::{CommentDeed, EventKind},
    ids::{CommentId, UserId},
};

/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 4_000;

/// Something to be said, or done with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A new comment.
    Write {
        /// Its text.
        body: String,
        /// Whether the table shows it.
        pin: bool,
        /// Whom it is addressed to, named in front of it where the text does not name them.
        to: Option<UserId>,
    },
    /// Another text for a comment of one's own.
    Edit {
        /// The comment.
        comment: CommentId,
        /// Its text.
        body: String,
        /// Whom it is addressed to as well.
        to: Option<UserId>,
    },
    /// The table shows this one, or none.
    Pin {
        /// The comment.
        comment: CommentId,
        /// Whether it is shown.
        pin: bool,
    },
}

/// Why nothing was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RemarkRefusal {
    /// The order is archived.
    #[error("the order is archived")]
    Archived,
    /// There is no such comment.
    #[error("there is no such comment")]
    Unknown,
    /// Somebody else wrote it.
    #[error("somebody else wrote it")]
    NotYours,
    /// There is nothing to read.
    #[error("the text is empty")]
    Empty,
    /// Longer than [`COMMENT_MAX`].
    #[error("the text is too long")]
    Long,
    /// Whoever it is addressed to is not there, or does not see the order.
    #[error("nobody is there to be told")]
    Nobody,
}

impl RemarkRefusal {
    /// The field of a form that it speaks of (empty for the whole form), and the stable code.
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Archived => ("", "ledger_archived"),
            Self::Unknown => ("", "comment_unknown"),
            Self::NotYours => ("", "comment_not_yours"),
            Self::Empty => ("body", "comment_empty"),
            Self::Long => ("body", "comment_long"),
            Self::Nobody => ("to", "mention_nobody"),
        }
    }
}

/// The order and its thread afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The order.
    pub order: Order,
    /// Its comments, oldest first.
    pub comments: Vec<Comment>,
    /// What to record.
    pub event: EventKind,
    /// What names people: the text, or of an edited comment the text before.
    pub personal: Option<String>,
}

/// The order and its thread after a remark of `who`; `None` when it was so already. `fresh` is the id of a new comment,
/// `team` who may be told: everybody who sees the order.
pub fn say(
    order: &Order,
    comments: &[Comment],
    remark: &Remark,
    who: &UserLabel,
    team: &[UserLabel],
    fresh: i64,
    now: Timestamp,
) -> Result<Option<Said>, RemarkRefusal> {
    if order.archived_at.is_some() {
        return Err(RemarkRefusal::Archived);
    }
    let mut after = comments.to_vec();
    // Nobody is told of their own words.
    let others: Vec<UserLabel> = team.iter().filter(|user| user.id != who.id).cloned().collect();
    let (deed, personal) = match remark {
        Remark::Write { body, pin, to } => {
            let body = checked(body, *to, &others)?;
            if *pin {
                after.iter_mut().for_each(|c| c.pinned = false);
            }
            after.push(Comment {
                id: CommentId(fresh),
                author: Some(who.clone()),
                body: body.clone(),
                at: now,
                edited_at: None,
                pinned: *pin,
                mentions: mention::named(&body, &others),
            });
            (CommentDeed::Written, Some(body))
        }
        Remark::Edit { comment, body, to } => {
            let kept = find(&mut after, *comment)?;
            if kept.author.as_ref().map(|a| a.id) != Some(who.id) {
                return Err(RemarkRefusal::NotYours);
            }
            let body = checked(body, *to, &others)?;
            if kept.body == body {
                return Ok(None);
            }
            kept.mentions = follow(&kept.mentions, mention::named(&body, &others));
            kept.edited_at = Some(now);
            (CommentDeed::Edited, Some(std::mem::replace(&mut kept.body, body)))
        }
        Remark::Pin { comment, pin } => {
            if find(&mut after, *comment)?.pinned == *pin {
                return Ok(None);
            }
            after.iter_mut().for_each(|c| c.pinned = *pin && c.id == *comment);
            (if *pin { CommentDeed::Pinned } else { CommentDeed::Unpinned }, None)
        }
    };
    let mut next = order.clone();
    next.comments = i64::try_from(after.len()).unwrap_or(i64::MAX);
    next.pinned_comment = after.iter().rfind(|c| c.pinned).map(|c| c.body.clone());
    next.version += 1;
    next.updated_at = now;
    Ok(Some(Said { order: next, comments: after, event: EventKind::Comment(deed), personal }))
}

fn find(comments: &mut [Comment], id: CommentId) -> Result<&mut Comment, RemarkRefusal> {
    comments.iter_mut().find(|c| c.id == id).ok_or(RemarkRefusal::Unknown)
}

/// Who was told before has seen what they have seen.
fn follow(before: &[Mention], mut now: Vec<Mention>) -> Vec<Mention> {
    for mention in &mut now {
        mention.seen = before.iter().any(|known| known.user == mention.user && known.seen);
    }
    now
}

fn checked(body: &str, to: Option<UserId>, team: &[UserLabel]) -> Result<String, RemarkRefusal> {
    let body = body.replace("\r\n", "\n").trim().to_owned();
    if body.is_empty() {
        return Err(RemarkRefusal::Empty);
    }
    let body = match to {
        None => body,
        Some(id) => {
            let to = team.iter().find(|user| user.id == id).ok_or(RemarkRefusal::Nobody)?;
            mention::addressed(&body, to, team)
        }
    };
    if body.chars().count() > COMMENT_MAX { Err(RemarkRefusal::Long) } else { Ok(body) }
}
