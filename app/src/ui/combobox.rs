//! A text field that offers values as one types: the combobox of ARIA 1.2 with a list that pops up below.
//!
//! The focus stays in the field; arrows move through the list, Enter chooses, Escape closes it. Without the client it is
//! a plain text field. It knows no order: whoever uses it says what is offered and what a choice does.

use leptos::{html::Input, prelude::*};

/// A value that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Names the value to whoever uses the field.
    pub id: String,
    /// What kind of value it is, in front of its name.
    pub kind: String,
    /// What people call it.
    pub label: String,
}

/// The field and its list.
#[component]
pub fn Combobox(
    /// Unique on the page; the list and its options are named after it.
    id: String,
    /// What the field is for.
    label: String,
    /// What stands in the empty field.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The name under which a form sends what is typed.
    #[prop(optional, into)]
    name: Option<String>,
    /// What is offered for what is typed.
    #[prop(into)]
    offers: Signal<Vec<Offer>>,
    /// Whether Enter takes the first value that is offered without a move to it.
    #[prop(optional)]
    first: bool,
    /// Told what is typed, also when the field is entered.
    on_type: Callback<String>,
    /// Told what is chosen; the field is then empty.
    on_choose: Callback<Offer>,
    /// Says how many values are offered, to those who do not see the list.
    count: Callback<usize, String>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    // A field without a list is no combobox: the role comes with the client.
    let (alive, set_alive) = signal(false);
    Effect::new(move |_| set_alive.set(true));
    let (open, set_open) = signal(false);
    let (active, set_active) = signal(None::<usize>);
    let start = move || first.then_some(0);
    let shown = Signal::derive(move || open.get() && offers.with(|o| !o.is_empty()));
    let list = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |at: usize| format!("{id}-{at}")
    };
    let choose = move |at: usize| {
        let Some(offer) = offers.with_untracked(|o| o.get(at).cloned()) else { return };
        set_open.set(false);
        set_active.set(None);
        if let Some(field) = input.get_untracked() {
            field.set_value("");
        }
        on_choose.run(offer);
    };
    let typed = move |event| {
        on_type.run(event_target_value(&event));
        set_active.set(start());
        set_open.set(true);
    };
    let entered = move |event| on_type.run(event_target_value(&event));
    let in_sight = {
        let option_id = option_id.clone();
        move |at: usize| reveal(&option_id(at))
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let last = offers.with_untracked(Vec::len).checked_sub(1);
        let is_shown = shown.get_untracked();
        let at = active.get_untracked();
        let go = |to: Option<usize>| {
            event.prevent_default();
            set_open.set(true);
            set_active.set(to);
            if let Some(to) = to {
                in_sight(to);
            }
        };
        match event.key().as_str() {
            "ArrowDown" if !is_shown => go(start().or(last.map(|_| 0))),
            "ArrowDown" => go(at.filter(|at| Some(*at) != last).map_or(last.map(|_| 0), |at| Some(at + 1))),
            "ArrowUp" => go(at.and_then(|at| at.checked_sub(1)).or(last)),
            "Enter" if is_shown => {
                if let Some(at) = at {
                    event.prevent_default();
                    choose(at);
                }
            }
            "Escape" if is_shown => {
                // The list closes, and nothing around it.
                event.stop_propagation();
                event.prevent_default();
                set_open.set(false);
                set_active.set(None);
            }
            _ => {}
        }
    };
    let pointed = {
        let option_id = option_id.clone();
        move || shown.get().then(|| active.get().map(&option_id)).flatten()
    };
    let options = move || {
        let offers = if open.get() { offers.get() } else { Vec::new() };
        let option = |(at, offer): (usize, Offer)| {
            let chosen = move || (active.get() == Some(at)).to_string();
            view! {
                <li
                    id=option_id(at)
                    class="combobox__option"
                    role="option"
                    aria-selected=chosen
                    on:pointerdown=move |event| event.prevent_default()
                    on:click=move |_| choose(at)
                >
                    <span class="combobox__kind">{offer.kind}</span>
                    <span>{offer.label}</span>
                </li>
            }
        };
        offers.into_iter().enumerate().map(option).collect_view()
    };
    let said = move || shown.get().then(|| count.run(offers.with(Vec::len)));
    let when_alive = move |text: &'static str| move || alive.get().then_some(text);
    view! {
        <div class="combobox">
            <input
                id=id.clone()
                class="input"
                type="text"
                name=name
                placeholder=placeholder
                aria-label=label.clone()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                role=when_alive("combobox")
                aria-autocomplete=when_alive("list")
                aria-expanded=move || alive.get().then(|| shown.get().to_string())
                aria-controls={
                    let list = list.clone();
                    move || alive.get().then(|| list.clone())
                }
                aria-activedescendant=pointed
                node_ref=input
                on:input=typed
                on:focus=entered
                on:click=move |_| set_open.set(true)
                on:blur=move |_| set_open.set(false)
                on:keydown=keys
            />
            <ul class="combobox__list" id=list role="listbox" aria-label=label hidden=move || !shown.get()>
                {options}
            </ul>
            <p class="visually-hidden" role="status">{said}</p>
        </div>
    }
    .into_any()
}

/// Scrolls the list so far that an option is seen. Nothing on the server.
pub fn reveal(id: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(option) = document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}
