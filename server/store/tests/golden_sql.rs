//! The text of every dynamic query, as files that a reviewer reads: `sql/*.sql`, both databases side by side.
//!
//! `UPDATE_SQL=1 cargo test --release -p store --test golden_sql` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Conditions, Funnel, OrderFilter, Role, Slug, Sort, SortKey, Stage, StageKind, Zone, board,
    filter::{Moment, decode},
    funnel::{FunnelAccess, Funnels, Sight},
    ids::{FunnelId, StageId, UserId},
    testing::NOW,
};
use std::path::Path;
use store::{Dialect, Sql, Value, Walk, mentions, orders, suggest};

fn funnels() -> Funnels {
    let stage = |id: i64, kind: StageKind| Stage {
        id: StageId(id),
        funnel: FunnelId(id / 10),
        slug: Slug::of(kind.code()).unwrap(),
        name: None,
        kind,
        colour: None,
        wip_limit: None,
        stale_days: kind.stale_days(),
        was: None,
    };
    let funnel = |id: i64, slug: &str| Funnel {
        id: FunnelId(id),
        slug: Slug::of(slug).unwrap(),
        name: None,
        is_default: id == 1,
        access: FunnelAccess { managers: true, viewers: id == 1 },
        stages: vec![stage(id * 10, StageKind::New), stage(id * 10 + 1, StageKind::Done)],
    };
    Funnels(vec![funnel(1, "standard"), funnel(2, "school")])
}

/// One clause a line, values behind the text.
fn shown(sql: &Sql) -> String {
    let mut text = sql.text().to_owned();
    for clause in [" from ", " left join ", " where ", " and ", " group by ", " order by ", " limit ", " union all "] {
        text = text.replace(clause, &format!("\n  {}", clause.trim_start()));
    }
    let value = |value: &Value| match value {
        Value::Int(v) => format!("{v:?}"),
        Value::Text(v) => format!("{v:?}"),
        Value::Bytes(v) => format!("{v:?}"),
    };
    let values: Vec<String> = sql.values().iter().map(value).collect();
    format!("{text}\n-- {}\n", values.join(", "))
}

fn check(name: &str, make: impl Fn(Dialect) -> Sql) {
    let (sqlite, postgres) = (shown(&make(Dialect::Sqlite)), shown(&make(Dialect::Postgres)));
    let text = if sqlite == postgres {
        format!("-- both\n{sqlite}")
    } else {
        format!("-- sqlite\n{sqlite}\n-- postgres\n{postgres}")
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql").join(format!("{name}.sql"));
    if std::env::var_os("UPDATE_SQL").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, kept, "{name}.sql is not what the store says; UPDATE_SQL=1 writes it anew");
}

fn conditions(query: &str) -> Conditions {
    let (filter, problems) = OrderFilter::from_pairs(&decode(query));
    assert_eq!(problems, [], "{query}");
    filter.resolve(&Moment { now: NOW, zone: &Zone::utc(), me: Some(UserId(7)) })
}

const FILTERS: [(&str, &str); 39] = [
    ("none", ""),
    ("funnel", "funnel=school"),
    ("stage", "stage=done"),
    ("stage_of_no_funnel", "stage=nowhere"),
    ("stage_kind", "stage_kind=!new"),
    ("kind", "kind=standard,instalments,!subscription"),
    ("payment", "payment=unpaid,!paid"),
    ("created", "created=2026-11-01..2026-11-23"),
    ("created_not", "created=!2026-11-01..2026-11-23"),
    ("created_until", "created=..2026-11-23"),
    ("paid", "paid=2026-11-01.."),
    ("paid_not", "paid=!7d"),
    ("total", "total=EUR:100..500,JPY:..2000,!USD"),
    ("manager", "manager=me,none"),
    ("manager_not", "manager=!none,!3"),
    ("product", "product=zen,!yoga"),
    ("tag", "tag=vip,!retour"),
    ("overdue", "overdue=yes"),
    ("overdue_not", "overdue=no"),
    ("stale", "stale=yes"),
    ("stale_not", "stale=no"),
    ("attention", "attention=yes"),
    ("attention_not", "attention=no"),
    ("comment", "comment=yes"),
    ("due", "due=2026-11-23..2026-12-01"),
    ("access", "access=!2026-11-23"),
    ("received", "received=EUR:..100"),
    ("owed", "owed=EUR:1.."),
    ("client", "client=5,!6"),
    ("offer", "offer=1,!2"),
    ("tag_all", "tag_all=retour,vip"),
    ("texts", "source=a,!b&origin=import&method=!card&country=FR"),
    ("empty", "empty=manager,!tag,source,!country,product"),
    ("lost_search", "s=0123456789abcdef"),
    ("archived", "archived=yes"),
    ("with_archived", "archived=all"),
    ("search", "q=київ o'neil"),
    ("search_short", "q=к"),
    (
        "everything",
        "funnel=school&stage=done&kind=standard&payment=paid&created=7d&paid=30d&total=EUR:1..&manager=me&product=zen&tag=vip&q=müller",
    ),
];

