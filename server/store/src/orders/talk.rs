//! The thread of an order: comments, one of them pinned to the table. With `apply`, `ledger` and `save` the one place that
//! writes orders.

use super::{
    apply::tell_in,
    fetch::comments_in,
    single::{Ask, begin},
};
use crate::{
    Value,
    db::Db,
    error::{Result, StoreError},
    funnels, ids, mentions,
    sql::Sql,
};
use domain::order::{
    UserLabel,
    talk::{Remark, RemarkRefusal, Said, say as decide},
};

const ADD: &str = "insert into comments (id, order_id, author_id, body, pinned, written_at, edited_at) \
    values ($1, $2, $3, $4, $5, $6, null)";
const CHANGE: &str = "update comments set body = $2, pinned = $3, edited_at = $4 where id = $1";
const ORDER: &str = "update orders set version = $2, updated_at = $3, pinned_comment = $4, comments = $5 \
    where id = $1 and version = $6";
const NAME: &str = "select name from users where id = $1";

/// Says something about an order. The outer error is the store's, the inner one says what the remark lacks.
pub async fn say(db: &Db, ask: &Ask, remark: &Remark) -> Result<std::result::Result<(), RemarkRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    let tx = &mut desk.tx;
    let (name,): (String,) = tx.one(Sql::with(NAME, [ask.user.0.into()])).await?;
    let comments = comments_in(tx, desk.order.id).await?;
    let who = UserLabel { id: ask.user, name };
    let funnels = funnels::list_in(tx).await?;
    let funnel = funnels.0.iter().find(|funnel| funnel.id == desk.order.funnel.id).ok_or(StoreError::NotFound)?;
    let team = mentions::team_in(tx, funnel).await?;
    let said = match decide(&desk.order, &comments, remark, &who, &team, ids::next(), desk.stamp.now) {
        Ok(Some(said)) => said,
        Ok(None) => {
            desk.done().await?;
            return Ok(Ok(()));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Said { order, comments: after, event, personal } = &said;
    for comment in after {
        match comments.iter().find(|c| c.id == comment.id) {
            Some(same) if same == comment => {}
            Some(old) => {
                let edited_at = comment.edited_at.map(|at| at.0);
                let values: [Value; 4] =
                    [comment.id.0.into(), comment.body.as_str().into(), comment.pinned.into(), edited_at.into()];
                tx.execute(Sql::with(CHANGE, values)).await?;
                mentions::write_in(tx, order.id, comment, &old.mentions, desk.stamp.now).await?;
            }
            None => {
                let author = comment.author.as_ref().map(|a| a.id.0);
                let values: [Value; 6] = [
                    comment.id.0.into(),
                    order.id.0.into(),
                    author.into(),
                    comment.body.as_str().into(),
                    comment.pinned.into(),
                    comment.at.0.into(),
                ];
                tx.execute(Sql::with(ADD, values)).await?;
                mentions::write_in(tx, order.id, comment, &[], desk.stamp.now).await?;
                mentions::see_in(tx, ask.user, order.id, desk.stamp.now).await?;
            }
        }
    }
    let values: [Value; 6] = [
        order.id.0.into(),
        order.version.into(),
        order.updated_at.0.into(),
        order.pinned_comment.as_deref().into(),
        order.comments.into(),
        desk.order.version.into(),
    ];
    if tx.execute(Sql::with(ORDER, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    tell_in(tx, &desk.stamp, [(&desk.order, order, event, personal.clone())].into_iter()).await?;
    desk.done().await?;
    Ok(Ok(()))
}
