//! Private rows of stages with their funnels, and how they become `domain::Funnel`s.

use crate::error::{Result, StoreError};
use domain::{
    Funnel, Slug, Stage, StageKind,
    funnel::{Colour, FunnelAccess},
    ids::{FunnelId, StageId},
};

/// The columns of [`StageRow`] but for the numbers that only settings ask for; the tables follow.
pub(super) const COLUMNS: &str = "f.id as funnel_id, f.slug as funnel_slug, f.name as funnel_name, f.is_default, \
    f.managers_see, f.viewers_see, s.id, s.slug, s.name, s.kind, s.kind_was, s.colour, s.wip_limit, s.stale_days";

/// A stage with its funnel.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(super) struct StageRow {
    funnel_id: i64,
    funnel_slug: String,
    funnel_name: Option<String>,
    is_default: i64,
    managers_see: i64,
    viewers_see: i64,
    id: i64,
    slug: String,
    name: Option<String>,
    kind: String,
    kind_was: Option<String>,
    colour: Option<String>,
    wip_limit: Option<i64>,
    stale_days: Option<i64>,
}

/// A funnel, and which of the rows were its stages.
pub(super) struct Found {
    pub(super) funnel: Funnel,
    /// Places of its stages among the rows.
    pub(super) rows: std::ops::Range<usize>,
}

/// The funnels of rows that stand funnel by funnel.
pub(super) fn funnels(rows: Vec<StageRow>) -> Result<Vec<Found>> {
    let mut funnels: Vec<Found> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let slug = |text: &str| Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text));
        let kind = |text: &str| StageKind::parse(text).ok_or_else(|| StoreError::corrupt("stage kind", text));
        let colour = |text: &str| Colour::parse(text).ok_or_else(|| StoreError::corrupt("colour", text));
        let funnel = FunnelId(row.funnel_id);
        let stage = Stage {
            id: StageId(row.id),
            funnel,
            slug: slug(&row.slug)?,
            name: row.name,
            kind: kind(&row.kind)?,
            colour: row.colour.as_deref().map(colour).transpose()?,
            wip_limit: row.wip_limit,
            stale_days: row.stale_days,
            was: row.kind_was.as_deref().map(kind).transpose()?,
        };
        match funnels.last_mut().filter(|found| found.funnel.id == funnel) {
            Some(last) => {
                last.funnel.stages.push(stage);
                last.rows.end = at + 1;
            }
            None => funnels.push(Found {
                funnel: Funnel {
                    id: funnel,
                    slug: slug(&row.funnel_slug)?,
                    name: row.funnel_name,
                    is_default: row.is_default != 0,
                    access: FunnelAccess { managers: row.managers_see != 0, viewers: row.viewers_see != 0 },
                    stages: vec![stage],
                },
                rows: at..at + 1,
            }),
        }
    }
    Ok(funnels)
}
