//! How much each page reads: for every field of the filter and every order, at most ten times the rows it shows.
//!
//! PostgreSQL says itself how many rows each node of a plan read. SQLite counts the instructions of its virtual machine
//! (its progress handler does), for the same statement with the id alone as result: a row that is read and looked at
//! takes about eight. What reads more stands in `ALLOWED` with a reason; an entry that is no longer needed fails.

use super::{
    TestDb,
    explain_allowed::ALLOWED,
    random::{Desk, cast},
};
use domain::{
    Conditions, OrderFilter, Role, Sort, SortKey, StageKind, Zone, board,
    filter::Moment,
    funnel::Funnels,
    ids::UserId,
    listing::PAGE_SIZE,
    order::OrderDraft,
    testing::{self, Dice, NOW},
};
use sqlx::{AssertSqlSafe, Row, SqlitePool, sqlite::SqliteConnectOptions};
use std::{
    collections::BTreeSet,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use store::{
    Db, Dialect, Sql, Value,
    events::Actor,
    orders::{self, Insert},
};

/// How many orders the desk holds: enough that reading all of them shows.
const ORDERS: usize = 20_000;
/// Rows that a page may read; it shows 50 and looks one further.
const LIMIT: u64 = 10 * (PAGE_SIZE as u64 + 1);

/// What SQLite does for a row that it reads and looks at.
const INSTRUCTIONS: u64 = 8;

/// One value for each field of the filter, as a person would choose it.
fn fields(funnels: &Funnels) -> Vec<(&'static str, String)> {
    let done = funnels.0[0].stages.iter().find(|s| s.kind == StageKind::Done).unwrap();
    let of = |text: &str| text.to_owned();
    vec![
        ("none", of("")),
        ("funnel", format!("funnel={}", funnels.0[1].slug)),
        ("stage", format!("stage={}", done.slug)),
        ("stage_kind", of("stage_kind=done,cancelled")),
        ("kind", of("kind=subscription")),
        ("payment", of("payment=unpaid,failed")),
        ("not payment", of("payment=!paid")),
        ("created", of("created=7d")),
        ("paid", of("paid=7d")),
        ("total", of("total=EUR:100..500")),
        ("manager", of("manager=2")),
        ("nobody", of("manager=none")),
        ("product", of("product=zen")),
        ("not product", of("product=!zen")),
        ("tag", of("tag=vip")),
        ("not tag", of("tag=!vip")),
        ("archived", of("archived=yes")),
        ("with archived", of("archived=all")),
        ("search", of("q=müller")),
        ("rare search", of("q=1234.5")),
        ("short search", of("q=ш")),
    ]
}

fn conditions(query: &str) -> Conditions {
    let (filter, problems) = OrderFilter::from_pairs(&domain::filter::decode(query));
    assert_eq!(problems, [], "{query}");
    filter.resolve(&Moment { now: NOW, zone: &Zone::utc(), me: None })
}

/// Fills the desk. Orders differ from each other by what drafts roll, a thousand drafts over and over at other instants.
async fn fill(test: &TestDb) -> Funnels {
    let mut dice = Dice::new(61);
    let cast = cast(test, &mut dice).await;
    let draft = testing::draft(&cast);
    let drafts: Vec<OrderDraft> = (0..1_000).map(|_| dice.roll(&draft)).collect();
    let mut tx = test.write().await;
    let mut payment = 0;
    let span = 700 * domain::time::DAY / i64::try_from(ORDERS).unwrap();
    for start in (0..ORDERS).step_by(2_000) {
        let batch = (start..start + 2_000).map(|n| {
            let mut draft = drafts[n * 7 % drafts.len()].clone();
            let back = i64::try_from(ORDERS - n).unwrap() * span;
            let moved = NOW.0 - back - draft.created_at.0;
            draft.created_at = domain::Timestamp(NOW.0 - back);
            draft.contact = cast.contacts[n * 13 % cast.contacts.len()].id;
            draft.refunds.clear();
            for entry in &mut draft.payments {
                payment += 1;
                entry.id = domain::ids::PaymentId(payment);
                entry.paid_at = entry.paid_at.map(|at| at.plus_millis(moved));
            }
            Insert { order: draft.check().unwrap(), sequence: u32::try_from(n).ok(), import_digest: None }
        });
        orders::insert_in(&mut tx, &Actor::System, batch.collect()).await.unwrap();
    }
    // Some are put away, as some desks do; what SQLite says of the number 97 PostgreSQL says too.
    tx.execute(Sql::new("update orders set archived_at = 1 where id % 97 < 5")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = test.write().await;
    tx.execute(Sql::new("analyze")).await.unwrap();
    tx.commit().await.unwrap();
    cast.funnels
}

/// Counts what statements read.
enum Meter {
    Sqlite(SqlitePool),
    Postgres(sqlx::PgPool),
}

macro_rules! bound {
    ($text:expr, $values:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($text));
        for value in $values {
            query = match value.clone() {
                Value::Int(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
            };
        }
        query
    }};
}

impl Meter {
    async fn new(test: &TestDb) -> Self {
        match &test.db {
            Db::Postgres { pool, .. } => Self::Postgres(pool.clone()),
            Db::Sqlite { .. } => {
                let options = SqliteConnectOptions::from_str(&test.url).unwrap();
                Self::Sqlite(
                    sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap(),
                )
            }
        }
    }

    /// What the planner chose, for whoever reads a failure.
    async fn plan(&self, sql: &Sql) -> String {
        let lines: Vec<String> = match self {
            Self::Sqlite(pool) => {
                let text = format!("explain query plan {}", sql.text());
                let rows = bound!(text, sql.values()).fetch_all(pool).await.unwrap();
                rows.iter().map(|row| row.get("detail")).collect()
            }
            Self::Postgres(pool) => {
                let text = format!("explain (analyze, timing off, summary off) {}", sql.text());
                let rows = bound!(text, sql.values()).fetch_all(pool).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        };
        lines.join("; ")
    }

    /// How many rows a statement finds.
    async fn found(&self, sql: &Sql) -> usize {
        let text = sql.text().to_owned();
        match self {
            Self::Sqlite(pool) => bound!(text, sql.values()).fetch_all(pool).await.unwrap().len(),
            Self::Postgres(pool) => bound!(text, sql.values()).fetch_all(pool).await.unwrap().len(),
        }
    }

    /// How many rows a statement reads.
    async fn rows(&self, sql: &Sql) -> u64 {
        match self {
            Self::Sqlite(pool) => {
                let mut connection = pool.acquire().await.unwrap();
                let text = sql
                    .text()
                    .find(" from orders o")
                    .zip(sql.text().find("select "))
                    .map_or(sql.text().to_owned(), |(from, select)| {
                        format!("{}select o.id{}", &sql.text()[..select], &sql.text()[from..])
                    });
                // Once unwatched: the first statement of a connection also reads the schema.
                bound!(text.clone(), sql.values()).fetch_all(&mut *connection).await.unwrap();
                let steps = Arc::new(AtomicU64::new(0));
                let counter = Arc::clone(&steps);
                let count = move || {
                    counter.fetch_add(1, Ordering::Relaxed);
                    true
                };
                connection.lock_handle().await.unwrap().set_progress_handler(1, count);
                bound!(text, sql.values()).fetch_all(&mut *connection).await.unwrap();
                connection.lock_handle().await.unwrap().remove_progress_handler();
                steps.load(Ordering::Relaxed) / INSTRUCTIONS
            }
            Self::Postgres(pool) => {
                let text = format!("explain (analyze, format json) {}", sql.text());
                let plan: serde_json::Value = bound!(text, sql.values()).fetch_one(pool).await.unwrap().get(0);
                read_by(&plan[0]["Plan"])
            }
        }
    }
}

/// Rows that the scans of a plan read, times how often they ran. A lookup of one row for each order shown is the
/// order's own client or manager, or its twin.
fn read_by(plan: &serde_json::Value) -> u64 {
    let number = |key: &str| plan[key].as_f64().map_or(0, |n| n.round() as u64);
    let below: u64 = plan["Plans"].as_array().into_iter().flatten().map(read_by).sum();
    let kind = plan["Node Type"].as_str().unwrap_or_default();
    let relation = plan["Relation Name"].as_str().unwrap_or_default();
    let rows = number("Actual Rows") + number("Rows Removed by Filter") + number("Rows Removed by Index Recheck");
    let is_twin = plan["Alias"] == "t" && rows <= 1;
    if !kind.contains("Scan") || kind == "Bitmap Index Scan" || matches!(relation, "contacts" | "users") || is_twin {
        return below;
    }
    below + rows * number("Actual Loops")
}

/// The statements of a first page: one, or one for each manager or funnel until there are enough orders.
fn statements(
    dialect: Dialect,
    funnels: &Funnels,
    managers: &[(i64, String)],
    conditions: &Conditions,
    sort: Sort,
) -> Vec<Sql> {
    let limit = PAGE_SIZE + 1;
    let stops = match sort.key {
        SortKey::Manager => orders::of_managers(managers.to_vec()),
        SortKey::Funnel => orders::of_funnels(funnels, conditions.sight),
        _ => return vec![orders::page_sql(dialect, funnels, conditions, sort, None, true, limit)],
    };
    let page = orders::Wanted { conditions, sort, start: None, forward: true, limit };
    if orders::is_found(conditions) {
        return vec![orders::found_sql(dialect, funnels, &stops, &page)];
    }
    let of = |part: &orders::Part| {
        let orders::Wanted { conditions, sort, start, forward, limit } = part.wanted(&page, limit);
        orders::page_sql(dialect, funnels, conditions, sort, start, forward, limit)
    };
    orders::parts(&stops, &page).iter().map(of).collect()
}

pub async fn every_page_reads_few_rows_whatever_is_filtered_and_sorted(test: TestDb) {
    let funnels = fill(&test).await;
    let managers: Vec<(i64, String)> =
        test.db.read().await.unwrap().all(Sql::new("select id, name from users")).await.unwrap();
    let (meter, dialect) = (Meter::new(&test).await, test.db.dialect());
    let (mut found, mut nearly) = (BTreeSet::new(), BTreeSet::new());
    let mut lines = Vec::new();
    for (field, query) in fields(&funnels) {
        let wanted = conditions(&query);
        for key in SortKey::ALL {
            let sort = Sort { key, descending: key.descends_first() };
            let (mut rows, mut plans, mut lacking) = (0, Vec::new(), PAGE_SIZE + 1);
            for sql in statements(dialect, &funnels, &managers, &wanted, sort) {
                rows += meter.rows(&sql).await;
                plans.push(meter.plan(&sql).await);
                lacking = lacking.saturating_sub(meter.found(&sql).await);
                if lacking == 0 {
                    break;
                }
            }
            // What is near the limit may be on the list or not: the estimate of a planner is no constant of nature.
            if rows * 2 > LIMIT {
                nearly.insert((field, key.code()));
                lines.push(format!("{field} by {} reads {rows} rows {}", key.code(), plans.join(" | ")));
            }
            if rows > LIMIT {
                found.insert((field, key.code()));
            }
        }
    }
    boards_read_little_more_than_their_cards(&meter, dialect, &funnels).await;
    let allowed: BTreeSet<(&str, &str)> = ALLOWED
        .iter()
        .filter(|entry| entry.on == "both" || entry.on == format!("{dialect:?}").to_lowercase())
        .flat_map(|entry| entry.sorts.iter().map(|sort| (entry.field, *sort)))
        .collect();
    let new: Vec<_> = found.difference(&allowed).collect();
    let gone: Vec<_> = allowed.difference(&nearly).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "{}\nnot allowed: {new:?}\nno longer needed: {gone:?}",
        lines.join("\n")
    );
}

/// By stages of one funnel, and by kinds, of which each has a stage in every funnel.
async fn boards_read_little_more_than_their_cards(meter: &Meter, dialect: Dialect, funnels: &Funnels) {
    for query in [String::new(), format!("funnel={}", funnels.0[0].slug)] {
        let (filter, _) = OrderFilter::from_pairs(&domain::filter::decode(&query));
        let lanes = board::lanes(&filter, funnels);
        let wanted = conditions(&query);
        let lists: Vec<Conditions> = lanes.iter().map(|lane| lane.narrowed_conditions(&wanted)).collect();
        for key in board::SORTS {
            let sort = Sort { key, descending: true };
            let sql = orders::firsts_sql(dialect, funnels, &lists, sort, board::CARDS + 1);
            let (rows, limit) = (meter.rows(&sql).await, 10 * lanes.len() * (board::CARDS + 1));
            assert!(rows <= limit as u64, "{query} by {} reads {rows}: {}", key.code(), meter.plan(&sql).await);
        }
    }
}

pub async fn pages_of_contacts_and_mentions_read_few_rows(test: TestDb) {
    fill(&test).await;
    let mut tx = test.write().await;
    for sql in [
        "insert into contact_tags (contact_id, tag_id) select id, 1 from contacts where id <= 5",
        "insert into comments (id, order_id, author_id, body, pinned, written_at) select id, id, 1, '@x', 0, id from orders \
         where id % 3 = 0",
        "insert into mentions (user_id, comment_id, order_id, written, at, seen_at) select 2, id, id, 'x', id, \
         case when id % 2 = 0 then 1 end from orders where id % 3 = 0",
        "analyze",
    ] {
        tx.execute(Sql::new(sql)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (meter, dialect) = (Meter::new(&test).await, test.db.dialect());
    let newest = test.number("select max(id) from orders").await;
    let middle = test.number("select id from orders order by id limit 1 offset 10000").await;
    let funnels: Vec<i64> = store::funnels::list(&test.db).await.unwrap().0.iter().map(|f| f.id.0).collect();
    for after in [None, Some(middle)] {
        for seen in [None, Some(funnels[..2].to_vec())] {
            for needles in [vec![], vec!["müller".to_owned()], vec!["  m".to_owned()]] {
                let walk = store::Walk { needles, seen: seen.clone(), tag: None, after };
                let sql = store::walk_sql(dialect, &walk, after, 150);
                let rows = meter.rows(&sql).await;
                // A search reads what its trigrams find; a funnel is walked by its own index, each as far.
                assert!(rows <= 20 * 150, "{walk:?} reads {rows} rows: {}", meter.plan(&sql).await);
            }
            let walk = store::Walk { seen, after, ..store::Walk::default() };
            let sql = store::newer_sql(&walk, &[1, 2, 3, 4, 5], after.unwrap_or(newest));
            assert!(meter.rows(&sql).await <= 10 * 5 * 500, "{}", meter.plan(&sql).await);
            let sql = store::tagged_sql(&walk, 1, 51);
            assert!(meter.rows(&sql).await <= 10 * 51, "{}", meter.plan(&sql).await);
        }
    }
    let sql = store::mentions::list_sql(UserId(2), None, None);
    assert!(meter.rows(&sql).await <= 10 * 51, "{}", meter.plan(&sql).await);
    let sql = store::mentions::unseen_sql(UserId(2), Role::Manager);
    assert!(meter.rows(&sql).await <= 10 * 100, "{}", meter.plan(&sql).await);
}

pub async fn totals_of_kept_dimensions_never_touch_the_orders(test: TestDb) {
    let funnels = Desk::random(&test, 62, 400).await.cast.funnels;
    let (meter, dialect) = (Meter::new(&test).await, test.db.dialect());
    let of_all_time = u64::try_from(test.number("select count(*) from order_rollups").await).unwrap();
    let of_spans = u64::try_from(test.number("select count(*) from order_spans").await).unwrap();
    for (field, query) in fields(&funnels) {
        let sql = orders::totals_sql(dialect, &funnels, &conditions(&query), Some(&Zone::utc()));
        let kept = matches!(
            field,
            "none"
                | "funnel"
                | "stage"
                | "stage_kind"
                | "kind"
                | "payment"
                | "not payment"
                | "manager"
                | "nobody"
                | "archived"
                | "with archived"
                | "created"
        );
        assert_eq!(!sql.text().contains("from orders"), kept, "{field}: {}", sql.text());
        if kept {
            // SQLite also steps through its sorter and its groups.
            let rows = meter.rows(&sql).await;
            let sums = if field == "created" { of_spans } else { of_all_time };
            assert!(rows <= 4 * sums, "{field} reads {rows} rows where there are {sums} sums");
        }
    }
}