#[test]
fn pages_of_every_filter_are_as_they_were_reviewed() {
    for (name, query) in FILTERS {
        check(&format!("page_{name}"), |dialect| {
            orders::page_sql(dialect, &funnels(), &conditions(query), Sort::default(), None, true, 51)
        });
    }
}

#[test]
fn pages_of_every_order_are_as_they_were_reviewed() {
    for key in SortKey::ALL {
        let sort = Sort { key, descending: key.descends_first() };
        let width = match key {
            SortKey::Created => 1,
            // Made of lists by creation: see below.
            SortKey::Manager | SortKey::Funnel => continue,
            SortKey::Status | SortKey::Total | SortKey::Paid | SortKey::Due | SortKey::Discount => 3_i64,
            _ => 2,
        };
        let start = Some((1..=width).map(Value::from).collect::<Vec<_>>());
        check(&format!("sort_{}", key.code()), |dialect| {
            let wanted = conditions("kind=subscription&payment=paid&stage_kind=done&total=EUR");
            orders::page_sql(dialect, &funnels(), &wanted, sort, start.clone(), false, 51)
        });
    }
}

#[test]
fn pages_by_manager_and_funnel_are_lists_by_creation_one_after_the_other() {
    let managers = orders::of_managers(vec![(4, "Zoé".into()), (7, "éric".into()), (9, "Яна".into())]);
    let funnels = funnels();
    for (key, stops) in
        [(SortKey::Manager, managers), (SortKey::Funnel, orders::of_funnels(&funnels, Sight::Everything))]
    {
        let plain = conditions("manager=!9&kind=subscription");
        let (sort, start) = (
            Sort { key, descending: false },
            Some(vec![Value::from(if key == SortKey::Manager { 4 } else { 1 }), 5.into()]),
        );
        let wanted = orders::Wanted { conditions: &plain, sort, start, forward: true, limit: 51 };
        for (n, part) in (1..).zip(orders::parts(&stops, &wanted)) {
            let name = format!("walk_{}_{n}", key.code());
            check(&name, |dialect| orders::whole_sql(dialect, &funnels, &part.wanted(&wanted, 51)));
        }
        let found = conditions("q=o'neil&manager=!9");
        let wanted = orders::Wanted { conditions: &found, ..wanted };
        assert!(orders::is_found(&found));
        check(&format!("walk_{}_found", key.code()), |dialect| orders::found_sql(dialect, &funnels, &stops, &wanted));
    }
}

#[test]
fn the_first_cards_of_all_columns_are_one_statement() {
    let funnels = funnels();
    for (name, query) in [("stages", "funnel=school&kind=standard"), ("kinds", "stage_kind=new,done")] {
        let (filter, _) = OrderFilter::from_pairs(&decode(query));
        let wanted = conditions(query);
        let lists: Vec<Conditions> =
            board::lanes(&filter, &funnels).iter().map(|lane| lane.narrowed_conditions(&wanted)).collect();
        check(&format!("board_{name}"), |dialect| orders::firsts_sql(dialect, &funnels, &lists, Sort::default(), 31));
    }
}

const RANGES: [(&str, &str); 2] =
    [("days", "paid=2026-01-01..2026-01-31&kind=standard"), ("amounts", "owed=EUR:100..200")];

