//! The board: the same filtered orders in columns, one for each stage of a funnel; of several funnels, one for each kind
//! of stage. Pure.
//!
//! Invariants: an order has its place in one column at most; what the columns' heads say are sums of the bar's own
//! breakdown, so heads and bar cannot disagree, whatever is loaded.

use crate::{
    Conditions, Listing, Order, OrderFilter, Slug, SortKey, StageKind, Totals,
    filter::Choice,
    funnel::{Colour, Funnel, Funnels, Stage},
    gather,
    listing::{Layout, OrdersPage, PAGE_SIZE, Sort},
    money::MoneyError,
    totals::{CurrencyTotals, add_to},
};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How many cards of a column come at once.
pub const CARDS: usize = 30;

/// What cards can be sorted by: each has an index within a stage.
pub const SORTS: [SortKey; 3] = [SortKey::Created, SortKey::Total, SortKey::StageEntered];

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A stage, where one funnel is looked at; with the funnel's stable name.
    Stage(Slug, Stage),
    /// Every stage that means this, where several funnels are.
    Kind(StageKind),
}

/// The cards of a column, as they are loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneCards {
    /// Which column: [`Lane::code`].
    pub lane: String,
    /// Its first orders, in the order of the board.
    pub orders: Vec<Order>,
    /// Whether more follow.
    pub more: bool,
}

/// What a column holds, whatever is loaded of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// How many orders.
    pub orders: i64,
    /// Amounts, by currency code.
    pub currencies: Vec<CurrencyTotals>,
}

/// The columns that a filter asks for.
pub fn lanes(filter: &OrderFilter, funnels: &Funnels) -> Vec<Lane> {
    let shown: Vec<&Funnel> = funnels.0.iter().filter(|f| filter.funnel.lets(&f.slug)).collect();
    if let [funnel] = shown[..] {
        let stages = funnel.stages.iter().filter(|stage| filter.lets_stage(funnel, stage));
        return stages.map(|stage| Lane::Stage(funnel.slug.clone(), stage.clone())).collect();
    }
    let held = |kind: &StageKind| {
        shown.iter().any(|f| f.stages.iter().any(|stage| stage.kind == *kind && filter.lets_stage(f, stage)))
    };
    StageKind::ALL.into_iter().filter(held).map(Lane::Kind).collect()
}

/// The order of the cards that a listing's sort asks for: by creation where nothing on a board is sorted so.
pub fn sort_of(sort: Sort) -> Sort {
    if SORTS.contains(&sort.key) { sort } else { Sort::default() }
}

/// Which of two orders comes first, in one of [`SORTS`].
pub fn compare(sort: Sort, a: &Order, b: &Order) -> Ordering {
    let ascending = match sort.key {
        SortKey::Total => a.currency.code().cmp(b.currency.code()).then(a.total.cmp(&b.total)),
        SortKey::StageEntered => a.stage_entered_at.cmp(&b.stage_entered_at),
        _ => Ordering::Equal,
    };
    let ascending = ascending.then(a.id.cmp(&b.id));
    if sort.descending { ascending.reverse() } else { ascending }
}

/// A page of a listing as rows or as cards instead, where it holds all that the filter lets through, and in an order that
/// both have; else somebody has to be asked.
pub fn laid_out(page: &OrdersPage, from: &Listing, to: &Listing) -> Option<OrdersPage> {
    let orders: Vec<Order> = match &page.board {
        Some(cards) => cards.iter().flat_map(|column| &column.orders).cloned().collect(),
        None => page.orders.clone(),
    };
    let all = page.totals.as_ref().is_some_and(|totals| usize::try_from(totals.orders) == Ok(orders.len()));
    let alike = Listing { layout: to.layout, ..from.clone() } == *to && SORTS.contains(&to.sort.key);
    if !all || !alike || orders.len() > PAGE_SIZE || page.has_next || page.has_previous {
        return None;
    }
    let sorted = |orders: Vec<Order>| gather::sorted(orders, |a, b| compare(to.sort, a, b));
    let (orders, board) = match to.layout {
        Layout::Table => (sorted(orders), None),
        Layout::Board => {
            let column = |lane: Lane| {
                let held = orders.iter().filter(|order| lane.holds(order)).cloned().collect();
                LaneCards { lane: lane.code().to_owned(), orders: sorted(held), more: false }
            };
            (Vec::new(), Some(lanes(&to.filter, &page.funnels).into_iter().map(column).collect()))
        }
    };
    Some(OrdersPage { orders, board, ..page.clone() })
}

