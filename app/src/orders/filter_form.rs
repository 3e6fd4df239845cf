//! The filter as one plain form: every field, its values, and whether they are wanted or excluded. What is asked for most
//! stands first, the rest behind "more". It is posted, so that a name that is typed stands in no address.

use super::{
    filter_fields::{self, Group, Part, all_tags, amounts, archive, days, empties, flags},
    page::Screen,
    search::KeptFields,
    suggestions,
};
use crate::{context::use_words, i18n::Words, names, ui::post_form::PostForm};
use domain::{
    Listing, OrderFilter, OrderKind, PaymentStatus, Slug, StageKind,
    filter::{AmountField, Amounts, Choice, DateField, Flag, ManagerChoice, Pairs, Text, TextField, encode_pairs},
    funnel::Funnels,
    gather,
    ids::{ContactId, OfferId},
    listing::{Directory, OrdersPage},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::sync::LazyLock;

/// The days and the amount that are asked for most.
const FIRST_DATE: DateField = DateField::Created;
const FIRST_AMOUNT: AmountField = AmountField::Total;

/// Keys that the form has fields for.
static OWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let own = ["stage", "stage_kind", "kind", "payment", "manager", "client", "product", "offer", "tag", "tag_all"];
    let (flags, dates) = (Flag::ALL.map(Flag::code), DateField::ALL.map(DateField::code));
    let (amounts, texts) = (AmountField::ALL.map(AmountField::code), TextField::ALL.map(TextField::code));
    [&own[..], &flags, &dates, &amounts, &texts, &["empty", "archived"]].concat()
});

/// What the fields offer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// Every funnel.
    pub funnels: Funnels,
    /// Names.
    pub directory: Directory,
}

/// The form. It is drawn anew when what it says is another, not with each page.
#[component]
pub fn FilterForm(
    /// The screen.
    screen: Screen,
    /// Told when the form is done.
    close: WriteSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let navigate = use_navigate();
    let chosen = Callback::new(move |pairs: Pairs| {
        // What a typed name means only the server can say.
        let is_name = |key: &str| key.strip_suffix("_text").is_some_and(|key| domain::listing::NAMED.contains(&key));
        if pairs.iter().any(|(key, value)| is_name(key) && !value.trim().is_empty()) {
            return false;
        }
        let (listing, problems) = Listing::from_form(&pairs, words.0);
        close.update(|n| *n += 1);
        if problems.is_empty() {
            screen.go.run((listing, false));
        } else {
            // The address keeps what was typed, as it does without the client, and the page says what is wrong with it.
            let typed = pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, value));
            navigate(
                &format!("/orders?{}", encode_pairs(typed)),
                NavigateOptions { scroll: false, ..Default::default() },
            );
        }
        true
    });
    let filter = Memo::new(move |_| screen.listing.with(|listing| listing.filter.clone()));
    view! {
        <PostForm action="/orders/filter" class="form filters" on_pairs=chosen>
            <p class="menu__note">{words.filter_panel_hint()}</p>
            <KeptFields listing=screen.listing without=&OWN/>
            <Transition>
                {move || {
                    let filter = filter.get();
                    // What is known is drawn in one go: what is awaited, and asked for anew meanwhile, would be drawn when its
                    // signals are gone.
                    match screen.offered.get() {
                        Some(offered) => fields(words, &filter, &offered),
                        None => {
                            Suspend::new(async move {
                                let OrdersPage { funnels, directory, .. } = screen.page.await.unwrap_or_default();
                                fields(words, &filter, &Offered { funnels, directory })
                            })
                                .into_any()
                        }
                    }
                }}
            </Transition>
            <div class="form__actions">
                <button class="button button--primary">{words.filter_apply()}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn fields(words: Words, filter: &OrderFilter, offered: &Offered) -> AnyView {
    view! {
        <div class="filters__grid">{filter_fields::view(words, first_fields(words, filter, offered))}</div>
        <details class="filters__more" open=goes_further(filter)>
            <summary class="button">{words.filter_more()}</summary>
            <div class="filters__grid">{filter_fields::view(words, more_fields(words, filter, offered))}</div>
        </details>
    }
    .into_any()
}

/// Whether something behind "more" is in force.
fn goes_further(filter: &OrderFilter) -> bool {
    let first = OrderFilter {
        funnel: filter.funnel.clone(),
        stage: filter.stage.clone(),
        payment: filter.payment.clone(),
        flags: filter.flags.clone(),
        dates: gather::map(filter.dates.iter().filter(|(field, _)| **field == FIRST_DATE).map(|(f, d)| (*f, *d))),
        amounts: Amounts::default().with(FIRST_AMOUNT, filter.amounts.get(FIRST_AMOUNT)),
        manager: filter.manager.clone(),
        client: filter.client.clone(),
        product: filter.product.clone(),
        tag: filter.tag.clone(),
        search: filter.search.clone(),
        kept_search: filter.kept_search.clone(),
        ..OrderFilter::default()
    };
    first != *filter
}

fn first_fields(words: Words, filter: &OrderFilter, offered: &Offered) -> Vec<Part> {
    let lost = |name: String| words.filter_missing(&name);
    let directory = &offered.directory;
    let mut stages: Vec<(Slug, String)> = Vec::new();
    let of_these = offered.funnels.0.iter().filter(|f| filter.funnel.lets(&f.slug));
    for stage in of_these.flat_map(|f| &f.stages) {
        if !stages.iter().any(|(s, _)| *s == stage.slug) {
            stages.push((stage.slug.clone(), names::stage(words, stage.name.as_deref(), stage.kind)));
        }
    }
    let other_stage = |slug: &Slug| {
        let known = offered.funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.slug == *slug);
        known.map_or_else(|| lost(slug.to_string()), |s| names::stage(words, s.name.as_deref(), s.kind))
    };
    let mut managers = vec![
        (ManagerChoice::Me, words.filter_me().to_owned()),
        (ManagerChoice::Nobody, words.filter_nobody().to_owned()),
    ];
    managers.extend(directory.managers.iter().map(|m| (ManagerChoice::User(m.id), m.name.clone())));
    let payments = PaymentStatus::ALL.iter().map(|p| (*p, names::payment(words, *p).to_owned())).collect();
    vec![
        group("stage", &filter.stage, stages, false).write(words, Slug::to_string, other_stage),
        group("payment", &filter.payment, payments, false).write(words, |p| p.code().into(), |p| lost(p.code().into())),
        flags(words, filter),
        dates(words, FIRST_DATE, filter),
        group("manager", &filter.manager, managers, false).write(words, |m| m.code(), |m| lost(m.code())),
        group("client", &filter.client, clients(directory), true)
            .write(words, ContactId::to_string, |id| lost(id.to_string())),
        group("product", &filter.product, products(directory), true)
            .write(words, Slug::to_string, |s| lost(s.to_string())),
        group("tag", &filter.tag, tags(directory), true).write(words, Slug::to_string, |s| lost(s.to_string())),
        sums(words, FIRST_AMOUNT, filter, directory),
    ]
}

