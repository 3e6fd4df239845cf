//! News of other people's changes, as an open page hears them.

use crate::{
    process::beside,
    support::{Browser, Desk, desks},
};
use axum::{
    body::Body,
    http::{Response, StatusCode},
};
use domain::{
    Conditions, Order, Role, Slug, Sort, User,
    filter::Archived,
    funnel::Sight,
    ids::{OrderId, UserId},
    live::{News, Seq},
    order::{Action, ChangeRequest, IdempotencyKey, Targets},
    testing::Dice,
    user::team::MemberChange,
};
use http_body_util::BodyExt;
use server::{
    live::PER_SESSION,
    seed::{Plan, run},
    serve::{Limits, accept},
};
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};
use store::{
    Db, live,
    orders::{self, Aim, Batch, Change, Work},
    people::{sessions, team},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

const SECOND: Duration = Duration::from_secs(1);

/// A desk with some orders, and somebody who changes them.
async fn seeded(desk: &Desk, orders: u64) -> User {
    run(&desk.db, &Plan { orders, seed: 5, now: domain::testing::NOW }, |_| {}).await.unwrap();
    desk.user(Role::Manager).await
}

async fn all(db: &Db) -> BTreeMap<OrderId, Order> {
    let everything = Conditions { archived: Archived::All, ..Conditions::default() };
    let mut batch = Batch::open(db, everything, Sort::default()).await.unwrap();
    batch.next().await.unwrap().into_iter().map(|order| (order.id, order)).collect()
}

/// Changes orders as somebody else does.
async fn change(db: &Db, user: UserId, key: &str, orders: &[&Order], action: Action) {
    let chosen = orders.iter().map(|order| (order.id, order.version)).collect();
    let work = Work::Do { aim: Aim::Chosen(chosen), action };
    let key = IdempotencyKey::parse(&format!("live-key-{key}")).unwrap();
    let said = format!("{work:?}");
    orders::change(db, Change { user, key, said, work }).await.unwrap();
}

/// What a stream said.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    News(News),
    Reset(Seq),
}

/// An open stream, read as a browser reads it.
struct Stream {
    body: Body,
    bytes: Vec<u8>,
    text: String,
    last: Option<String>,
    said: usize,
}

impl Stream {
    fn of(response: Response<Body>) -> Self {
        assert_eq!(response.status(), StatusCode::OK);
        Self { body: response.into_body(), bytes: Vec::new(), text: String::new(), last: None, said: 0 }
    }

    async fn open(desk: &Desk, browser: &Browser<'_>, after: Seq) -> Self {
        Self::of(desk.stream(browser, &format!("/live?after={after}"), None).await)
    }

    /// The next message; none at the end of the stream.
    async fn next(&mut self) -> Option<Said> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let fields: Vec<(&str, &str)> = block.lines().filter_map(|line| line.split_once(": ")).collect();
                let field = |name: &str| fields.iter().find(|(of, _)| *of == name).map(|(_, value)| *value);
                if let Some(id) = field("id") {
                    self.last = Some(id.to_owned());
                }
                let said = field("data").map(|data| match field("event") {
                    Some("reset") => Said::Reset(serde_json::from_str::<BTreeMap<&str, Seq>>(data).unwrap()["seq"]),
                    None => Said::News(serde_json::from_str(data).unwrap()),
                    other => panic!("{other:?}"),
                });
                self.text = rest.to_owned();
                if said.is_some() {
                    self.said += 1;
                    return said;
                }
            }
            let frame = self.body.frame().await?.unwrap();
            // On a connection a character may come in two parts.
            self.bytes.extend_from_slice(frame.data_ref().unwrap());
            let whole = std::str::from_utf8(&self.bytes).map_or_else(|error| error.valid_up_to(), str::len);
            let whole: Vec<u8> = self.bytes.drain(..whole).collect();
            self.text.push_str(&String::from_utf8(whole).unwrap());
            assert!(self.bytes.len() < 4, "what comes is text");
        }
    }

    /// The next message, which must come within a second.
    async fn news(&mut self) -> News {
        match timeout(SECOND, self.next()).await.unwrap() {
            Some(Said::News(news)) => news,
            other => panic!("{other:?}"),
        }
    }

    async fn ends_within(&mut self, limit: Duration) {
        timeout(limit, async { while self.next().await.is_some() {} }).await.unwrap();
    }
}

