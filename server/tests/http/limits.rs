//! Bodies that are too large or never end, and a database that is away.

use crate::support::{desks, send};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
    middleware::from_fn,
    routing::post,
};
use domain::Role;
use futures::{StreamExt, stream};
use server::http::body::{LIMIT, bounded};
use std::convert::Infallible;

fn chunks(count: usize) -> Body {
    let chunk = Bytes::from_static(&[b'x'; 1024]);
    Body::from_stream(stream::repeat(Ok::<_, Infallible>(chunk)).take(count))
}

#[tokio::test]
async fn a_body_over_the_limit_is_413_whether_its_length_is_said_or_not() {
    for desk in desks().await {
        let browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        for path in ["/session", "/preferences", "/welcome/x", "/api/orders/list", "/api/session/entry"] {
            for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"] {
                for body in [Body::from(vec![b'x'; LIMIT + 1]), chunks(65)] {
                    let request = browser.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
                    let answer = desk.send(request.body(body).unwrap()).await;
                    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path} {kind}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stalls_is_given_up_after_thirty_seconds() {
    let router = Router::new().route("/", post(|_: Bytes| async { "read" })).layer(from_fn(bounded));
    let stalled =
        Body::from_stream(stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"x"))]).chain(stream::pending()));
    let began = tokio::time::Instant::now();
    let answer = send(router.clone(), Request::post("/").body(stalled).unwrap()).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(began.elapsed().as_secs(), 30);
    assert_eq!(send(router, Request::post("/").body(chunks(64)).unwrap()).await.body, "read");
}

#[tokio::test]
async fn without_its_database_the_server_lives_is_not_ready_and_says_when_to_come_again() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        assert_eq!(browser.get("/readyz").await.status, StatusCode::OK);
        desk.db.close().await;
        assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
        for path in ["/readyz", "/orders", "/sign-in", "/export.csv"] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert_eq!(answer.header("retry-after"), "5", "{path}");
            assert!(answer.body.contains(answer.header("x-request-id")), "{path}");
        }
        let function = browser.request(Method::POST, "/api/orders/list").body(Body::empty()).unwrap();
        let answer = browser.send(function).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "\"Unavailable\""));
    }
}
