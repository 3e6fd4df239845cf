//! What a message to the client begins with: the facts of the order, in the client's language.

use crate::{context::Boot, format, i18n::Words};
use domain::{
    Locale, Order,
    order::{ClientReach, Line, Payment, PaymentState},
    reach::Letter,
};

/// How many lines are named before the others are counted: links hold two thousand characters everywhere, not more.
const NAMED: usize = 3;
/// How much of a title is said.
const TITLE: usize = 60;

/// The language that a client is written to in: their own, else the desk's default. Never the reader's.
pub fn language(client: &ClientReach, boot: &Boot) -> Locale {
    client.language.unwrap_or_else(|| boot.languages.fallback())
}

/// The message.
pub fn of(order: &Order, lines: &[Line], payments: &[Payment], client: &ClientReach, boot: &Boot) -> Letter {
    let locale = language(client, boot);
    let words = Words(locale);
    let money = |minor: i64| format::money(locale, order.money(minor));
    let day = |at| format::date(locale, boot.zone.date_of(at));
    let number = order.number.as_str();
    let person = order.contact.person();
    let hello = if person.is_empty() { words.letter_hello_nobody().to_owned() } else { words.letter_hello(&person) };
    let mut body = vec![hello, String::new(), words.letter_about(&day(order.created_at), number)];
    let all = lines.len();
    // One more is sooner named than counted.
    let named = if all == NAMED + 1 { all } else { all.min(NAMED) };
    for line in &lines[..named] {
        let title = short(&line.title);
        let what = if line.quantity == "1" {
            title
        } else {
            format!("{title} × {}", format::decimal(locale, &line.quantity))
        };
        body.push(words.letter_line(&money(line.amount), &what));
    }
    if all > named {
        body.push(words.letter_more(i64::try_from(all - named).unwrap_or(i64::MAX)));
    }
    body.push(String::new());
    body.push(words.letter_total(&money(order.total)));
    body.push(words.letter_paid(&money(order.received())));
    body.push(words.letter_due(&money(order.due)));
    if let Some(at) = order.next_due_at.filter(|_| order.due > 0) {
        let planned = payments.iter().filter(|p| p.state == PaymentState::Planned && p.due_at == Some(at));
        let part: i64 = planned.map(|p| p.amount).fold(0, i64::saturating_add);
        let part = if part > 0 { part.min(order.due) } else { order.due };
        body.push(if at < boot.now {
            words.letter_late(&money(part), &day(at))
        } else {
            words.letter_next(&money(part), &day(at))
        });
    }
    body.extend([String::new(), words.letter_bye().to_owned(), boot.desk.clone()]);
    Letter { subject: words.letter_subject(&boot.desk, number), body: body.join("\n") }
}

fn short(title: &str) -> String {
    let mut text: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = text.char_indices().nth(TITLE) {
        text.truncate(at);
        text = format!("{}…", text.trim_end());
    }
    text
}