#[tokio::test]
async fn a_change_of_somebody_else_arrives_within_a_second() {
    for desk in desks().await {
        let manager = seeded(&desk, 20).await;
        let orders = all(&desk.db).await;
        let first = orders.values().next().unwrap();
        let viewer = desk.user(Role::Viewer).await;
        let head = live::head(&desk.db).await.unwrap();
        let mut streams = Vec::new();
        for user in [&viewer, &manager] {
            let browser = desk.browser_of(user).await;
            let response = desk.stream(&browser, &format!("/live?after={head}"), None).await;
            let header = |name: &str| response.headers().get(name).map(|v| v.to_str().unwrap());
            assert_eq!(header("content-type"), Some("text/event-stream"));
            assert_eq!(header("cache-control"), Some("no-store"));
            assert_eq!(header("x-accel-buffering"), Some("no"));
            assert_eq!(header("content-encoding"), None);
            streams.push(Stream::of(response));
        }
        let mut other = desk.browser_of(&manager).await;
        let request = serde_json::json!({"request": {"key": "0123456789",
            "targets": {"chosen": [[first.id.to_string(), first.version]]}, "action": {"archive": true}}});
        assert_eq!(other.call("/api/orders/change", &request).await.status, StatusCode::OK);
        for stream in &mut streams {
            let news = stream.news().await;
            assert_eq!((news.seq, news.gone, news.labels), (Seq(head.0 + 1), vec![], false));
            assert_eq!(news.orders, [all(&desk.db).await[&first.id].clone()]);
            assert_eq!(stream.last, Some((head.0 + 1).to_string()));
        }
        assert_eq!(desk.state.live.streams(), 2);
        drop(streams);
        assert_eq!(desk.state.live.streams(), 0);
    }
}

#[tokio::test]
async fn a_stream_goes_on_where_it_was_cut_off() {
    for desk in desks().await {
        let manager = seeded(&desk, 10).await;
        let orders: Vec<Order> = all(&desk.db).await.into_values().collect();
        let head = live::head(&desk.db).await.unwrap();
        let browser = desk.browser_of(&manager).await;
        let mut stream = Stream::open(&desk, &browser, head).await;
        change(&desk.db, manager.id, "1", &[&orders[0]], Action::Archive(true)).await;
        stream.news().await;
        let last = stream.last.take();
        drop(stream);
        change(&desk.db, manager.id, "2", &[&orders[1], &orders[2]], Action::Archive(true)).await;
        // The browser comes to the address of the page again, and says itself what it has heard.
        let again = desk.stream(&browser, &format!("/live?after={head}"), last.as_deref()).await;
        let mut stream = Stream::of(again);
        let news = stream.news().await;
        assert_eq!((news.seq, news.orders.len()), (Seq(head.0 + 3), 2));
        change(&desk.db, manager.id, "3", &[&orders[3]], Action::Archive(true)).await;
        assert_eq!(stream.news().await.seq, Seq(head.0 + 4));
        // Without a number it begins now.
        let mut now = Stream::of(desk.stream(&browser, "/live", None).await);
        change(&desk.db, manager.id, "4", &[&orders[4]], Action::Archive(true)).await;
        assert_eq!(now.news().await.orders[0].id, orders[4].id);
    }
}

#[tokio::test]
async fn who_was_away_for_long_is_told_to_ask_for_everything() {
    for desk in desks().await {
        let manager = seeded(&desk, 600).await;
        let head = live::head(&desk.db).await.unwrap();
        let browser = desk.browser_of(&manager).await;
        for (path, last) in [
            ("/live?after=1".to_owned(), None),
            (format!("/live?after={}", head.0 + 1), None),
            ("/live?after=nonsense".to_owned(), None),
            (format!("/live?after={head}"), Some("1")),
        ] {
            let mut stream = Stream::of(desk.stream(&browser, &path, last).await);
            assert_eq!(timeout(SECOND, stream.next()).await.unwrap(), Some(Said::Reset(head)), "{path}");
            // And then it goes on.
            assert_eq!(stream.last, Some(head.to_string()));
        }
    }
}

