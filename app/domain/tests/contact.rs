//! Contacts: what their form says is what is known, two that are one lose nothing, and the links of their list are stable.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Locale, Slug,
    contact::{ContactFacts, ContactQuery, TAGS_MAX},
    filter::Pairs,
    ids::OrderId,
};
use proptest::prelude::*;

fn form(pairs: &[(&str, &str)]) -> Pairs {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn tags(facts: &ContactFacts) -> Vec<String> {
    facts.tags.iter().map(|tag| tag.label().name).collect()
}

#[test]
fn a_form_says_everything_that_is_known() {
    let facts = ContactFacts::read(&form(&[
        ("first_name", " Олена "),
        ("last_name", "Коваль"),
        ("messengers", "Telegram @olena"),
        ("country", "UA"),
        ("language", "uk"),
        ("notes", "a\r\nb"),
        ("tags", "VIP, , vip,  Grand   compte ,подарунок"),
    ]))
    .unwrap();
    assert_eq!((facts.first_name.as_str(), facts.country.as_str(), facts.notes.as_str()), ("Олена", "UA", "a\nb"));
    assert_eq!((facts.messengers.as_str(), facts.language), ("Telegram @olena", Some(Locale::Uk)));
    assert_eq!(tags(&facts), ["Grand compte", "VIP", "подарунок"], "by slug, each once");
    let many = (0..=TAGS_MAX).map(|n| format!("t{n}")).collect::<Vec<_>>().join(",");
    for (typed, code) in [("?!", "tag_name"), (&*"x".repeat(41), "tag_name"), (&many, "tags_many")] {
        assert_eq!(ContactFacts::read(&form(&[("last_name", "x"), ("tags", typed)])), Err(vec![("tags", code)]));
    }
}

#[test]
fn what_differs_is_named_and_two_that_are_one_lose_nothing() {
    let facts = |more: &[(&str, &str)]| {
        let mut pairs = form(more);
        pairs.push(("last_name".into(), "Roux".into()));
        ContactFacts::read(&pairs).unwrap()
    };
    let (one, other) = (facts(&[("tags", "vip")]), facts(&[("tags", "VIP, club"), ("language", "en"), ("notes", "n")]));
    assert_eq!(one.differing(&facts(&[("tags", "VIP")])), Vec::<String>::new(), "a tag is its slug");
    assert_eq!(one.differing(&other), ["language", "notes", "tags"]);
    let both = one.clone().filled(&other);
    assert_eq!((tags(&both), both.language), (vec!["club".to_owned(), "vip".to_owned()], Some(Locale::En)));
    assert_eq!(both.clone().filled(&other).differing(&both), ["notes"], "notes of both are kept");
}

proptest! {
    #[test]
    fn a_link_of_the_list_says_what_was_asked(search in "[a-zà-ÿ +&=%#]{0,12}", tag in prop::option::of("[a-z-]{1,8}"), after in prop::option::of(1_i64..)) {
        let query = ContactQuery {
            search: search.trim().to_owned(),
            kept: None,
            tag: tag.as_deref().and_then(Slug::parse),
            after: after.map(OrderId),
        };
        let link = query.to_query();
        prop_assert_eq!(&ContactQuery::from_query(&link), &query, "{}", link);
        prop_assert_eq!(ContactQuery::from_query(&link).to_query(), link);
    }
}
