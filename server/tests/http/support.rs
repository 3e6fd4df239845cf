//! Desks to talk to, and a browser that keeps cookies.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, Response, StatusCode, header},
};
use domain::{Role, Timestamp, User};
use server::{AppState, routes, site::Site};
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
};
use store::{
    Db, Sql, Value,
    events::Actor,
    ids,
    people::{
        entry,
        users::{self, NewUser},
    },
};
use tempfile::TempDir;
use tower::ServiceExt;

/// The password of every user who has one.
pub const PASSWORD: &str = "correct horse battery";

/// A desk behind the real router.
pub struct Desk {
    pub router: Router,
    pub state: AppState,
    pub db: Db,
    /// The database's address, to open it as another process does.
    pub url: String,
    _folder: TempDir,
}

/// A desk of its own on each database that there is.
pub async fn desks() -> Vec<Desk> {
    desks_at("http://127.0.0.1:3000").await
}

/// The same at another public address.
pub async fn desks_at(public: &str) -> Vec<Desk> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("desk.db").display());
    let mut desks = vec![Desk::open(url, public, folder).await];
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        desks.push(Desk::open(postgres(&url).await, public, tempfile::tempdir().unwrap()).await);
    }
    desks
}

/// A schema of its own in the server's database: its address.
async fn postgres(url: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("http_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Db::connect(url).await.unwrap();
    let mut tx = admin.write().await.unwrap();
    for text in [
        "select pg_advisory_xact_lock(7)".to_owned(),
        "create extension if not exists pg_trgm schema public".to_owned(),
        format!("drop schema if exists {name} cascade"),
        format!("create schema {name}"),
    ] {
        tx.execute(Sql::new(Box::leak(text.into_boxed_str()))).await.unwrap();
    }
    tx.commit().await.unwrap();
    admin.close().await;
    let join = if url.contains('?') { '&' } else { '?' };
    format!("{url}{join}options=-c%20search_path%3D{name}%2Cpublic")
}

impl Desk {
    async fn open(url: String, public: &str, folder: TempDir) -> Self {
        let db = Db::open(&url).await.unwrap();
        let state = AppState::new(db.clone(), Site::parse(public).unwrap());
        let router = routes::router(state.clone(), app::Assets::default()).unwrap();
        Self { router, state, db, url, _folder: folder }
    }

    /// A second server of this desk, with connections of its own.
    pub async fn twin(&self) -> Self {
        Self::open(self.url.clone(), self.state.site.origin(), tempfile::tempdir().unwrap()).await
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(self.router.clone(), request).await
    }

    /// A user who has no password yet.
    pub async fn user(&self, role: Role) -> User {
        self.add(role, None).await
    }

    /// A user with the password of all.
    pub async fn user_with_password(&self, role: Role) -> User {
        let hash = self.state.passwords.hash(PASSWORD.into()).await.unwrap();
        self.add(role, Some(&hash)).await
    }

    async fn add(&self, role: Role, password_hash: Option<&str>) -> User {
        let email = format!("{}@example.org", role.code());
        let new = NewUser { email: &email, name: "Olena", role, password_hash };
        let mut tx = self.db.write().await.unwrap();
        let user = users::insert_in(&mut tx, &Actor::System, new, ids::now()).await.unwrap();
        tx.commit().await.unwrap();
        user
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { desk: self, cookies: BTreeMap::new() }
    }

    /// A browser in which this user is signed in.
    pub async fn browser_of(&self, user: &User) -> Browser<'_> {
        let mut browser = self.browser();
        let secret = entry::sign_in(&self.db, user, None, "", ids::now()).await.unwrap();
        browser.cookies.insert(self.state.site.session_cookie().into(), secret.text().into());
        browser
    }

    /// A link that makes the owner.
    pub async fn owner_link(&self) -> String {
        let secret = entry::owner_link(&self.db, ids::now()).await.unwrap().unwrap();
        format!("/welcome/{}", secret.text())
    }

    /// Changes rows as time or an administrator would.
    pub async fn execute(&self, text: &'static str, values: impl IntoIterator<Item = Value>) {
        let mut tx = self.db.write().await.unwrap();
        tx.execute(Sql::with(text, values)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A number that a query counts.
    pub async fn count(&self, text: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().one(Sql::new(text)).await.unwrap();
        count
    }
}

/// An instant some minutes ago.
pub fn minutes_ago(minutes: i64) -> Timestamp {
    ids::now().plus_millis(-minutes * 60_000)
}

impl Desk {
    /// Opens the stream of news in this browser's session.
    pub async fn stream(&self, browser: &Browser<'_>, path: &str, last: Option<&str>) -> Response<Body> {
        let mut request = browser.request(Method::GET, path).header(header::ACCEPT_ENCODING, "br, gzip");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }
}

/// Sends a request to any router.
pub async fn send(router: Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    // A stream has no end; see `live::Stream` for what it says.
    let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
    let body = to_bytes(if endless { Body::empty() } else { body }, usize::MAX).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The whole `Set-Cookie` of a name.
    pub fn set_cookie(&self, name: &str) -> Option<&str> {
        let all = self.headers.get_all(header::SET_COOKIE).into_iter().filter_map(|v| v.to_str().ok());
        all.into_iter().find(|cookie| cookie.split('=').next() == Some(name))
    }
}

/// A browser: keeps cookies, says where its forms come from.
pub struct Browser<'a> {
    desk: &'a Desk,
    pub cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    /// A request of this browser.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::ACCEPT, "text/html").header("sec-fetch-site", "same-origin");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    /// Goes to a path.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = domain::filter::encode_pairs(fields.iter().copied());
        let request =
            self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form)).unwrap()).await
    }

    /// Calls a server function as the client does.
    pub async fn call(&mut self, path: &str, arguments: &serde_json::Value) -> Answer {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        let mut request = request.body(Body::from(arguments.to_string())).unwrap();
        request.headers_mut().insert(header::ACCEPT, header::HeaderValue::from_static("application/json"));
        self.send(request).await
    }

    /// Sends a request and keeps the cookies that come back.
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.desk.send(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.into(), value.into()),
            };
        }
        answer
    }

    /// Whether somebody is signed in here.
    pub async fn is_in(&mut self) -> bool {
        self.get("/orders").await.status == StatusCode::OK
    }
}
