//! What was taken away can be brought back: the import understands the files of the export, in every language.

use crate::{all, seeded, support::desks};
use app::{i18n::Words, names};
use clap::Parser;
use domain::{Column, Columns, Listing, Locale, Order};
use server::{
    commands::{
        ExitKind,
        import::{ImportArgs, run_into},
    },
    export::{Format, Reader, Source, file},
};
use std::{fs::File, io};
use store::desk;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    args: ImportArgs,
}

/// What must come back: number, kind, status, client, currency, total, instant to the second.
fn told(order: &Order, words: Words) -> String {
    let stage = names::stage(words, order.stage.name.as_deref(), order.stage.kind);
    let (kind, contact) = (order.kind.code(), &order.contact);
    let created = order.created_at.rfc3339();
    format!(
        "{} {kind} {stage} {} {} {} {created}",
        order.number,
        contact.person(),
        contact.company,
        order.money(order.total).decimal()
    ) + order.currency.code()
}

#[tokio::test]
async fn export_then_import_gives_the_same_orders() {
    let folder = tempfile::tempdir().unwrap();
    for from in seeded(150, 21).await {
        for (locale, format) in [(Locale::Fr, Format::Csv), (Locale::En, Format::Xlsx), (Locale::Uk, Format::Csv)] {
            let words = Words(locale);
            let reader = Reader {
                locale,
                zone: desk::fetch(&from.db).await.unwrap().zone,
                now: crate::NOW,
                me: None,
                sight: domain::funnel::Sight::Everything,
            };
            let mut columns = Columns::default().iter().collect::<Vec<_>>();
            columns.extend([Column::Discount, Column::Tags]);
            let listing = Listing { columns: Columns::new(columns), ..Listing::default() };
            let source = Source::open(&from.db, &listing, &reader).await.unwrap();
            let path = folder.path().join(format!("{}.{}", locale.code(), format.extension()));
            let mut out = File::create(&path).unwrap();
            match format {
                Format::Csv => file::csv(source, &mut out).await.unwrap(),
                Format::Xlsx => {
                    let (mut workbook, _) = file::xlsx(source, folder.path()).await.unwrap();
                    io::copy(&mut workbook, &mut out).unwrap()
                }
            };
            for into in desks().await {
                let path = path.display().to_string();
                let cli = Cli::try_parse_from(["import", &path, "--create-stages"]).unwrap();
                let (mut report, mut refusal) = (Vec::new(), Vec::new());
                let exit = run_into(&cli.args, &into.db, words, &mut report, &mut refusal).await.unwrap();
                assert_eq!(exit, ExitKind::Done, "{}", String::from_utf8_lossy(&refusal));
                let sorted = |orders: Vec<Order>| {
                    let mut texts: Vec<String> = orders.iter().map(|o| told(o, words)).collect();
                    texts.sort();
                    texts
                };
                assert_eq!(sorted(all(&into.db).await), sorted(all(&from.db).await), "{locale:?}");
            }
        }
    }
}
