//! Parameter sets: queries of links, drawn from what is really in the desk. The same desk gives the same sets.

use crate::figure::Outcome;
use chrono::NaiveDate;
use domain::{
    Conditions, Currency, Listing, OrderFilter, OrderKind, PaymentStatus, SortKey, StageKind, Timestamp, Zone,
    filter::{Moment, encode_component},
    funnel::Funnels,
    listing::Directory,
};
use store::{Db, Sql, desk, directory, funnels, orders};

/// How many sets each figure is drawn from.
pub const SETS: usize = 240;

/// A desk with what its orders can be asked for.
pub struct Desk {
    /// The database.
    pub db: Db,
    /// Its funnels.
    pub funnels: Funnels,
    directory: Directory,
    /// Its time zone.
    pub zone: Zone,
    /// "Today".
    pub now: Timestamp,
    days: Vec<NaiveDate>,
    ends: (i64, i64),
    state: u64,
}

impl Desk {
    /// Opens a desk that was seeded.
    pub async fn open(url: &str) -> Outcome<Self> {
        let db = Db::open(url).await?;
        let zone = desk::fetch(&db).await?.zone;
        let mut tx = db.read().await?;
        let funnels = funnels::list_in(&mut tx).await?;
        let directory = directory::fetch_in(&mut tx, &OrderFilter::default()).await?;
        let days = orders::day_counts(&mut tx, &Conditions::default(), &funnels).await?;
        let days = days.into_iter().map(|(day, _)| day).collect();
        let ends: (i64, i64) =
            tx.one(Sql::new("select (select min(id) from orders), (select max(id) from orders)")).await?;
        drop(tx);
        // "Today" is the day of the newest order: a desk that was seeded last week is as good as one of today.
        let now = domain::ids::made_at(ends.1);
        Ok(Self { db, funnels, directory, zone, now, days, ends, state: 1 })
    }

    /// The next number below `limit` (SplitMix64).
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let limit = u64::try_from(limit).unwrap_or(1).max(1);
        usize::try_from((mixed ^ (mixed >> 31)) % limit).unwrap_or(0)
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> Outcome<T> {
        let at = self.below(items.len());
        items.get(at).cloned().ok_or_else(|| "the desk holds nothing of a kind that a figure needs".into())
    }

    /// What a query asks for; an error when it says nothing.
    pub fn listing(&self, query: &str) -> Outcome<(Listing, Conditions)> {
        let (listing, problems) = Listing::from_query(query);
        if !problems.is_empty() {
            return Err(format!("{query} is not understood").into());
        }
        let conditions = listing.filter.resolve(&Moment { now: self.now, zone: &self.zone, me: None });
        Ok((listing, conditions))
    }

    /// A query for each set of a figure.
    pub async fn queries(&mut self, what: &str) -> Outcome<Vec<String>> {
        let mut all = Vec::with_capacity(SETS);
        for set in 0..SETS {
            all.push(self.query(what, set).await?);
        }
        Ok(all)
    }

    async fn query(&mut self, what: &str, set: usize) -> Outcome<String> {
        if let Some(code) = what.strip_prefix("sorted by ") {
            // Each order in both directions.
            return Ok(format!("sort={}{code}", if set.is_multiple_of(2) { "-" } else { "" }));
        }
        match what {
            "first" | "of all" => Ok(self.by_archived(set)),
            "deep" => {
                let sort = SortKey::ALL[set % SortKey::ALL.len()].code();
                let (direction, number) = (self.pick(&["-", ""])?, self.number().await?);
                let cursor = self.pick(&["after", "before"])?;
                Ok(format!("sort={direction}{sort}&{cursor}={}", encode_component(&number)))
            }
            "of 8 columns" => {
                // The funnel alone, or with what is kept in the sums; each order of a board.
                let wide: Vec<_> =
                    self.funnels.0.iter().filter(|f| f.stages.len() >= 6).map(|f| f.slug.clone()).collect();
                let (funnel, sort) =
                    (self.pick(&wide)?, self.pick(&["-created", "created", "-total", "stage_entered"])?);
                let more = match set % 3 {
                    0 => String::new(),
                    1 => format!("&{}", self.field("manager").await?),
                    _ => format!("&{}", self.field("kind").await?),
                };
                Ok(format!("view=board&funnel={funnel}&sort={sort}{more}"))
            }
            "of a search" => Ok(format!("q={}", encode_component(&self.words().await?))),
            "of any filter" => self.any(&ALL_FIELDS, 2 + set % 3).await,
            "by several of these" => self.any(&KEPT_FIELDS, 2 + set % 3).await,
            "of GET /orders" => match set % 4 {
                0 => Ok(String::new()),
                1 => self.any(&KEPT_FIELDS, 1).await,
                2 => Ok(format!("sort={}", self.pick(&SortKey::ALL)?.code())),
                _ => Ok(format!("after={}", encode_component(&self.number().await?))),
            },
            field => self.field(field.strip_prefix("by ").unwrap_or(field)).await,
        }
    }

    fn by_archived(&mut self, set: usize) -> String {
        ["", "", "archived=all"][set % 3].to_owned()
    }

