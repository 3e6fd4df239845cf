//! The page for an address that leads nowhere.

use super::{
    frame::Frame,
    message::{Message, set_status},
};
use crate::{context::use_words, error::AppError};
use leptos::prelude::*;

/// Says that there is no such page, with status 404.
#[component]
pub fn NotFound() -> impl IntoView {
    let words = use_words();
    set_status(&AppError::NotFound);
    view! {
        <Frame title=words.not_found_title()>
            <h1 class="visually-hidden">{words.not_found_title()}</h1>
            <Message title=words.not_found_title() body=words.not_found_body()>
                <a class="button" href="/orders">{words.order_back()}</a>
            </Message>
        </Frame>
    }
    .into_any()
}
