//! The page of an order in its frame. The sheet itself comes from the server as HTML (`card`), anew when others change the
//! order; whoever is in the middle of something is told instead.

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
    #[cfg(feature = "hydrate")]
    client::follows(order);
    view! {
        <Frame title=Signal::derive(move || words.order_title(&number.get()))>
            <a class="back" href=back><Icon icon=LuArrowLeft/>{words.order_back()}</a>
            <div class="card__aside" role="status"></div>
            <Transition>
                {move || Suspend::new(async move {
                    match order.await {
                        Ok((sheet, _)) => view! { <div inner_html=sheet></div> }.into_any(),
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

#[cfg(feature = "hydrate")]
mod client {
    use crate::{ear::Ear, error::AppError};
    use domain::live::{News, Seq};
    use gloo::events::EventListener;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::Element;

    pub fn follows(order: Resource<Result<(String, Seq), AppError>>) {
        let typed = StoredValue::new(false);
        let typing = EventListener::new(&document(), "input", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if target.is_some_and(|target| target.closest(".card").is_ok_and(|card| card.is_some())) {
                typed.try_set_value(true);
            }
        });
        let typing = StoredValue::new_local(Some(typing));
        on_cleanup(move || drop(typing.try_update_value(Option::take)));
        let anew = move || {
            if typed.get_value() || find(".card :is(:focus, [open])").is_some() {
                if let (Some(words), Some(place)) = (find("[data-say=news]"), find(".card__aside")) {
                    place.set_inner_html(&words.inner_html());
                }
            } else {
                order.refetch();
            }
        };
        let news = move |news: News| {
            let seen = find(".card").and_then(|card| card.get_attribute("data-seen")).unwrap_or_default();
            let Some((id, version)) = seen.split_once(':') else { return };
            let (id, version) = (id.parse::<i64>(), version.parse::<i64>());
            let is_other =
                |one: &domain::Order| id == Ok(one.id.0) && version.as_ref().is_ok_and(|v| *v <= one.version);
            if news.orders.iter().any(is_other) || news.gone.iter().any(|gone| id == Ok(gone.0)) {
                anew();
            }
        };
        let ear = Ear::new(Callback::new(news), Callback::new(move |_| anew()));
        Effect::new(move |_| {
            if let Some(seq) = order.with(|order| Some(order.as_ref()?.as_ref().ok()?.1)) {
                typed.set_value(false);
                ear.begins(seq);
            }
        });
    }

    fn find(selector: &str) -> Option<Element> {
        document().query_selector(selector).ok().flatten()
    }
}
