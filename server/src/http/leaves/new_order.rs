//! The form of a new order. Each of its buttons keeps what was typed; one makes the order.

use super::{asker, back, done, flash, text};
use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    format,
    order::new,
    routes::{self, NEW_ORDER},
};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    Listing, OrderNumber, StageKind, User,
    filter::{Pairs, encode_pairs},
    funnel::Sight,
    ids::OfferId,
    order::{
        IdempotencyKey, OrderCard, PaymentState,
        price::as_typed,
        subscription::{Period, RunBy},
    },
};
use store::{
    StoreError, drafts, funnels, ids,
    orders::{self, Making, create::FORM},
    shop,
};

/// `POST /new-order`: keeps the form, and makes the order where that is asked for.
pub async fn send(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(mut pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let deed = text(&pairs, "do").to_owned();
    let key = IdempotencyKey::parse(text(&pairs, "idempotency_key"));
    let generation = text(&pairs, "generation").parse().unwrap_or(0);
    pairs.retain(|(name, _)| !matches!(name.as_str(), "do" | "idempotency_key" | "generation"));
    let (db, now) = (&state.db, ids::now());
    match deed.as_str() {
        "discard" => {
            // A tab that was left open does not take away what was begun since.
            if drafts::find(db, user.id, FORM).await?.generation == generation {
                drafts::finish(db, user.id, FORM, now).await?;
            }
            return Ok(super::next::see_other(super::next::HOME));
        }
        "offer" => take_offer(&state, &boot, &mut pairs).await?,
        // A line or part more than the form had.
        "line" => pairs.extend(
            ["line_kind", "line_title", "line_quantity", "line_price"].map(|name| (name.into(), String::new())),
        ),
        "part" => pairs.extend(["part_date", "part_amount"].map(|name| (name.into(), String::new()))),
        _ => {}
    }
    let here = |errors: &[(&str, &str)], place: &str| {
        back(&state, &format!("{NEW_ORDER}{place}"), &flash::refusal(errors, &[]))
    };
    if deed != "create" {
        keep(&state, user, generation, &pairs).await?;
        let place = match deed.as_str() {
            "client" => "#client-title",
            "offer" | "line" => "#lines-title",
            "part" => "#terms-title",
            _ => "#summary-title",
        };
        return Ok(super::next::see_other(&format!("{NEW_ORDER}{place}")));
    }
    let Some(key) = key else { return Ok(here(&[("", "order_made")], "")) };
    let (sketch, wrong) = new::read::sketch(db, user, &boot, &pairs).await?;
    let told = if wrong.is_empty() {
        let surely_new = text(&pairs, "contact") == "new";
        let said = encode_pairs(pairs.iter().cloned());
        let making = Making { user: user.id, key, said, sketch, surely_new };
        match orders::create(db, &making).await {
            Ok(Ok(number)) => return Ok(done(&state, &routes::order(&number, &Listing::default()), "order_created")),
            Ok(Err(wrong)) => wrong,
            // This form made an order already, and was changed since: what is typed now is kept for another one.
            Err(StoreError::KeyReused) => {
                keep(&state, user, generation, &pairs).await?;
                return Ok(here(&[("", "order_made")], ""));
            }
            Err(StoreError::Money(_)) => vec![(String::new(), "amount_large")],
            Err(error) => return Err(error.into()),
        }
    } else {
        wrong
    };
    keep(&state, user, generation, &pairs).await?;
    let errors: Vec<(&str, &str)> = told.iter().map(|(field, code)| (field.as_str(), *code)).collect();
    Ok(here(&errors, ""))
}

/// Keeps what was typed; where the form was sent meanwhile, as the one that comes after it.
async fn keep(state: &AppState, user: &User, generation: i64, pairs: &Pairs) -> Result<(), Problem> {
    let (db, now) = (&state.db, ids::now());
    if !drafts::keep(db, user.id, FORM, generation, pairs, now).await? {
        let current = drafts::find(db, user.id, FORM).await?.generation;
        drafts::keep(db, user.id, FORM, current, pairs, now).await?;
    }
    Ok(())
}

/// Fills the form in from the offer that was chosen.
async fn take_offer(state: &AppState, boot: &Boot, pairs: &mut Pairs) -> Result<(), Problem> {
    let Ok(id) = text(pairs, "offer").parse() else { return Ok(()) };
    let offer = match shop::offer_of(&state.db, OfferId(id)).await {
        Ok(offer) => offer.terms,
        Err(StoreError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let products = shop::products(&state.db).await?;
    let titles: Vec<String> = offer
        .products
        .iter()
        .filter_map(|id| products.iter().find(|p| p.id == *id).map(|p| p.terms.title.clone()))
        .collect();
    let titles = if titles.is_empty() { vec![offer.title.clone()] } else { titles };
    let replaced = [
        "line_title",
        "line_quantity",
        "line_price",
        "currency",
        "kind",
        "period",
        "parts",
        "part_date",
        "part_amount",
    ];
    pairs.retain(|(name, _)| !replaced.contains(&name.as_str()));
    let price = format::decimal(boot.locale, &offer.price.decimal());
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    for (n, title) in titles.into_iter().enumerate() {
        put("line_title", title);
        put("line_quantity", "1".into());
        // The price is the offer's: it stands on its first product, the others come with it.
        put("line_price", if n == 0 { price.clone() } else { "0".into() });
    }
    put("currency", offer.price.currency.code().into());
    put("kind", offer.kind.code().into());
    put("period", offer.period.unwrap_or(Period::Month).code().into());
    if let Some(parts) = offer.parts {
        put("parts", parts.to_string());
    }
    let today = boot.zone.date_of(ids::now());
    if let Some(days) = offer.access_days.and_then(|days| u64::try_from(days).ok()) {
        pairs.retain(|(name, _)| name != "access_from" && name != "access_until");
        pairs.push(("access_from".into(), today.to_string()));
        if let Some(last) = today.checked_add_days(chrono::Days::new(days.saturating_sub(1))) {
            pairs.push(("access_until".into(), last.to_string()));
        }
    }
    if let Some(funnel) = offer.funnel {
        let all = funnels::list(&state.db).await?;
        let first = all.0.iter().find(|f| f.id == funnel).and_then(|f| {
            let stage = f.stages.iter().find(|s| s.kind == StageKind::New).or_else(|| f.stages.first())?;
            Some(format!("{}/{}", f.slug, stage.slug))
        });
        if let Some(place) = first {
            pairs.retain(|(name, _)| name != "stage");
            pairs.push(("stage".into(), place));
        }
    }
    Ok(())
}

/// `POST /orders/duplicate`: makes an order of the same client and lines, unpaid, in the first stage of its funnel.
pub async fn duplicate(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let number = OrderNumber::parse(text(&pairs, "number")).map_err(|_| StoreError::NotFound)?;
    let key = IdempotencyKey::parse(text(&pairs, "idempotency_key")).ok_or(StoreError::NotFound)?;
    let sight = Sight::Of(user.role);
    let card = orders::fetch(&state.db, &number, sight).await?;
    let form = as_form(&card, &boot);
    let (sketch, mut wrong) = new::read::sketch(&state.db, user, &boot, &form).await?;
    let said = encode_pairs(form.iter().cloned());
    // Amounts that no form takes are left for somebody to look at.
    let whole = card.lines.iter().all(|line| line.amount >= 0);
    if wrong.is_empty() && whole {
        let making = Making { user: user.id, key, said, sketch, surely_new: false };
        match orders::create(&state.db, &making).await? {
            Ok(number) => return Ok(done(&state, &routes::order(&number, &Listing::default()), "order_created")),
            Err(refused) => wrong = refused,
        }
    }
    // What cannot be made as it is stands in the form, to be corrected; unless another one is under way there.
    let draft = drafts::find(&state.db, user.id, FORM).await?;
    if !draft.pairs.is_empty() {
        return Ok(done(&state, &routes::order(&number, &Listing::default()), "draft_under_way"));
    }
    drafts::keep(&state.db, user.id, FORM, draft.generation, &form, ids::now()).await?;
    let errors: Vec<(&str, &str)> = wrong.iter().map(|(field, code)| (field.as_str(), *code)).collect();
    Ok(back(&state, NEW_ORDER, &flash::refusal(&errors, &[])))
}

/// What somebody would have typed to make this order.
fn as_form(card: &OrderCard, boot: &Boot) -> Pairs {
    let order = &card.order;
    let mut form: Pairs = Vec::new();
    let mut put = |name: &str, value: String| form.push((name.to_owned(), value));
    let amount = |minor: i64| format::decimal(boot.locale, &order.money(minor).decimal());
    put("contact", order.contact.id.to_string());
    put("offer", order.offer_id.map_or_else(String::new, |id| id.to_string()));
    put("currency", order.currency.code().into());
    // Of a subscription the charges that came later are not ordered again.
    let first = card.lines.iter().take(if card.subscription.is_some() { 1 } else { usize::MAX });
    for line in first.filter(|line| line.amount >= 0) {
        let local = |text: String| format::decimal(boot.locale, &text);
        let typed = as_typed(line, order.currency).map(|(quantity, price)| (local(quantity), local(price)));
        let (quantity, price) = typed.unwrap_or_else(|| ("1".into(), amount(line.amount)));
        put("line_kind", line.kind.code().into());
        put("line_title", line.title.clone());
        put("line_quantity", quantity);
        put("line_price", price);
    }
    match &order.promo {
        // What a code takes off it takes off only as often as it may.
        Some(code) => put("promo", code.clone()),
        None if order.discount > 0 && card.subscription.is_none() => put("discount", amount(order.discount)),
        None => {}
    }
    put("kind", order.kind.code().into());
    put("run_by", card.subscription.as_ref().map_or(RunBy::Desk, |s| s.run_by).code().into());
    put("period", card.subscription.as_ref().map_or(Period::Month, |s| s.period).code().into());
    let parts = card.payments.iter().filter(|p| p.due_at.is_some() && p.state != PaymentState::Voided).count();
    put("parts", parts.max(2).to_string());
    put("manager", order.manager.as_ref().map_or_else(|| "none".to_owned(), |m| m.id.to_string()));
    let first = card.choices.stages.iter().find(|s| s.kind == StageKind::New).or_else(|| card.choices.stages.first());
    put("stage", first.map_or_else(String::new, |s| format!("{}/{}", order.funnel.slug, s.slug)));
    put("tags", order.tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", "));
    form
}
