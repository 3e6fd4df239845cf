//! Exports of 100 000 orders: the time, and what the process grows by.

use crate::{
    draw::Desk,
    figure::{Measured, Outcome, micros},
    process::Memory,
};
use domain::{Locale, Zone};
use server::export::{Format, Reader, Source, file};
use std::time::Instant;
use store::{desk, ids};

/// How many orders a file holds.
const ORDERS: u64 = 100_000;
const REPEATS: usize = 5;

/// How long a file takes.
pub async fn time(database: &str, what: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let mut taken = Vec::new();
    for _ in 0..REPEATS {
        let began = Instant::now();
        export(&desk, format(what)?).await?;
        taken.push(micros(began.elapsed()));
    }
    Ok(Measured::alone(taken))
}

/// By how much the process grows while the first file is made, in KiB.
pub async fn memory(database: &str, what: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let memory = Memory::of_this_process();
    let before = memory.forget_peak()?;
    export(&desk, format(what)?).await?;
    Ok(Measured::alone(vec![memory.peak()?.saturating_sub(before)]))
}

fn format(what: &str) -> Outcome<Format> {
    let extension = what.rsplit(' ').next().unwrap_or_default();
    Format::parse(extension).ok_or_else(|| format!("{what} names no kind of file").into())
}

async fn export(desk: &Desk, format: Format) -> Outcome<()> {
    let zone: Zone = desk::fetch(&desk.db).await?.zone;
    let reader =
        Reader { locale: Locale::Fr, zone, now: ids::now(), me: None, sight: domain::funnel::Sight::Everything };
    let (wanted, query) = desk.newest(ORDERS).await?;
    let (listing, _) = desk.listing(&query)?;
    let source = Source::open(&desk.db, &listing, &reader).await?;
    let rows = match format {
        Format::Csv => file::csv(source, &mut std::io::sink()).await?,
        Format::Xlsx => file::xlsx(source, &std::env::temp_dir()).await?.1,
    };
    if rows == wanted { Ok(()) } else { Err(format!("{rows} orders were written").into()) }
}
