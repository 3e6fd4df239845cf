//! Contacts: written many at once. Called by seeding, and by whoever knows that the people are new.
//!
//! Deliberately absent: finding a person again. Who joins rows of a file to people of the desk does that first.

use crate::{db::Tx, error::Result, ids, orders::new_rows::Rows};
use domain::{
    Locale, Timestamp,
    contact::{email_key, name_key, phone_key},
    ids::ContactId,
};

/// A person or company that is to be written. Absent facts are empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// Where it came from: `manual`, `demo`, …
    pub origin: String,
    /// Its id there, unique within the origin.
    pub external_id: Option<String>,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail as written.
    pub email: String,
    /// Phone as written.
    pub phone: String,
    /// A name or an ISO 3166 code.
    pub country: String,
    /// The language that the person is written to in.
    pub language: Option<Locale>,
    /// When the desk first heard of them.
    pub created_at: Timestamp,
}

/// Writes contacts; their ids in the same order.
pub async fn insert_in(tx: &mut Tx, contacts: Vec<NewContact>) -> Result<Vec<ContactId>> {
    let mut rows = Rows::new(
        "insert into contacts (id, origin, external_id, first_name, last_name, company, email, email_key, phone, \
         phone_key, name_key, country, language, messengers, notes, created_at, updated_at, version) values ",
    );
    let mut made = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let id = ContactId(ids::next());
        let (email_key, phone_key) = (email_key(&contact.email), phone_key(&contact.phone));
        let name_key = name_key(&contact.company, &contact.first_name, &contact.last_name);
        rows.row([
            id.0.into(),
            contact.origin.into(),
            contact.external_id.into(),
            contact.first_name.into(),
            contact.last_name.into(),
            contact.company.into(),
            contact.email.into(),
            email_key.into(),
            contact.phone.into(),
            phone_key.into(),
            name_key.into(),
            contact.country.into(),
            contact.language.map(Locale::code).into(),
            "".into(),
            "".into(),
            contact.created_at.0.into(),
            contact.created_at.0.into(),
            1.into(),
        ]);
        made.push(id);
    }
    rows.write(tx).await?;
    Ok(made)
}
