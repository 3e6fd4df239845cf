//! The contacts of a file's orders: joined by client id, else e-mail, else company and name (and phone); never by phone
//! alone. Called by `import::write`. Contacts of the desk are joined too; what they hold is not changed.

use super::ORIGIN;
use crate::{db::Tx, error::Result, ids, rows::Rows, sql::Sql};
use domain::{
    Timestamp,
    contact::{email_key, name_key, phone_key},
    ids::ContactId,
    import::{ImportedClient, ImportedOrder},
};
use std::collections::{BTreeSet, HashMap};

/// How many keys are asked for at once.
const BATCH: usize = 1000;

#[derive(sqlx::FromRow, serde::Deserialize)]
struct Row {
    id: i64,
    origin: String,
    external_id: Option<String>,
    email_key: Option<String>,
    phone_key: Option<String>,
    name_key: String,
}

/// A contact as far as joining looks at it.
struct Candidate {
    id: ContactId,
    phone: Option<String>,
    has_client_id: bool,
}

/// Every contact that may be joined, by each of its keys, older ones first.
#[derive(Default)]
struct Book {
    by_client_id: HashMap<String, ContactId>,
    by_email: HashMap<String, Vec<Candidate>>,
    by_name: HashMap<String, Vec<Candidate>>,
    without_facts: Option<ContactId>,
}

/// The contact of each order, in their order, and how many were made.
pub(super) async fn ensure_in(tx: &mut Tx, orders: &[&ImportedOrder], now: Timestamp) -> Result<(Vec<ContactId>, u32)> {
    let mut book = Book::default();
    let keys = |key: fn(&ImportedClient) -> Option<String>| {
        orders.iter().filter_map(|o| key(&o.client)).collect::<BTreeSet<String>>()
    };
    let client_ids = keys(|c| Some(c.client_id.clone()).filter(|id| !id.is_empty()));
    read_in(tx, "external_id", client_ids, &mut book).await?;
    read_in(tx, "email_key", keys(|c| email_key(&c.email)), &mut book).await?;
    read_in(tx, "name_key", keys(name_of), &mut book).await?;

    let mut rows = Rows::new(
        "insert into contacts (id, origin, external_id, first_name, last_name, company, email, email_key, phone, \
         phone_key, name_key, country, messengers, notes, created_at, updated_at, version) values ",
    );
    let mut made = 0;
    let mut found = Vec::with_capacity(orders.len());
    for order in orders {
        let client = &order.client;
        if let Some(id) = book.find(client) {
            found.push(id);
            continue;
        }
        let id = ContactId(ids::next());
        made += 1;
        book.add(id, client);
        rows.row([
            id.0.into(),
            ORIGIN.into(),
            Some(client.client_id.as_str()).filter(|id| !id.is_empty()).into(),
            client.first_name.as_str().into(),
            client.last_name.as_str().into(),
            client.company.as_str().into(),
            client.email.as_str().into(),
            email_key(&client.email).into(),
            client.phone.as_str().into(),
            phone_key(&client.phone).into(),
            name_of(client).unwrap_or_default().into(),
            client.country.as_str().into(),
            "".into(),
            "".into(),
            now.0.into(),
            now.0.into(),
            1.into(),
        ]);
        found.push(id);
    }
    rows.write(tx).await?;
    Ok((found, made))
}

fn name_of(client: &ImportedClient) -> Option<String> {
    Some(name_key(&client.company, &client.first_name, &client.last_name)).filter(|key| !key.is_empty())
}

const COLUMNS: &str =
    "select coalesce(merged_into, id) as id, origin, external_id, email_key, phone_key, name_key from contacts where ";

async fn read_in(tx: &mut Tx, column: &'static str, keys: BTreeSet<String>, book: &mut Book) -> Result<()> {
    let keys: Vec<String> = keys.into_iter().collect();
    for batch in keys.chunks(BATCH) {
        let mut sql = Sql::new(COLUMNS);
        sql.push(column).push(" in (").bind_list(batch.iter().map(String::as_str)).push(") order by id");
        for row in tx.all::<Row>(sql).await? {
            let id = ContactId(row.id);
            let candidate = || Candidate { id, phone: row.phone_key.clone(), has_client_id: row.external_id.is_some() };
            match (column, &row.external_id, &row.email_key) {
                ("external_id", Some(client_id), _) if row.origin == ORIGIN => {
                    book.by_client_id.entry(client_id.clone()).or_insert(id);
                }
                ("email_key", _, Some(email)) => book.by_email.entry(email.clone()).or_default().push(candidate()),
                ("name_key", ..) => book.by_name.entry(row.name_key.clone()).or_default().push(candidate()),
                _ => {}
            }
        }
    }
    Ok(())
}

impl Book {
    /// The contact of a client, by the best key that the client has.
    fn find(&self, client: &ImportedClient) -> Option<ContactId> {
        let has_client_id = !client.client_id.is_empty();
        if let Some(id) = self.by_client_id.get(&client.client_id).filter(|_| has_client_id) {
            return Some(*id);
        }
        // Somebody with another id is somebody else.
        let may = |c: &&Candidate| !(has_client_id && c.has_client_id);
        if let Some(email) = email_key(&client.email) {
            return self.by_email.get(&email)?.iter().find(may).map(|c| c.id);
        }
        if let Some(name) = name_of(client) {
            let phone = phone_key(&client.phone);
            let all = || self.by_name.get(&name).into_iter().flatten().filter(may);
            let same = all().find(|c| c.phone == phone);
            let silent = || all().find(|c| c.phone.is_none() || phone.is_none());
            return same.or_else(silent).map(|c| c.id);
        }
        self.without_facts.filter(|_| *client == ImportedClient::default())
    }

    /// Remembers a contact that is being made.
    fn add(&mut self, id: ContactId, client: &ImportedClient) {
        let has_client_id = !client.client_id.is_empty();
        let candidate = || Candidate { id, phone: phone_key(&client.phone), has_client_id };
        if has_client_id {
            self.by_client_id.insert(client.client_id.clone(), id);
        }
        if let Some(email) = email_key(&client.email) {
            self.by_email.entry(email).or_default().push(candidate());
        }
        if let Some(name) = name_of(client) {
            self.by_name.entry(name).or_default().push(candidate());
        }
        if *client == ImportedClient::default() {
            self.without_facts = Some(id);
        }
    }
}
