//! The two closed lists that describe how an order is sold and how far it is paid. Pure.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order in which lists show and sort them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable name, used in URLs, files and the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a stable name.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.code() == code)
            }
        }
    };
}
pub(super) use codes;

/// How an order is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// One price, paid once.
    Standard,
    /// Charged again each period.
    Subscription,
    /// One price, paid in parts.
    Instalments,
}
codes!(OrderKind { Standard = "standard", Subscription = "subscription", Instalments = "instalments" });

/// How far an order is paid. Derived from the ledger, never typed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// No money and no open attempt.
    Unpaid,
    /// An attempt is under way.
    Pending,
    /// Some of the total.
    PartiallyPaid,
    /// The total.
    Paid,
    /// More than the total.
    Overpaid,
    /// The last attempt failed and nothing is paid.
    Failed,
    /// Some money went back.
    PartiallyRefunded,
    /// All money went back.
    Refunded,
    /// There is nothing to pay.
    Free,
}
codes!(PaymentStatus {
    Unpaid = "unpaid",
    Pending = "pending",
    PartiallyPaid = "partially_paid",
    Paid = "paid",
    Overpaid = "overpaid",
    Failed = "failed",
    PartiallyRefunded = "partially_refunded",
    Refunded = "refunded",
    Free = "free",
});
