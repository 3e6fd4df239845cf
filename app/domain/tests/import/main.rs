//! What imports make of files: scenes for every kind of export, by their headers and cells alone.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod cells;
mod laws;
mod support;

use domain::{
    Currency, StageKind,
    import::{DateOrder, Field, ImportMap, Reason, StageTarget},
    order::LineKind,
};
use support::{Sheet, at, codes, options, standard};

fn usd() -> Currency {
    Currency::parse("USD").unwrap()
}

const SAMPLE: &str = "ORDERNUMBER,QUANTITYORDERED,PRICEEACH,ORDERLINENUMBER,SALES,ORDERDATE,STATUS,MONTH_ID,PRODUCTLINE,MSRP,\
    PRODUCTCODE,CUSTOMERNAME,PHONE,COUNTRY,CONTACTLASTNAME,CONTACTFIRSTNAME";

#[test]
fn the_wholesaler_layout_is_understood() {
    let mut options = options();
    options.currency = Some(usd());
    options.create_stages = true;
    options.date_order = Some(DateOrder::Mdy);
    let sheet = Sheet::csv(&format!(
        "{SAMPLE}\n\
         10107,30,95.7,2,2871,2/24/2003 0:00,Shipped,2,Motorcycles,95,S10_1678,Land of Toys Inc.,212,USA,Yu,Kwai\n\
         10108,34,100,5,4765.9,5/7/2003 0:00,Cancelled,5,Motorcycles,95,S10_1678,Reims Collectables,26,France,Henriot,Paul"
    ));
    let reading = sheet.read(&options);
    assert_eq!(reading.bad, []);
    let [first, second] = reading.orders.as_slice() else { panic!("two orders") };
    assert_eq!((first.number.as_str(), first.total), ("10107", 287_100));
    assert_eq!(second.total, 476_590, "the line total is believed, not quantity × price");
    assert_eq!(first.client.company, "Land of Toys Inc.");
    assert_eq!((first.client.first_name.as_str(), first.client.last_name.as_str()), ("Kwai", "Yu"));
    assert_eq!(first.lines[0].title, "Motorcycles S10_1678");
    assert_eq!(first.lines[0].quantity, "30");
    assert_eq!(first.created_at, at("2003-02-24T00:00:00"));
    let stages = &reading.understood.stages;
    assert!(matches!(&stages[0].target, StageTarget::New { name, kind: StageKind::Done, .. } if name == "Shipped"));
    assert_eq!(stages[1].target, StageTarget::Existing(standard(StageKind::Cancelled)));
    assert_eq!(first.paid, 0);
}

#[test]
fn the_shopify_layout_keeps_order_facts_in_the_first_row() {
    let reading = Sheet::csv(
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,\
         Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Phone,Refunded Amount,Id\n\
         #1001,ann@example.com,paid,2024-01-02 10:00:00 +0200,fulfilled,EUR,45.00,5.00,0.00,50.00,X,5.00,2024-01-01 10:00:00 +0200,2,Pen,10.00,P1,Ann Lee,,0.00,991\n\
         #1001,ann@example.com,,,,,,,,,,,2024-01-01 10:00:00 +0200,1,Ink,30.00,P2,,,,\n\
         #1002,bob@example.com,pending,,unfulfilled,EUR,20.00,0.00,4.00,24.00,,0.00,2024-01-03 10:00:00 +0200,1,Pen,20.00,P1,Bob Ray,,0.00,992",
    )
    .read_creating();
    assert_eq!(reading.bad, []);
    let [first, second] = reading.orders.as_slice() else { panic!("two orders") };
    assert_eq!(first.number.as_str(), "#1001");
    assert_eq!((first.total, first.discount), (5000, 500));
    assert_eq!(
        first.lines.iter().map(|l| (l.kind, l.amount)).collect::<Vec<_>>(),
        [(LineKind::Product, 2000), (LineKind::Product, 3000), (LineKind::Shipping, 500),]
    );
    assert_eq!(first.created_at, at("2024-01-01T08:00:00"), "the offset in the text wins");
    assert_eq!(first.paid, 0, "the word paid is no money");
    assert_eq!(
        second.lines.last().map(|l| (l.kind, l.amount)),
        Some((LineKind::Tax, 400)),
        "the total says it is added"
    );
}

