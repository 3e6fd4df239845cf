//! Contacts: who orders. Pure.
//!
//! E-mail and phone are compared normalised. Two contacts that are one are merged by hand: one of them then stands for
//! both.

use crate::{
    Currency, Locale, OrderNumber, Slug, Timestamp,
    filter::{Pairs, SearchToken, decode, encode_pairs},
    ids::{ContactId, OrderId},
    order::{TagLabel, change::TagName, new_form::TEXT_MAX},
    search,
};
use serde::{Deserialize, Serialize};

/// A person or company that orders. Absent facts are empty text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail as the client wrote it.
    pub email: String,
    /// Phone as the client wrote it.
    pub phone: String,
    /// Country as the source wrote it: a name or an ISO 3166 code.
    pub country: String,
}

impl Contact {
    /// The person's full name, else the company, else the e-mail, else the phone; empty when nothing is known.
    pub fn display_name(&self) -> String {
        let person = self.person();
        [person.as_str(), &self.company, &self.email, &self.phone]
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default()
            .to_owned()
    }

    /// Given and family name, one space between.
    pub fn person(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// What is shown under the name: company when a person is named above it, else e-mail, else phone.
    pub fn detail(&self) -> &str {
        let shown = self.display_name();
        [self.company.as_str(), &self.email, &self.phone]
            .into_iter()
            .find(|t| !t.is_empty() && *t != shown)
            .unwrap_or_default()
    }
}

/// An e-mail in the form in which two are compared: trimmed, lower case. `None` when it has no local part or domain.
pub fn email_key(email: &str) -> Option<String> {
    let key = email.trim().to_lowercase();
    let (local, host) = key.split_once('@')?;
    let fine = !local.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (fine && !key.contains(char::is_whitespace) && !host.contains('@')).then_some(key)
}

/// A phone in the form in which two are compared: digits only, `00` read as `+`. `None` under five digits.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let digits = if phone.trim_start().starts_with('+') {
        digits.as_str()
    } else {
        digits.strip_prefix("00").unwrap_or(&digits)
    };
    (digits.len() >= 5).then(|| digits.to_owned())
}

/// Company and person in the form in which two contacts without id and e-mail are compared. Empty when neither is known.
pub fn name_key(company: &str, first_name: &str, last_name: &str) -> String {
    let fold = |text: String| search::fold(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (company, person) = (fold(company.to_owned()), fold(format!("{first_name} {last_name}")));
    if company.is_empty() && person.is_empty() { String::new() } else { format!("{company}|{person}") }
}

/// The longest notes, in characters.
pub const NOTES_MAX: usize = 4_000;
/// How many tags a contact may have.
pub const TAGS_MAX: usize = 20;

/// What may be known of a contact, as its form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFacts {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Country.
    pub country: String,
    /// Handles of messengers, as people write them.
    pub messengers: String,
    /// The language that they are written to in.
    pub language: Option<Locale>,
    /// Internal notes.
    pub notes: String,
    /// Tags, by slug, each once.
    #[serde(default)]
    pub tags: Vec<TagName>,
}

/// A change of what orders show of their client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownChange {
    /// The stable name of the field.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// What the orders of a contact come to in one currency, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMoney {
    /// The currency.
    pub currency: Currency,
    /// How many orders.
    pub orders: i64,
    /// What was ordered.
    pub ordered: i64,
    /// What was received and kept.
    pub received: i64,
    /// What is owed.
    pub due: i64,
}

/// A contact with everything that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactSheet {
    /// Identifier.
    pub id: ContactId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// What is known.
    pub facts: ContactFacts,
    /// What their orders come to, by currency.
    pub money: Vec<ContactMoney>,
    /// The newest of their orders.
    pub orders: Vec<crate::Order>,
    /// Others who may be the same: they share the e-mail, the phone or the name.
    pub same: Vec<Contact>,
}

