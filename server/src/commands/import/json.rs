//! The report of an import as JSON, for programs: stable names, amounts as decimal text.

use app::{i18n::Words, import::reason_text};
use domain::{
    Currency, Funnel, Money,
    import::{BadRow, ReadAs, Reading, StageTarget, StageWord},
    money::DecimalMark,
};
use serde_json::{Value, json};
use store::import::Outcome;

/// Everything that was understood and done, one line of JSON.
pub fn text(words: Words, reading: &Reading, funnel: &Funnel, outcome: &Outcome, dry_run: bool) -> String {
    let understood = &reading.understood;
    let columns = understood.columns.iter().map(|column| {
        let mut entry = json!({"header": column.header, "field": column.field.code()});
        if let Some(object) = entry.as_object_mut() {
            match column.read_as {
                ReadAs::Text => object.insert("as".into(), "text".into()),
                ReadAs::Number => object.insert("as".into(), "number".into()),
                ReadAs::Amount(mark) => {
                    object.insert("decimal".into(), if mark == DecimalMark::Point { "." } else { "," }.into());
                    object.insert("as".into(), "amount".into())
                }
                ReadAs::Date(order, from) => {
                    object.insert("order".into(), order.code().into());
                    object.insert("order_from".into(), serde_json::to_value(from).unwrap_or_default());
                    object.insert("as".into(), "date".into())
                }
                ReadAs::AmbiguousDate => object.insert("as".into(), "ambiguous_date".into()),
            };
        }
        entry
    });
    let report = json!({
        "dry_run": dry_run,
        "imported": outcome.bad.is_empty() && !dry_run,
        "header_row": understood.header_row,
        "rows": understood.rows,
        "orders": understood.orders,
        "funnel": funnel.slug,
        "columns": columns.collect::<Vec<_>>(),
        "ignored": understood.ignored.iter().map(|i| &i.header).collect::<Vec<_>>(),
        "kinds": understood.kinds.iter().map(|(kind, n)| json!({"kind": kind.code(), "orders": n})).collect::<Vec<_>>(),
        "stages": understood.stages.iter().map(|word| stage(word, funnel)).collect::<Vec<_>>(),
        "currencies": understood.currencies.iter().map(|sum| json!({
            "currency": sum.currency.code(),
            "orders": sum.orders,
            "ordered": decimal(sum.ordered, sum.currency),
            "paid": decimal(sum.paid, sum.currency),
            "refunded": decimal(sum.refunded, sum.currency),
        })).collect::<Vec<_>>(),
        "rounding": understood.rounding.iter().map(|r| json!({
            "currency": r.currency.code(), "amounts": r.amounts, "change": r.change.to_string(),
        })).collect::<Vec<_>>(),
        "new": outcome.new,
        "already_there": outcome.there,
        "differs_kept": outcome.differs.iter().map(|k| json!({"row": k.row, "number": k.number})).collect::<Vec<_>>(),
        "made": {"contacts": outcome.contacts, "products": outcome.products, "stages": outcome.stages},
        "bad": outcome.bad.iter().map(|b| bad(words, b)).collect::<Vec<_>>(),
    });
    format!("{report}\n")
}

fn stage(word: &StageWord, funnel: &Funnel) -> Value {
    let (stage, new) = match &word.target {
        StageTarget::Unknown => (None, false),
        StageTarget::Existing(id) => (funnel.stages.iter().find(|s| s.id == *id).map(|s| s.slug.as_str()), false),
        StageTarget::New { slug, .. } => (Some(slug.as_str()), true),
    };
    json!({
        "status": word.word,
        "orders": word.orders,
        "stage": stage,
        "new": new,
        "kind": word.kind.map(|k| k.code()),
        "currencies": word.totals.iter().map(|(currency, minor)| json!({
            "currency": currency.code(), "ordered": decimal(*minor, *currency),
        })).collect::<Vec<_>>(),
    })
}

fn bad(words: Words, bad: &BadRow) -> Value {
    json!({
        "row": bad.row,
        "column": bad.column,
        "value": bad.value,
        "code": bad.reason.code(),
        "reason": reason_text(words, bad),
    })
}

fn decimal(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).decimal()
}
