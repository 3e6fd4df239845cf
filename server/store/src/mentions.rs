//! Who is named in comments: written with the comment, listed for whoever is named, and seen by them.
//!
//! A mention shows no more than the order would: what is out of its reader's sight is neither listed nor counted. That
//! somebody has seen one is theirs alone: it leaves no event.

use crate::{
    Value,
    db::{Db, Tx},
    error::{Result, StoreError},
    funnels,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Contact, OrderNumber, Role, Timestamp,
    funnel::{Funnel, Funnels, Sight},
    ids::{CommentId, ContactId, OrderId, UserId},
    order::{
        Comment, UserLabel,
        mention::{self, Mention, Told, ToldSheet},
    },
};
use std::collections::HashMap;

/// How many a page shows.
const SHOWN: usize = 50;
/// How far those that are not seen are counted.
pub const COUNTED: i64 = 100;

const TEAM: &str = "select id, name, role from users where disabled_at is null order by name, id limit 500";
const OF_ORDER: &str = "select comment_id, user_id, written, seen_at from mentions where order_id = $1 \
    order by comment_id, user_id";
const OF_NEW: &str = "select id, body from comments where order_id = $1 and body like '%@%'";
const INSERT: &str = "insert into mentions (user_id, comment_id, order_id, written, at, seen_at) values ";
const SEE_ALL: &str = "update mentions set seen_at = $2 where user_id = $1 and seen_at is null";
const SEE_ORDER: &str = "update mentions set seen_at = $2 where user_id = $1 and seen_at is null and order_id = $3";
const SEE_NUMBER: &str = "update mentions set seen_at = $2 where user_id = $1 and seen_at is null \
    and order_id = (select id from orders where number = $3)";

/// Who may be named in comments on the orders of a funnel: everybody who sees them, by name.
pub(crate) async fn team_in(tx: &mut Tx, funnel: &Funnel) -> Result<Vec<UserLabel>> {
    let rows: Vec<(i64, String, String)> = tx.all(Sql::new(TEAM)).await?;
    let mut team = Vec::with_capacity(rows.len());
    for (id, name, role) in rows {
        let role = Role::parse(&role).ok_or_else(|| StoreError::corrupt("role", &role))?;
        if funnel.access.lets(role) {
            team.push(UserLabel { id: UserId(id), name });
        }
    }
    Ok(team)
}

/// Whom the comments on an order name.
pub(crate) async fn of_order_in(tx: &mut Tx, order: OrderId) -> Result<HashMap<CommentId, Vec<Mention>>> {
    let rows: Vec<(i64, i64, String, Option<i64>)> = tx.all(Sql::with(OF_ORDER, [order.0.into()])).await?;
    let mut all: HashMap<CommentId, Vec<Mention>> = HashMap::new();
    for (comment, user, written, seen_at) in rows {
        let mention = Mention { user: UserId(user), written, seen: seen_at.is_some() };
        all.entry(CommentId(comment)).or_default().push(mention);
    }
    Ok(all)
}

/// Writes whom a comment names now, where it named these before.
pub(crate) async fn write_in(
    tx: &mut Tx,
    order: OrderId,
    comment: &Comment,
    before: &[Mention],
    now: Timestamp,
) -> Result<()> {
    let same = |a: &Mention, b: &Mention| a.user == b.user && a.written == b.written;
    let gone: Vec<i64> =
        before.iter().filter(|old| !comment.mentions.iter().any(|new| same(old, new))).map(|old| old.user.0).collect();
    if !gone.is_empty() {
        let mut sql = Sql::new("delete from mentions where comment_id = ");
        sql.bind(comment.id.0).push(" and user_id in (").bind_list(gone).push(")");
        tx.execute(sql).await?;
    }
    let mut rows = Rows::new(INSERT);
    for mention in comment.mentions.iter().filter(|new| !before.iter().any(|old| same(old, new))) {
        rows.row(row(order, comment.id.0, mention, now));
    }
    rows.write(tx).await
}

/// Tells whom the comment that an order was made with names.
pub(crate) async fn of_new_in(
    tx: &mut Tx,
    order: OrderId,
    author: UserId,
    funnel: &Funnel,
    now: Timestamp,
) -> Result<()> {
    let rows: Vec<(i64, String)> = tx.all(Sql::with(OF_NEW, [order.0.into()])).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut team = team_in(tx, funnel).await?;
    team.retain(|user| user.id != author);
    let mut all = Rows::new(INSERT);
    for (comment, body) in rows {
        for mention in mention::named(&body, &team) {
            all.row(row(order, comment, &mention, now));
        }
    }
    all.write(tx).await
}

fn row(order: OrderId, comment: i64, mention: &Mention, now: Timestamp) -> [Value; 6] {
    [
        mention.user.0.into(),
        comment.into(),
        order.0.into(),
        mention.written.as_str().into(),
        now.0.into(),
        mention.seen.then_some(now.0).into(),
    ]
}

/// How many mentions a user has not seen yet, counted up to [`COUNTED`].
pub async fn unseen_in(tx: &mut Tx, user: UserId, role: Role) -> Result<i64> {
    let (count,): (i64,) = tx.one(unseen_sql(user, role)).await?;
    Ok(count)
}

