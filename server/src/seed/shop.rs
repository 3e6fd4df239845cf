//! What the demo school sells: products in three languages and offers in five currencies. Pure data.
//!
//! Prices are minor units. An offer's price is the sum of its lines; a subscription's is that of one month.

use super::clients::Market::{self, America, France, Japan, Poland, Ukraine};
use domain::{OrderKind, order::LineKind};
use store::catalogue::ProductKind::{self, Bundle, Consultation, Course, Goods, Webinar};

/// A product.
pub struct Product {
    /// Stable name.
    pub slug: &'static str,
    /// Title in the language of its market.
    pub title: &'static str,
    /// What it is.
    pub kind: ProductKind,
    /// For how many days a buyer may use it; 0 is for ever.
    pub access_days: i64,
}

const fn product(slug: &'static str, title: &'static str, kind: ProductKind, access_days: i64) -> Product {
    Product { slug, title, kind, access_days }
}

/// Every product; offers name them by position.
pub const PRODUCTS: [Product; 24] = [
    product("photographie-bases", "Photographie : les bases", Course, 365),
    product("retouche-photo", "Retouche et développement", Course, 365),
    product("aquarelle-carnet", "Aquarelle : le carnet de voyage", Course, 365),
    product("ceramique-tour", "Céramique : tour et modelage", Course, 540),
    product("pack-independant", "Pack Créateur indépendant", Bundle, 0),
    product("webinaire-vivre-de-sa-creation", "Webinaire : vivre de sa création", Webinar, 30),
    product("consultation-portfolio", "Consultation : votre portfolio", Consultation, 60),
    product("carnet-exercices", "Carnet d’exercices imprimé", Goods, 0),
    product("club-ateliers", "Club des ateliers", Course, 30),
    product("foto-z-nulia", "Фотографія з нуля", Course, 365),
    product("keramika", "Кераміка: гончарне коло і ліплення", Course, 540),
    product("iliustratsiia", "Ілюстрація на планшеті", Course, 365),
    product("vebinar-pershi-kliienty", "Вебінар: як знайти перших клієнтів", Webinar, 30),
    product("konsultatsiia-portfolio", "Консультація щодо портфоліо", Consultation, 60),
    product("paket-maistra", "Пакет «Вільний майстер»", Bundle, 0),
    product("klub-maistriv", "Клуб майстрів", Course, 30),
    product("photography-from-scratch", "Photography from scratch", Course, 365),
    product("watercolour-journal", "Watercolour travel journal", Course, 365),
    product("hand-built-ceramics", "Hand-built ceramics", Course, 540),
    product("freelance-bundle", "Freelance creative bundle", Bundle, 0),
    product("webinar-pricing", "Webinar: pricing your work", Webinar, 30),
    product("portfolio-review", "Portfolio review", Consultation, 60),
    product("exercise-book", "Printed exercise book", Goods, 0),
    product("makers-club", "Makers’ club", Course, 30),
];

