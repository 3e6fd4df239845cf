//! Who asks: the session's user, the language, the theme, the desk, what the last form said. Makes the `Boot` that pages
//! and server functions read.

use super::{cookies, flash, frame::RequestId};
use crate::AppState;
use app::context::Boot;
use axum::http::{HeaderMap, header};
use domain::{Languages, Listing, Locale, user::Theme};
use store::{Result, desk, ids, mentions, people::sessions};

/// The secret of the session that a request came with; whether it still holds is in `Boot::user`.
#[derive(Clone, Debug, Default)]
pub struct SessionSecret(pub Option<String>);

/// Looks a request's visitor up. A flash is read, and what waits for them counted, only where a page will show it.
pub async fn identify(
    state: &AppState,
    headers: &HeaderMap,
    id: &RequestId,
    is_page: bool,
) -> Result<(Boot, SessionSecret)> {
    let now = ids::now();
    let secret = cookies::read(headers, state.site.session_cookie());
    let asked = secret.clone();
    let found = state.db.at_once(move |tx| {
        Box::pin(async move {
            let session = match asked {
                Some(secret) => sessions::find_in(tx, &secret, now).await?,
                None => None,
            };
            let unseen = match &session {
                Some(session) if is_page => mentions::unseen_in(tx, session.user.id, session.user.role).await?,
                _ => 0,
            };
            Ok((session, desk::fetch_in(tx).await?, unseen))
        })
    });
    let (session, desk, unseen) = found.await?;
    if let (Some(session), Some(secret)) = (&session, &secret)
        && session.wants_touch
    {
        touch_later(state, secret.clone());
    }
    let (session, user, view, own, card) =
        session.map_or_else(Default::default, |s| (Some(s.id), Some(s.user), s.view, s.columns, s.card));
    let arranged = |columns| Listing { columns, card, ..Listing::default() };
    let home = view.unwrap_or_else(|| arranged(own.unwrap_or(desk.columns)));
    let chosen_theme = || cookies::read(headers, cookies::THEME).and_then(|code| Theme::parse(&code));
    let said = cookies::read(headers, cookies::FLASH).filter(|_| is_page).and_then(|value| flash::decode(&value));
    let said = match (said, &user) {
        (Some(said), Some(user)) => Some(flash::opened(&state.db, user.id, said).await?),
        (said, _) => said,
    };
    let boot = Boot {
        locale: user
            .as_ref()
            .and_then(|user| user.locale)
            .filter(|locale| desk.languages.offers(*locale))
            .unwrap_or_else(|| locale_of(headers, &desk.languages)),
        theme: user.as_ref().map(|user| user.theme).or_else(chosen_theme).unwrap_or_default(),
        user,
        session,
        desk: desk.name,
        zone: desk.zone,
        currency: desk.currency,
        home: home.to_query(),
        languages: desk.languages,
        demo: desk.demo,
        now,
        request_id: id.0.clone(),
        flash: said,
        unseen,
    };
    Ok((boot, SessionSecret(secret)))
}

/// The language of somebody of whom nothing else is known: as chosen in this browser, else as the browser asks, among
/// those that the desk offers.
pub fn locale_of(headers: &HeaderMap, languages: &Languages) -> Locale {
    let chosen = cookies::read(headers, cookies::LOCALE).and_then(|code| Locale::parse(&code));
    let chosen = chosen.filter(|locale| languages.offers(*locale));
    let wished = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    chosen.unwrap_or_else(|| languages.negotiate(wished()))
}

/// Nobody waits for the note that a session is in use; while the database takes no writes, reading goes on.
fn touch_later(state: &AppState, secret: String) {
    let db = state.db.clone();
    tokio::spawn(async move {
        if let Err(error) = sessions::touch(&db, &secret, ids::now()).await {
            tracing::warn!(%error, "the use of a session was not written down");
        }
    });
}
