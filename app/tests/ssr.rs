//! Pages as the server writes them: builders → HTML → snapshot, in the three languages. The text of a comment or a
//! name never becomes markup.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test that cannot build its data should stop"
)]

use app::{
    context::Boot,
    orders::{empty::Empty, pager::Pager, table::Table, totals::Numbers},
};
use domain::{
    Contact, Currency, Listing, Locale, Order, OrderKind, OrderNumber, PaymentStatus, Slug, Stage, StageKind,
    Timestamp, Totals,
    filter::Conditions,
    funnel::{Funnel, FunnelAccess, Funnels, standard_stages},
    ids::{ContactId, FunnelId, OrderId, StageId},
    order::{FunnelLabel, ProductLabel, StageLabel},
};
use leptos::prelude::*;

fn render<V: IntoView + 'static>(locale: Locale, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(Boot { locale, now: Timestamp(1_795_442_400_000), ..Boot::nobody() });
        let html = view().into_view().to_html();
        // Leptos marks text nodes for hydration; without the marks a person can read the snapshot.
        html.replace("<!>", "").replace("><", ">\n<")
    })
}

fn funnels() -> Funnels {
    let funnel = FunnelId(1);
    let stages = (1..).zip(standard_stages()).map(|(id, s)| Stage {
        id: StageId(id),
        funnel,
        slug: Slug::of(s.slug).expect("a slug"),
        name: None,
        kind: s.kind,
        colour: None,
        wip_limit: None,
        stale_days: None,
        was: None,
    });
    let slug = Slug::of("standard").expect("a slug");
    let access = FunnelAccess::default();
    Funnels(vec![Funnel { id: funnel, slug, name: None, is_default: true, access, stages: stages.collect() }])
}

fn order(name: &str, comment: &str) -> Order {
    let funnels = funnels();
    let funnel = &funnels.0[0];
    let stage = funnel.stages.iter().find(|s| s.kind == StageKind::AwaitingPayment).expect("a stage");
    Order {
        id: OrderId(42),
        version: 1,
        number: OrderNumber::parse("#10482").expect("a number"),
        kind: OrderKind::Instalments,
        funnel: FunnelLabel::from(funnel),
        stage: StageLabel::from(stage),
        contact: Contact {
            id: ContactId(7),
            first_name: name.into(),
            last_name: String::new(),
            company: "Atelier".into(),
            email: "client@example.org".into(),
            phone: String::new(),
            country: "FR".into(),
        },
        manager: None,
        offer_id: None,
        offer: None,
        currency: Currency::EURO,
        subtotal: 124_900,
        discount: 0,
        total: 124_900,
        paid: 24_900,
        refunded: 0,
        due: 100_000,
        payment: PaymentStatus::PartiallyPaid,
        payment_method: Some("card".into()),
        paid_at: None,
        next_due_at: Some(Timestamp(1_795_000_000_000)),
        products: vec![ProductLabel { slug: None, title: "Cours UX".into() }],
        tags: Vec::new(),
        pinned_comment: Some(comment.into()),
        comments: 2,
        origin: "manual".into(),
        source: None,
        promo: None,
        contacted_at: None,
        access_from: None,
        access_until: None,
        access_closed_at: None,
        has_twin: false,
        created_at: Timestamp(1_795_438_800_000),
        updated_at: Timestamp(1_795_438_800_000),
        stage_entered_at: Timestamp(1_795_438_800_000),
        archived_at: None,
    }
}

fn table(locale: Locale, order: Order) -> String {
    render(locale, move || view! { <Table listing=Listing::default() orders=vec![order]/> })
}

#[test]
fn the_table_reads_as_it_should_in_each_language() {
    for locale in Locale::ALL {
        insta::assert_snapshot!(format!("table_{}", locale.code()), table(locale, order("Олена", "Rappeler")));
    }
}

#[test]
fn the_totals_read_as_they_should_in_each_language() {
    for locale in Locale::ALL {
        let orders = [order("Олена", "")];
        let totals = Totals::of(&orders, &Conditions::default(), &funnels()).expect("sums");
        let html = render(locale, move || view! { <Numbers listing=Listing::default() totals=totals/> });
        insta::assert_snapshot!(format!("totals_{}", locale.code()), html);
    }
}

#[test]
fn what_a_person_wrote_never_becomes_markup() {
    let attack = "<img src=x onerror=alert(1)>\"'&";
    let html = table(Locale::En, order(attack, attack));
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("&lt;img"), "{html}");
}

#[test]
fn an_empty_desk_and_an_empty_result_say_different_things() {
    let of = |listing: Listing| render(Locale::En, move || view! { <Empty listing=listing/> });
    let first = of(Listing::default());
    let (filtered, problems) = Listing::from_query("kind=subscription");
    assert!(problems.is_empty());
    let none = of(filtered);
    assert!(first.contains("comptoir import"), "{first}");
    assert!(none.contains("href=\"/orders?view=table\""), "{none}");
    assert!(!none.contains("comptoir import"), "{none}");
}

#[test]
fn a_single_page_has_no_pager_and_the_middle_one_leads_both_ways() {
    let pager = |listing: Listing, next: bool, previous: bool| {
        let number = OrderNumber::parse("A/1 #2").expect("a number");
        let edges = (Some(number.clone()), Some(number));
        render(Locale::En, move || {
            view! { <Pager listing=listing edges=edges has_next=next has_previous=previous total=Some(1)/> }
        })
    };
    assert!(!pager(Listing::default(), false, false).contains("<nav"));
    let (middle, _) = Listing::from_query("after=17&sort=client");
    let html = pager(middle, true, true);
    assert!(html.contains("/orders?sort=client&amp;after=A%2F1%20%232"), "{html}");
    assert!(html.contains("/orders?sort=client&amp;before=A%2F1%20%232"), "{html}");
    assert!(html.contains("rel=\"first\""), "{html}");
}
