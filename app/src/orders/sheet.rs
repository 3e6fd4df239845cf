//! From the chosen columns to the plain cells of a file, or of what is copied. Pure.
//!
//! Composite columns expand (client → name, company, e-mail, phone; payment details → total, paid, due, currency, method);
//! a cell that two columns name stands once, at its first place. No amount without its currency: where no column brings
//! it, it follows the first amount. Paid is money received and kept, so that it sums to what the bar calls received.

use crate::{i18n::Words, names};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{Column, Columns, Money, Order, Timestamp, Zone};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Nothing.
    Empty,
    /// Text of any kind.
    Text(String),
    /// A telephone number.
    Phone(String),
    /// Money.
    Amount(Money),
    /// A whole number.
    Integer(i64),
    /// A moment, in the desk's time zone.
    DateTime(NaiveDateTime),
    /// A day.
    Date(NaiveDate),
}

/// One column of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Created,
    Kind,
    Number,
    Status,
    Payment,
    ClientName,
    Company,
    Email,
    Phone,
    Products,
    Total,
    Paid,
    Due,
    Discount,
    Currency,
    Method,
    Comment,
    Funnel,
    Manager,
    Tags,
    Offer,
    NextDue,
    PaidAt,
    Source,
    PromoCode,
    Country,
    Origin,
    AccessUntil,
    ContactedAt,
    Updated,
    DaysInStage,
}

impl Field {
    /// What a column of the screen is made of.
    const fn of(column: Column) -> &'static [Self] {
        match column {
            Column::Created => &[Self::Created],
            Column::Kind => &[Self::Kind],
            Column::Number => &[Self::Number],
            Column::Status => &[Self::Status],
            Column::Payment => &[Self::Payment],
            Column::Client => &[Self::ClientName, Self::Company, Self::Email, Self::Phone],
            Column::Products => &[Self::Products],
            Column::PaymentDetails => &[Self::Total, Self::Paid, Self::Due, Self::Currency, Self::Method],
            Column::Comments => &[Self::Comment],
            Column::Funnel => &[Self::Funnel],
            Column::Manager => &[Self::Manager],
            Column::Tags => &[Self::Tags],
            Column::Offer => &[Self::Offer],
            Column::Discount => &[Self::Discount],
            Column::Total => &[Self::Total],
            Column::Paid => &[Self::Paid],
            Column::Due => &[Self::Due],
            Column::NextDue => &[Self::NextDue],
            Column::PaidAt => &[Self::PaidAt],
            Column::PaymentMethod => &[Self::Method],
            Column::Source => &[Self::Source],
            Column::PromoCode => &[Self::PromoCode],
            Column::ContactedAt => &[Self::ContactedAt],
            Column::Country => &[Self::Country],
            Column::Origin => &[Self::Origin],
            Column::AccessUntil => &[Self::AccessUntil],
            Column::Updated => &[Self::Updated],
            Column::DaysInStage => &[Self::DaysInStage],
        }
    }

    const fn is_amount(self) -> bool {
        matches!(self, Self::Total | Self::Paid | Self::Due | Self::Discount)
    }

    const fn name(self, words: Words) -> &'static str {
        match self {
            Self::Created => names::column(words, Column::Created),
            Self::Kind => names::column(words, Column::Kind),
            Self::Number => names::column(words, Column::Number),
            Self::Status => names::column(words, Column::Status),
            Self::Payment => names::column(words, Column::Payment),
            Self::ClientName => words.column_name(),
            Self::Company => words.column_company(),
            Self::Email => words.column_email(),
            Self::Phone => words.column_phone(),
            Self::Products => names::column(words, Column::Products),
            Self::Total => names::column(words, Column::Total),
            Self::Paid => names::column(words, Column::Paid),
            Self::Due => names::column(words, Column::Due),
            Self::Discount => names::column(words, Column::Discount),
            Self::Currency => words.column_currency(),
            Self::Method => names::column(words, Column::PaymentMethod),
            Self::Comment => names::column(words, Column::Comments),
            Self::Funnel => names::column(words, Column::Funnel),
            Self::Manager => names::column(words, Column::Manager),
            Self::Tags => names::column(words, Column::Tags),
            Self::Offer => names::column(words, Column::Offer),
            Self::NextDue => names::column(words, Column::NextDue),
            Self::PaidAt => names::column(words, Column::PaidAt),
            Self::Source => names::column(words, Column::Source),
            Self::PromoCode => names::column(words, Column::PromoCode),
            Self::ContactedAt => names::column(words, Column::ContactedAt),
            Self::Country => names::column(words, Column::Country),
            Self::Origin => names::column(words, Column::Origin),
            Self::AccessUntil => names::column(words, Column::AccessUntil),
            Self::Updated => names::column(words, Column::Updated),
            Self::DaysInStage => names::column(words, Column::DaysInStage),
        }
    }

    /// How wide the column is, in characters.
    const fn width(self) -> u16 {
        match self {
            Self::Currency => 8,
            Self::Country | Self::DaysInStage => 10,
            Self::Total
            | Self::Paid
            | Self::Due
            | Self::Discount
            | Self::NextDue
            | Self::AccessUntil
            | Self::ContactedAt
            | Self::PromoCode => 14,
            Self::Number | Self::Kind | Self::Created | Self::PaidAt | Self::Updated | Self::Origin => 18,
            Self::Status | Self::Payment | Self::Method | Self::Phone | Self::Funnel | Self::Manager => 20,
            Self::ClientName | Self::Company | Self::Email | Self::Source | Self::Tags => 26,
            Self::Products | Self::Offer | Self::Comment => 40,
        }
    }
}

