//! A small desk in memory for the laws: two funnels, contacts in three scripts, and orders made of drafts.

#[allow(dead_code, reason = "only some of the tests write ledgers")]
pub mod books;

use domain::{
    Contact, Funnel, Order, OrderNumber, Slug, Stage, StageKind,
    funnel::{FunnelAccess, Funnels},
    ids::{ContactId, FunnelId, OfferId, OrderId, ProductId, StageId, TagId, UserId},
    order::{NewOrder, UserLabel},
    testing::{self, Cast, Dice},
};

fn slug(text: &str) -> Slug {
    Slug::of(text).unwrap()
}

fn funnel(id: i64, name: &str, kinds: &[StageKind]) -> Funnel {
    let stages = kinds.iter().zip(1..).map(|(kind, n)| Stage {
        id: StageId(id * 10 + n),
        funnel: FunnelId(id),
        slug: slug(kind.code()),
        name: None,
        kind: *kind,
        colour: None,
        wip_limit: None,
        stale_days: None,
        was: None,
    });
    Funnel {
        id: FunnelId(id),
        slug: slug(name),
        name: None,
        is_default: id == 1,
        access: FunnelAccess::default(),
        stages: stages.collect(),
    }
}

/// Two funnels that share slugs of stages, eight contacts, three managers, four products, three tags.
pub fn cast() -> Cast {
    use StageKind::{AwaitingPayment, Cancelled, Done, New};
    let mut dice = Dice::new(7);
    let contacts: Vec<Contact> = (1..9).map(|id| dice.roll(&testing::contact(ContactId(id)))).collect();
    let titles = ["Atelier photo", "Курс кераміки", "Zen", "1952 Alpine"];
    Cast {
        funnels: Funnels(vec![
            funnel(1, "standard", &StageKind::ALL),
            funnel(2, "Школа", &[New, AwaitingPayment, Done, Cancelled]),
        ]),
        contacts,
        managers: (1..4).map(|id| UserLabel { id: UserId(id), name: format!("Manager {id}") }).collect(),
        products: titles.into_iter().zip(1..).map(|(t, id)| (ProductId(id), slug(t), t.to_owned())).collect(),
        tags: ["vip", "подарунок", "retour"].into_iter().zip(1..).map(|(t, id)| (TagId(id), slug(t))).collect(),
        offers: vec![(OfferId(1), "Printemps".to_owned())],
    }
}

/// The order that a desk keeps of a new order.
pub fn order_of(new: &NewOrder, cast: &Cast) -> Order {
    let id = OrderId(domain::ids::floor(new.created_at));
    testing::kept(new, cast, id, OrderNumber::parse("1001").unwrap(), new.created_at)
}
