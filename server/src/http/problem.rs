//! Answers that are no page of ours: refused, too large, broken. Handlers say the status; the frame, which knows the
//! request, writes the text in the reader's language.

use crate::passwords::PasswordError;
use app::i18n::Words;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use store::StoreError;

/// A refusal or failure whose text is still to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem(
    /// The status.
    pub StatusCode,
);

impl Problem {
    /// What a store error is to people; the log gets the rest.
    pub fn from_store(error: &StoreError) -> Self {
        match error {
            StoreError::NotFound => Self(StatusCode::NOT_FOUND),
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "the database does not answer");
                Self(StatusCode::SERVICE_UNAVAILABLE)
            }
            _ => {
                tracing::error!(%error, "a request failed");
                Self(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::from_store(&error)
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        tracing::warn!(%error, "a password was not compared");
        match error {
            PasswordError::Busy => Self(StatusCode::SERVICE_UNAVAILABLE),
            PasswordError::Failed(_) => Self(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.into_response();
        if self.0 == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the text of a problem into its response: a small page for a browser, plain text for anything else.
pub fn write(response: &mut Response, problem: Problem, words: Words, as_page: bool, request_id: &str) {
    let (title, body) = match problem.0 {
        StatusCode::UNAUTHORIZED => (words.sign_in_title(), words.error_body()),
        StatusCode::FORBIDDEN => (words.forbidden_title(), words.forbidden_body()),
        StatusCode::NOT_FOUND => (words.not_found_title(), words.not_found_body()),
        StatusCode::SERVICE_UNAVAILABLE => (words.unavailable_title(), words.unavailable_body()),
        _ => (words.error_title(), words.error_body()),
    };
    let (id, lang) = (words.error_request(request_id), words.0.code());
    let (kind, text) = if as_page {
        let text = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
             <body><h1>{title}</h1><p>{body}</p><p>{id}</p></body></html>\n"
        );
        ("text/html; charset=utf-8", text)
    } else {
        ("text/plain; charset=utf-8", format!("{title}\n{body}\n{id}\n"))
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from(text);
}
