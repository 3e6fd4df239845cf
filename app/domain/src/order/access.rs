//! Access that an order gives: opened, moved or closed, line by line or all at once. Pure.

use super::{AccessSpan, Line, Order};
use crate::{
    Timestamp,
    event::{AccessEvent, EventKind},
    filter::Pairs,
    ids::LineId,
    order::ledger_form::{FieldError, Reader},
};

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
    /// Reads a form: `what` is `close_access`, or `access` with the line in `payment` and the days `from` and `until`.
    pub fn from_pairs(pairs: &Pairs, reader: &Reader<'_>) -> Result<Self, Vec<FieldError>> {
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        if text("what") == "close_access" {
            return Ok(Self::CloseAll);
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
    let event = match change {
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
            AccessEvent {
                line: Some(line.title.clone()),
                before: (before.from, before.until),
                after: (span.from, span.until),
            }
        }
        AccessChange::CloseAll => {
            let open: Vec<&mut Line> = after.iter_mut().filter(|l| l.access.is_to_come(now)).collect();
            let Some(first) = open.first().map(|l| l.access) else { return Ok(None) };
            for line in open {
                line.access.until = Some(now);
                line.access.from = line.access.from.map(|from| from.min(now));
            }
            AccessEvent { line: None, before: (first.from, first.until), after: (first.from, Some(now)) }
        }
    };
    let mut next = order.clone();
    next.access_until = after.iter().filter_map(|l| l.access.until).max();
    next.version += 1;
    next.updated_at = now;
    Ok(Some(Opened { order: next, lines: after, event: EventKind::Access(event) }))
}
