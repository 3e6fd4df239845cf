//! `/contacts/:id`: who somebody is, what their orders come to, and who may be the same; and the list of all. Plain forms,
//! written by the server.

pub mod list;

use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    marks::StagePill,
    names, routes,
    ui::fields::{Field, FormError, Select},
};
use domain::{
    Contact, Listing, Locale, Money, OrderFilter,
    contact::{ContactFacts, ContactMoney, ContactSheet, NOTES_MAX},
    filter::Choice,
    order::change::TagName,
    reach::{Way, links},
    user::Permission,
};
use leptos::prelude::*;

/// The page as HTML.
pub fn html(sheet: &ContactSheet) -> AnyView {
    let (words, boot) = (use_words(), use_boot());
    let name = sheet.facts.contact(sheet.id).display_name();
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    let done = boot.flash.as_ref().and_then(|flash| flash.notice.as_deref()).and_then(|notice| match notice {
        "contact_saved" => Some(words.contact_saved()),
        "contact_merged" => Some(words.contact_merged()),
        _ => None,
    });
    view! {
        <p class="settings__back"><a class="link" href=routes::CONTACTS rel="external">{words.contacts_title()}</a></p>
        <h1 class="settings__title">{name}</h1>
        {done.map(|text| view! { <p class="notice" role="status">{text}</p> })}
        <FormError/>
        <div class="card__columns">
            <div class="card__column">{money(words, &sheet.money)}{orders(words, sheet)}</div>
            <div class="card__column">
                {reach(words, &sheet.facts)}
                {may.then(|| edit(words, sheet))}
                {(!sheet.same.is_empty()).then(|| same(words, sheet, may))}
            </div>
        </div>
    }
    .into_any()
}

