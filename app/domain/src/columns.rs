//! The columns of the table: which are shown, in which order, how wide. Pure. No two columns ever share a place.

use crate::SortKey;
use crate::gather;
use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $code:literal, wide $wide:literal, sort $sort:expr;)+) => {
        /// A column of the orders table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// Every column, in the order in which the chooser offers them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name, used in URLs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What a click on the column's head sorts by; `None` where no order exists.
            pub const fn sort(self) -> Option<SortKey> {
                match self { $(Self::$name => $sort),+ }
            }

            /// How wide it is until somebody makes it wider or narrower: as its cells usually ask for.
            pub const fn usual_width(self) -> Width {
                match self { $(Self::$name => Width($wide)),+ }
            }

            /// Reads a stable name.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|c| c.code() == code)
            }
        }
    };
}

columns! {
    /// When the client ordered.
    Created = "created", wide 112, sort Some(SortKey::Created);
    /// How it is sold.
    Kind = "kind", wide 104, sort Some(SortKey::Kind);
    /// Number, linked to the order's page. Cannot be hidden: it is the way in.
    Number = "number", wide 84, sort Some(SortKey::Number);
    /// Stage.
    Status = "status", wide 148, sort Some(SortKey::Status);
    /// Payment status and what is paid of the total.
    Payment = "payment", wide 148, sort Some(SortKey::Payment);
    /// Who ordered.
    Client = "client", wide 152, sort Some(SortKey::Client);
    /// What was ordered.
    Products = "products", wide 144, sort Some(SortKey::Products);
    /// Total, paid, currency, method.
    PaymentDetails = "payment_details", wide 148, sort Some(SortKey::Total);
    /// The pinned comment.
    Comments = "comments", wide 216, sort None;
    /// Funnel.
    Funnel = "funnel", wide 136, sort Some(SortKey::Funnel);
    /// Who looks after it.
    Manager = "manager", wide 136, sort Some(SortKey::Manager);
    /// Tags.
    Tags = "tags", wide 168, sort None;
    /// Offer.
    Offer = "offer", wide 152, sort Some(SortKey::Offer);
    /// Discount.
    Discount = "discount", wide 112, sort Some(SortKey::Discount);
    /// What is asked.
    Total = "total", wide 120, sort Some(SortKey::Total);
    /// Money received and kept: paid − refunded, as the totals bar adds it.
    Paid = "paid", wide 120, sort Some(SortKey::Paid);
    /// What is still owed.
    Due = "due", wide 120, sort Some(SortKey::Due);
    /// When the next payment is due.
    NextDue = "next_due", wide 124, sort Some(SortKey::NextDue);
    /// When money was last received.
    PaidAt = "paid_at", wide 124, sort Some(SortKey::PaidAt);
    /// How it was paid.
    PaymentMethod = "payment_method", wide 136, sort None;
    /// Campaign or referrer.
    Source = "source", wide 128, sort None;
    /// The promo code that it was made with.
    PromoCode = "promo_code", wide 112, sort None;
    /// The client's country.
    Country = "country", wide 84, sort None;
    /// Where the order came from.
    Origin = "origin", wide 112, sort None;
    /// How long the client has access.
    AccessUntil = "access_until", wide 124, sort Some(SortKey::AccessUntil);
    /// When anything of it last changed.
    Updated = "updated", wide 124, sort Some(SortKey::Updated);
    /// When somebody last talked with the client about it.
    ContactedAt = "contacted_at", wide 124, sort None;
    /// How many days it has been in its stage.
    DaysInStage = "days_in_stage", wide 112, sort Some(SortKey::StageEntered);
}

/// Where a card of the board says what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPart {
    /// Beside the number.
    Date,
    /// The initials in the corner.
    Manager,
    /// The first line.
    Client,
    /// The second line.
    Products,
    /// At the foot.
    Total,
    /// At the foot, as a pill.
    Payment,
    /// A line of its own, with the name of the column before it.
    Line,
}

impl Column {
    /// Where a card says it, if that is chosen. The number always stands there; the status is the column that it lies in.
    pub const fn card_part(self) -> Option<CardPart> {
        match self {
            Self::Number | Self::Status | Self::PaymentDetails => None,
            Self::Created => Some(CardPart::Date),
            Self::Manager => Some(CardPart::Manager),
            Self::Client => Some(CardPart::Client),
            Self::Products => Some(CardPart::Products),
            Self::Total => Some(CardPart::Total),
            Self::Payment => Some(CardPart::Payment),
            _ => Some(CardPart::Line),
        }
    }
}

/// How wide a column is, in CSS pixels; one that nobody made wider or narrower has its usual width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Width(u16);

impl Width {
    /// The narrowest column, in pixels: its head still has room for an icon and a handle.
    pub const MIN: u16 = 56;
    /// The widest column, in pixels.
    pub const MAX: u16 = 800;

    /// The nearest width that a column may have.
    pub fn of(pixels: i32) -> Self {
        Self(u16::try_from(pixels.clamp(i32::from(Self::MIN), i32::from(Self::MAX))).unwrap_or(Self::MAX))
    }

    /// The width in pixels.
    pub const fn pixels(self) -> u16 {
        self.0
    }
}

/// A column that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shown {
    /// Which one.
    pub column: Column,
    /// How wide it was made; `None` for the usual width.
    pub width: Option<Width>,
}