fn more_fields(words: Words, filter: &OrderFilter, offered: &Offered) -> Vec<Part> {
    let lost = |name: String| words.filter_missing(&name);
    let directory = &offered.directory;
    let kinds = OrderKind::ALL.iter().map(|k| (*k, names::kind(words, *k).to_owned())).collect();
    let stage_kinds = StageKind::ALL.iter().map(|k| (*k, names::stage_kind(words, *k).to_owned())).collect();
    let offers = directory.offers.iter().map(|o| (o.id, o.title.clone())).collect();
    let all = filter.tag_all.iter().map(|slug| (slug.to_string(), tag_name(words, directory, slug))).collect();
    let mut fields = vec![
        group("kind", &filter.kind, kinds, false).write(words, |k| k.code().into(), |k| lost(k.code().into())),
        group("stage_kind", &filter.stage_kind, stage_kinds, false).write(
            words,
            |k| k.code().into(),
            |k| lost(k.code().into()),
        ),
        group("offer", &filter.offer, offers, true).write(words, OfferId::to_string, |id| lost(id.to_string())),
    ];
    fields.extend(DateField::ALL.into_iter().filter(|f| *f != FIRST_DATE).map(|field| dates(words, field, filter)));
    let more_sums = AmountField::ALL.into_iter().filter(|f| *f != FIRST_AMOUNT);
    fields.extend(more_sums.map(|field| sums(words, field, filter, directory)));
    fields.push(all_tags(all));
    fields.extend(TextField::ALL.map(|field| texts(words, field, &filter.texts.get(field))));
    fields.extend([empties(words, filter), archive(words, filter)]);
    fields
}

fn dates(words: Words, field: DateField, filter: &OrderFilter) -> Part {
    days(words, field, filter.dates.get(&field).copied())
}

fn sums(words: Words, field: AmountField, filter: &OrderFilter, directory: &Directory) -> Part {
    amounts(words, field, &filter.amounts.get(field), &directory.currencies)
}

fn texts(words: Words, field: TextField, choice: &Choice<Text>) -> Part {
    let (known, open) = suggestions::known_texts(field);
    let name = |text: &str| suggestions::text(words, field, text);
    let known = known.iter().filter_map(|code| Text::parse(code).map(|text| (text, name(code)))).collect();
    group(field.code(), choice, known, open).write(words, |t| t.as_str().to_owned(), |t| name(t.as_str()))
}

fn group<'a, T: Ord>(key: &'static str, choice: &'a Choice<T>, offered: Vec<(T, String)>, typed: bool) -> Group<'a, T> {
    Group { key, choice, offered, typed }
}

fn clients(directory: &Directory) -> Vec<(ContactId, String)> {
    directory.clients.iter().map(|c| (c.id, c.name.clone())).collect()
}

fn products(directory: &Directory) -> Vec<(Slug, String)> {
    directory.products.iter().filter_map(|p| p.slug.clone().map(|s| (s, p.title.clone()))).collect()
}

fn tags(directory: &Directory) -> Vec<(Slug, String)> {
    directory.tags.iter().map(|t| (t.slug.clone(), t.name.clone())).collect()
}

fn tag_name(words: Words, directory: &Directory, slug: &Slug) -> String {
    let known = directory.tags.iter().find(|t| t.slug == *slug);
    known.map_or_else(|| words.filter_missing(slug.as_str()), |t| t.name.clone())
}
