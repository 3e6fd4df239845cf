//! The thread of an order: comments, the one that the table shows, and the forms to say something. Plain forms.

use super::{card::Instant, form::Form};
use crate::{
    context::{use_boot, use_words},
    marks::with_names,
};
use domain::{
    Order,
    order::{Comment, UserLabel, talk::COMMENT_MAX},
    user::Permission,
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Comments<'a>(
    /// The order.
    order: &'a Order,
    /// Its comments, oldest first.
    comments: Vec<Comment>,
    /// Who may be named in them.
    team: Vec<UserLabel>,
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    let flash = boot.flash.as_ref();
    let me = boot.user.as_ref().filter(|user| user.role.may(Permission::EditOrders) && order.archived_at.is_none());
    let reader = boot.user.as_ref().map(|user| user.id);
    let nobody = (String::new(), words.mention_nobody_chosen().to_owned());
    let others = team.into_iter().filter(|user| Some(user.id) != reader).map(|user| (user.id.to_string(), user.name));
    let others: Vec<(String, String)> = std::iter::once(nobody).chain(others).collect();
    let tell = |form: &Form<'_>| {
        // Alone at the desk, there is nobody to be told.
        (others.len() > 1).then(|| {
            view! {
                {form.choice("to", words.mention_to(), others.clone(), "")}
                <p class="edit__hint">{words.mention_hint()}</p>
            }
        })
    };
    let items = comments.iter().map(|comment| {
        let id = comment.id.to_string();
        let mine = me.is_some_and(|me| comment.author.as_ref().is_some_and(|author| author.id == me.id));
        let edit = mine.then(|| {
            let form = Form::of(words, flash, "edit", &id);
            view! {
                <details class="fold" open=form.is_refused()>
                    <summary class="button">{words.comment_edit()}</summary>
                    <form class="edit__form" action="/orders/comment" method="post">
                        {form.hidden(order, &boot.request_id, "edit", Some(id.clone()))}
                        {form.problem()}
                        {form.area("body", words.comment_text(), comment.body.clone(), COMMENT_MAX)}
                        {tell(&form)}
                        <button class="button button--primary">{words.save()}</button>
                    </form>
                </details>
            }
        });
        let pin = me.is_some().then(|| {
            let (what, name) =
                if comment.pinned { ("unpin", words.comment_unpin()) } else { ("pin", words.comment_pin()) };
            let form = Form::of(words, flash, what, &id);
            view! {
                <form action="/orders/comment" method="post">
                    {form.hidden(order, &boot.request_id, what, Some(id.clone()))}
                    <button class="button">{name}</button>
                </form>
            }
        });
        let waits = comment.mentions.iter().any(|mention| Some(mention.user) == reader && !mention.seen);
        let waits = waits.then(|| {
            view! {
                <form class="comment__actions" action="/mentions/seen" method="post">
                    <input type="hidden" name="number" value=order.number.to_string()/>
                    <span class="tag tag--new">{words.mention_new()}</span>
                    <button class="button">{words.mention_seen()}</button>
                </form>
            }
        });
        view! {
            <li class="comment">
                <p class="comment__head">
                    <strong>
                        {comment.author.as_ref().map_or_else(|| words.actor_import().to_owned(), |a| a.name.clone())}
                    </strong>
                    <Instant at=comment.at boot=&boot/>
                    {comment.edited_at.map(|_| view! { <span class="tag">{words.comment_edited()}</span> })}
                    {comment.pinned.then(|| view! { <span class="tag">{words.order_pinned()}</span> })}
                </p>
                <p class="comment__body">{with_names(&comment.body, &comment.mentions)}</p>
                {waits}
                {me.is_some().then(|| view! { <div class="comment__actions">{edit}{pin}</div> })}
            </li>
        }
    });
    let write = me.map(|_| {
        let form = Form::of(words, flash, "write", "");
        view! {
            <form class="edit__form" action="/orders/comment" method="post">
                {form.hidden(order, &boot.request_id, "write", None)}
                {form.problem()}
                {form.area("body", words.comment_new(), String::new(), COMMENT_MAX)}
                {tell(&form)}
                {form.tick("pin", words.comment_pin_it())}
                <button class="button">{words.comment_send()}</button>
            </form>
        }
    });
    view! {
        <section class="panel" id="comments" tabindex="-1">
            <h2 class="panel__title">{words.order_comments()}</h2>
            {comments.is_empty().then(|| view! { <p class="panel__none">{words.order_no_comments()}</p> })}
            <ul class="comments">{items.collect_view()}</ul>
            {write}
        </section>
    }
    .into_any()
}
