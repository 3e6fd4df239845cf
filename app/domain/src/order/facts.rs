//! Whose an order is, where it came from and by which offer: what somebody got wrong when it was made. Pure.

use super::{Order, new_form::TEXT_MAX};
use crate::{Contact, Timestamp, event::EventKind, ids::OfferId};

/// A change of what an order says of its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactChange {
    /// It is somebody else's.
    Client(Box<Contact>),
    /// It came by another campaign or referrer, or by none.
    Source(Option<String>),
    /// It came by another offer, of this title, or by none. Price and lines stay: an order keeps what it was made of.
    Offer(Option<(OfferId, String)>),
}

/// Why it stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactRefusal {
    /// The order is archived.
    #[error("the order is archived")]
    Archived,
    /// The text is longer than such a text may be.
    #[error("the text is too long")]
    Long,
    /// There is no such offer.
    #[error("there is no such offer")]
    NoOffer,
    /// A client of this e-mail or phone is known already.
    #[error("a client of this e-mail or phone is known already")]
    ClientExists,
}

impl FactRefusal {
    /// The field of a form that it speaks of (empty for the whole form), and the stable code.
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Archived => ("", "ledger_archived"),
            Self::Long => ("source", "text_long"),
            Self::NoOffer => ("offer_q", "choice_unknown"),
            Self::ClientExists => ("", "client_exists"),
        }
    }
}

/// The order afterwards, what to record, and what of that names people; `None` when it was so already.
pub type Stated = Option<(Order, EventKind, Option<String>)>;

/// The order after a change.
pub fn change(order: &Order, change: &FactChange, now: Timestamp) -> Result<Stated, FactRefusal> {
    if order.archived_at.is_some() {
        return Err(FactRefusal::Archived);
    }
    let mut next = order.clone();
    let (event, personal) = match change {
        FactChange::Client(contact) if contact.id == order.contact.id => return Ok(None),
        FactChange::Client(contact) => {
            next.contact = contact.as_ref().clone();
            let names = format!("{} → {}", order.contact.display_name(), contact.display_name());
            (EventKind::Handed { from: order.contact.id, to: contact.id }, Some(names))
        }
        FactChange::Source(source) => {
            let source = source.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            if source.as_ref().is_some_and(|text| text.chars().count() > TEXT_MAX) {
                return Err(FactRefusal::Long);
            }
            if source == order.source {
                return Ok(None);
            }
            next.source.clone_from(&source);
            (EventKind::Sourced { before: order.source.clone(), after: source }, None)
        }
        FactChange::Offer(offer) => {
            let (id, title) = offer.clone().unzip();
            if id == order.offer_id && (id.is_some() || order.offer.is_none()) {
                return Ok(None);
            }
            (next.offer_id, next.offer) = (id, title.clone());
            (EventKind::Offered { before: order.offer.clone(), after: title }, None)
        }
    };
    next.version += 1;
    next.updated_at = now;
    Ok(Some((next, event, personal)))
}
