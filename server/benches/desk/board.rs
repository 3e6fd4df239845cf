//! The board: its page, moves one after the other and many at once, and how soon every open stream is told of one.

use crate::{
    client::{self, Stream},
    draw::Desk,
    figure::{Measured, Outcome, micros},
    process::{self, Memory},
    raw::Raw,
    web,
};
use domain::{
    Conditions, Order, OrderFilter, Sort,
    board::{CARDS, Lane, lanes},
    filter::Moment,
    ids::UserId,
    order::{Action, IdempotencyKey},
};
use std::{
    fs::File,
    io::Write,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use store::orders::{self, Aim, Batch, Change, Work};

/// How many streams are open at once.
const STREAMS: usize = 500;
/// How many sessions they belong to: each may have eight.
const SESSIONS: usize = 100;
/// How many changes are told of.
const CHANGES: usize = 200;
/// How many editors move at once, and for how long.
const EDITORS: usize = 8;
const SLICE: Duration = Duration::from_secs(3);
const SLICES: usize = 5;

/// The board of one funnel with its counts and sums, against the bare statements of its columns.
pub async fn pages(database: &str) -> Outcome<Measured> {
    let mut desk = Desk::open(database).await?;
    let raw = Raw::connect(database).await?;
    let mut measured = Measured::default();
    for query in desk.queries("of 8 columns").await? {
        let (listing, conditions) = desk.listing(&query)?;
        let began = Instant::now();
        let page = orders::page(&desk.db, &listing, &conditions).await?;
        measured.ours.push(micros(began.elapsed()));
        let cards = page.board.ok_or("the page is no board")?;
        if page.totals.is_none() || cards.len() < 6 {
            return Err(format!("{query}: {} columns, totals: {}", cards.len(), page.totals.is_some()).into());
        }
        let mut taken = 0;
        // What the totals say is empty is not asked for.
        let holds = |lane: &Lane| cards.iter().any(|cards| cards.lane == lane.code() && !cards.orders.is_empty());
        for lane in lanes(&listing.filter, &desk.funnels).into_iter().filter(holds) {
            let narrowed = resolved(&desk, &lane.narrowed(&listing.filter));
            let dialect = desk.db.dialect();
            let sql = orders::page_sql(dialect, &desk.funnels, &narrowed, listing.sort, None, true, CARDS + 1);
            let began = Instant::now();
            raw.run(&sql).await?;
            taken += micros(began.elapsed());
        }
        measured.raw.push(taken);
    }
    Ok(measured)
}

fn resolved(desk: &Desk, filter: &OrderFilter) -> Conditions {
    filter.resolve(&Moment { now: desk.now, zone: &desk.zone, me: None })
}

/// Moves a card of its funnel on, and back with the next one.
struct Mover {
    user: UserId,
    orders: Vec<Order>,
    name: String,
    made: usize,
}

impl Mover {
    async fn new(desk: &Desk, name: String, skip: usize) -> Outcome<Self> {
        let mut batch = Batch::open(&desk.db, Conditions::default(), Sort::default()).await?;
        let orders = batch.next().await?.into_iter().skip(skip).step_by(EDITORS).take(40).collect();
        let user = client::user(&desk.db).await?.id;
        Ok(Self { user, orders, name, made: 0 })
    }

    /// The next move.
    fn next(&mut self, desk: &Desk) -> Outcome<(usize, Change)> {
        let at = self.made % self.orders.len().max(1);
        self.made += 1;
        let order = self.orders.get(at).ok_or("the desk holds no order")?;
        let funnel = desk.funnels.0.iter().find(|f| f.id == order.funnel.id).ok_or("an order without a funnel")?;
        let stage = funnel.stages.iter().find(|s| s.id != order.stage.id).ok_or("a funnel of one stage")?;
        let key = IdempotencyKey::of(&format!("{}-{}-{}", self.name, self.made, store::ids::now().0));
        let action = Action::Move(stage.slug.clone());
        let aim = Aim::Chosen(vec![(order.id, order.version)]);
        let said = format!("{aim:?} {action:?}");
        Ok((at, Change { user: self.user, key, said, work: Work::Do { aim, action } }))
    }

    /// Does the next move; what it took.
    async fn go(&mut self, desk: &Desk) -> Outcome<u64> {
        let (at, change) = self.next(desk)?;
        let began = Instant::now();
        let outcome = orders::change(&desk.db, change).await?;
        let took = micros(began.elapsed());
        let id = self.orders[at].id;
        let now = orders::by_ids(&desk.db, &[id], domain::funnel::Sight::Everything).await?;
        self.orders[at] = now.into_iter().next().ok_or("an order is gone")?;
        if outcome.changed == 1 { Ok(took) } else { Err(format!("a move was refused: {outcome:?}").into()) }
    }
}

/// One move after the other, with full durability, against one write of this disk that is made to last.
pub async fn moves(database: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let mut mover = Mover::new(&desk, format!("moves-{}", std::process::id()), 0).await?;
    let mut measured = Measured::default();
    let beside = match database.strip_prefix("sqlite://") {
        Some(file) => PathBuf::from(format!("{file}.fsync")),
        None => std::env::temp_dir().join(format!("comptoir-bench-{}.fsync", std::process::id())),
    };
    let mut floor = File::create(&beside)?;
    for _ in 0..CHANGES + 20 {
        measured.ours.push(mover.go(&desk).await?);
        let began = Instant::now();
        floor.write_all(&[0; 4096])?;
        floor.sync_all()?;
        measured.raw.push(micros(began.elapsed()));
    }
    std::fs::remove_file(&beside)?;
    // Nobody makes the first move of a server's life twice.
    measured.ours.drain(..20);
    measured.raw.drain(..20);
    Ok(measured)
}

/// As many moves as eight editors get done.
pub async fn throughput(database: &str) -> Outcome<Measured> {
    let desk = Arc::new(Desk::open(database).await?);
    let done = Arc::new(AtomicU64::new(0));
    for editor in 0..EDITORS {
        let mut mover = Mover::new(&desk, format!("rate-{}-{editor}", std::process::id()), editor).await?;
        let (desk, done) = (Arc::clone(&desk), Arc::clone(&done));
        tokio::spawn(async move {
            loop {
                match mover.go(&desk).await {
                    Ok(_) => done.fetch_add(1, Ordering::Relaxed),
                    Err(error) => return eprintln!("{error}"),
                };
            }
        });
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut rates = Vec::new();
    for _ in 0..SLICES {
        let (before, began) = (done.load(Ordering::Relaxed), Instant::now());
        tokio::time::sleep(SLICE).await;
        let made = done.load(Ordering::Relaxed) - before;
        rates.push(made * 1_000_000 / micros(began.elapsed()).max(1));
    }
    Ok(Measured::alone(rates))
}

async fn streams(desk: &Desk, address: &str, after: i64) -> Outcome<Vec<Stream>> {
    let mut all = Vec::with_capacity(STREAMS);
    for _ in 0..SESSIONS {
        let cookie = client::cookie(&desk.db, &web::site(address)?).await?;
        for _ in 0..STREAMS / SESSIONS {
            all.push(Stream::open(address, &cookie, after).await?);
        }
    }
    Ok(all)
}

async fn seq(desk: &Desk) -> Outcome<i64> {
    let sql = store::Sql::new("select value from counters where name = 'event'");
    let (value,): (i64,) = desk.db.read().await?.one(sql).await?;
    Ok(value)
}

/// From the moment at which a move is sent until the last of five hundred streams has told of it.
pub async fn seen(database: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let (address, _) = web::serve(&desk).await?;
    let mut open = streams(&desk, &address, seq(&desk).await?).await?;
    let mut mover = Mover::new(&desk, format!("seen-{}", std::process::id()), 0).await?;
    let mut taken = Vec::new();
    for _ in 0..CHANGES {
        let began = Instant::now();
        mover.go(&desk).await?;
        let told = seq(&desk).await?;
        for stream in &mut open {
            stream.until(told).await?;
        }
        taken.push(micros(began.elapsed()));
    }
    Ok(Measured::alone(taken))
}

/// What a server grows by with each open stream, in KiB.
pub async fn stream_memory(database: &str, binary: &str) -> Outcome<Measured> {
    let (address, cookie) = process::prepare(database).await?;
    let (mut child, _) = process::begin(database, binary, &cookie, &address).await?;
    let desk = Desk::open(database).await?;
    let memory = Memory::of(&child)?;
    let known = seq(&desk).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = memory.held()?;
    let mut open = streams(&desk, &address, known).await?;
    let mut mover = Mover::new(&desk, format!("memory-{}", std::process::id()), 0).await?;
    let mut grown = Vec::new();
    for _ in 0..9 {
        mover.go(&desk).await?;
        let told = seq(&desk).await?;
        for stream in &mut open {
            stream.until(told).await?;
        }
        grown.push(memory.held()?.saturating_sub(before).div_ceil(STREAMS as u64));
    }
    child.kill().await?;
    Ok(Measured::alone(grown))
}
