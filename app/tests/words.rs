//! The words: every language complete and its own, typography, plural forms against CLDR, and what the build refuses.

use app::i18n::{Category, Words, category};
use domain::Locale;
use icu_locale_core::{Locale as Tag, locale};
use icu_plurals::{PluralCategory, PluralRules};

#[path = "../build/catalogue.rs"]
#[allow(dead_code, reason = "the tests read less of a catalogue than the build does")]
mod catalogue;

const FILES: [(&str, &str); 3] = [
    ("fr", include_str!("../locales/fr.ftl")),
    ("en", include_str!("../locales/en.ftl")),
    ("uk", include_str!("../locales/uk.ftl")),
];
const FIELDS: &str = concat!(include_str!("../locales/fields.ftl"), "\n", include_str!("../locales/card.ftl"));

/// The files with what is written side by side, as the build reads them.
fn files() -> [(&'static str, String); 3] {
    FILES.map(|(language, text)| (language, format!("{text}\n{}", catalogue::in_language(FIELDS, language))))
}

/// Written alike in French and English: names, and words that both languages share.
const SHARED_WITH_ENGLISH: [&str; 29] = [
    "mentions-title",
    "contacts-title",
    "channel-email",
    "sale-total",
    "stage-place",
    "colour-violet",
    "filter-client",
    "app-name",
    "nav-menu",
    "view-kanban",
    "export-xlsx",
    "export-csv",
    "columns-position",
    "filter-min",
    "filter-max",
    "pages",
    "column-total",
    "column-source",
    "column-email",
    "kind-standard",
    "method-paypal",
    "product-kind-consultation",
    "origin-import",
    "origin-api",
    "order-client",
    "order-total",
    "order-payment-date",
    "actor-import",
    "actor-api",
];

/// Without a Cyrillic letter in Ukrainian too.
const SHARED_WITH_UKRAINIAN: [&str; 11] = [
    "jump-amount",
    "jump-day",
    "app-name",
    "export-xlsx",
    "export-csv",
    "method-paypal",
    "origin-api",
    "actor-api",
    // What stands on the keys.
    "key-cap-enter",
    "key-cap-escape",
    "key-cap-shift",
];

fn refusals(fr: &str, en: &str, uk: &str) -> String {
    let sources = [("fr", fr.to_owned()), ("en", en.to_owned()), ("uk", uk.to_owned())];
    catalogue::read(&sources).err().unwrap_or_default().join("\n")
}

#[test]
fn plural_forms_are_those_of_cldr() {
    let large = [10_000, 99_999, 100_000, 999_999, 1_000_000, 1_000_001, 2_000_000, 1_000_011, 5_000_021];
    let huge = [1_000_000_000, 1_000_000_000_000, 3_000_000_000_002, i64::MAX];
    let tags: [(Locale, Tag); 3] =
        [(Locale::Fr, locale!("fr")), (Locale::En, locale!("en")), (Locale::Uk, locale!("uk"))];
    for (locale, tag) in tags {
        let oracle = PluralRules::try_new_cardinal(tag.into()).expect("compiled data");
        for count in (0..=2000).chain(large).chain(huge) {
            let expected = match oracle.category_for(u64::try_from(count).expect("not negative")) {
                PluralCategory::One => Category::One,
                PluralCategory::Few => Category::Few,
                PluralCategory::Many => Category::Many,
                _ => Category::Other,
            };
            assert_eq!(category(locale, count), expected, "{locale:?} {count}");
            assert_eq!(category(locale, -count), expected, "{locale:?} -{count}");
        }
    }
}

#[test]
fn orders_are_counted_in_the_grammar_of_each_language() {
    let counted = |locale, count| Words(locale).orders_count(count);
    assert_eq!(counted(Locale::Fr, 0), "0\u{A0}commande");
    assert_eq!(counted(Locale::Fr, 1999), "1\u{202F}999\u{A0}commandes");
    assert_eq!(counted(Locale::Fr, 1_000_000), "1\u{202F}000\u{202F}000\u{A0}de commandes");
    assert_eq!(counted(Locale::En, 1), "1\u{A0}order");
    assert_eq!(counted(Locale::En, 1999), "1,999\u{A0}orders");
    assert_eq!(counted(Locale::Uk, 21), "21\u{A0}замовлення");
    assert_eq!(counted(Locale::Uk, 1005), "1\u{A0}005\u{A0}замовлень");
    assert_eq!(Words(Locale::Uk).comments_count(3), "3\u{A0}коментарі");
}

#[test]
fn variables_go_where_their_names_say() {
    let moved = |locale| Words(locale).event_moved("A", "B");
    assert_eq!(moved(Locale::En), "Status changed from “A” to “B”");
    assert_eq!(moved(Locale::Fr), "Statut changé\u{202F}: de «\u{A0}A\u{A0}» à «\u{A0}B\u{A0}»");
    assert_eq!(Words(Locale::Uk).totals_announce(2, "…"), "2\u{A0}замовлення. …");
}

#[test]
fn english_and_ukrainian_never_fall_back_to_french() {
    let mut fixed = 0;
    for key in Words::KEYS {
        let text = |locale| Words(locale).get(key);
        let (Some(fr), Some(en), Some(uk)) = (text(Locale::Fr), text(Locale::En), text(Locale::Uk)) else { continue };
        fixed += 1;
        assert_eq!(fr == en, SHARED_WITH_ENGLISH.contains(key), "{key}: “{fr}” in French, “{en}” in English");
        let cyrillic = uk.chars().any(|c| ('\u{400}'..='\u{4FF}').contains(&c));
        assert_eq!(cyrillic, !SHARED_WITH_UKRAINIAN.contains(key), "{key}: “{uk}”");
        assert!(!uk.contains(['ы', 'э', 'ъ', 'ё']), "{key}: “{uk}” has a letter that Ukrainian lacks");
    }
    assert!(fixed > 200);
}

#[test]
fn the_words_are_typeset() {
    for (language, source) in files() {
        for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let place = format!("{language}.ftl, line {}: {line}", number + 1);
            let text = line.split_once(" = ").map_or(line, |(_, text)| text);
            assert!(!text.contains('\''), "write ’ for the apostrophe in {place}");
            assert!(!text.contains("..."), "write … in {place}");
            assert!(!text.contains(['"', '„']), "write the quotes of the language in {place}");
            assert!(!text.contains("{ $count } "), "write U+00A0 after a number in {place}");
            assert_eq!(text.contains(['“', '”']), language == "en" && text.contains('“'), "other quotes in {place}");
            if language == "fr" {
                let loose = text.char_indices().filter(|(_, c)| matches!(c, ';' | ':' | '!' | '?'));
                for (at, _) in loose {
                    assert!(
                        text.get(..at).is_some_and(|t| t.ends_with('\u{202F}')),
                        "write U+202F before it in {place}"
                    );
                }
                assert_eq!(
                    text.matches('«').count(),
                    text.matches("«\u{A0}").count(),
                    "write U+00A0 after « in {place}"
                );
                assert_eq!(
                    text.matches('»').count(),
                    text.matches("\u{A0}»").count(),
                    "write U+00A0 before » in {place}"
                );
            }
        }
    }
}

