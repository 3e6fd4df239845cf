//! Who ordered, and the ways to write to them: each link opens with the facts of the order, in the client's language.

use super::{card::fact, letter};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
};
use domain::{
    Order,
    order::ClientReach,
    reach::{Letter, Link, Way, links},
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Client<'a>(
    /// The order.
    order: &'a Order,
    /// How the client is written to.
    client: ClientReach,
    /// What a message begins with.
    letter: Letter,
) -> impl IntoView + use<> {
    let words = use_words();
    let contact = order.contact.clone();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let nameless = contact.person().is_empty() && contact.company.is_empty();
    let page = |name: String| {
        view! { <a class="link" href=crate::routes::contact(contact.id) rel="external">{name}</a> }
    };
    let ways = links(&contact.email, &contact.phone, &client.messengers, Some(&letter));
    let to = |way: Way, text: String| match ways.iter().find(|link| link.way == way) {
        Some(link) => view! { <a class="link" href=link.href.clone() rel="external">{text}</a> }.into_any(),
        None => text.into_any(),
    };
    let messengers = some(&client.messengers).map(|text| view! { <span class="comment__body">{text}</span> });
    let other = super::facts::client(order);
    let locale = letter::language(&client, &use_boot());
    view! {
        <section class="panel" id="client">
            <h2 class="panel__title">{words.order_client()}</h2>
            <dl class="facts">
                {nameless.then(|| fact(words.column_client(), page(contact.display_name())))}
                {some(&contact.person()).map(|n| fact(words.column_name(), page(n)))}
                {some(&contact.company).map(|c| fact(words.column_company(), if contact.person().is_empty() { page(c).into_any() } else { c.into_any() }))}
                {some(&contact.email).map(|e| fact(words.column_email(), to(Way::Email, e)))}
                {some(&contact.phone).map(|p| fact(words.column_phone(), to(Way::Call, p)))}
                {messengers.map(|m| fact(words.contact_messengers(), m))}
                {some(&contact.country).map(|c| fact(words.column_country(), c))}
            </dl>
            <Write ways=ways letter=letter language=locale.endonym()/>
            {other}
        </section>
    }
    .into_any()
}

/// The links that write, and the text for those that carry none.
#[component]
fn Write(
    /// Every way to the client.
    ways: Vec<Link>,
    /// What a message begins with.
    letter: Letter,
    /// What the language of the message is called.
    language: &'static str,
) -> impl IntoView {
    let words = use_words();
    let buttons = ways.iter().filter(|link| link.way != Way::Call).map(|link| {
        let carries = link.way.carries_text();
        let mark = (!carries).then(|| view! { <span class="visually-hidden">{words.letter_without()}</span> });
        view! {
            <li>
                <a class="button" href=link.href.clone() rel="external noreferrer" target=opens(link.way)>
                    {called(words, link.way)}
                    {mark}
                </a>
            </li>
        }
    });
    view! {
        <ul class="ways" aria-label=words.letter_write()>{buttons.collect_view()}</ul>
        <details class="fold">
            <summary class="button">{words.letter_text(language)}</summary>
            <textarea class="input input--area letter" readonly=true rows="14" aria-label=words.letter_copy()>
                {format!("{}\n\n{}", letter.subject, letter.body)}
            </textarea>
        </details>
    }
    .into_any()
}

/// What a way is called.
pub fn called(words: Words, way: Way) -> &'static str {
    match (way.name(), way) {
        (Some(name), _) => name,
        (None, Way::Sms) => words.way_sms(),
        (None, Way::Call) => words.channel_call(),
        (None, _) => words.channel_email(),
    }
}

/// Pages of others open beside the desk; programs of the machine open by themselves.
pub fn opens(way: Way) -> Option<&'static str> {
    matches!(way, Way::WhatsApp | Way::Telegram | Way::Signal | Way::Messenger | Way::Instagram).then_some("_blank")
}
