//! Random builders for the tests of every crate: drafts of orders, filters, sorts, listings. Pure: a seed is an argument.
//!
//! Random things only name what a `Cast` holds, so that filters find something. Everything is drawn by `Dice`, which
//! gives the same sequence for the same seed, or by proptest itself, which shrinks what fails.

mod filters;

pub use filters::{choice, dates, filter, linked_filter, search, text};

use crate::{
    CardFields, Column, Columns, Contact, Currency, Listing, Order, OrderKind, OrderNumber, Slug, Sort, SortKey,
    StageKind, Timestamp,
    columns::{Shown, Width},
    funnel::{Funnels, shape::Names},
    ids::{ContactId, OfferId, OrderId, PaymentId, ProductId, TagId, UserId, ViewId},
    listing::{ChartPeriod, Cursor, Layout},
    order::{
        AccessSpan, FunnelLabel, LineKind, NewLine, NewOrder, NewPayment, NewRefund, OrderDraft, PaymentKind,
        PaymentState, ProductLabel, StageLabel, TagLabel, UserLabel, draft::NewComment,
    },
    time::DAY,
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::select,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// The instant at which random desks are looked at: 2026-11-23T12:00Z.
pub const NOW: Timestamp = Timestamp(1_795_435_200_000);

/// Currencies of no, two and three decimals.
pub const CURRENCIES: [&str; 6] = ["EUR", "USD", "UAH", "PLN", "JPY", "KWD"];

/// Campaigns, one of them full of what lists of values are written with.
pub const SOURCES: [&str; 3] = ["newsletter", "instagram", "!sale, 50\\% off "];

/// Where orders come from.
pub const ORIGINS: [&str; 3] = ["manual", "manual", "offer_page"];

/// Names where no language is at hand: as they are kept, standard ones by their codes.
pub struct Kept;

impl Names for Kept {
    fn funnel(&self, name: Option<&str>) -> String {
        name.unwrap_or("standard").to_owned()
    }

    fn stage(&self, name: Option<&str>, kind: StageKind) -> String {
        name.unwrap_or(kind.code()).to_owned()
    }
}

/// Draws values of strategies: the same sequence for the same seed.
pub struct Dice(TestRunner);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        let bytes: Vec<u8> = seed.to_le_bytes().into_iter().cycle().take(32).collect();
        Self(TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)))
    }

    /// One value.
    ///
    /// # Panics
    /// When the strategy rejects too often: a mistake in the test.
    pub fn roll<S: Strategy>(&mut self, strategy: &S) -> S::Value {
        match strategy.new_tree(&mut self.0) {
            Ok(tree) => tree.current(),
            Err(reason) => panic!("the strategy gives nothing: {reason}"),
        }
    }
}

/// What random orders and filters may name.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Funnels with their stages.
    pub funnels: Funnels,
    /// Who orders.
    pub contacts: Vec<Contact>,
    /// Who looks after orders, with their names.
    pub managers: Vec<UserLabel>,
    /// What is sold: id, slug, title.
    pub products: Vec<(ProductId, Slug, String)>,
    /// Tags; the slug is the name too.
    pub tags: Vec<(TagId, Slug)>,
    /// Offers.
    pub offers: Vec<(OfferId, String)>,
}

/// Slugs in three scripts.
pub fn slug() -> impl Strategy<Value = Slug> {
    "[a-z0-9à-ÿа-яії]{1,8}(-[a-z0-9]{1,4})?".prop_filter_map("a slug", |text| Slug::of(&text))
}

/// One of [`CURRENCIES`].
pub fn currency() -> impl Strategy<Value = Currency> {
    select(CURRENCIES.to_vec()).prop_filter_map("a currency", Currency::parse)
}