#[test]
fn the_words_of_the_trade_are_the_agreed_ones() {
    let agreed = [
        ("nav-orders", "Commandes", "Orders", "Замовлення"),
        ("create-order", "Créer une commande", "Create an order", "Створити замовлення"),
        ("totals-received", "Encaissé", "Received", "Отримано"),
        ("payment-overpaid", "Trop-perçu", "Overpaid", "Переплата"),
        ("kind-instalments", "Paiement échelonné", "Instalments", "Оплата частинами"),
        ("undo", "Défaire", "Undo", "Відмінити дію"),
        ("back", "Retour", "Back", "Назад"),
    ];
    for (key, fr, en, uk) in agreed {
        for (locale, text) in [(Locale::Fr, fr), (Locale::En, en), (Locale::Uk, uk)] {
            assert_eq!(Words(locale).get(key), Some(text));
        }
    }
}

#[test]
fn a_key_missing_or_left_over_stops_the_build() {
    let said = refusals("a = A\nb = B\n", "a = A\nb = B\nc = C\n", "a = А\n");
    assert!(said.contains("uk.ftl: b: missing") && said.contains("en.ftl: c: not in fr.ftl"), "{said}");
}

#[test]
fn other_variables_than_the_source_stop_the_build() {
    let said = refusals("a = { $from }\n", "a = { $to }\n", "a = { $from }\n");
    assert!(said.contains("en.ftl: a: variables {\"to\"}, but {\"from\"} in fr.ftl"), "{said}");
}

#[test]
fn a_missing_or_foreign_plural_form_stops_the_build() {
    let plural = |forms: &str| format!("a = {{ $count ->\n{forms}\n}}\n");
    let (fr, en) = (plural(" [one] x\n [many] x\n *[other] x"), plural(" [one] x\n *[other] x"));
    let without_few = refusals(&fr, &en, &plural(" [one] x\n [many] x\n *[other] x"));
    assert_eq!(without_few, "uk.ftl: a: $count lacks the plural form [few]");
    let with_few = refusals(&fr, &plural(" [one] x\n [few] x\n *[other] x"), &fr);
    assert!(with_few.contains("en.ftl: a: $count has [few], which en does not use"), "{with_few}");
    let other_default = refusals(&plural(" *[one] x\n [many] x\n [other] x"), &en, &fr);
    assert!(other_default.contains("fr.ftl: a: the default form of $count must be *[other]"), "{other_default}");
}

#[test]
fn broken_syntax_and_unsupported_fluent_stop_the_build() {
    assert!(refusals("a = A\nb : B\n", "a = A\n", "a = А\n").contains("fr.ftl, line 2: "));
    assert!(refusals("a = { NUMBER($x) }\n", "a = A\n", "a = А\n").contains("fr.ftl: a: only { $variable }"));
    assert!(refusals("-t = T\n", "", "").contains("terms are not supported"));
    assert!(refusals("a = A\na = B\n", "a = A\n", "a = А\n").contains("fr.ftl: a: written twice"));
    assert!(refusals("match = A\n", "match = A\n", "match = А\n").contains("cannot be the name of a method"));
}
