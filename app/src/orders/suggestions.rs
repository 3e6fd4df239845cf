//! What fields of the filter are called, and the values that need no server: statuses, kinds, days, who, what is empty.

use crate::{i18n::Words, names, ui::combobox::Offer};
use domain::{
    OrderKind, PaymentStatus, StageKind,
    filter::{Absence, AmountField, DateField, Flag, TextField, encode_pairs},
    listing::{OrdersPage, Suggestion},
    search,
};

/// How many values the list offers at most.
const OFFERED: usize = 24;
const METHODS: &[&str] = &["card", "bank_transfer", "cash", "paypal", "other"];
const ORIGINS: &[&str] = &["offer_page", "form", "api", "manual", "import"];

/// What a field of the filter is called.
pub fn field(words: Words, key: &str) -> &'static str {
    match key {
        "funnel" => words.column_funnel(),
        "stage" => words.column_status(),
        "stage_kind" => words.filter_stage_kind(),
        "kind" => words.column_kind(),
        "payment" => words.column_payment(),
        "manager" => words.column_manager(),
        "client" => words.filter_client(),
        "product" => words.column_products(),
        "offer" => words.column_offer(),
        "tag" => words.column_tags(),
        "tag_all" => words.filter_tag_all(),
        "archived" => words.filter_archived(),
        other => one_of_many(words, other).unwrap_or(words.filter()),
    }
}

fn one_of_many(words: Words, key: &str) -> Option<&'static str> {
    let flag = Flag::parse(key).map(|flag| match flag {
        Flag::Attention => words.attention(),
        Flag::Overdue => words.filter_overdue(),
        Flag::Stale => words.stale(),
        Flag::UnpaidAccess => words.filter_unpaid_access(),
        Flag::Duplicate => words.filter_duplicate(),
        Flag::Comment => words.filter_comment(),
    });
    let date = || {
        DateField::parse(key).map(|field| match field {
            DateField::Created => words.column_created(),
            DateField::Paid => words.column_paid_at(),
            DateField::Updated => words.column_updated(),
            DateField::Due => words.column_next_due(),
            DateField::Access => words.column_access_until(),
            DateField::Contacted => words.column_contacted_at(),
        })
    };
    let amount = || {
        AmountField::parse(key).map(|field| match field {
            AmountField::Total => words.column_total(),
            AmountField::Received => words.totals_received(),
            AmountField::Owed => words.column_due(),
        })
    };
    flag.or_else(date).or_else(amount).or_else(|| TextField::parse(key).map(|field| text_field(words, field)))
}

const fn text_field(words: Words, field: TextField) -> &'static str {
    match field {
        TextField::Source => words.column_source(),
        TextField::Origin => words.column_origin(),
        TextField::Method => words.column_payment_method(),
        TextField::Country => words.column_country(),
        TextField::Promo => words.column_promo_code(),
    }
}

/// What a value of a text is called: some have words, the others stand for themselves.
pub fn text(words: Words, field: TextField, value: &str) -> String {
    match field {
        TextField::Origin => names::origin(words, value),
        TextField::Method => names::method(words, value),
        TextField::Source | TextField::Country | TextField::Promo => value.to_owned(),
    }
}

/// The values of a text that have words in every language, and whether there may be others.
pub const fn known_texts(field: TextField) -> (&'static [&'static str], bool) {
    match field {
        TextField::Origin => (ORIGINS, false),
        TextField::Method => (METHODS, true),
        TextField::Source | TextField::Country | TextField::Promo => (&[], true),
    }
}

/// What something that may be absent is called.
pub fn absence(words: Words, what: Absence) -> &'static str {
    field(words, what.code())
}

/// What is said of something that an order lacks, or has.
pub fn lacks(words: Words, lacks: bool) -> &'static str {
    if lacks { words.filter_is_empty() } else { words.filter_is_filled() }
}

/// Every value that is known without asking the server.
pub fn known(words: Words, page: &OrdersPage) -> Vec<Suggestion> {
    let mut all: Vec<Suggestion> = Vec::new();
    let mut add = |key: &str, code: &str, label: &str| {
        let suggestion = Suggestion { key: key.into(), code: code.into(), label: label.into() };
        // Stages of several funnels that share a name in links are one.
        if !all.iter().any(|known| known.key == key && known.code == code) {
            all.push(suggestion);
        }
    };
    for stage in page.funnels.0.iter().flat_map(|f| &f.stages) {
        add("stage", stage.slug.as_str(), &names::stage(words, stage.name.as_deref(), stage.kind));
    }
    for status in PaymentStatus::ALL {
        add("payment", status.code(), names::payment(words, *status));
    }
    for flag in Flag::ALL {
        add(flag.code(), "yes", words.yes());
        add(flag.code(), "no", words.no());
    }
    add("manager", "me", words.filter_me());
    add("manager", "none", words.filter_nobody());
    for kind in OrderKind::ALL {
        add("kind", kind.code(), names::kind(words, *kind));
    }
    for kind in StageKind::ALL {
        add("stage_kind", kind.code(), names::stage_kind(words, kind));
    }
    for field in DateField::ALL {
        for preset in field.presets() {
            add(field.code(), preset.code(), names::preset(words, *preset));
        }
    }
    for field in TextField::ALL {
        for code in known_texts(field).0 {
            add(field.code(), code, &text(words, field, code));
        }
    }
    add("archived", "yes", words.filter_archived_only());
    add("archived", "all", words.filter_archived_all());
    for what in Absence::ALL {
        let named = |is| format!("{} ({})", absence(words, what), lacks(words, is).to_lowercase());
        add("empty", what.code(), &named(true));
        add("empty", &format!("!{}", what.code()), &named(false));
    }
    all
}

/// The values whose field and name contain every word that is typed.
pub fn matching(words: Words, values: &[Suggestion], typed: &str) -> Vec<Offer> {
    let folded = search::fold(typed);
    let pieces: Vec<&str> = folded.split_whitespace().filter(|piece| *piece != ":").collect();
    let fits = |value: &&Suggestion| {
        let text = search::fold(&format!("{} {}", field(words, &value.key), value.label));
        pieces.iter().all(|piece| text.contains(piece.trim_end_matches(':')))
    };
    values.iter().filter(fits).take(OFFERED).map(|value| offer(words, value)).collect()
}

/// A value as a list shows it; its id is the pair of a link.
pub fn offer(words: Words, value: &Suggestion) -> Offer {
    let label = match value.key.as_str() {
        "method" => names::method(words, &value.label),
        _ => value.label.clone(),
    };
    Offer {
        id: encode_pairs([(&value.key, &value.code)]),
        kind: match value.key.as_str() {
            "empty" => words.filter_empty().to_owned(),
            key => field(words, key).to_owned(),
        },
        label,
    }
}
