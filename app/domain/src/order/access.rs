//! Access that an order gives: opened, moved or closed, line by line or all at once. Pure.
//!
//! Lines say from when until when. Beside that the order as a whole may be closed: by whoever cancels it, or by the rule of
//! its offer while a part is overdue. What the lines say stays, so that opening again gives back what there was.

use super::{AccessSpan, Line, Order, payment::codes};
use crate::{
    Timestamp,
    event::{AccessEvent, EventKind},
    filter::Pairs,
    ids::LineId,
    order::ledger_form::{FieldError, Reader},
};
use serde::{Deserialize, Serialize};

/// A change of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessChange {
    /// A line gives access in this span; without a beginning it gives none.
    Set {
        /// The line.
        line: LineId,
        /// When.
        span: AccessSpan,
    },
    /// Whatever is open, or still to be opened, ends now.
    CloseAll,
    /// What was closed as a whole is open again, and the rule of the offer no longer closes it.
    Reopen,
}

/// What becomes of access while a part is overdue: the offer says, and an order keeps what it said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessRule {
    /// It stays.
    #[default]
    Keep,
    /// It is closed until what is overdue is paid.
    Close,
}
codes!(AccessRule { Keep = "keep", Close = "close" });

/// What was done to the access of an order as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessTurn {
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
}

impl AccessTurn {
    /// What takes it back.
    pub const fn inverse(self) -> Self {
        match self {
            Self::Closed => Self::Reopened,
            Self::Reopened => Self::Closed,
        }
    }
}

/// Why access stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessRefusal {
    /// The order is archived.
    #[error("the order is archived")]
    Archived,
    /// There is no such line.
    #[error("there is no such line")]
    Unknown,
    /// It would end before it begins.
    #[error("it would end before it begins")]
    Order,
}

impl AccessRefusal {
    /// The field of a form that it speaks of (empty for the whole form), and the stable code.
    pub const fn code(self) -> FieldError {
        match self {
            Self::Archived => ("", "ledger_archived"),
            Self::Unknown => ("", "ledger_unknown"),
            Self::Order => ("until", "access_order"),
        }
    }
}

/// The order and its lines afterwards, and what to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<Line>,
    /// What to record.
    pub event: EventKind,
}

impl AccessSpan {
    /// From the first beginning of these spans until their last end; without one where one of them has none.
    pub fn around(spans: impl IntoIterator<Item = Self>) -> Self {
        let (mut from, mut until, mut endless) = (None::<Timestamp>, None, false);
        for span in spans {
            from = from.map_or(span.from, |first| Some(span.from.map_or(first, |other| first.min(other))));
            until = until.max(span.until);
            endless |= span.from.is_some() && span.until.is_none();
        }
        Self { from, until: if endless { None } else { until } }
    }

    /// Whether it can be used at this instant.
    pub fn is_open(self, now: Timestamp) -> bool {
        self.from.is_some_and(|from| from <= now) && self.until.is_none_or(|until| until >= now)
    }

    /// Whether it can be used now or later.
    pub fn is_to_come(self, now: Timestamp) -> bool {
        self.from.is_some() && self.until.is_none_or(|until| until >= now)
    }
}

impl AccessChange {
    /// Reads a form: `what` is `close_access`, `reopen_access`, or `access` with the line in `payment` and the days `from` and `until`.
    pub fn from_pairs(pairs: &Pairs, reader: &Reader<'_>) -> Result<Self, Vec<FieldError>> {
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        match text("what") {
            "close_access" => return Ok(Self::CloseAll),
            "reopen_access" => return Ok(Self::Reopen),
            _ => {}
        }
        let (true, Ok(line)) = (text("what") == "access", text("payment").parse().map(LineId)) else {
            return Err(vec![AccessRefusal::Unknown.code()]);
        };
        let mut wrong = Vec::new();
        let mut day = |name: &'static str, read: &dyn Fn(&str) -> Option<Timestamp>| match text(name) {
            "" => None,
            typed => {
                let at = read(typed);
                if at.is_none() {
                    wrong.push((name, "date_strange"));
                }
                at
            }
        };
        let begin = |typed: &str| {
            let day = typed.parse::<chrono::NaiveDate>().ok()?;
            Some(reader.zone.day_start(day)).filter(|at| *at >= Timestamp::MIN && *at < Timestamp::END)
        };
        let from = day("from", &begin);
        let until = day("until", &|typed| reader.due_on(typed).ok());
        if wrong.is_empty() { Ok(Self::Set { line, span: AccessSpan { from, until } }) } else { Err(wrong) }
    }
}