#[test]
fn a_tax_that_the_total_already_holds_is_not_added() {
    let reading = Sheet::csv(
        "Order ID,Order Date,Order Status,Order Total,Tax,Shipping,Item Name,Quantity,Item Cost,Currency\n\
         17,2024-05-01,processing,115,19,15,Chair,2,50,EUR",
    )
    .read_creating();
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders[0].total, 11_500);
    assert_eq!(reading.orders[0].lines.len(), 2);
}

#[test]
fn a_total_that_nothing_explains_is_a_bad_row_with_both_amounts() {
    let reading = Sheet::csv(
        "Order ID,Order Date,Order Total,Shipping,Item Name,Quantity,Item Cost,Currency\n17,2024-05-01,130,15,Chair,2,50,EUR",
    )
    .read(&options());
    let reason = Reason::TotalMismatch { stated: "130".into(), computed: "115".into() };
    assert_eq!(reading.bad.iter().map(|b| &b.reason).collect::<Vec<_>>(), [&reason]);
}

#[test]
fn ukrainian_headers_decimal_commas_and_hryvnias_are_read() {
    let reading = Sheet::separated(
        ';',
        "Номер замовлення;Дата створення;Статус;Ім'я;Прізвище;Ел. пошта;Телефон;Назва товару;Кількість;Ціна;Сума;Сплачено\n\
         А-1;05.03.2024;Виконано;Олена;Київська;o@example.com;+380441234567;Курс;1;1 234,50 грн;1 234,50 грн;1 000,00 грн\n\
         А-2;06.03.2024 14:05;Нове;Петро;Її;p@example.com;;Курс;2;10,00 грн;20,00 грн;",
    )
    .read(&options());
    assert_eq!(reading.bad, []);
    let [first, second] = reading.orders.as_slice() else { panic!("two orders") };
    assert_eq!((first.total, first.paid, first.currency.code()), (123_450, 100_000, "UAH"));
    assert_eq!(first.created_at, at("2024-03-05T00:00:00"), "dots mean day first");
    assert_eq!(second.total, 2000);
    let targets: Vec<_> = reading.understood.stages.iter().map(|s| s.target.clone()).collect();
    assert_eq!(targets, [StageKind::Done, StageKind::New].map(|k| StageTarget::Existing(standard(k))));
}

#[test]
fn french_headers_and_nbsp_groups_are_read() {
    let reading = Sheet::separated(
        ';',
        "N° de commande;Date de commande;Statut;Nom du client;Société;Produit;Montant TTC;Remise\n\
         C1;31/12/2024;Terminé;Anne Dupré;Atelier;Formation;1\u{202f}250,00 €;0\n\
         C2;01/02/2024;Annulé;Luc;;Formation;12,5 €;0",
    )
    .read(&options());
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders.iter().map(|o| o.total).collect::<Vec<_>>(), [125_000, 1250]);
    assert_eq!(reading.orders[1].created_at, at("2024-02-01T00:00:00"), "31/12 decides for the whole column");
    assert_eq!(reading.orders[0].client.last_name, "Dupré");
}

#[test]
fn rows_of_one_order_must_agree() {
    let reading = Sheet::csv(
        "Order No,Date,Email,Item,Line total,Currency\n1,2024-01-01,a@example.com,A,1.5,EUR\n2,2024-01-01,,B,2,EUR\n\
         1,2024-01-02,a@example.com,C,3,EUR\n1,,b@example.com,D,4,EUR",
    )
    .read(&options());
    assert_eq!(codes(&reading), [(4, "conflicting"), (5, "conflicting")]);
    assert_eq!(reading.bad[0].column, "Date");
    assert_eq!(reading.bad[0].reason, Reason::Conflicting { first: "2024-01-01".into() });
}

