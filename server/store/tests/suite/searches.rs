//! Searches that name a person: kept for one user, for a while, and opened by nobody else.

use super::{TestDb, random::cast};
use domain::{
    OrderFilter, Timestamp,
    filter::SearchToken,
    ids::UserId,
    testing::{Dice, NOW},
    time::DAY,
};
use store::searches;

fn linked(token: &SearchToken) -> OrderFilter {
    OrderFilter { kept_search: Some(token.clone()), ..OrderFilter::default() }
}

pub async fn a_kept_search_is_opened_by_its_user_alone_and_for_thirty_days(test: TestDb) {
    cast(&test, &mut Dice::new(1)).await;
    let (anna, ben) = (UserId(1), UserId(2));
    let token = searches::keep(&test.db, anna, " anna@example.org ", NOW).await.unwrap();
    assert!(!token.as_str().contains("anna"));
    let open = async |user, now| searches::open(&test.db, user, linked(&token), now).await.unwrap();
    let opened = open(anna, NOW).await;
    assert_eq!((opened.search.as_str(), opened.kept_search), ("anna@example.org", None));
    let last = Timestamp(NOW.0 + searches::KEPT);
    assert_eq!(open(anna, last).await.search, "anna@example.org");
    // Somebody else, a day too late, a token that was never given: the token stays, and so nothing passes.
    assert_eq!(open(ben, NOW).await, linked(&token));
    assert_eq!(open(anna, Timestamp(last.0 + 1)).await, linked(&token));
    let strange = linked(&SearchToken::parse("0123456789abcdef").unwrap());
    assert_eq!(searches::open(&test.db, anna, strange.clone(), NOW).await.unwrap(), strange);
    assert_eq!(searches::open(&test.db, anna, OrderFilter::default(), NOW).await.unwrap(), OrderFilter::default());
    // The next search sweeps what is too old.
    searches::keep(&test.db, ben, "+33 1 46", Timestamp(last.0 + DAY)).await.unwrap();
    assert_eq!(test.texts("select text from searches").await, ["+33 1 46"]);
}

pub async fn the_same_search_keeps_its_token(test: TestDb) {
    cast(&test, &mut Dice::new(1)).await;
    let keep = async |user, text| searches::keep(&test.db, UserId(user), text, NOW).await.unwrap();
    let first = keep(1, "anna@example.org").await;
    assert_eq!(keep(1, "anna@example.org").await, first);
    assert_ne!(keep(1, "anna@example.com").await, first);
    assert_ne!(keep(2, "anna@example.org").await, first);
}
