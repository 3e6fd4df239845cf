//! `/mentions`: comments that name the reader, newest first. Plain forms, written by the server.

use crate::{
    context::{use_boot, use_words},
    format,
    marks::with_names,
    routes::{self, MENTIONS},
};
use domain::order::mention::{Told, ToldSheet};
use leptos::prelude::*;

/// The page as HTML.
pub fn html(sheet: &ToldSheet) -> AnyView {
    let words = use_words();
    let all = (sheet.unseen > 0).then(|| {
        view! {
            <form action="/mentions/seen" method="post">
                <button class="button">{words.mention_all_seen()}</button>
            </form>
        }
    });
    let older = sheet.older.map(|(at, comment)| {
        let href = format!("{MENTIONS}?after={}.{comment}", at.0);
        view! { <p><a class="button" href=href rel="external">{words.mentions_older()}</a></p> }
    });
    let none = sheet.told.is_empty().then(|| view! { <p class="panel__none">{words.mentions_none()}</p> });
    view! {
        <div class="page-head">
            <h1 class="settings__title">{words.mentions_title()}</h1>
            {all}
        </div>
        <div class="panel">
            {none}
            <ul class="told">{sheet.told.iter().map(item).collect_view()}</ul>
            {older}
        </div>
    }
    .into_any()
}

fn item(told: &Told) -> AnyView {
    let (words, boot) = (use_words(), use_boot());
    let author = told.comment.author.as_ref().map_or_else(|| words.actor_import().to_owned(), |a| a.name.clone());
    let number = told.order.to_string();
    let what = format!("{} · {}", words.order_title(&number), told.client);
    let open = (!told.seen).then(|| {
        view! {
            <form class="comment__actions" action="/mentions/seen" method="post">
                <input type="hidden" name="number" value=number/>
                <button class="button button--primary">{words.mention_open()}</button>
            </form>
        }
    });
    view! {
        <li class="told__item">
            <p class="comment__head">
                <a class="link told__order" href=routes::comments(&told.order) rel="external">{what}</a>
                {(!told.seen).then(|| view! { <span class="tag tag--new">{words.mention_new()}</span> })}
            </p>
            <p class="comment__head">
                <strong>{author}</strong>
                <time datetime=told.at.rfc3339()>{format::date_time(boot.locale, boot.zone.local(told.at))}</time>
            </p>
            <p class="comment__body">{with_names(&told.comment.body, &told.comment.mentions)}</p>
            {open}
        </li>
    }
    .into_any()
}
