//! A list to choose from that floats beside a control: arrow keys, typing, Enter, Escape. Exists in the browser only.
//!
//! Short lists take the focus themselves and jump to the letter that is typed; long ones have a field that filters, and
//! may offer to make what was typed. The control gets the focus back.

use super::icon::Icon;
use icondata_core::Icon as IconData;
use icondata_lu::LuCheck;
use leptos::{
    ev::KeyboardEvent,
    html::{Div, Input, Ul},
    prelude::*,
};

/// Something to choose.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen, for code.
    pub value: String,
    /// What is chosen, for people.
    pub text: String,
    /// Whether it is so now.
    pub chosen: bool,
    /// A picture of it, and its colour.
    pub icon: Option<(IconData, &'static str)>,
}

/// What the list is for.
#[derive(Clone)]
pub struct Asked {
    /// The id of the control that it floats beside.
    pub beside: String,
    /// What is asked.
    pub label: String,
    /// What there is to choose.
    pub choices: Vec<Choice>,
    /// Whether several may be so at once.
    pub several: bool,
    /// Words of the field that filters; without it keys jump.
    pub filter: Option<&'static str>,
    /// Says what is made of a text that is none of the choices.
    pub makes: Option<fn(&str) -> Option<String>>,
}

/// In front of a text that is none of the choices.
pub const MADE: &str = "new:";