/// The order after a change of access; `None` when it was so already.
pub fn change(
    order: &Order,
    lines: &[Line],
    change: &AccessChange,
    now: Timestamp,
) -> Result<Option<Opened>, AccessRefusal> {
    if order.archived_at.is_some() {
        return Err(AccessRefusal::Archived);
    }
    let mut after = lines.to_vec();
    let mut next = order.clone();
    let event = match change {
        AccessChange::Reopen => {
            if next.access_closed_at.take().is_none() {
                return Ok(None);
            }
            EventKind::AccessTurned(AccessTurn::Reopened)
        }
        AccessChange::Set { line, span } => {
            let line = after.iter_mut().find(|l| l.id == *line).ok_or(AccessRefusal::Unknown)?;
            if span.from.zip(span.until).is_some_and(|(from, until)| until < from) {
                return Err(AccessRefusal::Order);
            }
            let span = if span.from.is_some() { *span } else { AccessSpan::default() };
            let before = std::mem::replace(&mut line.access, span);
            if before == span {
                return Ok(None);
            }
            EventKind::Access(AccessEvent {
                line: Some(line.title.clone()),
                before: (before.from, before.until),
                after: (span.from, span.until),
            })
        }
        AccessChange::CloseAll => {
            let open: Vec<&mut Line> = after.iter_mut().filter(|l| l.access.is_to_come(now)).collect();
            let Some(first) = open.first().map(|l| l.access) else { return Ok(None) };
            for line in open {
                line.access.until = Some(now);
                line.access.from = line.access.from.map(|from| from.min(now));
            }
            let (before, after) = ((first.from, first.until), (first.from, Some(now)));
            EventKind::Access(AccessEvent { line: None, before, after })
        }
    };
    next.spans(&after);
    next.version += 1;
    next.updated_at = now;
    Ok(Some(Opened { order: next, lines: after, event }))
}

/// The order after the rule of its offer was looked at: closed while a part is overdue, and open again once none is. `None`
/// where it is so already. What nobody can use any more stays as it is.
pub fn follow_rule(order: &Order, rule: AccessRule, now: Timestamp) -> Option<(Order, EventKind)> {
    if rule == AccessRule::Keep || order.archived_at.is_some() || order.stage.kind.owes_nothing() {
        return None;
    }
    let mut next = order.clone();
    let turn = match (order.is_overdue(now), order.access_closed_at) {
        (true, None) if order.access().is_to_come(now) => {
            next.access_closed_at = Some(now);
            AccessTurn::Closed
        }
        (false, Some(_)) => {
            next.access_closed_at = None;
            AccessTurn::Reopened
        }
        _ => return None,
    };
    next.version += 1;
    next.updated_at = now;
    Some((next, EventKind::AccessTurned(turn)))
}

impl Order {
    /// From when until when the lines open anything.
    pub const fn access(&self) -> AccessSpan {
        AccessSpan { from: self.access_from, until: self.access_until }
    }

    /// Takes over what the lines say of access.
    pub fn spans(&mut self, lines: &[Line]) {
        let AccessSpan { from, until } = AccessSpan::around(lines.iter().map(|line| line.access));
        (self.access_from, self.access_until) = (from, until);
    }

    /// Whether the client can use something of it now.
    pub fn is_open_to_client(&self, now: Timestamp) -> bool {
        self.access_closed_at.is_none() && self.access().is_open(now)
    }

    /// Whether the client can use something of it now or later.
    pub fn will_be_open_to_client(&self, now: Timestamp) -> bool {
        self.access_closed_at.is_none() && self.access().is_to_come(now)
    }

    /// Whether the client can use what nobody paid anything for.
    pub fn has_unpaid_access(&self, now: Timestamp) -> bool {
        self.total > 0 && self.received() == 0 && self.is_open_to_client(now)
    }
}