/// The columns that are shown, in order, each once; the number is always among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns(Vec<Shown>);

impl Default for Columns {
    fn default() -> Self {
        Self::new([
            Column::Created,
            Column::Kind,
            Column::Number,
            Column::Status,
            Column::Payment,
            Column::Client,
            Column::Products,
            Column::PaymentDetails,
            Column::Comments,
        ])
    }
}

impl Columns {
    /// The columns in this order; doubles are dropped, and the number is put first where it is missing.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self::of(columns.into_iter().map(|column| Shown { column, width: None }))
    }

    /// The columns in this order, with their widths; doubles are dropped, and the number is put first where it is missing.
    pub fn of(columns: impl IntoIterator<Item = Shown>) -> Self {
        let mut shown: Vec<Shown> = Vec::new();
        for one in columns {
            if !shown.iter().any(|known| known.column == one.column) {
                shown.push(one);
            }
        }
        if !shown.iter().any(|known| known.column == Column::Number) {
            shown.insert(0, Shown { column: Column::Number, width: None });
        }
        Self(shown)
    }

    /// The columns in order, with their widths.
    pub fn shown(&self) -> &[Shown] {
        &self.0
    }

    /// The columns in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Column> + ExactSizeIterator + Clone + '_ {
        self.0.iter().map(|shown| shown.column)
    }

    /// Whether a column is shown.
    pub fn contains(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// The place of a column, counted from 0; `None` while it is hidden.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.iter().position(|known| known == column)
    }

    /// How wide a column was made.
    pub fn width(&self, column: Column) -> Option<Width> {
        self.0.iter().find(|shown| shown.column == column).and_then(|shown| shown.width)
    }

    /// How wide each column is drawn: as it was made, or its usual width. All together they are the table's width.
    pub fn widths(&self) -> impl Iterator<Item = Width> + '_ {
        self.0.iter().map(|shown| shown.width.unwrap_or_else(|| shown.column.usual_width()))
    }

    /// Whether the last column takes what room is left: unless somebody said how wide it is.
    pub fn stretches(&self) -> bool {
        self.0.last().is_some_and(|shown| shown.width.is_none())
    }

    /// The same with a column at another place, counted from 0 and cut to the last one; a hidden column stays hidden.
    #[must_use]
    pub fn moved(&self, column: Column, to: usize) -> Self {
        let mut next = self.0.clone();
        if let Some(from) = self.place(column) {
            let taken = next.remove(from);
            next.insert(to.min(next.len()), taken);
        }
        Self(next)
    }

    /// The same with a column one place further, or one place back.
    #[must_use]
    pub fn shifted(&self, column: Column, forward: bool) -> Self {
        match self.place(column) {
            Some(at) if forward => self.moved(column, at + 1),
            Some(at) => self.moved(column, at.saturating_sub(1)),
            None => self.clone(),
        }
    }

    /// The same with a column shown behind the others, or hidden. The number cannot be hidden.
    #[must_use]
    pub fn with(&self, column: Column, shown: bool) -> Self {
        let mut next = self.0.clone();
        if !shown && column != Column::Number {
            next.retain(|known| known.column != column);
        } else if shown && !self.contains(column) {
            next.push(Shown { column, width: None });
        }
        Self(next)
    }

    /// The same with another width of a column; `None` gives it its usual one again.
    #[must_use]
    pub fn with_width(&self, column: Column, width: Option<Width>) -> Self {
        let change = |known: &Shown| if known.column == column { Shown { width, ..*known } } else { *known };
        Self(self.0.iter().map(change).collect())
    }

    /// The text in a URL: `created,number:120,status`, a width in pixels behind a colon.
    pub fn code(&self) -> String {
        let one = |shown: &Shown| match shown.width {
            Some(width) => format!("{}:{}", shown.column.code(), width.pixels()),
            None => shown.column.code().to_owned(),
        };
        self.0.iter().map(one).collect::<Vec<_>>().join(",")
    }

    /// Reads the text of a URL; names and widths that mean nothing are dropped. `None` when no name means anything.
    pub fn parse(text: &str) -> Option<Self> {
        let one = |part: &str| {
            let (name, width) = part.split_once(':').unwrap_or((part, ""));
            let width = width.trim().parse::<u16>().ok().map(|pixels| Width::of(i32::from(pixels)));
            Column::parse(name.trim()).map(|column| Shown { column, width })
        };
        let mut known = text.split(',').filter_map(one).peekable();
        known.peek().is_some().then(|| Self::of(known))
    }

    /// Columns from a form of checkboxes and place numbers: those with a place, by place, ties as offered. Their widths
    /// are those of `before`.
    pub fn from_places(places: impl IntoIterator<Item = (Column, u32)>, before: &Self) -> Self {
        let placed = gather::sorted(places, |a, b| (a.1, a.0).cmp(&(b.1, b.0)));
        Self::of(placed.into_iter().map(|(column, _)| Shown { column, width: before.width(column) }))
    }

    /// Every column: the shown ones in order, then the hidden ones as offered.
    pub fn shown_then_hidden(&self) -> Vec<Column> {
        let hidden = Column::ALL.iter().copied().filter(|c| !self.contains(*c));
        self.iter().chain(hidden).collect()
    }
}