#[tokio::test]
async fn what_another_process_changes_arrives_within_a_second() {
    for desk in desks().await {
        let manager = seeded(&desk, 10).await;
        let orders: Vec<Order> = all(&desk.db).await.into_values().collect();
        let head = live::head(&desk.db).await.unwrap();
        let mut stream = Stream::open(&desk, &desk.browser_of(&manager).await, head).await;
        // As the command line does: it opens the desk, changes something and goes, and rings for nobody.
        for (n, order) in orders.iter().enumerate().take(3) {
            let other = Db::connect(&desk.url).await.unwrap();
            let began = Instant::now();
            change(&other, manager.id, &n.to_string(), &[order], Action::Archive(true)).await;
            assert_eq!(stream.news().await.orders[0].id, order.id);
            assert!(began.elapsed() < SECOND, "{:?}", began.elapsed());
            other.close().await;
        }
    }
}

#[tokio::test]
async fn a_stream_ends_with_the_session_and_with_the_role() {
    for desk in desks().await {
        let manager = seeded(&desk, 5).await;
        let owner = desk.user(Role::Owner).await;
        let order = all(&desk.db).await.into_values().next().unwrap();
        let head = live::head(&desk.db).await.unwrap();
        let browser = desk.browser_of(&manager).await;
        let owners = desk.browser_of(&owner).await;
        let mut kept = Stream::open(&desk, &owners, head).await;
        let mut stream = Stream::open(&desk, &browser, head).await;
        desk.execute("update users set role = 'viewer' where id = $1", [manager.id.0.into()]).await;
        // Felt before anything else is delivered.
        change(&desk.db, owner.id, "1", &[&order], Action::Archive(true)).await;
        timeout(SECOND, async { assert_eq!(stream.next().await, None) }).await.unwrap();
        assert_eq!(kept.news().await.orders.len(), 1);
        let mut stream = Stream::open(&desk, &browser, head).await;
        stream.news().await;
        let disable = MemberChange::Disable;
        team::change(&desk.db, owner.id, manager.id, 1, disable, store::ids::now()).await.unwrap();
        stream.ends_within(SECOND).await;
        assert_eq!(desk.stream(&browser, "/live", None).await.status(), StatusCode::UNAUTHORIZED);
        assert!(kept.news().await.labels, "somebody is no longer offered");
        // Signing out writes no event: it is felt all the same, a little later.
        sessions::end_others(&desk.db, owner.id, domain::ids::SessionId(0)).await.unwrap();
        kept.ends_within(Duration::from_secs(15)).await;
    }
}

