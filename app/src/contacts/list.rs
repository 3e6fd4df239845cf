//! `/contacts`: everybody who ordered, whoever ordered last first; searched, by tag, page by page.

use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    routes,
};
use domain::{
    Listing,
    contact::{ContactList, ContactQuery, Listed},
    order::TagLabel,
};
use leptos::prelude::*;

/// The page as HTML.
pub fn html(list: &ContactList) -> AnyView {
    let words = use_words();
    let query = &list.query;
    let asks = !query.search.is_empty() || query.kept.is_some() || query.tag.is_some();
    let nobody = match (list.lost, list.next, asks) {
        _ if !list.contacts.is_empty() => None,
        (true, ..) => Some(words.search_lost()),
        (_, Some(_), _) => Some(words.contacts_none_yet()),
        (_, None, true) => Some(words.contacts_none_found()),
        (_, None, false) => Some(words.contacts_none()),
    };
    let nobody = nobody.map(|text| view! { <p class="panel__none" role="status">{text}</p> });
    let table = (!list.contacts.is_empty()).then(|| table(words, &list.contacts));
    let link = |after, name: &'static str, rel: &'static str| {
        let href = routes::contacts(&ContactQuery { after, ..query.clone() });
        view! { <a class="button" href=href rel=format!("external {rel}")>{name}</a> }
    };
    let first = query.after.is_some().then(|| link(None, words.page_first(), "first"));
    let goes_on = if list.contacts.is_empty() { words.contacts_go_on() } else { words.page_next() };
    let next = list.next.is_some().then(|| link(list.next, goes_on, "next"));
    let foot = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="contacts__foot" aria-label=words.pages()>{first}{next}</nav> });
    view! {
        <h1 class="settings__title" id="contacts-title">{words.contacts_title()}</h1>
        {search(words, list, asks)}
        <div class="panel panel--wide">{nobody}{table}{foot}</div>
    }
    .into_any()
}

fn search(words: Words, list: &ContactList, asks: bool) -> AnyView {
    let query = &list.query;
    let mut tags = list.tags.clone();
    // A tag that nobody has any more is still what was asked for.
    if let Some(slug) = query.tag.as_ref().filter(|slug| tags.iter().all(|tag| tag.slug != **slug)) {
        tags.push(TagLabel { slug: slug.clone(), name: slug.to_string() });
    }
    let options = tags.iter().map(|tag| {
        let selected = query.tag.as_ref() == Some(&tag.slug);
        view! { <option value=tag.slug.to_string() selected=selected>{tag.name.clone()}</option> }
    });
    let tags = (!tags.is_empty()).then(|| {
        view! {
            <div class="contacts__field contacts__field--short">
                <label class="field__label" for="tag">{words.contact_tag()}</label>
                <select class="input" id="tag" name="tag">
                    <option value="">{words.contacts_any_tag()}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    });
    let all = asks.then(|| view! { <a class="button" href=routes::CONTACTS rel="external">{words.contacts_all()}</a> });
    view! {
        <form class="contacts__search" action="/contacts/search" method="post" role="search">
            <div class="contacts__field">
                <label class="field__label" for="q">{words.contacts_search()}</label>
                <input
                    class="input"
                    id="q"
                    name="q"
                    type="search"
                    maxlength=domain::search::MAX_LENGTH.to_string()
                    value=query.search.clone()
                    autocomplete="off"
                />
            </div>
            {tags}
            <button class="button button--primary">{words.search_submit()}</button>
            {all}
        </form>
    }
    .into_any()
}

fn table(words: Words, contacts: &[Listed]) -> AnyView {
    view! {
        <div class="panel__scroll" tabindex="0" role="region" aria-labelledby="contacts-title">
            <table class="plain-table contacts__table">
                <thead>
                    <tr>
                        <th scope="col">{words.contact_name()}</th>
                        <th scope="col">{words.column_email()}</th>
                        <th scope="col">{words.contact_phone()}</th>
                        <th scope="col">{words.contact_tags()}</th>
                        <th scope="col">{words.contacts_newest()}</th>
                    </tr>
                </thead>
                <tbody>{contacts.iter().map(|one| row(words, one)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(words: Words, listed: &Listed) -> AnyView {
    let boot = use_boot();
    let Listed { contact, tags, newest: (number, at) } = listed;
    let name = contact.display_name();
    let name = if name.is_empty() { "—".to_owned() } else { name };
    // E-mail and phone have columns of their own.
    let company = Some(contact.company.clone()).filter(|company| !company.is_empty() && *company != name);
    let order = routes::order(number, &Listing::default());
    view! {
        <tr>
            <th scope="row">
                <span class="contacts__name">
                    <a class="link" href=routes::contact(contact.id) rel="external">{name}</a>
                    {company.map(|text| view! { <span class="contacts__detail">{text}</span> })}
                </span>
            </th>
            <td>{contact.email.clone()}</td>
            <td class="contacts__phone">{contact.phone.clone()}</td>
            <td>{tags.iter().map(tag).collect_view()}</td>
            <td>
                <a class="link" href=order rel="external">{number.to_string()}</a>
                " · "
                <time datetime=at.rfc3339()>{format::date(words.0, boot.zone.date_of(*at))}</time>
            </td>
        </tr>
    }
    .into_any()
}

/// A tag that leads to everybody who has it.
pub fn tag(tag: &TagLabel) -> AnyView {
    let query = ContactQuery { tag: Some(tag.slug.clone()), ..ContactQuery::default() };
    view! { <a class="tag tag--link" href=routes::contacts(&query) rel="external">{tag.name.clone()}</a> }.into_any()
}