/// The list.
#[component]
pub fn Choices(
    /// What is asked.
    asked: Asked,
    /// Gets the value that was chosen, or [`MADE`] and a text.
    on_choose: Callback<String>,
    /// Told when nothing is chosen.
    on_close: Callback<()>,
) -> impl IntoView {
    let Asked { beside, label, choices, several, filter, makes } = asked;
    let (panel, field, list) = (NodeRef::<Div>::new(), NodeRef::<Input>::new(), NodeRef::<Ul>::new());
    let typed = RwSignal::new(String::new());
    let first = choices.iter().position(|c| c.chosen && !several).unwrap_or(0);
    let active = RwSignal::new(first);
    let all = StoredValue::new(choices);
    let shown = Memo::new(move |_| {
        let wanted = domain::search::fold(&typed.get());
        let mut found = all.with_value(|all| {
            let fits = |c: &&Choice| domain::search::fold(&c.text).contains(wanted.trim());
            all.iter().filter(fits).cloned().collect::<Vec<_>>()
        });
        let text = typed.get().trim().to_owned();
        let known = found.iter().any(|c| domain::search::fold(&c.text) == wanted.trim());
        if let Some(made) = makes.filter(|_| !text.is_empty() && !known).and_then(|makes| makes(&text)) {
            found.push(Choice { value: format!("{MADE}{text}"), text: made, chosen: false, icon: None });
        }
        found
    });
    let choose = move |at: usize| {
        if let Some(choice) = shown.with_untracked(|s| s.get(at).cloned()) {
            on_choose.run(choice.value);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let last = shown.with_untracked(Vec::len).saturating_sub(1);
        let now = active.get_untracked().min(last);
        let to = match event.key().as_str() {
            "ArrowDown" => Some(if now >= last { 0 } else { now + 1 }),
            "ArrowUp" => Some(if now == 0 { last } else { now - 1 }),
            "Home" => Some(0),
            "End" => Some(last),
            "Enter" => return take(&event, || choose(now)),
            " " if filter.is_none() => return take(&event, || choose(now)),
            "Escape" => return take(&event, || on_close.run(())),
            "Tab" => return on_close.run(()),
            letter if filter.is_none() && letter.chars().count() == 1 => shown.with_untracked(|shown| {
                let begins = |c: &Choice| domain::search::fold(&c.text).starts_with(&domain::search::fold(letter));
                (1..=shown.len()).map(|n| (now + n) % shown.len()).find(|at| begins(&shown[*at]))
            }),
            _ => None,
        };
        if let Some(to) = to {
            take(&event, || active.set(to));
        }
    };
    floats(panel, beside, on_close);
    takes_focus(field, list);
    let described =
        move || shown.with(|s| (!s.is_empty()).then(|| format!("choice-{}", active.get().min(s.len() - 1))));
    view! {
        <div class="choices" node_ref=panel on:keydown=keys>
            {filter
                .map(|words| {
                    view! {
                        <input
                            class="input"
                            node_ref=field
                            role="combobox"
                            aria-expanded="true"
                            aria-controls="choices-list"
                            aria-autocomplete="list"
                            aria-activedescendant=described
                            aria-label=label.clone()
                            placeholder=words
                            autocomplete="off"
                            maxlength="60"
                            on:input=move |event| {
                                typed.set(event_target_value(&event));
                                active.set(0);
                            }
                        />
                    }
                })}
            <ul
                class="choices__list"
                id="choices-list"
                role="listbox"
                aria-label=label
                aria-multiselectable=several.then_some("true")
                tabindex=if filter.is_none() { "0" } else { "-1" }
                aria-activedescendant=move || filter.is_none().then(described).flatten()
                node_ref=list
            >
                {move || {
                    shown
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(at, choice)| {
                            view! {
                                <li
                                    class="choice"
                                    role="option"
                                    id=format!("choice-{at}")
                                    aria-selected=choice.chosen.to_string()
                                    data-active=move || (active.get() == at).then_some("")
                                    on:click=move |_| choose(at)
                                    on:pointermove=move |_| if active.get_untracked() != at { active.set(at) }
                                >
                                    <span class="choice__mark">{choice.chosen.then(|| view! { <Icon icon=LuCheck/> })}</span>
                                    {choice.icon.map(|(icon, class)| view! { <span class=class><Icon icon=icon/></span> })}
                                    <span class="choice__text">{choice.text}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}

/// The key is ours: nothing else hears of it.
fn take(event: &KeyboardEvent, act: impl FnOnce()) {
    event.prevent_default();
    event.stop_propagation();
    act();
}

/// Gives the focus to what takes the keys.
fn takes_focus(field: NodeRef<Input>, list: NodeRef<Ul>) {
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        } else if let Some(list) = list.get() {
            let _ = list.focus();
        }
    });
}

/// Puts the list beside its control, inside the window, and closes it on a press elsewhere.
#[cfg(feature = "hydrate")]
fn floats(panel: NodeRef<Div>, beside: String, on_close: Callback<()>) {
    use wasm_bindgen::JsCast;
    Effect::new(move |_| {
        let (Some(panel), Some(control)) = (panel.get(), document().get_element_by_id(&beside)) else { return };
        let number = |value: Option<wasm_bindgen::JsValue>| value.and_then(|v| v.as_f64()).map_or(0, |v| v as i32);
        let (width, height) = (number(window().inner_width().ok()), number(window().inner_height().ok()));
        let (at, own) = (control.get_bounding_client_rect(), panel.get_bounding_client_rect());
        let (own_width, own_height) = (own.width() as i32, own.height() as i32);
        let left = (at.left() as i32).min(width - own_width - 8).max(8);
        let below = at.bottom() as i32 + 4;
        let top = if below + own_height > height - 8 { at.top() as i32 - own_height - 4 } else { below };
        let style = web_sys::HtmlElement::style(&panel);
        let _ = style.set_property("left", &format!("{left}px"));
        let _ = style.set_property("top", &format!("{}px", top.max(8)));
    });
    let presses = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        let inside = panel.try_get_untracked().flatten().is_some_and(|panel| panel.contains(target.as_ref()));
        if !inside {
            on_close.run(());
        }
    });
    on_cleanup(move || presses.remove());
}

/// Nothing floats on the server.
#[cfg(not(feature = "hydrate"))]
fn floats(_: NodeRef<Div>, _: String, _: Callback<()>) {}

/// Gives the focus to the element of this id, once the page has settled. Nothing on the server.
#[cfg(feature = "hydrate")]
pub fn focus_later(id: String) {
    request_animation_frame(move || focus(&id));
}

/// The same, if what had the focus is gone by then.
#[cfg(feature = "hydrate")]
pub fn focus_if_lost(id: String) {
    request_animation_frame(move || {
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            focus(&id);
        }
    });
}

#[cfg(feature = "hydrate")]
fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Gives the focus to the element of this id, once the page has settled. Nothing on the server.
#[cfg(not(feature = "hydrate"))]
pub fn focus_later(_: String) {}

/// Gives the focus to the element of this id, if what had it is gone. Nothing on the server.
#[cfg(not(feature = "hydrate"))]
pub fn focus_if_lost(_: String) {}
