//! Short messages that come and go: what was done, and taking it back. Called from anywhere below the root.
//!
//! Each stays twelve seconds, longer while the pointer or the focus is on it; of more than three the older ones are out of
//! sight meanwhile. Ctrl/⌘+Z takes the newest one back, also of those, unless somebody types. They outlive the page that
//! made them, so what they do must not need it. Besides them, some tell of what lasts: they stay until it has ended.

use super::icon::Icon;
use icondata_lu::LuX;
use leptos::prelude::*;
use std::sync::Arc;

/// How many are shown at once.
const SHOWN: usize = 3;
/// How many can be taken back.
const KEPT: usize = 100;
/// How long one stays, in milliseconds.
#[cfg(feature = "hydrate")]
const STAYS: u32 = 12_000;
/// How often the time that is left is looked at, in milliseconds.
#[cfg(feature = "hydrate")]
const TICK: u32 = 250;

/// What a toast can do.
pub type Deed = Arc<dyn Fn() + Send + Sync>;

/// The button of a message.
#[derive(Clone)]
pub enum Offer {
    /// Takes back what the message tells of; Ctrl/⌘+Z does so too.
    Undo(Deed),
    /// Does something else, in these words.
    Other(&'static str, Deed),
}

/// A message.
#[derive(Clone)]
struct Toast {
    id: u32,
    text: ArcRwSignal<String>,
    offer: Option<Offer>,
    /// What there is to read besides, behind a word that opens it.
    more: Option<(&'static str, Vec<String>)>,
    /// What lasts, where it tells of such a thing.
    lasting: Option<String>,
}

/// The messages that are shown. Cheap to copy; given by context at the root.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    made: StoredValue<u32>,
}

/// Gives `Toasts` to everything below. Called once, at the root.
pub fn provide_toasts() {
    provide_context(Toasts { list: RwSignal::new(Vec::new()), made: StoredValue::new(0) });
}

impl Toasts {
    /// Shows a message, with a button where there is something to do about it.
    pub fn show(self, text: String, offer: Option<Offer>) {
        self.push(text, offer, None, None);
    }