#[test]
fn every_bad_row_is_listed_with_its_place_and_value() {
    let long = "9".repeat(65);
    let rows = [
        format!("{long},2024-01-01,1,EUR,a@example.com,0,0,standard"),
        ",2024-01-01,1,EUR,a@example.com,0,0,standard".into(),
        "3,never,one,EUR,nobody,0,0,strange".into(),
        "4,2024-01-01,-5,EUR,,0,0,standard".into(),
        "5,2024-01-01,5,EUR,,-1,0,standard".into(),
        "6,2024-01-01,5,EUR,,5,6,standard".into(),
        "7,2024-01-01,99999999999999999,EUR,,0,0,standard".into(),
        "8,2024-01-01,#REF!,EUR,,0,0,standard".into(),
        "9,2024-01-01,,EUR,,0,0,standard".into(),
    ];
    let text = format!("Order No,Date,Total,Currency,Email,Paid,Refunded,Order type\n{}", rows.join("\n"));
    let reading = Sheet::csv(&text).read(&options());
    assert_eq!(
        codes(&reading),
        [
            (2, "number-too-long"),
            (3, "missing-number"),
            (4, "bad-date"),
            (4, "bad-email"),
            (4, "unknown-kind"),
            (4, "bad-amount"),
            (5, "negative-total"),
            (6, "negative-payment"),
            (7, "refund-too-large"),
            (8, "amount-too-large"),
            (9, "cell-error"),
            (10, "missing-amount"),
        ]
    );
    assert_eq!((reading.bad[5].column.as_str(), reading.bad[5].value.as_str()), ("Total", "one"));
}

#[test]
fn two_words_never_share_a_stage_unless_the_map_says_so() {
    let sheet = Sheet::csv(
        "Order No,Date,Status,Total,Currency\n1,2024-01-01,Shipped,1,EUR\n2,2024-01-01,Delivered,1,EUR\n\
         3,2024-01-01,done,1,EUR\n4,2024-01-01, SHIPPED ,1,EUR\n5,2024-01-01,Weird,1,EUR\n6,2024-01-01,,1,EUR\n\
         7,2024-01-01,Terminé,1,EUR",
    );
    let refused = sheet.read(&options());
    assert_eq!(codes(&refused).iter().map(|c| c.0).collect::<Vec<_>>(), [2, 3, 5, 6, 8]);
    let reading = sheet.read_creating();
    assert_eq!(reading.bad, []);
    let words = &reading.understood.stages;
    assert_eq!(
        words.iter().map(|w| (w.word.as_str(), w.orders)).collect::<Vec<_>>(),
        [("Shipped", 2), ("Delivered", 1), ("done", 1), ("Weird", 1), ("", 1), ("Terminé", 1)]
    );
    for (at, one) in words.iter().enumerate() {
        assert!(words[at + 1..].iter().all(|other| other.target != one.target), "{one:?}");
    }
    assert_eq!(words[3].kind, Some(StageKind::InProgress));
    assert_eq!(words[4].target, StageTarget::Existing(standard(StageKind::New)));
    let mut mapped = options();
    mapped.map = ImportMap {
        stages: [("shipped", "done"), ("Delivered", "done"), ("Weird", "error"), ("Terminé", "done")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .to_vec(),
        ..ImportMap::default()
    };
    let reading = sheet.read(&mapped);
    assert_eq!(reading.bad, []);
    assert_eq!(reading.understood.stages[0].target, reading.understood.stages[1].target);
}

#[test]
fn columns_can_be_named_by_a_map() {
    let mut options = options();
    options.map.columns =
        vec![(Field::Number, "Ref X".into()), (Field::Total, "How much".into()), (Field::Paid, String::new())];
    let reading = Sheet::csv("Ref X,When,How much,Paid,Currency,Date\nA,x,1.5,1,EUR,2024-01-01").read(&options);
    assert_eq!(reading.bad, []);
    assert_eq!((reading.orders[0].total, reading.orders[0].paid), (150, 0));
    options.map.columns.push((Field::Created, "Nope".into()));
    assert_eq!(codes(&Sheet::csv("Ref X,Date\n1,2").read(&options))[0].1, "no-such-column");
}

#[test]
fn a_rate_and_words_are_no_amounts() {
    let reading = Sheet::csv(
        "Row ID,Order ID,Order Date,Customer ID,Customer Name,Category,Product Name,Sales,Quantity,Discount,Profit,Paid\n\
         1,CA-1,2016-11-08,CG-1,Claire Gute,Furniture,Case,261.96,2,0,41.9,yes\n\
         2,CA-1,2016-11-08,CG-1,Claire Gute,Furniture,Chair,731.94,3,0.45,219.5,yes",
    )
    .read(&{
        let mut o = options();
        o.currency = Some(usd());
        o
    });
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders[0].total, 99_390);
    assert_eq!(reading.orders[0].client.first_name, "Claire");
    let ignored: Vec<_> = reading.understood.ignored.iter().map(|i| i.header.as_str()).collect();
    assert_eq!(ignored, ["Category", "Discount", "Profit", "Paid"]);
}

