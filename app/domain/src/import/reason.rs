//! Why a row of a file is refused. Pure. The words are in `app/locales`, next to `import-…`.

use super::Field;
use crate::{Currency, order::draft::DraftError};
use serde::{Deserialize, Serialize};

/// One thing that is wrong with one row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// The number that a spreadsheet program shows beside the row; the header's row where the whole file is meant.
    pub row: u32,
    /// The header of the column, as the file writes it; the field's code where the file has no such column.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// Why it is refused.
    pub reason: Reason,
}

/// Why a cell, a row or a whole column is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// The file has no column for a fact that every order needs.
    MissingColumn {
        /// The fact.
        field: Field,
    },
    /// The map names a column that the file does not have.
    NoSuchColumn,
    /// Not a date, or not one in the order that the column has.
    BadDate,
    /// The order has no date.
    MissingDate,
    /// Nothing in the column tells day and month apart; `--date-order` does.
    AmbiguousDate,
    /// Before 1970 or after 2099.
    DateOutOfRange,
    /// Not an amount, or not one with the decimal mark that the column has.
    BadAmount,
    /// The row has no amount.
    MissingAmount,
    /// Larger than any order can be.
    AmountTooLarge,
    /// The order's total is negative.
    NegativeTotal,
    /// The stated total is not what the lines, discount, shipping and tax make.
    TotalMismatch {
        /// The total that the file states, decimal text.
        stated: String,
        /// The total that the lines make, decimal text.
        computed: String,
    },
    /// No currency that exists.
    UnknownCurrency,
    /// A symbol that several currencies share; `--currency` says which.
    AmbiguousSymbol,
    /// The row states two currencies.
    CurrenciesDiffer {
        /// The one.
        one: Currency,
        /// The other.
        other: Currency,
    },
    /// Neither the row nor `--currency` says which currency.
    NoCurrency,
    /// The row has no order number.
    MissingNumber,
    /// More than 64 characters.
    NumberTooLong,
    /// The order number holds a control character.
    NumberControl,
    /// An order of another origin has this number.
    NumberOtherOrigin {
        /// Where that order came from.
        origin: String,
    },
    /// A status that no stage is called; the map file or `--create-stages` says where it belongs.
    UnknownStage,
    /// An order type that is none of the three.
    UnknownKind,
    /// The rows of one order state different things.
    Conflicting {
        /// What an earlier row of the order states.
        first: String,
    },
    /// The same line twice in one order.
    DuplicateLine,
    /// Not a number that is 0 or more.
    BadQuantity,
    /// No e-mail address.
    BadEmail,
    /// More went back than came.
    RefundTooLarge,
    /// A payment or a refund below 0.
    NegativePayment,
    /// The spreadsheet program could not compute the cell.
    CellError,
    /// Longer than such a text may be.
    TextTooLong {
        /// The most characters.
        limit: u32,
    },
    /// No order for a reason that reading should have found; a mistake of ours, refused all the same.
    Refused {
        /// What is said about it in English.
        detail: String,
    },
}

impl Reason {
    /// The stable name: `total-mismatch`. The words are at `import-` and this name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingColumn { .. } => "missing-column",
            Self::NoSuchColumn => "no-such-column",
            Self::BadDate => "bad-date",
            Self::MissingDate => "missing-date",
            Self::AmbiguousDate => "ambiguous-date",
            Self::DateOutOfRange => "date-out-of-range",
            Self::BadAmount => "bad-amount",
            Self::MissingAmount => "missing-amount",
            Self::AmountTooLarge => "amount-too-large",
            Self::NegativeTotal => "negative-total",
            Self::TotalMismatch { .. } => "total-mismatch",
            Self::UnknownCurrency => "unknown-currency",
            Self::AmbiguousSymbol => "ambiguous-symbol",
            Self::CurrenciesDiffer { .. } => "currencies-differ",
            Self::NoCurrency => "no-currency",
            Self::MissingNumber => "missing-number",
            Self::NumberTooLong => "number-too-long",
            Self::NumberControl => "number-control",
            Self::NumberOtherOrigin { .. } => "number-other-origin",
            Self::UnknownStage => "unknown-stage",
            Self::UnknownKind => "unknown-kind",
            Self::Conflicting { .. } => "conflicting",
            Self::DuplicateLine => "duplicate-line",
            Self::BadQuantity => "bad-quantity",
            Self::BadEmail => "bad-email",
            Self::RefundTooLarge => "refund-too-large",
            Self::NegativePayment => "negative-payment",
            Self::CellError => "cell-error",
            Self::TextTooLong { .. } => "text-too-long",
            Self::Refused { .. } => "refused",
        }
    }
}

impl From<DraftError> for Reason {
    fn from(error: DraftError) -> Self {
        use crate::order::figures::FiguresError;
        match error {
            DraftError::Date => Self::DateOutOfRange,
            DraftError::NoLines => Self::MissingAmount,
            DraftError::Refund | DraftError::Figures(FiguresError::OverRefunded) => Self::RefundTooLarge,
            DraftError::Figures(FiguresError::NegativeTotal) => Self::NegativeTotal,
            DraftError::Figures(FiguresError::Overflow) => Self::AmountTooLarge,
            DraftError::Payment => Self::NegativePayment,
        }
    }
}
