//! What pages and server functions are given besides the request: the store, and the page's content security policy.

use super::headers::page_policy;
use app::context::server::Server;
use axum::http::{HeaderValue, header};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use store::Db;

/// The context of a page or a server function.
pub fn context(db: Db) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(Server { db: db.clone() });
        // Server functions have no nonce: their answers get the policy under which nothing runs.
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce))
        {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
}
