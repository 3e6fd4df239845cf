//! Desks to import into, on SQLite and, where `TEST_POSTGRES_URL` names a server, on PostgreSQL.

use app::i18n::Words;
use clap::Parser;
use domain::Locale;
use server::commands::{
    ExitKind,
    import::{ImportArgs, run_into},
};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use store::{Db, Sql};
use tempfile::TempDir;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: ImportArgs,
}

type OrderRow = (i64, String, String, String, String, String, String, i64, i64, i64, i64, String, i64);
type LineRow = (String, String, String, Option<String>, i64, Option<String>);

/// An empty desk.
pub struct Desk {
    pub db: Db,
    pub kind: &'static str,
    pub dir: TempDir,
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub exit: ExitKind,
    pub out: String,
    pub err: String,
}

/// A new desk on each database that there is.
pub async fn desks() -> Vec<Desk> {
    let dir = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite://{}", dir.path().join("desk.db").display())).await.unwrap();
    let mut desks = vec![Desk { db, kind: "sqlite", dir }];
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        desks.push(Desk { db: postgres(&url).await, kind: "postgres", dir: tempfile::tempdir().unwrap() });
    }
    desks
}

/// A schema of its own in the server's database.
async fn postgres(url: &str) -> Db {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("import_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Db::connect(url).await.unwrap();
    let mut tx = admin.write().await.unwrap();
    for text in [
        // Two at once would both make the extension.
        "select pg_advisory_xact_lock(7)".to_owned(),
        "create extension if not exists pg_trgm schema public".to_owned(),
        format!("drop schema if exists {name} cascade"),
        format!("create schema {name}"),
    ] {
        tx.execute(Sql::new(text.leak())).await.unwrap();
    }
    tx.commit().await.unwrap();
    admin.close().await;
    let join = if url.contains('?') { '&' } else { '?' };
    Db::open(&format!("{url}{join}options=-c%20search_path%3D{name}%2Cpublic")).await.unwrap()
}

/// Where the files of the corpus lie.
pub fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

impl Desk {
    /// Runs `comptoir import` with these arguments.
    pub async fn import<S: AsRef<str>>(&self, args: &[S]) -> Ran {
        let words = std::iter::once("import").chain(args.iter().map(AsRef::as_ref));
        let cli = match Cli::try_parse_from(words) {
            Ok(cli) => cli,
            Err(error) => {
                let exit = if error.exit_code() == 2 { ExitKind::Usage } else { ExitKind::Done };
                return Ran { exit, out: String::new(), err: error.to_string() };
            }
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = run_into(&cli.args, &self.db, Words(Locale::En), &mut out, &mut err).await.unwrap();
        Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    /// Writes a file and imports it.
    pub async fn import_text(&self, name: &str, text: impl AsRef<[u8]>, flags: &[&str]) -> Ran {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        let file = path.display().to_string();
        let args: Vec<&str> = std::iter::once(file.as_str()).chain(flags.iter().copied()).collect();
        self.import(&args).await
    }

    /// How many rows a table has.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let (n,): (i64,) = self.db.read().await.unwrap().one(Sql::new(sql)).await.unwrap();
        n
    }

    /// Every order with what belongs to it, as text, in the order of their numbers.
    pub async fn orders(&self) -> String {
        let mut tx = self.db.read().await.unwrap();
        let orders: Vec<OrderRow> = tx
            .all(Sql::new(
                "select o.id, o.number, s.slug, coalesce(s.name, ''), o.kind, o.currency, c.first_name || '|' || c.last_name \
                 || '|' || c.company || '|' || c.email || '|' || c.phone || '|' || c.country, o.total, o.paid, o.refunded, \
                 o.due, o.payment_status, o.created_at from orders o join contacts c on c.id = o.contact_id \
                 join stages s on s.id = o.stage_id order by o.number_key, o.number",
            ))
            .await
            .unwrap();
        let mut text = String::new();
        for (id, number, slug, name, kind, currency, client, total, paid, refunded, due, payment, at) in orders {
            let created = domain::Timestamp(at).rfc3339();
            text += &format!(
                "{number} [{slug}{}{name}] {kind} {created} {client}\n",
                if name.is_empty() { "" } else { " " }
            );
            text += &format!("  {currency} total {total} paid {paid} refunded {refunded} due {due} {payment}\n");
            let lines: Vec<LineRow> = tx
                .all(Sql::with(
                    "select l.kind, l.title, l.quantity, l.unit_price, l.amount, p.code from order_lines l \
                     left join products p on p.id = l.product_id where l.order_id = $1 order by l.position",
                    [id.into()],
                ))
                .await
                .unwrap();
            for (kind, title, quantity, price, amount, code) in lines {
                let (price, code) = (price.unwrap_or_default(), code.unwrap_or_default());
                text += &format!("  {kind} {title} <{code}> {quantity} × {price} = {amount}\n");
            }
        }
        text
    }
}