    /// A combination of that many different fields.
    async fn any(&mut self, fields: &[&'static str], count: usize) -> Outcome<String> {
        let mut chosen: Vec<&str> = Vec::new();
        while chosen.len() < count.min(fields.len()) {
            let field = self.pick(fields)?;
            if !chosen.contains(&field) {
                chosen.push(field);
            }
        }
        let mut parts = Vec::new();
        for field in chosen {
            parts.push(self.field(field).await?);
        }
        Ok(parts.join("&"))
    }

    async fn field(&mut self, field: &str) -> Outcome<String> {
        let not = self.pick(&["", "", "", "!"])?;
        let stages = || self.funnels.0.iter().flat_map(|funnel| &funnel.stages);
        Ok(match field {
            "funnel" => {
                let slugs: Vec<_> = self.funnels.0.iter().map(|funnel| funnel.slug.clone()).collect();
                format!("funnel={}", self.pick(&slugs)?)
            }
            "stage" => {
                let slugs: Vec<_> = stages().map(|stage| stage.slug.clone()).collect();
                format!("stage={not}{}", self.pick(&slugs)?)
            }
            "kind of stage" => format!("stage_kind={not}{}", self.pick(&StageKind::ALL)?.code()),
            "kind" => format!("kind={not}{}", self.pick(OrderKind::ALL)?.code()),
            "payment" => format!("payment={not}{}", self.pick(PaymentStatus::ALL)?.code()),
            "manager" => {
                let mut codes: Vec<String> = self.directory.managers.iter().map(|m| m.id.to_string()).collect();
                codes.push("none".into());
                format!("manager={not}{}", self.pick(&codes)?)
            }
            "created" | "day" | "paid" => {
                let key = if field == "paid" { "paid" } else { "created" };
                format!("{key}={not}{}", self.days()?)
            }
            "currency" => format!("total={not}{}", self.currency()?),
            "total" => {
                let (currency, from) = (self.currency()?, self.below(300));
                format!("total={currency}:{from}..{}", from + 50 + self.below(500))
            }
            "product" => {
                let slugs: Vec<_> = self.directory.products.iter().filter_map(|p| p.slug.clone()).collect();
                format!("product={not}{}", self.pick(&slugs)?)
            }
            "tag" => {
                let slugs: Vec<_> = self.directory.tags.iter().map(|tag| tag.slug.clone()).collect();
                format!("tag={not}{}", self.pick(&slugs)?)
            }
            "search" => format!("q={}", encode_component(&self.words().await?)),
            other => return Err(format!("no field is called {other}").into()),
        })
    }

    fn currency(&mut self) -> Outcome<Currency> {
        let currencies = self.directory.currencies.clone();
        self.pick(&currencies)
    }

    /// A range of days: a preset, a day, or any two days on which there were orders.
    fn days(&mut self) -> Outcome<String> {
        let days = self.days.clone();
        let (a, b) = (self.pick(&days)?, self.pick(&days)?);
        Ok(match self.below(4) {
            0 => self.pick(&["today", "7d", "30d", "month", "last_month", "year"])?.to_owned(),
            1 => a.to_string(),
            2 => format!("{}..", a.min(b)),
            _ => format!("{}..{}", a.min(b), a.max(b)),
        })
    }

    /// The newest days that hold so many orders, or all of them: how many there are, and their query.
    pub async fn newest(&self, least: u64) -> Outcome<(u64, String)> {
        let mut tx = self.db.read().await?;
        let days = orders::day_counts(&mut tx, &Conditions::default(), &self.funnels).await?;
        let (mut count, mut query) = (0, String::new());
        for (day, orders) in days.into_iter().rev() {
            if count < least {
                count += u64::try_from(orders)?;
                query = format!("created={day}..");
            }
        }
        Ok((count, query))
    }

    /// The number of an order at any instant of the desk's life.
    async fn number(&mut self) -> Outcome<String> {
        self.order("select number from orders where id >= $1 order by id limit 1").await
    }

    /// What somebody types to find an order of the desk: a name, a part of one, an e-mail, a number.
    async fn words(&mut self) -> Outcome<String> {
        const NAME: &str = "select c.last_name from contacts c where c.id = (select o.contact_id from orders o \
            where o.id >= $1 order by o.id limit 1)";
        const BOTH: &str = "select c.first_name || ' ' || c.last_name from contacts c where c.id = (select o.contact_id \
            from orders o where o.id >= $1 order by o.id limit 1)";
        const EMAIL: &str = "select c.email from contacts c where c.id = (select o.contact_id from orders o \
            where o.id >= $1 order by o.id limit 1)";
        match self.below(5) {
            0 => self.order(NAME).await,
            1 => self.order(BOTH).await,
            2 => self.order(EMAIL).await.map(|email| if email.is_empty() { "example".into() } else { email }),
            3 => self.number().await,
            _ => self.order(NAME).await.map(|name| name.chars().take(4).collect()),
        }
    }

    async fn order(&mut self, text: &'static str) -> Outcome<String> {
        let (first, last) = self.ends;
        let steps = 1_000_000;
        let at = first + (last - first) / steps * i64::try_from(self.below(1_000_000))?;
        let (found,): (String,) = self.db.read().await?.one(Sql::with(text, [at.into()])).await?;
        Ok(found)
    }
}

/// What the kept sums are keyed by.
const KEPT_FIELDS: [&str; 8] =
    ["funnel", "stage", "kind of stage", "kind", "payment", "manager", "currency", "created"];
/// Everything that can be asked for.
const ALL_FIELDS: [&str; 12] = [
    "funnel",
    "stage",
    "kind of stage",
    "kind",
    "payment",
    "manager",
    "created",
    "paid",
    "total",
    "product",
    "tag",
    "search",
];