/// A contact in one of three scripts; any fact may be absent, but not all.
pub fn contact(id: ContactId) -> impl Strategy<Value = Contact> {
    let first = select(vec!["Anne-Marie", "Élodie", "Київ", "Олена", "Łukasz", "John", "Zoë", "ʼАндрій", ""]);
    let last = select(vec!["Müller", "O'Neil", "D’Arc", "Шевченко", "Ґалаґан", "Łódź", "Nguyễn", "Smith", "李"]);
    let company =
        select(vec!["", "", "Land of Toys Inc.", "Euro+ Shopping Channel", "ТОВ «Світ»", "50% & Co_", "A\\B"]);
    let phone = select(vec!["", "+33 1 46 62 75 55", "(212) 555-7818", "067 123 45 67", "40.32.2555"]);
    let country = select(vec!["FR", "FR", "UA", "", "Côte d’Ivoire", "Bonaire, Saba"]);
    (
        first,
        last,
        company,
        (phone, country),
        option::of("[a-z]{1,6}\\.[a-z]{2,5}@(example|école)\\.(fr|ua)"),
        any::<bool>(),
    )
        .prop_map(move |(first, last, company, (phone, country), email, named)| Contact {
            id,
            first_name: if named { first.into() } else { String::new() },
            last_name: if named || company.is_empty() { last.into() } else { String::new() },
            company: company.into(),
            email: email.unwrap_or_default(),
            phone: phone.into(),
            country: country.into(),
        })
}

fn instant() -> impl Strategy<Value = Timestamp> {
    // Mostly the last weeks, and often the very same instant.
    prop_oneof![
        6 => 0..40 * DAY,
        3 => 0..800 * DAY,
        1 => Just(3 * DAY),
    ]
    .prop_map(|age| Timestamp(NOW.0 - age))
}

fn line(products: Vec<(ProductId, Slug, String)>) -> impl Strategy<Value = NewLine> {
    let kind = prop_oneof![6 => Just(LineKind::Product), 1 => select(LineKind::ALL.to_vec())];
    let product =
        if products.is_empty() { Just(None).boxed() } else { option::weighted(0.8, select(products)).boxed() };
    let amount = prop_oneof![1 => Just(0), 2 => Just(19_900), 6 => 1..60_000_i64];
    let title =
        select(vec!["Atelier photo", "Курс кераміки", "1952 Alpine Renault 1300", "Zen", "éclair", "10 lessons"]);
    (kind, product, amount, title, option::of(0..300_i64)).prop_map(|(kind, product, amount, title, days)| NewLine {
        kind,
        title: product.as_ref().map_or_else(|| title.to_owned(), |p| p.2.clone()),
        product: product.map(|p| p.0),
        quantity: "1".into(),
        unit_price: None,
        amount,
        access: AccessSpan {
            from: days.filter(|d| d % 2 == 0).map(|d| NOW.plus_millis((d - 40) * DAY)),
            until: days.filter(|d| d % 10 != 0).map(|d| NOW.plus_millis(d * DAY)),
        },
    })
}

/// A payment as a share of the total in hundredths, and how much of it goes back.
#[derive(Clone, Debug)]
struct Entry {
    id: i64,
    state: PaymentState,
    kind: PaymentKind,
    share: i64,
    back: Option<(i64, bool)>,
    method: Option<&'static str>,
    paid_at: Option<i64>,
}

fn entry() -> impl Strategy<Value = Entry> {
    let state = prop_oneof![5 => Just(PaymentState::Succeeded), 3 => select(PaymentState::ALL.to_vec())];
    let share = prop_oneof![4 => Just(100), 2 => Just(50), 3 => 1..130_i64];
    let back = option::weighted(0.25, (prop_oneof![Just(100), 1..100_i64], any::<bool>()));
    let method = option::of(select(vec!["card", "bank_transfer", "cash"]));
    (1..i64::MAX / 2, state, select(PaymentKind::ALL.to_vec()), share, back, method, option::weighted(0.9, 0..30 * DAY))
        .prop_map(|(id, state, kind, share, back, method, paid_at)| Entry {
            id,
            state,
            kind,
            share,
            back,
            method,
            paid_at,
        })
}

