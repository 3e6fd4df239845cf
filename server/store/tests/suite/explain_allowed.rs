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

const ALL: &[&str] = &[
    "created",
    "updated",
    "number",
    "kind",
    "status",
    "payment",
    "client",
    "products",
    "offer",
    "manager",
    "funnel",
    "total",
    "paid",
    "due",
    "discount",
    "paid_at",
    "next_due",
    "access_until",
    "stage_entered",
];

/// All but the end of access: most orders have none, and PostgreSQL finds enough of them soon.
const BUT_ACCESS: &[&str] = &[
    "created",
    "updated",
    "number",
    "kind",
    "status",
    "payment",
    "client",
    "products",
    "offer",
    "manager",
    "funnel",
    "total",
    "paid",
    "due",
    "discount",
    "paid_at",
    "next_due",
    "stage_entered",
];

/// The whole list.
pub const ALLOWED: &[Allowed] = &[
    Allowed {
        on: "both",
        field: "funnel",
        sorts: &["status"],
        reason: "By status the stages of all funnels stand side by side: those of the others are passed over.",
    },
    Allowed {
        on: "both",
        field: "stage",
        sorts: &[
            "updated",
            "number",
            "kind",
            "payment",
            "client",
            "products",
            "offer",
            "paid",
            "due",
            "discount",
            "paid_at",
            "next_due",
            "access_until",
        ],
        reason: "One order in eighteen is in the stage. Either its orders are read and sorted, or the list is walked and \
            seventeen are passed over for each one shown; an index for each stage in each order would cost every insert.",
    },
    Allowed {
        on: "postgres",
        field: "stage",
        sorts: &["manager"],
        reason: "Of one stage and one manager: the orders of one of them are walked.",
    },
    Allowed {
        on: "both",
        field: "stage_kind",
        sorts: &["created", "total", "stage_entered"],
        reason: "A page of each stage of that kind is read and merged: more stages, more pages, whatever they hold.",
    },
    Allowed {
        on: "both",
        field: "stage_kind",
        sorts: &["manager"],
        reason: "As by creation, for each manager until there are enough.",
    },
    Allowed {
        on: "postgres",
        field: "stage_kind",
        sorts: &["funnel"],
        reason: "As by creation, of the stages of one funnel.",
    },
    Allowed {
        on: "postgres",
        field: "funnel",
        sorts: &["manager"],
        reason: "PostgreSQL walks the newest orders of all, and one in twenty-one is the first manager's in the funnel.",
    },
    Allowed {
        on: "postgres",
        field: "manager",
        sorts: &["funnel"],
        reason: "PostgreSQL walks the newest orders of all, and one in twenty-one is the manager's in the first funnel.",
    },
    Allowed {
        on: "postgres",
        field: "kind",
        sorts: &["manager"],
        reason: "PostgreSQL walks the newest orders of all, and one in twenty-one is of the kind and the first manager's.",
    },
    Allowed {
        on: "postgres",
        field: "payment",
        sorts: &["manager"],
        reason: "PostgreSQL walks the newest orders of all; few of them are unpaid and the first manager's.",
    },
    Allowed {
        on: "both",
        field: "paid",
        sorts: &["manager"],
        reason: "A week has fewer payments for the first managers than a page has rows: what it has is looked at for each.",
    },
    Allowed {
        on: "postgres",
        field: "not product",
        sorts: &["manager", "funnel"],
        reason: "The lines of each order that is passed over are read too.",
    },
    Allowed {
        on: "postgres",
        field: "not tag",
        sorts: &["manager"],
        reason: "The tags of each order that is passed over are read too.",
    },
    Allowed {
        on: "postgres",
        field: "with archived",
        sorts: &["manager"],
        reason: "A page of those that are put away and one of the others, and one in seven is the first manager's.",
    },
    Allowed {
        on: "sqlite",
        field: "stage_kind",
        sorts: &["paid"],
        reason: "The largest sums received are seldom those of the wanted stages: most orders on the way do not pass.",
    },
    Allowed {
        on: "both",
        field: "payment",
        sorts: &["paid", "paid_at"],
        reason: "Unpaid orders by what was paid, or when: all of them stand at the far end of the walk, behind those with money.",
    },
    Allowed {
        on: "both",
        field: "total",
        sorts: &[
            "created",
            "updated",
            "number",
            "kind",
            "status",
            "payment",
            "client",
            "products",
            "offer",
            "manager",
            "funnel",
            "paid",
            "due",
            "paid_at",
            "next_due",
            "access_until",
            "stage_entered",
        ],
        reason: "One order in eighteen has a total in the range; the walk in another order passes over the others.",
    },
    Allowed {
        on: "both",
        field: "manager",
        sorts: &["due"],
        reason: "One order in seven is the manager's: the walk by what is due reads about as much as is allowed.",
    },
    Allowed {
        on: "postgres",
        field: "manager",
        sorts: &["access_until"],
        reason: "Orders without an end of access are most, and those of one manager among them stand apart by chance.",
    },
    Allowed {
        on: "both",
        field: "product",
        sorts: ALL,
        reason: "An order has many products, so no index of orders leads to them: SQLite collects all orders of the \
            product, PostgreSQL walks the list and looks each order's lines up.",
    },
    Allowed {
        on: "postgres",
        field: "not product",
        sorts: &["total", "paid", "due"],
        reason: "The lines of each order that is shown or passed over are read too, and large orders have many lines.",
    },
    Allowed {
        on: "sqlite",
        field: "tag",
        sorts: ALL,
        reason: "An order has many tags, so no index of orders leads to them: SQLite collects all orders of the tag, \
            PostgreSQL walks the list and looks each order's tags up.",
    },
    Allowed {
        on: "postgres",
        field: "tag",
        sorts: BUT_ACCESS,
        reason: "An order has many tags, so no index of orders leads to them: SQLite collects all orders of the tag, \
            PostgreSQL walks the list and looks each order's tags up.",
    },
    Allowed {
        on: "both",
        field: "search",
        sorts: &[
            "created", "updated", "number", "kind", "status", "payment", "client", "products", "offer", "manager",
            "funnel", "due",
        ],
        reason: "The index of trigrams knows no order: all that is found is read and sorted, or the list is walked.",
    },
    Allowed {
        on: "sqlite",
        field: "search",
        sorts: &["total", "paid", "discount", "paid_at", "next_due", "access_until", "stage_entered"],
        reason: "The index of trigrams knows no order: all that is found is read and sorted.",
    },
    Allowed {
        on: "sqlite",
        field: "short search",
        sorts: ALL,
        reason: "A single letter begins the words of many clients: all that is found is read, or the list is walked.",
    },
    Allowed {
        on: "postgres",
        field: "short search",
        sorts: BUT_ACCESS,
        reason: "A single letter begins the words of many clients: all that is found is read, or the list is walked.",
    },
];
