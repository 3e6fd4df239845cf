//! Where somebody is signed in, and how to end that.

use crate::{
    context::{use_boot, use_words},
    format,
};
use domain::user::SessionLabel;
use leptos::prelude::*;

/// The sessions of whoever is signed in.
#[component]
pub fn Sessions(
    /// Sessions in force, the one used last first.
    sessions: Vec<SessionLabel>,
) -> impl IntoView {
    let words = use_words();
    let boot = use_boot();
    let here = boot.session;
    let others = sessions.iter().filter(|session| Some(session.id) != here).count();
    let items = sessions
        .into_iter()
        .map(|session| {
            let when = |at: domain::Timestamp| format::date_time(boot.locale, boot.zone.local(at));
            let name = if session.agent.is_empty() { words.session_unknown().to_owned() } else { session.agent };
            let end = if Some(session.id) == here {
                view! { <span class="tag">{words.session_this()}</span> }.into_any()
            } else {
                let label = words.session_end_named(&when(session.began_at), &name);
                view! {
                    <form action="/settings/sessions/end" method="post">
                        <input type="hidden" name="session" value=session.id.to_string()/>
                        <button class="button" aria-label=label>{words.session_end()}</button>
                    </form>
                }
                .into_any()
            };
            view! {
                <li class="session">
                    <div>
                        <p class="session__name">{name}</p>
                        <p class="session__when">
                            {words.session_times(&when(session.began_at), &when(session.seen_at))}
                        </p>
                    </div>
                    {end}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="sessions-title">
            <h2 class="panel__title" id="sessions-title">{words.sessions()}</h2>
            <p class="panel__none">{words.sessions_hint()}</p>
            <ul>{items}</ul>
            {(others > 0)
                .then(|| {
                    view! {
                        <form class="form__actions" action="/settings/sessions/end-others" method="post">
                            <button class="button">{words.sessions_end_others()}</button>
                        </form>
                    }
                })}
        </section>
    }
    .into_any()
}