/// What somebody may state about a new order of the cast. The draft always passes its check.
pub fn draft(cast: &Cast) -> BoxedStrategy<OrderDraft> {
    let stages: Vec<_> = cast.funnels.0.iter().flat_map(|f| f.stages.clone()).collect();
    let managers: Vec<UserId> = cast.managers.iter().map(|m| m.id).collect();
    let manager =
        if managers.is_empty() { Just(None).boxed() } else { option::weighted(0.7, select(managers)).boxed() };
    let offers = cast.offers.clone();
    let offer = if offers.is_empty() { Just(None).boxed() } else { option::of(select(offers)).boxed() };
    let contacts: Vec<ContactId> = cast.contacts.iter().map(|c| c.id).collect();
    let tags: Vec<TagId> = cast.tags.iter().map(|t| t.0).collect();
    let tags = if tags.is_empty() { Just(Vec::new()).boxed() } else { vec(select(tags), 0..4).boxed() };
    let comments = vec(("[а-яa-z ]{1,20}", 0..DAY), 0..3);
    (
        (select(OrderKind::ALL.to_vec()), select(stages), select(contacts), manager, offer, currency()),
        vec(line(cast.products.clone()), 1..5),
        prop_oneof![3 => Just(0), 1 => 0..=100_i64],
        vec(entry(), 0..4),
        (comments, tags, option::of(select(SOURCES.to_vec())), select(ORIGINS.to_vec())),
        instant(),
    )
        .prop_map(|((kind, stage, contact, manager, offer, currency), lines, percent, entries, rest, created_at)| {
            let subtotal: i64 = lines.iter().map(|l| l.amount).sum();
            let discount = subtotal * percent / 100;
            let (payments, refunds) = ledger(entries, subtotal - discount, created_at);
            let (comments, tags, source, origin) = rest;
            let comments = comments.into_iter().enumerate().map(|(i, (body, after))| NewComment {
                author: manager,
                body,
                at: created_at.plus_millis(after),
                pinned: i == 0,
            });
            OrderDraft {
                number: None,
                kind,
                funnel: stage.funnel,
                stage: stage.id,
                stage_kind: stage.kind,
                contact,
                manager,
                offer,
                promo: None,
                currency,
                lines,
                discount,
                payments,
                refunds,
                comments: comments.collect(),
                tags,
                origin: origin.into(),
                source: source.map(str::to_owned),
                created_at,
            }
        })
        .boxed()
}

/// The order that a desk must keep of a new order of the cast: derived here a second time, as the tests' oracle.
///
/// # Panics
/// When the order names what the cast does not hold.
pub fn kept(new: &NewOrder, cast: &Cast, id: OrderId, number: OrderNumber, now: Timestamp) -> Order {
    let figures = new.figures();
    let Some((funnel, stage)) = cast.funnels.stage(new.stage) else { panic!("no such stage in the cast") };
    let Some(contact) = cast.contacts.iter().find(|c| c.id == new.contact) else {
        panic!("no such contact in the cast")
    };
    let product = |id| cast.products.iter().find(|p| Some(p.0) == id).map(|p| p.1.clone());
    let lines = new.lines.iter().filter(|l| l.kind == LineKind::Product);
    let mut tags: Vec<Slug> = cast.tags.iter().filter(|t| new.tags.contains(&t.0)).map(|t| t.1.clone()).collect();
    tags.sort();
    let last = new.payments.iter().filter(|p| p.state == PaymentState::Succeeded).max_by_key(|p| p.paid_at);
    let open = new.payments.iter().filter(|p| matches!(p.state, PaymentState::Planned | PaymentState::Pending));
    let spans = new.lines.iter().map(|l| l.access);
    let endless = spans.clone().any(|a| a.from.is_some() && a.until.is_none());
    Order {
        id,
        version: 1,
        number,
        kind: new.kind,
        funnel: FunnelLabel::from(funnel),
        stage: StageLabel::from(stage),
        contact: contact.clone(),
        manager: cast.managers.iter().find(|m| Some(m.id) == new.manager).cloned(),
        offer_id: new.offer.as_ref().map(|o| o.0),
        offer: new.offer.as_ref().map(|o| o.1.clone()),
        currency: new.currency,
        subtotal: figures.subtotal,
        discount: new.discount,
        total: figures.total,
        paid: figures.paid,
        refunded: figures.refunded,
        due: figures.due,
        payment: figures.payment,
        payment_method: last.and_then(|p| p.method.clone()),
        paid_at: last.and_then(|p| p.paid_at),
        next_due_at: open.filter_map(|p| p.due_at).min(),
        products: lines.map(|l| ProductLabel { slug: product(l.product), title: l.title.clone() }).collect(),
        tags: tags.into_iter().map(|slug| TagLabel { name: slug.to_string(), slug }).collect(),
        pinned_comment: new.comments.iter().rfind(|c| c.pinned).map(|c| c.body.clone()),
        comments: new.comments.iter().zip(1..).last().map_or(0, |(_, n)| n),
        origin: new.origin.clone(),
        source: new.source.clone(),
        promo: new.promo.as_ref().map(|(_, code)| code.clone()),
        access_from: spans.clone().filter_map(|a| a.from).min(),
        access_until: spans.clone().filter_map(|a| a.until).max().filter(|_| !endless),
        access_closed_at: None,
        has_twin: false,
        created_at: new.created_at,
        updated_at: now,
        stage_entered_at: new.created_at,
        contacted_at: None,
        archived_at: None,
    }
}