#[tokio::test]
async fn nobody_is_told_anything_without_a_session_and_no_session_has_endless_streams() {
    for desk in desks().await {
        assert_eq!(desk.stream(&desk.browser(), "/live", None).await.status(), StatusCode::UNAUTHORIZED);
        let browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        let mut open = Vec::new();
        for _ in 0..PER_SESSION {
            open.push(Stream::of(desk.stream(&browser, "/live", None).await));
        }
        assert_eq!(desk.stream(&browser, "/live", None).await.status(), StatusCode::TOO_MANY_REQUESTS);
        open.pop();
        assert_eq!(desk.stream(&browser, "/live", None).await.status(), StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_when_the_server_is_told_to_stop() {
    for desk in desks().await {
        let browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let live = desk.state.live.clone();
        let (stop, told) = tokio::sync::oneshot::channel::<()>();
        let until = async move {
            drop(told.await);
            live.stop();
        };
        let ended = tokio::spawn(accept(listener, desk.router.clone(), Limits::default(), until));
        let mut stream = TcpStream::connect(address).await.unwrap();
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!("GET /live HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n\r\n", cookies.join("; "));
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        while !answer.contains("retry: ") {
            let mut some = [0; 1024];
            let n = timeout(SECOND, stream.read(&mut some)).await.unwrap().unwrap();
            answer.push_str(std::str::from_utf8(&some[..n]).unwrap());
        }
        let began = Instant::now();
        stop.send(()).unwrap();
        stream.read_to_string(&mut answer).await.unwrap();
        ended.await.unwrap();
        assert!(began.elapsed() < 2 * SECOND, "{:?}", began.elapsed());
        assert!(answer.ends_with("0\r\n\r\n"), "the answer is whole: {answer}");
    }
}

/// Somebody with a page that hears news, and is cut off now and then.
async fn follow(
    desk: &Desk,
    user: &User,
    mut dice: Dice,
    done: &AtomicBool,
) -> (Option<String>, BTreeMap<OrderId, Order>) {
    let browser = desk.browser_of(user).await;
    let head = live::head(&desk.db).await.unwrap();
    let mut page = all(&desk.db).await;
    let mut last = Some(head.to_string());
    loop {
        let mut stream = Stream::of(desk.stream(&browser, &format!("/live?after={head}"), last.as_deref()).await);
        let patience = dice.roll(&(1..8_usize));
        while stream.said < patience {
            match timeout(SECOND, stream.next()).await {
                Ok(Some(Said::News(news))) => {
                    page.extend(news.orders.into_iter().map(|order| (order.id, order)));
                    news.gone.iter().for_each(|id| drop(page.remove(id)));
                }
                Ok(Some(Said::Reset(_))) => page = all(&desk.db).await,
                Ok(None) => panic!("the stream ended"),
                // Quiet for a second: all that is said of what was done until then.
                Err(_) if done.load(Ordering::SeqCst) => return (stream.last, page),
                Err(_) => {}
            }
        }
        last = stream.last;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_of_two_server_processes_ends_as_a_fresh_one() {
    let seed = std::env::var("COMPTOIR_TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(17);
    println!("seed {seed}");
    for desk in desks().await {
        let manager = seeded(&desk, 30).await;
        let (twin, _process) = beside(&desk).await;
        let ids: Vec<OrderId> = all(&desk.db).await.into_keys().collect();
        let done = AtomicBool::new(false);
        let write = async |desk: &Desk, writer: u64| {
            let mut browser = desk.browser_of(&manager).await;
            let mut dice = Dice::new(seed + writer);
            for n in 0..40 {
                let first = dice.roll(&(0..ids.len() - 3));
                let chosen = &ids[first..first + dice.roll(&(1..4_usize))];
                let now = orders::by_ids(&desk.db, chosen, Sight::Everything).await.unwrap();
                let to = |stage: &str| Action::Move(Slug::parse(stage).unwrap());
                let give = Action::Assign(Some(manager.id));
                let actions = [Action::Archive(true), Action::Archive(false), give, to("new"), to("in_progress")];
                let action = actions[dice.roll(&(0..actions.len()))].clone();
                let targets = Targets::Chosen(now.iter().map(|order| (order.id, order.version)).collect());
                let key = IdempotencyKey::parse(&format!("live-key-{writer}-{n}")).unwrap();
                let request = serde_json::json!({ "request": ChangeRequest { key, targets, action } });
                let answer = browser.call("/api/orders/change", &request).await;
                assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            }
        };
        let writing = async {
            tokio::join!(write(&desk, 1), write(&twin, 2), write(&desk, 3), write(&twin, 4));
            done.store(true, Ordering::SeqCst);
        };
        let reader = |desk, n| follow(desk, &manager, Dice::new(seed + 10 + n), &done);
        let ((), a, b, c, d) =
            tokio::join!(writing, reader(&desk, 1), reader(&twin, 2), reader(&desk, 3), reader(&twin, 4));
        let fresh = (Some(live::head(&desk.db).await.unwrap().to_string()), all(&desk.db).await);
        for (at, (last, page)) in [a, b, c, d].into_iter().enumerate() {
            assert_eq!(page.len(), fresh.1.len(), "reader {at}");
            for (seen, order) in page.values().zip(fresh.1.values()) {
                assert_eq!(seen, order, "reader {at}");
            }
            assert_eq!(last, fresh.0, "reader {at}");
        }
    }
}
