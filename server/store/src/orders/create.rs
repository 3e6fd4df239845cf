//! Orders that somebody makes by hand: the client, the order with its plan, and the end of the form, in one transaction.
//!
//! The same form twice makes one order: what it made is kept under its key, and told again. Whatever changed since the form
//! was read (a promo code that was used up, a client who is there already) is decided under the lock of all writers.

use super::{
    apply::lock_in,
    change::{digest_of, sight_in},
    command_log, days,
    save::{Insert, insert_in},
};
use crate::{
    catalogue,
    contacts::{self, NewContact},
    db::{Db, Tx},
    drafts,
    error::{Result, StoreError},
    events::Actor,
    funnels, ids, mentions, promos,
    sql::Sql,
};
use domain::{
    OrderKind, OrderNumber, Timestamp, Zone,
    funnel::Sight,
    ids::{ContactId, OfferId, OrderId, PaymentId, ProductId, PromoId, UserId},
    order::{
        AccessSpan, IdempotencyKey, LineKind, NewLine, NewOrder, NewPayment, OrderDraft, PaymentKind, PaymentState,
        access::AccessRule,
        draft::{DraftError, NewComment},
        new_form::{Buyer, Person, Sketch, Wrong},
        subscription::{Subscription, SubscriptionState},
    },
    time::day_number,
};

/// The name of the form of a new order among the drafts.
pub const FORM: &str = "order";
/// The origin of orders that are made by hand.
const ORIGIN: &str = "manual";

const NUMBER: &str = "select number from orders where id = $1";
const OFFER: &str = "select title, access_rule from offers where id = $1";
const RULE: &str = "update orders set access_rule = $2 where id = $1";
const USER: &str = "select id from users where id = $1 and disabled_at is null";
const PRODUCT: &str = "select id from products where title = $1 order by id limit 1";
const RUNS: &str = "insert into subscriptions (order_id, period, amount, first_day, charges, next_at, state, run_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A new order that somebody asks for.
#[derive(Clone, Debug)]
pub struct Making {
    /// Who.
    pub user: UserId,
    /// Tells the request from every other one of this user.
    pub key: IdempotencyKey,
    /// What was filled in, as text: under one key it is always the same.
    pub said: String,
    /// What was understood of it.
    pub sketch: Sketch,
    /// Whether a new client is wanted even where one with this e-mail or phone is known.
    pub surely_new: bool,
}

/// Makes the order: its number, or the fields that are wrong.
pub async fn create(db: &Db, making: &Making) -> Result<std::result::Result<OrderNumber, Vec<Wrong>>> {
    let Making { user, key, said, sketch, surely_new } = making;
    let digest = digest_of(said);
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let mut progress = command_log::find_in(&mut tx, *user, key, &digest).await?;
    if progress.done {
        let (number,): (String,) = tx.one(Sql::with(NUMBER, [progress.after.into()])).await?;
        return OrderNumber::parse(&number).map(Ok).map_err(|_| StoreError::corrupt("number", &number));
    }
    let now = ids::now();
    let found = match found_in(&mut tx, *user, sketch, *surely_new, now).await? {
        Ok(found) => found,
        Err(wrong) => return Ok(Err(vec![wrong])),
    };
    let (zone, _) = days::zones_in(&mut tx).await?;
    let subscription = subscription(sketch, &zone, now);
    let rule = found.rule;
    let funnel = found.funnel.clone();
    let order = match order(sketch, *user, found, subscription.as_ref(), now) {
        Ok(order) => order,
        Err(error) => return Ok(Err(vec![wrong_of(error)])),
    };
    let insert = Insert { order, sequence: None, import_digest: None };
    let saved = insert_in(&mut tx, &Actor::User(*user), vec![insert]).await?;
    let saved = saved.into_iter().next().ok_or(StoreError::NotFound)?;
    if rule != AccessRule::default() {
        tx.execute(Sql::with(RULE, [saved.id.0.into(), rule.code().into()])).await?;
    }
    if let Some(runs) = subscription {
        run_in(&mut tx, saved.id, &runs).await?;
    }
    mentions::of_new_in(&mut tx, saved.id, *user, &funnel, now).await?;
    drafts::finish_in(&mut tx, *user, FORM, now).await?;
    (progress.done, progress.after, progress.outcome.changed) = (true, saved.id.0, 1);
    command_log::keep_in(&mut tx, *user, key, (&digest, ""), &progress, now).await?;
    tx.commit().await?;
    Ok(Ok(saved.number))
}

