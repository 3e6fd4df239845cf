//! News: the client reads what the server wrote.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Order,
    ids::OrderId,
    live::{News, Seq},
    testing,
};
use proptest::{collection::vec, prelude::*};

mod common;
use common::{cast, order_of};

fn orders() -> impl Strategy<Value = Order> {
    let cast = cast();
    testing::draft(&cast).prop_map(move |draft| order_of(&draft.check().unwrap(), &cast))
}

proptest! {
    #[test]
    fn news_are_read_as_they_were_written(
        seq in any::<i64>(), orders in vec(orders(), 0..4), gone in vec(any::<i64>(), 0..4), labels in any::<bool>(),
    ) {
        let news = News { seq: Seq(seq), orders, gone: gone.into_iter().map(OrderId).collect(), labels };
        let text = serde_json::to_string(&news).unwrap();
        prop_assert!(!text.contains(['\n', '\r']), "a message is one line");
        prop_assert_eq!(serde_json::from_str::<News>(&text).unwrap(), news);
    }

    #[test]
    fn a_number_is_read_as_it_was_written(seq in any::<i64>()) {
        prop_assert_eq!(Seq(seq).to_string().parse::<Seq>(), Ok(Seq(seq)));
    }
}

#[test]
fn news_are_empty_when_they_tell_nothing_but_the_number() {
    let seq = Seq(5);
    assert!(News { seq, ..News::default() }.is_empty());
    assert!(!News { seq, gone: vec![OrderId(1)], ..News::default() }.is_empty());
    assert!(!News { seq, labels: true, ..News::default() }.is_empty());
    assert_eq!(serde_json::to_string(&News { seq, ..News::default() }).unwrap(), r#"{"seq":5,"orders":[],"gone":[]}"#);
    assert!("".parse::<Seq>().is_err() && "5 ".parse::<Seq>().is_err());
}
