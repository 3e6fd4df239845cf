//! Pages that read more than ten times what they show, each with the reason why it is let be.

/// A field of the filter with the orders in which its page reads much.
pub struct Allowed {
    /// The database: `sqlite`, `postgres` or `both`.
    pub on: &'static str,
    /// The field, as `explain` names it.
    pub field: &'static str,
    /// The sort keys.
    pub sorts: &'static [&'static str],
    /// Why.
    #[expect(dead_code, reason = "for whoever reads this list")]
    pub reason: &'static str,
}

/// The whole list.
pub const ALLOWED: &[Allowed] = &[];