fn money(words: Words, sums: &[ContactMoney]) -> AnyView {
    let rows = sums.iter().map(|sum| {
        let shown = |minor: i64| format::money(words.0, Money::new(minor, sum.currency));
        view! {
            <tr>
                <th scope="row">{sum.currency.code()}</th>
                <td class="sum">{format::integer(words.0, sum.orders)}</td>
                <td class="sum">{shown(sum.ordered)}</td>
                <td class="sum">{shown(sum.received)}</td>
                <td class="sum">{shown(sum.due)}</td>
            </tr>
        }
    });
    view! {
        <section class="panel">
            <h2 class="panel__title" id="money-title">{words.summary()}</h2>
            <div class="panel__scroll" tabindex="0" role="region" aria-labelledby="money-title">
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.column_currency()}</th>
                            <th scope="col" class="sum">{words.orders_title()}</th>
                            <th scope="col" class="sum">{words.totals_ordered()}</th>
                            <th scope="col" class="sum">{words.totals_received()}</th>
                            <th scope="col" class="sum">{words.totals_due()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn orders(words: Words, sheet: &ContactSheet) -> AnyView {
    let boot = use_boot();
    let filter = OrderFilter { client: Choice::only(sheet.id), ..OrderFilter::default() };
    let list = routes::orders(&Listing { filter, ..Listing::default() });
    let rows = sheet.orders.iter().map(|order| {
        let products = order.products.iter().map(|p| p.title.as_str()).collect::<Vec<_>>().join(", ");
        let stage = names::stage(words, order.stage.name.as_deref(), order.stage.kind);
        view! {
            <tr>
                <th scope="row">
                    <a class="link" href=routes::order(&order.number, &Listing::default()) rel="external">{order.number.to_string()}</a>
                </th>
                <td>{format::date(words.0, boot.zone.date_of(order.created_at))}</td>
                <td class="plain-table__wide">{products}</td>
                <td><StagePill name=stage kind=order.stage.kind colour=order.stage.colour/></td>
                <td class="sum">{format::money(words.0, order.money(order.total))}</td>
                <td class="sum">{format::money(words.0, order.money(order.due))}</td>
            </tr>
        }
    });
    view! {
        <section class="panel">
            <h2 class="panel__title" id="orders-title">{words.orders_title()}</h2>
            <div class="panel__scroll" tabindex="0" role="region" aria-labelledby="orders-title">
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.column_number()}</th>
                            <th scope="col">{words.column_created()}</th>
                            <th scope="col">{words.column_products()}</th>
                            <th scope="col">{words.column_status()}</th>
                            <th scope="col" class="sum">{words.sale_total()}</th>
                            <th scope="col" class="sum">{words.sale_due()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p><a class="link" href=list rel="external">{words.contact_all_orders()}</a></p>
        </section>
    }
    .into_any()
}

/// How to reach them.
fn reach(words: Words, facts: &ContactFacts) -> AnyView {
    let fact = |name: &'static str, value: AnyView| view! { <div class="fact"><dt>{name}</dt><dd>{value}</dd></div> };
    let email = (!facts.email.is_empty()).then(|| {
        let href = format!("mailto:{}", facts.email);
        fact(
            words.column_email(),
            view! { <a class="link" href=href rel="external">{facts.email.clone()}</a> }.into_any(),
        )
    });
    let phone = (!facts.phone.is_empty()).then(|| {
        let dialled: String = facts.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let href = format!("tel:{dialled}");
        fact(
            words.column_phone(),
            view! { <a class="link" href=href rel="external">{facts.phone.clone()}</a> }.into_any(),
        )
    });
    let ways = links(&facts.email, &facts.phone, &facts.messengers, None);
    let chats = ways.iter().filter_map(|link| Some((link.way.name()?, link)));
    let chats = chats
        .map(|(name, link)| {
            let beside = (link.way != Way::Viber).then_some("_blank");
            view! { <li><a class="button" href=link.href.clone() rel="external noreferrer" target=beside>{name}</a></li> }
        })
        .collect::<Vec<_>>();
    let tags = (!facts.tags.is_empty()).then(|| {
        let links = facts.tags.iter().map(TagName::label).map(|tag| list::tag(&tag)).collect_view();
        fact(words.contact_tags(), links.into_any())
    });
    let text = |name: &'static str, text: &str| {
        (!text.is_empty())
            .then(|| fact(name, view! { <span class="comment__body">{text.to_owned()}</span> }.into_any()))
    };
    view! {
        <section class="panel" aria-labelledby="reach-title">
            <h2 class="panel__title" id="reach-title">{words.column_client()}</h2>
            <dl class="facts">
                {text(words.column_company(), &facts.company)}
                {email}
                {phone}
                {text(words.contact_messengers(), &facts.messengers)}
                {(!chats.is_empty()).then(|| fact(words.contact_write(), view! { <ul class="ways">{chats}</ul> }.into_any()))}
                {text(words.column_country(), &facts.country)}
                {text(words.contact_language(), facts.language.map_or("", Locale::endonym))}
                {tags}
                {text(words.contact_notes(), &facts.notes)}
            </dl>
        </section>
    }
    .into_any()
}

fn edit(words: Words, sheet: &ContactSheet) -> AnyView {
    let facts = sheet.facts.clone();
    let tags: Vec<String> = facts.tags.iter().map(|tag| tag.label().name).collect();
    let tags = tags.join(", ");
    let flash = use_boot().flash.unwrap_or_default();
    let open = !flash.errors.is_empty();
    let notes = flash.field("notes").map_or(facts.notes, str::to_owned);
    let none = (String::new(), words.contact_no_language().to_owned());
    let languages = Locale::ALL.iter().map(|l| (l.code().to_owned(), l.endonym().to_owned()));
    let languages: Vec<_> = std::iter::once(none).chain(languages).collect();
    view! {
        <section class="panel" aria-labelledby="edit-title">
            <h2 class="panel__title" id="edit-title">{words.contact_edit()}</h2>
            <details class="fold" open=open>
                <summary class="button">{words.comment_edit()}</summary>
                <form class="form" action="/contacts/save" method="post">
                    <input type="hidden" name="contact" value=sheet.id.to_string()/>
                    <input type="hidden" name="version" value=sheet.version/>
                    <Field name="first_name" label=words.first_name() kind="text" autocomplete="off" value=facts.first_name optional=true/>
                    <Field name="last_name" label=words.last_name() kind="text" autocomplete="off" value=facts.last_name optional=true/>
                    <Field name="company" label=words.column_company() kind="text" autocomplete="off" value=facts.company optional=true/>
                    <Field name="email" label=words.column_email() kind="text" autocomplete="off" value=facts.email optional=true/>
                    <Field name="phone" label=words.column_phone() kind="tel" autocomplete="off" value=facts.phone optional=true/>
                    <Field name="messengers" label=words.contact_messengers() kind="text" autocomplete="off" value=facts.messengers optional=true/>
                    <Field name="country" label=words.column_country() kind="text" autocomplete="off" value=facts.country optional=true/>
                    <Select name="language" label=words.language() options=languages value=facts.language.map_or("", Locale::code) hint=words.contact_language_hint()/>
                    <Field name="tags" label=words.contact_tags() kind="text" autocomplete="off" value=tags hint=words.contact_tags_hint() optional=true/>
                    <div class="field">
                        <label class="field__label" for="notes">{words.contact_notes()}</label>
                        <textarea class="input input--area" id="notes" name="notes" rows="4" maxlength=NOTES_MAX.to_string()>
                            {notes}
                        </textarea>
                    </div>
                    <div class="form__actions"><button class="button button--primary">{words.save()}</button></div>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// Others who may be the same person.
fn same(words: Words, sheet: &ContactSheet, may: bool) -> AnyView {
    let others = sheet.same.iter().map(|other: &Contact| {
        let href = routes::contact(other.id);
        view! {
            <li class="entry-row">
                <a class="link entry-row__what" href=href rel="external">{other.display_name()}</a>
                <span class="entry-row__detail">{other.detail().to_owned()}</span>
                {may
                    .then(|| {
                        view! {
                            <form class="fold" action="/contacts/merge" method="post">
                                <input type="hidden" name="from" value=other.id.to_string()/>
                                <input type="hidden" name="into" value=sheet.id.to_string()/>
                                <button class="button">{words.contact_merge()}</button>
                            </form>
                        }
                    })}
            </li>
        }
    });
    view! {
        <section class="panel" aria-labelledby="same-title">
            <h2 class="panel__title" id="same-title">{words.contact_same()}</h2>
            <p class="panel__none">{words.contact_same_hint()}</p>
            <ul class="entry-rows">{others.collect_view()}</ul>
        </section>
    }
    .into_any()
}
