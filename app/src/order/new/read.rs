//! What the form of a new order is read from: what was typed, what was understood, and what may be chosen. Server only.

use super::Sheet;
use crate::context::Boot;
use domain::{
    Contact, Funnels, User,
    filter::Pairs,
    funnel::Sight,
    ids::ContactId,
    order::{
        ledger_form::Reader,
        new_form::{self, Buyer, Sketch, Wrong},
    },
    promo::PromoRefusal,
};
use store::{Db, contacts, directory, promos, shop, suggest};

/// How many clients are offered.
const OFFERED: usize = 8;

/// What was understood of a form, and what is wrong with it.
pub async fn sketch(db: &Db, user: &User, boot: &Boot, pairs: &Pairs) -> store::Result<(Sketch, Vec<Wrong>)> {
    let now = store::ids::now();
    let reader = Reader { currency: boot.currency, locale: boot.locale, zone: &boot.zone, now };
    let code = text(pairs, "promo");
    let promo = if code.is_empty() { None } else { promos::by_code(db, code).await? };
    let client = text(pairs, "contact").parse().ok().map(ContactId);
    let client = contacts::by_ids(db, client.as_slice(), Sight::Of(user.role)).await?.first().map(|client| client.id);
    let used = match (&promo, client) {
        (Some(promo), Some(client)) => promos::used_by(db, promo.id, client).await?,
        _ => 0,
    };
    Ok(new_form::read(pairs, &reader, |price, offer| match &promo {
        Some(promo) => promo.discount(price, offer, used, now),
        None => Err(PromoRefusal::Unknown),
    }))
}

/// Everything that the page shows.
pub async fn sheet(db: &Db, user: &User, boot: &Boot, pairs: Pairs, generation: i64) -> store::Result<Sheet> {
    let part = part(db, user, boot, pairs, generation).await?;
    let (managers, tags) = directory::choices(db).await?;
    let offers = shop::offers(db).await?.into_iter().filter(|offer| offer.terms.published).collect();
    let products = shop::products(db).await?.into_iter().filter(|p| p.terms.published).map(|p| p.terms.title).collect();
    let funnels = store::funnels::list(db).await?.seen_by(Sight::Of(user.role));
    Ok(Sheet { funnels, managers, tags, offers, products, ..part })
}

/// The clients who are known by a text: an e-mail, a phone, a part of a name.
pub async fn found(db: &Db, asked: &str, sight: Sight) -> store::Result<Vec<Contact>> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut clients = contacts::same(db, asked, asked, sight).await?;
    let found = suggest::find(db, Some(suggest::Field::Client), asked, sight).await?;
    let ids: Vec<ContactId> = found.iter().filter_map(|s| s.code.parse().ok().map(ContactId)).collect();
    clients.extend(contacts::by_ids(db, &ids, sight).await?);
    let mut seen = std::collections::BTreeSet::new();
    clients.retain(|client| seen.insert(client.id));
    clients.truncate(OFFERED);
    Ok(clients)
}

/// What is shown beside the form while somebody types: nothing that may be chosen, but for clients.
pub async fn part(db: &Db, user: &User, boot: &Boot, pairs: Pairs, generation: i64) -> store::Result<Sheet> {
    let (sketch, wrong) = sketch(db, user, boot, &pairs).await?;
    let sight = Sight::Of(user.role);
    let mut clients = contacts::same(db, text(&pairs, "email"), text(&pairs, "phone"), sight).await?;
    clients.extend(found(db, text(&pairs, "client_q"), sight).await?);
    let mut seen = std::collections::BTreeSet::new();
    clients.retain(|client| seen.insert(client.id));
    clients.truncate(OFFERED);
    let chosen = match &sketch.buyer {
        Buyer::Known(id) => contacts::by_ids(db, &[*id], sight).await?.into_iter().next(),
        Buyer::Nobody | Buyer::New(_) => None,
    };
    Ok(Sheet {
        generation,
        pairs,
        sketch,
        wrong,
        clients,
        chosen,
        funnels: Funnels::default(),
        managers: Vec::new(),
        tags: Vec::new(),
        offers: Vec::new(),
        products: Vec::new(),
    })
}

fn text<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}
