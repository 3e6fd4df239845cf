//! Ways to a client: links that say what was to be said and nothing else, and messengers as people write them down.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::reach::{Letter, Link, Way, links};
use proptest::prelude::*;

fn found(email: &str, phone: &str, messengers: &str) -> Vec<(Way, String)> {
    links(email, phone, messengers, None).into_iter().map(|Link { way, href }| (way, href)).collect()
}

/// What a link says behind a name, as whoever opens it reads it.
fn said(href: &str, name: &str) -> Option<String> {
    let (_, query) = href.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent_encoding::percent_decode_str(value).decode_utf8().unwrap().into_owned())
}

#[test]
fn a_number_is_a_way_to_a_messenger_only_with_its_country() {
    let ways = |phone: &str| found("", phone, "").into_iter().map(|(_, href)| href).collect::<Vec<_>>();
    assert_eq!(ways("+380 (50) 123-45-67"), ["tel:+380501234567", "sms:+380501234567", "https://wa.me/380501234567"]);
    assert_eq!(ways("0033 1 46 62 75 55"), ["tel:0033146627555", "sms:0033146627555", "https://wa.me/33146627555"]);
    assert_eq!(ways("06 12 34 56 78"), ["tel:0612345678", "sms:0612345678"]);
    assert_eq!(ways("—"), Vec::<String>::new());
}

#[test]
fn messengers_are_read_as_people_write_them() {
    for (written, wanted) in [
        ("Telegram @olena_k", vec!["https://t.me/olena_k"]),
        ("@olena_k", vec!["https://t.me/olena_k"]),
        ("tg: olena_k; Viber", vec!["https://t.me/olena_k", "viber://chat?number=%2B380501234567"]),
        ("https://t.me/olena_k?start=1", vec!["https://t.me/olena_k"]),
        ("Telegram", vec!["https://t.me/+380501234567"]),
        ("WhatsApp +33 6 11 22 33 44", vec!["https://wa.me/33611223344"]),
        ("wa.me/33611223344", vec!["https://wa.me/33611223344"]),
        ("Signal, signal", vec!["https://signal.me/#p/+380501234567"]),
        ("https://www.facebook.com/olena.koval", vec!["https://m.me/olena.koval"]),
        ("Instagram: @olena.art", vec!["https://ig.me/m/olena.art"]),
        ("Instagram", vec![]),
        (
            "вайбер +380 67 000 00 00\nTelegram @ol",
            vec!["viber://chat?number=%2B380670000000", "https://t.me/+380501234567"],
        ),
        ("Skype olena, le soir", vec![]),
        ("Telegram @<script>", vec!["https://t.me/+380501234567"]),
        ("Télégramme, signalement", vec![]),
    ] {
        let all = found("", "+380 50 123 45 67", written);
        let own: Vec<&str> = all.iter().skip(3).map(|(_, href)| href.as_str()).collect();
        assert_eq!(own, wanted, "{written:?}");
    }
    assert_eq!(found("", "", "Viber, WhatsApp"), [], "no number, no way");
}

proptest! {
    #[test]
    fn a_link_says_the_text_and_holds_nothing_that_breaks_it(
        subject in any::<String>(), body in any::<String>(), local in "[a-z&?#%+=é]{1,12}",
    ) {
        let letter = Letter { subject: subject.clone(), body: body.clone() };
        let email = format!("{local}@example.org");
        let all = links(&email, "+380501234567", "Telegram @olena, Viber", Some(&letter));
        let mail = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r\n");
        for Link { way, href } in &all {
            prop_assert!(href.is_ascii() && !href.contains([' ', '"', '<', '>', '\r', '\n', '\'']), "{}", href);
            let name = match way { Way::Email | Way::Sms => "body", _ => "text" };
            prop_assert_eq!(said(href, name), way.carries_text().then(|| mail(&body)), "{}", href);
        }
        let to = &all[0].href;
        prop_assert_eq!(said(to, "subject"), Some(mail(&subject)));
        let address = to.strip_prefix("mailto:").unwrap().split('?').next().unwrap();
        prop_assert_eq!(percent_encoding::percent_decode_str(address).decode_utf8().unwrap().into_owned(), email);
    }
}

#[test]
fn lines_end_as_in_mail() {
    let letter = Letter { subject: "É & co".into(), body: "a b\nc".into() };
    let all = links("a@b.fr", "", "", Some(&letter));
    assert_eq!(all[0].href, "mailto:a@b.fr?subject=%C3%89%20%26%20co&body=a%20b%0D%0Ac");
}