/// The same as a statement.
pub fn unseen_sql(user: UserId, role: Role) -> Sql {
    let mut sql = Sql::new("select cast(count(*) as bigint) from (select 1 as one from mentions m");
    if let Some(sees) = column_of(role) {
        sql.push(" join orders o on o.id = m.order_id join funnels f on f.id = o.funnel_id and f.")
            .push(sees)
            .push(" = 1");
    }
    sql.push(" where m.user_id = ").bind(user.0).push(" and m.seen_at is null limit ").bind(COUNTED).push(") few");
    sql
}

/// What says that a role sees a funnel; nothing is hidden from owners.
const fn column_of(role: Role) -> Option<&'static str> {
    match role {
        Role::Owner => None,
        Role::Manager => Some("managers_see"),
        Role::Viewer => Some("viewers_see"),
    }
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct ToldRow {
    comment_id: i64,
    at: i64,
    seen_at: Option<i64>,
    written: String,
    author_id: Option<i64>,
    author: Option<String>,
    body: String,
    written_at: i64,
    edited_at: Option<i64>,
    pinned: i64,
    number: String,
    contact_id: i64,
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
}

/// The comments that name a user, newest first, as far as they see the orders; behind a place of the list where one is
/// named.
pub async fn list(db: &Db, user: UserId, role: Role, behind: Option<(Timestamp, i64)>) -> Result<ToldSheet> {
    let mut tx = db.read().await?;
    let all = funnels::list_in(&mut tx).await?;
    let sight = Sight::Of(role);
    let seen = all.hide_from(sight).then(|| all.seen_by(sight));
    let unseen = unseen_in(&mut tx, user, role).await?;
    if seen.as_ref().is_some_and(|funnels| funnels.0.is_empty()) {
        return Ok(ToldSheet::default());
    }
    let rows: Vec<ToldRow> = tx.all(list_sql(user, seen.as_ref(), behind)).await?;
    let older = rows.get(SHOWN - 1).filter(|_| rows.len() > SHOWN).map(|row| (Timestamp(row.at), row.comment_id));
    let told = rows.into_iter().take(SHOWN).map(|row| told(row, user)).collect::<Result<_>>()?;
    Ok(ToldSheet { told, unseen, older })
}

/// A page of [`list`] and one more, in these funnels only where some are named.
pub fn list_sql(user: UserId, seen: Option<&Funnels>, behind: Option<(Timestamp, i64)>) -> Sql {
    let mut sql = Sql::new(
        "select m.comment_id, m.at, m.seen_at, m.written, c.author_id, u.name as author, c.body, c.written_at, c.edited_at, \
         c.pinned, o.number, k.id as contact_id, k.first_name, k.last_name, k.company, k.email, k.phone from mentions m \
         join orders o on o.id = m.order_id join comments c on c.id = m.comment_id join contacts k on k.id = o.contact_id \
         left join users u on u.id = c.author_id where m.user_id = ",
    );
    sql.bind(user.0);
    if let Some(funnels) = seen {
        sql.push(" and o.funnel_id in (").bind_list(funnels.0.iter().map(|f| f.id.0)).push(")");
    }
    if let Some((at, comment)) = behind {
        sql.push(" and (m.at, m.comment_id) < (").bind(at.0).push(", ").bind(comment).push(")");
    }
    sql.push(" order by m.at desc, m.comment_id desc limit ").bind(i64::try_from(SHOWN + 1).unwrap_or(i64::MAX));
    sql
}

fn told(row: ToldRow, user: UserId) -> Result<Told> {
    let seen = row.seen_at.is_some();
    let client = Contact {
        id: ContactId(row.contact_id),
        first_name: row.first_name,
        last_name: row.last_name,
        company: row.company,
        email: row.email,
        phone: row.phone,
        country: String::new(),
    };
    Ok(Told {
        order: OrderNumber::parse(&row.number).map_err(|_| StoreError::corrupt("number", &row.number))?,
        client: client.display_name(),
        comment: Comment {
            id: CommentId(row.comment_id),
            author: row.author_id.zip(row.author).map(|(id, name)| UserLabel { id: UserId(id), name }),
            body: row.body,
            at: Timestamp(row.written_at),
            edited_at: row.edited_at.map(Timestamp),
            pinned: row.pinned != 0,
            mentions: vec![Mention { user, written: row.written, seen }],
        },
        at: Timestamp(row.at),
        seen,
    })
}

/// Notes that a user has seen what names them: all of it, or what is said about one order.
pub async fn see(db: &Db, user: UserId, order: Option<&OrderNumber>, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let mut values: Vec<Value> = vec![user.0.into(), now.0.into()];
    values.extend(order.map(|number| number.as_str().into()));
    tx.execute(Sql::with(if order.is_some() { SEE_NUMBER } else { SEE_ALL }, values)).await?;
    tx.commit().await
}

/// Whoever answers has seen what they answer to.
pub(crate) async fn see_in(tx: &mut Tx, user: UserId, order: OrderId, now: Timestamp) -> Result<()> {
    tx.execute(Sql::with(SEE_ORDER, [user.0.into(), now.0.into(), order.0.into()])).await.map(drop)
}
