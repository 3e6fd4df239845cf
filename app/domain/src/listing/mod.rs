//! What a person looks at: filter, sort, columns and page, all of it in the URL of `/orders`. Pure.

mod form;
mod place;
mod sort;

pub use form::{DAY_PARTS, NAMED};
pub use place::{Named, Place, Reader};
pub use sort::{Sort, SortKey};

use crate::{
    CardFields, Chart, Columns, Currency, Funnels, Order, OrderFilter, OrderNumber, Slug, Totals,
    board::LaneCards,
    filter::{Pairs, Problem, decode, encode_pairs},
    ids::{ContactId, OfferId, ViewId},
    live::Seq,
    order::{ProductLabel, TagLabel, UserLabel},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a page begins: after or before an order that the person has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cursor {
    /// The first page.
    #[default]
    Start,
    /// The orders that follow this one.
    After(OrderNumber),
    /// The orders in front of this one.
    Before(OrderNumber),
}

/// How many orders a page shows.
pub const PAGE_SIZE: usize = 50;

/// How many orders that need somebody are counted for the tab that shows them: more are "99+".
pub const ATTENTION_MOST: i64 = 100;

/// Stands for every column of the board that holds no order.
pub const EMPTY_LANES: &str = "_empty";
/// How many columns of the board a link may fold.
const FOLDED_MAX: usize = 100;

/// How long the spans of the chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartPeriod {
    /// Days of the desk's zone.
    Day,
    /// Weeks from Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
}

impl ChartPeriod {
    /// Every period, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The text in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == text)
    }
}

/// How the orders are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row for each order.
    #[default]
    Table,
    /// A card for each order, in columns of stages.
    Board,
}

impl Layout {
    /// The text in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Board => "board",
        }
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Table, Self::Board].into_iter().find(|layout| layout.code() == text)
    }
}

/// Everything that the URL of `/orders` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Which orders.
    pub filter: OrderFilter,
    /// Laid out how.
    pub layout: Layout,
    /// Columns of the board that are folded, by their stable names; [`EMPTY_LANES`] folds all that hold no order.
    pub folded: BTreeSet<Slug>,
    /// In which order.
    pub sort: Sort,
    /// With which columns.
    pub columns: Columns,
    /// What the cards of the board say.
    pub card: CardFields,
    /// Which page.
    pub cursor: Cursor,
    /// The saved view that it began with; the rest says what is looked at now.
    pub saved: Option<ViewId>,
    /// Whether the chart is shown, and of what.
    pub chart: Option<ChartPeriod>,
    /// Whether totals that take long are waited for; asked by people whose browser cannot fetch them later.
    pub waits: bool,
}

impl Listing {
    /// Reads the query string of a link (without `?`), and what of it was not understood.
    pub fn from_query(query: &str) -> (Self, Vec<Problem>) {
        Self::from_pairs(&decode(query))
    }