/// What a line of an offer stands for.
#[derive(Clone, Copy)]
pub enum Item {
    /// A product, by its position in [`PRODUCTS`].
    Product(usize),
    /// Something beside the products.
    Other(LineKind, &'static str),
}

/// An offer.
pub struct Offer {
    /// Where it is sold.
    pub market: Market,
    /// How it is sold.
    pub kind: OrderKind,
    /// Into how many parts the price of instalments is split.
    pub parts: i64,
    /// How often it is bought, relative to the others of its market.
    pub weight: i64,
    /// Title.
    pub title: &'static str,
    /// Its lines with their amounts.
    pub lines: &'static [(Item, i64)],
}

const fn one(market: Market, weight: i64, title: &'static str, lines: &'static [(Item, i64)]) -> Offer {
    Offer { market, kind: OrderKind::Standard, parts: 1, weight, title, lines }
}

const fn split(market: Market, weight: i64, parts: i64, title: &'static str, lines: &'static [(Item, i64)]) -> Offer {
    Offer { market, kind: OrderKind::Instalments, parts, weight, title, lines }
}

const fn monthly(market: Market, weight: i64, title: &'static str, lines: &'static [(Item, i64)]) -> Offer {
    Offer { market, kind: OrderKind::Subscription, parts: 1, weight, title, lines }
}

use Item::{Other, Product as P};

/// Every offer.
pub const OFFERS: [Offer; 33] = [
    one(France, 12, "Photographie : les bases", &[(P(0), 14_900)]),
    split(France, 7, 3, "Photographie : les bases, en 3 fois", &[(P(0), 15_900)]),
    one(France, 9, "Aquarelle : le carnet de voyage", &[(P(2), 8_900)]),
    one(France, 6, "Céramique : tour et modelage", &[(P(3), 24_900)]),
    split(France, 4, 4, "Céramique : tour et modelage, en 4 fois", &[(P(3), 26_000)]),
    one(France, 5, "Photo et retouche", &[(P(0), 12_900), (P(1), 7_900)]),
    one(France, 3, "Pack Créateur indépendant", &[(P(4), 54_900), (P(6), 10_000)]),
    split(France, 4, 10, "Pack Créateur indépendant, en 10 fois", &[(P(4), 59_000), (P(6), 10_000)]),
    one(France, 6, "Webinaire offert", &[(P(5), 0)]),
    one(France, 5, "Webinaire : le replay", &[(P(5), 1_900)]),
    one(France, 5, "Consultation individuelle", &[(P(6), 12_000)]),
    one(France, 4, "Carnet d’exercices", &[(P(7), 2_900), (Other(LineKind::Shipping, "Livraison"), 590)]),
    monthly(France, 14, "Club des ateliers", &[(P(8), 2_400)]),
    one(Ukraine, 12, "Фотографія з нуля", &[(P(9), 249_000)]),
    split(Ukraine, 7, 3, "Фотографія з нуля, частинами", &[(P(9), 264_000)]),
    one(Ukraine, 7, "Кераміка", &[(P(10), 380_000)]),
    one(Ukraine, 8, "Ілюстрація на планшеті", &[(P(11), 189_000)]),
    one(Ukraine, 6, "Безкоштовний вебінар", &[(P(12), 0)]),
    one(Ukraine, 5, "Консультація щодо портфоліо", &[(P(13), 150_000)]),
    split(Ukraine, 4, 6, "Пакет «Вільний майстер», частинами", &[(P(14), 840_000), (P(13), 120_000)]),
    monthly(Ukraine, 11, "Клуб майстрів", &[(P(15), 45_000)]),
    one(America, 12, "Photography from scratch", &[(P(16), 17_900)]),
    one(America, 8, "Watercolour travel journal", &[(P(17), 9_900)]),
    split(America, 6, 3, "Hand-built ceramics in 3 parts", &[(P(18), 28_500)]),
    one(America, 4, "Freelance creative bundle", &[(P(19), 64_900), (P(21), 9_900)]),
    one(America, 5, "Free webinar", &[(P(20), 0)]),
    one(America, 4, "Exercise book", &[(P(22), 3_200), (Other(LineKind::Shipping, "Shipping"), 750)]),
    monthly(America, 10, "Makers’ club", &[(P(23), 2_700)]),
    one(Poland, 10, "Фотографія з нуля (Польща)", &[(P(9), 59_900)]),
    split(Poland, 5, 4, "Кераміка, частинами (Польща)", &[(P(10), 92_000)]),
    monthly(Poland, 5, "Клуб майстрів (Польща)", &[(P(15), 9_900)]),
    one(Japan, 10, "Photography from scratch (Japan)", &[(P(16), 22_000)]),
    split(Japan, 4, 3, "Hand-built ceramics in 3 parts (Japan)", &[(P(18), 35_800)]),
];

/// The currency of a market.
pub const fn currency(market: Market) -> &'static str {
    match market {
        France => "EUR",
        Ukraine => "UAH",
        America => "USD",
        Poland => "PLN",
        Japan => "JPY",
    }
}