/// The columns of a file, and how to fill them.
#[derive(Clone, Debug)]
pub struct Sheet {
    fields: Vec<Field>,
    words: Words,
    zone: Zone,
    now: Timestamp,
}

impl Sheet {
    /// The table of the chosen columns, in words of a language and days of a zone, as it is at an instant.
    pub fn new(columns: &Columns, words: Words, zone: Zone, now: Timestamp) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        for field in columns.iter().flat_map(Field::of) {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
        if let Some(first) = fields.iter().position(|f| f.is_amount()).filter(|_| !fields.contains(&Field::Currency)) {
            fields.insert(first + 1, Field::Currency);
        }
        Self { fields, words, zone, now }
    }

    /// The language of the file.
    pub const fn words(&self) -> Words {
        self.words
    }

    /// The names of the columns.
    pub fn header(&self) -> Vec<&'static str> {
        self.fields.iter().map(|f| f.name(self.words)).collect()
    }

    /// The widths of the columns, in characters.
    pub fn widths(&self) -> Vec<u16> {
        self.fields.iter().map(|f| f.width()).collect()
    }

    /// The cells of an order.
    pub fn row(&self, order: &Order) -> Vec<Plain> {
        self.fields.iter().map(|f| self.cell(*f, order)).collect()
    }

    /// The cells that a column of the screen is made of, whether it is chosen or not.
    pub fn cells(&self, column: Column, order: &Order) -> Vec<Plain> {
        Field::of(column).iter().map(|f| self.cell(*f, order)).collect()
    }

    fn cell(&self, field: Field, order: &Order) -> Plain {
        let words = self.words;
        let text = |text: &str| if text.is_empty() { Plain::Empty } else { Plain::Text(text.to_owned()) };
        let some = |text: Option<&str>| text.map_or(Plain::Empty, |t| Plain::Text(t.to_owned()));
        let amount = |minor: i64| Plain::Amount(order.money(minor));
        let moment = |at: Timestamp| Plain::DateTime(self.zone.local(at));
        let day = |at: Option<Timestamp>| at.map_or(Plain::Empty, |at| Plain::Date(self.zone.local(at).date()));
        match field {
            Field::Created => moment(order.created_at),
            Field::Kind => text(names::kind(words, order.kind)),
            Field::Number => text(order.number.as_str()),
            Field::Status => text(&names::stage(words, order.stage.name.as_deref(), order.stage.kind)),
            Field::Payment => text(names::payment(words, order.payment)),
            Field::ClientName => text(&order.contact.person()),
            Field::Company => text(&order.contact.company),
            Field::Email => text(&order.contact.email),
            Field::Phone if order.contact.phone.is_empty() => Plain::Empty,
            Field::Phone => Plain::Phone(order.contact.phone.clone()),
            Field::Products => text(&joined(order.products.iter().map(|p| p.title.as_str()))),
            Field::Total => amount(order.total),
            Field::Paid => amount(order.received()),
            Field::Due => amount(order.due),
            Field::Discount => amount(order.discount),
            Field::Currency => text(order.currency.code()),
            Field::Method => some(order.payment_method.as_deref().map(|m| names::method(words, m)).as_deref()),
            Field::Comment => some(order.pinned_comment.as_deref()),
            Field::Funnel => text(&names::funnel(words, order.funnel.name.as_deref())),
            Field::Manager => some(order.manager.as_ref().map(|m| m.name.as_str())),
            Field::Tags => text(&joined(order.tags.iter().map(|t| t.name.as_str()))),
            Field::Offer => some(order.offer.as_deref()),
            Field::NextDue => day(order.next_due_at),
            Field::PaidAt => order.paid_at.map_or(Plain::Empty, moment),
            Field::Source => some(order.source.as_deref()),
            Field::PromoCode => some(order.promo.as_deref()),
            Field::ContactedAt => day(order.contacted_at),
            Field::Country => text(&order.contact.country),
            Field::Origin => text(&names::origin(words, &order.origin)),
            Field::AccessUntil => day(order.access_until),
            Field::Updated => moment(order.updated_at),
            Field::DaysInStage => Plain::Integer(order.days_in_stage(self.now)),
        }
    }
}

/// The texts, each once: a subscription names its product with every month.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct.join("; ")
}