/// Shows another state of an order among loaded cards: in the column where it has its place now, if it was loaded at all.
pub fn settle(cards: &mut [LaneCards], lanes: &[Lane], order: &Order, sort: Sort) {
    let mut was_there = false;
    for column in cards.iter_mut() {
        let before = column.orders.len();
        column.orders.retain(|one| one.id != order.id);
        was_there |= column.orders.len() < before;
    }
    let Some(lane) = lanes.iter().find(|lane| was_there && lane.holds(order)) else { return };
    if let Some(column) = cards.iter_mut().find(|column| column.lane == lane.code()) {
        let orders = &mut column.orders;
        let place = orders.iter().position(|one| compare(sort, one, order) == Ordering::Greater);
        // The last card says where the unloaded ones begin.
        let last = orders.len().saturating_sub(usize::from(column.more));
        orders.insert(place.unwrap_or(last).min(last), order.clone());
    }
}

impl Lane {
    /// Its stable name: the stage's, or the kind's.
    pub fn code(&self) -> &str {
        match self {
            Self::Stage(_, stage) => stage.slug.as_str(),
            Self::Kind(kind) => kind.code(),
        }
    }

    /// What its stages mean.
    pub const fn kind(&self) -> StageKind {
        match self {
            Self::Stage(_, stage) => stage.kind,
            Self::Kind(kind) => *kind,
        }
    }

    /// The name of its stage, when somebody has set one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Stage(_, stage) => stage.name.as_deref(),
            Self::Kind(_) => None,
        }
    }

    /// The colour of its stage, where it is not that of the kind.
    pub const fn colour(&self) -> Option<Colour> {
        match self {
            Self::Stage(_, stage) => stage.colour,
            Self::Kind(_) => None,
        }
    }

    /// How many orders may be here at once before people are warned.
    pub const fn limit(&self) -> Option<i64> {
        match self {
            Self::Stage(_, stage) => stage.wip_limit,
            Self::Kind(_) => None,
        }
    }

    /// Whether an order has its place here.
    pub fn holds(&self, order: &Order) -> bool {
        match self {
            Self::Stage(_, stage) => order.stage.id == stage.id,
            Self::Kind(kind) => order.stage.kind == *kind,
        }
    }

    fn lets(&self, stage: &Stage) -> bool {
        match self {
            Self::Stage(_, own) => own.id == stage.id,
            Self::Kind(kind) => stage.kind == *kind,
        }
    }

    /// The stage that an order gets by being put here: the first one of its own funnel that fits. `None` where there is
    /// no such stage.
    pub fn target<'a>(&self, order: &Order, funnels: &'a Funnels) -> Option<&'a Stage> {
        let funnel = funnels.0.iter().find(|f| f.id == order.funnel.id)?;
        funnel.stages.iter().find(|stage| self.lets(stage))
    }

    /// The filter that lets its orders through and no others.
    pub fn narrowed(&self, filter: &OrderFilter) -> OrderFilter {
        let next = filter.clone();
        match self {
            Self::Stage(funnel, stage) => OrderFilter {
                funnel: Choice::only(funnel.clone()),
                stage: Choice::only(stage.slug.clone()),
                stage_kind: Choice::default(),
                ..next
            },
            Self::Kind(kind) => OrderFilter { stage_kind: Choice::only(*kind), ..next },
        }
    }

    /// The same of conditions.
    pub fn narrowed_conditions(&self, wanted: &Conditions) -> Conditions {
        let next = wanted.clone();
        match self {
            Self::Stage(funnel, stage) => Conditions {
                funnel: Choice::only(funnel.clone()),
                stage: Choice::only(stage.slug.clone()),
                stage_kind: Choice::default(),
                ..next
            },
            Self::Kind(kind) => Conditions { stage_kind: Choice::only(*kind), ..next },
        }
    }

    /// What it holds, of the bar's totals of the same filter.
    pub fn head(&self, totals: &Totals, filter: &OrderFilter, funnels: &Funnels) -> Result<Head, MoneyError> {
        let mut head = Head::default();
        for row in totals.stages.iter().filter(|row| self.lets(&row.stage)) {
            let funnel = funnels.0.iter().find(|f| f.id == row.stage.funnel);
            if funnel.is_some_and(|funnel| filter.lets_stage(funnel, &row.stage)) {
                head.orders += row.orders;
                for amounts in &row.currencies {
                    add_to(&mut head.currencies, amounts)?;
                }
            }
        }
        Ok(head)
    }
}
