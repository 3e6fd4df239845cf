//! Talks with the client: what was said, when, by whom; and the form that writes one down.

use super::{card::Instant, form::Form};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
};
use domain::{
    Order,
    order::{
        talk::COMMENT_MAX,
        touch::{Channel, Direction, Touch},
    },
    user::Permission,
};
use leptos::prelude::*;

/// What a channel is called.
pub const fn channel(words: Words, channel: Channel) -> &'static str {
    match channel {
        Channel::Call => words.channel_call(),
        Channel::Email => words.channel_email(),
        Channel::Message => words.channel_message(),
        Channel::Meeting => words.channel_meeting(),
    }
}

/// Who began.
pub const fn direction(words: Words, direction: Direction) -> &'static str {
    match direction {
        Direction::In => words.direction_in(),
        Direction::Out => words.direction_out(),
    }
}

/// The section.
#[component]
pub fn Touches<'a>(
    /// The order.
    order: &'a Order,
    /// Talks, newest first.
    touches: Vec<Touch>,
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    let may =
        boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders)) && order.archived_at.is_none();
    let items = touches.iter().map(|touch| {
        let what = format!("{} · {}", channel(words, touch.channel), direction(words, touch.direction));
        view! {
            <li class="comment">
                <p class="comment__head"><strong>{what}</strong><Instant at=touch.at boot=&boot/></p>
                <p class="comment__body">{touch.body.clone()}</p>
                {touch.by.as_ref().map(|by| view! { <p class="event__who">{by.name.clone()}</p> })}
            </li>
        }
    });
    let write = may.then(|| {
        let form = Form::of(words, boot.flash.as_ref(), "touch", "");
        let channels = Channel::ALL.map(|c| (c.code().to_owned(), channel(words, c).to_owned()));
        let directions = Direction::ALL.map(|d| (d.code().to_owned(), direction(words, d).to_owned()));
        let today = boot.zone.date_of(boot.now).to_string();
        view! {
            <details class="fold" open=form.is_refused()>
                <summary class="button">{words.touch_write()}</summary>
                <form class="edit__form" action="/orders/touch" method="post">
                    {form.hidden(order, &boot.request_id, "touch", None)}
                    {form.problem()}
                    {form.choice("channel", words.touch_channel(), channels.to_vec(), "call")}
                    {form.choice("direction", words.touch_direction(), directions.to_vec(), "out")}
                    {form.line("date", words.touch_date(), "date", today, true)}
                    {form.area("body", words.touch_body(), String::new(), COMMENT_MAX)}
                    <button class="button button--primary">{words.save()}</button>
                </form>
            </details>
        }
    });
    view! {
        <section class="panel" id="touches" tabindex="-1">
            <h2 class="panel__title">{words.touches()}</h2>
            {touches.is_empty().then(|| view! { <p class="panel__none">{words.touches_none()}</p> })}
            <ul class="comments">{items.collect_view()}</ul>
            {write}
        </section>
    }
    .into_any()
}