    /// Shows a message with a list that a word opens.
    pub fn show_with(self, text: String, offer: Option<Offer>, more: (&'static str, Vec<String>)) {
        self.push(text, offer, Some(more).filter(|(_, lines)| !lines.is_empty()), None);
    }

    /// Tells of something that lasts, by its name; told again, the message says it anew.
    pub fn keep(self, name: &str, text: String) {
        let of = |toast: &&Toast| toast.lasting.as_deref() == Some(name);
        let said = self.list.with_untracked(|list| list.iter().find(of).map(|toast| toast.text.clone()));
        match said {
            Some(said) if said.with_untracked(|said| *said == text) => {}
            Some(said) => said.set(text),
            None => self.push(text, None, None, Some(name.to_owned())),
        }
    }

    /// What lasted has ended.
    pub fn end(self, name: &str) {
        let of = |toast: &Toast| toast.lasting.as_deref() == Some(name);
        if self.list.with_untracked(|list| list.iter().any(of)) {
            self.list.update(|list| list.retain(|toast| !of(toast)));
        }
    }

    fn push(
        self,
        text: String,
        offer: Option<Offer>,
        more: Option<(&'static str, Vec<String>)>,
        lasting: Option<String>,
    ) {
        self.made.update_value(|n| *n += 1);
        let (id, text) = (self.made.get_value(), ArcRwSignal::new(text));
        self.list.update(|list| {
            list.push(Toast { id, text, offer, more, lasting });
            let passing = |toast: &Toast| toast.lasting.is_none();
            if list.iter().filter(|toast| passing(toast)).count() > KEPT
                && let Some(oldest) = list.iter().position(passing)
            {
                list.remove(oldest);
            }
        });
    }

    /// Says more with the newest message, where that tells of what was done.
    pub fn add(self, more: &str) {
        let done = |toast: &&Toast| matches!(toast.offer, Some(Offer::Undo(_)));
        let newest = self.list.with_untracked(|list| list.last().filter(done).map(|toast| toast.text.clone()));
        match newest {
            Some(text) => text.update(|text| *text = format!("{text} · {more}")),
            None => self.show(more.to_owned(), None),
        }
    }

    /// Whether newer ones take the place of this one.
    fn is_behind(self, id: u32) -> bool {
        self.list.with(|list| list.iter().filter(|toast| toast.lasting.is_none() && toast.id > id).count() >= SHOWN)
    }

    fn dismiss(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }

    /// Takes back what the newest message tells of that can be taken back. Says whether there was one.
    #[cfg(feature = "hydrate")]
    fn undo(self) -> bool {
        let undo = |toast: &Toast| match &toast.offer {
            Some(Offer::Undo(deed)) => Some((toast.id, Arc::clone(deed))),
            _ => None,
        };
        let newest = self.list.with_untracked(|list| list.iter().rev().find_map(undo));
        let Some((id, deed)) = newest else { return false };
        self.dismiss(id);
        deed();
        true
    }
}

/// Where the messages are shown.
#[component]
pub fn ToastRegion(
    /// The word on the button that takes back.
    undo: &'static str,
    /// What the button that closes does.
    close: &'static str,
) -> impl IntoView {
    let Some(toasts) = use_context::<Toasts>() else { return ().into_any() };
    undoes_by_key(toasts);
    super::root::says("data-told", move || toasts.list.with(|list| !list.is_empty()));
    view! {
        <div class="toasts" role="status">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <Shown toast=toast toasts=toasts undo=undo close=close/>
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn Shown(
    /// The message.
    toast: Toast,
    /// All of them.
    toasts: Toasts,
    /// The word on the button that takes back.
    undo: &'static str,
    /// What the button that closes does.
    close: &'static str,
) -> impl IntoView {
    let id = toast.id;
    let held = RwSignal::new(false);
    let lasts = toast.lasting.is_some();
    if !lasts {
        goes_away(toasts, id, held);
    }
    let text = toast.text;
    // What grows from moment to moment is not read out each time.
    let live = lasts.then_some("off");
    view! {
        <div
            class="toast"
            hidden=move || !lasts && toasts.is_behind(id)
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <p class="toast__text" aria-live=live>{move || text.get()}</p>
            {toast
                .more
                .map(|(word, lines)| {
                    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                    view! { <details class="toast__more"><summary>{word}</summary><ul>{lines}</ul></details> }
                })}
            {toast
                .offer
                .map(|offer| {
                    let (label, deed) = match offer {
                        Offer::Undo(deed) => (undo, deed),
                        Offer::Other(label, deed) => (label, deed),
                    };
                    let act = move |_| {
                        toasts.dismiss(id);
                        deed();
                    };
                    view! { <button type="button" class="toast__deed" on:click=act>{label}</button> }
                })}
            {(!lasts)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="toast__close"
                            aria-label=close
                            title=close
                            on:click=move |_| toasts.dismiss(id)
                        >
                            <Icon icon=LuX/>
                        </button>
                    }
                })}
        </div>
    }
}

/// Takes the message away when its time is over.
#[cfg(feature = "hydrate")]
fn goes_away(toasts: Toasts, id: u32, held: RwSignal<bool>) {
    let left = StoredValue::new(STAYS);
    let clock = gloo::timers::callback::Interval::new(TICK, move || {
        if held.try_get_untracked().unwrap_or(true) {
            return;
        }
        let now = left.try_get_value().unwrap_or_default().saturating_sub(TICK);
        let _ = left.try_set_value(now);
        if now == 0 {
            toasts.dismiss(id);
        }
    });
    let clock = StoredValue::new_local(Some(clock));
    on_cleanup(move || drop(clock.try_update_value(Option::take)));
}

/// Nothing comes and goes on the server.
#[cfg(not(feature = "hydrate"))]
fn goes_away(_: Toasts, _: u32, _: RwSignal<bool>) {}

/// Ctrl+Z, or ⌘+Z.
#[cfg(feature = "hydrate")]
fn undoes_by_key(toasts: Toasts) {
    use wasm_bindgen::JsCast;
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let key = event.key();
        // Keys of other alphabets say the place of the key only.
        let is_z = if key.is_ascii() { key.eq_ignore_ascii_case("z") } else { event.code() == "KeyZ" };
        if !is_z || !(event.ctrl_key() || event.meta_key()) || event.shift_key() || event.alt_key() {
            return;
        }
        let typing = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]";
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if !target.is_some_and(|t| t.matches(typing).unwrap_or_default()) && toasts.undo() {
            event.prevent_default();
        }
    });
    on_cleanup(move || keys.remove());
}

/// Nobody presses keys on the server.
#[cfg(not(feature = "hydrate"))]
fn undoes_by_key(_: Toasts) {}
