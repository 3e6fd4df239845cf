//! The wholesaler's sample, where it lies beside the repository (`COMPTOIR_SAMPLE` names it elsewhere): the numbers that
//! were asked for, to the cent.

use crate::support::desks;
use server::commands::ExitKind;
use std::path::PathBuf;
use store::Sql;

fn sample() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/sales_data_sample.csv");
    let path = std::env::var_os("COMPTOIR_SAMPLE").map_or_else(beside, PathBuf::from);
    path.exists().then_some(path)
}

#[tokio::test]
async fn the_sample_gives_exactly_its_totals() {
    let Some(path) = sample() else {
        eprintln!("skipped: the sample is not here");
        return;
    };
    let file = path.display().to_string();
    for desk in desks().await {
        let refused = desk.import(&[file.as_str(), "--currency", "USD", "--date-order", "mdy"]).await;
        assert_eq!(refused.exit, ExitKind::Refused);
        assert!(refused.err.contains("Shipped (1859), Disputed (12)") || refused.err.contains("Shipped (1859)"));
        let args = [file.as_str(), "--currency", "USD", "--create-stages", "--date-order", "mdy"];
        let begun = std::time::Instant::now();
        let ran = desk.import(&args).await;
        let took = begun.elapsed();
        assert_eq!(ran.exit, ExitKind::Done, "{}", ran.err);
        eprintln!("{}: {took:?}\n{}", desk.kind, ran.out);
        assert!(took.as_secs() < 10, "{took:?}");
        let mut tx = desk.db.read().await.unwrap();
        let bar: (i64, i64, i64, i64) = tx
            .one(Sql::new(
                "select count(*), cast(sum(total) as bigint), cast(sum(paid - refunded) as bigint), cast(sum(due) as bigint) \
                 from orders where currency = 'USD'",
            ))
            .await
            .unwrap();
        assert_eq!(bar, (1999, 758_738_416, 0, 745_291_119));
        let stages: Vec<(String, i64, i64)> = tx
            .all(Sql::new(
                "select coalesce(s.name, s.slug), count(*), cast(sum(o.total) as bigint) from orders o \
                 join stages s on s.id = o.stage_id group by 1 order by 2 desc, 1",
            ))
            .await
            .unwrap();
        let expected = [
            ("Shipped", 1859, 704_797_079),
            ("cancelled", 38, 13_447_297),
            ("In Process", 34, 12_951_238),
            ("On Hold", 28, 12_223_821),
            ("Resolved", 28, 8_646_697),
            ("Disputed", 12, 6_672_284),
        ];
        assert_eq!(stages, expected.map(|(name, n, total)| (name.to_owned(), n, total)));
        let (companies, contacts): (i64, i64) = tx
            .one(Sql::new("select count(distinct company), count(*) from contacts where company <> ''"))
            .await
            .unwrap();
        assert_eq!((companies, contacts), (92, 92));
        drop(tx);
        let again = desk.import(&args).await;
        assert!(again.out.contains("0 new, 1999 already there, 0 differ"), "{}", again.out);
    }
}