#[test]
fn formulas_in_text_stay_text() {
    let reading =
        Sheet::csv("Order No,Date,Product,Client,Total,Currency\n1,2024-01-01,\"=HYPERLINK(\"\"x\"\")\",@x,5,EUR")
            .read(&options());
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders[0].lines[0].title, "=HYPERLINK(\"x\")");
    assert_eq!(reading.orders[0].client.first_name, "@x");
}

#[test]
fn a_file_without_what_an_order_needs_says_which_columns() {
    let reading = Sheet::csv("Foo,Bar\n1,2").read(&options());
    assert_eq!(codes(&reading), [(1, "missing-column"); 3]);
}

#[test]
fn a_title_above_the_header_is_skipped() {
    let reading = Sheet::csv("My export\nOrder No,Date,Total,Currency\n1,2024-01-01,5,EUR").read(&options());
    assert_eq!(reading.bad, []);
    assert_eq!((reading.understood.header_row, reading.orders[0].row), (2, 3));
}

#[test]
fn a_refund_alone_states_the_payment_that_it_gave_back() {
    let reading =
        Sheet::csv("Order No,Date,Total,Currency,Refunded Amount\n1,2024-01-01,50,EUR,20\n2,2024-01-01,50,EUR,0")
            .read(&options());
    assert_eq!(reading.orders.iter().map(|o| (o.paid, o.refunded)).collect::<Vec<_>>(), [(2000, 2000), (0, 0)]);
}

#[test]
fn the_desk_reads_its_own_export_in_every_language() {
    for header in [
        "Created,Order type,Order no.,Status,Payment,Client name,Company,E-mail,Phone,Products,Total,Paid,Due,Currency,Payment method,Comments",
        "Date de création,Type de commande,N° de commande,Statut,Paiement,Nom du client,Société,E-mail,Téléphone,Produits,Total,Payé,Reste à payer,Devise,Moyen de paiement,Commentaires",
        "Дата створення,Тип замовлення,Номер замовлення,Статус,Оплата,Ім’я клієнта,Компанія,Пошта,Телефон,Продукти,Разом,Сплачено,До сплати,Валюта,Спосіб оплати,Коментарі",
    ] {
        let row = "2024-01-02 10:00:00,Підписка,1001,Cancelled,Paid,Ann Lee,Acme,a@example.com,+33 1,Course,12.50,2.50,10.00,EUR,card,Hello";
        let reading = Sheet::csv(&format!("{header}\n{row}")).read(&options());
        assert_eq!(reading.bad, [], "{header}");
        let order = &reading.orders[0];
        assert_eq!((order.total, order.paid, order.number.as_str()), (1250, 250, "1001"));
        assert_eq!(order.kind, domain::OrderKind::Subscription);
        assert_eq!((order.client.first_name.as_str(), order.client.company.as_str()), ("Ann", "Acme"));
        assert_eq!(order.client.phone, "+33 1");
        assert_eq!(order.comment.as_deref(), Some("Hello"));
    }
}
