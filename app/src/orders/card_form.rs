//! What the cards of the board say: boxes to tick, which needs no client. Kept like the columns.

use super::{page::Screen, search::KeptFields};
use crate::{
    context::{use_boot, use_words},
    names,
    ui::get_form::pairs_of,
};
use domain::{CardFields, Listing};
use leptos::{ev::SubmitEvent, prelude::*};

/// The form. Without the client it is sent; with it the cards follow at once.
#[component]
pub fn CardForm(
    /// The screen.
    screen: Screen,
    /// Told when the form is done.
    close: WriteSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let locale = use_boot().locale;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        screen.arrange_cards(Listing::from_form(&pairs_of(&event), locale).0.card);
        close.update(|n| *n += 1);
    };
    let boxes = move || {
        let said = screen.listing.with(|listing| listing.card.clone());
        let one = |column: domain::Column| {
            view! {
                <label class="check">
                    <input type="checkbox" name="field" value=column.code() checked=said.has(column)/>
                    <span>{names::column(words, column)}</span>
                </label>
            }
        };
        CardFields::offered().map(one).collect_view()
    };
    view! {
        <form action="/orders/cards" method="post" class="form" on:submit=submit>
            <KeptFields listing=screen.listing without=&["card"]/>
            <input type="hidden" name="card_fields" value="yes"/>
            <fieldset class="card-fields">
                <legend class="menu__note">{words.card_fields_intro()}</legend>
                {boxes}
            </fieldset>
            <div class="form__actions"><button class="button button--primary">{words.columns_apply()}</button></div>
        </form>
    }
    .into_any()
}
