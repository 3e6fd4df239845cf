//! The report of an import for people, in their language. Amounts as decimal text, so that it can be compared.

use app::{i18n::Words, import::reason_text, names};
use domain::{
    Currency, Funnel, Money,
    import::{
        BadRow, Because, DateOrder, Ignored, OrderFrom, ReadAs, Reading, Reason, StageTarget, StageWord, Understood,
    },
    money::DecimalMark,
};
use std::{collections::BTreeSet, path::Path};
use store::import::Outcome;

/// What was understood of a file.
pub fn understood(words: Words, file: &str, understood: &Understood, funnel: &Funnel) -> String {
    let mut text = String::new();
    let mut line = |part: &str| text.extend([part, "\n"]);
    line(&words.import_understood(file, &understood.orders.to_string(), &understood.rows.to_string()));
    line(&format!("\n{}", words.import_columns()));
    for column in &understood.columns {
        let how = read_as(words, column.read_as);
        let how = if how.is_empty() { how } else { format!(" ({how})") };
        line(&format!("  {} → {}{how}", column.header, column.field.code()));
    }
    if !understood.ignored.is_empty() {
        line(&format!("\n{}", words.import_ignored()));
        for ignored in &understood.ignored {
            line(&format!("  {}: {}", ignored.header, because(words, ignored)));
        }
    }
    if !understood.stages.is_empty() {
        line(&format!("\n{}", words.import_statuses()));
        for stage in &understood.stages {
            line(&format!("  {}", status(words, stage, funnel)));
        }
    }
    if !understood.kinds.is_empty() {
        line(&format!("\n{}", words.import_kinds()));
        for (kind, orders) in &understood.kinds {
            line(&format!("  {}: {orders}", names::kind(words, *kind)));
        }
    }
    if !understood.currencies.is_empty() {
        line(&format!("\n{}", words.import_totals()));
        for sum in &understood.currencies {
            let [ordered, paid, refunded] = [sum.ordered, sum.paid, sum.refunded].map(|m| decimal(m, sum.currency));
            let totals = words.import_totals_line(&ordered, &sum.orders.to_string(), &paid, &refunded);
            line(&format!("  {}: {totals}", sum.currency));
        }
    }
    for rounding in &understood.rounding {
        let (amounts, change) = (rounding.amounts.to_string(), rounding.change.to_string());
        line(&format!("\n{}", words.import_rounded(&amounts, &change, rounding.currency.code())));
    }
    text.push('\n');
    text
}

/// What was done.
pub fn outcome(words: Words, outcome: &Outcome, dry_run: bool) -> String {
    let mut text = String::new();
    let mut line = |part: &str| text.extend([part, "\n"]);
    for kept in &outcome.differs {
        line(&words.import_differs_kept(kept.number.as_str()));
    }
    let differs = outcome.differs.len().to_string();
    line(&words.import_done(&differs, &outcome.new.to_string(), &outcome.there.to_string()));
    if outcome.new > 0 {
        let stages = outcome.stages.len().to_string();
        line(&words.import_made(&outcome.contacts.to_string(), &outcome.products.to_string(), &stages));
    }
    if dry_run {
        line(words.import_dry_run());
    }
    text
}

/// Why nothing was imported: every bad row, unless they are listed in a file, then what to do.
pub fn refusal(words: Words, reading: &Reading, bad: &[BadRow], listed: Option<&Path>) -> String {
    let mut text = String::new();
    let mut line = |part: &str| text.extend([part, "\n"]);
    match listed {
        Some(path) => line(&words.import_listed_in(&path.display().to_string())),
        None => {
            for bad in bad {
                let reason = reason_text(words, bad);
                line(&words.import_bad_row(&bad.column, &reason, &bad.row.to_string(), &bad.value));
            }
        }
    }
    let rows: BTreeSet<u32> = bad.iter().map(|b| b.row).collect();
    line(&words.import_nothing(&rows.len().to_string()));
    let has = |wanted: fn(&Reason) -> bool| bad.iter().any(|b| wanted(&b.reason));
    if has(|r| *r == Reason::UnknownStage) {
        let unknown = reading.understood.stages.iter().filter(|s| s.target == StageTarget::Unknown);
        let names: Vec<String> = unknown.map(|s| format!("{} ({})", s.word, s.orders)).collect();
        line(&words.import_hint_stages(&names.join(", ")));
    }
    if has(|r| matches!(r, Reason::NoCurrency | Reason::AmbiguousSymbol)) {
        line(words.import_hint_currency());
    }
    if has(|r| *r == Reason::AmbiguousDate) {
        line(words.import_hint_dates());
    }
    if has(|r| matches!(r, Reason::MissingColumn { .. } | Reason::NoSuchColumn)) {
        let used = reading.understood.columns.iter().map(|c| c.header.as_str());
        let ignored = reading.understood.ignored.iter().map(|i| i.header.as_str());
        line(&words.import_hint_columns(&used.chain(ignored).collect::<Vec<_>>().join(", ")));
    }
    text
}

fn read_as(words: Words, read_as: ReadAs) -> String {
    match read_as {
        ReadAs::Text | ReadAs::Number => String::new(),
        ReadAs::Amount(DecimalMark::Point) => words.import_as_point().to_owned(),
        ReadAs::Amount(DecimalMark::Comma) => words.import_as_comma().to_owned(),
        ReadAs::Date(_, OrderFrom::NotNeeded) => words.import_as_date(DateOrder::Ymd.code()),
        ReadAs::Date(order, _) => words.import_as_date(order.code()),
        ReadAs::AmbiguousDate => words.import_as_ambiguous().to_owned(),
    }
}

fn because(words: Words, ignored: &Ignored) -> String {
    match ignored.because {
        Because::Unknown => words.import_because_unknown().to_owned(),
        Because::Same(field) => words.import_because_same(field.code()),
        Because::NotAmounts(field) => words.import_because_not_amounts(field.code()),
        Because::Rate => words.import_because_rate().to_owned(),
        Because::Left(_) => words.import_because_left().to_owned(),
    }
}

fn status(words: Words, stage: &StageWord, funnel: &Funnel) -> String {
    let word = if stage.word.is_empty() { words.import_status_none() } else { &stage.word };
    let target = match &stage.target {
        StageTarget::Unknown => words.import_status_unknown().to_owned(),
        StageTarget::New { name, kind, .. } => words.import_status_new(names::stage_kind(words, *kind), name),
        StageTarget::Existing(id) => {
            let found = funnel.stages.iter().find(|s| s.id == *id);
            found.map(|s| names::stage(words, s.name.as_deref(), s.kind)).unwrap_or_default()
        }
    };
    let totals: Vec<String> = stage.totals.iter().map(|(c, minor)| format!("{} {c}", decimal(*minor, *c))).collect();
    format!("{word} → {target}: {} ({})", stage.orders, totals.join(", "))
}

fn decimal(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).decimal()
}