/// Writes down how an order goes on being charged.
pub(super) async fn run_in(tx: &mut Tx, order: OrderId, runs: &Subscription) -> Result<()> {
    let &Subscription { period, amount, first, charges, next_at, state, run_by } = runs;
    let values = [
        order.0.into(),
        period.code().into(),
        amount.into(),
        first.into(),
        charges.into(),
        next_at.0.into(),
        state.code().into(),
        run_by.code().into(),
    ];
    tx.execute(Sql::with(RUNS, values)).await?;
    Ok(())
}

/// What the desk knows of what the form names.
struct Found {
    contact: ContactId,
    offer: Option<(OfferId, String)>,
    /// What the offer says of access while a part is overdue.
    rule: AccessRule,
    promo: Option<(PromoId, String)>,
    funnel: domain::Funnel,
    stage: domain::Stage,
    products: Vec<Option<ProductId>>,
    tags: Vec<domain::ids::TagId>,
}

async fn found_in(
    tx: &mut Tx,
    user: UserId,
    sketch: &Sketch,
    surely_new: bool,
    now: Timestamp,
) -> Result<std::result::Result<Found, Wrong>> {
    let wrong = |field: &str, code: &'static str| Ok(Err((field.to_owned(), code)));
    let sight = sight_in(tx, user).await?;
    let funnels = funnels::list_in(tx).await?.seen_by(sight);
    let place = sketch.place.as_ref().and_then(|(funnel, stage)| {
        let funnel = funnels.0.iter().find(|f| f.slug == *funnel)?;
        Some((funnel.clone(), funnel.stages.iter().find(|s| s.slug == *stage)?.clone()))
    });
    let Some((funnel, stage)) = place else { return wrong("stage", "choice_unknown") };
    if let Some(manager) = sketch.manager
        && tx.optional::<(i64,)>(Sql::with(USER, [manager.0.into()])).await?.is_none()
    {
        return wrong("manager", "choice_unknown");
    }
    let mut rule = AccessRule::default();
    let offer = match sketch.offer {
        None => None,
        Some(id) => match offer_in(tx, id).await? {
            Some((title, follows)) => {
                rule = follows;
                Some((id, title))
            }
            None => return wrong("offer", "choice_unknown"),
        },
    };
    let contact = match &sketch.buyer {
        Buyer::Nobody => return wrong("contact", "client_missing"),
        Buyer::Known(id) => match contacts::known_in(tx, *id, sight).await? {
            Some(id) => id,
            None => return wrong("contact", "client_gone"),
        },
        Buyer::New(person) => match client_in(tx, person, surely_new, sight, now).await? {
            Some(id) => id,
            None => return wrong("contact", "client_exists"),
        },
    };
    let promo = match promos::by_code_in(tx, &sketch.promo).await? {
        _ if sketch.promo.is_empty() => None,
        None => return wrong("promo", "promo_unknown"),
        Some(promo) => {
            let used = promos::used_by_in(tx, promo.id, contact).await?;
            match promo.discount(sketch.money(sketch.subtotal), sketch.offer, used, now) {
                Ok(cut) if cut == sketch.promo_cut => Some((promo.id, promo.terms.code)),
                Ok(_) => return wrong("promo", "promo_changed"),
                Err(refusal) => return wrong("promo", refusal.code()),
            }
        }
    };
    let mut products = Vec::with_capacity(sketch.lines.len());
    for line in &sketch.lines {
        let row: Option<(i64,)> = tx.optional(Sql::with(PRODUCT, [line.title.as_str().into()])).await?;
        products.push(row.map(|(id,)| ProductId(id)));
    }
    let names: Vec<String> = sketch.tags.iter().cloned().map(String::from).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let tags = if names.is_empty() { Vec::new() } else { catalogue::ensure_tags_in(tx, &names, now).await? };
    Ok(Ok(Found { contact, offer, rule, promo, funnel, stage, products, tags }))
}

/// The title of an offer, and what it says of access while a part is overdue.
pub(super) async fn offer_in(tx: &mut Tx, id: OfferId) -> Result<Option<(String, AccessRule)>> {
    let found = tx.optional::<(String, String)>(Sql::with(OFFER, [id.0.into()])).await?;
    let Some((title, code)) = found else { return Ok(None) };
    let rule = AccessRule::parse(&code).ok_or_else(|| StoreError::corrupt("access rule", &code))?;
    Ok(Some((title, rule)))
}

