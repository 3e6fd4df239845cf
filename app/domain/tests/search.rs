//! Search finds contacts in any script and orders by number; the text and the needles fold alike.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Contact,
    ids::ContactId,
    search::{self, fold, matches, needles, text_of},
    testing,
};
use proptest::prelude::*;

fn named(first: &str, last: &str) -> Contact {
    Contact {
        id: ContactId(1),
        first_name: first.into(),
        last_name: last.into(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
        country: String::new(),
    }
}

fn finds(query: &str, contact: &Contact) -> bool {
    matches(&text_of("10482", contact), &needles(query))
}

#[test]
fn case_marks_and_apostrophes_do_not_count() {
    for (query, first, last) in [
        ("київ", "", "Київ"),
        ("КИЇВ", "", "київ"),
        ("oeillets", "", "Œillets"),
        ("strasse", "", "Straße"),
        ("lodz", "", "Łódź"),
        ("ŁÓDŹ", "", "lodz"),
        ("d'arc", "Jeanne", "d’Arc"),
        ("d´arc", "Jeanne", "dʼArc"),
        ("dʼarc", "Jeanne", "d'Arc"),
        ("element", "", "Éléments"),
        ("istanbul", "", "İstanbul"),
        ("nguyen", "", "Nguyễn"),
        ("fi", "ﬁona", ""),
        ("anne-marie", "Anne‑Marie", ""),
    ] {
        assert!(finds(query, &named(first, last)), "{query:?} finds {first} {last}");
    }
}

#[test]
fn short_terms_are_beginnings_of_words_and_longer_ones_stand_anywhere() {
    let contact = named("Олена", "Шевченко");
    assert!(finds("о", &contact) && finds("ше", &contact));
    assert!(!finds("е", &contact) && !finds("ев", &contact));
    assert!(finds("евч", &contact) && finds("шев оле", &contact));
    assert!(!finds("олег", &contact));
}

#[test]
fn a_phone_is_found_however_its_digits_are_separated() {
    let contact = Contact { phone: "+33 1 46 62 75 55".into(), ..named("A", "B") };
    for query in ["+33146627555", "33 1 4662 7555", "(146) 62-75.55", "46627555", "1 46 62 75 55"] {
        assert!(finds(query, &contact), "{query}");
    }
    assert!(!finds("46 62 75 56", &contact));
}

#[test]
fn an_empty_search_finds_everybody() {
    for query in ["", "   ", "\t\n", "\u{301}"] {
        assert_eq!(needles(query), Vec::<String>::new());
    }
}

proptest! {
    #[test]
    fn an_order_is_found_by_its_whole_number(number in testing::number(), contact in testing::contact(ContactId(1))) {
        let text = text_of(number.as_str(), &contact);
        prop_assert!(matches(&text, &needles(number.as_str())), "{number} in {text:?}");
        prop_assert!(matches(&text, &needles(&number.as_str().to_uppercase())));
    }

    #[test]
    fn a_contact_is_found_by_every_name_and_address(contact in testing::contact(ContactId(1))) {
        let name = contact.display_name();
        for query in [name.as_str(), &contact.first_name, &contact.last_name, &contact.company, &contact.email, &contact.phone] {
            prop_assert!(finds(query, &contact), "{query:?}");
            prop_assert!(finds(&query.to_uppercase(), &contact), "{query:?} in capitals");
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn every_needle_has_three_characters_for_the_trigram_index(query in "\\PC{0,40}|[a-zа-я ]{0,20}") {
        prop_assert!(needles(&query).iter().all(|n| n.chars().count() >= 3));
    }

    #[test]
    fn a_longer_search_finds_no_more(contact in testing::contact(ContactId(1)), word in "[a-zа-яії]{1,4}", more in "[a-zа-яії]{1,4}") {
        let both = format!("{word} {more}");
        prop_assert!(!finds(&both, &contact) || (finds(&word, &contact) && finds(&more, &contact)));
    }
}

#[test]
fn searches_that_name_a_person_are_told_from_the_others() {
    for personal in [
        "anna@example.org",
        "anna@",
        "@example.org",
        "Анна@приклад.укр",
        "+33 1 46",
        "+380",
        "0445550199",
        "067123",
        "06 12 98 76",
        "(212) 555-7818",
        "146627555",
        "２１２.５５５.７８１８",
    ] {
        assert!(search::is_personal(personal), "{personal}");
    }
    for ordinary in
        ["", "anna", "10482", "#1001", "CA-2012-124891", "київ квіти", "te-77/b", "@", "+", "12 34", "20241"]
    {
        assert!(!search::is_personal(ordinary), "{ordinary}");
    }
}
