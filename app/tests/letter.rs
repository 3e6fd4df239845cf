//! What a message to a client begins with: the facts of the order, in the client's language, short enough for a link.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot build its data should stop")]

use app::{context::Boot, format, order::letter};
use domain::{
    Contact, Currency, Languages, Locale, Money, Order, OrderKind, OrderNumber, PaymentStatus, StageKind, Timestamp,
    funnel::FunnelAccess,
    ids::{ContactId, FunnelId, LineId, OrderId, PaymentId, StageId},
    order::{AccessSpan, ClientReach, FunnelLabel, Line, LineKind, Payment, PaymentKind, PaymentState, StageLabel},
    reach::{Letter, Way, links},
};
use proptest::prelude::*;

/// 23 November 2026, noon.
const NOW: Timestamp = Timestamp(1_795_435_200_000);
const DAY: i64 = domain::time::DAY;

fn boot(reader: Locale, fallback: Locale) -> Boot {
    let languages = Languages::new(&Locale::ALL, fallback).unwrap();
    Boot { locale: reader, languages, now: NOW, desk: "Atelier du Port".into(), ..Boot::nobody() }
}

fn client(language: Option<Locale>) -> ClientReach {
    ClientReach { language, messengers: "Telegram @olena".into() }
}

fn order(name: &str, total: i64, paid: i64) -> Order {
    let slug = domain::Slug::of("standard").unwrap();
    let stage = domain::Stage {
        id: StageId(1),
        funnel: FunnelId(1),
        slug: slug.clone(),
        name: None,
        kind: StageKind::New,
        colour: None,
        wip_limit: None,
        stale_days: None,
        was: None,
    };
    let funnel = domain::Funnel {
        id: FunnelId(1),
        slug,
        name: None,
        is_default: true,
        access: FunnelAccess::default(),
        stages: vec![stage.clone()],
    };
    Order {
        id: OrderId(42),
        version: 1,
        number: OrderNumber::parse("#10482").unwrap(),
        kind: OrderKind::Instalments,
        funnel: FunnelLabel::from(&funnel),
        stage: StageLabel::from(&stage),
        contact: Contact {
            id: ContactId(7),
            first_name: name.into(),
            last_name: String::new(),
            company: "Atelier".into(),
            email: "client@example.org".into(),
            phone: "+380 50 123 45 67".into(),
            country: "UA".into(),
        },
        manager: None,
        offer_id: None,
        offer: None,
        currency: Currency::EURO,
        subtotal: total,
        discount: 0,
        total,
        paid,
        refunded: 0,
        due: (total - paid).max(0),
        payment: PaymentStatus::PartiallyPaid,
        payment_method: None,
        paid_at: None,
        next_due_at: Some(NOW.plus_millis(9 * DAY)),
        products: Vec::new(),
        tags: Vec::new(),
        pinned_comment: Some("secret interne".into()),
        comments: 1,
        origin: "manual".into(),
        source: None,
        promo: None,
        access_from: None,
        access_closed_at: None,
        has_twin: false,
        contacted_at: None,
        access_until: None,
        created_at: NOW.plus_millis(-DAY),
        updated_at: NOW,
        stage_entered_at: NOW,
        archived_at: None,
    }
}

fn line(n: i64, title: &str, quantity: &str, amount: i64) -> Line {
    Line {
        id: LineId(n),
        kind: LineKind::Product,
        title: title.into(),
        quantity: quantity.into(),
        unit_price: None,
        amount,
        discount: 0,
        access: AccessSpan::default(),
    }
}

fn part(n: i64, amount: i64, due_at: Option<Timestamp>, state: PaymentState) -> Payment {
    let kind = PaymentKind::Scheduled;
    Payment { id: PaymentId(n), amount, kind, state, method: None, due_at, paid_at: None, reference: None, note: None }
}

