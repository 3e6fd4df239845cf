//! Contacts: written many at once, found again by e-mail or phone, and followed where they were merged.

use crate::{
    db::{Db, Tx},
    directory::ContactRow,
    error::Result,
    funnels, ids,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Contact, Locale, Timestamp,
    contact::{email_key, name_key, phone_key},
    funnel::Sight,
    ids::ContactId,
};

const CURRENT: &str = "select coalesce(merged_into, id) from contacts where id = $1";

/// How many possible duplicates are offered.
const SAME: i64 = 8;

/// Who this contact is now, after merges; none where there is no such contact, or none that this reader may know of.
pub(crate) async fn known_in(tx: &mut Tx, id: ContactId, sight: Sight) -> Result<Option<ContactId>> {
    let Some((id,)) = tx.optional::<(i64,)>(Sql::with(CURRENT, [id.0.into()])).await? else { return Ok(None) };
    let found = by_ids_in(tx, &[ContactId(id)]).await?;
    Ok(seen_in(tx, found, sight).await?.first().map(|contact| contact.id))
}

/// Contacts of this e-mail or phone, the oldest first, as far as this reader may know of them.
pub async fn same(db: &Db, email: &str, phone: &str, sight: Sight) -> Result<Vec<Contact>> {
    let mut tx = db.read().await?;
    let found = same_in(&mut tx, email, phone).await?;
    seen_in(&mut tx, found, sight).await
}

/// The same in a transaction, whoever may know of them. One that was merged is the other one.
pub(crate) async fn same_in(tx: &mut Tx, email: &str, phone: &str) -> Result<Vec<Contact>> {
    let mut ids: Vec<ContactId> = Vec::new();
    for (key, column) in [(email_key(email), "email_key"), (phone_key(phone), "phone_key")] {
        let Some(key) = key else { continue };
        let mut sql = Sql::new("select coalesce(merged_into, id) from contacts where ");
        sql.push(column).push(" = ").bind(key).push(" order by id limit ").bind(SAME);
        let rows: Vec<(i64,)> = tx.all(sql).await?;
        ids.extend(rows.into_iter().map(|(id,)| ContactId(id)));
    }
    by_ids_in(tx, &ids).await
}

/// These contacts, in this order, as far as this reader may know of them; those that are not there, or are another one by
/// now, are left out.
pub async fn by_ids(db: &Db, ids: &[ContactId], sight: Sight) -> Result<Vec<Contact>> {
    let mut tx = db.read().await?;
    let found = by_ids_in(&mut tx, ids).await?;
    seen_in(&mut tx, found, sight).await
}

pub(crate) async fn by_ids_in(tx: &mut Tx, ids: &[ContactId]) -> Result<Vec<Contact>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("select id, first_name, last_name, company, email, phone from contacts where id in (");
    sql.bind_list(ids.iter().map(|id| id.0)).push(") and merged_into is null");
    let rows: Vec<ContactRow> = tx.all(sql).await?;
    let mut found: Vec<Contact> = rows.into_iter().map(ContactRow::contact).collect();
    found.sort_by_key(|contact| ids.iter().position(|id| *id == contact.id));
    Ok(found)
}

/// Those who have an order in sight: the others are nobody's to know, where some funnel is hidden.
pub(crate) async fn seen_in(tx: &mut Tx, contacts: Vec<Contact>, sight: Sight) -> Result<Vec<Contact>> {
    let funnels = funnels::list_in(tx).await?;
    if contacts.is_empty() || !funnels.hide_from(sight) {
        return Ok(contacts);
    }
    let seen = funnels.seen_by(sight);
    if seen.0.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("select distinct contact_id from orders where contact_id in (");
    sql.bind_list(contacts.iter().map(|c| c.id.0)).push(") and funnel_id in (");
    sql.bind_list(seen.0.iter().map(|f| f.id.0)).push(")");
    let known: Vec<(i64,)> = tx.all(sql).await?;
    Ok(contacts.into_iter().filter(|c| known.contains(&(c.id.0,))).collect())
}

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