impl ContactFacts {
    /// Reads a form; else each field with the stable code of what is wrong.
    pub fn read(pairs: &Pairs) -> Result<Self, Vec<(&'static str, &'static str)>> {
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        let mut wrong = Vec::new();
        let mut short = |name: &'static str| {
            if text(name).chars().count() > TEXT_MAX {
                wrong.push((name, "text_long"));
            }
            text(name).to_owned()
        };
        let mut facts = Self {
            first_name: short("first_name"),
            last_name: short("last_name"),
            company: short("company"),
            email: short("email"),
            phone: short("phone"),
            country: short("country"),
            messengers: short("messengers"),
            language: Locale::parse(text("language")),
            notes: text("notes").replace("\r\n", "\n"),
            tags: Vec::new(),
        };
        match read_tags(text("tags")) {
            Ok(tags) => facts.tags = tags,
            Err(code) => wrong.push(("tags", code)),
        }
        if !facts.email.is_empty() && email_key(&facts.email).is_none() {
            wrong.push(("email", "email_invalid"));
        }
        if !facts.phone.is_empty() && phone_key(&facts.phone).is_none() {
            wrong.push(("phone", "phone_invalid"));
        }
        if facts.notes.chars().count() > NOTES_MAX {
            wrong.push(("notes", "text_long"));
        }
        let named = [&facts.first_name, &facts.last_name, &facts.company, &facts.email, &facts.phone];
        if named.iter().all(|text| text.is_empty()) {
            wrong.push(("last_name", "client_missing"));
        }
        if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
    }

    /// The names of the fields in which two differ.
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let Self { first_name, last_name, company, email, phone, country, messengers, language, notes, tags } = self;
        let slugs = |tags: &[TagName]| tags.iter().map(|tag| tag.label().slug).collect::<Vec<_>>();
        let fields = [
            ("first_name", *first_name != other.first_name),
            ("last_name", *last_name != other.last_name),
            ("company", *company != other.company),
            ("email", *email != other.email),
            ("phone", *phone != other.phone),
            ("country", *country != other.country),
            ("messengers", *messengers != other.messengers),
            ("language", *language != other.language),
            ("notes", *notes != other.notes),
            // What a tag is called is the desk's to say.
            ("tags", slugs(tags) != slugs(&other.tags)),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
    }

    /// What differs of that which orders show, where `self` was before `other`.
    pub fn shown_changes(&self, other: &Self) -> Vec<ShownChange> {
        let fields = [
            ("first_name", &self.first_name, &other.first_name),
            ("last_name", &self.last_name, &other.last_name),
            ("company", &self.company, &other.company),
            ("email", &self.email, &other.email),
            ("phone", &self.phone, &other.phone),
            ("country", &self.country, &other.country),
        ];
        let change = |(field, before, after): (&str, &String, &String)| ShownChange {
            field: field.to_owned(),
            before: before.clone(),
            after: after.clone(),
        };
        fields.into_iter().filter(|(_, before, after)| before != after).map(change).collect()
    }

    /// The same, with what is missing taken from another one; notes and tags of both are kept.
    pub fn filled(self, other: &Self) -> Self {
        let or = |own: String, theirs: &str| if own.is_empty() { theirs.to_owned() } else { own };
        let named = !self.first_name.is_empty() || !self.last_name.is_empty();
        let notes: Vec<&str> = [self.notes.as_str(), &other.notes].into_iter().filter(|n| !n.is_empty()).collect();
        let notes = notes.join("\n\n").chars().take(NOTES_MAX).collect();
        Self {
            // A first name of the one and a family name of the other would be nobody's.
            first_name: if named { self.first_name } else { other.first_name.clone() },
            last_name: if named { self.last_name } else { other.last_name.clone() },
            company: or(self.company, &other.company),
            email: or(self.email, &other.email),
            phone: or(self.phone, &other.phone),
            country: or(self.country, &other.country),
            messengers: or(self.messengers, &other.messengers),
            language: self.language.or(other.language),
            notes,
            tags: each_once(self.tags.into_iter().chain(other.tags.iter().cloned())),
        }
    }

    /// The contact of this id that orders show.
    pub fn contact(&self, id: ContactId) -> Contact {
        let Self { first_name, last_name, company, email, phone, country, .. } = self.clone();
        Contact { id, first_name, last_name, company, email, phone, country }
    }
}

/// Tags as they are typed: names with commas between.
fn read_tags(text: &str) -> Result<Vec<TagName>, &'static str> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    let tags = names.map(|name| TagName::parse(name).ok_or("tag_name")).collect::<Result<Vec<_>, _>>()?;
    let tags = each_once(tags);
    if tags.len() > TAGS_MAX { Err("tags_many") } else { Ok(tags) }
}

fn each_once(tags: impl IntoIterator<Item = TagName>) -> Vec<TagName> {
    let mut tags: Vec<TagName> = tags.into_iter().collect();
    tags.sort_by_key(|tag| tag.label().slug);
    tags.dedup_by_key(|tag| tag.label().slug);
    tags
}

/// What a list of contacts is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactQuery {
    /// Words of names, company, e-mail or phone.
    pub search: String,
    /// Stands for a search that names a person.
    pub kept: Option<SearchToken>,
    /// Only those with this tag.
    pub tag: Option<Slug>,
    /// Behind the contact whose newest order this is.
    pub after: Option<OrderId>,
}

impl ContactQuery {
    /// Reads the query of a link, or a form; what it does not know is left out.
    pub fn from_pairs(pairs: &Pairs) -> Self {
        let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
        Self {
            search: text("q").chars().take(search::MAX_LENGTH).collect(),
            kept: SearchToken::parse(text("s")),
            tag: Slug::parse(text("tag")),
            after: text("after").parse().ok(),
        }
    }

    /// The same of a query as it stands in an address.
    pub fn from_query(query: &str) -> Self {
        Self::from_pairs(&decode(query))
    }

    /// The canonical query: what is not asked for is left out. A search that is kept stands for its text.
    pub fn to_query(&self) -> String {
        let search = Some(&self.search).filter(|search| self.kept.is_none() && !search.is_empty());
        let pairs = [
            ("q", search.cloned()),
            ("s", self.kept.as_ref().map(|token| token.as_str().to_owned())),
            ("tag", self.tag.as_ref().map(Slug::to_string)),
            ("after", self.after.map(|id| id.to_string())),
        ];
        encode_pairs(pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))))
    }
}

/// A contact as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub contact: Contact,
    /// Their tags, by slug.
    pub tags: Vec<TagLabel>,
    /// Number and day of their newest order.
    pub newest: (OrderNumber, Timestamp),
}

/// A page of contacts: whoever ordered last stands first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactList {
    /// What was asked for.
    pub query: ContactQuery,
    /// The contacts.
    pub contacts: Vec<Listed>,
    /// Where the next page begins: behind the last contact, or where the search has not looked yet.
    pub next: Option<OrderId>,
    /// Tags that contacts have, by slug.
    pub tags: Vec<TagLabel>,
    /// Whether the kept search is nobody's any more.
    pub lost: bool,
}
