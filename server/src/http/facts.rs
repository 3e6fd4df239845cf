//! `POST /orders/facts`: whose an order is, where it came from and by which offer. Where several are known by what was typed,
//! one is chosen first.

use super::{order::Asked, problem::Problem};
use crate::AppState;
use app::{context::Boot, order::new::read::found};
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    Contact, User,
    filter::Pairs,
    funnel::Sight,
    ids::OfferId,
    order::{
        facts::{FactChange, FactRefusal},
        new_form::{Buyer, read_buyer},
        talk::RemarkRefusal,
    },
};
use store::{
    contacts,
    orders::{self, Stating},
    shop,
};

/// How many offers are chosen from.
const OFFERED: usize = 12;

/// Says something of an order.
pub async fn send(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let part = if pairs.iter().any(|(name, what)| name == "what" && what == "client") { "client" } else { "about" };
    let mut asked = Asked::of(&state, &boot, &headers, pairs, part).await?;
    let user = boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    let stating = match asked.text("what") {
        "source" => Ok(Stating::Known(FactChange::Source(Some(asked.text("source").to_owned())))),
        "client" => client(&state, &boot, user, &mut asked).await?,
        "offer" => offer(&state, &mut asked).await?,
        _ => Err(vec![RemarkRefusal::Unknown.code()]),
    };
    let stating = match stating {
        Ok(stating) => stating,
        Err(errors) => return asked.refused(&state, &errors).await,
    };
    match orders::state(&state.db, &asked.ask, &stating).await {
        Ok(Ok(())) => Ok(asked.done(&state, &format!("facts_{}", asked.text("what")))),
        Ok(Err(refusal)) => {
            if refusal == FactRefusal::ClientExists {
                let (email, phone) = (asked.text("email"), asked.text("phone"));
                let same = contacts::same(&state.db, email, phone, Sight::Of(user.role)).await?;
                offer_clients(&mut asked, &same);
            }
            asked.refused(&state, &[refusal.code()]).await
        }
        Err(error) => asked.not_done(&state, &boot, error).await,
    }
}

type Read = Result<Stating, Vec<(&'static str, &'static str)>>;

/// The client who was chosen, is found or is new.
async fn client(state: &AppState, boot: &Boot, user: &User, asked: &mut Asked) -> Result<Read, Problem> {
    let sight = Sight::Of(user.role);
    match read_buyer(&asked.pairs, &asked.reader(boot)) {
        Ok(Buyer::Known(id)) => Ok(match contacts::by_ids(&state.db, &[id], sight).await?.pop() {
            Some(client) => Ok(Stating::Known(FactChange::Client(Box::new(client)))),
            None => Err(vec![("", "client_gone")]),
        }),
        Ok(Buyer::New(person)) => Ok(Ok(Stating::NewClient { person, surely: asked.text("contact") == "new" })),
        Err(wrong) if wrong.iter().any(|(_, code)| *code != "client_missing") => {
            let known = |field: &str| ["email", "phone"].into_iter().find(|name| *name == field).unwrap_or_default();
            Ok(Err(wrong.iter().map(|(field, code)| (known(field), *code)).collect()))
        }
        Ok(Buyer::Nobody) | Err(_) => {
            let clients = found(&state.db, asked.text("client_q").trim(), sight).await?;
            offer_clients(asked, &clients);
            Ok(Err(vec![if clients.is_empty() { ("client_q", "client_unknown") } else { ("", "client_choose") }]))
        }
    }
}

fn offer_clients(asked: &mut Asked, clients: &[Contact]) {
    let options = clients.iter().map(|client| {
        let name = format!("{}:{} · {}", client.id, client.display_name(), client.detail());
        ("found".to_owned(), name.trim_end_matches(" · ").to_owned())
    });
    asked.pairs.extend(options);
}

/// The offer that was chosen, or has the name that was typed.
async fn offer(state: &AppState, asked: &mut Asked) -> Result<Read, Problem> {
    let typed = asked.text("offer_q").trim().to_lowercase();
    if let Ok(id) = asked.text("offer").parse() {
        return Ok(Ok(Stating::Offer(Some(OfferId(id)))));
    }
    if typed.is_empty() {
        return Ok(Ok(Stating::Offer(None)));
    }
    // What stands there already, though it may be sold no more.
    let same = asked.order.offer.as_ref().is_some_and(|title| title.to_lowercase() == typed);
    if let Some(id) = asked.order.offer_id.filter(|_| same) {
        return Ok(Ok(Stating::Offer(Some(id))));
    }
    let mut offers = shop::offers(&state.db).await?;
    offers.retain(|offer| offer.terms.published && offer.terms.title.to_lowercase().contains(&typed));
    let named: Vec<_> = offers.iter().filter(|offer| offer.terms.title.to_lowercase() == typed).collect();
    if let [only] = named.as_slice() {
        return Ok(Ok(Stating::Offer(Some(only.id))));
    }
    let options = offers.iter().take(OFFERED);
    asked.pairs.extend(options.map(|o| ("found_offer".to_owned(), format!("{}:{}", o.id, o.terms.title))));
    Ok(Err(vec![if offers.is_empty() { ("offer_q", "offer_unknown") } else { ("", "offer_choose") }]))
}