#[test]
fn a_message_says_the_order_in_the_clients_language() {
    let order = order("Олена", 124_900, 24_900);
    let lines = [line(1, "Курс кераміки", "1", 100_000), line(2, "Глина", "2.5", 24_900)];
    let parts = [
        part(1, 24_900, Some(NOW.plus_millis(-DAY)), PaymentState::Succeeded),
        part(2, 50_000, order.next_due_at, PaymentState::Planned),
        part(3, 50_000, Some(NOW.plus_millis(40 * DAY)), PaymentState::Planned),
    ];
    let boot = boot(Locale::Fr, Locale::En);
    let Letter { subject, body } = letter::of(&order, &lines, &parts, &client(Some(Locale::Uk)), &boot);
    let tidy = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(subject, "Ваше замовлення #10482 – Atelier du Port");
    let wanted = "Вітаємо, Олена!\n\nІнформація про ваше замовлення #10482 від 22 лист. 2026 р.:\n\
        – Курс кераміки: 1 000,00 €\n– Глина × 2,5: 249,00 €\n\n\
        Усього: 1 249,00 €\nСплачено: 249,00 €\nДо сплати: 1 000,00 €\n\
        Наступний платіж: 500,00 €, до 2 груд. 2026 р.\n\nЗ повагою,\nAtelier du Port";
    assert_eq!(tidy(&body), wanted);
    // No language of the client: the desk's, never the reader's.
    let english = letter::of(&order, &lines, &parts, &client(None), &boot);
    assert!(
        english.body.starts_with("Hello Олена,\n") && english.body.contains("Still to pay: €1,000.00"),
        "{english:?}"
    );
    for secret in ["secret", "Atelier\n"] {
        assert!(!body.trim_end_matches("Atelier du Port").contains(secret), "{body}");
    }
}

#[test]
fn what_is_late_and_what_is_paid_is_said_so() {
    let boot = boot(Locale::Uk, Locale::Fr);
    let late = Order { next_due_at: Some(NOW.plus_millis(-2 * DAY)), ..order("", 10_000, 0) };
    let said = letter::of(&late, &[line(1, "Zen", "1", 10_000)], &[], &client(None), &boot);
    assert!(said.body.starts_with("Bonjour,\n"), "{said:?}");
    assert!(said.body.contains("Échéance passée") && said.body.contains("21 nov. 2026"), "{said:?}");
    let paid = letter::of(&order("A", 10_000, 10_000), &[], &[], &client(None), &boot);
    assert!(!paid.body.contains("chéance"), "nothing is due: {paid:?}");
}

proptest! {
    #[test]
    fn a_message_is_short_and_every_link_says_it(
        titles in prop::collection::vec("[ -~а-яёіїєґ€&#?%]{0,120}", 0..30),
        name in "[A-Za-zа-яіїє '&?#%]{0,40}",
        total in 0_i64..1_000_000_000,
        language in prop::option::of(prop::sample::select(Locale::ALL.to_vec())),
        reader in prop::sample::select(Locale::ALL.to_vec()),
        fallback in prop::sample::select(Locale::ALL.to_vec()),
    ) {
        let order = order(&name, total, total / 3);
        let lines: Vec<Line> = (1..).zip(&titles).map(|(n, title)| line(n, title, "1", total / 7)).collect();
        let client = client(language);
        let boot = boot(reader, fallback);
        let said = letter::of(&order, &lines, &[], &client, &boot);
        let locale = language.unwrap_or(fallback);
        prop_assert_eq!(letter::language(&client, &boot), locale);
        let money = |minor: i64| format::money(locale, Money::new(minor, Currency::EURO));
        for fact in [order.number.as_str(), &money(total), &money(order.paid), &money(order.due), &boot.desk] {
            prop_assert!(said.body.contains(fact), "{:?} lacks {}", said, fact);
        }
        prop_assert!(said.body.chars().count() < 700, "{} characters", said.body.chars().count());
        prop_assert!(!said.subject.contains('\n') && said.body.matches("\n– ").count() <= 4);
        // Whoever reads does not matter.
        let other = Boot { locale: Locale::ALL[(reader as usize + 1) % 3], ..boot };
        prop_assert_eq!(&letter::of(&order, &lines, &[], &client, &other), &said);
        for link in links(&order.contact.email, &order.contact.phone, &client.messengers, Some(&said)) {
            prop_assert!(link.href.len() < 5_000 && link.href.is_ascii(), "{}", link.href);
            prop_assert_eq!(link.href.contains("%0D%0A"), link.way.carries_text() && link.way != Way::Call);
        }
    }
}
