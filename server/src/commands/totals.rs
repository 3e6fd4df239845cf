//! `comptoir totals`: the totals of the filtered orders, per currency and per status, as a table or as JSON.
//!
//! The counts per status ignore the status part of the filter, as in the bar of the screen.

use super::{Desk, Exit, listing, refuse};
use app::{format, i18n::Words, names};
use clap::{Args, builder::FalseyValueParser};
use domain::{
    Totals,
    filter::Moment,
    totals::{CurrencyTotals, StageTotals},
};
use serde::Serialize;
use store::{Db, desk, ids, orders};

/// What `totals` is told.
#[derive(Args, Clone, Debug)]
pub struct TotalsArgs {
    /// Which orders: the query of a link to the screen, such as 'stage=done&created=2026-01-01..2026-03-31'
    #[arg(long, value_name = "QUERY", env = "COMPTOIR_QUERY", default_value = "")]
    query: String,
    /// Print JSON
    #[arg(long, env = "COMPTOIR_JSON", value_parser = FalseyValueParser::new())]
    json: bool,
}

/// Prints the totals.
pub(super) async fn run(args: TotalsArgs, desk: &Desk) -> Exit {
    let listing = match listing(&args.query) {
        Ok(listing) => listing,
        Err(exit) => return exit,
    };
    match totals(&desk.db, &listing).await {
        Ok(totals) if args.json => match serde_json::to_string(&Printed::of(&totals, desk.words)) {
            Ok(text) => {
                println!("{text}");
                Exit::Done
            }
            Err(error) => refuse(error),
        },
        Ok(totals) => {
            print!("{}", table(&totals, desk.words));
            Exit::Done
        }
        Err(error) => refuse(error),
    }
}

async fn totals(db: &Db, listing: &domain::Listing) -> store::Result<Totals> {
    let zone = desk::fetch(db).await?.zone;
    // Nobody is signed in on the command line: "me" is nobody.
    let moment = Moment { now: ids::now(), zone: &zone, me: None };
    orders::totals(db, &listing.filter.resolve(&moment)).await
}

/// The JSON that scripts read; amounts as decimal text in the currency's own number of decimals.
#[derive(Serialize)]
struct Printed {
    orders: i64,
    currencies: Vec<PrintedCurrency>,
    stages: Vec<PrintedStage>,
}

#[derive(Serialize)]
struct PrintedCurrency {
    currency: &'static str,
    orders: i64,
    ordered: String,
    received: String,
    due: String,
}

#[derive(Serialize)]
struct PrintedStage {
    funnel: String,
    stage: String,
    kind: &'static str,
    orders: i64,
    currencies: Vec<PrintedCurrency>,
}

impl Printed {
    fn of(totals: &Totals, words: Words) -> Self {
        let stage = |row: &StageTotals| PrintedStage {
            funnel: funnel_name(totals, row, words),
            stage: names::stage(words, row.stage.name.as_deref(), row.stage.kind),
            kind: row.stage.kind.code(),
            orders: row.orders,
            currencies: row.currencies.iter().map(PrintedCurrency::of).collect(),
        };
        Self {
            orders: totals.orders,
            currencies: totals.currencies.iter().map(PrintedCurrency::of).collect(),
            stages: totals.stages.iter().map(stage).collect(),
        }
    }
}

impl PrintedCurrency {
    fn of(amounts: &CurrencyTotals) -> Self {
        Self {
            currency: amounts.currency.code(),
            orders: amounts.orders,
            ordered: amounts.ordered().decimal(),
            received: amounts.received().decimal(),
            due: amounts.due().decimal(),
        }
    }
}

fn funnel_name(totals: &Totals, row: &StageTotals, words: Words) -> String {
    let funnel = totals.funnels.iter().find(|f| f.funnel.id == row.stage.funnel);
    names::funnel(words, funnel.and_then(|f| f.funnel.name.as_deref()))
}

/// Both parts under the heads of the same columns: the sums, then the statuses.
fn table(totals: &Totals, words: Words) -> String {
    let mut rows = vec![[
        words.stage().to_owned(),
        words.totals_orders().to_owned(),
        words.totals_ordered().to_owned(),
        words.totals_received().to_owned(),
        words.totals_due().to_owned(),
    ]];
    push(&mut rows, words.totals_title(), totals.orders, &totals.currencies, words);
    let several = totals.funnels.len() > 1;
    for row in &totals.stages {
        let stage = names::stage(words, row.stage.name.as_deref(), row.stage.kind);
        let name = if several { format!("{} · {stage}", funnel_name(totals, row, words)) } else { stage };
        push(&mut rows, &name, row.orders, &row.currencies, words);
    }
    aligned(&rows)
}

type Cells = [String; 5];

/// One line for each currency; the name and the count of all stand on the first.
fn push(rows: &mut Vec<Cells>, name: &str, orders: i64, currencies: &[CurrencyTotals], words: Words) {
    let count = format::integer(words.0, orders);
    if currencies.is_empty() {
        rows.push([name.to_owned(), count.clone(), String::new(), String::new(), String::new()]);
    }
    for (i, amounts) in currencies.iter().enumerate() {
        let money = |amount| format::money(words.0, amount);
        let (name, count) = if i == 0 { (name.to_owned(), count.clone()) } else { (String::new(), String::new()) };
        rows.push([name, count, money(amounts.ordered()), money(amounts.received()), money(amounts.due())]);
    }
}

/// Names to the left, numbers to the right.
fn aligned(rows: &[Cells]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|cells| cells.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |cells: &Cells| {
        let parts: Vec<String> = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(i, (cell, width))| if i == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") })
            .collect();
        format!("{}\n", parts.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
