//! What a demo desk has before its first order: team, funnels, products, offers, tags. What is there already is used.

use super::{
    clients::{Client, Market},
    dice::Dice,
    shop::{Item, OFFERS, PRODUCTS, currency},
};
use domain::{
    Currency, OrderKind, Role, Slug, StageKind, Timestamp,
    funnel::Funnels,
    ids::{FunnelId, OfferId, ProductId, StageId, TagId, UserId},
};
use std::collections::HashMap;
use store::{
    Db, Result, StoreError,
    catalogue::{self, NewOffer, NewProduct},
    events::Actor,
    funnels::{self, NewStage},
    people::users::{self, NewUser},
};

/// The team. Nobody of it can sign in: nobody has a password.
const TEAM: [(&str, &str, Role); 4] = [
    ("Claire Fontaine", "claire.fontaine@example.org", Role::Manager),
    ("Оксана Ткаченко", "oksana.tkachenko@example.org", Role::Manager),
    ("James Whitfield", "james.whitfield@example.org", Role::Manager),
    ("Inès Caron", "ines.caron@example.org", Role::Viewer),
];

/// The funnel of subscriptions.
const CLUB: (&str, &str) = ("subscriptions", "Abonnements");
const CLUB_STAGES: [(&str, &str, StageKind); 5] = [
    ("trial", "Période d’essai", StageKind::New),
    ("active", "Actif", StageKind::InProgress),
    ("reminded", "Relance", StageKind::AwaitingPayment),
    ("ended", "Arrivé à terme", StageKind::Done),
    ("cancelled", "Résilié", StageKind::Cancelled),
];

const TAGS: [&str; 6] = ["VIP", "Entreprise", "Fidèle", "À rappeler", "Bourse", "Atelier d’été"];

/// Everything that demo orders name.
pub struct Cast {
    managers: Vec<UserId>,
    stages: HashMap<(bool, StageKind), (FunnelId, StageId)>,
    products: HashMap<&'static str, ProductId>,
    /// The offers, in the order of the shop.
    pub offers: Vec<OfferId>,
    tags: Vec<TagId>,
}

impl Cast {
    /// Finds or makes all of it.
    pub async fn ensure(db: &Db, now: Timestamp) -> Result<Self> {
        let known = users::list(db).await?;
        let mut tx = db.write().await?;
        let mut managers = Vec::new();
        for (name, email, role) in TEAM {
            let id = match known.iter().find(|u| u.email == email) {
                Some(user) => user.id,
                None => {
                    let new = NewUser { email, name, role, password_hash: None };
                    users::insert_in(&mut tx, &Actor::System, new, now).await?.id
                }
            };
            if role == Role::Manager {
                managers.push(id);
            }
        }
        let slug = |text: &str| Slug::parse(text).ok_or_else(|| StoreError::Corrupt(format!("slug {text}")));
        if !funnels::list_in(&mut tx).await?.0.iter().any(|f| f.slug.as_str() == CLUB.0) {
            let stages: Vec<NewStage> = CLUB_STAGES
                .into_iter()
                .map(|(code, name, kind)| {
                    Ok(NewStage { slug: slug(code)?, name: Some(name.into()), kind, stale_days: kind.stale_days() })
                })
                .collect::<Result<_>>()?;
            funnels::insert_in(&mut tx, &Actor::System, slug(CLUB.0)?, Some(CLUB.1), &stages, now).await?;
        }
        let stages = stages(&funnels::list_in(&mut tx).await?)?;
        let wanted: Vec<NewProduct> = PRODUCTS
            .iter()
            .map(|p| {
                Ok(NewProduct { slug: slug(p.slug)?, title: p.title.into(), kind: p.kind, published_at: Some(now) })
            })
            .collect::<Result<_>>()?;
        let product_ids = catalogue::ensure_products_in(&mut tx, &wanted, now).await?;
        let offers: Vec<NewOffer> = OFFERS
            .iter()
            .map(|offer| NewOffer {
                title: offer.title.into(),
                price: offer.lines.iter().map(|l| l.1).sum(),
                currency: Currency::parse(currency(offer.market)).unwrap_or(Currency::EURO),
                kind: offer.kind,
                funnel: stages.get(&(offer.kind == OrderKind::Subscription, StageKind::New)).map(|s| s.0),
                products: offer.lines.iter().filter_map(|l| product_of(&product_ids, l.0)).collect(),
                published_at: Some(now),
            })
            .collect();
        let offers = catalogue::ensure_offers_in(&mut tx, &offers, now).await?;
        let tags = catalogue::ensure_tags_in(&mut tx, &TAGS, now).await?;
        tx.commit().await?;
        let products = PRODUCTS.iter().map(|p| p.title).zip(product_ids).collect();
        Ok(Self { managers, stages, products, offers, tags })
    }

    /// The product of a line, by its title.
    pub fn product_of(&self, title: &str) -> Option<ProductId> {
        self.products.get(title).copied()
    }

    /// The stage of that kind in the funnel of orders of that kind.
    pub fn stage(&self, kind: OrderKind, stage: StageKind) -> (FunnelId, StageId) {
        let wanted = self.stages.get(&(kind == OrderKind::Subscription, stage));
        wanted.or_else(|| self.stages.get(&(false, stage))).copied().unwrap_or((FunnelId(0), StageId(0)))
    }

    /// Who looks after a client of that market.
    pub fn manager(&self, dice: &mut Dice, market: Market) -> UserId {
        let usual = match market {
            Market::France => 0,
            Market::Ukraine | Market::Poland => 1,
            Market::America | Market::Japan => 2,
        };
        self.managers[if dice.chance(80) { usual } else { dice.position(self.managers.len()) }]
    }

    /// The tags of an order.
    pub fn tags(&self, dice: &mut Dice, client: &Client, stage: StageKind, discount: i64) -> Vec<TagId> {
        let unpaid = matches!(stage, StageKind::AwaitingPayment | StageKind::Error);
        let wanted = [
            client.is_vip,
            client.is_company,
            client.orders > 2,
            unpaid && dice.chance(35),
            discount > 0 && dice.chance(30),
            dice.chance(3),
        ];
        self.tags.iter().zip(wanted).filter_map(|(tag, wanted)| wanted.then_some(*tag)).collect()
    }
}

fn product_of(ids: &[ProductId], item: Item) -> Option<ProductId> {
    match item {
        Item::Product(position) => ids.get(position).copied(),
        Item::Other(..) => None,
    }
}

/// The first stage of each kind, in the default funnel and in the one of subscriptions.
fn stages(funnels: &Funnels) -> Result<HashMap<(bool, StageKind), (FunnelId, StageId)>> {
    let default = funnels.default_funnel().ok_or(StoreError::NotFound)?;
    let club = funnels.0.iter().find(|f| f.slug.as_str() == CLUB.0);
    let mut found = HashMap::new();
    for (is_club, funnel) in [(false, Some(default)), (true, club)] {
        for stage in funnel.iter().flat_map(|f| &f.stages) {
            found.entry((is_club, stage.kind)).or_insert((stage.funnel, stage.id));
        }
    }
    if let Some(kind) = StageKind::ALL.into_iter().find(|kind| !found.contains_key(&(false, *kind))) {
        let missing = format!("the default funnel has no stage of the kind {}: demo orders need one", kind.code());
        return Err(StoreError::Setup(missing));
    }
    Ok(found)
}
