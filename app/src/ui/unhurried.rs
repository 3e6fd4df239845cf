//! What is folded away or out of sight follows the page once that is on the screen.

use leptos::prelude::*;

/// The same, as soon as what is in sight has been drawn with it; on the server at once.
pub fn unhurried<T: Clone + PartialEq + Send + Sync + 'static>(now: Memo<T>) -> Signal<T> {
    if cfg!(feature = "ssr") {
        return now.into();
    }
    let followed = RwSignal::new(now.get_untracked());
    Effect::new(move |_| {
        now.track();
        once_shown(move || {
            let Some(now) = now.try_get_untracked() else { return };
            if followed.try_with_untracked(|followed| *followed != now) == Some(true) {
                followed.set(now);
            }
        });
    });
    followed.into()
}

/// Does this once what was drawn just now is on the screen: with the frame behind the one that draws it.
pub fn once_shown(act: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(act));
}
