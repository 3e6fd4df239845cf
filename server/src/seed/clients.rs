//! Who orders: people of five markets with names, e-mails and phones that fit, and that belong to nobody. Pure.
//!
//! E-mails end in the reserved domains of RFC 2606; phones lie in the ranges kept for fiction (ARCEP, Ofcom, 555-01xx) or,
//! where a country keeps none, behind a local part of three zeros that no exchange hands out.

use super::{
    dice::Dice,
    names::{COMPANIES_EN, COMPANIES_FR, COMPANIES_UK, EN, FR, UK},
};
use domain::{Locale, Timestamp, ids::ContactId, search};
use std::collections::VecDeque;
use store::contacts::NewContact;

/// Where somebody buys, which decides language, currency and prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Market {
    /// French, in euros.
    France,
    /// Ukrainian, in hryvnias.
    Ukraine,
    /// English, in dollars.
    America,
    /// Ukrainian, in zlotys.
    Poland,
    /// English, in yen.
    Japan,
}

impl Market {
    /// Every market with its weight.
    const WEIGHTS: [(i64, Self); 5] =
        [(46, Self::France), (24, Self::Ukraine), (16, Self::America), (8, Self::Poland), (6, Self::Japan)];

    /// The language of its clients.
    pub const fn language(self) -> Locale {
        match self {
            Self::France => Locale::Fr,
            Self::Ukraine | Self::Poland => Locale::Uk,
            Self::America | Self::Japan => Locale::En,
        }
    }
}

/// A client who may order again.
#[derive(Clone, Debug)]
pub struct Client {
    /// Identifier, once written.
    pub id: Option<ContactId>,
    /// What is to be written; `None` once it was.
    pub fresh: Option<NewContact>,
    /// Market.
    pub market: Market,
    /// Whether they buy as a company.
    pub is_company: bool,
    /// Whether the team treats them with care.
    pub is_vip: bool,
    /// How many orders they have.
    pub orders: i64,
    /// How many more they will make.
    pub left: i64,
    /// The offer that they left unpaid last time.
    pub unpaid: Option<usize>,
}

/// How many clients are remembered between batches.
const REMEMBERED: usize = 400;

/// Clients that may come back.
#[derive(Debug, Default)]
pub struct Clients {
    people: Vec<Client>,
    /// Who left an offer unpaid and will look at it again.
    hesitating: VecDeque<usize>,
    met: u64,
}

impl Clients {
    /// Who makes the next order: somebody known, or somebody new. The position is valid until `forget`.
    pub fn next(&mut self, dice: &mut Dice, at: Timestamp) -> usize {
        if dice.chance(40)
            && let Some(position) = self.hesitating.pop_front()
        {
            self.people[position].orders += 1;
            return position;
        }
        if dice.chance(48) {
            for _ in 0..6 {
                let back = dice.position(self.people.len().min(REMEMBERED)) + 1;
                let known = self.people.len().checked_sub(back);
                if let Some(position) = known.filter(|p| self.people[*p].left > 0) {
                    self.people[position].left -= 1;
                    self.people[position].orders += 1;
                    return position;
                }
            }
        }
        self.met += 1;
        let client = meet(dice, self.met, at);
        self.people.push(client);
        self.people.len() - 1
    }

    /// A client of `next`.
    pub fn get_mut(&mut self, position: usize) -> &mut Client {
        &mut self.people[position]
    }

    /// Notes whether a client of `next` left the order unpaid: many of these come back to the offer.
    pub fn note(&mut self, dice: &mut Dice, position: usize) {
        if self.people[position].unpaid.is_some() && dice.chance(60) {
            self.hesitating.push_back(position);
        }
    }

    /// Who has not been written yet.
    pub fn fresh(&mut self) -> impl Iterator<Item = &mut Client> {
        self.people.iter_mut().filter(|c| c.id.is_none())
    }

