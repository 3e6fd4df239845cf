//! Colleagues who are named in comments: told once, no more than they may see, and until they have seen it.

use super::{
    TestDb,
    changes::key,
    random::{Desk, seed},
    sight::hide,
};
use domain::{
    Order, Role,
    funnel::Sight,
    ids::{CommentId, UserId},
    order::{
        mention::ToldSheet,
        talk::{Remark, RemarkRefusal},
    },
    time::DAY,
};
use store::{
    Sql, ids, mentions,
    orders::{self, Ask},
};

const ANA: UserId = UserId(2);
const MARC: UserId = UserId(3);

async fn call(test: &TestDb, user: UserId, name: &'static str, role: &'static str) {
    let mut tx = test.write().await;
    let values = [user.0.into(), name.into(), role.into()];
    tx.execute(Sql::with("update users set name = $2, role = $3 where id = $1", values)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn said(test: &TestDb, n: usize, order: &Order, who: i64, remark: &Remark) -> Result<(), RemarkRefusal> {
    let ask = Ask { user: UserId(who), key: key(n), said: format!("{remark:?}"), order: order.id, seen: None };
    orders::say(&test.db, &ask, remark).await.unwrap()
}

fn write(body: &str, to: Option<UserId>) -> Remark {
    Remark::Write { body: body.into(), pin: false, to }
}

async fn told(test: &TestDb, user: UserId, role: Role) -> ToldSheet {
    mentions::list(&test.db, user, role, None).await.unwrap()
}

async fn unseen(test: &TestDb, user: UserId, role: Role) -> i64 {
    let mut tx = test.db.read().await.unwrap();
    mentions::unseen_in(&mut tx, user, role).await.unwrap()
}

pub async fn who_is_named_in_a_comment_is_told_until_they_have_seen_it(test: TestDb) {
    let desk = Desk::random(&test, seed(601), 8).await;
    call(&test, ANA, "Ana Silva", "manager").await;
    call(&test, MARC, "Marc", "manager").await;
    let (order, other) = (&desk.orders[0], &desk.orders[1]);
    assert_eq!(said(&test, 1, order, 1, &write("@Ana, tu vois ?", None)).await, Ok(()));
    assert_eq!(said(&test, 1, order, 1, &write("@Ana, tu vois ?", None)).await, Ok(()), "the same form twice");
    assert_eq!(said(&test, 2, other, 1, &write("et ici", Some(ANA))).await, Ok(()));
    let sheet = told(&test, ANA, Role::Manager).await;
    assert_eq!((sheet.told.len(), sheet.unseen, sheet.older), (2, 2, None));
    let newest = &sheet.told[0];
    assert_eq!((&newest.order, newest.comment.body.as_str(), newest.seen), (&other.number, "@Ana Silva et ici", false));
    assert_eq!(newest.client, other.contact.display_name());
    assert_eq!(newest.comment.author.as_ref().map(|a| a.id), Some(UserId(1)));
    assert_eq!(told(&test, MARC, Role::Manager).await, ToldSheet::default());
    // The page of the order says whom it names.
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    let comment = card.comments.iter().find(|c| c.body == "@Ana, tu vois ?").unwrap();
    assert_eq!(comment.mentions.iter().map(|m| (m.user, m.seen)).collect::<Vec<_>>(), [(ANA, false)]);
    assert!(card.choices.team.iter().any(|user| user.id == ANA));
    mentions::see(&test.db, ANA, Some(&order.number), ids::now()).await.unwrap();
    assert_eq!(unseen(&test, ANA, Role::Manager).await, 1);
    // Another text names others; whoever has seen it stays so, whoever is no longer named is told nothing.
    let edit = |body: &str| Remark::Edit { comment: comment.id, body: body.into(), to: None };
    assert_eq!(said(&test, 3, order, 1, &edit("@ana silva et @Marc")).await, Ok(()));
    let (ana, marc) = (told(&test, ANA, Role::Manager).await, told(&test, MARC, Role::Manager).await);
    assert_eq!(ana.told.iter().map(|t| t.seen).collect::<Vec<_>>(), [true, false], "named anew, it stands first");
    assert_eq!((marc.unseen, marc.told[0].comment.mentions[0].written.as_str()), (1, "Marc"));
    assert_eq!(said(&test, 4, order, 1, &edit("plus personne")).await, Ok(()));
    assert_eq!((told(&test, ANA, Role::Manager).await.told.len(), unseen(&test, MARC, Role::Manager).await), (1, 0));
    // Who answers has seen it.
    assert_eq!(said(&test, 5, other, ANA.0, &write("oui", None)).await, Ok(()));
    assert_eq!(unseen(&test, ANA, Role::Manager).await, 0);
    // All at once, and once more.
    assert_eq!(said(&test, 6, order, 1, &write("@Ana @Marc", None)).await, Ok(()));
    for _ in 0..2 {
        mentions::see(&test.db, ANA, None, ids::now()).await.unwrap();
    }
    assert_eq!((unseen(&test, ANA, Role::Manager).await, unseen(&test, MARC, Role::Manager).await), (0, 1));
}

pub async fn a_mention_shows_no_more_than_the_order_would(test: TestDb) {
    let desk = Desk::random(&test, seed(602), 60).await;
    call(&test, ANA, "Ana", "manager").await;
    call(&test, MARC, "Marc", "owner").await;
    let hidden = desk.orders.iter().find(|o| o.funnel.slug.as_str() == "school").unwrap();
    let open = desk.orders.iter().find(|o| o.funnel.slug.as_str() == "standard").unwrap();
    for (n, order) in [(1, hidden), (2, open)] {
        assert_eq!(said(&test, n, order, 1, &write("@Ana @Marc", None)).await, Ok(()));
    }
    assert_eq!(unseen(&test, ANA, Role::Manager).await, 2);
    hide(&test, "school").await;
    let sheet = told(&test, ANA, Role::Manager).await;
    assert_eq!((sheet.told.len(), sheet.unseen), (1, 1));
    assert_eq!(sheet.told[0].order, open.number);
    assert_eq!(unseen(&test, ANA, Role::Manager).await, 1);
    assert_eq!((told(&test, MARC, Role::Owner).await.told.len(), unseen(&test, MARC, Role::Owner).await), (2, 2));
    // Who does not see the order is not told, and cannot be chosen.
    assert_eq!(said(&test, 3, hidden, MARC.0, &write("@Ana ?", None)).await, Ok(()));
    assert_eq!(said(&test, 4, hidden, MARC.0, &write("psst", Some(ANA))).await, Err(RemarkRefusal::Nobody));
    let card = orders::fetch(&test.db, &hidden.number, Sight::Everything).await.unwrap();
    assert!(card.choices.team.iter().all(|user| user.id != ANA));
    assert!(card.comments.iter().any(|c| c.body == "@Ana ?" && c.mentions.is_empty()));
    // Who has left is not told either.
    let mut tx = test.write().await;
    tx.execute(Sql::with("update users set disabled_at = 1 where id = $1", [ANA.0.into()])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(said(&test, 5, open, 1, &write("encore", Some(ANA))).await, Err(RemarkRefusal::Nobody));
}

pub async fn mentions_are_paged_without_a_gap(test: TestDb) {
    let desk = Desk::random(&test, seed(603), 4).await;
    // A hundred and twenty, several of one instant.
    let mut tx = test.write().await;
    let order = desk.orders[0].id;
    for n in 1..=120_i64 {
        let values = [(1_000_000 + n).into(), order.0.into(), (n / 7 * DAY).into()];
        let comment =
            "insert into comments (id, order_id, author_id, body, pinned, written_at) values ($1, $2, 1, '@x', 0, $3)";
        tx.execute(Sql::with(comment, values.clone())).await.unwrap();
        let mention = "insert into mentions (user_id, comment_id, order_id, written, at) values (2, $1, $2, 'x', $3)";
        tx.execute(Sql::with(mention, values)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut walked, mut behind) = (Vec::new(), None);
    loop {
        let sheet = mentions::list(&test.db, ANA, Role::Manager, behind).await.unwrap();
        assert_eq!(sheet.unseen, mentions::COUNTED);
        walked.extend(sheet.told.iter().map(|told| told.comment.id));
        match sheet.older {
            Some(older) => behind = Some(older),
            None => break,
        }
    }
    let wanted: Vec<CommentId> = (1..=120).rev().map(|n| CommentId(1_000_000 + n)).collect();
    assert_eq!(walked, wanted);
}
