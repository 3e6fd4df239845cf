//! Talks with a client about an order: calls, e-mails, messages, meetings. Pure.

use super::{UserLabel, talk::COMMENT_MAX};
use crate::{
    Timestamp,
    filter::Pairs,
    ids::TouchId,
    order::ledger_form::{FieldError, Reader},
};
use serde::{Deserialize, Serialize};

/// How somebody talked with the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By phone.
    Call,
    /// By e-mail.
    Email,
    /// By a messenger.
    Message,
    /// Face to face.
    Meeting,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 4] = [Self::Call, Self::Email, Self::Message, Self::Meeting];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Email => "email",
            Self::Message => "message",
            Self::Meeting => "meeting",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// Who began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The client.
    In,
    /// The team.
    Out,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Out, Self::In];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// A talk with the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// Identifier.
    pub id: TouchId,
    /// How.
    pub channel: Channel,
    /// Who began.
    pub direction: Direction,
    /// What about.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Option<UserLabel>,
}

/// A talk that is to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTouch {
    /// How.
    pub channel: Channel,
    /// Who began.
    pub direction: Direction,
    /// What about.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

impl NewTouch {
    /// Reads a form: `channel`, `direction`, `date`, `body`.
    pub fn from_pairs(pairs: &Pairs, reader: &Reader<'_>) -> Result<Self, Vec<FieldError>> {
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        let mut wrong = Vec::new();
        let body = text("body").replace("\r\n", "\n");
        match body.chars().count() {
            0 => wrong.push(("body", "comment_empty")),
            n if n > COMMENT_MAX => wrong.push(("body", "comment_long")),
            _ => {}
        }
        let at = match text("date") {
            "" => reader.now,
            typed => reader.came_on(typed).unwrap_or_else(|refusal| {
                wrong.push(refusal.code());
                reader.now
            }),
        };
        match (Channel::parse(text("channel")), Direction::parse(text("direction"))) {
            (Some(channel), Some(direction)) if wrong.is_empty() => Ok(Self { channel, direction, body, at }),
            (Some(_), Some(_)) => Err(wrong),
            _ => Err(vec![("", "comment_unknown")]),
        }
    }
}