/// Tells each of a desk's orders whether another one of its client is open for the same offer.
pub fn pair(orders: &mut [Order]) {
    let open = |order: &Order| order.archived_at.is_none() && order.stage.kind.is_open() && order.offer_id.is_some();
    let of = |order: &Order| (order.contact.id, order.offer_id, order.funnel.id);
    let all: Vec<_> = orders.iter().filter(|order| open(order)).map(of).collect();
    for order in orders {
        order.has_twin = open(order) && all.iter().filter(|other| **other == of(order)).count() > 1;
    }
}

fn ledger(entries: Vec<Entry>, total: i64, created_at: Timestamp) -> (Vec<NewPayment>, Vec<NewRefund>) {
    let mut refunds = Vec::new();
    let payments = entries.into_iter().map(|e| {
        let amount = (total * e.share / 100).max(1);
        let after = |millis: i64| created_at.plus_millis(millis);
        let succeeded = e.state == PaymentState::Succeeded;
        if let Some((share, still_owed)) = e.back.filter(|_| succeeded) {
            let (payment, amount) = (PaymentId(e.id), (amount * share / 100).max(1));
            refunds.push(NewRefund { payment, amount, reason: None, at: after(40 * DAY), still_owed });
        }
        NewPayment {
            id: PaymentId(e.id),
            amount,
            kind: e.kind,
            state: e.state,
            method: e.method.map(str::to_owned),
            due_at: (!succeeded).then(|| after(7 * DAY)),
            paid_at: e.paid_at.filter(|_| succeeded).map(after),
        }
    });
    (payments.collect(), refunds)
}

/// Any sort key in either direction.
pub fn sort() -> impl Strategy<Value = Sort> {
    (select(SortKey::ALL.to_vec()), any::<bool>()).prop_map(|(key, descending)| Sort { key, descending })
}

/// Any set of columns in any order.
pub fn columns() -> impl Strategy<Value = Columns> {
    let width = prop_oneof![Just(None), (0..1000_i32).prop_map(|pixels| Some(Width::of(pixels)))];
    let shown = (select(Column::ALL.to_vec()), width).prop_map(|(column, width)| Shown { column, width });
    vec(shown, 0..Column::ALL.len()).prop_map(Columns::of)
}

/// Any order number that a person could type.
pub fn number() -> impl Strategy<Value = OrderNumber> {
    "[#A-Za-zа-я]{0,4}[-/ .]?[0-9]{1,12}([-/ .][0-9]{1,6})?[a-z]?"
        .prop_filter_map("an order number", |text| OrderNumber::parse(&text).ok())
}

/// Any listing on what the cast holds.
pub fn listing(cast: &Cast) -> BoxedStrategy<Listing> {
    let cursor = prop_oneof![Just(Cursor::Start), number().prop_map(Cursor::After), number().prop_map(Cursor::Before)];
    let saved = prop_oneof![Just(None), any::<i64>().prop_map(|id| Some(ViewId(id)))];
    let chart = prop_oneof![Just(None), select(ChartPeriod::ALL.to_vec()).prop_map(Some)];
    let folded = proptest::collection::btree_set(select(vec!["new", "done", "_empty"]), 0..3);
    let folded = folded.prop_map(|codes| codes.into_iter().filter_map(Slug::parse).collect());
    let card = vec(select(Column::ALL.to_vec()), 0..8).prop_map(CardFields::new);
    let layout = (select(vec![Layout::Table, Layout::Board]), folded, card);
    (linked_filter(cast), layout, sort(), columns(), cursor, saved, chart, any::<bool>())
        .prop_map(|(filter, (layout, folded, card), sort, columns, cursor, saved, chart, waits)| Listing {
            filter,
            layout,
            folded,
            sort,
            columns,
            card,
            cursor,
            saved,
            chart,
            waits,
        })
        .boxed()
}