    /// Reads decoded pairs.
    pub fn from_pairs(pairs: &[(String, String)]) -> (Self, Vec<Problem>) {
        let (filter, mut problems) = OrderFilter::from_pairs(pairs);
        let mut listing = Self { filter, ..Self::default() };
        for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let understood = match key.as_str() {
                "view" => Layout::parse(value).map(|layout| listing.layout = layout).is_some(),
                "fold" => {
                    let mut known = value.split(',').map(Slug::parse);
                    let fine = known.all(|slug| slug.map(|slug| listing.folded.insert(slug)).is_some());
                    fine && listing.folded.len() <= FOLDED_MAX
                }
                "sort" => Sort::parse(value).map(|sort| listing.sort = sort).is_some(),
                "cols" => Columns::parse(value).map(|columns| listing.columns = columns).is_some(),
                "card" => CardFields::parse(value).map(|card| listing.card = card).is_some(),
                "after" => OrderNumber::parse(value).map(|n| listing.cursor = Cursor::After(n)).is_ok(),
                "before" => OrderNumber::parse(value).map(|n| listing.cursor = Cursor::Before(n)).is_ok(),
                // A place that could not be read: what can be is an ordinary cursor by now.
                "from" => false,
                "saved" => value.parse().map(|id| listing.saved = Some(id)).is_ok(),
                "chart" => ChartPeriod::parse(value).map(|period| listing.chart = Some(period)).is_some(),
                "totals" => {
                    listing.waits = value == "wait";
                    listing.waits
                }
                _ => true,
            };
            if !understood {
                problems.push(Problem { key: key.clone(), value: value.clone() });
            }
        }
        (listing, problems)
    }

    /// The pairs of the canonical link; what is default is left out.
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs = self.filter.to_pairs();
        let mut push = |key: &str, value: String| pairs.push((key.to_owned(), value));
        if self.layout != Layout::default() {
            push("view", self.layout.code().to_owned());
        }
        if !self.folded.is_empty() {
            push("fold", self.folded.iter().map(Slug::as_str).collect::<Vec<_>>().join(","));
        }
        if self.sort != Sort::default() {
            push("sort", self.sort.code());
        }
        if self.columns != Columns::default() {
            push("cols", self.columns.code());
        }
        if self.card != CardFields::default() {
            push("card", self.card.code());
        }
        match &self.cursor {
            Cursor::Start => {}
            Cursor::After(number) => push("after", number.to_string()),
            Cursor::Before(number) => push("before", number.to_string()),
        }
        if let Some(period) = self.chart {
            push("chart", period.code().to_owned());
        }
        if self.waits {
            push("totals", "wait".to_owned());
        }
        if let Some(view) = self.saved {
            push("saved", view.to_string());
        }
        pairs
    }

    /// The canonical query string, without `?`; empty for the default listing.
    pub fn to_query(&self) -> String {
        encode_pairs(self.to_pairs())
    }

    /// The query string of a link that says everything: where all is default it says `view=table`, because an address
    /// without a word leads to the reader's own view.
    pub fn to_link(&self) -> String {
        let mut pairs = self.to_pairs();
        if pairs.iter().all(|(key, _)| key == "saved") {
            pairs.insert(0, ("view".to_owned(), "table".to_owned()));
        }
        encode_pairs(pairs)
    }

    /// The same without what belongs to the moment: page, saved view, waiting. What a view keeps.
    #[must_use]
    pub fn lasting(&self) -> Self {
        Self { cursor: Cursor::Start, saved: None, waits: false, ..self.clone() }
    }

    /// The same on its first page with another filter.
    #[must_use]
    pub fn with_filter(&self, filter: OrderFilter) -> Self {
        Self { filter, cursor: Cursor::Start, ..self.clone() }
    }

    /// The same on its first page with one more value in its filter.
    #[must_use]
    pub fn with_suggestion(&self, suggestion: &Suggestion) -> Self {
        let mut pairs = self.filter.to_pairs();
        pairs.push((suggestion.key.clone(), suggestion.code.clone()));
        self.with_filter(OrderFilter::from_pairs(&pairs).0)
    }

    /// The same on its first page in another order.
    #[must_use]
    pub fn with_sort(&self, sort: Sort) -> Self {
        Self { sort, cursor: Cursor::Start, ..self.clone() }
    }

    /// The same from its beginning, laid out in another way.
    #[must_use]
    pub fn with_layout(&self, layout: Layout) -> Self {
        Self { layout, cursor: Cursor::Start, ..self.clone() }
    }

    /// The same with a column of the board folded, or unfolded.
    #[must_use]
    pub fn with_folded(&self, lane: &Slug) -> Self {
        let mut folded = self.folded.clone();
        if !folded.remove(lane) {
            folded.insert(lane.clone());
        }
        Self { folded, ..self.clone() }
    }

    /// The same on another page.
    #[must_use]
    pub fn with_cursor(&self, cursor: Cursor) -> Self {
        Self { cursor, ..self.clone() }
    }
}

/// An offer as menus show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferLabel {
    /// Identifier.
    pub id: OfferId,
    /// Title, as it is now.
    pub title: String,
}

/// A client as menus show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientLabel {
    /// Identifier.
    pub id: ContactId,
    /// Name.
    pub name: String,
}

/// What the filter menus offer at once, a few of each, and the names of everything that the filter names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Users who can look after orders, by name.
    pub managers: Vec<UserLabel>,
    /// Products, by title.
    pub products: Vec<ProductLabel>,
    /// Tags, by name.
    pub tags: Vec<TagLabel>,
    /// Offers that the filter names.
    pub offers: Vec<OfferLabel>,
    /// Clients that the filter names.
    pub clients: Vec<ClientLabel>,
    /// Currencies in use, by code.
    pub currencies: Vec<Currency>,
    /// The text of the filter's kept search; none when it keeps none, or keeps one that is no longer there.
    pub searched: Option<String>,
}

/// A value that a filter can take: the pair of a link, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The key of the field.
    pub key: String,
    /// The value, as a link writes it.
    pub code: String,
    /// What people call it.
    pub label: String,
}

/// One page of orders, the totals of everything the filter lets through, and the menus; all of one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersPage {
    /// The orders, in the order of the listing; none where they are cards.
    pub orders: Vec<Order>,
    /// The cards, where the listing asks for a board.
    pub board: Option<Vec<LaneCards>>,
    /// How far the history had come when the page was read.
    #[serde(default)]
    pub seq: Seq,
    /// Tells this page from others that the same client has fetched.
    #[serde(skip)]
    pub stamp: u32,
    /// Whether a page follows.
    pub has_next: bool,
    /// Whether a page precedes.
    pub has_previous: bool,
    /// The totals bar; absent where adding up takes long, so that the page does not wait for it.
    pub totals: Option<Totals>,
    /// The chart, where the listing asks for one and it is quick; else the client asks for it.
    pub chart: Option<Chart>,
    /// How many orders need somebody, whatever the filter; at most [`ATTENTION_MOST`].
    #[serde(default)]
    pub attention: i64,
    /// Every funnel with its stages: names, and what the menus offer.
    pub funnels: Funnels,
    /// The menus.
    pub directory: Directory,
}

/// Some orders of a list that is scrolled through; no totals, no menus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsPage {
    /// The orders, in the order of the listing.
    pub orders: Vec<Order>,
    /// Whether more lie in the direction that was asked for.
    pub more: bool,
}

/// The most orders that are given at once.
pub const MOST_ROWS: usize = 200;
