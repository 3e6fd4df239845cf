//! The page of an order in its frame. The sheet itself comes from the server as HTML (`card`).

use super::api::get_order;
use crate::{
    context::{use_home, use_words},
    error::AppError,
    routes,
    shell::{frame::Frame, message::Failure},
    ui::icon::Icon,
};
use domain::Listing;
use icondata_lu::LuArrowLeft;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

/// The order that the address names.
#[component]
pub fn OrderPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|p| p.get("number")).unwrap_or_default());
    let search = use_location().search;
    let begins = use_home().0;
    let back = move || match search.get().trim_start_matches('?') {
        "" => routes::home(&begins.get()),
        query => routes::orders(&Listing::from_query(query).0),
    };
    let order = Resource::new_blocking(move || number.get(), get_order);
    view! {
        <Frame title=Signal::derive(move || words.order_title(&number.get()))>
            <a class="back" href=back><Icon icon=LuArrowLeft/>{words.order_back()}</a>
            <Transition>
                {move || Suspend::new(async move {
                    match order.await {
                        Ok(sheet) => view! { <div inner_html=sheet></div> }.into_any(),
                        Err(error) => {
                            let retry = match error {
                                AppError::NotFound => "/orders".to_owned(),
                                _ => format!("/orders/{}", domain::filter::encode_component(&number.get_untracked())),
                            };
                            view! {
                                <h1 class="visually-hidden">{words.order_title(&number.get_untracked())}</h1>
                                <Failure error=error retry=retry/>
                            }
                            .into_any()
                        }
                    }
                })}
            </Transition>
        </Frame>
    }
    .into_any()
}