/// Makes a client; none where one of this e-mail or phone is known already, unless it surely is somebody new. Whom the
/// reader may not know of is not there for them.
pub(super) async fn client_in(
    tx: &mut Tx,
    person: &Person,
    surely_new: bool,
    sight: Sight,
    now: Timestamp,
) -> Result<Option<ContactId>> {
    let same = contacts::same_in(tx, &person.email, &person.phone).await?;
    if !surely_new && !contacts::seen_in(tx, same, sight).await?.is_empty() {
        return Ok(None);
    }
    let Person { first_name, last_name, company, email, phone, country } = person.clone();
    let new = NewContact {
        origin: ORIGIN.into(),
        external_id: None,
        first_name,
        last_name,
        company,
        email,
        phone,
        country,
        language: None,
        created_at: now,
    };
    Ok(contacts::insert_in(tx, vec![new]).await?.into_iter().next())
}

/// How a subscription goes on after its first charge, which the order asks for.
fn subscription(sketch: &Sketch, zone: &Zone, now: Timestamp) -> Option<Subscription> {
    if sketch.kind != OrderKind::Subscription || sketch.total() <= 0 {
        return None;
    }
    let first_at = sketch.parts.first().map_or(now, |(at, _)| *at);
    let begun = Subscription {
        period: sketch.period,
        amount: sketch.total(),
        first: day_number(zone.date_of(first_at)),
        charges: 1,
        next_at: first_at,
        state: SubscriptionState::Active,
        run_by: sketch.run_by,
    };
    Some(begun.asked(zone))
}

fn order(
    sketch: &Sketch,
    user: UserId,
    found: Found,
    subscription: Option<&Subscription>,
    now: Timestamp,
) -> std::result::Result<NewOrder, DraftError> {
    let Found { contact, offer, rule: _, promo, funnel, stage, products, tags } = found;
    let lines = sketch.lines.iter().zip(products).map(|(line, product)| NewLine {
        kind: line.kind,
        product,
        title: line.title.clone(),
        quantity: line.quantity.clone(),
        unit_price: Some(line.unit_price.clone()),
        amount: line.amount,
        access: match line.kind {
            LineKind::Product => AccessSpan { from: sketch.access.0, until: sketch.access.1 },
            LineKind::Shipping | LineKind::Fee | LineKind::Tax => AccessSpan::default(),
        },
    });
    let comment = (!sketch.comment.is_empty()).then(|| NewComment {
        author: Some(user),
        body: sketch.comment.clone(),
        at: now,
        pinned: false,
    });
    OrderDraft {
        number: None,
        kind: sketch.kind,
        funnel: funnel.id,
        stage: stage.id,
        stage_kind: stage.kind,
        contact,
        manager: sketch.manager,
        offer,
        promo,
        currency: sketch.currency,
        lines: lines.collect(),
        discount: sketch.discount,
        payments: payments(sketch, subscription),
        refunds: Vec::new(),
        comments: comment.into_iter().collect(),
        tags,
        origin: ORIGIN.to_owned(),
        source: Some(sketch.source.clone()).filter(|source| !source.is_empty()),
        created_at: now,
    }
    .check()
}

/// The plan, and what was paid of it already.
fn payments(sketch: &Sketch, subscription: Option<&Subscription>) -> Vec<NewPayment> {
    let entry = |amount: i64, kind: PaymentKind, due_at: Option<Timestamp>, paid: bool| {
        let (at, method) = sketch.paid.clone().filter(|_| paid).map_or((None, None), |(at, how)| (Some(at), how));
        let state = if paid { PaymentState::Succeeded } else { PaymentState::Planned };
        NewPayment { id: PaymentId(ids::next()), amount, kind, state, method, due_at, paid_at: at }
    };
    let is_paid = sketch.paid.is_some();
    let mut payments = Vec::new();
    if sketch.kind == OrderKind::Standard && is_paid {
        payments.push(entry(sketch.total(), PaymentKind::Manual, None, true));
    } else {
        let parts = sketch.parts.iter().enumerate();
        payments.extend(
            parts.map(|(n, (at, amount))| entry(*amount, PaymentKind::Scheduled, Some(*at), n == 0 && is_paid)),
        );
    }
    if let Some(runs) = subscription.filter(|runs| runs.state == SubscriptionState::Active) {
        payments.push(entry(runs.amount, PaymentKind::Scheduled, Some(runs.next_at), false));
    }
    payments.retain(|payment| payment.amount > 0);
    payments
}

fn wrong_of(error: DraftError) -> Wrong {
    match error {
        DraftError::NoLines => ("line_title0".into(), "lines_none"),
        DraftError::Figures(domain::order::figures::FiguresError::NegativeTotal) => {
            ("discount".into(), "discount_over")
        }
        DraftError::Figures(_) => ("line_price0".into(), "amount_large"),
        DraftError::Date | DraftError::Payment | DraftError::Refund => (String::new(), "amount_large"),
    }
}
