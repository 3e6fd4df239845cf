//! Random desks: what is written to the database, and the same orders in memory as the oracle.

use super::TestDb;
use domain::{
    Order, Slug, StageKind, Timestamp,
    ids::{ContactId, OfferId, OrderId, ProductId, TagId, UserId},
    order::{NewOrder, TagLabel, UserLabel, change::Known, transition},
    testing::{self, Cast, Dice},
    testing_changes,
};
use proptest::{prelude::*, sample::Index};
use std::collections::{HashMap, HashSet};
use store::{
    Sql, Tx, Value,
    events::Actor,
    funnels::{self, NewStage},
    orders::{self, Applied, Insert},
};

/// A desk in the database and in memory.
pub struct Desk {
    /// What orders and filters name.
    pub cast: Cast,
    /// Every order as it must be now.
    pub orders: Vec<Order>,
    /// What they were made of, in the same order.
    pub made: Vec<NewOrder>,
    /// The dice that go on rolling.
    pub dice: Dice,
    /// What every order still owes again of its refunds, minor units.
    pub owed_again: HashMap<OrderId, i64>,
    /// The funnels, people and tags of the desk, with the tags that changes have made.
    pub known: Known,
}

/// The seed of a test; `COMPTOIR_TEST_SEED` sets another one. Printed, so that a failure can be had again.
pub fn seed(default: u64) -> u64 {
    let seed = std::env::var("COMPTOIR_TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(default);
    println!("seed {seed}");
    seed
}

/// Writes people, products, tags and a second and third funnel.
pub async fn cast(test: &TestDb, dice: &mut Dice) -> Cast {
    let mut tx = test.write().await;
    let now = testing::NOW;
    for (name, kinds) in [
        ("school", &[StageKind::New, StageKind::AwaitingPayment, StageKind::Done, StageKind::Cancelled][..]),
        ("Клуб", &[StageKind::InProgress, StageKind::InProgress, StageKind::Done, StageKind::Refunded][..]),
    ] {
        let stage = |(kind, n): (&StageKind, u32)| NewStage {
            slug: Slug::of(kind.code()).unwrap().numbered(n),
            name: Some(format!("{name} {n}")),
            kind: *kind,
            stale_days: kind.stale_days().map(|days| days * i64::from(n)),
        };
        let stages: Vec<NewStage> = kinds.iter().zip(1..).map(stage).collect();
        funnels::insert_in(&mut tx, &Actor::System, Slug::of(name).unwrap(), Some(name), &stages, now).await.unwrap();
    }
    let contacts: Vec<_> = (1..=40).map(|id| dice.roll(&testing::contact(ContactId(id)))).collect();
    for c in &contacts {
        let texts =
            [&c.first_name, &c.last_name, &c.company, &c.email, &c.phone, &c.country].map(|t| t.as_str().into());
        insert(
            &mut tx,
            "insert into contacts (id, first_name, last_name, company, email, phone, country, origin, \
            name_key, messengers, notes, created_at, updated_at, version) \
            values ($1, $2, $3, $4, $5, $6, $7, 'test', '', '', '', 0, 0, 1)",
            c.id.0,
            texts,
        )
        .await;
    }
    let managers: Vec<UserLabel> =
        (1..=5).map(|id| UserLabel { id: UserId(id), name: format!("Manager {id}") }).collect();
    for m in &managers {
        let email = format!("m{}@example.org", m.id);
        let texts = [email.as_str().into(), m.name.as_str().into()];
        insert(
            &mut tx,
            "insert into users (id, email, email_key, name, role, theme, created_at, updated_at, version) \
            values ($1, $2, $2, $3, 'manager', 'auto', 0, 0, 1)",
            m.id.0,
            texts,
        )
        .await;
    }
    let titles =
        ["Atelier photo", "Курс кераміки", "Zen", "1952 Alpine", "10 lessons", "2 lessons", "Éclair", "Яблуко"];
    let products: Vec<_> =
        titles.into_iter().zip(1..).map(|(t, id)| (ProductId(id), Slug::of(t).unwrap(), t.to_owned())).collect();
    for (id, slug, title) in &products {
        let texts = [slug.as_str().into(), title.as_str().into()];
        insert(
            &mut tx,
            "insert into products (id, slug, title, title_key, kind, created_at, updated_at, version) \
            values ($1, $2, $3, '', 'course', 0, 0, 1)",
            id.0,
            texts,
        )
        .await;
    }
    let tags: Vec<_> = ["vip", "подарунок", "retour", "zed", "a1"]
        .into_iter()
        .zip(1..)
        .map(|(t, id)| (TagId(id), Slug::of(t).unwrap()))
        .collect();
    for (id, slug) in &tags {
        insert(
            &mut tx,
            "insert into tags (id, slug, name, created_at) values ($1, $2, $2, 0)",
            id.0,
            [slug.as_str().into()],
        )
        .await;
    }
    let offers = vec![(OfferId(1), "Printemps".to_owned()), (OfferId(2), "Осінь".to_owned())];
    for (id, title) in &offers {
        insert(
            &mut tx,
            "insert into offers (id, title, price, currency, kind, created_at, updated_at, version) \
            values ($1, $2, 100, 'EUR', 'standard', 0, 0, 1)",
            id.0,
            [title.as_str().into()],
        )
        .await;
    }
    let funnels = funnels::list_in(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    Cast { funnels, contacts, managers, products, tags, offers }
}

/// What the desk knows when nothing was changed yet.
fn known(cast: &Cast) -> Known {
    let label = |slug: &Slug| TagLabel { slug: slug.clone(), name: slug.to_string() };
    Known {
        funnels: cast.funnels.clone(),
        users: cast.managers.iter().map(|m| (m.id, m.clone())).collect(),
        tags: cast.tags.iter().map(|(_, slug)| (slug.clone(), label(slug))).collect(),
    }
}

async fn insert<const N: usize>(tx: &mut Tx, sql: &'static str, id: i64, texts: [Value; N]) {
    tx.execute(Sql::with(sql, [Value::from(id)].into_iter().chain(texts))).await.unwrap();
}

impl Desk {
    /// A desk of `n` orders, some with numbers of their own.
    pub async fn random(test: &TestDb, seed: u64, n: usize) -> Self {
        let mut dice = Dice::new(seed);
        let cast = cast(test, &mut dice).await;
        let known = known(&cast);
        let mut desk = Self { cast, orders: vec![], made: vec![], dice, owed_again: HashMap::new(), known };
        let (draft, number) = (testing::draft(&desk.cast), proptest::option::weighted(0.3, testing::number()));
        let mut seen = HashSet::new();
        let mut rest = n;
        while rest > 0 {
            let batch = rest.min(1 + desk.dice.roll(&(0..60_usize)));
            let news: Vec<NewOrder> = (0..batch)
                .map(|_| {
                    let number = desk.dice.roll(&number).filter(|n| n.as_str().len() > 5 && seen.insert(n.clone()));
                    let draft = desk.dice.roll(&draft);
                    domain::order::OrderDraft { number, ..draft }.check().unwrap()
                })
                .collect();
            desk.add(test, news).await;
            rest -= batch;
        }
        desk
    }

    /// Writes new orders, in the database and in memory.
    pub async fn add(&mut self, test: &TestDb, news: Vec<NewOrder>) {
        let mut tx = test.write().await;
        let inserts =
            news.iter().map(|order| Insert { order: order.clone(), sequence: None, import_digest: None }).collect();
        let saved = orders::insert_in(&mut tx, &Actor::System, inserts).await.unwrap();
        let ids: Vec<i64> = saved.iter().map(|s| s.id.0).collect();
        let mut sql = Sql::new("select id, updated_at from orders where id in (");
        sql.bind_list(ids).push(")");
        let written: HashMap<i64, i64> = tx.all::<(i64, i64)>(sql).await.unwrap().into_iter().collect();
        tx.commit().await.unwrap();
        for (new, saved) in news.into_iter().zip(saved) {
            let now = Timestamp(written[&saved.id.0]);
            self.owed_again.insert(saved.id, new.refunds.iter().filter(|r| r.still_owed).map(|r| r.amount).sum());
            self.orders.push(testing::kept(&new, &self.cast, saved.id, saved.number, now));
            self.made.push(new);
        }
        testing::pair(&mut self.orders);
    }

    /// Does random changes, and checks each answer against the domain's.
    pub async fn shake(&mut self, test: &TestDb, times: usize) {
        let actions = testing_changes::action(&self.cast);
        for _ in 0..times {
            let (which, action) = self.dice.roll(&(any::<Index>(), &actions));
            let at = which.index(self.orders.len());
            let old = &self.orders[at];
            let Ok(command) = action.resolve(old, &self.known) else { continue };
            let user = self.cast.managers[0].id;
            let applied = orders::apply(&test.db, user, old.id, old.version, &command).await;
            let told = transition::apply(old, &command, self.owed_again[&old.id], Timestamp(0));
            match (applied, told) {
                (Ok(Applied::Changed(now)), Ok(Some(_))) => {
                    let again = transition::apply(old, &command, self.owed_again[&old.id], now.updated_at);
                    assert_eq!(again.unwrap().unwrap().0, *now);
                    self.known.tags.extend(now.tags.iter().map(|t| (t.slug.clone(), t.clone())));
                    self.orders[at] = *now;
                    testing::pair(&mut self.orders);
                }
                (Ok(Applied::Already), Ok(None)) => {}
                (Err(store::StoreError::Refused(a)), Err(b)) => assert_eq!(a, b),
                (applied, told) => panic!("{command:?} did {applied:?} where the domain says {told:?}"),
            }
        }
    }
}
