//! Why a row of a file is refused, in the words of a language. Pure.

use crate::i18n::Words;
use domain::{
    import::{BadRow, Reason},
    money::split_symbol,
};

/// What is said of a bad row, without its place.
pub fn reason_text(words: Words, bad: &BadRow) -> String {
    let value = bad.value.as_str();
    match &bad.reason {
        Reason::MissingColumn { field } => words.import_missing_column(field.code()),
        Reason::NoSuchColumn => words.import_no_such_column(value),
        Reason::BadDate => words.import_bad_date(value),
        Reason::MissingDate => words.import_missing_date().to_owned(),
        Reason::AmbiguousDate => words.import_ambiguous_date().to_owned(),
        Reason::DateOutOfRange => words.import_date_out_of_range().to_owned(),
        Reason::BadAmount => words.import_bad_amount(value),
        Reason::MissingAmount => words.import_missing_amount().to_owned(),
        Reason::AmountTooLarge => words.import_amount_too_large().to_owned(),
        Reason::NegativeTotal => words.import_negative_total().to_owned(),
        Reason::TotalMismatch { stated, computed } => words.import_total_mismatch(computed, stated),
        Reason::UnknownCurrency => words.import_unknown_currency(value),
        Reason::AmbiguousSymbol => words.import_ambiguous_symbol(split_symbol(value).1.unwrap_or(value)),
        Reason::CurrenciesDiffer { one, other } => words.import_currencies_differ(one.code(), other.code()),
        Reason::NoCurrency => words.import_no_currency().to_owned(),
        Reason::MissingNumber => words.import_missing_number().to_owned(),
        Reason::NumberTooLong => words.import_number_too_long().to_owned(),
        Reason::NumberControl => words.import_number_control().to_owned(),
        Reason::NumberOtherOrigin { origin } => words.import_number_other_origin(value, origin),
        Reason::UnknownStage => words.import_unknown_stage(value),
        Reason::UnknownKind => words.import_unknown_kind(value),
        Reason::Conflicting { first } => {
            format!("{} ({})", words.import_conflicting(&bad.column), words.import_conflicting_first(first))
        }
        Reason::DuplicateLine => words.import_duplicate_line().to_owned(),
        Reason::BadQuantity => words.import_bad_quantity().to_owned(),
        Reason::BadEmail => words.import_bad_email(value),
        Reason::RefundTooLarge => words.import_refund_too_large().to_owned(),
        Reason::NegativePayment => words.import_negative_payment().to_owned(),
        Reason::CellError => words.import_cell_error(value),
        Reason::TextTooLong { limit } => words.import_text_too_long(&limit.to_string()),
        Reason::Refused { detail } => words.import_refused(detail),
    }
}
