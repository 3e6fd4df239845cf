//! What was understood of a file, and the orders that came out of it. Pure.

use super::{BadRow, DateOrder, Field, Ignored, OrderFrom};
use crate::{
    Currency, OrderKind, OrderNumber, Slug, StageKind, Timestamp, ids::StageId, money::DecimalMark, order::LineKind,
};
use rust_decimal::Decimal;

/// How the cells of a column were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// As words.
    Text,
    /// As plain numbers.
    Number,
    /// As amounts, texts with this decimal mark.
    Amount(DecimalMark),
    /// As dates with their numbers in this order.
    Date(DateOrder, OrderFrom),
    /// As dates, of which nothing told the order.
    AmbiguousDate,
}

/// A column that is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedColumn {
    /// Its header as written.
    pub header: String,
    /// What it states.
    pub field: Field,
    /// How its cells were read.
    pub read_as: ReadAs,
}

/// Where the orders of a status go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageTarget {
    /// Nobody has said; such rows are refused.
    Unknown,
    /// To a stage of the funnel.
    Existing(StageId),
    /// To a stage that the import makes.
    New {
        /// Its slug.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it means.
        kind: StageKind,
    },
}

/// A status of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageWord {
    /// As first written; empty for orders without one.
    pub word: String,
    /// Where its orders go.
    pub target: StageTarget,
    /// What that stage means.
    pub kind: Option<StageKind>,
    /// Whether the map said so.
    pub mapped: bool,
    /// How many orders have it.
    pub orders: u32,
    /// Their totals, by currency code.
    pub totals: Vec<(Currency, i64)>,
}

/// Sums of the orders of one currency, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencySum {
    /// The currency.
    pub currency: Currency,
    /// How many orders.
    pub orders: u32,
    /// Σ total.
    pub ordered: i64,
    /// Σ paid.
    pub paid: i64,
    /// Σ refunded.
    pub refunded: i64,
}

/// What rounding to the currency's decimals changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// The currency.
    pub currency: Currency,
    /// How many amounts were finer than it.
    pub amounts: u32,
    /// Σ (rounded − stated), in major units.
    pub change: Decimal,
}

/// Everything that was understood of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// The row that holds the headers.
    pub header_row: u32,
    /// How many rows with data stand below it.
    pub rows: u32,
    /// Used columns, in the order of the fields.
    pub columns: Vec<UsedColumn>,
    /// The rest.
    pub ignored: Vec<Ignored>,
    /// How many orders.
    pub orders: u32,
    /// How many of each type, those that occur.
    pub kinds: Vec<(OrderKind, u32)>,
    /// Every status, in the order of the file.
    pub stages: Vec<StageWord>,
    /// Sums, by currency code.
    pub currencies: Vec<CurrencySum>,
    /// Rounding, by currency code; only currencies where something was rounded.
    pub rounding: Vec<Rounding>,
}

/// The client as one order states it. Absent facts are empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImportedClient {
    /// Id in the shop.
    pub client_id: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Country.
    pub country: String,
}

/// A line as the file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedLine {
    /// What it stands for.
    pub kind: LineKind,
    /// Code of the product; empty when the file has none.
    pub code: String,
    /// Title of the line.
    pub title: String,
    /// Whether the title or code names a product, rather than standing in for one.
    pub names_product: bool,
    /// Decimal text.
    pub quantity: String,
    /// Decimal text of up to 4 decimals.
    pub unit_price: Option<String>,
    /// Minor units.
    pub amount: i64,
}

/// An order as the file states it, everything checked but what only the desk knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedOrder {
    /// Its first row.
    pub row: u32,
    /// Its number.
    pub number: OrderNumber,
    /// How it is sold.
    pub kind: OrderKind,
    /// Place of its status in `Understood::stages`.
    pub stage: usize,
    /// Who ordered.
    pub client: ImportedClient,
    /// The one currency.
    pub currency: Currency,
    /// Lines, at least one.
    pub lines: Vec<ImportedLine>,
    /// Discount on the order, minor units.
    pub discount: i64,
    /// Σ lines − discount, minor units, 0 or more.
    pub total: i64,
    /// Money received, minor units; 0 when the file states none.
    pub paid: i64,
    /// Money given back, minor units, at most `paid`.
    pub refunded: i64,
    /// When the money came, where the file says so.
    pub paid_at: Option<Timestamp>,
    /// How it came.
    pub method: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// A remark.
    pub comment: Option<String>,
    /// Campaign or referrer.
    pub source: Option<String>,
    /// When the client ordered.
    pub created_at: Timestamp,
}

impl ImportedOrder {
    /// Everything that the file states of the order, as one text: two imports state the same if these are equal.
    /// `word` is the order's status as written.
    pub fn statement(&self, word: &str) -> String {
        let client = &self.client;
        let mut parts: Vec<String> = vec![
            self.number.to_string(),
            self.kind.code().into(),
            super::stages::word_key(word),
            client.client_id.clone(),
            client.first_name.clone(),
            client.last_name.clone(),
            client.company.clone(),
            client.email.clone(),
            client.phone.clone(),
            client.country.clone(),
            self.currency.code().into(),
            self.discount.to_string(),
            self.paid.to_string(),
            self.refunded.to_string(),
            self.paid_at.map_or_else(String::new, Timestamp::rfc3339),
            self.method.clone().unwrap_or_default(),
            self.tags.join("\u{1e}"),
            self.comment.clone().unwrap_or_default(),
            self.source.clone().unwrap_or_default(),
            self.created_at.rfc3339(),
        ];
        for line in &self.lines {
            let price = line.unit_price.clone().unwrap_or_default();
            let amount = line.amount.to_string();
            parts.extend([line.kind.code().into(), line.code.clone(), line.title.clone()]);
            parts.extend([line.quantity.clone(), price, amount]);
        }
        parts.join("\u{1f}")
    }
}

/// What reading a file gave: orders that may be written, unless a row is bad.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was understood, also of a file that is refused.
    pub understood: Understood,
    /// The orders, in the order of the file. Not to be written while a row is bad.
    pub orders: Vec<ImportedOrder>,
    /// Every bad row, in the order of the file.
    pub bad: Vec<BadRow>,
}
