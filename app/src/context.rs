//! What every page and server function knows of its request: who asks, in which language, at which desk.
//!
//! The server's middleware puts a `Boot` into the request's extensions; it travels to the browser once, in the page, so
//! that nothing waits for it and hydration finds the same. On the server `Server` leads to the store.

use crate::i18n::Words;
use domain::{Currency, Languages, Locale, Timestamp, User, Zone, ids::SessionId, user::Theme};
#[cfg(feature = "ssr")]
use domain::{
    Money,
    filter::Pairs,
    order::{ChangeRequest, Outcome, change::Met},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Everything about the request that components need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Who is signed in.
    pub user: Option<User>,
    /// Their session, as it is listed.
    pub session: Option<SessionId>,
    /// The language of the page.
    pub locale: Locale,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// The desk's name.
    pub desk: String,
    /// The desk's time zone.
    pub zone: Zone,
    /// The desk's default currency.
    pub currency: Currency,
    /// The query of `/orders` that the visitor begins with: their view, else their columns, else the team's.
    pub home: String,
    /// The languages that the desk offers.
    pub languages: Languages,
    /// Whether this is a throw-away desk.
    pub demo: bool,
    /// When the page was asked for.
    pub now: Timestamp,
    /// Identifies the request in the log.
    pub request_id: String,
    /// What the last form said, once.
    pub flash: Option<Flash>,
    /// How many comments that name the visitor wait for them; on pages only, and known to the server alone.
    #[serde(skip)]
    pub unseen: i64,
}

/// What a form said: of a refused one what was wrong and what had been typed, of another one what was done. Never a
/// password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Field name and the stable code of what is wrong with it; an empty field name speaks of the whole form.
    pub errors: Vec<(String, String)>,
    /// Field name and the typed text.
    pub fields: Vec<(String, String)>,
    /// The stable code of what was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// What a change of orders did, or is about to do: the server alone says it.
    #[cfg(feature = "ssr")]
    #[serde(default)]
    pub change: Option<ChangeNotice>,
}

/// What a form that changes orders says on the page that follows.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeNotice {
    /// It was done; few of the refused orders are listed, a cookie is small.
    Done(Outcome),
    /// So many orders are looked over before it is done.
    Review {
        /// How many.
        orders: i64,
        /// What is then to be done.
        request: Box<ChangeRequest>,
        /// What that does, in the words of whoever asked.
        what: String,
        /// What is due on those that it finishes.
        due: Vec<Money>,
        /// What they leave behind, and what becomes of it is asked.
        #[serde(default)]
        left: Option<crate::orders::settle::Left>,
    },
    /// It goes on: so many orders are done.
    UnderWay {
        /// How many.
        so_far: i64,
        /// Whether a change is being taken back.
        undoes: bool,
        /// The form that asks how far it has come.
        form: Pairs,
    },
    /// Others changed the order meanwhile.
    Conflict {
        /// What they did.
        met: Met,
        /// What one wanted, of the order as it is now.
        request: Box<ChangeRequest>,
        /// What that does, in their words.
        what: String,
    },
    /// It was not done: the stable code of why.
    Refused(String),
}

#[cfg(feature = "ssr")]
impl ChangeNotice {
    /// How many refused orders fit.
    const LISTED: usize = 5;

    /// It was done.
    pub fn done(mut outcome: Outcome) -> Self {
        outcome.refusals.truncate(Self::LISTED);
        Self::Done(outcome)
    }
}

impl Flash {
    /// What had been typed into a field.
    pub fn typed(&self, field: &str) -> String {
        self.field(field).unwrap_or_default().to_owned()
    }

    /// What had been typed into a field; `None` when the field was not sent.
    pub fn field(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.as_str())
    }

    /// Whether this value of a field was sent, of which there may be several.
    pub fn holds(&self, field: &str, value: &str) -> bool {
        self.fields.iter().any(|(name, text)| name == field && text == value)
    }

    /// The code of what is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, code)| code.as_str())
    }
}

/// Gives `Boot` to all components below. Called once, at the root; on the server it comes from the request.
pub fn provide_boot() -> Boot {
    let shared = SharedValue::new(request_boot);
    let boot = shared.into_inner();
    provide_context(Home(RwSignal::new(boot.home.clone())));
    provide_context(boot.clone());
    boot
}

/// The query of `/orders` that the visitor begins with now: it changes when they arrange columns or choose a view.
#[derive(Clone, Copy)]
pub struct Home(
    /// Without `?`; empty for the built-in listing.
    pub RwSignal<String>,
);

/// Where the section of orders begins for this visitor.
pub fn use_home() -> Home {
    use_context::<Home>().unwrap_or_else(|| Home(RwSignal::new(use_boot().home)))
}

/// What this page knows of its request.
pub fn use_boot() -> Boot {
    use_context::<Boot>().unwrap_or_else(request_boot)
}

/// The words of this page's language.
pub fn use_words() -> Words {
    Words(use_boot().locale)
}

/// The text that this page's kept search stands for. The same on both sides: it travels in the page.
pub fn use_searched() -> Option<String> {
    SharedValue::new(request_searched).into_inner()
}

#[cfg(feature = "ssr")]
fn request_searched() -> Option<String> {
    server::searched()
}

#[cfg(not(feature = "ssr"))]
const fn request_searched() -> Option<String> {
    None
}

#[cfg(feature = "ssr")]
fn request_boot() -> Boot {
    server::boot().unwrap_or_else(Boot::nobody)
}

#[cfg(not(feature = "ssr"))]
fn request_boot() -> Boot {
    Boot::nobody()
}

impl Boot {
    /// Nobody, in French, in UTC: what route discovery and tests of single components see.
    pub fn nobody() -> Self {
        Self {
            user: None,
            session: None,
            locale: Locale::Fr,
            theme: Theme::Auto,
            desk: "Comptoir".into(),
            zone: Zone::utc(),
            currency: Currency::EURO,
            home: String::new(),
            languages: Languages::default(),
            demo: false,
            now: Timestamp(0),
            request_id: String::new(),
            flash: None,
            unseen: 0,
        }
    }
}

/// What only the server knows.
#[cfg(feature = "ssr")]
pub mod server {
    use super::Boot;
    use crate::error::AppError;
    use domain::{Role, User, user::Permission};
    use leptos::prelude::*;
    use store::Db;

    /// What server functions work with. Given to pages and to server functions alike.
    #[derive(Clone)]
    pub struct Server {
        /// The desk's database.
        pub db: Db,
    }

    /// The text that a page's kept search stands for: the server's middleware puts it into the request's extensions.
    #[derive(Clone)]
    pub struct Searched(pub String);

    /// The text of the page's kept search.
    pub fn searched() -> Option<String> {
        use_context::<axum::http::request::Parts>()?.extensions.get::<Searched>().map(|searched| searched.0.clone())
    }

    /// The request's `Boot`.
    pub fn boot() -> Option<Boot> {
        use_context::<axum::http::request::Parts>()?.extensions.get::<Boot>().cloned()
    }

    /// The store, and who asks, if they may do this.
    pub fn authorise(permission: Permission) -> Result<(Server, User, Boot), AppError> {
        let boot = boot().ok_or(AppError::SignIn)?;
        let user = boot.user.clone().ok_or(AppError::SignIn)?;
        if !Role::may(user.role, permission) {
            return Err(AppError::Forbidden);
        }
        let server = use_context::<Server>().ok_or(AppError::Unavailable)?;
        Ok((server, user, boot))
    }
}