#[test]
fn pages_of_what_lies_elsewhere_are_as_they_were_reviewed() {
    for (name, query) in RANGES {
        let conditions = conditions(query);
        let (sort, start) = (Sort::default(), Some(vec![Value::from(7)]));
        let wanted = orders::Wanted { conditions: &conditions, sort, start, forward: true, limit: 51 };
        check(&format!("near_{name}"), |dialect| orders::near_sql(dialect, &funnels(), &wanted, 300));
        check(&format!("far_{name}"), |dialect| orders::whole_sql(dialect, &funnels(), &wanted));
    }
    let conditions = conditions("q=o'neil&kind=standard");
    let wanted =
        orders::Wanted { conditions: &conditions, sort: Sort::default(), start: None, forward: true, limit: 51 };
    let shown = shown(&orders::whole_sql(Dialect::Sqlite, &funnels(), &wanted));
    assert!(shown.contains("order by f.rowid desc") && shown.matches("match").count() == 1, "{shown}");
}

#[test]
fn totals_are_as_they_were_reviewed() {
    for (name, query) in FILTERS
        .into_iter()
        .filter(|(name, _)| matches!(*name, "none" | "kind" | "manager" | "created" | "product" | "everything"))
    {
        check(&format!("totals_{name}"), |dialect| {
            orders::totals_sql(dialect, &funnels(), &conditions(query), Some(&Zone::utc()))
        });
    }
}

#[test]
fn what_a_role_may_not_see_is_left_out_of_lists_totals_and_suggestions() {
    let seen = |query: &str| conditions(query).seen_by(Role::Viewer);
    let mine = |wanted: &Conditions| wanted.clone().seen_by(Role::Owner);
    for (name, query) in [("none", ""), ("funnel", "funnel=school"), ("stage_kind", "stage_kind=done")] {
        check(&format!("viewer_page_{name}"), |dialect| {
            orders::page_sql(dialect, &funnels(), &seen(query), Sort::default(), None, true, 51)
        });
        check(&format!("viewer_totals_{name}"), |dialect| {
            orders::totals_sql(dialect, &funnels(), &seen(query), Some(&Zone::utc()))
        });
        // An owner's statement is that of the desk itself.
        let of = |wanted: &Conditions| {
            shown(&orders::page_sql(Dialect::Sqlite, &funnels(), wanted, Sort::default(), None, true, 51))
        };
        assert_eq!(of(&mine(&conditions(query))), of(&conditions(query)));
    }
    check("viewer_clients", |dialect| suggest::clients_sql(dialect, &["ana".into()], Some(&[1])));
}

#[test]
fn lists_of_people_are_as_they_were_reviewed() {
    let walk = |seen: Option<&[i64]>, needles: &[&str]| Walk {
        needles: needles.iter().map(|needle| (*needle).to_owned()).collect(),
        seen: seen.map(<[i64]>::to_vec),
        tag: None,
        after: Some(90),
    };
    for (name, walk) in [
        ("all", walk(None, &[])),
        ("search", walk(None, &["o'neil", "  к"])),
        ("seen", walk(Some(&[1, 2]), &[])),
        ("seen_search", walk(Some(&[1, 2]), &["ana"])),
    ] {
        check(&format!("people_{name}"), |dialect| store::walk_sql(dialect, &walk, walk.after, 150));
    }
    check("people_newer", |_| store::newer_sql(&walk(Some(&[1]), &[]), &[5, 6], 90));
    check("people_tagged", |_| store::tagged_sql(&walk(Some(&[1]), &[]), 3, 51));
    let behind = Some((NOW, 8));
    check("people_mentions", |_| mentions::list_sql(UserId(7), Some(&funnels()), behind));
    check("people_unseen", |_| mentions::unseen_sql(UserId(7), Role::Manager));
}

#[test]
fn no_kept_text_is_left_behind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql");
    let names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let known = |name: &str| {
        let sort = SortKey::ALL.iter().any(|key| name == format!("sort_{}.sql", key.code()));
        let range = RANGES.iter().any(|(r, _)| name == format!("near_{r}.sql") || name == format!("far_{r}.sql"));
        sort || range
            || name.starts_with("viewer_")
            || name.starts_with("people_")
            || name.starts_with("walk_")
            || name.starts_with("board_")
            || FILTERS.iter().any(|(f, _)| name == format!("page_{f}.sql") || name == format!("totals_{f}.sql"))
    };
    assert_eq!(names.into_iter().filter(|name| !known(name)).collect::<Vec<_>>(), Vec::<String>::new());
}