    /// Forgets who will not come back, and the oldest of many.
    pub fn forget(&mut self) {
        self.hesitating.clear();
        self.people.retain(|c| c.left > 0);
        self.people.drain(..self.people.len().saturating_sub(REMEMBERED));
    }
}

fn meet(dice: &mut Dice, serial: u64, at: Timestamp) -> Client {
    let market = dice.weighted(&Market::WEIGHTS);
    let (first, last, first_latin, last_latin) = name(dice, market);
    let is_company = dice.chance(12);
    let company = match market.language() {
        _ if !is_company => "",
        Locale::Fr => dice.pick(&COMPANIES_FR),
        Locale::Uk => dice.pick(&COMPANIES_UK),
        Locale::En => dice.pick(&COMPANIES_EN),
    };
    let plain = |text: &str| search::fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let host = dice.pick(&["example.org", "example.com", "example.net"]);
    let dot = dice.pick(&[".", ".", "_", ""]);
    let email = format!("{}{dot}{}{serial}@{host}", plain(first_latin), plain(last_latin));
    let country = country(dice, market);
    let left = dice.weighted(&[(50, 0), (20, 1), (12, 2), (8, 3), (6, 5), (4, 7)]);
    let fresh = NewContact {
        origin: "demo".into(),
        external_id: None,
        first_name: first.into(),
        last_name: last.into(),
        company: company.into(),
        email: if dice.chance(96) { email } else { String::new() },
        phone: if dice.chance(78) { phone(dice, country) } else { String::new() },
        country: country.into(),
        language: Some(market.language()),
        created_at: at,
    };
    Client {
        id: None,
        fresh: Some(fresh),
        market,
        is_company,
        is_vip: left >= 5 || dice.chance(2),
        orders: 1,
        left,
        unpaid: None,
    }
}

/// First and last name, and both in Latin letters.
fn name(dice: &mut Dice, market: Market) -> (&'static str, &'static str, &'static str, &'static str) {
    match market.language() {
        Locale::Fr => {
            let (first, last) = (dice.pick(&FR.0), dice.pick(&FR.1));
            (first, last, first, last)
        }
        Locale::En => {
            let (first, last) = (dice.pick(&EN.0), dice.pick(&EN.1));
            (first, last, first, last)
        }
        Locale::Uk => {
            let ((first, first_latin), (last, last_latin)) = (dice.pick(&UK.0), dice.pick(&UK.1));
            (first, last, first_latin, last_latin)
        }
    }
}

fn country(dice: &mut Dice, market: Market) -> &'static str {
    match market {
        Market::France => dice.weighted(&[(86, "FR"), (7, "BE"), (4, "CH"), (3, "LU")]),
        Market::Ukraine => "UA",
        Market::America => dice.weighted(&[(62, "US"), (26, "GB"), (12, "CA")]),
        Market::Poland => "PL",
        Market::Japan => "JP",
    }
}

fn phone(dice: &mut Dice, country: &str) -> String {
    let (a, b) = (dice.below(100), dice.below(100));
    match country {
        "FR" if dice.chance(80) => format!("+33 6 39 98 {a:02} {b:02}"),
        "FR" => format!("+33 1 99 00 {a:02} {b:02}"),
        "GB" => format!("+44 7700 900{:03}", a * 10 % 1000 + b % 10),
        "US" | "CA" => format!("+1 {}-555-01{a:02}", dice.pick(&["212", "312", "415", "503", "617", "416"])),
        "UA" => format!("+380 44 000 {a:02} {b:02}"),
        "PL" => format!("+48 22 000 {a:02} {b:02}"),
        "JP" => format!("+81 3 0000 {a:02}{b:02}"),
        "BE" => format!("+32 2 000 {a:02} {b:02}"),
        "CH" => format!("+41 22 000 {a:02} {b:02}"),
        _ => format!("+352 000 {a:02} {b:02}"),
    }
}
