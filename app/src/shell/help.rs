//! The list of keys, in the reader's language. `?` opens it, and so do the palette and the account's menu.

use super::shortcuts::{Overlays, caps, command_key};
use crate::{
    context::use_words,
    routes::SETTINGS_PROFILE,
    ui::{icon::Icon, keys::Keys, modal::Modal},
};
use icondata_lu::LuX;
use leptos::prelude::*;

/// What keys do, and the ways to press them.
type Line = (&'static str, Vec<Vec<&'static str>>);

/// The dialog.
#[component]
pub fn Help(
    /// What floats over the page.
    overlays: Overlays,
    /// Whether single keys are on.
    single_keys: bool,
) -> impl IntoView {
    let words = use_words();
    let command = command_key();
    view! {
        <Modal open=overlays.help class="help" label=words.keys_title()>
            <header class="help__head">
                <h2 class="help__title">{words.keys_title()}</h2>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words.close()
                    title=words.close()
                    on:click=move |_| overlays.help.set(false)
                >
                    <Icon icon=LuX/>
                </button>
            </header>
            <div class="help__parts">
                {parts(words, command.get()).into_iter().map(|(title, lines)| part(words, title, lines)).collect_view()}
            </div>
            <p class="help__note">
                {if single_keys { words.keys_on() } else { words.keys_off() }} " "
                <a class="link" href=SETTINGS_PROFILE rel="external">{words.keys_profile()}</a>
            </p>
        </Modal>
    }
    .into_any()
}

fn parts(words: crate::i18n::Words, command: &'static str) -> [(&'static str, Vec<Line>); 2] {
    let caps = caps(words.0);
    let everywhere = vec![
        (words.palette(), vec![vec![command, "K"]]),
        (words.search_label(), vec![vec!["/"]]),
        (words.key_orders(), vec![vec!["G", "T"]]),
        (words.key_board(), vec![vec!["G", "K"]]),
        (words.create_order(), vec![vec!["C"]]),
        (words.keys_title(), vec![vec!["?"]]),
        (words.key_submit(), vec![vec![command, caps.enter]]),
        (words.key_undo(), vec![vec![command, "Z"]]),
        (words.close(), vec![vec![caps.escape]]),
    ];
    let list = vec![
        (words.key_next(), vec![vec!["J"], vec!["↓"]]),
        (words.key_previous(), vec![vec!["K"], vec!["↑"]]),
        (words.key_open(), vec![vec![caps.enter]]),
        (words.key_select(), vec![vec!["X"]]),
        (words.key_select_range(), vec![vec![caps.shift, "X"]]),
        (words.key_status(), vec![vec!["E"]]),
        (words.key_select_none(), vec![vec![caps.escape]]),
        (words.key_card_move(), vec![vec![caps.shift, "→"], vec![caps.shift, "←"]]),
    ];
    [(words.keys_everywhere(), everywhere), (words.keys_list(), list)]
}

fn part(words: crate::i18n::Words, title: &'static str, lines: Vec<Line>) -> impl IntoView {
    let ways = move |ways: Vec<Vec<&'static str>>| {
        let way = |(at, keys): (usize, Vec<&'static str>)| {
            let between = (at > 0).then(|| view! { <span class="help__or">{words.key_or()}</span> });
            view! { {between} <Keys keys=keys/> }
        };
        ways.into_iter().enumerate().map(way).collect_view()
    };
    let lines = lines
        .into_iter()
        .map(|(what, keys)| view! { <div class="help__line"><dt>{what}</dt><dd>{ways(keys)}</dd></div> })
        .collect_view();
    view! {
        <section>
            <h3 class="help__part">{title}</h3>
            <dl>{lines}</dl>
        </section>
    }
}
