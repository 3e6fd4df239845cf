//! One believable order: offer, stage, lines, discount, ledger, marks. Pure but for the ids of payments.

use super::{
    cast::Cast,
    clients::Client,
    dice::Dice,
    ledger::Ledger,
    remarks::{self, ORIGINS, SOURCES},
    shop::{Item, OFFERS, Offer, PRODUCTS, currency},
};
use domain::{
    Currency, OrderKind, StageKind, Timestamp,
    ids::ContactId,
    order::{AccessSpan, LineKind, NewLine, OrderDraft},
    time::DAY,
};

const MONTH: i64 = 30 * DAY;

/// The next order of a client. Its contact is set by the caller, once it has an id.
pub fn draft(dice: &mut Dice, cast: &Cast, client: &mut Client, created: Timestamp, now: Timestamp) -> OrderDraft {
    let (position, offer) = choose(dice, client);
    let age = now.0 - created.0;
    let mut ledger = Ledger::new(dice, created, now);
    let paid_months = age / MONTH;
    // Who comes back to an unpaid offer opens a new order, and often leaves that one too.
    let hesitates = client.unpaid == Some(position) && dice.chance(65);
    let wanted = if hesitates { StageKind::New } else { stage(dice, age) };
    let (stage, mut lines, discount) = match offer.kind {
        OrderKind::Standard => {
            let lines = lines(offer, created, 0);
            let discount = discount(dice, &lines);
            let total = sum(&lines) - discount;
            let stage = if total == 0 && wanted != StageKind::Cancelled { free_stage(age) } else { wanted };
            ledger.standard(dice, total, stage);
            (stage, lines, discount)
        }
        OrderKind::Instalments => {
            let lines = lines(offer, created, 0);
            let discount = discount(dice, &lines);
            let running = age < (offer.parts - 1) * MONTH;
            let stage = if running && wanted == StageKind::Done { StageKind::InProgress } else { wanted };
            let stage = if !running && wanted == StageKind::InProgress { StageKind::Done } else { stage };
            ledger.instalments(dice, sum(&lines) - discount, offer.parts, stage);
            (stage, lines, discount)
        }
        OrderKind::Subscription => {
            let life = dice.between(1, 16);
            let (stage, months) = match paid_months {
                0 if age < 14 * DAY && dice.chance(60) => (StageKind::New, 0),
                n if n < life && n > 0 && dice.chance(9) => (StageKind::AwaitingPayment, n),
                n if n < life => (StageKind::InProgress, n),
                _ if dice.chance(65) => (StageKind::Cancelled, life.min(paid_months)),
                _ => (StageKind::Done, life.min(paid_months)),
            };
            let mut charged: Vec<NewLine> = (0..=months).flat_map(|n| lines(offer, created, n)).collect();
            if stage == StageKind::New {
                // The first days are on the house.
                charged.iter_mut().for_each(|line| line.amount = 0);
            }
            let amounts: Vec<i64> = charged.iter().map(|l| l.amount).collect();
            ledger.charges(dice, &amounts, stage, offer.lines.iter().map(|l| l.1).sum());
            (stage, charged, 0)
        }
    };
    for line in &mut lines {
        let product = cast.product_of(&line.title);
        line.product = product;
        let opened =
            !matches!(stage, StageKind::New | StageKind::AwaitingPayment | StageKind::Error | StageKind::Cancelled);
        if !opened || product.is_none() {
            line.access = AccessSpan::default();
        }
    }
    client.unpaid = (ledger.payments.is_empty() && stage.is_open()).then_some(position);
    let (funnel, stage_id) = cast.stage(offer.kind, stage);
    let manager = dice.chance(82).then(|| cast.manager(dice, client.market));
    OrderDraft {
        number: None,
        kind: offer.kind,
        funnel,
        stage: stage_id,
        stage_kind: stage,
        contact: ContactId(0),
        manager,
        offer: Some((cast.offers[position], offer.title.to_owned())),
        promo: None,
        currency: Currency::parse(currency(offer.market)).unwrap_or(Currency::EURO),
        comments: remarks::comments(dice, client.market.language(), stage, manager, created, now),
        tags: cast.tags(dice, client, stage, discount),
        origin: dice.weighted(&ORIGINS).to_owned(),
        source: dice.weighted(&SOURCES).map(str::to_owned),
        lines,
        discount,
        payments: ledger.payments,
        refunds: ledger.refunds,
        created_at: created,
    }
}

/// The offer: often once more the one that was left unpaid.
fn choose(dice: &mut Dice, client: &Client) -> (usize, &'static Offer) {
    if let Some(position) = client.unpaid.filter(|_| dice.chance(85)) {
        return (position, &OFFERS[position]);
    }
    let sold = || OFFERS.iter().enumerate().filter(|(_, o)| o.market == client.market);
    let mut left = dice.below(sold().map(|(_, o)| o.weight).sum());
    let chosen = sold().find(|(_, offer)| {
        left -= offer.weight;
        left < 0
    });
    chosen.unwrap_or((0, &OFFERS[0]))
}

/// Where the work stands after that long.
fn stage(dice: &mut Dice, age: i64) -> StageKind {
    use StageKind::{AwaitingPayment, Cancelled, Done, Error, InProgress, New, Refunded};
    let [new, awaiting, in_progress, done, cancelled, error, refunded] = match age / DAY {
        0..7 => [28, 27, 18, 18, 4, 4, 1],
        7..45 => [4, 13, 20, 49, 8, 3, 3],
        45..180 => [3, 5, 6, 67, 11, 2, 6],
        _ => [1, 1, 1, 78, 12, 1, 6],
    };
    dice.weighted(&[
        (new, New),
        (awaiting, AwaitingPayment),
        (in_progress, InProgress),
        (done, Done),
        (cancelled, Cancelled),
        (error, Error),
        (refunded, Refunded),
    ])
}

/// Where the work stands on something that costs nothing.
const fn free_stage(age: i64) -> StageKind {
    if age < 2 * DAY { StageKind::New } else { StageKind::Done }
}

/// The lines of an offer, or of its month `month`.
fn lines(offer: &Offer, created: Timestamp, month: i64) -> Vec<NewLine> {
    let from = created.plus_millis(month * MONTH);
    let line = |(item, amount): &(Item, i64)| {
        let (kind, title, access_days) = match item {
            Item::Product(p) => (LineKind::Product, PRODUCTS[*p].title, PRODUCTS[*p].access_days),
            Item::Other(kind, title) => (*kind, *title, 0),
        };
        let until = (access_days > 0).then(|| from.plus_millis(access_days * DAY));
        NewLine {
            kind,
            product: None,
            title: title.to_owned(),
            quantity: "1".into(),
            unit_price: None,
            amount: *amount,
            access: AccessSpan { from: Some(from), until },
        }
    };
    offer.lines.iter().map(line).collect()
}

fn sum(lines: &[NewLine]) -> i64 {
    lines.iter().map(|l| l.amount).sum()
}

fn discount(dice: &mut Dice, lines: &[NewLine]) -> i64 {
    let percent = dice.weighted(&[(84, 0), (7, 10), (4, 20), (2, 30), (2, 50), (1, 100)]);
    sum(lines) * percent / 100
}
