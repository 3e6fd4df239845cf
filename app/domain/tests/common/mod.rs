//! A small desk in memory for the laws: two funnels, contacts in three scripts, and orders made of drafts.

use domain::{
    Contact, Funnel, Order, Slug, Stage, StageKind,
    funnel::Funnels,
    ids::{ContactId, FunnelId, OfferId, OrderId, ProductId, StageId, TagId, UserId},
    order::{FunnelLabel, NewOrder, ProductLabel, StageLabel, TagLabel, UserLabel},
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
        stale_days: None,
    });
    Funnel { id: FunnelId(id), slug: slug(name), name: None, is_default: id == 1, stages: stages.collect() }
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
        managers: vec![UserId(1), UserId(2), UserId(3)],
        products: titles.into_iter().zip(1..).map(|(t, id)| (ProductId(id), slug(t), t.to_owned())).collect(),
        tags: ["vip", "подарунок", "retour"].into_iter().zip(1..).map(|(t, id)| (TagId(id), slug(t))).collect(),
        offers: vec![(OfferId(1), "Printemps".to_owned())],
    }
}

/// The order that a desk keeps of a new order.
pub fn order_of(new: &NewOrder, cast: &Cast) -> Order {
    let figures = new.figures();
    let (funnel, stage) = cast.funnels.stage(new.stage).unwrap();
    let product = |id| cast.products.iter().find(|p| Some(p.0) == id).map(|p| p.1.clone());
    let products = new.lines.iter().filter(|l| l.kind == domain::order::LineKind::Product);
    let tags = new.tags.iter().filter_map(|id| cast.tags.iter().find(|t| t.0 == *id));
    Order {
        id: OrderId(domain::ids::floor(new.created_at)),
        version: 1,
        number: domain::OrderNumber::parse("1001").unwrap(),
        kind: new.kind,
        funnel: FunnelLabel::from(funnel),
        stage: StageLabel::from(stage),
        contact: cast.contacts.iter().find(|c| c.id == new.contact).cloned().unwrap(),
        manager: new.manager.map(|id| UserLabel { id, name: String::new() }),
        offer: new.offer.as_ref().map(|o| o.1.clone()),
        currency: new.currency,
        subtotal: figures.subtotal,
        discount: new.discount,
        total: figures.total,
        paid: figures.paid,
        refunded: figures.refunded,
        due: figures.due,
        payment: figures.payment,
        payment_method: None,
        paid_at: new.payments.iter().filter_map(|p| p.paid_at).max(),
        next_due_at: None,
        products: products.map(|l| ProductLabel { slug: product(l.product), title: l.title.clone() }).collect(),
        tags: tags.map(|t| TagLabel { slug: t.1.clone(), name: t.1.to_string() }).collect(),
        pinned_comment: None,
        comments: 0,
        origin: new.origin.clone(),
        source: new.source.clone(),
        access_until: None,
        created_at: new.created_at,
        updated_at: new.created_at,
        stage_entered_at: new.created_at,
        archived_at: None,
    }
}
