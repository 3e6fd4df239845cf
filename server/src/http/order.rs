//! What the forms on an order's page do: entries of its ledger, and what is said about it.
//!
//! Every answer leads back to the page. What changes money is looked over first: the flash then carries the form once
//! more, and the page shows the money before and after. A refused form comes back as it was typed.

use super::{flash, next, problem::Problem, session::back};
use crate::AppState;
use app::{
    context::{Boot, Flash},
    i18n::Words,
    order::events as told,
    orders::request,
};
use axum::{Extension, Form, extract::State, http::HeaderMap, http::StatusCode, response::Response};
use domain::{
    Order, User,
    filter::Pairs,
    funnel::Sight,
    ids::{CommentId, OrderId, UserId},
    order::{
        IdempotencyKey,
        access::AccessChange,
        ledger::Entry,
        ledger_form::Reader,
        new_form::read_price,
        price::{PriceRefusal, PromoTurn},
        talk::{Remark, RemarkRefusal},
        touch::NewTouch,
    },
    promo::PromoRefusal,
};
use store::{
    StoreError, events, ids,
    orders::{self, Ask},
    promos,
};

/// How many changes of others are told of: the newest say where the order stands.
const TOLD: usize = 5;

/// `POST /orders/ledger`: an entry of a ledger.
pub async fn ledger(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let asked = Asked::of(&state, &boot, &headers, pairs, "ledger").await?;
    let entry = match Entry::from_pairs(&asked.pairs, &asked.reader(&boot)) {
        Ok(entry) => entry,
        Err(errors) => return asked.refused(&state, &errors).await,
    };
    let confirmed = !asked.text("confirmed").is_empty();
    if !confirmed {
        if asked.ask.seen != Some(asked.order.version) {
            return asked.not_done(&state, &boot, StoreError::Conflict).await;
        }
        return match orders::try_ledger(&state.db, asked.order.id, &entry).await? {
            Ok(()) => asked.said(&state, "ledger_review").await,
            Err(refusal) => asked.refused(&state, &[refusal.code()]).await,
        };
    }
    match orders::write_ledger(&state.db, &asked.ask, &entry).await {
        Ok(Ok(())) => Ok(asked.done(&state, &format!("ledger_{}", asked.text("what")))),
        Ok(Err(refusal)) => asked.refused(&state, &[refusal.code()]).await,
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

/// `POST /orders/comment`: something that is said about an order.
pub async fn comment(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let mut asked = Asked::of(&state, &boot, &headers, pairs, "comments").await?;
    // Whatever else was changed meanwhile: a comment says the same.
    asked.ask.seen = None;
    let comment = asked.text("payment").parse().map(CommentId);
    // What names nobody who is there is refused, as somebody who is not.
    let to = Some(asked.text("to")).filter(|id| !id.is_empty()).map(|id| UserId(id.parse().unwrap_or_default()));
    let remark = match (asked.text("what"), comment) {
        ("write", _) => Remark::Write { body: asked.text("body").to_owned(), pin: !asked.text("pin").is_empty(), to },
        ("edit", Ok(comment)) => Remark::Edit { comment, body: asked.text("body").to_owned(), to },
        ("pin", Ok(comment)) => Remark::Pin { comment, pin: true },
        ("unpin", Ok(comment)) => Remark::Pin { comment, pin: false },
        _ => return asked.refused(&state, &[RemarkRefusal::Unknown.code()]).await,
    };
    match orders::say(&state.db, &asked.ask, &remark).await {
        Ok(Ok(())) => Ok(asked.done(&state, &format!("comment_{}", asked.text("what")))),
        Ok(Err(refusal)) => asked.refused(&state, &[refusal.code()]).await,
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

/// `POST /orders/price`: other lines, another discount; looked over first.
pub async fn price(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let mut asked = Asked::of(&state, &boot, &headers, pairs, "lines").await?;
    let code = asked.text("promo").to_owned();
    let promo = if code.is_empty() { None } else { promos::by_code(&state.db, &code).await? };
    let used = match &promo {
        Some(promo) => promos::used_by(&state.db, promo.id, asked.order.contact.id).await?,
        None => 0,
    };
    let take = |price| match &promo {
        Some(promo) => {
            let cut = promo.discount(price, asked.order.offer_id, used, ids::now())?;
            Ok((promo.terms.code.clone(), cut))
        }
        None => Err(PromoRefusal::Unknown),
    };
    let wanted = match read_price(&asked.pairs, &asked.order, &asked.reader(&boot), take) {
        Ok(wanted) => wanted,
        Err(wrong) => {
            let errors: Vec<(&str, &str)> = wrong.iter().map(|(field, code)| (field.as_str(), *code)).collect();
            return asked.refused(&state, &errors).await;
        }
    };
    if asked.text("confirmed").is_empty() {
        if asked.ask.seen != Some(asked.order.version) {
            return asked.not_done(&state, &boot, StoreError::Conflict).await;
        }
        return match orders::try_price(&state.db, asked.order.id, &wanted).await? {
            Ok(true) => {
                if let PromoTurn::On { code, cut } = &wanted.promo {
                    asked.pairs.retain(|(name, _)| name != "promo");
                    asked.pairs.extend([("promo".into(), code.clone()), ("promo_cut".into(), cut.to_string())]);
                }
                asked.said(&state, "price_review").await
            }
            Ok(false) => Ok(asked.done(&state, "price_same")),
            Err(refusal) => asked.refused(&state, &[refusal.code()]).await,
        };
    }
    // What was looked over is what is done.
    if let PromoTurn::On { cut, .. } = &wanted.promo
        && asked.text("promo_cut") != cut.to_string()
    {
        return asked.refused(&state, &[PriceRefusal::PromoChanged.code()]).await;
    }
    match orders::reprice(&state.db, &asked.ask, &wanted).await {
        Ok(Ok(())) => {
            let user = boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))?;
            let now = orders::by_ids(&state.db, &[asked.order.id], Sight::Of(user.role)).await?;
            // The price that it has already is no change.
            let same = now.first().is_some_and(|order| order.version == asked.order.version);
            Ok(asked.done(&state, if same { "price_same" } else { "price_price" }))
        }
        Ok(Err(refusal)) => asked.refused(&state, &[refusal.code()]).await,
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

/// `POST /orders/access`: opens, moves or closes access.
pub async fn access(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let asked = Asked::of(&state, &boot, &headers, pairs, "access").await?;
    let change = match AccessChange::from_pairs(&asked.pairs, &asked.reader(&boot)) {
        Ok(change) => change,
        Err(errors) => return asked.refused(&state, &errors).await,
    };
    match orders::access(&state.db, &asked.ask, &change).await {
        Ok(Ok(())) => Ok(asked.done(&state, &format!("access_{}", asked.text("what")))),
        Ok(Err(refusal)) => asked.refused(&state, &[refusal.code()]).await,
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

/// `POST /orders/touch`: writes down a talk with the client.
pub async fn touch(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let mut asked = Asked::of(&state, &boot, &headers, pairs, "touches").await?;
    // Whatever else was changed meanwhile: the client was talked with all the same.
    asked.ask.seen = None;
    let new = match NewTouch::from_pairs(&asked.pairs, &asked.reader(&boot)) {
        Ok(new) => new,
        Err(errors) => return asked.refused(&state, &errors).await,
    };
    match orders::touch(&state.db, &asked.ask, &new).await {
        Ok(()) => Ok(asked.done(&state, "touch_touch")),
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

/// A form that was sent about an order which is there, by somebody who sees it.
pub(super) struct Asked {
    pub(super) ask: Ask,
    pub(super) order: Order,
    pub(super) pairs: Pairs,
    home: String,
}

impl Asked {
    pub(super) async fn of(
        state: &AppState,
        boot: &Boot,
        headers: &HeaderMap,
        pairs: Pairs,
        part: &str,
    ) -> Result<Self, Problem> {
        let user: &User = boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))?;
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        let bad = Problem(StatusCode::BAD_REQUEST);
        let key = IdempotencyKey::parse(text("idempotency_key")).ok_or(bad)?;
        let (id, seen) = text("order").split_once(':').ok_or(bad)?;
        let (id, seen) = (id.parse().map(OrderId).map_err(|_| bad)?, seen.parse::<i64>().map_err(|_| bad)?);
        let found = orders::by_ids(&state.db, &[id], Sight::Of(user.role)).await?;
        let order = found.into_iter().next().ok_or(StoreError::NotFound)?;
        // What the page adds to a form does not tell two requests apart.
        let said = pairs.iter().filter(|(name, _)| !matches!(name.as_str(), "idempotency_key" | "confirmed" | "order"));
        let said = domain::filter::encode_pairs(said.cloned());
        let page = app::routes::order(&order.number, &domain::Listing::default());
        let home = next::referring(headers).filter(|path| path.split('?').next() == Some(page.as_str()));
        let home = format!("{}#{part}", home.unwrap_or(page));
        let ask = Ask { user: user.id, key, said, order: id, seen: Some(seen) };
        Ok(Self { ask, order, pairs, home })
    }

    pub(super) fn reader<'a>(&self, boot: &'a Boot) -> Reader<'a> {
        Reader { currency: self.order.currency, locale: boot.locale, zone: &boot.zone, now: ids::now() }
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Leads back to the page, which says once what was done.
    pub(super) fn done(&self, state: &AppState, notice: &str) -> Response {
        back(state, &self.home, &Flash { notice: Some(notice.to_owned()), ..Flash::default() })
    }

    /// The same, with what was typed.
    async fn said(&self, state: &AppState, notice: &str) -> Result<Response, Problem> {
        let said = flash::refused(&state.db, self.ask.user, &[], &self.pairs, Some(notice)).await?;
        Ok(back(state, &self.home, &said))
    }

    pub(super) async fn refused(&self, state: &AppState, errors: &[(&str, &str)]) -> Result<Response, Problem> {
        let said = flash::refused(&state.db, self.ask.user, errors, &self.pairs, None).await?;
        Ok(back(state, &self.home, &said))
    }

    pub(super) async fn not_done(&self, state: &AppState, boot: &Boot, error: StoreError) -> Result<Response, Problem> {
        match error {
            StoreError::Conflict => {
                let seen = self.ask.seen.unwrap_or(i64::MAX);
                let (done, named) = events::since(&state.db, self.order.id, seen, request::sight(boot)).await?;
                let words = Words(boot.locale);
                let lines = done.iter().take(TOLD).map(|event| told::line(words, boot, event, &named));
                let theirs = lines.map(|line| ("theirs".to_owned(), line));
                let mut pairs = self.pairs.clone();
                pairs.extend(theirs);
                let said = flash::refused(&state.db, self.ask.user, &[("", "order_changed")], &pairs, None).await?;
                Ok(back(state, &self.home, &said))
            }
            StoreError::KeyReused => self.refused(state, &[("", "key_reused")]).await,
            StoreError::Money(_) => self.refused(state, &[("", "amount_large")]).await,
            error => Err(error.into()),
        }
    }
}
